from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "panshi.work.coverage"
    label = "coverage"
    default_auto_field = "django.db.models.BigAutoField"
