"""`panshi check` and its page, with a real ledger: what they say, how they end, what they hand back."""

import json
import os
import subprocess
import sys
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from docx import Document

from panshi.ledger.selectors import head
from panshi.org.models import Account
from panshi.reviews.tests.small_year import SmallYear, small_year

TRUE = "2023年，在中省市主流媒体刊登稿件8篇，其中头版头条刊发稿件2篇，系列报道全网阅读量突破2000万。民辅警学习率达90%。"
PAGE = "/reviews/check/?unit=C&period=2023"


@pytest.fixture
def year(db) -> SmallYear:
    return small_year()


@pytest.fixture
def leader(client: Client, year: SmallYear) -> Client:
    year.editor.account = Account.objects.create_user("zhouning")
    year.editor.save()
    client.force_login(year.editor.account)
    return client


def told(path: Path, *options: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("check", str(path), *options, stdout=out)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue()
    return 0, out.getvalue()


def file_of(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "综述.txt"
    path.write_text(text, "utf-8")
    return path


def test_a_true_text_ends_with_0_and_the_promised_json(year, tmp_path):
    code, out = told(file_of(tmp_path, TRUE), "--year", "2023", "--format", "json")
    answer = json.loads(out)
    assert (code, answer["as_of"], answer["period"], answer["unit"]) == (0, head(), "2023", "C")
    assert [(claim["surface"], claim["verdict"], claim["figure"], claim["ledger_value"]) for claim in answer["claims"]] == [
        ("2023年", None, None, None),
        ("8篇", "verified", "coverage.mainstream_stories", "8"),
        ("2篇", "verified", "coverage.front_page_leads", "2"),
        ("突破2000万", "rounded", "coverage.series_reads", "20345678"),
        ("90%", "verified", "learning.completion_rate", "90"),
    ]
    assert set(answer["claims"][1]) == {
        *("start", "end", "surface", "value", "approx", "unit", "type", "subject"),
        *("verdict", "figure", "ledger_value", "candidates"),
    }


def test_a_wrong_number_ends_with_1_and_names_the_ledgers(year, tmp_path):
    code, out = told(file_of(tmp_path, TRUE.replace("8篇", "9篇")))
    assert (code, "矛盾" in out, "8篇" in out) == (1, True, True)


def test_a_county_named_in_the_clause_is_held_against_its_own_numbers(year, tmp_path):
    code, out = told(file_of(tmp_path, "2023年，南川县局在主流媒体刊登稿件3篇。"), "--format", "json")
    assert (code, json.loads(out)["claims"][1]["verdict"]) == (0, "verified")


def test_another_year_named_in_the_sentence_is_held_against_that_year(year, tmp_path):
    code, out = told(file_of(tmp_path, "2022年，在主流媒体刊登稿件5篇。"), "--year", "2023", "--format", "json")
    assert (code, json.loads(out)["claims"][1]["verdict"]) == (0, "verified")


def test_html_and_word_are_written_where_they_are_asked_for(year, tmp_path):
    path = file_of(tmp_path, TRUE)
    assert told(path, "--format", "html", "--out", str(tmp_path / "a.html"))[0] == 0
    assert told(path, "--format", "docx", "--out", str(tmp_path / "a.docx"))[0] == 0
    assert (tmp_path / "a.html").read_text("utf-8").count("<mark ") == 4
    assert len(list(Document(str(tmp_path / "a.docx")).comments)) == 4


def run(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The real console script in a folder without a database."""
    environment = os.environ | {"PANSHI_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "panshi.config.settings"}
    command = [sys.executable, "-m", "panshi.config.cli", "check", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_finding_numbers_needs_no_database(tmp_path):
    done = run(tmp_path, "--extract-only", str(file_of(tmp_path, TRUE)), "--format", "json")
    assert (done.returncode, len(json.loads(done.stdout)["claims"])) == (0, 5)


def test_a_file_that_is_not_there_ends_with_2_and_one_line(tmp_path):
    done = run(tmp_path, str(tmp_path / "没有.txt"))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_the_page_marks_the_text_and_lists_what_to_look_at(leader):
    page = leader.post(PAGE, {"text": TRUE.replace("8篇", "9篇")}).content.decode()
    assert '<mark id="number-1" class="no"' in page
    assert "账本 8" in page
    assert "/figures/coverage.mainstream_stories/" in page


def test_the_page_gives_json_and_the_same_word_file_with_comments(leader):
    document = Document()
    document.add_paragraph(TRUE)
    packed = BytesIO()
    document.save(packed)
    upload = SimpleUploadedFile("综述.docx", packed.getvalue())
    answer = leader.post(PAGE, {"file": upload, "format": "docx"})
    assert len(list(Document(BytesIO(answer.content)).comments)) == 4
    claims = json.loads(leader.post(PAGE, {"text": TRUE, "format": "json"}).content)["claims"]
    assert [claim["verdict"] for claim in claims] == [None, "verified", "verified", "rounded", "verified"]


def test_a_downloaded_word_file_comes_from_what_the_page_carries(leader):
    document = Document()
    document.add_paragraph(TRUE).runs[0].bold = True
    packed = BytesIO()
    document.save(packed)
    page = leader.post(PAGE, {"file": SimpleUploadedFile("综述.docx", packed.getvalue())})
    again = page.context["again"] | {"format": "docx"}
    answer = leader.post(PAGE, again)
    returned = Document(BytesIO(answer.content))
    assert (len(list(returned.comments)), returned.paragraphs[0].runs[0].bold) == (4, True)


@pytest.mark.parametrize(
    "sent",
    [{}, {"text": " "}, {"text": "字" * 200_001}, {"file": SimpleUploadedFile("大.txt", b"1" * (5 * 2**20 + 1))}],
)
def test_nothing_and_too_much_are_named_beside_the_form(leader, sent):
    answer = leader.post(PAGE, sent)
    assert (answer.status_code, bool(answer.context["form"].errors)) == (422, True)


def test_a_clerk_without_the_permission_there_is_refused(client, year):
    year.people[0].account = Account.objects.create_user("officer")
    year.people[0].save()
    client.force_login(year.people[0].account)
    assert client.get(PAGE).status_code == 403
