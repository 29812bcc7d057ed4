"""`panshi adopt` writes the template, says what it noted, and looks ahead."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from panshi.reviews.adopting.tests.test_pages import TEXT
from panshi.reviews.checker.documents import Unreadable
from panshi.reviews.management.commands.adopt import CannotKeep
from panshi.reviews.tests.small_year import SmallYear, small_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def year() -> SmallYear:
    return small_year()


def told(folder: Path, *more: str, text: str = TEXT, out: str = "template.md") -> str:
    (folder / "综述.txt").write_text(text, "utf-8")
    said = StringIO()
    call_command("adopt", str(folder / "综述.txt"), "--year", "2023", "--out", str(folder / out), *more, stdout=said)
    return said.getvalue()


def test_it_writes_the_template_and_says_what_it_noted(year, tmp_path):
    said = told(tmp_path)
    template = (tmp_path / "template.md").read_text("utf-8")
    assert template.startswith("{{ year }}年，在中省市主流媒体刊登稿件{{ figure(")
    assert said.splitlines()[0] == "绑定 3 个数字，2 条说明"
    assert "原文写“9篇”，账本是 8篇：按账本写" in said


def test_it_names_next_years_doubtful_sentences(year, tmp_path):
    said = told(tmp_path, "--next", "2024")
    assert "2024：4 句要看" in said
    assert "第四届大赛如期举行。" in said


def test_the_template_composes_as_a_review(year, tmp_path):
    told(tmp_path)
    out = tmp_path / "again.md"
    call_command("review", "--year", "2023", "--out", str(out), "--template", str(tmp_path / "template.md"), stdout=StringIO())
    assert out.read_text("utf-8").replace("\n\n", "\n").strip() == TEXT.replace("9篇", "8篇")


def test_what_cannot_be_read_or_written_is_one_sentence(year, tmp_path):
    with pytest.raises(Unreadable):
        told(tmp_path, text=" ")
    with pytest.raises(CannotKeep):
        told(tmp_path, out="no/such/folder.md")
