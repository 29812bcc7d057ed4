from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from panshi.org.models import Person
    from panshi.org.scope import Scope
    from panshi.ui.notices import Notice


class LearningConfig(AppConfig):
    name = "panshi.work.learning"
    label = "learning"
    verbose_name = _("Training")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says who may do what, and what stands in the menu."""
        from django.urls import reverse  # noqa: PLC0415 -- apps load first

        from panshi.kernel.references import show_at  # noqa: PLC0415 -- apps load first
        from panshi.kernel.words import Words  # noqa: PLC0415 -- apps load first
        from panshi.ui import menu, notices  # noqa: PLC0415 -- apps load first
        from panshi.work.learning.services import permitting  # noqa: F401, PLC0415 -- apps load first

        menu.add(
            menu.MenuItem(Words("考试与练习", "Exams and practice"), "learning:to_sit", "learning.study", 30, icon="pencil-line")
        )
        menu.add(menu.MenuItem(Words("考试与题库", "Exams and banks"), "learning:exams", "learning.teach", 31, icon="library"))
        menu.add(menu.MenuItem(Words("我的学习", "To study"), "learning:today", "learning.study", 28, icon="book-open"))
        menu.add(menu.MenuItem(Words("学习任务", "Study tasks"), "learning:tasks", "learning.report", 29, icon="clipboard-list"))
        menu.add(
            menu.MenuItem(Words("学习资料", "Study materials"), "learning:materials", "learning.teach", 30, icon="book-copy")
        )
        for name in ("learning.assignment", "learning.completion"):
            show_at(name, lambda key: reverse("learning:task", args=[int(key.split("@")[0])]))
        notices.add(_told)
        notices.add(_told_of_exams)
        show_at("learning.exam_result", lambda key: reverse("learning:result", args=[int(key.split("@")[0])]))


def _told(*, person: "Person", scope: "Scope") -> "Iterator[Notice]":
    """What waits in learning; loaded when shown."""
    from panshi.work.learning.selectors.noticing import told  # noqa: PLC0415 -- see above

    return told(person=person, scope=scope)


def _told_of_exams(*, person: "Person", scope: "Scope") -> "Iterator[Notice]":
    """What waits in exams; loaded when shown."""
    from panshi.work.learning.selectors.exam_noticing import told  # noqa: PLC0415 -- see above

    return told(person=person, scope=scope)
