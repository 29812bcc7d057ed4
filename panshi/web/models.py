"""What the site keeps of its own: the answers given to programs, so that what is sent twice is done once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from panshi.org.models import ApiToken


class GivenAnswer(models.Model):
    """The answer to one request of a token under an Idempotency-Key; `asked` is the SHA-256 of what was asked."""

    token = models.ForeignKey(ApiToken, models.CASCADE, related_name="+")
    key = models.CharField(_("key"), max_length=255)
    asked = models.CharField(_("digest of what was asked"), max_length=64)
    status = models.PositiveSmallIntegerField(_("status"), default=0)
    content_type = models.CharField(_("content type"), max_length=100, blank=True)
    body = models.TextField(_("body"), blank=True)
    given_at = models.DateTimeField(_("given at"), db_index=True)

    class Meta:
        verbose_name = _("given answer")
        verbose_name_plural = _("given answers")
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="web_answered_once")]
