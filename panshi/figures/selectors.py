"""The catalogue: the figures rooms declare and those users define."""

from django.db.models import F, OuterRef, QuerySet, Subquery

from panshi.figures import own
from panshi.figures.definitions import Figure, UnknownFigure, declared
from panshi.figures.models import OwnFigure
from panshi.kernel.words import Words
from panshi.org.models import Unit

NEAR_MAX = 3


def catalogue() -> tuple[Figure, ...]:
    """Every figure there is, declared or users' own, by key."""
    known = {figure.key: figure for figure in (*declared(), *own.figures_of(current_rows()))}
    whole = (f for f in known.values() if f.ratio is None or {f.ratio.numerator, f.ratio.denominator} <= known.keys())
    return tuple(sorted(whole, key=lambda figure: figure.key))


def own_figures(*, unit: Unit | None = None) -> tuple[Figure, ...]:
    """The figures users have defined (in this unit and below, when given), by key."""
    rows = current_rows()
    return tuple(own.figures_of(rows.filter(unit__path__startswith=unit.path) if unit else rows))


def figure(key: str) -> Figure:
    """The figure called `key`; refuses an unknown one, naming the nearest keys there are."""
    for known in declared():
        if known.key == key:
            return known
    found = {figure.key: figure for figure in catalogue()}
    if key not in found:
        raise UnknownFigure(figure=key, near=_near(key, list(found)))
    return found[key]


def current_rows() -> QuerySet[OwnFigure]:
    """The newest version of each figure that is not retired."""
    newest = OwnFigure.objects.filter(key=OuterRef("key")).order_by("-version").values("version")[:1]
    rows = OwnFigure.objects.filter(version=Subquery(newest), retired_at=None)
    return rows.select_related("owner", "unit").order_by(F("key"))


def own_row(key: str) -> OwnFigure:
    """The newest version of a user's figure: who owns it, where, since when; refuses an unknown and a retired one."""
    row = current_rows().filter(key=key).first()
    if row is None:
        raise UnknownFigure(figure=key, near="")
    return row


def versions(key: str) -> list[tuple[OwnFigure, Figure]]:
    """All versions of a user's figure, newest first."""
    rows = OwnFigure.objects.filter(key=key).select_related("owner", "unit", "defined_by").order_by("-version")
    return [(row, own.figure_of(row)) for row in rows]


def _near(key: str, keys: list[str]) -> str:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 -- only a wrong key needs it

    near = [name for name, *_ in process.extract(key, keys, scorer=fuzz.WRatio, limit=NEAR_MAX, score_cutoff=60)]
    said = "、".join(near)
    return Words(f"相近的有：{said}。", f"Near to it: {', '.join(near)}.").format() if near else ""
