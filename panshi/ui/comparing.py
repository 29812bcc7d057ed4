"""A value against the same days of the year before, in words."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from panshi.kernel.numbers import grouped, percent


def in_words(comparison: Any, before: Any = None) -> tuple[str, str]:
    """("up", "211 more than last year (12.6%)"): direction and words; ("", "") when there is nothing to compare.

    `comparison` carries `now` and `before` (or `last`), or is itself the value now with `before` given.
    """
    now = getattr(comparison, "now", None) or getattr(comparison, "value_now", None) or comparison
    earlier = before or getattr(comparison, "before", None) or getattr(comparison, "last", None)
    new, old = _amount(now), _amount(earlier)
    if new is None or old is None:
        return "", ""
    unit = _unit(now)
    if new == old:
        return "same", _("same as last year")
    apart = abs(new - old)
    amount = _("%(number)s points") % {"number": grouped(apart)} if unit == "%" else f"{grouped(apart)} {unit}".strip()
    share = percent(apart, old, 1) if old > 0 and unit != "%" else None
    tail = _(" (%(percent)s%%)") % {"percent": grouped(share)} if share is not None else ""
    if new > old:
        return "up", _("%(amount)s more than last year%(share)s") % {"amount": amount, "share": tail}
    return "down", _("%(amount)s fewer than last year%(share)s") % {"amount": amount, "share": tail}


def _amount(value: Any) -> Decimal | None:
    inner = getattr(value, "value", value)
    return Decimal(inner) if isinstance(inner, (int, Decimal)) else None


def _unit(value: Any) -> str:
    figure = getattr(value, "figure", None)
    return str(figure.unit) if figure is not None else ""
