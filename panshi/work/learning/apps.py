from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningConfig(AppConfig):
    name = "panshi.work.learning"
    label = "learning"
    verbose_name = _("Training")
    default_auto_field = "django.db.models.BigAutoField"
