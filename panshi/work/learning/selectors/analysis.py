"""How the questions of an exam did: difficulty, discrimination, distractors, and the reliability of the whole.

Difficulty is the mean share of the points. Discrimination is the correlation of a question's points with the points of the rest
of the paper (corrected point-biserial), and the difference of difficulty between the upper and the lower 27 % (Kelley, 1939).
Reliability is Cronbach's alpha, which is KR-20 where every question is right or wrong. Papers wholly marked only.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from panshi.org.scope import Scope
from panshi.work.learning.choices import QuestionForm as Form
from panshi.work.learning.models import Answer, Attempt, Exam, Version
from panshi.work.learning.selectors.questions.laying_out import LETTERS
from panshi.work.learning.selectors.questions.showing import plain

if TYPE_CHECKING:
    from numpy import ndarray

PAPERS_MAX = 5000
KELLEY = 0.27
PAPERS_MIN = 10
"""With fewer papers a correlation says nothing; it is not shown."""


@dataclass(frozen=True, slots=True)
class Distractor:
    """One choice: how many chose it, and how many of the upper and of the lower 27 %."""

    letter: str
    text: str
    right: bool
    chosen: int
    upper: int
    lower: int
    papers: int

    @property
    def share(self) -> float:
        """The share of those asked who chose it."""
        return self.chosen / self.papers if self.papers else 0.0

    @property
    def misleads(self) -> bool:
        """Whether a wrong choice draws the better ones more than the weaker."""
        return not self.right and self.upper > self.lower

    @property
    def idle(self) -> bool:
        """Whether hardly anybody (under 5 %) takes a wrong choice for right."""
        return not self.right and self.papers >= PAPERS_MIN and self.share < 0.05


@dataclass(frozen=True, slots=True)
class Item:
    """One version of a question: None where a measure cannot be had."""

    version: Version
    papers: int
    blank: int
    difficulty: float
    correlation: float | None
    upper_lower: float | None
    distractors: tuple[Distractor, ...]

    @property
    def verdict(self) -> str:
        """bad: the weaker do better on it; warm: it hardly tells them apart; good; or "" while too few sat it."""
        measure = self.correlation if self.correlation is not None else self.upper_lower
        if measure is None or self.papers < PAPERS_MIN:
            return ""
        return "bad" if measure < 0 else "warm" if measure < 0.2 else "good"


@dataclass(frozen=True, slots=True)
class Analysis:
    """The exam's items, the hardest first; `alpha` is over the `common` questions that stood in every paper."""

    items: tuple[Item, ...]
    papers: int
    left_out: int
    alpha: float | None
    common: int
    dichotomous: bool


def analysis(exam: Exam, scope: Scope) -> Analysis:
    """The exam as sat by the people of the scope's unit; of very many papers the newest."""
    within = Attempt.objects.filter(exam=exam, passed__isnull=False, unit__path__startswith=scope.unit.path)
    total = within.count()
    pks = list(within.order_by("-pk").values_list("pk", flat=True)[:PAPERS_MAX])
    answers = _answers(exam, set(pks))
    if not answers:
        return Analysis((), 0, 0, None, 0, dichotomous=False)
    versions = Version.objects.in_bulk({row[1] for row in answers})
    papers = {pk: place for place, pk in enumerate(sorted({row[0] for row in answers}))}
    scores = _scores(answers, papers, versions)
    ranked = _groups(scores.rate)
    items = [_item(version, place, scores, ranked) for place, version in enumerate(scores.versions)]
    alpha, common = reliability(scores.points)
    shares = {float(row[3]) for row in answers} <= {0.0, *(float(row[4]) for row in answers)}
    items.sort(key=lambda item: item.difficulty)
    return Analysis(tuple(items), len(papers), total - len(pks), alpha, common, dichotomous=shares)


def reliability(points: "ndarray") -> tuple[float | None, int]:
    """(Cronbach's alpha, number of questions) over the questions every paper holds; rows are papers, nan: not on the paper."""
    import numpy as np  # noqa: PLC0415 -- heavy: only this page needs it

    common = points[:, ~np.isnan(points).any(axis=0)]
    papers, items = common.shape
    if items < 2 or papers < 2:
        return None, items
    whole = common.sum(axis=1).var(ddof=1)
    if whole == 0:
        return None, items
    return float(items / (items - 1) * (1 - common.var(axis=0, ddof=1).sum() / whole)), items


