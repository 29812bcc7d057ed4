"""Whatever is posted, taken back, corrected and tried again: positions have no gap, and what stands is what was meant."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from panshi.kernel.references import Reference
from panshi.kernel.refusals import Refusal
from panshi.ledger import rows, selectors, services
from panshi.ledger.tests.test_posting import session
from panshi.ledger.verifying import verify
from panshi.org.models import Person, Unit

KEYS = st.sampled_from(["1", "2", "3", "1@2", "2@2"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("post"), KEYS, st.sampled_from(["day", "night"])),
        st.tuples(st.just("many"), st.lists(st.tuples(KEYS, st.sampled_from(["day", "night"])), max_size=4)),
        st.tuples(st.just("reverse"), KEYS),
        st.tuples(st.just("correct"), KEYS, KEYS, st.sampled_from(["day", "night"])),
        st.tuples(st.just("seal")),
    ),
    max_size=12,
)


class Model:
    """What should be there: of each source, the form it was posted with and whether it was taken back."""

    def __init__(self) -> None:
        self.forms: dict[str, str] = {}
        self.gone: set[str] = set()

    def post(self, *wanted: tuple[str, str]) -> bool:
        forms = dict(self.forms)
        for key, form in wanted:
            if forms.setdefault(key, form) != form:
                return False
        self.forms = forms
        return True

    def reverse(self, key: str) -> bool:
        if key not in self.forms or key in self.gone:
            return False
        self.gone.add(key)
        return True

    def correct(self, key: str, new: str, form: str) -> bool:
        if key not in self.forms or key == new or self.forms.get(new, form) != form:
            return False
        if key in self.gone:
            return new in self.forms
        self.gone.add(key)
        return self.post((new, form))


def act(step: tuple, city: Unit, clerk: Person) -> bool:
    """Does the step; whether it was accepted."""

    def posted(key: str) -> list:
        return selectors.by_source(Reference("drill.record", key))

    try:
        match step:
            case ("post", key, form):
                services.post(session(city, key, dims={"form": form}), by=clerk)
            case ("many", pairs):
                services.post_many([session(city, key, dims={"form": form}) for key, form in pairs], by=clerk)
            case ("reverse", key):
                services.reverse(posted(key)[0], reason="重复登记", by=clerk)
            case ("correct", key, new, form):
                services.correct(posted(key)[0], session(city, new, dims={"form": form}), reason="写错", by=clerk)
            case _:
                services.seal()
    except (Refusal, IndexError):
        return False
    return True


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_sequence_keeps_positions_and_net(steps: list[tuple], city: Unit, clerk: Person) -> None:
    from django.db import transaction

    with transaction.atomic():
        model = Model()
        for step in steps:
            before = selectors.head()
            expected = {
                "post": lambda s=step: model.post(s[1:]),
                "many": lambda s=step: model.post(*s[1]),
                "reverse": lambda s=step: model.reverse(s[1]),
                "correct": lambda s=step: model.correct(*s[1:]),
                "seal": lambda: True,
            }[step[0]]()
            assert act(step, city, clerk) is expected
            if not expected:
                assert selectors.head() == before
        stored = rows.read("ORDER BY seq")
        assert [row[0] for row in stored] == list(range(1, len(stored) + 1))
        net: dict[str, int] = {}
        for row in stored:
            key = Reference.parse(row[8]).key
            net[key] = net.get(key, 0) + row[6]
        assert net == {key: 0 if key in model.gone else 1 for key in model.forms}
        assert verify().fault is None
        transaction.set_rollback(True)


def test_a_thousand_postings_with_all_different_dimensions_are_kept_apart(
    city: Unit, clerk: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("panshi.ledger.checks.REMEMBERED", 7)
    services.post_many([session(city, str(n), dims={"form": "day", "title": f"第{n}次"}) for n in range(1000)], by=clerk)
    assert [entry.dims["title"] for entry in selectors.entries(range(1, 1001))] == [f"第{n}次" for n in range(1000)]
