from django.apps import AppConfig


class LrsConfig(AppConfig):
    name = "panshi.work.learning.lrs"
    label = "lrs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says who sees learning records and who lets programs in."""
        from panshi.kernel.words import Words  # noqa: PLC0415 -- apps load first
        from panshi.org.choices import Role  # noqa: PLC0415 -- apps load first
        from panshi.org.permissions import permit  # noqa: PLC0415 -- apps load first
        from panshi.ui import menu  # noqa: PLC0415 -- apps load first

        permit("learning.records", Words("看学习记录", "see learning records"), Role.TRAINER, Role.ADMINISTRATOR)
        permit("learning.keys", Words("管理学习记录密钥", "manage record store keys"), Role.ADMINISTRATOR)
        menu.add(
            menu.MenuItem(Words("学习记录", "Learning records"), "lrs:statements", "learning.records", 40, icon="scroll-text")
        )
