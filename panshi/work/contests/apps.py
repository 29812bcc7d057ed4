from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContestsConfig(AppConfig):
    name = "panshi.work.contests"
    label = "contests"
    verbose_name = _("Contests")
    default_auto_field = "django.db.models.BigAutoField"
