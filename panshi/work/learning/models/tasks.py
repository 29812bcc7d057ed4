"""Study tasks: what is to be studied by whom until when, and the one given to each person."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from panshi.org.choices import AbsenceReason, Category
from panshi.org.models import Person, Unit
from panshi.work.learning.choices import Recurs, Subject, TaskState
from panshi.work.learning.models.exams import Exam
from panshi.work.learning.models.materials import Material


class Circle(models.Model):
    """A list of people kept under a name, to be given tasks together."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=100)
    people = models.ManyToManyField(Person, related_name="+")

    class Meta:
        verbose_name = _("circle of people")
        verbose_name_plural = _("circles of people")

    def __str__(self) -> str:
        return self.name


class Task(models.Model):
    """A task of `unit`: its materials in order and then its exam, if it has one, from `opens_on` to `due_on`.

    It is worth `hours` study hours. With `joins_later`, who comes into the audience before `due_on` is given it too.
    `previous` is the task before it where it recurs; who has not completed every one of `after` cannot begin it. `changed_by`
    extended or withdrew it last.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    category = models.CharField(_("category"), max_length=16, choices=Subject.choices)
    said = models.TextField(_("what to do"), blank=True)
    materials = models.ManyToManyField(Material, through="TaskMaterial", related_name="tasks")
    exam = models.ForeignKey(Exam, models.PROTECT, related_name="tasks", null=True, blank=True)
    hours = models.PositiveSmallIntegerField(_("study hours"), default=1)
    opens_on = models.DateField(_("opens on"))
    due_on = models.DateField(_("due on"))
    recurs = models.CharField(_("recurs"), max_length=10, choices=Recurs.choices, default=Recurs.NEVER)
    previous = models.OneToOneField("self", models.PROTECT, related_name="next", null=True, blank=True)
    after = models.ManyToManyField("self", symmetrical=False, related_name="+", blank=True)
    joins_later = models.BooleanField(_("also for those who join later"), default=True)
    state = models.CharField(_("state"), max_length=10, choices=TaskState.choices, default=TaskState.DRAFT)
    people = models.PositiveIntegerField(_("people it is for"), default=0)
    given = models.PositiveIntegerField(_("given to"), default=0)
    beat_at = models.DateTimeField(_("last worked on"), null=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))
    published_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    published_at = models.DateTimeField(_("published at"), null=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    withdrawn_because = models.CharField(_("why it was withdrawn"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        constraints = [models.CheckConstraint(condition=Q(due_on__gte=models.F("opens_on")), name="learning_task_due_after_open")]
        indexes = [models.Index(fields=["unit", "-opens_on"]), models.Index(fields=["state", "due_on"])]

    def __str__(self) -> str:
        return self.title


class TaskMaterial(models.Model):
    """A material's place in a task, counted from 1."""

    task = models.ForeignKey(Task, models.CASCADE)
    material = models.ForeignKey(Material, models.PROTECT)
    place = models.PositiveSmallIntegerField(_("place"))

    class Meta:
        verbose_name = _("material of a task")
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["task", "material"], name="learning_material_once_in_a_task")]


class Clause(models.Model):
    """One line of a task's audience: everybody on the roster for whom all that is said holds; `leaves_out` takes them away.

    A person belongs to the audience when some clause takes them in and none leaves them out.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="audience")
    leaves_out = models.BooleanField(_("leaves out"), default=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, blank=True)
    category = models.CharField(_("category"), max_length=16, choices=Category.choices, blank=True)
    post = models.CharField(_("post"), max_length=50, blank=True)
    leaders = models.BooleanField(_("leading posts only"), default=False)
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="+", null=True, blank=True)
    people = models.JSONField(_("people by id"), default=list)

    class Meta:
        verbose_name = _("line of an audience")


class Assignment(models.Model):
    """A task given to one person, as the roster of `given_on` had them. Its entry in the ledger is
    `learning.assignment:<pk>`, that of its completion `learning.completion:<pk>`; what was corrected has its `revision` behind
    an `@`.

    `excused` says why it was not due, and is empty when it was. `seconds` is the time the materials were open; `swift` that
    it was far under their length, which trainers see and nothing else follows from. A withdrawn one counts no more.
    """

    task = models.ForeignKey(Task, models.PROTECT, related_name="assignments", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    category = models.CharField(_("person's category"), max_length=16, choices=Category.choices)
    given_on = models.DateField(_("given on"))
    due_on = models.DateField(_("due on"))
    excused = models.CharField(_("excused for"), max_length=16, choices=AbsenceReason.choices, blank=True)
    begun_at = models.DateTimeField(_("begun at"), null=True)
    completed_at = models.DateTimeField(_("completed at"), null=True)
    late = models.BooleanField(_("late"), default=False)
    seconds = models.PositiveIntegerField(_("seconds open"), default=0)
    swift = models.BooleanField(_("far under the length"), default=False)
    withdrawn = models.BooleanField(_("withdrawn"), default=False)
    revision = models.PositiveSmallIntegerField(_("revision"), default=1)

    class Meta:
        verbose_name = _("task given")
        verbose_name_plural = _("tasks given")
        constraints = [models.UniqueConstraint(fields=["task", "person"], name="learning_task_once_a_person")]
        indexes = [
            # Reports read this index alone, in its order: 260,000 tasks given are summed without touching their rows.
            models.Index(
                fields=[
                    "task",
                    "unit",
                    "category",
                    "given_on",
                    "due_on",
                    "excused",
                    "completed_at",
                    "late",
                    "swift",
                    "withdrawn",
                ],
                name="learning_given_counted",
            ),
            models.Index(fields=["person", "completed_at", "due_on"], name="learning_given_to_person"),
        ]
