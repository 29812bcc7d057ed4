"""What a subject brings on each criterion, whose judgement it is, and what bears it out."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from panshi.org.models import Person
from panshi.work.ratings.models.rounds import Candidate
from panshi.work.ratings.models.standards import Criterion


class Mark(models.Model):
    """The points of one candidate on one criterion.

    `own_step` and `own_said` are the subject's own view; `step` (of the criterion's steps, from 0) and `remark` the
    assessor's, `by` whom it was given. For an automatic one `value` is the figure's number at the round's position. `key` is the
    last save taken from a phone: the same save sent again changes nothing.
    """

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="marks", db_index=False)
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    own_step = models.PositiveSmallIntegerField(_("own step"), null=True)
    own_said = models.TextField(_("own words"), blank=True)
    step = models.PositiveSmallIntegerField(_("step"), null=True)
    points = models.DecimalField(_("points"), max_digits=5, decimal_places=2, null=True)
    remark = models.TextField(_("remark"), blank=True)
    value = models.DecimalField(_("figure"), max_digits=16, decimal_places=4, null=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField(_("at"), null=True)
    key = models.UUIDField(_("save"), null=True)

    class Meta:
        verbose_name = _("mark")
        constraints = [models.UniqueConstraint(fields=["candidate", "criterion"], name="ratings_mark_once")]


class Evidence(models.Model):
    """A photo or paper filed for a mark, by the subject or (`checking`) by the assessor; the file is kept by its digest."""

    mark = models.ForeignKey(Mark, models.CASCADE, related_name="evidence")
    digest = models.CharField(_("digest"), max_length=64)
    name = models.CharField(_("name"), max_length=200)
    content_type = models.CharField(_("type"), max_length=100)
    checking = models.BooleanField(_("filed by the assessor"), default=False)
    filed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(_("filed at"))

    class Meta:
        verbose_name = _("evidence")
        constraints = [models.UniqueConstraint(fields=["mark", "digest"], name="ratings_evidence_once")]
        indexes = [models.Index(fields=["digest"], name="ratings_evidence_digest")]
