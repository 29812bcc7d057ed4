"""Settings of commands that read the ledger and serve no page: the apps whose tables they read and no others.

Rooms declare their kinds and figures all the same: `declare_all` finds them by being there, not by being an app.
"""

from panshi.config.settings import *  # noqa: F403

INSTALLED_APPS = [
    "panshi.config",
    "panshi.reviews",
    "panshi.figures",
    "panshi.ledger",
    "panshi.org",
    "panshi.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
]
