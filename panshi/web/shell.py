"""What stands around every page: menu, unit and period, search, the ledger's position, the person, light or dark."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from panshi.ledger import selectors as ledger
from panshi.org.access import default_period
from panshi.org.models import Grant, Person
from panshi.org.scope import Scope
from panshi.org.selectors import grants_of, top_units
from panshi.ui.address import address, scope_of, scope_query
from panshi.ui.views import THEMES
from panshi.web import periods
from panshi.web.navigation import BAR, Entry, Section, sections


@dataclass(frozen=True)
class Shell:
    """Read by `ui/base.html`; everything is worked out when the template first asks for it."""

    request: HttpRequest

    @cached_property
    def theme(self) -> str:
        """light or dark as chosen, "" when the system decides."""
        chosen = self.request.COOKIES.get("theme", "")
        return chosen if chosen in THEMES else ""

    @cached_property
    def scope(self) -> Scope | None:
        """The request's scope, None where there is none."""
        found: Scope | None = scope_of(self.request)
        return found

    @cached_property
    def person(self) -> Person | None:
        """Who is signed in, None for nobody or an account without a person."""
        return getattr(self.request.user, "person", None) if hasattr(self.request, "user") else None

    @property
    def layout(self) -> str:
        """The template to extend where a page is shown to people signed in and to others."""
        return "ui/base.html" if self.person else "ui/plain.html"

    @cached_property
    def grants(self) -> tuple[Grant, ...]:
        """The roles the person holds today."""
        return tuple(grants_of(self.person)) if self.person else ()

    @cached_property
    def groups(self) -> tuple[Section, ...]:
        """The menu; around a refusal of the scope itself, that of the person's own unit."""
        scope = self.scope or self._own_scope()
        return sections(grants=self.grants, scope=scope, path=self.request.path) if scope else ()

    def _own_scope(self) -> Scope | None:
        unit = top_units("figures.view", person=self.person).order_by("depth", "path").first() if self.person else None
        return Scope(unit, default_period()) if unit else None

    @property
    def bar(self) -> tuple[Entry, ...]:
        """The first entries of the menu, for a phone."""
        return self.groups[0].entries[:BAR] if self.groups else ()

    @property
    def more(self) -> tuple[Section, ...]:
        """The rest of the menu, for a phone."""
        if not self.groups:
            return ()
        first = Section("", self.groups[0].entries[BAR:])
        return tuple(section for section in (first, *self.groups[1:]) if section.entries)

    @cached_property
    def head(self) -> int:
        """The ledger's last position."""
        return ledger.head()

    @property
    def ledger_url(self) -> str | None:
        """The ledger's page, where there is one."""
        return address("ledger:home", scope=self.scope) if self.scope else None

    @property
    def search_url(self) -> str:
        """Where searches go."""
        return reverse("web:search")

    @property
    def settings_url(self) -> str:
        """The person's own settings."""
        return reverse("web:settings") + scope_query(self.scope)

    @property
    def unit_url(self) -> str:
        """The page (or, with htmx, the dialog) on which another unit is chosen; it comes back here."""
        from urllib.parse import urlencode  # noqa: PLC0415 -- only here

        return f"{reverse('web:units')}?{urlencode({'next': self.request.get_full_path()})}"

    @property
    def period_url(self) -> str:
        """Takes any two days and comes back here."""
        return reverse("web:period")

    @property
    def now_url(self) -> str:
        """This page without its ledger position."""
        return periods.changed(self.request.get_full_path(), as_of="")

    @property
    def asked(self) -> str:
        """What was last searched for."""
        return self.request.GET.get("q", "") if self.request.path == self.search_url else ""

    @property
    def year(self) -> int:
        """The year the scope's period begins in."""
        return self.scope.period.first.year if self.scope else 0

    @property
    def period_label(self) -> str:
        """The scope's period in words."""
        return periods.label(self.scope.period) if self.scope else ""

    @cached_property
    def years(self) -> list[periods.Choice]:
        """Whole years to choose from."""
        return periods.years(self.scope.period, self.request.get_full_path()) if self.scope else []

    @cached_property
    def to_date(self) -> list[periods.Choice]:
        """The same years up to today's day and month."""
        return periods.to_date(self.scope.period, self.request.get_full_path()) if self.scope else []

    @cached_property
    def months(self) -> list[periods.Choice]:
        """The months of the scope's year."""
        return periods.months(self.scope.period, self.request.get_full_path()) if self.scope else []


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell` in every template; costs nothing where no template asks."""
    return {"shell": SimpleLazyObject(lambda: Shell(request))}
