"""Weighs every figure of the catalogue against every number of a text, by unit of count and words.

A name fits as far as the number's surroundings say it, near words first; a figure fits as far as it says the number's own
clause. What contradicts a number rules a figure out or down: another grade or tier, a change, an average, a goal, part of a
standing number, something else named right behind it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from panshi.reviews.checker.claims import Claim
from panshi.reviews.checker.contexts import Context
from panshi.reviews.checker.contrasts import EVERY
from panshi.reviews.checker.known import Known
from panshi.reviews.checker.patterns import compiled
from panshi.reviews.checker.sorting import Type
from panshi.reviews.checker.synonyms import DONE, pairs

COVERED, TOLD, OF_KIND, WHOLE, MAIN = 0.54, 0.38, 0.05, 0.05, 0.01
"""What a name said in full earns, a clause that the figure says, its kind, a name word for word, and being the label."""
UNITS = 0.5
"""What a unit of count that does not fit at all would cost."""
UNKNOWN, UNSAID = 2.6, 1.8
"""What a pair weighs that no figure says (the pair of one figure weighs about 5); what is added to the weight of a clause, so
that one known word alone does not explain it."""
OTHER_ROOM, PARTS, LISTED, TOLD_WELL, LIKELY = 0.7, 20, 5, 0.6, 0.3
"""What is left of a figure of another room than the whole's or the list's; how far back the whole and a list are looked for;
how well members of a list must fit to tell its room, and a figure to be taken for one of it."""
PART, PART_TOLD = 0.5, 1.6
"""What is left of a figure that says nothing of the clause of a part (其中): it is the whole's."""
INTO = 0.35
"""What is left when the thing is gone into, come from or covered: 小分队深入30个所队 counts no squads."""
STRANGER, SOME, LACKED = 0.62, 0.45, 0.5
"""What is left when the thing named right behind the number is none of the figure's; when only some of a standing number are
spoken of; when what is missing is counted."""
OTHER_SIDE, DOUBTED, SOME_SIDES, NARROWER, BROADER = 0.3, 0.7, 0.65, 0.86, 0.8
KEPT = 2000
"""Kinds of claims whose figures are remembered."""
NAMED = 0.8
"""A figure that fits so well is named by the number itself: nothing goes on."""
NEXT, CERTAIN, SLIGHT = 16, 0.5, 0.12
SAME_ENTRIES, OTHER_ENTRIES = 0.1, 0.8
"""How near the number before must stand, how well it must fit, how little a figure may; what being of the same entries earns,
and what is left of a figure of others of its room."""
GRADES, UNGRADED = frozenset((0, 1, 2)), 0.5
"""What is left of a figure on another side of a contrast than the claim's clause, or than its sentence and headings; when
only the claim, or only the figure, is on one (of grades: prizes, stars)."""

_ENGAGED = compiled(
    "(点赞|播放|阅读|浏览|点击|转发|评论|粉丝|关注|订阅|观看|收视|收听|下载)[量数次]{0,2}(?:达到?|为|超|破|已|近|约)*$"
)
_LED_INTO = compiled(
    "(?:深入|来自|走进|走遍|覆盖|奔赴|前往|赴|辐射|涉及|惠及|服务|分布在|遍布|进驻)(?:到|了)?(?:全[市县区]的?)?$"
)
_POINTING = ("这样", "此类", "这些", "上述", "这类", *DONE)


def scores(known: Known, claims: Sequence[Claim], found: Sequence[Context]) -> tuple[Any, Any]:
    """How well each figure fits each claim (0–1, 0 where something rules it out), and how well its words say each name."""
    import numpy as np  # noqa: PLC0415 -- heavy: only a text with statistics needs it

    covered, told, of_kind = _said(known, found)
    by_name = (COVERED + known.long) * covered
    for row, column in zip(*(covered > 1 - WHOLE).nonzero(), strict=True):
        by_name[row, column] += WHOLE * (known.plain[column] in found[row].text)
    by_name[:, known.first[:-1]] += MAIN
    best = np.maximum.reduceat(by_name, known.first[:-1], axis=1)
    words = np.minimum(1.0, best + TOLD * told + OF_KIND * of_kind)
    parts = np.array([context.part for context in found])
    words *= np.where(parts[:, None], PART + (1 - PART) * np.minimum(1.0, PART_TOLD * told), 1.0)
    allowed = np.array([_allowed(known, claim, context) for claim, context in zip(claims, found, strict=True)])
    weighed = words * allowed
    for row in range(1, len(found)):
        if claims[row].start - claims[row - 1].end <= NEXT and claims[row].unit != claims[row - 1].unit:
            _go_on(known, weighed, row)
    _part_and_whole(known, claims, found, weighed)
    _siblings(known, claims, weighed)
    return np.round(np.minimum(weighed, 1.0), 4), by_name


