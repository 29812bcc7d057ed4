"""A person's own record: what stands in the ledger about them, shown to nobody else."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from panshi.figures.compute.personal import Matter, Standing, about, entries_about
from panshi.figures.compute.trails import Trail
from panshi.figures.definitions import Condition, Figure, Measure, among, empty
from panshi.figures.views.rows import Row, Sheet, sheet
from panshi.kernel.refusals import NotFound
from panshi.kernel.words import Words
from panshi.ledger import kinds
from panshi.ledger.entries import Entry
from panshi.org.models import Person
from panshi.org.scope import Scope
from panshi.org.selectors import units_with
from panshi.ui.address import address

ROWS_ON_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One number about the person, the page that lists as many entries, and a word on the newest of them."""

    key: str
    label: Words
    unit: Words
    total: int
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the person's own entries of one matter beside the whole record; a row's address is "" where they may not
    open the entry.
    """

    key: str
    matter: Matter
    record: tuple[Line, ...]
    sheet: Sheet
    rows: tuple[tuple[Row, str], ...]
    links: Page[int]


def _matter(key: str, label: Words, kind: str, *where: Condition, named_by: str = "") -> Matter:
    counted = kinds.kind(kind)
    measure = Measure.STOCK if counted.until else Measure.COUNT
    return Matter(Figure(f"mine.{key}", label, label, counted.unit_of_count, measure, kind, where), named_by)


def matters() -> dict[str, Matter]:
    """What a record says, in this order; kinds that count people and are not told apart below come last, whole."""
    told = (
        _matter("tasks-due", Words("应学任务", "study tasks due"), "learning.assignment", empty("excused")),
        _matter("tasks-done", Words("完成任务", "study tasks done"), "learning.completion"),
        _matter("tasks-late", Words("其中逾期", "of them late"), "learning.completion", among("timeliness", "late")),
        _matter("attendances", Words("参加活动", "sessions attended"), "activities.attendance"),
        _matter("exams", Words("参加考试", "exams sat"), "learning.exam_result"),
        _matter(
            "stars",
            Words("期末有效的星级", "star ratings in force"),
            "ratings.rating",
            among("subject", "officer", "auxiliary"),
            named_by="name",
        ),
        _matter("memberships", Words("所在队组", "squads and clubs"), "groups.membership"),
    )
    named = {matter.figure.kind for matter in told}
    others = (kind for kind in kinds.kinds() if kind.people and kind.key not in named)
    whole = tuple(_matter(kind.key.replace(".", "-"), kind.label, kind.key) for kind in others)
    return {matter.figure.key.removeprefix("mine."): matter for matter in (*told, *whole)}


def matter(key: str) -> Matter:
    """The matter called `key`, or a refusal naming it."""
    found = matters().get(key)
    if found is None:
        raise NotFound(what=key)
    return found


def record_of(person: Person, *, scope: Scope) -> tuple[Line, ...]:
    """The person's own numbers in the scope's days, wherever they served."""
    asked = matters()
    found = about(person, scope, list(asked.values()))
    return tuple(_line(key, standing, scope) for key, standing in zip(asked, found, strict=True))


def listed(person: Person, *, scope: Scope, key: str, page: str) -> Listed:
    """The person's own record, and a page of their entries of one matter, newest first; the queries do not grow with them."""
    asked, record = matter(key), record_of(person, scope=scope)
    total = next(line.total for line in record if line.key == key)
    links = Paginator(range(total), ROWS_ON_A_PAGE).get_page(page)
    offset = max(0, links.start_index() - 1)
    found = entries_about(person, scope, asked, offset=offset, limit=ROWS_ON_A_PAGE)
    shown = sheet(found, names=True)
    opened = _opened(person, found)
    addresses = (address("ledger:entry", entry.seq, scope=scope) if entry.unit_id in opened else "" for entry in found.rows)
    rows = tuple((row, url or "") for row, url in zip(shown.rows, addresses, strict=True))
    return Listed(key, asked, record, shown, rows, links)


def _opened(person: Person, found: Trail) -> set[int]:
    units = units_with("entries.view", person=person).filter(pk__in={entry.unit_id for entry in found.rows})
    return set(units.values_list("pk", flat=True))


def _line(key: str, found: Standing, scope: Scope) -> Line:
    figure = found.matter.figure
    url = f"{address('web:mine', scope=scope)}&of={key}"
    return Line(key, figure.label, figure.unit, found.total, url, _note(key, found.newest))


def _note(key: str, newest: Entry | None) -> str:
    if newest is None:
        return ""
    said, until = newest.dims, newest.dims.get("until")
    if key == "stars":
        stars = _("%(stars)s stars by %(standard)s") % {"stars": said["stars"], "standard": said["standard"]}
        lasting = _("in force until %(day)s") % {"day": until}
        return f"{stars} · {lasting}" if until else stars
    return str(said.get("group", ""))
