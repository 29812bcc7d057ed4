"""The glossary says what is declared."""

import subprocess
import sys

from panshi.config import glossary


def test_the_glossary_lists_exactly_what_is_declared() -> None:
    """In a process of its own: other tests declare kinds of theirs."""
    ran = subprocess.run([sys.executable, "-m", "panshi.config.cli", "glossary"], capture_output=True, text=True, check=True)
    assert glossary.PAGE.read_text("utf-8").split(glossary.MARK)[1].strip() == ran.stdout.strip()