def _part_and_whole(known: Known, claims: Sequence[Claim], found: Sequence[Context], weighed: Any) -> None:
    """Parts are counted in the room their whole is counted in; a whole of graded parts has no grade itself."""
    for row, claim in enumerate(claims):
        whole = _whole_of(claims, row) if claim.whole else _right_before(claims, found, row)
        if whole is None:
            continue
        grades = [grade for grade in GRADES if grade in found[row].own_sides and grade not in found[whole].own_sides]
        for grade in grades:
            weighed[whole][known.single[grade]] *= OTHER_SIDE
        chosen = int(weighed[whole].argmax())
        if weighed[whole][chosen] >= CERTAIN:
            weighed[row][(known.room != 0) & (known.room != known.room[chosen])] *= OTHER_ROOM


def _siblings(known: Known, claims: Sequence[Claim], weighed: Any) -> None:
    """书画527件、征文94篇、微电影10部: what follows two numbers of one room in a list is likely counted there too."""
    for row in range(2, len(claims)):
        rooms: list[int] = []
        for at in range(row, max(0, row - LISTED), -1):
            if claims[at].start - claims[at - 1].end > NEXT or claims[at].change or claims[at - 1].change:
                break
            best = int(weighed[at - 1].argmax())
            if weighed[at - 1][best] >= TOLD_WELL:
                rooms.append(int(known.room[best]))
        room = rooms[0] if len(rooms) > 1 and len(set(rooms)) == 1 else 0
        if room and (weighed[row][known.room == room] >= LIKELY).any():
            weighed[row][(known.room != 0) & (known.room != room)] *= OTHER_ROOM


def _right_before(claims: Sequence[Claim], found: Sequence[Context], row: int) -> int | None:
    """The row of the number that 其中 right behind it parts, counted in whatever unit."""
    behind = row > 0 and found[row].part and claims[row].start - claims[row - 1].end <= NEXT
    return row - 1 if behind and claims[row - 1].level else None


def _whole_of(claims: Sequence[Claim], row: int) -> int | None:
    """The row of the number that this one is a part of, the nearest before it."""
    rows = range(row - 1, max(-1, row - PARTS), -1)
    return next((other for other in rows if claims[other].subject == claims[row].whole and not claims[other].whole), None)


def _go_on(known: Known, weighed: Any, row: int) -> None:
    """A number in another unit right behind one is likely about the same entries: 红色教育54场次，受教育2186人次."""
    before = int(weighed[row - 1].argmax())
    if weighed[row - 1][before] < CERTAIN or not known.family[before] or weighed[row].max() > NAMED:
        return
    here = weighed[row] > SLIGHT
    same = known.family == known.family[before]
    same[before] = False
    weighed[row][here & same] += SAME_ENTRIES
    weighed[row][here & ~same & (known.family != 0) & (known.room == known.room[before])] *= OTHER_ENTRIES


def _said(known: Known, found: Sequence[Context]) -> tuple[Any, Any, Any]:
    """What share of each name, of each claim's clause by each figure, and of each figure's kind is said.

    A claim says some eighty of several thousand pairs, and few figures say each: only those entries are added up.
    """
    presence = _listed(known, [context.presence for context in found])
    near = _listed(known, [dict.fromkeys(context.near, 1.0) for context in found])
    height = len(found)
    covered, of_kind = (table.times(*presence, height=height) for table in (known.of_names, known.of_facets))
    weights = known.weight[near[1]]
    told = known.says.times(near[0], near[1], weights, height=height)
    return covered, told / (_wholes(known, found, near[0], weights) + UNSAID)[:, None], of_kind


