"""What the ledger refuses, and the checker that turns postings into rows at close to the database's own rate."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import orjson

from panshi.kernel.clock import today
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger import kinds
from panshi.ledger.canonical import dims_text
from panshi.ledger.kinds import Kind, UnknownKind
from panshi.ledger.postings import Posting
from panshi.ledger.rows import Fresh
from panshi.org.models import Person

EARLIEST = date(1949, 1, 1)
REMEMBERED = 20_000  # shapes of dimensions kept per kind: enough for a bulk posting's few, bounded for one with all different
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_DIGEST = re.compile(r"[0-9a-f]{64}")


class NegativeQuantity(Refusal):
    """A quantity is a whole number, 0 or more."""

    words = Words(
        "数量不能是“{quantity}”；应为 0 或正整数。", "The quantity cannot be “{quantity}”; it is a whole number, 0 or more."
    )
    code = "bad-quantity"


class QuantityNotOne(Refusal):
    """The kind counts single things."""

    words = Words(
        "“{kind}”一条就是一，数量不能是 {quantity}。", "Each “{kind}” counts as one; its quantity cannot be {quantity}."
    )
    code = "quantity-not-one"


class ImpossibleDay(Refusal):
    """The fact's date lies in the future or long before anything recorded."""

    words = Words(
        "发生日期不能是 {day}；应在 {earliest} 到 {latest} 之间。",
        "The date cannot be {day}; it lies between {earliest} and {latest}.",
    )
    code = "impossible-day"


class PersonMissing(Refusal):
    """The kind counts people, and nobody is named."""

    words = Words("“{kind}”要写明是谁。", "“{kind}” must name the person.")
    code = "person-missing"


class PersonSuperfluous(Refusal):
    """The kind does not count people."""

    words = Words("“{kind}”不记在个人名下，不能写人员“{person}”。", "“{kind}” is not kept by person and cannot name “{person}”.")
    code = "person-superfluous"


class UnitNotOpen(Refusal):
    """The unit did not exist on the day."""

    words = Words("“{unit}”在 {day} 还没有设立或已经撤销。", "“{unit}” was not yet open, or already closed, on {day}.")
    code = "unit-not-open"


class BadSource(Refusal):
    """The source's key is empty, too long or holds control characters."""

    words = Words(
        "来源“{source}”不能用；应为 1–300 个可显示的字。",
        "The source “{source}” cannot be used; it takes 1–300 printable characters.",
    )
    code = "bad-source"


class BadEvidence(Refusal):
    """Evidence is named by its SHA-256 digest."""

    words = Words("证据“{digest}”不是 SHA-256 摘要。", "The evidence “{digest}” is no SHA-256 digest.")
    code = "bad-evidence"


class NoReason(Refusal):
    """A reversal says why."""

    words = Words("冲正要写明原因。", "A reversal needs a reason.")
    code = "no-reason"


class BadReason(Refusal):
    """A reason is one line of text."""

    words = Words(
        "原因不能含换行或控制字符，也不能超过 500 字。",
        "A reason is one line of at most 500 characters, without control characters.",
    )
    code = "bad-reason"


def checked_reason(reason: str) -> str:
    """The reason without surrounding spaces; refuses an empty one, a long one and control characters."""
    stripped = reason.strip()
    if not stripped:
        raise NoReason
    if len(stripped) > 500 or _CONTROL.search(stripped):
        raise BadReason
    return stripped


class Checker:
    """Turns postings into rows, refusing what cannot be; it remembers what it has checked, so that most cost a look-up."""

    def __init__(self) -> None:
        self._latest = today() + timedelta(days=1)
        self._days: dict[date, str] = {}
        self._kinds: dict[int, tuple[Kind, dict[bytes, str]]] = {}

    def rows(self, postings: Iterable[Posting], first: int) -> list[Fresh]:
        """One row for each posting, numbered from `first`. One loop, no calls where nothing is new: it runs per entry.

        Most postings come in sheets (one task to everybody): what is the very object of the posting before is not checked again.
        """
        days = self._days
        rows: list[Fresh] = []
        kind, dims, copied, unit, day, evidence = None, None, None, None, None, None
        for seq, posting in enumerate(postings, first):
            if posting.dims is not dims or posting.kind is not kind or dims != copied:
                kind, dims = posting.kind, posting.dims
                text, key, copied = self._text(kind, dims), kind.key, dict(dims)
            if posting.occurred_on is not day or posting.unit is not unit:
                day, unit = posting.occurred_on, posting.unit
                if day < unit.opened_on or (unit.closed_on is not None and day > unit.closed_on):
                    raise UnitNotOpen(unit=unit.name, day=day)
                happened, place = days.get(day) or self._day(day), unit.pk
            if posting.evidence is not evidence:
                evidence = posting.evidence
                digests = _digests(evidence)
            quantity, person, source = posting.quantity, posting.person, posting.source
            if quantity != 1:
                _check_quantity(kind, quantity)
            if (person is None) is kind.people:
                _refuse_person(kind, person)
            name = f"{source.name}:{source.key}"
            if not (name.isprintable() and source.key and len(name) <= 300):
                raise BadSource(source=name)
            rows.append((seq, key, place, None if person is None else person.id, happened, quantity, text, name, digests))
        return rows

    def _kind(self, kind: Kind) -> tuple[Kind, dict[bytes, str]]:
        if kinds.kind(kind.key) != kind:
            raise UnknownKind(kind=kind.key)
        # The kind is kept beside its texts, so that its id cannot pass to another object meanwhile.
        return self._kinds.setdefault(id(kind), (kind, {}))

    def _day(self, day: date) -> str:
        assert type(day) is date, f"{day!r} is no plain date"
        if not EARLIEST <= day <= self._latest:
            raise ImpossibleDay(day=day, earliest=EARLIEST, latest=self._latest)
        return self._days.setdefault(day, day.isoformat())

    def _text(self, kind: Kind, dims: Mapping[str, object]) -> str:
        """The dimensions checked and as stored; known again by what was given, byte for byte."""
        _, texts = self._kinds.get(id(kind)) or self._kind(kind)
        try:
            given = orjson.dumps(dims, option=orjson.OPT_SORT_KEYS)
        except TypeError:  # something no dimension can be, or no plain dict: the kind says which in words
            return dims_text(kind.check(dims))
        if given not in texts:
            if len(texts) >= REMEMBERED:
                texts.clear()
            texts[given] = dims_text(kind.check(dims))
        return texts[given]


def _check_quantity(kind: Kind, quantity: int) -> None:
    if not isinstance(quantity, int) or not 0 <= quantity < 2**53:
        raise NegativeQuantity(quantity=quantity)
    if kind.quantity is None:
        raise QuantityNotOne(kind=kind.label, quantity=quantity)


def _refuse_person(kind: Kind, person: Person | None) -> None:
    if person is None:
        raise PersonMissing(kind=kind.label)
    raise PersonSuperfluous(kind=kind.label, person=person.name)


def _digests(evidence: tuple[str, ...]) -> str:
    for digest in evidence:
        if not _DIGEST.fullmatch(digest):
            raise BadEvidence(digest=digest)
    return ",".join(evidence)
