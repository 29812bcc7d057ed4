"""Who may do what in ratings; imported when the room is loaded, so that each permission is known once."""

from panshi.kernel.words import Words
from panshi.org.choices import Role
from panshi.org.permissions import permit

permit("ratings.view", Words("看星级评定", "see star ratings"), *Role)
permit("ratings.say", Words("为本单位自评", "assess one's own unit"), Role.LEADER, Role.TRAINER, Role.CLERK)
permit("ratings.assess", Words("现场考评", "assess for stars on site"), Role.TRAINER, Role.REVIEWER, Role.AUDITOR)
permit("ratings.run", Words("管理星级标准和评定", "keep standards and rounds of stars"), Role.TRAINER, Role.ADMINISTRATOR)
permit("ratings.publish", Words("公示、授予、撤销星级", "publish, give and withdraw stars"), Role.LEADER, Role.ADMINISTRATOR)
