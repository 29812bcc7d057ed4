"""What a text claims: every number expression, typed, with its subject, and how it stands."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from panshi.reviews.checker.finding import Expression
from panshi.reviews.checker.sorting import Type


class Relation(StrEnum):
    """How a number stands to another: what kind of comparison it states."""

    GROWTH = "growth"  # changed by a share of what it was: 同比增长12%
    DIFFERENCE = "difference"  # changed by a number: 增加40篇, 提高3.2个百分点
    MULTIPLE = "multiple"  # so many times what it was: 是去年的两倍, 翻了一番
    SHARE = "share"  # a share of a whole: 占35%


@dataclass(frozen=True, slots=True)
class Change:
    """What a comparing number compares. `of` are the places (in the text's claims) of the numbers it may belong to, one of
    them; `whole` is the place of the number it is a share of. `against` is the year compared with (None: the year before);
    `judged` says whether that is a year at all (环比 and 高于平均 are not); `own` is the subject its clause names itself.
    """

    relation: Relation
    direction: int = 1
    of: tuple[int, ...] = ()
    whole: int | None = None
    against: int | None = None
    judged: bool = True
    own: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One number of the text. `start` and `end` are Python string offsets, `surface` what stands between them.

    `subject` is what is counted as the text says it; `before`, `after`, `lead` (its sentence up to it),
    `sentence` and `section` are the words around it; `whole` is the subject of the number it is a part of (其中);
    `works` are the titles listed with it, `listed` how many things the list beside it names (None: no list, more than one
    where 和 may join or name), `open_list` whether that list ends in 等;
    `prize` is the prize beside it that it counts; of a prize `counted_beside` says that a number beside it counts it;
    `column` is the heading of its column in a table; `each` are the other things that are as many;
    `compared` says that it states a change and no level, `change` which; `earlier` that it speaks of the year before
    (`supposed`: most likely); `again` is the place of the number whose figure it has, of another year or unit; `planned`
    says that it is a goal.
    """

    expression: Expression
    surface: str
    type: Type
    subject: str = ""
    before: str = ""
    after: str = ""
    sentence: str = ""
    section: str = ""
    lead: str = ""
    works: tuple[str, ...] = ()
    listed: int | None = None
    counted: Decimal | None = None
    year: int | None = None
    compared: bool = False
    whole: str = ""
    joined: int | None = None
    open_list: bool = False
    change: Change | None = None
    earlier: bool = False
    supposed: bool = False
    again: int | None = None
    planned: bool = False
    prize: str = ""
    counted_beside: bool = False
    column: str = ""
    each: tuple[str, ...] = ()

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.expression.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.expression.end

    @property
    def value(self) -> str:
        """What it says, as text."""
        return self.expression.stated

    @property
    def unit(self) -> str:
        """The measure word it is written with."""
        return self.expression.unit

    @property
    def level(self) -> bool:
        """Whether it says how much there is in its period: no rank, no change, no share."""
        return self.type.statistic and self.type is not Type.RANK and self.change is None
