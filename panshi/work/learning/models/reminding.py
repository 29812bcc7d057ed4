"""How a unit trains: its burden limit and quiet hours, the chats it is told in, and what was sent to whom."""

from datetime import time

from django.db import models
from django.utils.translation import gettext_lazy as _

from panshi.org.models import Person, Unit
from panshi.work.learning.choices import Chat, Letter


class StudyRules(models.Model):
    """What holds in `unit` and below it, until a unit further down has rules of its own.

    More than `minutes_a_month` of study for one person is warned of. Nothing is sent from `quiet_from` until `quiet_until`.
    With `digests`, unit heads are told who is behind.
    """

    unit = models.OneToOneField(Unit, models.CASCADE, related_name="+")
    minutes_a_month = models.PositiveSmallIntegerField(_("minutes of study a month, at most"), default=240)
    quiet_from = models.TimeField(_("quiet from"), default=time(22))
    quiet_until = models.TimeField(_("quiet until"), default=time(8))
    digests = models.BooleanField(_("unit heads are told who is behind"), default=True)

    class Meta:
        verbose_name = _("rules of study")


class Channel(models.Model):
    """A group chat in which a unit is told how its study stands. `sealed` is its secret address, encrypted; `hint` its end.

    `names`: who is behind is named there; else only numbers are said.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    chat = models.CharField(_("chat"), max_length=10, choices=Chat.choices)
    name = models.CharField(_("name"), max_length=60)
    sealed = models.BinaryField()
    hint = models.CharField(_("ends in"), max_length=8)
    names = models.BooleanField(_("names are said"), default=False)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))
    closed_at = models.DateTimeField(_("closed at"), null=True)
    worked_at = models.DateTimeField(_("last worked at"), null=True)
    trouble = models.CharField(_("what went wrong last"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("chat channel")
        verbose_name_plural = _("chat channels")


class Reminder(models.Model):
    """That `person`, or the chat `channel`, was told on a day: once for each sort of letter, however often it is tried.

    `tasks` is how many tasks it spoke of, `mailed` whether a letter went out; all are seen on the person's own pages.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", null=True)
    channel = models.ForeignKey(Channel, models.CASCADE, related_name="+", null=True)
    letter = models.CharField(_("sort of letter"), max_length=10, choices=Letter.choices)
    on = models.DateField(_("on the day"))
    tasks = models.PositiveSmallIntegerField(_("tasks"), default=0)
    mailed = models.BooleanField(_("mailed"), default=False)

    class Meta:
        verbose_name = _("reminder of study")
        constraints = [
            models.UniqueConstraint(fields=["person", "letter", "on"], name="learning_reminded_once_a_day"),
            models.UniqueConstraint(fields=["channel", "letter", "on"], name="learning_chat_told_once_a_day"),
        ]
