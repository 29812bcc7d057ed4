from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "panshi.reviews"
    label = "reviews"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says on the first page what is being written."""
        from panshi.reviews.selectors import told  # noqa: PLC0415 -- apps load first
        from panshi.ui import notices  # noqa: PLC0415 -- apps load first

        notices.add(told)
