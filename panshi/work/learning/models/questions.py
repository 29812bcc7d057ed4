"""The bank of questions: each with its versions, of which those that somebody answered never change."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from panshi.org.models import Person, Unit
from panshi.work.learning.choices import Difficulty, QuestionForm
from panshi.work.learning.models.contents import Content, unpacked


class Bank(models.Model):
    """Questions kept together by `unit`. With `practised` the people of the unit and below may practise with them."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    practised = models.BooleanField(_("open to practice"), default=False)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)

    class Meta:
        verbose_name = _("question bank")
        verbose_name_plural = _("question banks")

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """One question of a bank; what it says stands in its versions, of which `current` is asked from now on."""

    bank = models.ForeignKey(Bank, models.PROTECT, related_name="questions")
    title = models.CharField(_("title"), max_length=200, blank=True)
    difficulty = models.PositiveSmallIntegerField(_("difficulty"), choices=Difficulty.choices, default=Difficulty.UNSAID)
    current = models.ForeignKey("Version", models.PROTECT, related_name="+", null=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.title or (self.current.gist if self.current else str(self.pk))


class Label(models.Model):
    """A word under which a question is found and drawn."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="labels")
    text = models.CharField(_("label"), max_length=60, db_index=True)

    class Meta:
        verbose_name = _("label")
        ordering = ["text"]
        constraints = [models.UniqueConstraint(fields=["question", "text"], name="learning_label_once")]

    def __str__(self) -> str:
        return self.text


class Version(models.Model):
    """What a question says from `made_at` on. `gist` is the beginning of its text without markup, for lists and searching."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    form = models.CharField(_("form"), max_length=10, choices=QuestionForm.choices)
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=2)
    content = models.JSONField(_("content"))
    gist = models.CharField(_("text"), max_length=200)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("version of a question")
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="learning_version_once")]

    def __str__(self) -> str:
        return self.gist

    def read(self) -> Content:
        """What it holds."""
        return unpacked(self.content)


class Picture(models.Model):
    """A picture that stands in questions, kept under the SHA-256 of its bytes."""

    digest = models.CharField(_("digest"), max_length=64, unique=True)
    content_type = models.CharField(_("content type"), max_length=40)
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("picture")

    @property
    def file(self) -> Path:
        """Where it is kept."""
        return Path(settings.MEDIA_ROOT, "pictures", self.digest[:2], self.digest)


class Intake(models.Model):
    """A file of questions that was sent in: what was read in it and what was refused, until somebody takes it over.

    `found` are the questions as JSON with the place each was found at, `refused` [place, why] of the others.
    """

    bank = models.ForeignKey(Bank, models.CASCADE, related_name="intakes")
    name = models.CharField(_("file name"), max_length=200)
    kind = models.CharField(_("format"), max_length=20)
    found = models.JSONField(_("questions"), default=list)
    refused = models.JSONField(_("refused"), default=list)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("sent in at"))
    taken_at = models.DateTimeField(_("taken over at"), null=True)

    class Meta:
        verbose_name = _("file of questions")


class Flashcard(models.Model):
    """How well a person remembers a question: what the scheduler (FSRS) keeps of it, and when it is due again."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    question = models.ForeignKey(Question, models.CASCADE, related_name="+")
    state = models.JSONField(_("state"))
    due_at = models.DateTimeField(_("due at"))
    recalls = models.PositiveIntegerField(_("times recalled"), default=0)
    begun_at = models.DateTimeField(_("begun at"))
    recalled_at = models.DateTimeField(_("last recalled"))

    class Meta:
        verbose_name = _("card")
        constraints = [models.UniqueConstraint(fields=["person", "question"], name="learning_card_once")]
        indexes = [models.Index(fields=["person", "due_at"], name="learning_card_due")]
