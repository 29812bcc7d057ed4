"""What is studied: one theme, carried by texts, files, videos, links and packages."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from panshi.org.models import Person, Unit
from panshi.work.learning.choices import Carrier


class Theme(models.Model):
    """What several materials carry in different forms: whoever has studied one of them knows the theme."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self) -> str:
        return self.title


class Material(models.Model):
    """One thing to study, reckoned to take `minutes`.

    A TEXT has `body` (clean HTML), a LINK or VIDEO elsewhere an `address`, a FILE, VIDEO or package the SHA-256 `digest` of
    what was uploaded as `name`. A package is unpacked under its digest; `launch` is the path within it that opens first, and
    `outline` what its manifest says (items with their titles, launch paths and rules, in order). A material in use is never
    changed: a new one takes its place, and `retired_at` takes this one out of the choice.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="materials", null=True, blank=True)
    title = models.CharField(_("title"), max_length=200)
    carrier = models.CharField(_("carrier"), max_length=10, choices=Carrier.choices)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=10)
    body = models.TextField(_("text"), blank=True)
    address = models.URLField(_("address"), max_length=2000, blank=True)
    digest = models.CharField(_("digest"), max_length=64, blank=True)
    name = models.CharField(_("file name"), max_length=200, blank=True)
    content_type = models.CharField(_("content type"), max_length=100, blank=True)
    size_bytes = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    launch = models.CharField(_("opens at"), max_length=1000, blank=True)
    outline = models.JSONField(_("outline"), default=list)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")

    def __str__(self) -> str:
        return self.title

    @property
    def file(self) -> Path:
        """Where what was uploaded is kept."""
        return Path(settings.MEDIA_ROOT, "materials", self.digest[:2], self.digest)

    @property
    def folder(self) -> Path:
        """Where a package lies unpacked."""
        return Path(settings.MEDIA_ROOT, "packages", self.digest[:2], self.digest)
