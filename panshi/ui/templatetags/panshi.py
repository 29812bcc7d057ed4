"""The tags of every page: icons, addresses in scope, numbers that open, verdicts, fields, pages of a list, bars and sparks."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from panshi.kernel.numbers import grouped as written_grouped
from panshi.ui import address as addresses
from panshi.ui.drawing import bar_svg, spark_svg
from panshi.ui.verdicts import VERDICTS

register = template.Library()


@lru_cache(maxsize=512)
def _icon(name: str, size: int, extra: str) -> SafeString:
    from lucide import _render_icon  # noqa: PLC0415 -- opens a zip: only when an icon is drawn

    classes = f"icon {extra}".strip()
    svg = _render_icon(name, size, **{"class": classes, "aria-hidden": "true", "focusable": "false"})
    return mark_safe(svg)  # noqa: S308 -- drawn from lucide's own files


@register.simple_tag
def icon(name: str, size: int = 18, extra: str = "") -> SafeString:
    """A lucide icon inline, hidden from assistive tools: the word beside it speaks."""
    return _icon(name, size, extra)


@register.simple_tag(takes_context=True)
def scoped(context: Context, url_name: str, *args: Any) -> str:
    """The address of a page in the current scope; "" when the page is not there."""
    request = context.get("request")
    scope = addresses.scope_of(request) if request is not None else None
    return addresses.address(url_name, *args, scope=scope) or ""


@register.simple_tag(takes_context=True)
def scoped_to(context: Context, url_name: str, *args: Any, **changed: Any) -> str:
    """The address of a page in the current scope with `unit=`, `period=` or `as_of=` changed."""
    request = context.get("request")
    scope = addresses.scope_of(request) if request is not None else None
    return addresses.address(url_name, *args, scope=scope, **changed) or ""


@register.filter
def grouped(value: Any) -> str:
    """1882 → 1,882; nothing for None."""
    return "" if value is None else written_grouped(value)


@register.filter
def at(things: Sequence[Any], place: int) -> Any:
    """The thing at `place` of a sequence, counted from 0."""
    return things[place]


@register.filter
def digits(value: Any) -> str:
    """How a value's number is written: its span, its grouped digits, or a dash where there is none."""
    if getattr(value, "span", ""):
        return str(value.span)
    return "—" if value.value is None else written_grouped(value.value)


@register.simple_tag
def number(value: Any, unit: bool = True) -> SafeString:
    """A figure's value as a link to the figure in the value's own scope; a rate of nothing is a dash that says so."""
    text = digits(value)
    tail = format_html("<small>{}</small>", value.figure.unit) if unit and str(value.figure.unit) else ""
    href = addresses.address("figures:figure", value.figure.key, scope=value.scope)
    if value.value is None and not getattr(value, "span", ""):
        text = format_html('<span aria-label="{}" role="img">—</span>', _("no value"))
        tail = ""
    if href is None:
        return format_html('<span class="number">{}{}</span>', text, tail)
    return format_html('<a class="number" href="{}">{}{}</a>', href, text, tail)


@register.simple_tag
def part(value: Any, share: Any) -> SafeString:
    """One part of a value as a link to the same figure in that unit or that month."""
    if share is None or share.value is None:
        return format_html('<span class="number none" aria-label="{}" role="img">—</span>', _("no value"))
    month = len(share.code) == 7 and share.code[4] == "-" and share.code.replace("-", "").isdigit()
    unit = value.scope.unit
    own = share.code == getattr(unit, "code", unit)  # among the parts the unit itself stands for what is no other's
    changed = {"period": share.code} if month else {"unit": share.code, "own": own}
    href = addresses.address("figures:figure", value.figure.key, scope=value.scope, **changed)
    if href is None:
        return format_html('<span class="number">{}</span>', written_grouped(share.value))
    return format_html('<a class="number" href="{}">{}</a>', href, written_grouped(share.value))


