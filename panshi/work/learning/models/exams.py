"""Exams: how long, how often, what passes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from panshi.org.models import Person, Unit
from panshi.work.learning.choices import Subject


class Exam(models.Model):
    """A test put together from questions.

    `minutes` is the time from opening to handing in (0: no limit), `attempts` how often one person may sit it (0: any
    number), `pass_percent` the share of all points from which it is passed. `opens_at` and `closes_at` bound it; an attempt
    begun in time is handed in at `closes_at` at the latest. `review` says whether one's answers are shown after handing in.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    category = models.CharField(_("category"), max_length=16, choices=Subject.choices, default=Subject.PROFESSIONAL)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=2)
    pass_percent = models.PositiveSmallIntegerField(_("passes from, %"), default=60)
    opens_at = models.DateTimeField(_("opens at"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes at"), null=True, blank=True)
    shuffled = models.BooleanField(_("in random order"), default=True)
    review = models.BooleanField(_("answers shown afterwards"), default=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)

    class Meta:
        verbose_name = _("exam")
        verbose_name_plural = _("exams")

    def __str__(self) -> str:
        return self.title
