"""Charts declared in Altair and drawn on the server by vl-convert: SVG with real text, a title and a description.

Colours are names of the sheet's own (`var(--accent)`), so a drawing follows light and dark; for paper `paper=True` writes
the light colours out. Every chart needs its table beside it: `{% chart svg caption rows heads %}` folds one below.
A drawing depends on nothing but what is handed in, so it is kept by its content (the newest 256).
"""

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _

Number = Decimal | int | float | None
WIDE, NARROW = 720, 340
COLOURS = {
    "#a10001": ("--accent", "#1f4e8c"),
    "#a10002": ("--warm", "#a54a24"),
    "#a10003": ("--rule", "#e4e0d8"),
    "#a10004": ("--ink-2", "#566072"),
    "#a10005": ("--ink", "#1c2430"),
    "#a10006": ("--edge", "#8d8778"),
}
ACCENT, WARM, RULE, QUIET, INK, EDGE = COLOURS
SERIES = (ACCENT, WARM, EDGE)


def months(
    values: Sequence[Number],
    *,
    labels: Sequence[str],
    title: str,
    last_year: Sequence[Number] = (),
    description: str = "",
    width: int | None = None,
    paper: bool = False,
) -> str:
    """A column for each of `values` under its label, and a line across it where the same month of `last_year` stood.

    `width` None draws one for a desk and one for a phone (the sheet shows the one that fits); a number draws one.
    """
    rows = [
        {"place": place, "label": labels[place], "now": _plain(value), "last": _plain(_at(last_year, place))}
        for place, value in enumerate(values)
    ]
    return _drawn("months", rows, title=title, description=description or _spoken(labels, values), width=width, paper=paper)


def bars(
    values: Sequence[Number],
    *,
    labels: Sequence[str],
    title: str,
    description: str = "",
    width: int | None = None,
    paper: bool = False,
) -> str:
    """Lying bars, one a row, in the order given, each with its number at its end: for units compared."""
    rows = [
        {"place": place, "label": labels[place], "now": _plain(value), "text": _written(value)}
        for place, value in enumerate(values)
    ]
    return _drawn("bars", rows, title=title, description=description or _spoken(labels, values), width=width, paper=paper)


def line(
    series: Mapping[str, Sequence[Number]],
    *,
    labels: Sequence[str],
    title: str,
    description: str = "",
    width: int | None = None,
    paper: bool = False,
) -> str:
    """A line for each of up to three series over the same labels; each is told by its dash as well as its colour."""
    assert len(series) <= len(SERIES), "more lines than can be told apart"
    rows = [
        {"place": place, "label": labels[place], "now": _plain(value), "series": name}
        for name, values in series.items()
        for place, value in enumerate(values)
    ]
    spoken = " ".join(f"{name}: {_spoken(labels, values)}" for name, values in series.items())
    return _drawn("line", rows, title=title, description=description or spoken, width=width, paper=paper)


def _drawn(form: str, rows: list[dict[str, Any]], *, title: str, description: str, width: int | None, paper: bool) -> str:
    content = json.dumps(rows, ensure_ascii=False)
    words = (title, description)
    if width is not None:
        return _draw(form, content, words, size=width, name="", paper=paper)
    sizes = ((WIDE, "wide"), (NARROW, "narrow"))
    return "".join(_draw(form, content, words, size=size, name=name, paper=paper) for size, name in sizes)


@lru_cache(maxsize=256)
def _draw(form: str, content: str, words: tuple[str, str], *, size: int, name: str, paper: bool) -> str:
    import altair as alt  # noqa: PLC0415 -- heavy: only where a chart is drawn
    import vl_convert  # noqa: PLC0415 -- heavy: only where a chart is drawn

    rows = json.loads(content)
    declared = _FORMS[form](alt, rows, size)
    spec = declared.configure(**_config()).to_dict()
    return _finished(vl_convert.vegalite_to_svg(spec), words, name, paper)


def _months(alt: Any, rows: list[dict[str, Any]], width: int) -> Any:
    if width <= NARROW:
        rows = [row | {"label": _short(row["label"])} for row in rows]
    order = [row["label"] for row in rows]
    x = alt.X("label:N", sort=order, title=None, axis=alt.Axis(labelAngle=0, labelOverlap="greedy"))
    y = alt.Y("now:Q", title=None, axis=alt.Axis(tickCount=4, format=",~f"))
    base = alt.Chart(alt.Data(values=rows)).properties(width=width, height=200 if width > NARROW else 150)
    columns = base.mark_bar(color=ACCENT, opacity=0.85, width={"band": 0.58}, cornerRadiusEnd=2).encode(x=x, y=y)
    if all(row["last"] is None for row in rows):
        return alt.layer(columns)
    across = base.mark_tick(color=WARM, thickness=2, opacity=1, bandSize=width / len(rows) * 0.72).encode(
        x=x, y=alt.Y("last:Q", title=None)
    )
    return alt.layer(columns, across)


