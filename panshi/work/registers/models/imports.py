"""A workbook on its way into a register: the file, what its columns mean, what is wrong with which row, how far it has come."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from panshi.kernel.words import Words
from panshi.org.models import Person, Unit
from panshi.work.registers.choices import ImportState


class Import(models.Model):
    """One sheet of one file, read as records of `kind` (or as "people" or "units").

    `digest` is the SHA-256 of the file, kept beside the evidence: the same file for the same kind and unit is the same
    import, unless it was undone. `columns` maps the sheet's columns (by number from 0) to fields, and `=field` to what all
    rows say. `done_rows` rows of the sheet have been taken over or found wrong (while it is checked: looked at): an import
    that was broken off goes on behind them. `heads` are the headers, each with what the first rows below it say; `hidden`
    the file's hidden sheets; `sample` the first rows as understood; `skipped` how many rows were no records, by why
    ("already": which rows had been taken over before). `year` stands in where a date names none. `beat_at` is when a
    process last worked on it, `tries` how often one began without getting on; `queued_at` since when it waits for one.
    `doubtful` are the good rows that look like something twice, by sort of doubt; `answers` what became of them: by sort,
    which of them to take over, and why they are others.
    """

    kind = models.CharField(_("kind"), max_length=64)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    digest = models.CharField(_("digest"), max_length=64)
    name = models.CharField(_("name"), max_length=200)
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    header_row = models.PositiveIntegerField(_("header row"), default=0)
    columns = models.JSONField(_("columns"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=ImportState.choices, default=ImportState.READ)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    good = models.PositiveIntegerField(_("good rows"), default=0)
    bad = models.PositiveIntegerField(_("bad rows"), default=0)
    done_rows = models.PositiveIntegerField(_("rows done"), default=0)
    accepted = models.PositiveIntegerField(_("accepted"), default=0)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True)
    heads = models.JSONField(_("headers"), default=list)
    hidden = models.JSONField(_("hidden sheets"), default=list)
    sample = models.JSONField(_("first rows"), default=list)
    skipped = models.JSONField(_("rows left out"), default=dict)
    pointed = models.PositiveIntegerField(_("rows pointed out"), default=0)
    beat_at = models.DateTimeField(_("last worked on"), null=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    queued_at = models.DateTimeField(_("waiting since"), null=True)
    doubtful = models.JSONField(_("doubtful rows"), default=dict)
    answers = models.JSONField(_("what becomes of doubtful rows"), default=dict)
    trouble_zh = models.CharField(max_length=500, blank=True)
    trouble_en = models.CharField(max_length=500, blank=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "unit", "digest", "sheet"], condition=~models.Q(state="undone"), name="registers_import_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def trouble(self) -> Words | None:
        """Why the file could not be read, if it could not."""
        return Words(self.trouble_zh, self.trouble_en) if self.trouble_zh else None

    @property
    def file(self) -> Path:
        """Where the workbook is kept."""
        return Path(settings.MEDIA_ROOT, "imports", self.digest[:2], self.digest)


class Problem(models.Model):
    """What is wrong in one cell: `row` and `column` as the sheet numbers them (from 1; column 0: the whole row).

    `sort` is the sort of doubt where it is one (see the guards), and `other` the record in the register that it is about.
    """

    book = models.ForeignKey(Import, models.CASCADE, related_name="problems")
    row = models.PositiveIntegerField(_("row"))
    column = models.PositiveSmallIntegerField(_("column"), default=0)
    said_zh = models.CharField(max_length=500)
    said_en = models.CharField(max_length=500)
    stops = models.BooleanField(_("stops the row"), default=True)
    sort = models.CharField(_("sort of doubt"), max_length=8, blank=True)
    other = models.PositiveBigIntegerField(_("the other record"), null=True)

    class Meta:
        verbose_name = _("problem")
        indexes = [models.Index(fields=["book", "row"])]

    @property
    def said(self) -> Words:
        """The problem in the reader's language; one that does not stop the row is pointed out only."""
        return Words(self.said_zh, self.said_en)


class Column(models.Model):
    """What a unit's books call a field: a header once matched by hand is matched by itself the next time."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=64)
    header = models.CharField(_("header"), max_length=100)
    field = models.CharField(_("field"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("column")
        constraints = [models.UniqueConstraint(fields=["unit", "kind", "header"], name="registers_column_once")]
