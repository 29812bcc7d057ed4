"""What learning keeps: materials, tasks and whom they were given to, what was done, exams."""

from panshi.work.learning.models.doing import Progress, Sitting
from panshi.work.learning.models.exams import Exam
from panshi.work.learning.models.materials import Material, Theme
from panshi.work.learning.models.tasks import Assignment, Circle, Clause, Task, TaskMaterial

__all__ = ["Assignment", "Circle", "Clause", "Exam", "Material", "Progress", "Sitting", "Task", "TaskMaterial", "Theme"]
