"""What a template may contain, checked on its syntax tree before anything runs.

The sandbox below would refuse most of it too; here each refusal names its line, and what is not listed is forbidden.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import nodes

from panshi.reviews.composing.mistakes import BadOption, Forbidden, Mistake, UnknownName, nearby
from panshi.reviews.composing.near import near

FUNCTIONS: dict[str, tuple[str, ...]] = {
    "figure": ("form", "digits", "numerals", "unit", "year", "at", "own", "like"),
    "change": ("digits", "year", "at", "own", "like"),
    "span": ("at",),
    "titles": ("most", "year", "at", "own", "like"),
    "parts": ("by", "level", "most", "year", "at"),
}
"""The functions of a template; each takes a figure's key and these options."""

NAMES = ("year", "year_chinese", "month", "unit", "period", "loop", "true", "false", "none")
ATTRIBUTES = ("name", "code", "number", "first", "last", "index")
FILTERS = ("length",)
DEPTH_MAX, LOOPS_MAX, YEARS_MAX = 40, 4, 50

_ALLOWED = (
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.For,
    nodes.Assign,
    nodes.Name,
    nodes.Const,
    nodes.List,
    nodes.Tuple,
    nodes.Call,
    nodes.Keyword,
    nodes.Getattr,
    nodes.Filter,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Neg,
    nodes.Add,
    nodes.Sub,
    nodes.CondExpr,
)
_SAID_AS = {"CallBlock": "call", "FromImport": "from … import", "FilterBlock": "filter", "AssignBlock": "set … endset"}
_SAID_AS |= {"Getitem": "[…]", "Concat": "~", "Add": "+", "Sub": "-", "Mul": "*", "Div": "/", "FloorDiv": "//", "Mod": "%"}
_SAID_AS |= {"Pow": "**", "Dict": "{…}", "Test": "is", "Pos": "+", "With": "with", "Slice": "[:]", "OverlayScope": "with"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A call written with a constant key: `figure("coverage.mainstream_stories", year=-1)` in line 12."""

    function: str
    key: str
    options: dict[str, object]
    line: int


def mistakes_in(tree: nodes.Template) -> Iterator[Mistake]:
    """Every construct that is not allowed, every unknown name and option, in the order of their lines."""
    known = set(NAMES) | set(FUNCTIONS) | _bound(tree)
    yield from _walk(tree, known, depth=0, loops=0)


def mentions(tree: nodes.Template) -> list[Mention]:
    """The calls whose key and options are constants, from all branches: what can be asked for before rendering."""
    found = []
    for call in tree.find_all(nodes.Call):
        constants = all(isinstance(keyword.value, nodes.Const | nodes.Neg) for keyword in call.kwargs)
        if isinstance(call.node, nodes.Name) and call.args and isinstance(call.args[0], nodes.Const) and constants:
            options = {keyword.key: keyword.value.as_const() for keyword in call.kwargs if keyword.key != "line"}
            found.append(Mention(call.node.name, str(call.args[0].value), options, call.lineno))
    return found


def instrument(tree: nodes.Template) -> None:
    """Tells every call its line and counts every loop's steps; done after checking, so that no template can name these."""
    for call in list(tree.find_all(nodes.Call)):
        call.kwargs.append(nodes.Keyword("line", nodes.Const(call.lineno, lineno=call.lineno), lineno=call.lineno))
    for loop in list(tree.find_all(nodes.For)):
        counter = nodes.Name("_counted", "load", lineno=loop.lineno)
        line = nodes.Const(loop.lineno, lineno=loop.lineno)
        loop.iter = nodes.Call(counter, [loop.iter, line], [], None, None, lineno=loop.lineno)


def _walk(node: nodes.Node, known: set[str], *, depth: int, loops: int) -> Iterator[Mistake]:
    loops += isinstance(node, nodes.For)
    if depth > DEPTH_MAX or loops > LOOPS_MAX:
        yield _forbidden(node, f"{loops} × for" if loops > LOOPS_MAX else f"{depth} × ()")
        return
    problem = _problem(node, known)
    if problem:
        yield problem
        return
    for child in node.iter_child_nodes():
        yield from _walk(child, known, depth=depth + 1, loops=loops)


def _problem(node: nodes.Node, known: set[str]) -> Mistake | None:  # noqa: PLR0911 -- a table of refusals, one line each
    match node:
        case nodes.Template():
            return None
        case nodes.Call():
            return _call_problem(node)
        case nodes.Name() if node.ctx == "store" and (node.name in FUNCTIONS or node.name in NAMES):
            return _forbidden(node, f"set {node.name}")
        case nodes.Name() if node.name.startswith("_"):
            return _forbidden(node, node.name)
        case nodes.Name() if node.name not in known:
            return UnknownName(line=node.lineno, name=node.name, near=nearby(near(node.name, [*known])))
        case nodes.Getattr() if node.attr not in ATTRIBUTES or not isinstance(node.node, nodes.Name):
            return _forbidden(node, f".{node.attr}")
        case nodes.Filter() if node.name not in FILTERS:
            return _forbidden(node, f"|{node.name}")
        case nodes.Add() | nodes.Sub() if not _years_away(node):
            return _forbidden(node, _said(node))
        case nodes.For() if node.recursive:
            return _forbidden(node, "for … recursive")
        case nodes.List() | nodes.Tuple() if not all(isinstance(item, nodes.Const | nodes.Name) for item in node.items):
            return _forbidden(node, "[[…]]")
        case nodes.List() if not all(isinstance(item, nodes.Const) for item in node.items):
            return _forbidden(node, "[…]")
    return None if isinstance(node, _ALLOWED) else _forbidden(node, _said(node))


def _years_away(node: nodes.BinExpr) -> bool:
    """`year - 1`, `year + 1`: the one sum a template may do."""
    if not isinstance(node.left, nodes.Name) or node.left.name != "year" or not isinstance(node.right, nodes.Const):
        return False
    return type(node.right.value) is int and 0 <= node.right.value <= YEARS_MAX


def _call_problem(call: nodes.Call) -> Mistake | None:
    if not isinstance(call.node, nodes.Name) or call.node.name not in FUNCTIONS:
        name = getattr(call.node, "name", None) or getattr(call.node, "attr", "…")
        return _forbidden(call, f"{name}()")
    if call.dyn_args or call.dyn_kwargs:
        return _forbidden(call, "*")
    if len(call.args) != 1:
        return BadOption(
            line=call.lineno, function=call.node.name, option="key", value="", right=f'{call.node.name}("room.figure")'
        )
    for keyword in call.kwargs:
        options = FUNCTIONS[call.node.name]
        if keyword.key not in options:
            right = "、".join(options)
            return BadOption(line=call.lineno, function=call.node.name, option=keyword.key, value="…", right=right)
    return None


def _bound(tree: nodes.Template) -> set[str]:
    return {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}


def _said(node: nodes.Node) -> str:
    kind = type(node).__name__
    return _SAID_AS.get(kind, kind.lower())


def _forbidden(node: nodes.Node, construct: str) -> Forbidden:
    return Forbidden(line=node.lineno, construct=construct, functions="、".join(FUNCTIONS))
