"""The review as HTML: a fragment in which every number is a link, and a page that stands on its own."""

from collections.abc import Callable

import nh3
from django.utils.html import escape
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from panshi.reviews.composing.claims import Claim, Composed
from panshi.reviews.exports.document import Document
from panshi.reviews.exports.marked import MARKED, marked, parser

_TAGS = set("h1 h2 h3 h4 h5 h6 p ul ol li blockquote strong em code pre br hr table thead tbody tr th td a".split())  # noqa: SIM905
_STYLE = """
:root{color-scheme:light dark}body{font:1.06rem/2 "Source Han Serif SC","Noto Serif CJK SC","Songti SC",SimSun,Georgia,serif;
max-width:40em;margin:3em auto;padding:0 1em}h1,h2,h3{line-height:1.35;text-wrap:balance}h1{text-align:center}
p{margin:0 0 1em}:lang(zh) p{text-indent:2em}a.number{color:inherit;text-decoration:none;border-bottom:1px solid #1f4e8c}
table{border-collapse:collapse;font:.85rem/1.5 system-ui,sans-serif;width:100%}td,th{border-bottom:1px solid #ccc8;
padding:4px 8px;text-align:left;vertical-align:top}footer{font:.85rem/1.6 system-ui,sans-serif;margin-top:3em}
pre{white-space:pre-wrap;overflow-wrap:anywhere}:target{background:#e8eff8;color:#1c2430}
"""


def fragment(composed: Composed, *, language: str, address: Callable[[int, Claim], str]) -> str:
    """Clean HTML of the text; `address` gives where the number (its place among the claims, the claim) leads."""
    markdown = parser()
    markdown.add_render_rule("softbreak", _soft_break("" if language == "zh" else "\n"))
    clean = nh3.clean(markdown.render(marked(composed)), tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https"})
    return MARKED.sub(lambda mark: _link(int(mark[1]), mark[2], composed, address), clean)


def page(document: Document) -> str:
    """A file that needs nothing else: the text, a table of its numbers to which they lead, the checkpoint."""
    body = fragment(document.composed, language=document.language, address=lambda number, _: f"#n{number + 1}")
    heads = document.words("序号 文中写法 数字 口径 值 单位 期间", "No. Text Figure Definition Value Unit Period").split()
    rows = "".join(_row(document, number, claim) for number, claim in enumerate(document.composed.claims, 1))
    head = "".join(f"<th>{word}</th>" for word in heads)
    language = document.words("zh-Hans", "en")
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(document.title)}</title>'
        f"<style>{_STYLE}</style></head><body><main>{body}</main>"
        f"<footer><h2>{document.words('文中的数字', 'The numbers')}</h2><table><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table><p>{escape(document.standing())}</p><pre>{escape(document.checkpoint)}</pre>"
        f"</footer></body></html>\n"
    )


def _row(document: Document, number: int, claim: Claim) -> str:
    value = claim.facts.as_json()["value"] or "—"
    said = f"<td>{number}</td><td>{escape(claim.surface)}</td><td>{escape(document.label(claim))}</td>"
    explained = f"<td>{escape(document.definition(claim))}</td><td>{value}</td>"
    unit = escape(document.units.get(claim.unit, claim.unit))
    return f'<tr id="n{number}">{said}{explained}<td>{unit}</td><td>{escape(claim.period)}</td></tr>'


def _link(number: int, inner: str, composed: Composed, address: Callable[[int, Claim], str]) -> str:
    return f'<a class="number" href="{escape(address(number, composed.claims[number]))}">{inner}</a>'


def _soft_break(text: str) -> Callable[..., str]:
    def rendered(self: RendererHTML, tokens: list[Token], index: int, options: object, env: object) -> str:
        return text

    return rendered
