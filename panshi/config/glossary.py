"""The declared part of docs/glossary.md: kinds, their dimensions, figures, roles and permissions, from the declarations."""

from collections.abc import Iterable
from pathlib import Path

from panshi.figures import definitions
from panshi.kernel.words import Words
from panshi.ledger import kinds
from panshi.org.permissions import LABELS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
MARK = "<!-- below: panshi glossary --write -->\n"


def declared() -> str:
    """The Markdown below the mark, for what is declared now."""
    parts = [
        _table("Kinds 种类", ("中文", "English", "in code", "counted in"), _kinds()),
        _table("Dimensions 维度", ("中文", "English", "in code", "of"), _dimensions()),
        _table("Figures 数字", ("中文", "English", "in code", "unit", "measure"), _figures()),
        _table("Permissions 权限", ("中文", "English", "in code"), _permissions()),
    ]
    return "\n".join(parts)


def write() -> None:
    """Writes the declared part below the mark."""
    by_hand = PAGE.read_text("utf-8").split(MARK)[0]
    PAGE.write_text(by_hand + MARK + "\n" + declared(), "utf-8")


def _pair(words: Words) -> tuple[str, str]:
    return words.zh, words.en


def _kinds() -> Iterable[tuple[str, ...]]:
    return ((*_pair(kind.label), f"`{kind.key}`", " / ".join(_pair(kind.unit_of_count))) for kind in kinds.kinds())


def _dimensions() -> Iterable[tuple[str, ...]]:
    uses: dict[tuple[str, str, str], list[str]] = {}
    for kind in kinds.kinds():
        for dimension in kind.dimensions:
            uses.setdefault((*_pair(dimension.label), f"`{dimension.key}`"), []).append(kind.key)
    return ((*words, ", ".join(of)) for words, of in sorted(uses.items(), key=lambda use: use[0][2]))


def _figures() -> Iterable[tuple[str, ...]]:
    return (
        (*_pair(figure.label), f"`{figure.key}`", " / ".join(dict.fromkeys(_pair(figure.unit))), figure.measure.value)
        for figure in definitions.declared()
    )


def _permissions() -> Iterable[tuple[str, ...]]:
    return ((*_pair(words), f"`{permission}`") for permission, words in sorted(LABELS.items()))


def _table(title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"## {title}", "", f"| {' | '.join(heads)} |", f"| {' | '.join('---' for _ in heads)} |"]
    lines += [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows]
    return "\n".join(lines) + "\n"
