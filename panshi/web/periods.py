"""The periods one may choose from, in words and as addresses."""

from calendar import month_name
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.utils.translation import gettext as _

from panshi.kernel.clock import today
from panshi.kernel.periods import Period
from panshi.kernel.words import Words
from panshi.org.access import default_period

YEARS_BACK = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice as a link."""

    label: str
    url: str
    current: bool


def changed(address: str, **parts: str) -> str:
    """`address` with some parts of its query replaced; an empty one is left out. A list starts again at its first page."""
    split = urlsplit(address)
    kept = {name: value for name, value in parse_qsl(split.query) if name not in ("page", *parts)}
    kept |= {name: value for name, value in parts.items() if value}
    return urlunsplit(("", "", split.path, urlencode(kept), split.fragment))


def label(period: Period) -> str:
    """2023 全年, 2023 年 5 月, 2023 年至 6 月 30 日, or both days."""
    first, last = period.first, period.last
    if period == Period.year(first.year):
        return _("%(year)s, whole year") % {"year": first.year}
    if period == Period.month(first.year, first.month):
        return month_label(first)
    if first == date(first.year, 1, 1) and last.year == first.year:
        return _("%(year)s to %(day)s") % {"year": first.year, "day": day_label(last)}
    return f"{first} – {last}"


def month_label(day: date) -> str:
    """2023 年 5 月 / May 2023."""
    return str(Words(f"{day.year} 年 {day.month} 月", f"{month_name[day.month]} {day.year}"))


def day_label(day: date) -> str:
    """6 月 30 日 / 30 June."""
    return str(Words(f"{day.month} 月 {day.day} 日", f"{day.day} {month_name[day.month]}"))


def years(period: Period, address: str) -> list[Choice]:
    """The newest year with facts and those before it, this year and the one shown among them."""
    newest = max(default_period().first.year, period.last.year)
    offered = sorted({*range(newest - YEARS_BACK + 1, newest + 1), period.first.year, today().year}, reverse=True)
    return [_choice(str(year), Period.year(year), period, address) for year in offered]


def to_date(period: Period, address: str) -> list[Choice]:
    """The year shown and the one before, up to today's month and day: what fair comparison needs."""
    ends = []
    for year in sorted({today().year, period.first.year}, reverse=True):
        last_day = today() if year == today().year else _same_day(year)
        ends.append(Period.year(year).until(last_day))
    return [_choice(label(span), span, period, address) for span in ends]


def months(period: Period, address: str) -> list[Choice]:
    """The twelve months of the year shown."""
    year = period.first.year
    spans = [Period.month(year, month) for month in range(1, 13)]
    return [_choice(short_month(span.first), span, period, address) for span in spans]


def short_month(day: date) -> str:
    """5 月 / May."""
    return str(Words(f"{day.month} 月", month_name[day.month][:3]))


def _choice(text: str, span: Period, shown: Period, address: str) -> Choice:
    return Choice(text, changed(address, period=str(span)), span == shown)


def _same_day(year: int) -> date:
    now = today()
    return date(year, 2, 28) if (now.month, now.day) == (2, 29) else date(year, now.month, now.day)
