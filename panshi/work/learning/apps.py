from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningConfig(AppConfig):
    name = "panshi.work.learning"
    label = "learning"
    verbose_name = _("Training")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says who may do what, and what stands in the menu."""
        from panshi.work.learning.services import permitting  # noqa: F401, PLC0415 -- apps load first
