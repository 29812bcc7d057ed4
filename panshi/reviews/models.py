"""Templates, reviews being written, and frozen ones, which never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from panshi.org.models import Person, Unit


class Language(models.TextChoices):
    """The language a review is written in."""

    CHINESE = "zh", _("Chinese")
    ENGLISH = "en", _("English")


class Template(models.Model):
    """A text with figure references, kept for use year after year; every saved version stays."""

    name = models.CharField(_("name"), max_length=100)
    text = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=8, choices=Language.choices, default=Language.CHINESE)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("review template")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class TemplateVersion(models.Model):
    """The text of a template as it was saved once."""

    template = models.ForeignKey(Template, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["template", "number"], name="reviews_template_version_once")]
        ordering = ["-number"]


class Review(models.Model):
    """A review being written: a template text of its own about one unit and period. `revision` grows with each save."""

    title = models.CharField(_("title"), max_length=100)
    text = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=8, choices=Language.choices, default=Language.CHINESE)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    period = models.CharField(_("period"), max_length=24)
    revision = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("review")
        ordering = ["-saved_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class FrozenReview(models.Model):
    """A review as of one ledger position, with its claims and the signed checkpoint over that position.

    Database triggers refuse to change or delete it. `claims` are as `Claim.as_json` gives them; `digest` is the SHA-256
    of what was frozen (`services.digest_of`).
    """

    review = models.ForeignKey(Review, models.PROTECT, null=True, related_name="frozen")
    title = models.CharField(max_length=100)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    period = models.CharField(max_length=24)
    language = models.CharField(max_length=8, choices=Language.choices)
    template_text = models.TextField()
    text = models.TextField()
    claims = models.JSONField()
    as_of = models.BigIntegerField()
    checkpoint_note = models.TextField()
    digest = models.CharField(max_length=64)
    frozen_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("frozen review")
        ordering = ["-frozen_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["unit", "period", "digest"], name="reviews_frozen_once")]

    def __str__(self) -> str:
        return self.title
