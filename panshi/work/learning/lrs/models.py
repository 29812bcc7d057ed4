"""What the record store keeps: statements as they were said, short keys by which they are found, documents, attachments, and keys
of the programs that may come in.

A statement's place `seq` is the moment it was stored, in microseconds since 1970, times 1024, plus a number that makes it unique:
it is order, time and primary key in one.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from panshi.org.models import Person, Unit
from panshi.work.learning.lrs.choices import Power


class Statement(models.Model):
    """One statement: its JSON text exactly as it is given out, and whether another statement took it back."""

    seq = models.BigIntegerField(primary_key=True)
    statement_id = models.UUIDField(unique=True)
    voided = models.BooleanField(default=False)
    body = models.BinaryField()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")

    def __str__(self) -> str:
        return str(self.statement_id)


class Mention(models.Model):
    """That the statement at `seq` mentions what `key` stands for (see `rules.mentions`); of a voided one nothing is kept."""

    pk = models.CompositePrimaryKey("key", "seq")
    key = models.BinaryField(max_length=16)
    seq = models.BigIntegerField()


class Activity(models.Model):
    """What statements have said an activity is, merged; JSON."""

    key = models.BinaryField(max_length=16, primary_key=True)
    iri = models.TextField()
    definition = models.BinaryField()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def __str__(self) -> str:
        return self.iri


class Attachment(models.Model):
    """A file that came with a statement, once for all that name its SHA-2."""

    sha2 = models.CharField(max_length=128, primary_key=True)
    content_type = models.CharField(max_length=255)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.sha2


class Document(models.Model):
    """A document of a program: state, or a profile. `about` stands for its activity and agent, `name_key` for its name."""

    about = models.BinaryField(max_length=16)
    registration = models.UUIDField(null=True)
    name = models.TextField()
    name_key = models.BinaryField(max_length=16)
    content_type = models.CharField(max_length=255)
    content = models.BinaryField()
    etag = models.CharField(max_length=40)
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(fields=["about", "name_key", "registration"], name="lrs_one_document"),
            models.UniqueConstraint(
                fields=["about", "name_key"], condition=models.Q(registration=None), name="lrs_one_document_without"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Key(models.Model):
    """Lets a program in by name and secret (HTTP Basic). Only the SHA-256 of the secret is kept; `hint` is its end."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=60)
    login = models.CharField(_("user name"), max_length=32, unique=True)
    digest = models.CharField(_("digest"), max_length=64)
    hint = models.CharField(_("ends in"), max_length=8)
    powers = models.JSONField(_("may"), default=list)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True)
    revoked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("record store key")
        verbose_name_plural = _("record store keys")

    def __str__(self) -> str:
        return self.name

    def may(self, power: Power) -> bool:
        """Whether the key gives this power."""
        return power.value in self.powers

    def labels(self) -> list[str]:
        """What it may do, in words."""
        return [str(Power(power).label) for power in self.powers]
