"""Gives each statistic its surroundings: subject, section, the works and lists it sums up, the year it speaks of, what it
compares and what it is a part of.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from panshi.reviews.checker.adding import wholes
from panshi.reviews.checker.bundling import awards, dealing, lists, tables
from panshi.reviews.checker.claims import Claim
from panshi.reviews.checker.comparing import compared
from panshi.reviews.checker.finding import Expression, find
from panshi.reviews.checker.layout import Layout
from panshi.reviews.checker.lexicon import VERBS, either
from panshi.reviews.checker.patterns import compiled
from panshi.reviews.checker.sorting import Type, sort

_AFTER_END = compiled(r"[，,。；;：:、！？!?\n（）()\t［］【】]")
_VERB = compiled(rf"(?:{either(VERBS)})+")
_JOINING = compiled(r"^(?:其中|以及|[和及与共，,、])+")
_LEADING = compiled(r"^[了的\s个余]+")
_HAN_OR_LATIN = compiled(r"[\u4e00-\u9fffA-Za-z]")
_ONE_OBJECT = compiled(r"\s?[、，,（(/]?\s?")
_THIS_YEAR = compiled(r"今年|这一?年|如今|现在|目前|本年")
_BASE_YEAR = compiled(r"(?:较|比|从|由|与|同|自|超过|相比)$")
_TIMES_OF = compiled(r"的[近约超]?[0-9.一二两三四五六七八九十]+余?多?倍")
_PLANNED = compiled(
    r"力争|争取(?!到?了?(?:[上中省国各]|资金|项目|支持|专项))|(?:预期|主要|奋斗)目标(?:是|为|[：:])|明年|下一步|下步|新的一年|(?:工作|初步)(?:打算|安排|计划|思路)|(?:计划|拟|将)(?:于|在|新|开展|举办|建|完成|培训|组织|推出)|来年"
)
_GOALS = compiled(r"明年|下一步|下步|新的一年|(?:工作|初步)(?:打算|安排|计划|思路)|来年|展望")
_DAY = compiled(r"\d\d-\d\d")
_YEAR = compiled(r"\d{4}(?:-\d\d){0,2}")
_WINDOW = 240


@dataclass(frozen=True, slots=True)
class _Part:
    """A sorted expression and the year its sentence names before it."""

    expression: Expression
    type: Type
    year: int | None = None


def extract(text: str) -> tuple[Claim, ...]:
    """Every number of the text, typed, with its surroundings, in order."""
    layout = Layout(text)
    parts = []
    for found in find(text):
        expression, kind = sort(text, found, in_title=layout.in_title(found.start))
        parts.append(_Part(expression, kind))
    parts = _with_years(text, layout, parts)
    claims: list[Claim] = []
    for index in range(len(parts)):
        claims.append(_claim(text, layout, parts, index, claims[-1] if claims else None))
    return tuple(_related(text, layout, claims))


def _related(text: str, layout: Layout, claims: Sequence[Claim]) -> list[Claim]:
    """What the claims are to one another: prizes and works, subjects dealt out, changes, parts and wholes."""
    found = compared(text, layout, claims)
    found = [
        awards.awarded(text, layout, found, index) if claim.type is Type.RANK else claim for index, claim in enumerate(found)
    ]
    found = awards.counted(text, layout, awards.dealt_grades(text, found))
    found = tables.headed(text, dealing.dealt(text, layout, found))
    for part, whole in wholes(text, found).items():
        found[part] = replace(found[part], whole=found[whole].subject)
    return found


def _with_years(text: str, layout: Layout, parts: list[_Part]) -> list[_Part]:
    """Months and days without a year take the year named last; statistics the one named before them in their sentence,
    unless it is only what they are compared with (较2022年增长).
    """
    year, base, base_end, said_from, said_until, dated = "", "", 0, 0, 0, []
    for part in parts:
        value, expression = part.expression.stated, part.expression
        if part.type is not Type.DATE:
            speaks = part.type.statistic and year and expression.start < said_until
            speaks = speaks and not _THIS_YEAR.search(text, said_from, expression.start)
            attached = base and part.type.statistic and text[base_end : min(expression.start, base_end + 2)] in ("", "的")
            named = base if attached else year if speaks else ""
            dated.append(replace(part, year=int(named)) if named else part)
            continue
        if _DAY.match(value) and year:
            expression = replace(expression, text_value="/".join(f"{year}-{day}" for day in value.split("/")))
        elif _TIMES_OF.match(text, expression.end):
            pass
        elif _BASE_YEAR.search(text[max(0, expression.start - 2) : expression.start]):
            base, base_end = (value[:4], expression.end) if _YEAR.fullmatch(value) else ("", 0)
        elif _YEAR.fullmatch(value) and not layout.enclosed(expression.start):
            year, said_from, said_until = value[:4], expression.end, layout.sentence(expression.start, expression.end)[1]
        dated.append(_Part(expression, part.type))
    return dated


def _claim(text: str, layout: Layout, parts: Sequence[_Part], index: int, previous: Claim | None) -> Claim:
    expression, kind, year = parts[index].expression, parts[index].type, parts[index].year
    if not kind.statistic:
        return Claim(expression, text[expression.start : expression.end], kind)
    before, after = _before(text, layout, parts, index), _after(text, parts, index)
    if previous is not None and _one_object(text, previous, expression, after):
        before = previous.before + (previous.surface if previous.type is Type.RANK else "")
    begin, stop = layout.sentence(expression.start, expression.end)
    begin, section = max(begin, expression.start - _WINDOW), layout.section(expression.start)
    listed = _listed(text, layout, parts, index, after) if kind in (Type.COUNT, Type.PEOPLE) else None
    return Claim(
        expression,
        text[expression.start : expression.end],
        kind,
        before=before,
        after=after,
        subject=_subject(before, after, expression),
        sentence=text[begin : min(stop, expression.end + _WINDOW)].strip(),
        section=section,
        lead=text[begin : expression.start],
        year=year,
        planned=bool(_PLANNED.search(text, begin, expression.start) or _GOALS.search(section)),
        listed=listed.count if listed else None,
        joined=listed.joined if listed else None,
        open_list=listed is not None and listed.open,
    )


def _one_object(text: str, previous: Claim, expression: Expression, after: str) -> bool:
    """Whether two numbers side by side measure one object: 72期500余张; 50余场次、2000余人次; 36场（1200人次）."""
    if not previous.type.statistic:
        return False
    between = text[previous.end : expression.start]
    if len(between) > 3 or not _ONE_OBJECT.fullmatch(between):
        return False
    return not between.strip() or (previous.unit != expression.unit and not _HAN_OR_LATIN.match(after.strip("的余多")))


def _listed(text: str, layout: Layout, parts: Sequence[_Part], index: int, after: str) -> lists.Listed | None:
    """The list beside a number, counted."""
    expression = parts[index].expression
    floor = parts[index - 1].expression.end if index and parts[index - 1].type.statistic else 0
    limit = parts[index + 1].expression.start if index + 1 < len(parts) else len(text)
    return lists.before(text, layout, expression, after, floor) or lists.behind(text, expression, limit)


def _before(text: str, layout: Layout, parts: Sequence[_Part], index: int) -> str:
    """The words between the last boundary or statistic and the number; the clause before that when there are none."""
    start = parts[index].expression.start
    floor = max(0, start - _WINDOW)
    for part in reversed(parts[max(0, index - 12) : index]):
        if part.type.statistic:
            floor = max(floor, part.expression.end)
            break
    begin = layout.clause(start, floor)
    if not _HAN_OR_LATIN.search(text, begin, start) and begin > floor:
        begin = layout.clause(begin - 1, floor)
    return text[begin:start].strip("、 ")


def _after(text: str, parts: Sequence[_Part], index: int) -> str:
    end = parts[index].expression.end
    limit = min(len(text), end + 30)
    for part in parts[index + 1 : index + 6]:
        if part.type.statistic:
            limit = min(limit, part.expression.start)
            break
    stop = _AFTER_END.search(text, end, limit)
    return text[end : stop.start() if stop else max(end, limit)]


def _subject(before: str, after: str, expression: Expression) -> str:
    behind = _LEADING.sub("", after)
    if behind and _HAN_OR_LATIN.match(behind) and expression.unit:
        return behind
    pieces = _VERB.split(before)
    said = next((piece for piece in reversed(pieces) if len(piece.strip("“”《》、 ")) > 1), before)
    return _JOINING.sub("", said).strip("“”、，, 的")
