"""SCORM manifests: SCORM 1.2 Content Aggregation Model and SCORM 2004 (2nd to 4th edition) CAM, section 3."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from panshi.kernel.words import Words
from panshi.work.learning.choices import Carrier
from panshi.work.learning.services.packages.xml import MISSING, Unusable, attribute, child, children, inside, name, text

NOTHING = Words("清单里没有可以打开的课件。", "its manifest names nothing that could be opened.")
NO_RESOURCE = Words(
    "清单里“{item}”所指的资源“{ref}”没有定义。", "the resource “{ref}” that “{item}” of its manifest names is not there."
)


@dataclass(frozen=True, slots=True)
class Held:
    """What a package holds: its resources with the folder their addresses begin at, and where its files lie."""

    resources: dict[str, tuple[Any, str]]
    folder: Path


def organised(manifest: Any, folder: Path) -> tuple[Carrier, str, list[dict[str, Any]]]:
    """Which edition it is, its title, and the items that open something, in order.

    Each: id, title, href, scorm ("sco" or "asset"), depth, and what the manifest says for the runtime: mastery, data, max_time,
    time_limit_action, prerequisites, threshold, sequenced (has rules for the order, which are noted and not enforced).
    """
    carrier = _edition(manifest)
    resources = _resources(manifest)
    held = Held(resources, folder)
    organisations = child(manifest, "organizations")
    many = children(organisations, "organization") if organisations is not None else []
    wanted = attribute(organisations, "default") if organisations is not None else ""
    chosen = next((each for each in many if attribute(each, "identifier") == wanted), many[0] if many else None)
    parts: list[dict[str, Any]] = []
    if chosen is not None:
        for item in children(chosen, "item"):
            _walk(item, 0, held, parts)
    elif resources:  # a manifest without an organisation is a resource package: what it holds is shown one after another
        parts = [_part(each, key, "", 0, held) for key, each in resources.items() if attribute(each[0], "href")]
    if not parts:
        raise Unusable(NOTHING)
    return carrier, text(child(chosen, "title")) if chosen is not None else "", parts


def _edition(manifest: Any) -> Carrier:
    metadata = child(manifest, "metadata")
    version = text(child(metadata, "schemaversion")) if metadata is not None else ""
    spaces = " ".join(str(value) for each in manifest.iter() for value in (each.nsmap or {}).values())
    if re.match(r"1\.[012]\b", version):
        return Carrier.SCORM_12
    newer = "2004" in version or "CAM 1.3" in version or "adlcp_v1p3" in spaces or "imscp_v1p1" in spaces
    return Carrier.SCORM_2004 if newer else Carrier.SCORM_12


def _resources(manifest: Any) -> dict[str, tuple[Any, str]]:
    """Each resource with the folder its addresses begin at."""
    found: dict[str, tuple[Any, str]] = {}
    for many in (each for each in manifest.iter() if name(each) == "resources"):
        base = attribute(manifest, "base") + attribute(many, "base")
        for each in children(many, "resource"):
            found[attribute(each, "identifier")] = (each, base + attribute(each, "base"))
    return found


def _walk(item: Any, depth: int, held: Held, parts: list[dict[str, Any]]) -> None:
    ref = attribute(item, "identifierref")
    if ref:
        if ref not in held.resources:
            raise Unusable(NO_RESOURCE, ref=ref[:60], item=text(child(item, "title"))[:60])
        parts.append(_part(item, attribute(item, "identifier"), ref, depth, held))
    for each in children(item, "item"):
        _walk(each, depth + 1, held, parts)


def _part(item: Any, key: str, ref: str, depth: int, held: Held) -> dict[str, Any]:
    resource, base = held.resources[ref or key]
    node = resource if not ref else item
    href = attribute(resource, "href")
    if not href:
        raise Unusable(MISSING, path=ref or key)
    opened = _with(inside(base + href, held.folder), attribute(node, "parameters"))
    for file in children(resource, "file"):
        inside(base + attribute(file, "href"), held.folder)
    said = {
        "id": key,
        "title": text(child(node, "title")) or key,
        "href": opened,
        "scorm": "asset" if attribute(resource, "scormtype").lower() == "asset" else "sco",
        "depth": depth,
    }
    wanted = {
        "mastery": "masteryscore",
        "data": "datafromlms" if child(node, "datafromlms") is not None else "dataFromLMS",
        "max_time": "maxtimeallowed",
        "time_limit_action": "timelimitaction" if child(node, "timelimitaction") is not None else "timeLimitAction",
        "prerequisites": "prerequisites",
    }
    said |= {word: found for word, called in wanted.items() if (found := text(child(node, called)))}
    if (threshold := child(node, "completionThreshold")) is not None:
        said["threshold"] = attribute(threshold, "minProgressMeasure") or text(threshold)
    if (sequencing := child(node, "sequencing")) is not None:
        said |= {"sequenced": True, **_mastery(sequencing)}
    return said


def _mastery(sequencing: Any) -> dict[str, str]:
    """The scaled score from which the part is passed, where its primary objective is satisfied by measure."""
    for each in sequencing.iter():
        if name(each) == "primaryObjective" and attribute(each, "satisfiedByMeasure").lower() == "true":
            return {"mastery": text(child(each, "minNormalizedMeasure")) or "1"}
    return {}


def _with(href: str, parameters: str) -> str:
    """The address with the item's own parameters behind it (SCORM 2004 CAM 3.4.1.8)."""
    given = parameters.strip().lstrip("?&")
    if not given or given.startswith("#"):
        return href + given
    path, sign, fragment = href.partition("#")
    return path + ("&" if "?" in path else "?") + given + sign + fragment
