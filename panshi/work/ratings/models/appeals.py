"""Appeals against a published result."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from panshi.org.models import Person
from panshi.work.ratings.models.rounds import Candidate
from panshi.work.ratings.models.standards import Criterion


class Appeal(models.Model):
    """What a subject objects to in its result: one criterion, or (None) the whole. Open while `answered_at` is empty."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="appeals")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+", null=True)
    said = models.TextField(_("what is objected to"))
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))
    upheld = models.BooleanField(_("upheld"), null=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(_("answered at"), null=True)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