def correlation(one: "ndarray", other: "ndarray") -> float | None:
    """Pearson's, which with one of two values is the point-biserial; None where either never varies."""
    import numpy as np  # noqa: PLC0415 -- heavy: only this page needs it

    if len(one) < 3 or np.ptp(one) == 0 or np.ptp(other) == 0:
        return None
    return float(np.corrcoef(one, other)[0, 1])


@dataclass(frozen=True, slots=True)
class _Scores:
    """Points by paper (row) and version (column), nan where it was not asked; `most` each column's points."""

    versions: list[Version]
    points: Any
    most: Any
    rate: Any
    given: dict[int, dict[int, Any]]


def _answers(exam: Exam, pks: set[int]) -> list[tuple[Any, ...]]:
    found = Answer.objects.filter(attempt__exam=exam, attempt__passed__isnull=False, mark__isnull=False)
    found = found.exclude(version__form=Form.NOTE).filter(points__gt=0)
    rows = found.values_list("attempt_id", "version_id", "given", "mark", "points").iterator(chunk_size=5000)
    return [row for row in rows if row[0] in pks]


def _scores(answers: list[tuple[Any, ...]], papers: dict[int, int], versions: dict[int, Version]) -> _Scores:
    import numpy as np  # noqa: PLC0415 -- heavy: only this page needs it

    columns = {pk: place for place, pk in enumerate(sorted(versions))}
    points = np.full((len(papers), len(columns)), np.nan)
    most = np.full_like(points, np.nan)
    given: dict[int, dict[int, Any]] = defaultdict(dict)
    for attempt, version, said, mark, worth in answers:
        row, column = papers[attempt], columns[version]
        points[row, column], most[row, column] = float(mark), float(worth)
        given[column][row] = said
    rate = np.nansum(points, axis=1) / np.nansum(most, axis=1)
    return _Scores([versions[pk] for pk in sorted(versions)], points, most, rate, given)


def _groups(rate: "ndarray") -> tuple["ndarray", "ndarray"]:
    """Which papers are the upper 27 % and which the lower; among equals those that began earlier come first."""
    import numpy as np  # noqa: PLC0415 -- heavy: only this page needs it

    size = max(1, round(len(rate) * KELLEY))
    order = np.argsort(-rate, kind="stable")
    upper, lower = np.zeros(len(rate), bool), np.zeros(len(rate), bool)
    upper[order[:size]], lower[order[-size:]] = True, True
    return upper, lower


def _item(version: Version, column: int, scores: _Scores, groups: tuple["ndarray", "ndarray"]) -> Item:
    import numpy as np  # noqa: PLC0415 -- heavy: only this page needs it

    own, most = scores.points[:, column], scores.most[:, column]
    asked = ~np.isnan(own)
    share = own / most
    rest_most = np.nansum(scores.most, axis=1) - np.nan_to_num(most)
    rest = (np.nansum(scores.points, axis=1) - np.nan_to_num(own)) / np.where(rest_most > 0, rest_most, np.nan)
    both = asked & ~np.isnan(rest)
    upper, lower = (share[asked & group] for group in groups)
    apart = float(upper.mean() - lower.mean()) if len(upper) and len(lower) and asked.sum() >= PAPERS_MIN else None
    enough = asked.sum() >= PAPERS_MIN
    return Item(
        version=version,
        papers=int(asked.sum()),
        blank=sum(said is None for said in scores.given[column].values()),
        difficulty=float(share[asked].mean()),
        correlation=correlation(share[both], rest[both]) if enough else None,
        upper_lower=apart,
        distractors=_distractors(version, scores.given[column], groups),
    )


def _distractors(version: Version, given: dict[int, Any], groups: tuple["ndarray", "ndarray"]) -> tuple[Distractor, ...]:
    if version.form not in (Form.SINGLE, Form.MULTIPLE, Form.TRUE_FALSE):
        return ()
    upper, lower = groups
    found = []
    for place, choice in enumerate(version.read().choices):
        chose = [row for row, said in given.items() if said is not None and place in said]
        found.append(
            Distractor(
                letter=LETTERS[place],
                text=plain(choice.text),
                right=choice.share > 0,
                chosen=len(chose),
                upper=sum(bool(upper[row]) for row in chose),
                lower=sum(bool(lower[row]) for row in chose),
                papers=len(given),
            )
        )
    return tuple(found)
