"""What learning keeps: materials, tasks and whom they were given to, what was done, questions, exams and attempts at them."""

from panshi.work.learning.models.attempts import Answer, Attempt
from panshi.work.learning.models.doing import Progress, Sitting
from panshi.work.learning.models.exams import Exam, ExamLine
from panshi.work.learning.models.materials import Material, Theme
from panshi.work.learning.models.questions import Bank, Flashcard, Intake, Label, Picture, Question, Version
from panshi.work.learning.models.reminding import Channel, Reminder, StudyRules
from panshi.work.learning.models.tasks import Assignment, Circle, Clause, Task, TaskMaterial

__all__ = [
    "Answer",
    "Assignment",
    "Attempt",
    "Bank",
    "Channel",
    "Circle",
    "Clause",
    "Exam",
    "ExamLine",
    "Flashcard",
    "Intake",
    "Label",
    "Material",
    "Picture",
    "Progress",
    "Question",
    "Reminder",
    "Sitting",
    "StudyRules",
    "Task",
    "TaskMaterial",
    "Theme",
    "Version",
]
