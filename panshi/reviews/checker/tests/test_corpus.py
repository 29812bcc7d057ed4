"""The annotated corpus: its own figures bear out what it says, and the checker keeps the level it has reached on it."""

from decimal import Decimal

import pytest

from panshi.reviews.checker.measuring import books, marked, mutating, scoring
from panshi.reviews.checker.measuring.tree import open_units

TEXTS = list(marked.texts())
POLICE = [text for text in TEXTS if text.body == "police"]


@pytest.fixture
def tree(db: None) -> None:
    open_units("云川市公安局", books.book("police"))


def test_the_corpus_has_eighteen_texts_of_seven_bodies() -> None:
    assert (len(TEXTS), len({text.body for text in TEXTS})) == (18, 7)


def test_every_figure_that_a_text_names_is_in_its_catalogue() -> None:
    named = {(text.body, mark.figure) for text in TEXTS for mark in text.marks if mark.figure}
    listed = {(body, figure.key) for body in {text.body for text in TEXTS} for figure in books.book(body).figures}
    assert named - listed == set()


def test_of_the_corpus_99_in_100_numbers_are_found_97_in_their_place_and_98_with_their_type() -> None:
    found = scoring.extraction(TEXTS)
    reached = (found.found * 100 >= 99 * found.annotated, found.exact * 100 >= 97 * found.annotated)
    assert (*reached, found.typed * 100 >= 98 * found.annotated) == (True, True, True)


def test_of_the_police_texts_95_in_100_numbers_are_tied_to_their_figure_and_strangers_to_none(tree: None) -> None:
    links = scoring.linking(POLICE, books.book("police"))
    assert (links.first * 100 >= 95 * links.annotated, links.tied * 100 <= 5 * links.strangers) == (True, True)


def test_of_three_police_texts_97_in_100_wrong_numbers_are_caught_and_none_is_called_verified(tree: None) -> None:
    judged = scoring.judging(POLICE[:3], books.book("police"))
    assert (judged.caught * 100 >= 97 * judged.wrong, judged.precision >= Decimal("0.97"), judged.believed) == (True, True, 0)


@pytest.mark.parametrize(
    ("surface", "slips"),
    [
        ("1882篇", {"digit changed": "3882篇", "digits swapped": "8182篇", "scale slipped": "1882万篇"}),
        (
            "26万余条",
            {
                "digit changed": "46万余条",
                "digits swapped": "62万余条",
                "scale slipped": "26亿余条",
                "余 and 近 confused": "近26万条",
            },
        ),
        ("突破9000万", {"scale slipped": "突破9000亿"}),
    ],
)
def test_slips_are_those_that_people_make(surface: str, slips: dict[str, str]) -> None:
    mark = marked.Mark(0, len(surface), surface, "count", "0")
    text = marked.Marked("police", "one", surface, (mark,))
    made = {one.slip: one.text for one in mutating.mutations(text, mark, last_year=None, elsewhere=None)}
    assert made == slips
