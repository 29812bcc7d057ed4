"""What was studied: how far each material has come for each person, and for how long it was open."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from panshi.work.learning.models.materials import Material
from panshi.work.learning.models.tasks import Assignment


class Progress(models.Model):
    """How far one person has come in one material of one task: `part` from 0 to 100, `place` where to go on (the runtime's own
    words: a second of a video, a SCORM bookmark). `state` is what a package keeps between its openings.
    """

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="progress")
    material = models.ForeignKey(Material, models.PROTECT, related_name="+")
    part = models.PositiveSmallIntegerField(_("part, %"), default=0)
    place = models.TextField(_("place"), blank=True)
    state = models.JSONField(_("state of the package"), default=dict)
    score = models.DecimalField(_("score, %"), max_digits=5, decimal_places=2, null=True)
    seconds = models.PositiveIntegerField(_("seconds open"), default=0)
    completed_at = models.DateTimeField(_("completed at"), null=True)
    moved_at = models.DateTimeField(_("last moved"))

    class Meta:
        verbose_name = _("progress")
        constraints = [models.UniqueConstraint(fields=["assignment", "material"], name="learning_progress_once")]


class Sitting(models.Model):
    """One opening of a material in one tab, under a key the page made. It reports its seconds as a running total, so that what
    is sent twice, late or out of order counts once; they never grow faster than the server's clock since `begun_at`.
    `fetched`: the token for a cmi5 unit was taken.
    """

    progress = models.ForeignKey(Progress, models.CASCADE, related_name="sittings")
    key = models.UUIDField(_("key"), unique=True)
    seconds = models.PositiveIntegerField(_("seconds"), default=0)
    begun_at = models.DateTimeField(_("begun at"))
    noted_at = models.DateTimeField(_("last heard of"))
    fetched = models.BooleanField(_("token taken"), default=False)

    class Meta:
        verbose_name = _("sitting")
