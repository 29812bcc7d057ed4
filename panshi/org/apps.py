from django.apps import AppConfig


class OrgConfig(AppConfig):
    name = "panshi.org"
    label = "org"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Organisation"
