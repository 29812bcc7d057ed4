"""Manifests read: XML without entities or a document type, addresses that stay inside the package."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from panshi.kernel.words import Words

MANIFEST_MAX = 20 * 2**20
NOT_XML = Words("清单“{path}”不是完好的 XML。", "its manifest “{path}” is no sound XML.")
ENTITIES = Words("清单“{path}”里有文档类型或实体声明。", "its manifest “{path}” declares a document type or entities.")
OUTSIDE = Words("清单里的“{path}”指向包外。", "“{path}” in its manifest leads outside.")
MISSING = Words("清单里的“{path}”不在包里。", "“{path}” of its manifest is not in it.")


class Unusable(Exception):
    """What is wrong with a manifest; the one who reads the package says of which."""

    def __init__(self, why: Words, **facts: object) -> None:
        super().__init__()
        self.why, self.facts = why, facts

    def __str__(self) -> str:
        return self.why.format(**self.facts)


def parsed(path: Path) -> Any:
    """The root of the manifest."""
    from lxml import etree  # noqa: PLC0415 -- heavy: only manifests need it

    if path.stat().st_size > MANIFEST_MAX:
        raise Unusable(NOT_XML, path=path.name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        tree = etree.fromstring(path.read_bytes(), parser).getroottree()
    except etree.XMLSyntaxError as error:
        declared = "entit" in str(error).lower()
        raise Unusable(ENTITIES if declared else NOT_XML, path=path.name) from None
    if tree.docinfo.internalDTD is not None or tree.docinfo.doctype:
        raise Unusable(ENTITIES, path=path.name)
    return tree.getroot()


def name(node: Any) -> str:
    """The element's name without its namespace."""
    return str(node.tag).rpartition("}")[2]


def children(node: Any, called: str) -> list[Any]:
    """The elements right below that are called so, in whatever namespace."""
    return [each for each in node if name(each) == called]


def child(node: Any, called: str) -> Any | None:
    """The first of them."""
    return next(iter(children(node, called)), None)


def text(node: Any | None) -> str:
    """What is written in the element, on one line."""
    return " ".join("".join(node.itertext()).split()) if node is not None else ""


def attribute(node: Any, called: str) -> str:
    """An attribute in whatever namespace; "" where it is not there."""
    return next((str(value).strip() for key, value in node.attrib.items() if key.rpartition("}")[2] == called), "")


def inside(href: str, folder: Path) -> str:
    """The address of a file of the package as it is opened: path and query; refused where there is no such file."""
    parts = urlsplit(href.strip().replace("\\", "/"))
    path = unquote(parts.path)
    if parts.scheme or parts.netloc or path.startswith("/"):
        raise Unusable(OUTSIDE, path=href[:100])
    kept: list[str] = []
    for part in path.split("/"):
        if part == ".." and not kept:
            raise Unusable(OUTSIDE, path=href[:100])
        if part == "..":
            kept.pop()
        elif part not in ("", "."):
            kept.append(part)
    if not kept or not (folder / "/".join(kept)).is_file():
        raise Unusable(MISSING, path=href[:100])
    query = f"?{parts.query}" if parts.query else ""
    return "/".join(kept) + query + (f"#{parts.fragment}" if parts.fragment else "")
