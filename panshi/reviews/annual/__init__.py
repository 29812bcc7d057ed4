"""The default review of a year: a template per language, using every figure of the year's work."""

from pathlib import Path

from panshi.org.models import Unit


def annual_template(language: str = "zh") -> str:
    """The template text in this language."""
    return (Path(__file__).parent / f"{language}.md").read_text("utf-8")


def annual_title(unit: Unit, year: int, language: str = "zh") -> str:
    """What a year's review is called in lists."""
    if language == "en":
        return f"{unit.name[:60]}: review of {year}"
    return f"{unit.name[:60]}{year}年宣传思想文化工作综述"
