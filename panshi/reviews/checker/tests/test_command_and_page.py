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

from panshi.kernel.refusals import Refusal
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
        *("verdict", "figure", "ledger_value", "candidates", "explanation"),
    }


def test_brackets_in_a_text_are_words_in_the_terminal_too(year, tmp_path):
    code, out = told(file_of(tmp_path, "2023年，[/]在主流媒体刊登[红字]稿件8篇。"), "--year", "2023")
    assert (code, "[/]在主流媒体刊登[红字]稿件8篇" in out) == (0, True)


def test_style_stands_apart_from_verdicts_in_every_form(year, tmp_path):
    path = file_of(tmp_path, TRUE + "另有大约近500余件好事。")
    code, out = told(path, "--year", "2023", "--format", "json")
    answer = json.loads(out)
    assert (code, [(found["code"], found["words"]) for found in answer["style"]]) == (
        0,
        [("doubled", "“近”和“余”意思重复，留一个")],
    )
    assert "文风　" in told(path, "--year", "2023")[1]
    told(path, "--year", "2023", "--format", "docx", "--out", str(tmp_path / "a.docx"))
    assert "文风：“近”和“余”意思重复，留一个" in [comment.text for comment in Document(str(tmp_path / "a.docx")).comments]


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


def run(tmp_path: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """The real console script in a folder without a database."""
    environment = os.environ | {"PANSHI_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "panshi.config.settings"}
    command = [sys.executable, "-m", "panshi.config.cli", "check", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, input=given)


def test_finding_numbers_needs_no_database(tmp_path):
    done = run(tmp_path, "--extract-only", str(file_of(tmp_path, TRUE)), "--format", "json")
    assert (done.returncode, len(json.loads(done.stdout)["claims"])) == (0, 5)


def test_a_file_that_is_not_there_ends_with_2_and_one_line(tmp_path):
    done = run(tmp_path, str(tmp_path / "没有.txt"))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def several(tmp_path: Path) -> list[str]:
    """A true text, a broken Word file, a wrong text and a year of nothing, in this order."""
    texts = {"真.txt": TRUE, "坏.docx": "PK\x03\x04", "假.txt": TRUE.replace("8篇", "9篇"), "空.txt": "1999年，刊登稿件8篇。"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    return [str(tmp_path / name) for name in texts]


def told_of(files: list[str], *options: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("check", *files, *options, stdout=out, stderr=err)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_several_files_give_one_object_a_line_in_the_order_given_and_end_with_2_where_one_cannot_be_read(year, tmp_path):
    code, out, err = told_of(several(tmp_path), "--format", "json")
    answers = [json.loads(line) for line in out.splitlines()]
    assert (code, [Path(answer["file"]).name for answer in answers]) == (2, ["真.txt", "坏.docx", "假.txt", "空.txt"])
    assert [answer.get("code") for answer in answers] == [None, "unreadable", None, "no-records"]
    assert [answer["claims"][1]["verdict"] for answer in answers if "claims" in answer] == ["verified", "contradicted"]
    assert err.splitlines() == [
        "panshi: “坏.docx”读不了：Word 文件已损坏。",
        f"panshi: {tmp_path / '空.txt'}：账本里没有“云川市公安局”在 1999 期间的任何记录，无从核对；请换一个期间或单位。",
    ]


def test_several_files_of_which_one_is_wrong_end_with_1(year, tmp_path):
    true, _, wrong, _ = several(tmp_path)
    code, out, _ = told_of([true, wrong])
    assert (code, out.count("== "), "矛盾" in out) == (1, 2, True)


def test_several_files_go_into_a_folder_never_over_each_other_or_what_was_read(year, tmp_path):
    true, _, wrong, _ = several(tmp_path)
    (tmp_path / "真.md").write_text(TRUE, "utf-8")
    files = [true, str(tmp_path / "真.md"), wrong]
    assert told_of(files, "--format", "json", "--out", str(tmp_path / "结果"))[0] == 1
    assert sorted(path.name for path in (tmp_path / "结果").iterdir()) == ["假.json", "真-2.json", "真.json"]
    assert told_of(files, "--out", str(tmp_path))[0] == 1
    assert ((tmp_path / "真.txt").read_text("utf-8"), (tmp_path / "真-2.txt").exists()) == (TRUE, True)


def test_pages_and_word_files_of_several_texts_want_a_folder(year, tmp_path):
    with pytest.raises(Refusal, match="--out"):
        told_of(several(tmp_path), "--format", "html")
    with pytest.raises(Refusal, match="--out"):
        told_of(several(tmp_path)[:1], "--format", "docx")


def test_an_unknown_unit_a_bad_year_and_a_position_beyond_the_ledger_are_refused_in_a_sentence(year, tmp_path):
    said = {}
    for options in (("--unit", "X9"), ("--year", "两千"), ("--as-of", "999999")):
        with pytest.raises(Refusal) as refused:
            told_of([str(file_of(tmp_path, TRUE))], *options)
        said[options[0]] = (refused.value.code, refused.value.exit_code, str(refused.value).count("。"))
    assert said == {"--unit": ("not-found", 2, 1), "--year": ("bad-period", 2, 1), "--as-of": ("beyond-head", 2, 1)}


def test_standard_input_is_a_file_called_dash(tmp_path):
    done = run(tmp_path, "--extract-only", "-", str(file_of(tmp_path, TRUE)), "--format", "json", given=TRUE)
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert (done.returncode, first["file"], first["claims"] == second["claims"]) == (0, "-", True)


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
