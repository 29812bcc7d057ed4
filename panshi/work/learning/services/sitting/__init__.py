"""Sitting an exam: beginning, answering, handing in, being marked."""

from panshi.work.learning.services.sitting.answering import answer, open_in_tab
from panshi.work.learning.services.sitting.beginning import begin
from panshi.work.learning.services.sitting.handing_in import hand_in, hand_in_overdue
from panshi.work.learning.services.sitting.marking import mark
from panshi.work.learning.services.sitting.rescoring import rescore

__all__ = ["answer", "begin", "hand_in", "hand_in_overdue", "mark", "open_in_tab", "rescore"]
