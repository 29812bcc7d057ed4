"""What units say their own books add up to, month by month, and how differences to the ledger were explained."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from panshi.org.models import Person, Unit


class StatedSum(models.Model):
    """What a unit states its own book of a kind holds for a month (its first day). The newest stands, earlier ones are kept."""

    kind = models.CharField(_("kind"), max_length=64)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    month = models.DateField(_("month"))
    stated = models.PositiveBigIntegerField(_("stated"))
    origin = models.CharField(_("where it comes from"), max_length=200, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("stated sum")
        verbose_name_plural = _("stated sums")
        indexes = [models.Index(fields=["kind", "month", "unit"])]


class Explanation(models.Model):
    """Why the ledger's number (`ours`) and the unit's (`theirs`) differ. It stands while both are what they were then."""

    kind = models.CharField(_("kind"), max_length=64)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    month = models.DateField(_("month"))
    ours = models.PositiveBigIntegerField(_("in the ledger"))
    theirs = models.PositiveBigIntegerField(_("stated"))
    said = models.CharField(_("explanation"), max_length=500)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("explanation")
        verbose_name_plural = _("explanations")
        indexes = [models.Index(fields=["kind", "month", "unit"])]
