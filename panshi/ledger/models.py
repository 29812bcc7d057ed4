"""The ledger's tables. Only this package reads them; everyone else meets `entries.Entry` through the selectors."""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q

from panshi.org.models import Person, Unit


class PositionField(models.BigIntegerField):
    """A whole number that, as SQLite's primary key, is the row's own number: no second index to keep."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)


class EntryRow(models.Model):
    """One entry as stored; triggers refuse to change or delete it. `canonical` fixes the form of every column."""

    seq = PositionField(primary_key=True)
    kind = models.CharField(max_length=64)
    # No database constraints: they would be checked for each of 100,000 rows; people and units are protected from deletion.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_constraint=False, db_index=False, null=True)
    occurred_on = models.DateField()
    quantity = models.BigIntegerField()
    sign = models.SmallIntegerField()
    dims = models.TextField()
    source = models.TextField()
    reverses = models.BigIntegerField(null=True)
    reason = models.TextField()
    posted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    posted_at = models.DateTimeField()
    evidence = models.TextField()

    class Meta:
        db_table = "ledger_entry"
        constraints = [
            models.UniqueConstraint(fields=["source"], condition=Q(sign=1), name="ledger_entry_posted_once"),
            models.UniqueConstraint(fields=["reverses"], condition=Q(reverses__isnull=False), name="ledger_entry_reversed_once"),
            models.CheckConstraint(
                condition=Q(quantity__gte=0) & (Q(sign=1, reverses__isnull=True) | Q(sign=-1, reverses__isnull=False)),
                name="ledger_entry_posts_or_reverses",
            ),
        ]


class Tile(models.Model):
    """Hashes of the tree at height 8 × `level`, from number `first` on, within one run of 256.

    A seal that ends inside a run of 256 stores what there is, and the next one stores the rest as a row of its own:
    so tiles are only ever added, like entries.
    """

    pk = models.CompositePrimaryKey("level", "first")
    level = models.SmallIntegerField()
    first = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        db_table = "ledger_tile"


class CheckpointRow(models.Model):
    """A signed statement: the first `size` entries have this root."""

    size = PositionField(primary_key=True)
    root = models.BinaryField()
    note = models.TextField()
    sealed_at = models.DateTimeField()

    class Meta:
        db_table = "ledger_checkpoint"
