"""What somebody has begun to report and not sent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from panshi.org.models import Person
from panshi.work.registers.models.records import Evidence, Record


class Draft(models.Model):
    """A form as it was left: `typed` is what stood in its fields, right or wrong; evidence already filed stays with it.

    `record` and `revision` say what it corrects, and as it stood when the correction was begun.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=64)
    typed = models.JSONField(_("typed"), default=dict)
    evidence = models.ManyToManyField(Evidence, related_name="+")
    record = models.ForeignKey(Record, models.CASCADE, related_name="+", null=True)
    revision = models.PositiveIntegerField(_("revision"), default=0)
    saved_at = models.DateTimeField(_("saved at"))

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        indexes = [models.Index(fields=["person", "-saved_at"])]
        constraints = [models.UniqueConstraint(fields=["person", "record"], name="registers_one_draft_of_a_correction")]
