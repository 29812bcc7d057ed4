"""A printed register comes to what the figure says, by the same state of the ledger."""

from datetime import date

import pytest

from panshi.figures import compute
from panshi.figures.definitions import Figure, Measure
from panshi.kernel.periods import Period
from panshi.kernel.words import Words
from panshi.ledger import kinds
from panshi.org.choices import Role
from panshi.org.scope import Scope
from panshi.work.registers import services
from panshi.work.registers.selectors import printed
from tests.conftest import World

KIND = "activities.attendance"
ALL = Figure(
    key="",
    label=Words("参加活动", "attendances"),
    question=Words("多少人次参加了活动？", "How many attendances were there?"),
    unit=Words("人次", "attendances"),
    measure=Measure.COUNT,
    kind=KIND,
)


@pytest.mark.parametrize("unit", ["here", "city"])
def test_the_sum_of_the_book_is_the_figure(unit: str, world: World) -> None:
    clerk, verifier = world.people[Role.CLERK], world.people[Role.VERIFIER]
    dims = {"form": "study", "title": "读书会", "person_category": "officer", "leader": False}
    made = services.report_many(
        [
            services.NewRecord(
                kind=kinds.kind(KIND),
                unit=world.here,
                occurred_on=date(2023, month, 1),
                dims=dims,
                people=(clerk, verifier, world.people[Role.LEADER]),
            )
            for month in (3, 5, 7)
        ],
        by=clerk,
    )
    services.verify_many(made, by=verifier)
    made[1].refresh_from_db()
    services.reverse_record(made[1], reason="重复上报", by=verifier)
    scope = Scope(getattr(world, unit), Period.year(2023))
    *_before, last = printed.book(KIND, person=clerk, scope=scope).leaves()
    assert (last.so_far.lines, last.so_far.entries, last.so_far.struck) == (2, 6, 1)
    assert compute.value(ALL, scope).value == last.so_far.entries
