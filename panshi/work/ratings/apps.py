from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from panshi.org.models import Person
    from panshi.org.scope import Scope
    from panshi.ui.notices import Notice


class RatingsConfig(AppConfig):
    name = "panshi.work.ratings"
    label = "ratings"
    verbose_name = _("Star ratings")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says who may do what, what stands in the menu, and where ratings are shown."""
        from django.urls import reverse  # noqa: PLC0415 -- apps load first

        from panshi.kernel.references import show_at  # noqa: PLC0415 -- apps load first
        from panshi.kernel.words import Words  # noqa: PLC0415 -- apps load first
        from panshi.ui import menu, notices  # noqa: PLC0415 -- apps load first
        from panshi.work.ratings.services import permitting  # noqa: F401, PLC0415 -- apps load first

        menu.add(menu.MenuItem(Words("星级评定", "Star ratings"), "ratings:results", "ratings.view", 33, icon="star"))
        show_at("ratings.candidate", lambda key: reverse("ratings:card", args=[int(key.split("@")[0])]))
        notices.add(_told)


def _told(*, person: "Person", scope: "Scope") -> "Iterator[Notice]":
    """What waits in ratings; loaded when shown."""
    from panshi.work.ratings.selectors.noticing import told  # noqa: PLC0415 -- see above

    return told(person=person, scope=scope)