@register.simple_tag
def delta(comparison: Any, before: Any = None) -> SafeString:
    """What changed against the year before, in words and a sign: takes a comparison, or two values (now, before)."""
    from panshi.ui.comparing import in_words  # noqa: PLC0415 -- only where two years are compared

    direction, words = in_words(comparison, before)
    return format_html('<span class="delta {}">{}</span>', direction, words) if words else mark_safe("")


@register.simple_tag
def verdict(code: str | None, text: str = "") -> SafeString:
    """The mark of a verdict: sign and word, never colour alone. `text` replaces the word."""
    mark = VERDICTS.get(str(code or ""), VERDICTS[""])
    return format_html(
        '<span class="tag {}"><span aria-hidden="true">{}</span> {}</span>', mark.tone, mark.sign, text or mark.label
    )


@register.simple_tag
def verdict_class(code: str | None) -> str:
    """The class of the `mark` element for a verdict: ok, near, no, ask, open."""
    return VERDICTS.get(str(code or ""), VERDICTS[""]).mark


@register.simple_tag
def bar(value: Any, most: Any, tone: str = "") -> SafeString:
    """A bar as long as `value` is of `most`; the number stands beside it in words, so the bar itself is silent."""
    return bar_svg(value, most, tone)


@register.simple_tag
def spark(values: Sequence[Any], label: str = "") -> SafeString:
    """A line of a dozen points without axes; `values` are numbers or parts."""
    return spark_svg([_plain(point) for point in values], label)


def _plain(point: Any) -> Decimal | int | float | None:
    return point.value if hasattr(point, "value") else point


@register.inclusion_tag("ui/parts/field.html")
def field(bound: BoundField, pair: bool = False) -> dict[str, Any]:
    """A form field with its label, help and errors, tied together for assistive tools."""
    from panshi.ui.fields import prepared  # noqa: PLC0415 -- only pages with forms

    return prepared(bound)


@register.inclusion_tag("ui/parts/summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """What is wrong with a form, on top of it, each line leading to its field."""
    return {"form": form, "fields": [bound for bound in form if bound.errors]}


@register.inclusion_tag("ui/parts/page_links.html", takes_context=True)
def page_links(context: Context, page: Page[Any], name: str = "page") -> dict[str, Any]:
    """Links to the pages of a list, keeping what else stands in the address."""
    asked = context["request"].GET.copy()
    asked.pop(name, None)
    prefix = f"?{asked.urlencode()}&{name}=" if asked else f"?{name}="
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "prefix": prefix, "numbers": list(shown), "gap": page.paginator.ELLIPSIS}


@register.inclusion_tag("ui/parts/empty.html")
def empty(title: str, text: str = "", url: str = "", action: str = "", sign: str = "inbox") -> dict[str, str]:
    """A place with nothing in it yet: says what to do first."""
    return {"title": title, "text": text, "url": url, "action": action, "sign": sign}


@register.inclusion_tag("ui/parts/chart.html")
def chart(svg: str, caption: str = "", rows: Sequence[Any] = (), heads: Sequence[str] = ()) -> dict[str, Any]:
    """A drawn chart with its caption and, folded below, its table (`rows` of cells under `heads`)."""
    return {"svg": mark_safe(svg), "caption": caption, "rows": rows, "heads": heads}  # noqa: S308 -- drawn by ui.charts


@register.simple_block_tag
def scroll(content: str, label: str, stay: bool = True, tall: bool = False) -> SafeString:
    """A box in which a wide table scrolls, its first column staying; `label` names it for the keyboard."""
    classes = "scroll" + (" stay" if stay else "") + (" tall" if tall else "")
    return format_html('<div class="{}" role="region" tabindex="0" aria-label="{}">{}</div>', classes, label, content)


@register.simple_block_tag
def dialog(content: str, name: str, title: str) -> SafeString:
    """A native dialog `name`, opened by any element with `data-opens="name"`; the content brings its own `div.in` and footer."""
    return format_html(
        '<dialog id="{0}" aria-labelledby="{0}-title"><header><h2 id="{0}-title">{1}</h2>'
        '<form method="dialog"><button class="bare" aria-label="{2}">✕</button></form></header>{3}</dialog>',
        name,
        title,
        _("Close"),
        content,
    )
