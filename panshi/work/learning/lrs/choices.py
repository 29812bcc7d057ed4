"""The closed lists of the record store."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Power(models.TextChoices):
    """What a key lets a learning program do."""

    WRITE = "write", _("store statements and documents")
    READ_OWN = "read_own", _("read what it stored itself")
    READ = "read", _("read everything")
