"""Figures that users define: the same powers as declared ones, kept in the database, every version of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from panshi.org.models import Person, Unit


class OwnFigure(models.Model):
    """One version of a user's figure. A change adds a version and leaves the older ones as they were."""

    key = models.CharField(_("key"), max_length=80)
    version = models.PositiveIntegerField(_("version"), default=1)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("owner"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    label_zh = models.CharField(max_length=60)
    label_en = models.CharField(max_length=100)
    question_zh = models.CharField(max_length=400)
    question_en = models.CharField(max_length=600)
    counted_in_zh = models.CharField(max_length=10)
    counted_in_en = models.CharField(max_length=30)
    measure = models.CharField(max_length=16)
    kind = models.CharField(max_length=64, blank=True)
    definition = models.JSONField()
    """What remains of it: where, ratio, rules, period_dimensions; written and read by `own`."""
    defined_at = models.DateTimeField(_("defined at"))
    defined_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(_("retired at"), null=True)

    class Meta:
        verbose_name = _("own figure")
        verbose_name_plural = _("own figures")
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="figures_ownfigure_version_once")]
        ordering = ["key", "version"]

    def __str__(self) -> str:
        return f"{self.key} ({self.version})"
