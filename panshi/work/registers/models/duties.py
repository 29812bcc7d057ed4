"""What units owe: how many records of a kind, how often, by when; and who was reminded of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

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
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("set at"))

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")


class Reminder(models.Model):
    """One unit was reminded of one duty for one span of days (its first day), once a day at most."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="reminders")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    span = models.DateField(_("span"))
    on = models.DateField(_("on"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)

    class Meta:
        verbose_name = _("reminder")
        constraints = [models.UniqueConstraint(fields=["duty", "unit", "span", "on"], name="registers_reminder_once_a_day")]
