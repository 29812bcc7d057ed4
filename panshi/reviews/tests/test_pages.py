"""The pages: list, editor with preview and picker, frozen view, exports; what is typed is never lost."""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import translation

from panshi.kernel.periods import Period
from panshi.ledger.selectors import head
from panshi.reviews.models import FrozenReview, Review, Template
from panshi.reviews.services import freeze, save_review
from panshi.reviews.tests.small_year import TEMPLATE, SmallYear, signed_in, small_year

pytestmark = pytest.mark.django_db
SCOPE = "?unit=C&period=2023"


@pytest.fixture(autouse=True)
def language_restored() -> Iterator[None]:
    """A page read in English leaves English active for whoever comes next."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def year() -> SmallYear:
    return small_year()


@pytest.fixture
def editor(client: Client, year: SmallYear) -> Client:
    return signed_in(client, year.editor)


def sent(text: str, **more: str) -> dict[str, str]:
    return {"title": "一年", "language": "zh", "text": text, "unit": "C", "period": "2023"} | more


def written(year: SmallYear, title: str = "一年") -> Review:
    details = {"text": TEMPLATE, "unit": year.city, "period": Period.year(2023), "language": "zh", "by": year.editor}
    return save_review(review=None, title=title, **details)


def page_of(response: object) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_a_new_review_begins_with_the_annual_template_and_its_preview(editor: Client) -> None:
    page = page_of(editor.get(f"/reviews/new/{SCOPE}"))
    assert "{{ figure(&quot;coverage.mainstream_stories&quot;) }}" in page
    assert re.search(
        r'<a class="number" href="/figures/coverage.mainstream_stories/\?unit=C&amp;period=2023&amp;as_of=\d+">8篇</a>', page
    )


def test_the_preview_names_each_mistake_with_its_line(editor: Client) -> None:
    text = '好\n{{ figure("coverage.mainstream_storys") }}\n{% include "x" %}'
    page = page_of(editor.post(f"/reviews/preview/{SCOPE}", sent(text)))
    assert ('data-line="2"' in page, 'data-line="3"' in page) == (True, True)
    assert "相近的有：coverage.mainstream_stories" in page


def test_without_scripts_a_look_shows_the_preview_and_keeps_the_text(editor: Client) -> None:
    page = page_of(editor.post(f"/reviews/new/{SCOPE}", sent('刊登{{ figure("coverage.mainstream_stories") }}', look="1")))
    assert ">8篇</a>" in page
    assert "刊登{{ figure(&quot;coverage.mainstream_stories&quot;) }}</textarea>" in page
    assert Review.objects.count() == 0


def test_without_scripts_a_figure_found_is_put_in_at_the_end(editor: Client) -> None:
    page = page_of(editor.post(f"/reviews/new/{SCOPE}", sent("刊登", find="1", q="主流媒体")))
    assert 'value="{{ figure(&quot;coverage.mainstream_stories&quot;) }}"' in page
    page = page_of(editor.post(f"/reviews/new/{SCOPE}", sent("刊登", insert='{{ figure("coverage.mainstream_stories") }}')))
    assert "刊登{{ figure(&quot;coverage.mainstream_stories&quot;) }}</textarea>" in page


def test_the_picker_shows_each_true_form_of_a_figure(editor: Client) -> None:
    page = page_of(editor.get(f"/reviews/picker/{SCOPE}&q=全网阅读量"))
    assert re.findall(r">([^<]*次)</button>", page)[:4] == ["20345678次", "2034万余次", "近2035万次", "突破2000万次"]
    assert "form=&quot;breaking&quot;" in page


def test_saving_goes_to_the_saved_review(editor: Client) -> None:
    response = editor.post(f"/reviews/new/{SCOPE}", sent("刊登", save="1"))
    review = Review.objects.get()
    assert (response.status_code, response.url) == (302, f"/reviews/{review.pk}/{SCOPE}")
    assert "刊登</textarea>" in page_of(editor.get(response.url))


def test_a_title_left_out_is_asked_for_and_the_text_stays(editor: Client) -> None:
    page = page_of(editor.post(f"/reviews/new/{SCOPE}", sent("刊登", save="1", title="")))
    assert ('aria-invalid="true"' in page, "刊登</textarea>" in page) == (True, True)


def test_a_template_is_kept_and_begun_with(editor: Client) -> None:
    page_of(editor.post(f"/reviews/new/{SCOPE}", sent("模板一", keep="1")))
    template = Template.objects.get()
    assert "模板一</textarea>" in page_of(editor.get(f"/reviews/new/{SCOPE}&from=template-{template.pk}"))


def test_freezing_leads_to_the_frozen_text_in_which_every_number_is_a_link(editor: Client) -> None:
    response = editor.post(f"/reviews/new/{SCOPE}", sent(TEMPLATE, freeze="1"))
    frozen = FrozenReview.objects.get()
    assert response.url == f"/reviews/frozen/{frozen.pk}/{SCOPE}"
    page = page_of(editor.get(response.url))
    prose = page[page.index("<article") : page.index("</article")]
    assert len(re.findall(r'<a class="number" href="/figures/', prose)) == len(frozen.claims) == 15
    assert f"as_of={head()}" in prose
    assert "✓ 文字和数字与定稿时相同" in page_of(editor.get(f"{response.url}&again=1"))


def test_a_mistake_stands_in_the_way_of_freezing_and_nothing_is_lost(editor: Client) -> None:
    page = page_of(editor.post(f"/reviews/new/{SCOPE}", sent('{{ figure("no.such") }}', freeze="1")))
    assert ('data-line="1"' in page, "no.such" in page, FrozenReview.objects.count()) == (True, True, 0)


@pytest.mark.parametrize("ending", ["md", "html", "docx", "xlsx", "panshi"])
def test_a_frozen_review_is_handed_out_as_a_file(editor: Client, year: SmallYear, ending: str) -> None:
    frozen = freeze(written(year), by=year.editor)
    response = editor.get(f"/reviews/frozen/{frozen.pk}/review.{ending}{SCOPE}")
    content = b"".join(response) if response.streaming else response.content
    assert (response.status_code, "attachment" in response["Content-Disposition"]) == (200, True)
    if ending in ("docx", "xlsx", "panshi"):
        assert ZipFile(BytesIO(content)).testzip() is None
    else:
        assert "8篇" in content.decode()


def test_an_unknown_export_is_refused(editor: Client, year: SmallYear) -> None:
    frozen = freeze(written(year), by=year.editor)
    assert editor.get(f"/reviews/frozen/{frozen.pk}/review.exe{SCOPE}").status_code == 422


def test_who_may_only_read_reads_frozen_reviews_and_writes_none(client: Client, year: SmallYear) -> None:
    frozen = freeze(written(year), by=year.editor)
    reader = signed_in(client, year.clerk)
    assert "一年" in page_of(reader.get(f"/reviews/{SCOPE}"))
    assert "8篇" in page_of(reader.get(f"/reviews/frozen/{frozen.pk}/{SCOPE}"))
    assert reader.get(f"/reviews/new/{SCOPE}").status_code == 403
    assert reader.post(f"/reviews/preview/{SCOPE}", sent("x")).status_code == 403
    assert reader.get(f"/reviews/{written(year).pk}/{SCOPE}").status_code == 403


def test_the_list_asks_as_often_for_three_reviews_as_for_one(editor: Client, year: SmallYear) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page_of(editor.get(f"/reviews/{SCOPE}"))
        return len(captured)

    freeze(written(year), by=year.editor)
    queries()
    one = queries()
    for title in ("二", "三"):
        freeze(written(year, title), by=year.editor)
    assert queries() == one


def test_the_pages_are_complete_in_english(editor: Client, year: SmallYear) -> None:
    freeze(written(year), by=year.editor)
    editor.cookies["django_language"] = "en"
    pages = page_of(editor.get(f"/reviews/{SCOPE}")) + page_of(editor.get(f"/reviews/new/{SCOPE}"))
    for words in ("Being written", "Frozen", "Save and freeze", "Put in a figure", "As it stands now"):
        assert words in pages


def test_a_review_can_begin_with_a_sentence_around_one_figure(editor: Client) -> None:
    page = editor.get(f"/reviews/new/{SCOPE}&figure=coverage.mainstream_stories")
    assert page.context["form"]["text"].value() == '主流媒体刊登稿件{{ figure("coverage.mainstream_stories") }}。\n'
