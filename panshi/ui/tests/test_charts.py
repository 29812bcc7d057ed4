"""Charts: SVG with words, in the sheet's colours, the same for the same content."""

import re
from xml.etree import ElementTree

from django.utils.translation import override

from panshi.ui import charts

LABELS = [f"{month} 月" for month in range(1, 13)]
NOW = [118, 131, 160, 149, 171, 166, 142, 139, 188, 176, 169, 173]


def months(**changed: object) -> str:
    return charts.months(NOW, labels=LABELS, title="各月用稿", last_year=NOW, **{"width": 720} | changed)


def test_a_chart_has_a_title_and_says_its_numbers() -> None:
    with override("zh-hans"):
        svg = ElementTree.fromstring(charts.months([1, 2], labels=["1 月", "2 月"], title="用稿 <&>", width=340))
    space = "{http://www.w3.org/2000/svg}"
    assert svg.get("role") == "img"
    assert svg.findtext(f"{space}title") == "用稿 <&>"
    assert svg.findtext(f"{space}desc") == "1 月 1，2 月 2"


def test_a_chart_follows_light_and_dark_and_needs_no_inline_style() -> None:
    svg = months()
    assert "var(--accent)" in svg
    assert not re.search(r"#a1000\d", svg)
    assert "style=" not in svg
    assert "<script" not in svg


def test_a_chart_on_paper_carries_its_colours() -> None:
    assert "#1f4e8c" in months(paper=True)
    assert "var(--" not in months(paper=True)


def test_text_stays_text() -> None:
    assert ">12 月</text>" in months()


def test_a_page_gets_one_drawing_for_a_desk_and_one_for_a_phone() -> None:
    svg = months(width=None)
    assert (svg.count('class="wide"'), svg.count('class="narrow"')) == (1, 1)
    assert len(re.findall(r'id="(\w+)"', svg)) == len(set(re.findall(r'id="(\w+)"', svg)))


def test_the_same_content_is_drawn_once() -> None:
    months()
    before = charts._draw.cache_info()
    months()
    after = charts._draw.cache_info()
    assert (after.hits - before.hits, after.misses - before.misses) == (1, 0)


def test_nothing_known_draws_an_empty_chart_and_not_an_error() -> None:
    assert charts.months([None, None], labels=["a", "b"], title="t", width=340).startswith("<svg")
    assert charts.bars([], labels=[], title="t", width=340).startswith("<svg")


def test_lines_differ_by_more_than_colour() -> None:
    svg = charts.line({"2023": [1, 2], "2022": [2, 1]}, labels=["a", "b"], title="t", width=720)
    assert "stroke-dasharray" in svg
