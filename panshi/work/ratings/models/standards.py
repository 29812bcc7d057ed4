"""Standards by which stars are given, in versions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from panshi.org.models import Person, Unit
from panshi.work.ratings.choices import Method, Section, Subject

STARS = [[5, 90], [4, 80], [3, 70]]
"""The stars of a new standard, each with the points of 100 it takes."""


class Standard(models.Model):
    """One version of the standard of a sort of subject. Once it is in force (`since`) it never changes; until then it is a draft.

    `stars` are pairs [stars, points from], the highest first. `until` is the first day on which no round may begin by it any
    more. A rating by it is valid for `months`.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    subject = models.CharField(_("subject"), max_length=16, choices=Subject.choices)
    version = models.CharField(_("version"), max_length=40)
    said = models.TextField(_("what it is about"), blank=True)
    stars = models.JSONField(_("stars"), default=list)
    months = models.PositiveSmallIntegerField(_("months a rating is valid"), default=12)
    since = models.DateField(_("in force from"), null=True)
    until = models.DateField(_("no longer in force from"), null=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))
    adopted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    adopted_at = models.DateTimeField(_("adopted at"), null=True)

    class Meta:
        verbose_name = _("standard")
        verbose_name_plural = _("standards")
        constraints = [models.UniqueConstraint(fields=["subject", "version"], name="ratings_standard_once")]

    def __str__(self) -> str:
        return self.version


class Criterion(models.Model):
    """Something a standard asks for, worth `points` at most.

    AUTOMATIC: `figure` is a key of the catalogue, `steps` are pairs [value from, points], both rising. ASSESSED: `steps` are
    pairs [what it looks like, points], the points rising. Where it brings fewer than `essential_from` points, the subject gets
    no more than `cap` stars, however many points it has.
    """

    standard = models.ForeignKey(Standard, models.CASCADE, related_name="criteria")
    place = models.PositiveSmallIntegerField(_("place"))
    section = models.CharField(_("section"), max_length=16, choices=Section.choices)
    title = models.CharField(_("criterion"), max_length=200)
    method = models.CharField(_("points come"), max_length=16, choices=Method.choices)
    points = models.DecimalField(_("points"), max_digits=5, decimal_places=2)
    figure = models.CharField(_("figure"), max_length=100, blank=True)
    steps = models.JSONField(_("steps"), default=list)
    proof = models.BooleanField(_("evidence is needed"), default=False)
    essential_from = models.DecimalField(_("essential from"), max_digits=5, decimal_places=2, null=True, blank=True)
    cap = models.PositiveSmallIntegerField(_("stars at most without it"), default=0)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["standard", "place"], name="ratings_criterion_place")]

    def __str__(self) -> str:
        return self.title
