"""Who may do what in learning; imported when the room is loaded, so that each permission is known once."""

from panshi.kernel.words import Words
from panshi.org.choices import Role
from panshi.org.permissions import permit

permit("learning.study", Words("学习、考试", "study and sit exams"), *Role)
permit(
    "learning.teach",
    Words("管理课程、题库、考试和学习任务", "manage materials, questions, exams and tasks"),
    Role.TRAINER,
    Role.ADMINISTRATOR,
)
permit(
    "learning.report",
    Words("看学习完成情况", "see who has completed their study"),
    Role.TRAINER,
    Role.LEADER,
    Role.CLERK,
    Role.ADMINISTRATOR,
)
