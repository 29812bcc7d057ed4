from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "panshi.config"
    label = "config"

    def ready(self) -> None:
        from panshi.config.discovery import declare_all  # noqa: PLC0415 -- needs every app loaded

        declare_all()
