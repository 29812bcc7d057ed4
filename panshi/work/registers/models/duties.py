"""What units owe: how many records of a kind, how often, by when; who said there was nothing, and who was reminded."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from panshi.ledger import kinds
from panshi.org.choices import Level
from panshi.org.models import Person, Unit
from panshi.work.registers.choices import Every


class Duty(models.Model):
    """Each unit of `level` in the subtree of `unit` owes at least `at_least` records of `kind` in every span, reported by the
    `due_day`-th day after it ends. A unit reports nothing by saying so: `nothing_counts` lets an empty report stand for it.
    """

    kind = models.CharField(_("kind"), max_length=64)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    level = models.CharField(_("level"), max_length=16, choices=Level.choices)
    every = models.CharField(_("every"), max_length=8, choices=Every.choices)
    at_least = models.PositiveIntegerField(_("at least"), default=1)
    due_day = models.PositiveSmallIntegerField(_("due day"), default=5)
    nothing_counts = models.BooleanField(_("nothing to report may be stated"), default=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("set at"))

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")

    @property
    def label(self) -> str:
        """The kind's name; of a kind no longer declared, its key."""
        found = {kind.key: kind for kind in kinds.kinds()}.get(self.kind)
        return str(found.label) if found else self.kind


class Reminder(models.Model):
    """One unit was reminded of one duty for one span of days (its first day), once a day at most.

    `told` people saw it on their pages from then on, `mailed` of them were sent a letter, too. Without `by` the command did it.
    """

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="reminders")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    span = models.DateField(_("span"))
    on = models.DateField(_("on"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    told = models.PositiveIntegerField(_("people told"), default=0)
    mailed = models.PositiveIntegerField(_("letters sent"), default=0)

    class Meta:
        verbose_name = _("reminder")
        constraints = [models.UniqueConstraint(fields=["duty", "unit", "span", "on"], name="registers_reminder_once_a_day")]


class Nothing(models.Model):
    """A unit's word that it has nothing to report for one duty and span (its first day), with who gave it.

    It is withdrawn when a record of the span comes after all (`withdrawn_by` then reported it), or by hand.
    """

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="nothings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    span = models.DateField(_("span"))
    said = models.CharField(_("what was said"), max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)

    class Meta:
        verbose_name = _("nothing to report")
        verbose_name_plural = _("nothing to report")
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "unit", "span"], condition=models.Q(withdrawn_at__isnull=True), name="registers_nothing_once"
            )
        ]
