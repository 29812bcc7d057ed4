from datetime import date

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "panshi.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from panshi.org.access import latest_day_is  # noqa: PLC0415 -- needs every app loaded

        latest_day_is(_latest_day)


def _latest_day() -> date | None:
    """The day of the fact posted last: the year a page shows when none is asked for."""
    from panshi.ledger import selectors  # noqa: PLC0415 -- needs every app loaded

    head = selectors.head()
    return selectors.entry(head).occurred_on if head else None