def _bars(alt: Any, rows: list[dict[str, Any]], width: int) -> Any:
    order = [row["label"] for row in rows]
    base = alt.Chart(alt.Data(values=rows)).properties(width=width, height=max(40, 26 * len(rows)))
    y = alt.Y("label:N", sort=order, title=None, axis=alt.Axis(labelLimit=width // 3))
    most = max((row["now"] or 0 for row in rows), default=0)
    x = alt.X("now:Q", title=None, axis=None, scale=alt.Scale(domain=[0, most * 1.18 or 1]))
    lying = base.mark_bar(color=ACCENT, opacity=0.85, height={"band": 0.55}, cornerRadiusEnd=2).encode(x=x, y=y)
    return alt.layer(lying, base.mark_text(align="left", dx=5, color=INK).encode(x=x, y=y, text="text:N"))


def _line(alt: Any, rows: list[dict[str, Any]], width: int) -> Any:
    if width <= NARROW:
        rows = [row | {"label": _short(row["label"])} for row in rows]
    names = list(dict.fromkeys(row["series"] for row in rows))
    order = list(dict.fromkeys(row["label"] for row in rows))
    dashes = [[1, 0], [5, 3], [2, 2]][: len(names)]
    legend = alt.Legend(title=None, orient="top", symbolStrokeWidth=2) if len(names) > 1 else None
    base = alt.Chart(alt.Data(values=rows)).properties(width=width, height=200 if width > NARROW else 150)
    return base.mark_line(strokeWidth=1.8, strokeJoin="round").encode(
        x=alt.X("label:N", sort=order, title=None, axis=alt.Axis(labelAngle=0, labelOverlap="greedy")),
        y=alt.Y("now:Q", title=None, axis=alt.Axis(tickCount=4, format=",~f")),
        color=alt.Color("series:N", scale=alt.Scale(domain=names, range=list(SERIES[: len(names)])), legend=legend),
        strokeDash=alt.StrokeDash("series:N", scale=alt.Scale(domain=names, range=dashes), legend=legend),
    )


_FORMS = {"months": _months, "bars": _bars, "line": _line}


def _config() -> dict[str, Any]:
    axis = {"labelColor": QUIET, "labelFontSize": 11, "domainColor": RULE, "gridColor": RULE, "ticks": False, "labelPadding": 6}
    return {
        "aria": False,
        "background": "transparent",
        "font": "sans-serif",
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": 2,
        "view": {"stroke": None},
        "axis": axis,
        "axisX": {"grid": False},
        "axisY": {"domain": False},
        "legend": {"labelColor": QUIET, "labelFontSize": 12},
        "text": {"fontSize": 11},
    }


def _finished(svg: str, said: tuple[str, str], name: str, paper: bool) -> str:
    title, description = said
    for colour, (token, light) in COLOURS.items():
        svg = svg.replace(colour, light if paper else f"var({token})")
    mark = blake2b(f"{svg}{title}{name}".encode(), digest_size=5).hexdigest()
    svg = re.sub(r'\s(?:style|xmlns:xlink|version|class|role|aria-\w+|pointer-events)="[^"]*"', "", svg)
    svg = re.sub(r'<path d="M0,0h[^"]*Z"/>|\sopacity="1"|<g></g>|\stransform="translate\(0,0\)"', "", svg)
    svg = re.sub(r'\s(?:font-family)="[^"]*"', "" if not paper else ' font-family="sans-serif"', svg)
    svg = re.sub(r'(<svg[^>]*?)\swidth="[\d.]+"\sheight="[\d.]+"', r"\1", svg, count=1) if not paper else svg
    head = f'<svg role="img" aria-labelledby="t{mark}" aria-describedby="d{mark}"' + (f' class="{name}"' if name else "")
    words = f'<title id="t{mark}">{escape(title)}</title><desc id="d{mark}">{escape(description)}</desc>'
    return re.sub(r"^<svg([^>]*)>", lambda found: f"{head}{found[1]}>{words}", svg.strip(), count=1)


def _short(label: str) -> str:
    """5 月 → 5, January → Jan: what fits under a narrow column."""
    digits = re.match(r"\d{1,2}(?=\D|$)", label)
    return digits[0] if digits else label[:3]


def _spoken(labels: Sequence[str], values: Sequence[Number]) -> str:
    return _(", ").join(f"{label} {_written(value)}" for label, value in zip(labels, values, strict=True))


def _written(value: Number) -> str:
    return "—" if value is None else f"{value:,}"


def _plain(value: Number) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _at(values: Sequence[Number], place: int) -> Number:
    return values[place] if place < len(values) else None
