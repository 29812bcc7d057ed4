"""What is sent in: packages, files and texts that are taken, and what is refused in one clear sentence."""

import struct
from io import BytesIO
from zipfile import ZipFile, ZipInfo

import pytest
from django.test import Client

from panshi.kernel.refusals import Refusal
from panshi.org.models import Person, Unit
from panshi.work.learning.models import Material
from panshi.work.learning.services import materials
from panshi.work.learning.services.cleaning import clean, minutes_to_read
from panshi.work.learning.services.launching import passed
from panshi.work.learning.services.materials import About
from panshi.work.learning.services.videos import video
from panshi.work.learning.tests import packing
from panshi.work.learning.tests.packing import sample, zipped

pytestmark = pytest.mark.django_db


def linked() -> BytesIO:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        info = ZipInfo("index.html")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return file


def manifest(href: str = "a.html", before: str = "") -> str:
    item = '<item identifier="I" identifierref="R"><title>一</title></item>'
    resource = f'<resource identifier="R" type="webcontent" adlcp:scormtype="sco" href="{href}"/>'
    text = sample("scorm12.xml").format(items=item, resources=resource)
    return text.replace("?>", "?>" + before, 1)


ENTITY = '<!DOCTYPE manifest [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
BAD = {
    "traversal": (lambda: zipped({"../x.html": "x", "index.html": "x"}), "“../x.html”指向包外"),
    "absolute": (lambda: zipped({"/x.html": "x", "index.html": "x"}), "指向包外"),
    "link": (linked, "是链接"),
    "bomb": (lambda: zipped({"index.html": b"0" * (40 * 2**20)}), "压缩比高得反常"),
    "twice": (lambda: zipped({"index.html": "a", "INDEX.HTML": "b"}), "有两个“INDEX.HTML”"),
    "no manifest": (lambda: zipped({"readme.txt": "x"}), "没有 imsmanifest.xml"),
    "missing": (lambda: zipped({"imsmanifest.xml": manifest()}), "“a.html”不在包里"),
    "outside": (lambda: zipped({"imsmanifest.xml": manifest("../../a.html")}), "指向包外"),
    "elsewhere": (lambda: zipped({"imsmanifest.xml": manifest("https://x.example/a.html")}), "指向包外"),
    "entities": (lambda: zipped({"imsmanifest.xml": manifest(before=ENTITY), "a.html": "x"}), "实体声明"),
    "no xml": (lambda: zipped({"imsmanifest.xml": "<a"}), "不是完好的 XML"),
    "no zip": (lambda: BytesIO(b"PK\x03\x04nothing"), "不是能打开的 zip"),
    "cmi5": (lambda: packing.cmi5(move_on="Later"), "moveOn 不能是“Later”"),
}


@pytest.mark.parametrize("name", list(BAD))
def test_a_bad_package_is_refused_by_name_and_nothing_of_it_stays(name: str, county: Unit, trainer: Person, tmp_path) -> None:
    make, why = BAD[name]
    with pytest.raises(Refusal) as refused:
        materials.add_upload(About(county), make(), "课件.zip", by=trainer)
    assert why in str(refused.value)
    assert "“课件.zip”" in str(refused.value)
    assert Material.objects.count() == 0
    assert [each for each in (tmp_path / "materials").rglob("*") if each.is_file()] == []


def test_a_video_is_known_by_its_boxes_and_one_that_is_none_is_refused(county: Unit, trainer: Person) -> None:
    found = video(packing.mp4(seconds=90))
    assert found is not None
    assert (found.seconds, found.codecs, found.plays) == (90, ("avc1",), True)
    for file in (packing.mp4(data=False), packing.mp4(codec=b"xxxx"), BytesIO(b"not a video at all")):
        with pytest.raises(Refusal, match="不是浏览器能播放的视频"):
            materials.add_upload(About(county), file, "影片.mp4", by=trainer)
    with pytest.raises(Refusal, match="的内容不是"):
        materials.add_upload(About(county), BytesIO(b"<html>hello</html>"), "页.pdf", by=trainer)
    assert video(BytesIO(struct.pack(">I4s", 4, b"ftyp") + b"isom")) is None


def test_a_text_pasted_from_word_keeps_what_matters_and_can_do_nothing() -> None:
    word = (
        '<h1 style="color:red">标题</h1><p class=MsoListParagraph style="x"><![if !supportLists]>·<![endif]>甲</p>'
        "<p class=MsoListParagraph><![if !supportLists]>·<![endif]>乙</p><p class=MsoNormal><b>粗</b><o:p></o:p></p><p>&nbsp;</p>"
        '<a href="javascript:alert(1)" onclick="x()">点</a><script>x</script><img src="http://x/y.png"><table><tr><td>格</td></tr></table>'
    )
    kept = clean(word)
    assert "<h2>标题</h2>" in kept
    assert "<ul><li>甲</li><li>乙</li></ul>" in kept
    assert "<b>粗</b>" in kept
    assert "<td>格</td>" in kept
    assert not any(bad in kept for bad in ("style", "script", "onclick", "http", "&nbsp;"))
    assert clean("先询问\n再 <记录") == "<p>先询问</p>\n<p>再 &lt;记录</p>"
    assert minutes_to_read(f"<p>{'字' * 301}</p>") == 2


def test_spans_of_a_video_are_sent_as_asked_for(county: Unit, trainer: Person, signed_in) -> None:
    film = materials.add_upload(About(county), packing.mp4(), "影片.mp4", by=trainer)
    whole = packing.mp4().getvalue()
    client = signed_in(trainer)
    address = f"/learning/materials/{film.pk}/file/?unit=C01"

    def asked(span: str) -> tuple[int, str, bytes]:
        answer = client.get(address, headers={"Range": span})
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return answer.status_code, answer.headers.get("Content-Range", ""), body

    size = len(whole)
    assert asked("bytes=4-7") == (206, f"bytes 4-7/{size}", b"ftyp")
    assert asked("bytes=-4") == (206, f"bytes {size - 4}-{size - 1}/{size}", whole[-4:])
    assert asked(f"bytes={size}-") == (416, f"bytes */{size}", b"")
    assert asked("lines=1-2")[0] == 200


def test_a_package_is_sandboxed_under_its_address_and_a_made_up_address_opens_nothing(county: Unit, trainer: Person) -> None:
    package = materials.add_upload(About(county), packing.web(), "网页.zip", by=trainer)
    stranger = Client()
    page = stranger.get(f"/learning/packages/{passed(package)}/index.html")
    assert (page.status_code, page["Content-Security-Policy"][:22]) == (200, "sandbox allow-scripts ")
    assert "allow-same-origin" not in page["Content-Security-Policy"]
    assert stranger.get("/learning/packages/made:up:word/index.html").status_code == 404
    assert stranger.get(f"/learning/packages/{passed(package)}/..%2f..%2fsecret.key").status_code == 404
