from django.apps import AppConfig


class OrgConfig(AppConfig):
    name = "panshi.org"
    label = "org"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Puts the tree into the menu."""
        from panshi.kernel.words import Words  # noqa: PLC0415 -- after the apps are ready
        from panshi.ui.menu import Group, MenuItem, add  # noqa: PLC0415 -- after the apps are ready

        add(MenuItem(Words("单位与人员", "Units and people"), "org:tree", "figures.view", 30, Group.TRUST, "network"))
