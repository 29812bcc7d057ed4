"""Attempts at exams: the paper as it was drawn for one person, what they answered, what it came to."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from panshi.org.choices import Category
from panshi.org.models import Person, Unit
from panshi.work.learning.models.exams import Exam
from panshi.work.learning.models.questions import Version


class Attempt(models.Model):
    """One sitting of an exam by one person, the `number`th. Its entry in the ledger is `learning.exam_result:<pk>`.

    `unit` and `category` are the person's on the day it was begun. `ends_at` is the server's: from then on nothing is taken and
    what was saved counts. `tab` is the one tab that may answer. `points` and `passed` are empty while a short answer waits
    to be marked.
    """

    exam = models.ForeignKey(Exam, models.PROTECT, related_name="sat", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("attempt"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    category = models.CharField(_("person's category"), max_length=16, choices=Category.choices)
    begun_at = models.DateTimeField(_("begun at"))
    ends_at = models.DateTimeField(_("ends at"), null=True)
    tab = models.UUIDField(_("tab that answers"), null=True)
    handed_in_at = models.DateTimeField(_("handed in at"), null=True)
    by_time = models.BooleanField(_("handed in when time was up"), default=False)
    points_max = models.DecimalField(_("points to be had"), max_digits=8, decimal_places=2, default=0)
    points = models.DecimalField(_("points"), max_digits=8, decimal_places=2, null=True)
    passed = models.BooleanField(_("passed"), null=True)
    marked_at = models.DateTimeField(_("marked at"), null=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        constraints = [
            models.UniqueConstraint(fields=["exam", "person", "number"], name="learning_attempt_once"),
            models.UniqueConstraint(
                fields=["exam", "person"], condition=Q(handed_in_at__isnull=True), name="learning_one_attempt_open"
            ),
        ]
        indexes = [
            models.Index(fields=["exam", "unit", "handed_in_at"], name="learning_attempt_by_unit"),
            models.Index(fields=["ends_at"], condition=Q(handed_in_at__isnull=True), name="learning_attempt_open"),
        ]


class Answer(models.Model):
    """A question on the paper of an attempt and what was answered to it.

    `order` is how its choices were laid out: the place of each in the version, as shown. `given` is in the version's own
    places, None before anything was answered. `revision` grows with every answer taken. `mark` are the points it brought.
    """

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="answers", db_index=False)
    place = models.PositiveSmallIntegerField(_("place"))
    version = models.ForeignKey(Version, models.PROTECT, related_name="answers")
    points = models.DecimalField(_("points to be had"), max_digits=6, decimal_places=2)
    order = models.JSONField(_("laid out as"), default=list)
    given = models.JSONField(_("answered"), null=True)
    revision = models.PositiveIntegerField(_("revision"), default=0)
    answered_at = models.DateTimeField(_("answered at"), null=True)
    mark = models.DecimalField(_("points brought"), max_digits=6, decimal_places=2, null=True)
    marked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    remark = models.TextField(_("remark"), blank=True)

    class Meta:
        verbose_name = _("answer")
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["attempt", "place"], name="learning_answer_once")]
