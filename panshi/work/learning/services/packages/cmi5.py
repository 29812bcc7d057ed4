"""cmi5 course structures (cmi5 Quartz, section 13)."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from panshi.kernel.words import Words
from panshi.work.learning.services.packages.xml import Unusable, attribute, child, children, inside, name, text

NOTHING = Words("课程结构里没有教学单元（AU）。", "its course structure names no assignable unit (AU).")
BAD_URL = Words("教学单元“{title}”的地址“{url}”不能用。", "the address “{url}” of the unit “{title}” cannot be used.")
BAD_ID = Words("教学单元的编号“{given}”不是 IRI。", "the id “{given}” of a unit is no IRI.")
BAD_WORD = Words("教学单元“{title}”的 {word} 不能是“{given}”。", "the {word} of the unit “{title}” cannot be “{given}”.")
MOVE_ON = ("Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", "NotApplicable")
METHODS = ("AnyWindow", "OwnWindow")


def course(root: Any, folder: Path) -> tuple[str, list[dict[str, Any]]]:
    """The course's title and its units in order.

    Each: id, title, href (a file of the package, or https elsewhere), move_on, method, mastery, parameters, entitlement, depth.
    """
    parts: list[dict[str, Any]] = []
    _walk(root, 0, folder, parts)
    if not parts:
        raise Unusable(NOTHING)
    whole = child(root, "course")
    return _said(child(whole, "title")) if whole is not None else "", parts


def _walk(node: Any, depth: int, folder: Path, parts: list[dict[str, Any]]) -> None:
    for each in node:
        if name(each) == "au":
            parts.append(_unit(each, depth, folder))
        elif name(each) == "block":
            _walk(each, depth + 1, folder, parts)


def _unit(au: Any, depth: int, folder: Path) -> dict[str, Any]:
    key, title = attribute(au, "id"), _said(child(au, "title"))
    if not urlsplit(key).scheme:
        raise Unusable(BAD_ID, given=key[:100])
    move_on = attribute(au, "moveOn") or "NotApplicable"
    method = attribute(au, "launchMethod") or "AnyWindow"
    for word, given, allowed in (("moveOn", move_on, MOVE_ON), ("launchMethod", method, METHODS)):
        if given not in allowed:
            raise Unusable(BAD_WORD, title=title, word=word, given=given[:60])
    said = {
        "id": key,
        "title": title or key,
        "href": _address(text(child(au, "url")), title, folder),
        "move_on": move_on,
        "method": method,
        "depth": depth,
    }
    wanted = {"parameters": "launchParameters", "entitlement": "entitlementKey"}
    said |= {word: found for word, called in wanted.items() if (found := text(child(au, called)))}
    if mastery := attribute(au, "masteryScore"):
        said["mastery"] = str(_share(mastery, title))
    return said


def _share(given: str, title: str) -> float:
    try:
        share = float(given)
    except ValueError:
        share = -1
    if not 0 <= share <= 1:
        raise Unusable(BAD_WORD, title=title, word="masteryScore", given=given[:60])
    return share


def _address(url: str, title: str, folder: Path) -> str:
    parts = urlsplit(url)
    if parts.scheme in ("http", "https") and parts.netloc:
        return url
    if not url or parts.scheme:
        raise Unusable(BAD_URL, title=title, url=url[:100])
    return inside(url, folder)


def _said(node: Any | None) -> str:
    """The Chinese of what is said in several languages, else the first."""
    if node is None:
        return ""
    many = children(node, "langstring")
    chosen = next((each for each in many if attribute(each, "lang").lower().startswith("zh")), many[0] if many else node)
    return text(chosen)
