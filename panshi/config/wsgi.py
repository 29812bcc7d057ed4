"""The WSGI application that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from panshi.config.cli import RARELY

gc.set_threshold(*RARELY)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "panshi.config.settings")
application = get_wsgi_application()
