"""Names that a writer may have meant."""

from collections.abc import Sequence
from difflib import get_close_matches

from panshi.figures.definitions import Figure


def near(name: str, names: Sequence[str]) -> list[str]:
    """Up to three of `names` that look like `name`."""
    return get_close_matches(name, names, n=3, cutoff=0.6)


def near_figures(asked: str, figures: Sequence[Figure]) -> list[str]:
    """Up to three keys of figures whose key, last part or name looks like what was asked for."""
    names: dict[str, str] = {}
    for figure in figures:
        for name in (figure.key, figure.key.rpartition(".")[2], figure.label.zh, figure.label.en, *figure.aliases):
            names.setdefault(name, figure.key)
    last = asked.rpartition(".")[2]
    matches = get_close_matches(asked, names, n=3, cutoff=0.6) + get_close_matches(last, names, n=3, cutoff=0.6)
    return list(dict.fromkeys(names[match] for match in matches))[:3]
