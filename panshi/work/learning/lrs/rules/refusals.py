"""Why data is refused: one class that names the property, and the reasons in words."""

from typing import Final

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words


class Malformed(Refusal):
    """Something sent to the record store does not follow the xAPI specification; the property is named."""

    words = Words("{where}：{why}", "{where}: {why}")
    code = "xapi-malformed"
    status = 400


NOT_AN_OBJECT: Final = Words("应为对象", "must be an object")
NOT_AN_ARRAY: Final = Words("应为数组", "must be an array")
NOT_A_STRING: Final = Words("应为字符串", "must be a string")
NOT_A_BOOLEAN: Final = Words("应为 true 或 false", "must be true or false")
NOT_A_NUMBER: Final = Words("应为数字", "must be a number")
NOT_A_WHOLE_NUMBER: Final = Words("应为不小于零的整数", "must be a whole number of 0 or more")
NOT_ALLOWED: Final = Words("规范不允许此属性", "is not a property that the specification allows here")
MISSING: Final = Words("缺少此项", "is missing")
EMPTY: Final = Words("不能为空", "must not be empty")
NOT_AN_IRI: Final = Words("应为带方案的 IRI", "must be an IRI with a scheme")
NOT_A_UUID: Final = Words("应为 UUID", "must be a UUID")
NOT_A_TIME: Final = Words("应为 ISO 8601 时间", "must be an ISO 8601 timestamp")
NOT_A_DURATION: Final = Words("应为 ISO 8601 时长", "must be an ISO 8601 duration")
NOT_A_LANGUAGE: Final = Words("应为 RFC 5646 语言标签", "must be an RFC 5646 language tag")
NOT_A_MAILBOX: Final = Words("应为 mailto: 加电子邮件地址", "must be mailto: and an e-mail address")
NOT_A_SHA1: Final = Words("应为 40 位十六进制 SHA-1", "must be a SHA-1 in 40 hexadecimal digits")
NOT_A_SHA2: Final = Words("应为十六进制 SHA-2", "must be a SHA-2 in hexadecimal digits")
NOT_A_MEDIA_TYPE: Final = Words("应为媒体类型", "must be an Internet media type")
NOT_AN_OBJECT_TYPE: Final = Words("不是此处允许的 objectType", "is no objectType that is allowed here")
NOT_ONE_IDENTIFIER: Final = Words(
    "应恰有 mbox、mbox_sha1sum、openid、account 之一",
    "must have exactly one of mbox, mbox_sha1sum, openid and account",
)
NOT_AN_AUTHORITY: Final = Words(
    "作为 authority 的群组应为匿名且恰有两名成员", "a group as authority must be anonymous and have exactly two members"
)
NOT_IN_SCALE: Final = Words("应在 -1 与 1 之间", "must lie between -1 and 1")
NOT_BETWEEN: Final = Words("应在 min 与 max 之间", "must lie between min and max")
NOT_BELOW_MAX: Final = Words("应小于 max", "must be less than max")
NOT_AN_INTERACTION: Final = Words("不是规范中的题型", "is no interaction type of the specification")
NEEDS_INTERACTION: Final = Words("须同时给出 interactionType", "is used only together with interactionType")
TWICE: Final = Words("不能重复", "must not occur twice")
ONLY_ACTIVITIES: Final = Words("只能在对象为活动时使用", "is used only where the object is an activity")
NO_NESTING: Final = Words("子陈述不能再含子陈述", "a sub-statement must not hold another")
MUST_VOID: Final = Words("作废陈述的对象应为 StatementRef", "the object of a voiding statement must be a StatementRef")
NOT_A_VERSION: Final = Words("不是此版本接口接受的版本", "is no version that is accepted under this edition")
TOO_DEEP: Final = Words("嵌套太深", "is nested too deeply")
UNPRINTABLE: Final = Words("不能含 NUL 字符", "must not contain the character NUL")
NOT_JSON: Final = Words("不是可读的 JSON", "is not readable JSON")
