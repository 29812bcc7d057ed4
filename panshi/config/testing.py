"""Settings for tests: everything as in use, but in a folder of its own that goes away with the process."""

import atexit
import os
import shutil
import tempfile

os.environ["PANSHI_DATA"] = tempfile.mkdtemp(prefix="panshi-test-")
SERVER = os.environ.pop("PANSHI_TEST_DATABASE", "")
"""The address of a PostgreSQL server to test on; a file of SQLite where there is none."""
os.environ["DATABASE_URL"] = SERVER
atexit.register(shutil.rmtree, os.environ["PANSHI_DATA"], ignore_errors=True)

from panshi.config.settings import *  # noqa: E402, F403 -- after the folder is set
from panshi.config.settings import DATA, DATABASES, STORAGES  # noqa: E402
from panshi.config.translations import compile_stale  # noqa: E402

if not SERVER:
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
compile_stale()
