"""The closed lists of ratings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from panshi.org.choices import Category


class Subject(models.TextChoices):
    """What is rated."""

    CENTRE = "centre", _("training centre")
    STATION = "station", _("training station")
    OFFICER = "officer", _("officer")
    AUXILIARY = "auxiliary", _("auxiliary")

    @property
    def personal(self) -> bool:
        """Whether people are rated and not places."""
        return self in (Subject.OFFICER, Subject.AUXILIARY)

    @property
    def category(self) -> Category:
        """The category of the people rated."""
        return Category.OFFICER if self is Subject.OFFICER else Category.AUXILIARY


class Section(models.TextChoices):
    """The five standardisations."""

    PREMISES = "premises", _("premises standardised")
    CONTENT = "content", _("content by norm")
    PROCESS = "process", _("training and testing by process")
    MANAGEMENT = "management", _("management made routine")
    INTEGRATION = "integration", _("all of it joined up")


class Method(models.TextChoices):
    """How the points of a criterion come about."""

    AUTOMATIC = "automatic", _("by a figure")
    ASSESSED = "assessed", _("by an assessor")


class Stage(models.TextChoices):
    """Where a round stands, in this order."""

    SELF = "self", _("self-assessment")
    CHECK = "check", _("on-site check")
    DELIBERATION = "deliberation", _("deliberation")
    PUBLISHED = "published", _("open to objection")
    IN_FORCE = "in_force", _("in force")
