from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "panshi.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Puts the pages that belong to no room into the menu."""
        from panshi.web.navigation import add_pages  # noqa: PLC0415 -- after the apps are ready

        add_pages()
