"""The catalogue: the figures rooms declare and those users define."""

from panshi.figures.definitions import Figure, UnknownFigure, declared
from panshi.kernel.words import Words

NEAR_MAX = 3


def catalogue() -> tuple[Figure, ...]:
    """Every figure there is, by key."""
    return tuple(sorted(declared(), key=lambda figure: figure.key))


def figure(key: str) -> Figure:
    """The figure called `key`; refuses an unknown one, naming the nearest keys there are."""
    found = {figure.key: figure for figure in catalogue()}
    if key not in found:
        raise UnknownFigure(figure=key, near=_near(key, list(found)))
    return found[key]


def _near(key: str, keys: list[str]) -> str:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 -- only a wrong key needs it

    near = [name for name, *_ in process.extract(key, keys, scorer=fuzz.WRatio, limit=NEAR_MAX, score_cutoff=60)]
    said = "、".join(near)
    return Words(f"相近的有：{said}。", f"Near to it: {', '.join(near)}.").format() if near else ""
