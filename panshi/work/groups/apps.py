from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "panshi.work.groups"
    label = "groups"
    verbose_name = _("Groups and places")
    default_auto_field = "django.db.models.BigAutoField"
