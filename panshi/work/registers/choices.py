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


class Act(models.TextChoices):
    """What somebody did to a record."""

    REPORTED = "reported", _("reported")
    VERIFIED = "verified", _("verified the record")
    SENT_BACK = "sent_back", _("sent it back")
    RESUBMITTED = "resubmitted", _("corrected and reported again")
    REVERSED = "reversed", _("reversed it")
    ATTACHED = "attached", _("added evidence")
    WITHDRAWN = "withdrawn", _("withdrew it")


class Every(models.TextChoices):
    """How often a unit owes something."""

    MONTH = "month", _("every month")
    QUARTER = "quarter", _("every quarter")
    YEAR = "year", _("every year")


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
