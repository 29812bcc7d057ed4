"""What the door of the API refuses, before any room is asked."""

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words


class NoToken(Refusal):
    """The call carries no token."""

    words = Words("请在 Authorization 头里写“Bearer pnsh_…”。", "Send a token: “Authorization: Bearer pnsh_…”.")
    code = "no-token"
    status = 401


class BadRequest(Refusal):
    """The request cannot be read."""

    words = Words("请求读不懂，请检查写法。", "The request cannot be read; look at how it is written.")
    code = "bad-request"
    status = 400


class BadJson(Refusal):
    """The body is no JSON."""

    words = Words("请求正文不是合格的 JSON（UTF-8）。", "The body is no valid JSON in UTF-8.")
    code = "bad-json"
    status = 400


class NoSuchAddress(Refusal):
    """Nothing is found at the address."""

    words = Words(
        "没有这个地址；有哪些见 /api/v1/docs。", "There is nothing at this address; see /api/v1/docs for those there are."
    )
    code = "no-such-address"
    status = 404


class WrongMethod(Refusal):
    """The address takes other methods."""

    words = Words("这个地址不接受 {method}；可用：{allowed}。", "This address does not take {method}; it takes: {allowed}.")
    code = "wrong-method"
    status = 405


class BodyTooLarge(Refusal):
    """The body is beyond what is taken at once."""

    words = Words(
        "请求正文太大，最多 {most} MB；请分几次发送。", "The body is too large; at most {most} MB are taken, send it in parts."
    )
    code = "body-too-large"
    status = 413


class WrongType(Refusal):
    """The body comes in another format than the operation takes."""

    words = Words("请用 Content-Type: {wanted}，而不是“{given}”。", "Send Content-Type: {wanted}, not “{given}”.")
    code = "wrong-type"
    status = 415


class NotAsDocumented(Refusal):
    """Fields are missing, superfluous or of the wrong type."""

    words = Words("有 {number} 处不合要求，见 errors。", "{number} things are not as documented; see errors.")
    code = "not-as-documented"


class KeyMissing(Refusal):
    """What changes something carries an Idempotency-Key."""

    words = Words(
        "请带上 Idempotency-Key 头：每件要做的事一个新的键（如 UUID），重发时用同一个，便不会做两次。",
        "Send an Idempotency-Key header: a new key (a UUID, say) for each thing to be done, and the same one when it is sent "
        "again, so that it is done once.",
    )
    code = "key-missing"
    status = 400


class BadKey(Refusal):
    """The key is no key."""

    words = Words(
        "Idempotency-Key 应为 1–255 个可显示的 ASCII 字符。", "An Idempotency-Key has 1 to 255 printable ASCII characters."
    )
    code = "bad-key"
    status = 400


class KeyReused(Refusal):
    """The key came with another request before."""

    words = Words(
        "这个 Idempotency-Key 已经用于另一个请求；内容不同要用新的键。",
        "This Idempotency-Key was used for another request; other content takes a new key.",
    )
    code = "key-reused"


class Broken(Refusal):
    """Something went wrong on our side."""

    words = Words(
        "服务器出了错，已记录；这一步没有做。请稍后用同一个键再试。",
        "Something went wrong here and was logged; nothing was done. Try again later, with the same key.",
    )
    code = "broken"
    status = 500
