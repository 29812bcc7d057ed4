from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoverageConfig(AppConfig):
    name = "panshi.work.coverage"
    label = "coverage"
    verbose_name = _("Media coverage")
    default_auto_field = "django.db.models.BigAutoField"
