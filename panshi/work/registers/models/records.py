"""A record of any kind on its way to the ledger, the evidence for it, and the steps it went through."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from panshi.kernel.references import Reference
from panshi.ledger import kinds
from panshi.ledger.kinds import DimensionValue, Kind
from panshi.org.models import Person, Unit
from panshi.work.registers.choices import Act, State


class Evidence(models.Model):
    """A file kept by the digest of its content, or the address of a page; either way named by its SHA-256 in hex.

    `print` is a picture's perceptual hash (64 bits in hex): pictures that look alike differ in few bits.
    """

    digest = models.CharField(_("digest"), max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=200)
    content_type = models.CharField(_("content type"), max_length=100, blank=True)
    size_bytes = models.PositiveIntegerField(_("size in bytes"), default=0)
    address = models.URLField(_("address"), max_length=2000, blank=True)
    print = models.CharField(_("print of the picture"), max_length=16, blank=True, db_index=True)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded at"))

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")

    def __str__(self) -> str:
        return self.name

    @property
    def file(self) -> Path:
        """Where the content of a file is kept."""
        return Path(settings.MEDIA_ROOT, "evidence", self.digest[:2], self.digest)

    @property
    def is_picture(self) -> bool:
        """Whether a browser can show it as an image."""
        return self.content_type.startswith("image/")


class Record(models.Model):
    """One line of a register: a thing of `kind` that happened in `unit` on `occurred_on`.

    `dims` are in stored form (dates ISO). `people` are the ids of those on the sheet where the kind counts people: each
    becomes an entry of its own. `revision` grows with every correction; entries of the second carry `@2` in their source.
    `reason` says why it was sent back or reversed, and is empty otherwise. `book` and `row` say which row of which import
    it came from. `distinct_because` is what its reporter said when told that it looks like a record already there.
    """

    kind = models.CharField(_("kind"), max_length=64)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    occurred_on = models.DateField(_("date"))
    dims = models.JSONField(_("dimensions"), default=dict)
    quantity = models.BigIntegerField(_("quantity"), default=1)
    people = models.JSONField(_("people"), default=list)
    title = models.CharField(_("title"), max_length=300, blank=True)
    note = models.TextField(_("note"), blank=True)
    evidence = models.ManyToManyField(Evidence, related_name="records")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.REPORTED)
    revision = models.PositiveIntegerField(_("revision"), default=1)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    reported_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    reported_at = models.DateTimeField(_("reported at"))
    verified_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    verified_at = models.DateTimeField(_("verified at"), null=True)
    book = models.ForeignKey("registers.Import", models.PROTECT, related_name="records", null=True)
    row = models.PositiveIntegerField(_("row"), null=True)
    distinct_because = models.CharField(_("why it is another one"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        # Lists go by day, by kind and day, by unit and day, by reporter and day; with the state beside, tabs are counted without
        # looking at the records, and what waits by kind and unit. Guards ask for a unit's records of a kind.
        indexes = [
            models.Index(fields=["occurred_on", "id"]),
            models.Index(fields=["state", "id"]),
            models.Index(fields=["state", "occurred_on", "kind", "unit"]),
            models.Index(fields=["kind", "occurred_on"]),
            models.Index(fields=["kind", "state", "occurred_on"]),
            models.Index(fields=["kind", "unit", "occurred_on"]),
            models.Index(fields=["unit", "occurred_on", "state"]),
            models.Index(fields=["reported_by", "occurred_on", "state"]),
        ]
        constraints = [models.UniqueConstraint(fields=["book", "row"], name="registers_row_once")]

    def __str__(self) -> str:
        return self.title or self.label

    @property
    def declared(self) -> Kind:
        """The kind as its room declares it."""
        return kinds.kind(self.kind)

    @property
    def label(self) -> str:
        """The kind's name; of a kind no longer declared, its key."""
        found = {kind.key: kind for kind in kinds.kinds()}.get(self.kind)
        return str(found.label) if found else self.kind

    @property
    def mark(self) -> str:
        """`12@1`: the record as somebody looks at it."""
        return f"{self.pk}@{self.revision}"

    def sources(self) -> list[Reference]:
        """The sources of its entries in the present revision: one, or one for each person on the sheet."""
        return sources(self.pk, self.people, self.revision)

    def content(self) -> dict[str, object]:
        """What was reported, as a step keeps it when it is corrected."""
        return {
            "unit": self.unit_id,
            "occurred_on": self.occurred_on.isoformat(),
            "dims": self.dims,
            "quantity": self.quantity,
            "people": self.people,
            "title": self.title,
            "note": self.note,
        }


class Step(models.Model):
    """Who did what to a record, when and why. `was` is the content before a correction."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="steps")
    act = models.CharField(_("act"), max_length=12, choices=Act.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=1)
    was = models.JSONField(_("content before"), null=True)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")


def sources(record_id: int, people: list[int], revision: int) -> list[Reference]:
    """`registers.record:12`, `12/p7` for a person on the sheet, `12@2` from the second revision on."""
    tail = f"@{revision}" if revision > 1 else ""
    parts = [f"/p{person}" for person in people] or [""]
    return [Reference("registers.record", f"{record_id}{part}{tail}") for part in parts]


def stored(dims: dict[str, DimensionValue]) -> dict[str, DimensionValue]:
    """Checked dimensions as a record keeps them: dates in ISO form."""
    return {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in dims.items()}
