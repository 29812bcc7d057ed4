from django.apps import AppConfig
from django.db.backends.signals import connection_created


class ConfigConfig(AppConfig):
    name = "panshi.config"
    label = "config"

    def ready(self) -> None:
        from panshi.config.discovery import declare_all  # noqa: PLC0415 -- needs every app loaded
        from panshi.config.schema import refuse_newer  # noqa: PLC0415 -- needs every app loaded

        declare_all()
        connection_created.connect(refuse_newer, dispatch_uid="refuse_newer")
