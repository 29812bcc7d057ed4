"""Texts of questions as clean HTML, and as plain words for lists."""

import re
from html import escape, unescape

import nh3
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from panshi.work.learning.choices import Markup
from panshi.work.learning.models.contents import Text

TAGS = {
    "p", "br", "b", "i", "strong", "em", "u", "s", "sub", "sup", "ul", "ol", "li", "blockquote", "pre", "code", "h3", "h4", "h5",
    "table", "thead", "tbody", "tr", "th", "td", "caption", "img", "a", "span", "div", "ruby", "rt", "hr",
}  # fmt: skip
ATTRIBUTES = {"img": {"src", "alt", "width", "height"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "a": {"href"}}
GAP = re.compile(r"\[\[(\d{1,2})\]\]")
PICTURE = re.compile(r'src="picture:([0-9a-f]{64})"')
_FOREIGN = re.compile(r'<img\b(?![^>]*\ssrc="(?:picture:[0-9a-f]{64}|/)[^>]*>)[^>]*>')
_TAG = re.compile(r"<[^>]*>")


def cleaned(html: str) -> str:
    """The HTML with nothing in it that acts, asks other sites, or looks other than a text does."""
    kept = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "picture"}, link_rel="noopener noreferrer"
    )
    return _FOREIGN.sub("", kept)


def as_html(text: Text) -> str:
    """The text as clean HTML, its pictures still by their digests."""
    return cleaned(_html(text))


def shown(text: Text, *, inline: bool = False) -> SafeString:
    """The text as HTML for a page; `inline` without a paragraph around it where it is one."""
    html = cleaned(_html(text))
    html = PICTURE.sub(lambda found: f'src="{reverse("learning:picture", args=[found[1]])}"', html)
    if inline and html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>"):
        html = html[3:-4]
    return mark_safe(html)  # noqa: S308 -- cleaned above


def plain(text: Text) -> str:
    """The words alone, on one line."""
    said = text.said if text.markup == Markup.PLAIN else unescape(_TAG.sub(" ", cleaned(_html(text))))
    return " ".join(GAP.sub("____", said).split())


def _html(text: Text) -> str:
    said = text.said.replace("\r\n", "\n").strip()
    if text.markup == Markup.HTML:
        return said
    if text.markup == Markup.MARKDOWN:
        from markdown_it import MarkdownIt  # noqa: PLC0415 -- heavy: only where a question is written so

        return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(said)).strip()
    lines = said if text.markup == Markup.MOODLE else escape(said, quote=False)
    return "".join(f"<p>{part}</p>" for part in ("<br>".join(each.split("\n")) for each in re.split(r"\n\s*\n", lines)) if part)
