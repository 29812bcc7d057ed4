"""The closed lists of the organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Where in the tree a unit stands."""

    CITY = "city", _("city bureau")
    COUNTY = "county", _("county bureau")
    STATION = "station", _("station")
    DIVISION = "division", _("division")


class Category(models.TextChoices):
    """What a person is employed as; study duties and stars differ by it."""

    OFFICER = "officer", _("officer")
    AUXILIARY = "auxiliary", _("auxiliary")
    CIVILIAN = "civilian", _("civilian staff")


class Power(models.TextChoices):
    """What a token lets a program do in the name of the person it stands for."""

    READ = "read", _("read")
    REPORT = "report", _("report")


class AbsenceReason(models.TextChoices):
    """Why a person on strength is excused from a duty for a time."""

    LEAVE = "leave", _("leave")
    SICK = "sick", _("sick leave")
    SECONDMENT = "secondment", _("secondment")


class Role(models.TextChoices):
    """What a person may be trusted with, always in one part of the tree."""

    MEMBER = "member", _("member")
    CLERK = "clerk", _("clerk")
    VERIFIER = "verifier", _("verifier")
    CORRESPONDENT = "correspondent", _("correspondent")
    EDITOR = "editor", _("editor")
    REVIEWER = "reviewer", _("reviewer")
    TRAINER = "trainer", _("trainer")
    CULTURE_OFFICER = "culture_officer", _("culture officer")
    LEADER = "leader", _("leader")
    AUDITOR = "auditor", _("auditor")
    ADMINISTRATOR = "administrator", _("administrator")
