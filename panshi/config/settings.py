"""Settings, read from the environment with defaults that suit one machine. See docs/settings.md."""

import os
from pathlib import Path

from panshi.config import readers
from panshi.config.discovery import apps

HOME = Path(__file__).resolve().parents[2]
DATA = readers.folder("PANSHI_DATA", HOME / "var")
DEBUG = readers.flag("PANSHI_DEBUG", False)
ORIGIN = readers.text("PANSHI_ORIGIN", "panshi.local/ledger")
"""The name under which this ledger's checkpoints are signed; it must not change in the ledger's lifetime."""


def _secret() -> str:
    path = DATA / "secret.key"
    if not path.exists():
        from django.core.management.utils import get_random_secret_key  # noqa: PLC0415 -- once in a database's life

        path.write_text(get_random_secret_key(), "utf-8")
        path.chmod(0o600)
    return path.read_text("utf-8")


SECRET_KEY = readers.text("PANSHI_SECRET_KEY", "") or _secret()
ALLOWED_HOSTS = readers.names("PANSHI_HOSTS", "127.0.0.1,localhost,[::1],testserver")
CSRF_TRUSTED_ORIGINS = readers.names("PANSHI_TRUSTED_ORIGINS", "")

PACKAGE_ORIGIN = readers.origin("PANSHI_PACKAGE_ORIGIN", "")
"""Where packages are served from: a host of this site that nobody signs in at. Without one they run in a sandbox."""

DATABASES = {"default": readers.database("DATABASE_URL", f"sqlite:///{DATA / 'panshi.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "panshi.config",
    "panshi.demo",
    "panshi.bench",
    "panshi.web",
    "panshi.reviews",
    *apps(),
    "panshi.figures",
    "panshi.ledger",
    "panshi.org",
    "panshi.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
    "lucide",
    "rules",
    "treebeard",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "panshi.web.middleware.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "panshi.org.access.ScopeMiddleware",
    "panshi.web.middleware.RefusalMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "panshi.config.urls"
WSGI_APPLICATION = "panshi.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "panshi.web.shell.shell",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

AUTH_USER_MODEL = "org.Account"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "panshi.web.adapter.ClosedSignUp"
ACCOUNT_FORMS = {"login": "panshi.web.entrance.SignIn"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [HOME / "panshi" / "reviews" / "checker" / "locale"]

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
RUNTIMES = HOME / "requirements" / "node_modules" / "scorm-again" / "dist"
STATICFILES_DIRS = [("npm", RUNTIMES)] if RUNTIMES.is_dir() else []
"""What comes from npm under requirements/package-lock.json: the runtime that SCORM packages call."""
MEDIA_ROOT = DATA / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

IMPORTS_AT_ONCE = readers.number("PANSHI_IMPORTS_AT_ONCE", max(1, (os.cpu_count() or 2) // 2))
"""How many large workbooks are worked on at once on this machine; half the processors are left to those who look at pages."""

DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 2**20
"""A text pasted to be checked may be long; that it is too long for a page is said beside the form, not by a bare error."""

MAIL_FROM = readers.text("PANSHI_MAIL_FROM", "")
"""The address letters come from. Without one none are sent, and nobody is told that any were."""
DEFAULT_FROM_EMAIL = MAIL_FROM or "webmaster@localhost"
EMAIL_HOST = readers.text("PANSHI_MAIL_HOST", "localhost")
EMAIL_HOST_USER = readers.text("PANSHI_MAIL_USER", "")
EMAIL_HOST_PASSWORD = readers.text("PANSHI_MAIL_PASSWORD", "")
EMAIL_USE_TLS = readers.flag("PANSHI_MAIL_TLS", False)
EMAIL_PORT = 587 if EMAIL_USE_TLS else 25
EMAIL_TIMEOUT = 20

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
