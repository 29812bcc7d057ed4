"""A record looked at with doubt, on paper or not yet, and what is pointed out about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from panshi.kernel.words import Words
from panshi.ledger import kinds
from panshi.ledger.kinds import Kind
from panshi.org.models import Unit
from panshi.work.registers.models import Evidence, Record


class Sort(StrEnum):
    """What sort of doubt it is."""

    TWIN = "twin"
    NEAR = "near"
    PICTURE = "picture"
    TERM = "term"
    SIZE = "size"
    NUMBER = "number"


UNSEEN = Words("您看不到的单位的记录", "a record of a unit you may not see")

RULES: Mapping[Sort, Words] = {
    Sort.TWIN: Words(
        "同一件事两次：同一单位、同一天、同一类，识别这类事的各项都相同；记到人的，还要有同一个人。",
        "The same thing twice: same unit, day and kind, and alike in everything by which such things are told apart; "
        "where people are named, with a person on both.",
    ),
    Sort.NEAR: Words(
        "题目相近：本单位及其上下级单位前后 7 天内，题目九成以上相同，题目里的数字和其余识别项也相同；同一县（市、区）局的所队"
        "之间也比对，各单位都会办的事（如集中学习）除外。",
        "Near titles: in the unit, those above and those below it, within 7 days, titles nine tenths alike, with the same "
        "numbers in them and alike in the rest by which such things are told apart; among the stations of one county, too, "
        "save for what every unit holds, such as study sessions.",
    ),
    Sort.PICTURE: Words(
        "图片用过：同一张或看上去几乎一样的图片（感知指纹 64 位中至多差 6 位）是别的记录的证据；同一网址是同类另一条的证据。"
        "同一单位同一天的另一类记录不算。",
        "A picture used before: the same one, or one that looks nearly the same (at most 6 of the 64 bits of its print differ), "
        "is evidence of another record; or the same address of one of the same kind. Another kind of record of the same unit and "
        "day is no doubt.",
    ),
    Sort.TERM: Words(
        "日期在期限之外：早于或晚于所属规划的年份，或记录里写的截止、结束日期早于发生日期。",
        "A date outside the term: before or after the years of its plan, or an end or due date before the day itself.",
    ),
    Sort.SIZE: Words(
        "数量少见：与本单位此前 24 个月同类记录（至少 12 条）的中位数之差，超过通常偏差（1.4826 × 中位绝对偏差，且不少于"
        "中位数的一成和 1）的 5 倍。",
        "An unusual quantity: farther from the median of the unit's records of the kind in the 24 months before (12 at least) "
        "than 5 times the usual deviation (1.4826 × the median absolute deviation, no less than a tenth of the median and 1).",
    ),
    Sort.NUMBER: Words(
        "条数少见：当月条数与本单位此前 24 个月每月条数（至少 6 个月）的中位数之差，按同一规则过大。",
        "An unusual number: the month's records of the kind are too many, by the same rule, against those of each of the 24 "
        "months before (6 at least).",
    ),
}
"""Each rule in words, for those who want to know why something is pointed out."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing pointed out. `record` is the other record where the viewer may open it, `named` what it is called.

    `asks`: whoever reports says why it is another one; the rest is only pointed out.
    """

    sort: Sort
    said: Words
    record: int | None = None
    named: str = ""
    asks: bool = False

    @property
    def rule(self) -> Words:
        """The rule behind it."""
        return RULES[self.sort]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A record on paper (`pk` is its number) or about to be reported; `dims` in stored form, `people` by id."""

    kind: Kind
    unit: Unit
    occurred_on: date
    dims: Mapping[str, object]
    quantity: int
    people: tuple[int, ...]
    title: str
    evidence: tuple[Evidence, ...]
    pk: int | None = None

    @property
    def size(self) -> int:
        """How much it counts: its people, or its quantity."""
        return len(self.people) if self.kind.people else self.quantity


def evidence_of(records: Sequence[Record]) -> dict[int, tuple[Evidence, ...]]:
    """The evidence of each record, by its number, in one query."""
    filed: dict[int, list[Evidence]] = {record.pk: [] for record in records}
    through = Record.evidence.through.objects.filter(record__in=list(filed))
    for row in through.select_related("evidence").order_by("evidence"):
        filed[row.record_id].append(row.evidence)
    return {pk: tuple(evidence) for pk, evidence in filed.items()}


def suspects_of(records: Sequence[Record], filed: Mapping[int, tuple[Evidence, ...]] | None = None) -> list[Suspect]:
    """The records as suspects, with their evidence (`filed`, or looked up); those of kinds no longer declared are left out."""
    declared = {kind.key: kind for kind in kinds.kinds()}
    filed = evidence_of(records) if filed is None else filed
    return [_suspect(each, declared[each.kind], filed[each.pk]) for each in records if each.kind in declared]


def _suspect(record: Record, kind: Kind, evidence: tuple[Evidence, ...]) -> Suspect:
    return Suspect(
        kind=kind,
        unit=record.unit,
        occurred_on=record.occurred_on,
        dims=record.dims,
        quantity=record.quantity,
        people=tuple(record.people),
        title=record.title,
        evidence=evidence,
        pk=record.pk,
    )
