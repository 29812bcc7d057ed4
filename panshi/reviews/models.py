"""Templates, reviews being written, frozen ones, which never change, and what readers taught the checker."""

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


class Adoption(models.Model):
    """How a review came from an old text: whose and of when that was, what adopting noted, what the writer has looked at.

    `notes` are {"passage", "reason", "facts"}; `looked_at` maps the key of a sentence pointed out to {"by", "at"}.
    """

    review = models.OneToOneField(Review, models.CASCADE, related_name="adoption")
    template = models.ForeignKey(Template, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    period = models.CharField(max_length=24)
    notes = models.JSONField(default=list)
    looked_at = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("adoption")

    def __str__(self) -> str:
        return f"{self.review} ← {self.period}"


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


class Lesson(models.Model):
    """A reader's correction of the checker, for a unit and all below it: which figure a claim in these words means.

    `subject`, `context` and `counted_in` (its measure word) are the claim's as the text wrote them, `surface` the number as
    it stood; an empty `figure` says that no figure of ours is meant. A lesson is undone, never deleted.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    subject = models.CharField(max_length=300, blank=True)
    context = models.CharField(max_length=600, blank=True)
    counted_in = models.CharField(max_length=40, blank=True)
    surface = models.CharField(max_length=120)
    figure = models.CharField(max_length=200, blank=True)
    taught_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    taught_at = models.DateTimeField()
    undone_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("lesson")
        ordering = ["-taught_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "subject", "context", "counted_in"],
                condition=models.Q(undone_at=None),
                name="reviews_lesson_stands_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.surface}"