def _wholes(known: Known, found: Sequence[Context], rows: Any, weights: Any) -> Any:
    """What the words of each claim's clause weigh together."""
    import numpy as np  # noqa: PLC0415 -- heavy

    unknown = np.array([sum(pair not in known.place for pair in context.near) for context in found])
    return np.bincount(rows, weights, minlength=len(found)) + UNKNOWN * unknown


def _listed(known: Known, said: Sequence[Mapping[str, float]]) -> tuple[Any, Any, Any]:
    """The words that some figure says, as rows, places and weights."""
    import numpy as np  # noqa: PLC0415 -- heavy

    place = known.place
    entries = [sorted((place[pair], weight) for pair, weight in words.items() if pair in place) for words in said]
    rows = np.repeat(np.arange(len(said)), [len(words) for words in entries])
    flat = [entry for words in entries for entry in words]
    return rows, np.array([at for at, _ in flat], dtype=np.int64), np.array([weight for _, weight in flat], dtype=np.float64)


def _allowed(known: Known, claim: Claim, context: Context) -> Any:
    """What is left of each figure for all that is not words. Numbers of one unit and one side are many: told once each."""
    units = fits(known, claim)
    if context.aimed or not units.any():
        return units * 0.0
    kind = (claim.unit, claim.type, context.change, bool(context.apiece), context.under_way, context.lacking, context.total)
    sides = (frozenset(said.items()) for said in (context.sides, context.own_sides))
    key = (*kind, *sides, frozenset(context.hard))
    left = known.left.get(key)
    if left is None:
        if len(known.left) >= KEPT:
            known.left.clear()
        left = known.left[key] = _left(known, context, units)
    return left * _thing(known, claim, context) * _engaged(known, claim)


def _engaged(known: Known, claim: Claim) -> Any:
    """点赞11.6万 without a measure word counts what figures say that are of 点赞, and no films."""
    word = _ENGAGED.search(claim.before) if not claim.unit else None
    if word is None:
        return 1.0
    said = known.says.any([known.place[pair] for pair in pairs(word[1]) if pair in known.place])
    return INTO + (1 - INTO) * said


def _left(known: Known, context: Context, units: Any) -> Any:
    left = (units > 0) & (known.change == context.change) & (known.apiece == bool(context.apiece))
    left = left * (1 - UNITS + UNITS * units) * _beside(known, context)
    if context.under_way:
        left[known.stock] *= SOME
    if context.lacking:
        left[~known.lacking] *= LACKED
    return left


def fits(known: Known, claim: Claim) -> Any:
    """How well the claim's measure word is each figure's unit of count; 0 when it cannot be one of its kind."""
    rank = claim.type is Type.RANK
    prize = rank and "奖" in claim.surface
    return known.units(claim.unit, prize=prize, placed=rank and not prize, counted=claim.type is Type.COUNT)


def _thing(known: Known, claim: Claim, context: Context) -> Any:
    """Whether what stands right behind the number (26个派出所) is something the figure says."""
    behind = (pairs(context.behind[:5]) if len(context.behind) > 1 else frozenset()) & context.near
    if not behind or claim.type is Type.RANK or claim.unit == "人次" or context.behind.startswith(_POINTING):
        return 1.0
    said = known.says.any([known.place[pair] for pair in behind if pair in known.place])
    if _LED_INTO.search(claim.before):
        return INTO + (1 - INTO) * said
    return STRANGER + (1 - STRANGER) * said


def _beside(known: Known, context: Context) -> Any:
    """What is left of each figure for the sides it and the claim are on."""
    import numpy as np  # noqa: PLC0415 -- heavy

    broader = BROADER ** known.named_single[[contrast for contrast in EVERY if contrast not in context.sides]].sum(axis=0)
    left: Any = broader.astype(np.float64)
    for contrast, said in context.sides.items():
        has = known.sides[contrast]
        if context.total:
            left[known.single[contrast]] *= OTHER_SIDE
            continue
        if contrast in context.own_sides:
            left[has == 0] *= UNGRADED if contrast in GRADES else NARROWER
        shared, hard = has & said, contrast in context.hard
        left[(has != 0) & (shared == 0)] *= OTHER_SIDE if hard else DOUBTED
        if hard:
            partly = (shared != 0) & (has != said)
            left[partly] *= np.where(has & ~said == 0, OTHER_SIDE, SOME_SIDES)[partly]
    return left
