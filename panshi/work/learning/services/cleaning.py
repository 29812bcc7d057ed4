"""Texts cleaned: what matters in them stays, whatever program they were pasted from."""

import re
from math import ceil

import nh3

CHARACTERS_A_MINUTE = 300
TAGS = {
    "p", "br", "h2", "h3", "h4", "ul", "ol", "li", "b", "strong", "i", "em", "u", "s", "sub", "sup", "blockquote", "pre", "code",
    "hr", "a", "img", "figure", "figcaption", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+")
_CONDITIONAL = re.compile(r"<!--\[if.*?<!\[endif\]-->|<!\[if !supportLists\]>.*?<!\[endif\]>|<!\[(?:if|endif)[^>]*>", re.S)
_LIST = re.compile(r"(?:<p\b[^>]*class=[\"']?MsoListParagraph[^>]*>.*?</p>\s*)+", re.S | re.I)
_LIST_LINE = re.compile(r"<p\b[^>]*class=[\"']?MsoListParagraph[^>]*>(.*?)</p>", re.S | re.I)
_NUMBERED = re.compile(r"supportLists\]>\s*(?:<[^>]+>\s*)*\(?[0-9一二三四五六七八九十]+[.、)）]")
_EMPTY = re.compile(r"<(p|h[2-4]|li|b|strong|i|em|u)>(?:\s|&nbsp;|<br>)*</\1>")
_TAG = re.compile(r"<[^>]+>")


def clean(text: str) -> str:
    """The text as HTML that can do nothing: headings, lists, tables, pictures within the text and links stay.

    Lines of text without any markup become paragraphs. Word's lists, which are paragraphs to look at, become lists.
    """
    if not _TAG.search(text):
        lines = [nh3.clean_text(line.strip()) for line in text.splitlines()]
        return "\n".join(f"<p>{_shown(line)}</p>" for line in lines if line)
    kept = _LIST.sub(_as_list, text)
    kept = re.sub(r"<(/?)h1\b", r"<\1h2", _CONDITIONAL.sub("", kept), flags=re.I)
    kept = nh3.clean(
        kept, tags=TAGS, attributes=ATTRIBUTES, attribute_filter=_attribute, url_schemes={"http", "https", "mailto", "data"}
    )
    while (less := _EMPTY.sub("", kept)) != kept:
        kept = less
    return kept.strip()


def minutes_to_read(html: str) -> int:
    """How long the text takes at 300 characters a minute, 1 at least."""
    return max(1, ceil(len(re.sub(r"\s|&nbsp;", "", _TAG.sub("", html))) / CHARACTERS_A_MINUTE))


def _shown(line: str) -> str:
    # clean_text writes spaces and signs as references, which is right in attributes and needless between tags.
    return re.sub(r"&#(32|47|61|96|10);", lambda found: chr(int(found[1])), line)


def _attribute(tag: str, name: str, value: str) -> str | None:
    if value.strip().lower().startswith("data:"):
        return value if (tag, name) == ("img", "src") and _PICTURE.fullmatch(value.strip()) else None
    return None if (tag, name) == ("img", "src") else value


def _as_list(found: re.Match[str]) -> str:
    tag = "ol" if _NUMBERED.search(found[0]) else "ul"
    lines = "".join(f"<li>{line}</li>" for line in _LIST_LINE.findall(found[0]))
    return f"<{tag}>{lines}</{tag}>"
