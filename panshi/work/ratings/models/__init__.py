"""What ratings keep: standards and their criteria, rounds and who takes part, marks with evidence, appeals."""

from panshi.work.ratings.models.appeals import Appeal
from panshi.work.ratings.models.marks import Evidence, Mark
from panshi.work.ratings.models.rounds import Candidate, Round
from panshi.work.ratings.models.standards import Criterion, Standard

__all__ = ["Appeal", "Candidate", "Criterion", "Evidence", "Mark", "Round", "Standard"]
