"""`panshi review` writes what the ending asks for; each thing it cannot do is one sentence, and no file is left."""

from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import call_command

from panshi.figures.compute import BeyondHead
from panshi.kernel.periods import BadPeriod
from panshi.kernel.refusals import NotAllowed, NotFound, Refusal
from panshi.reviews.composing.mistakes import NoSuchFigure, NotATemplate, TooMuch
from panshi.reviews.exports import UnknownFormat
from panshi.reviews.management.commands.review import CannotWrite, NobodyFreezes, TemplateUnreadable
from panshi.reviews.models import FrozenReview
from panshi.reviews.proofs.bundle import NotProvable
from panshi.reviews.proofs.prove import prove
from panshi.reviews.tests.small_year import TEMPLATE, SmallYear, small_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def year() -> SmallYear:
    return small_year()


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "template.md"
    path.write_text(TEMPLATE, "utf-8")
    return path


def review(out: Path, *more: str, period: str = "2023") -> str:
    said = StringIO()
    call_command("review", "--year", period, "--out", str(out), *more, stdout=said)
    return said.getvalue()


def test_the_annual_review_of_the_whole_and_of_a_county(year: SmallYear, tmp_path: Path) -> None:
    review(tmp_path / "city.md")
    review(tmp_path / "county.md", "--unit", "C02")
    assert "刊登稿件8篇，比上年增长60%，其中头版头条2篇" in (tmp_path / "city.md").read_text("utf-8")
    assert "刊登稿件3篇，其中头版头条0篇" in (tmp_path / "county.md").read_text("utf-8")


def test_each_ending_gives_its_kind_of_file(year: SmallYear, tmp_path: Path, template: Path) -> None:
    for ending in ("md", "html", "docx", "xlsx", "panshi"):
        review(tmp_path / f"r.{ending}", "--template", str(template))
    assert "8篇" in (tmp_path / "r.html").read_text("utf-8")
    assert all(ZipFile(tmp_path / f"r.{ending}").testzip() is None for ending in ("docx", "xlsx", "panshi"))
    assert prove(tmp_path / "r.panshi").holds


def test_it_is_written_as_of_an_earlier_position(year: SmallYear, tmp_path: Path, template: Path) -> None:
    review(tmp_path / "r.md", "--template", str(template), "--as-of", "7")
    assert "刊登稿件2篇" in (tmp_path / "r.md").read_text("utf-8")


def test_it_is_frozen_by_who_may(year: SmallYear, tmp_path: Path) -> None:
    review(tmp_path / "r.docx", "--freeze", "--by", "E1")
    assert FrozenReview.objects.get().frozen_by == year.editor
    with pytest.raises(NotAllowed):
        review(tmp_path / "s.docx", "--freeze", "--by", "K1")


@pytest.mark.parametrize(
    ("out", "more", "refusal"),
    [
        ("r.pdf", (), UnknownFormat),
        ("no/such/r.md", (), CannotWrite),
        ("r.md", ("--unit", "C99"), NotFound),
        ("r.md", ("--as-of", "999"), BeyondHead),
        ("r.md", ("--template", "/no/such.md"), TemplateUnreadable),
        ("r.md", ("--freeze",), NobodyFreezes),
        ("r.md", ("--freeze", "--by", "X"), NotFound),
    ],
)
def test_what_cannot_be_done_is_refused_and_leaves_no_file(
    year: SmallYear, tmp_path: Path, out: str, more: tuple[str, ...], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        review(tmp_path / out, *more)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ('{{ figure("no.such") }}', NoSuchFigure),
        ("{% if %}", NotATemplate),
        ('{% for a in "' + "x" * 50_000 + '" %}{% endfor %}', TooMuch),
    ],
)
def test_a_bad_template_is_refused_and_leaves_no_file(
    year: SmallYear, tmp_path: Path, template: Path, text: str, refusal: type[Refusal]
) -> None:
    template.write_text(text, "utf-8")
    with pytest.raises(refusal):
        review(tmp_path / "r.md", "--template", str(template))
    assert list(tmp_path.iterdir()) == [template]


def test_a_bad_period_a_binary_template_and_a_score_in_a_bundle_are_refused(
    year: SmallYear, tmp_path: Path, template: Path
) -> None:
    with pytest.raises(BadPeriod):
        review(tmp_path / "r.md", period="20x3")
    template.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TemplateUnreadable):
        review(tmp_path / "r.md", "--template", str(template))
    template.write_text('{{ figure("coverage.score") }}', "utf-8")
    with pytest.raises(NotProvable):
        review(tmp_path / "r.panshi", "--template", str(template))
    assert list(tmp_path.iterdir()) == [template]
