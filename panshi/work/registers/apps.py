from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from panshi.org.models import Person
    from panshi.org.scope import Scope
    from panshi.ui.notices import Notice


class RegistersConfig(AppConfig):
    name = "panshi.work.registers"
    label = "registers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says who may report, verify and take back, and where records are shown."""
        from django.urls import reverse  # noqa: PLC0415 -- apps load first

        from panshi.kernel.references import show_at  # noqa: PLC0415 -- apps load first
        from panshi.kernel.words import Words  # noqa: PLC0415 -- apps load first
        from panshi.org.choices import Power, Role  # noqa: PLC0415 -- apps load first
        from panshi.org.permissions import entrust, permit  # noqa: PLC0415 -- apps load first
        from panshi.ui import menu, notices  # noqa: PLC0415 -- apps load first

        permit(
            "records.report",
            Words("上报记录", "report records"),
            Role.CLERK,
            Role.CORRESPONDENT,
            Role.EDITOR,
            Role.TRAINER,
            Role.CULTURE_OFFICER,
        )
        entrust(Power.REPORT, "records.report")
        permit("records.verify", Words("核实记录", "verify records"), Role.VERIFIER, Role.REVIEWER, Role.LEADER)
        permit(
            "records.set_duties",
            Words("定应报、催报", "set what is owed, and remind"),
            Role.CLERK,
            Role.LEADER,
            Role.ADMINISTRATOR,
        )
        permit("records.reverse", Words("冲正记录", "reverse records"), Role.VERIFIER, Role.AUDITOR, Role.ADMINISTRATOR)
        # The key carries person and revision (12/p7@2): the page is the record's.
        show_at("registers.record", lambda key: reverse("registers:record", args=[int(key.split("/")[0].split("@")[0])]))
        menu.add(
            menu.MenuItem(Words("核实台", "Verifier's desk"), "registers:verify_queue", "records.verify", 10, icon="badge-check")
        )
        menu.add(menu.MenuItem(Words("应报与催报", "What is owed"), "registers:owed", "entries.view", 12, icon="calendar-check"))
        menu.add(menu.MenuItem(Words("对账", "Books compared"), "registers:agree", "entries.view", 14, icon="scale"))
        notices.add(_told)
        notices.add(_told_of_duties)


def _told(*, person: "Person", scope: "Scope") -> "Iterator[Notice]":
    """What waits in the registers; commands that show nothing never load what finds it."""
    from panshi.work.registers.selectors import told  # noqa: PLC0415 -- see above

    return told(person=person, scope=scope)


def _told_of_duties(*, person: "Person", scope: "Scope") -> "Iterator[Notice]":
    """What is owed and was reminded of; loaded when shown."""
    from panshi.work.registers.selectors.duties import told_of_duties  # noqa: PLC0415 -- see above

    return told_of_duties(person=person, scope=scope)
