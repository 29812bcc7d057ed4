"""XML from outside, read without anything it could reach for: no document type, no entities, no network."""

from typing import Any

from panshi.kernel.words import Words
from panshi.work.learning.services.questions.items import Unreadable

NOT_XML = Words("不是能读的 XML：{why}", "It is no readable XML: {why}")
HAS_DTD = Words("文件里有 DOCTYPE 或实体定义，出于安全不读。", "It has a DOCTYPE or entities, which are not read for safety.")


def parsed(content: bytes) -> Any:
    """The root element; refuses a document type, entities and what is no XML."""
    from lxml import etree  # noqa: PLC0415 -- heavy: only files of questions need it

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if b"<!ENTITY" in content or b"<!DOCTYPE" in content:
            raise Unreadable(HAS_DTD) from error
        said = str(error)[:120]
        raise Unreadable(Words(NOT_XML.zh.format(why=said), NOT_XML.en.format(why=said))) from error
    document = root.getroottree().docinfo
    if document.doctype or document.internalDTD is not None:
        raise Unreadable(HAS_DTD)
    return root


def name(element: Any) -> str:
    """The element's own name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def inner(element: Any) -> str:
    """What stands in the element, as markup without namespaces."""
    from html import escape  # noqa: PLC0415 -- with lxml

    said = escape(element.text or "", quote=False)
    for child in element:
        said += markup(child)
        said += escape(child.tail or "", quote=False)
    return said.strip()


def markup(element: Any) -> str:
    """The element itself, as markup without namespaces."""
    from html import escape  # noqa: PLC0415 -- with lxml

    named = name(element)
    attributes = "".join(f' {key.rpartition("}")[2]}="{escape(value)}"' for key, value in element.attrib.items())
    if not len(element) and not element.text and named in ("br", "img", "hr"):
        return f"<{named}{attributes}>"
    said = escape(element.text or "", quote=False)
    for child in element:
        said += markup(child) + escape(child.tail or "", quote=False)
    return f"<{named}{attributes}>{said}</{named}>"
