"""The sheet of styles and the words: colours that can be read, every English word with its Chinese."""

import ast
import re
from http import HTTPStatus
from pathlib import Path

import pytest
from babel.messages import pofile

PACKAGE = Path(__file__).resolve().parents[2]
SHEET = (PACKAGE / "ui/static/ui/panshi.css").read_text("utf-8")
TOKENS = {name: pair for name, *pair in re.findall(r"--([a-z0-9-]+): light-dark\((#\w{6}), (#\w{6})\)", SHEET)}
GROUNDS = ("paper", "sheet", "sunk")


def brightness(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((brightness(one), brightness(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "ink-2", "ink-3", "accent", "warm", "good", "bad"])
def test_text_can_be_read_on_every_ground(ink: str, theme: int) -> None:
    softer = [f"{ink}-soft"] if f"{ink}-soft" in TOKENS else []
    for ground in (*GROUNDS, *softer):
        assert contrast(TOKENS[ink][theme], TOKENS[ground][theme]) >= 4.5, ground


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_the_edge_of_a_field_can_be_seen_and_a_button_read(theme: int) -> None:
    assert contrast(TOKENS["edge"][theme], TOKENS["sheet"][theme]) >= 3
    assert contrast(TOKENS["on-accent"][theme], TOKENS["accent"][theme]) >= 4.5
    assert contrast(TOKENS["on-accent"][theme], TOKENS["accent-2"][theme]) >= 4.5


def test_older_browsers_get_the_light_colours() -> None:
    plain = dict(re.findall(r"--([a-z0-9-]+): (#\w{6})", SHEET.partition("@supports")[0]))
    assert {name: pair[0] for name, pair in TOKENS.items()} == {name: plain[name] for name in TOKENS}


def said(app: str) -> set[str]:
    found: set[str] = set()
    for path in (PACKAGE / app).rglob("*.html"):
        text = path.read_text("utf-8")
        found |= set(re.findall(r'{%\s*translate\s+"([^"]+)"', text)) | set(re.findall(r'_\("([^"]+)"\)', text))
        for body in re.findall(r"{%\s*blocktranslate[^%]*%}(.*?){%\s*endblocktranslate\s*%}", text, re.DOTALL):
            found.add(re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", re.split(r"{%\s*plural\s*%}", body)[0]))
    for path in (PACKAGE / app).rglob("*.py"):
        if "tests" not in path.parts:
            found |= set(re.findall(r'\b_\(\s*"([^"]+)"\s*\)', path.read_text("utf-8")))
    return found


def written_anywhere() -> set[str]:
    """Every text in the code, and what HTTP calls its answers: some are handed over to be translated later."""
    trees = (ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py"))
    return {status.phrase for status in HTTPStatus} | {
        node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def catalogues() -> list[pofile.Catalog]:
    found = []
    for path in sorted(PACKAGE.rglob("django.po")):
        with path.open("rb") as text:
            found.append(pofile.read_po(text))
    return found


def test_every_english_word_of_any_room_has_its_chinese() -> None:
    ids = {m.id if isinstance(m.id, str) else m.id[0] for catalogue in catalogues() for m in catalogue if m.string}
    rooms = [path.parent.relative_to(PACKAGE) for path in PACKAGE.rglob("apps.py")]
    lacking = {word.replace("%%", "%") for room in rooms for word in said(str(room))} - {each.replace("%%", "%") for each in ids}
    assert lacking == set()


def test_no_english_word_has_one_chinese_here_and_another_there() -> None:
    meant: dict[str, set[str]] = {}
    for catalogue in catalogues():
        for message in catalogue:
            if isinstance(message.id, str) and message.id and message.string:
                meant.setdefault(f"{message.context}|{message.id}", set()).add(message.string)
    assert {word: chinese for word, chinese in meant.items() if len(chinese) > 1} == {}


@pytest.mark.parametrize("app", ["ui", "web"])
def test_no_chinese_is_kept_for_what_nobody_says(app: str) -> None:
    with (PACKAGE / app / "locale/zh_Hans/LC_MESSAGES/django.po").open("rb") as text:
        catalogue = pofile.read_po(text)
    translated = {message.id if isinstance(message.id, str) else message.id[0] for message in catalogue if message.string}
    assert translated - said(app) - written_anywhere() - {""} == set()


@pytest.mark.parametrize("app", ["ui", "web"])
def test_no_page_carries_a_style_or_a_script_of_its_own(app: str) -> None:
    for path in (PACKAGE / app).rglob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)", text), path.name
