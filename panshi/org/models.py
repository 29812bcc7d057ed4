"""Units, people, where people were when, the roles they hold, and the tokens by which programs act for them."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from panshi.org.choices import AbsenceReason, Category, Level, Power, Role


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Less than a person may do: only under the tree path, and of what they may do only these permissions."""

    path: str
    permissions: frozenset[str]


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
    """An officer, auxiliary or civilian, known by a staff number.

    `narrowed` is set on the person a program acts for: every question of what they may do is then answered within it.
    """

    narrowed: Narrowing | None = None

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


class ApiToken(models.Model):
    """Lets a program act for `person` in `unit` and below. Only the SHA-256 of the secret is kept; `hint` is its end.

    `calls` are those in `minute` (minutes since 1970), the last one in which it was used.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=60)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="api_tokens")
    powers = models.JSONField(_("may"), default=list)
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    hint = models.CharField(_("ends in"), max_length=8)
    made_at = models.DateTimeField(_("made at"))
    ends_on = models.DateField(_("last day"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True)
    revoked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField(_("last used"), null=True)
    minute = models.BigIntegerField(_("minute"), default=0)
    calls = models.PositiveIntegerField(_("calls in the minute"), default=0)

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")

    def __str__(self) -> str:
        return self.name

    def labels(self) -> list[str]:
        """What it may do, in words."""
        return [str(Power(power).label) for power in self.powers]
