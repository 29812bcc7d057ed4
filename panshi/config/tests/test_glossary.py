"""The glossary says what is declared."""

from panshi.config import glossary


def test_the_glossary_lists_exactly_what_is_declared() -> None:
    assert glossary.PAGE.read_text("utf-8").split(glossary.MARK)[1].strip() == glossary.declared().strip()
