"""The closed lists of the room: how a record stands, and what was done to it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How a record stands. Only a verified one counts; a reversed one has counted and no longer does; a withdrawn
    one was taken back before it counted.
    """

    REPORTED = "reported", _("to verify")
    SENT_BACK = "sent_back", _("sent back")
    VERIFIED = "verified", _("verified")
    REVERSED = "reversed", _("reversed")
    WITHDRAWN = "withdrawn", _("withdrawn")


GONE = (State.REVERSED, State.WITHDRAWN)
"""The states of what was taken back: it neither counts nor will."""


class Act(models.TextChoices):
    """What somebody did to a record."""

    REPORTED = "reported", _("reported")
    VERIFIED = "verified", _("verified the record")
    SENT_BACK = "sent_back", _("sent it back")
    RESUBMITTED = "resubmitted", _("corrected and reported again")
    REVERSED = "reversed", _("reversed it")
    ATTACHED = "attached", _("added evidence")
    LOOKED = "looked_at", _("looked at it in a sample")
    WITHDRAWN = "withdrawn", _("withdrew it")


class Fault(models.TextChoices):
    """The usual reasons for sending a record back."""

    NO_EVIDENCE = "no_evidence", _("No evidence, or it cannot be read")
    NUMBER = "number", _("The number does not agree with the evidence")
    DAY = "day", _("The date is wrong")
    TWICE = "twice", _("Reported twice")
    UNIT = "unit", _("The unit is wrong")
    KIND = "kind", _("Belongs to another kind, or under another heading")
    PEOPLE = "people", _("Somebody is missing from the list, or stands on it wrongly")


class Every(models.TextChoices):
    """How often a unit owes something."""

    MONTH = "month", _("every month")
    QUARTER = "quarter", _("every quarter")
    YEAR = "year", _("every year")


class Standing(models.TextChoices):
    """How a unit stands with what it owes for a span; the worst first."""

    LATE = "late", _("overdue")
    SOON = "soon", _("due soon")
    OPEN = "open", _("not due yet")
    NOTHING = "nothing", _("nothing to report")
    DONE = "done", _("done")


class Agreement(models.TextChoices):
    """How the ledger's number for a month stands to the one the unit states; what needs a word first."""

    LESS = "less", _("fewer in the ledger")
    MORE = "more", _("more in the ledger")
    WAITING = "waiting", _("agrees once verified")
    UNSTATED = "unstated", _("no sum stated")
    EXPLAINED = "explained", _("explained")
    AGREES = "agrees", _("agrees")


class ImportState(models.TextChoices):
    """How far a workbook has come. Only an accepted one has records; undoing takes back all of them."""

    NEW = "new", _("being opened")
    READ = "read", _("to be checked")
    CHECKING = "checking", _("being checked")
    CHECKED = "checked", _("checked")
    ACCEPTING = "accepting", _("being taken over")
    ACCEPTED = "accepted", _("taken over")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("undone")
