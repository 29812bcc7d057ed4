"""Random samples of what waits: a tenth, the same all day however often the page is loaded, and not to be foretold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b

from django.utils.crypto import salted_hmac

from panshi.kernel.clock import today
from panshi.org.models import Person
from panshi.org.scope import Scope
from panshi.work.registers.choices import Act
from panshi.work.registers.models import Record, Step
from panshi.work.registers.selectors.finding import own, waiting

MANY = 5000
TENTH = 2**32 // 10
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Matching:
    """What waits and fits a filter, as it stood when somebody looked: at most 5,000, the oldest first, none of one's own.

    `sample` are those to be looked at, by number; `unseen` those of them the person has not looked at in this revision.
    """

    records: tuple[Record, ...]
    sample: frozenset[int]
    unseen: tuple[Record, ...]

    @property
    def seen(self) -> int:
        """How many of the sample were looked at."""
        return len(self.sample) - len(self.unseen)


def matching(*, person: Person, scope: Scope, kind: str = "", at: datetime) -> Matching:
    """What waits for the person in scope, as it stood at the moment: what was reported or corrected since is left out."""
    found = waiting(person=person, scope=scope, kind=kind).filter(reported_at__lte=at)
    records = list(found.select_related(None).only("pk", "kind", "revision", "unit", "state")[:MANY])
    mine: set[int] = set()
    for low in range(0, len(records), CHUNK):
        mine |= own(records[low : low + CHUNK], person=person)
    others = tuple(record for record in records if record.pk not in mine)
    return Matching(others, *sampled(others, person=person))


def sampled(records: Sequence[Record], *, person: Person) -> tuple[frozenset[int], tuple[Record, ...]]:
    """(the sample's numbers, those of its records the person has not looked at in this revision)."""
    drawn = draw((record.pk for record in records), on=today())
    revisions = {record.pk: record.revision for record in records if record.pk in drawn}
    looked = Step.objects.filter(record__in=list(drawn), act=Act.LOOKED).values_list("record", "by", "revision")
    seen = {pk for pk, by, revision in looked if by == person.pk and revision == revisions[pk]}
    return drawn, tuple(record for record in records if record.pk in drawn - seen)


def draw(pks: Iterable[int], *, on: date) -> frozenset[int]:
    """About a tenth of the numbers, at least one: by a keyed hash of day and number, so that what is drawn stays drawn that
    day whatever else is verified meanwhile."""
    key = salted_hmac("panshi.registers.sample", str(on), algorithm="sha256").digest()
    lots = {pk: int.from_bytes(blake2b(str(pk).encode(), key=key, digest_size=4).digest(), "big") for pk in pks}
    drawn = frozenset(pk for pk, lot in lots.items() if lot < TENTH)
    return drawn or frozenset(sorted(lots, key=lambda pk: lots[pk])[:1])
