"""The tags and attributes of QTI 3.0 written as those of 2.x, so that an item is read in one way."""

from typing import Any

from panshi.work.learning.services.questions.xml import name


def as_version_2(root: Any) -> None:
    """Rewrites the item in place: `qti-choice-interaction` as `choiceInteraction`, `max-choices` as `maxChoices`."""
    for element in root.iter():
        named = name(element)
        element.tag = _camel(named[4:]) if named.startswith("qti-") else named
        for key, value in list(element.attrib.items()):
            plain_key = key.rpartition("}")[2]
            if "-" in plain_key and not plain_key.startswith(("data-", "aria-")):
                del element.attrib[key]
                element.set(_camel(plain_key), value)


def _camel(text: str) -> str:
    first, *rest = text.split("-")
    return first + "".join(word.capitalize() for word in rest)
