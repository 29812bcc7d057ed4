"""Questions made, changed, taken in from files and written to files."""

from panshi.work.learning.services.questions.banking import (
    Draft,
    keep_questions,
    make_bank,
    retire_question,
    save_question,
    set_bank,
)

__all__ = ["Draft", "keep_questions", "make_bank", "retire_question", "save_question", "set_bank"]
