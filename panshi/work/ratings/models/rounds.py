"""Rounds in which stars are given, and who takes part in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from panshi.org.models import Person, Unit
from panshi.work.ratings.choices import Stage
from panshi.work.ratings.models.standards import Standard


class Round(models.Model):
    """One rating of many subjects by one standard, over the days `first` to `last`, which automatic criteria are asked about.

    `quota` says how many subjects may get a number of stars: {"5": 6}. `as_of` is the ledger's position at which automatic
    criteria were computed. Objections and appeals are taken through `objections_until`; its ratings are valid before
    `valid_until`.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    standard = models.ForeignKey(Standard, models.PROTECT, related_name="rounds")
    title = models.CharField(_("title"), max_length=200)
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    quota = models.JSONField(_("quota"), default=dict)
    stage = models.CharField(_("stage"), max_length=16, choices=Stage.choices, default=Stage.SELF)
    objection_days = models.PositiveSmallIntegerField(_("days for objections"), default=5)
    as_of = models.PositiveBigIntegerField(_("position of the figures"), null=True)
    published_at = models.DateTimeField(_("published at"), null=True)
    objections_until = models.DateField(_("objections until"), null=True)
    in_force_on = models.DateField(_("in force on"), null=True)
    valid_until = models.DateField(_("valid until"), null=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")

    def __str__(self) -> str:
        return self.title


class Candidate(models.Model):
    """A subject in a round: the place of `unit`, or `person`, who was in `unit` when they joined.

    `earned` are the stars its points bring and essential criteria allow, `stars` those it gets (0: none); `why_fewer` says why
    they differ. `left_out` says why it is no longer rated. Its entry in the ledger is `ratings.candidate:<pk>`, after a
    correction `<pk>@<revision>`; `withdrawn_at` is when the rating was taken back and `until` the first day on which it is not
    valid.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="candidates")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    name = models.CharField(_("name"), max_length=200)
    assessor = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    said_at = models.DateTimeField(_("self-assessment handed in at"), null=True)
    checked_at = models.DateTimeField(_("checked at"), null=True)
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=2, null=True)
    earned = models.PositiveSmallIntegerField(_("stars earned"), default=0)
    stars = models.PositiveSmallIntegerField(_("stars"), default=0)
    why_fewer = models.CharField(_("why fewer"), max_length=300, blank=True)
    left_out = models.CharField(_("left out because"), max_length=300, blank=True)
    until = models.DateField(_("valid until"), null=True)
    revision = models.PositiveSmallIntegerField(_("revision"), default=1)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)
    withdrawn_because = models.CharField(_("withdrawn because"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("subject in a round")
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], condition=models.Q(person__isnull=True), name="ratings_place_once"),
            models.UniqueConstraint(fields=["round", "person"], name="ratings_person_once"),
        ]
        indexes = [models.Index(fields=["round", "-points"], name="ratings_by_points")]

    def __str__(self) -> str:
        return self.name
