"""Units, people, where people were when, and the roles they hold."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from panshi.org.choices import AbsenceReason, Category, Level, Role


class Unit(MP_Node):
    """A bureau, station or division; the tree says which belongs to which."""

    code = models.CharField(_("code"), max_length=32, unique=True)
    name = models.CharField(_("name"), max_length=100)
    level = models.CharField(_("level"), max_length=16, choices=Level.choices)
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    node_order_by = ["code"]

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")

    def __str__(self) -> str:
        return self.name

    def holds(self, other: "Unit") -> bool:
        """Whether `other` is this unit or lies below it."""
        return other.path.startswith(self.path)


class Account(AbstractUser):
    """What a person signs in with. Staff records live on `Person`; an account may exist without one."""

    language = models.CharField(_("language"), max_length=8, blank=True)

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")


class Person(models.Model):
    """An officer, auxiliary or civilian, known by a staff number."""

    number = models.CharField(_("staff number"), max_length=32, unique=True)
    name = models.CharField(_("name"), max_length=50)
    category = models.CharField(_("category"), max_length=16, choices=Category.choices)
    account = models.OneToOneField(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="person")

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name


class _Spell(models.Model):
    """Something that holds from a day until a day, both included; open-ended when `until` is empty."""

    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="%(app_label)s_%(class)s_ends_after_it_starts"
            )
        ]


class Posting(_Spell):
    """A person's place in a unit for a time: the roster of a day is the postings that hold on it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="postings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="postings")
    post = models.CharField(_("post"), max_length=50, blank=True)
    leader = models.BooleanField(_("leading post"), default=False)

    class Meta(_Spell.Meta):
        verbose_name = _("posting")
        indexes = [models.Index(fields=["unit", "since"]), models.Index(fields=["person", "since"])]


class Absence(_Spell):
    """A time in which a person on strength is excused, and why."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absences")
    reason = models.CharField(_("reason"), max_length=16, choices=AbsenceReason.choices)

    class Meta(_Spell.Meta):
        verbose_name = _("absence")


class Grant(_Spell):
    """A role held in a unit and everything below it, from a day until a day.

    `delegated_by` is set where somebody who holds the role lends it for a time: it ends with theirs.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="grants")
    granted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="grants_given")
    delegated_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="grants_lent")

    class Meta(_Spell.Meta):
        verbose_name = _("grant")
        indexes = [models.Index(fields=["person", "since"])]
