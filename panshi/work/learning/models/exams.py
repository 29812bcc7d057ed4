"""Exams: what they are put together from, how long, how often, what passes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from panshi.org.models import Person, Unit
from panshi.work.learning.choices import Difficulty, Subject
from panshi.work.learning.models.questions import Bank, Question


class Exam(models.Model):
    """A test put together from questions.

    `minutes` is the time from opening to handing in (0: no limit), `attempts` how often one person may sit it (0: any
    number), `pass_percent` the share of all points from which it is passed. `opens_at` and `closes_at` bound it; an attempt
    begun in time is handed in at `closes_at` at the latest. `review` says whether one's answers are shown after handing in.
    From `published_at` on it can be sat, and what it is made of stays as it is.
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
    said = models.TextField(_("what to know before"), blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)

    class Meta:
        verbose_name = _("exam")
        verbose_name_plural = _("exams")

    def __str__(self) -> str:
        return self.title


class ExamLine(models.Model):
    """One line of an exam: a `question`, or `count` drawn anew for each attempt from a `bank` under a label and a difficulty.

    `points` are for each of its questions; without them each brings its own.
    """

    exam = models.ForeignKey(Exam, models.CASCADE, related_name="lines")
    place = models.PositiveSmallIntegerField(_("place"))
    question = models.ForeignKey(Question, models.PROTECT, related_name="+", null=True, blank=True)
    bank = models.ForeignKey(Bank, models.PROTECT, related_name="+", null=True, blank=True)
    label = models.CharField(_("label"), max_length=60, blank=True)
    difficulty = models.PositiveSmallIntegerField(_("difficulty"), choices=Difficulty.choices, default=Difficulty.UNSAID)
    count = models.PositiveSmallIntegerField(_("how many"), default=1)
    points = models.DecimalField(_("points each"), max_digits=6, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("line of an exam")
        ordering = ["place", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(question__isnull=False, bank__isnull=True)
                | models.Q(question__isnull=True, bank__isnull=False),
                name="learning_line_is_question_or_draw",
            )
        ]
