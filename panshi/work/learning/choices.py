"""The closed lists of learning."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Subject(models.TextChoices):
    """What a task is about; the first two are the ones that reviews tell of."""

    POLITICAL = "political", _("political")
    PROFESSIONAL = "professional", _("professional")
    OWN = "own", _("of one's own unit")


class Carrier(models.TextChoices):
    """What a material is made of."""

    TEXT = "text", _("written text")
    FILE = "file", _("file")
    VIDEO = "video", _("video")
    LINK = "link", _("link")
    WEB = "web", _("web package")
    SCORM_12 = "scorm12", _("SCORM 1.2 package")
    SCORM_2004 = "scorm2004", _("SCORM 2004 package")
    CMI5 = "cmi5", _("cmi5 package")


class TaskState(models.TextChoices):
    """Where a task stands: written, being given out (or stopped on the way), given out, taken back."""

    DRAFT = "draft", _("draft")
    PUBLISHING = "publishing", _("being published")
    STOPPED = "stopped", _("stopped")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Recurs(models.TextChoices):
    """How often a task is given anew."""

    NEVER = "never", _("once")
    MONTHLY = "monthly", _("every month")
    QUARTERLY = "quarterly", _("every quarter")
    YEARLY = "yearly", _("every year")


class Chat(models.TextChoices):
    """The group chats that units are told in."""

    WECOM = "wecom", _("WeCom")
    DINGTALK = "dingtalk", _("DingTalk")
    FEISHU = "feishu", _("Feishu")


class Letter(models.TextChoices):
    """What a reminder is about."""

    DUE = "due", _("due soon, or overdue")
    RENEW = "renew", _("to be done anew")
    DIGEST = "digest", _("who is behind")
    ASKED = "asked", _("sent by a trainer")


class QuestionForm(models.TextChoices):
    """How a question is answered."""

    SINGLE = "single", _("one right choice")
    MULTIPLE = "multiple", _("several right choices")
    TRUE_FALSE = "truefalse", _("true or false")
    FILL = "fill", _("gaps to fill")
    NUMERICAL = "numerical", _("a number")
    MATCHING = "matching", _("matching")
    ORDERING = "ordering", _("putting in order")
    WRITTEN = "written", _("short answer, marked by a trainer")
    NOTE = "note", _("a note, nothing to answer")


class Markup(models.TextChoices):
    """How a text of a question is written; the words are those of GIFT."""

    PLAIN = "plain", _("plain text")
    MOODLE = "moodle", _("text with line breaks and HTML")
    HTML = "html", _("HTML")
    MARKDOWN = "markdown", _("Markdown")


class Difficulty(models.IntegerChoices):
    """How hard the one who wrote a question takes it to be."""

    UNSAID = 0, _("not said")
    EASY = 1, _("easy")
    MEDIUM = 2, _("medium")
    HARD = 3, _("hard")
