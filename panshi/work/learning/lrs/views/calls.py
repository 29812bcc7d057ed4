"""A call to the record store: version, key, parameters, body; also where a form carries them (xAPI 1.0.3 Communication 1.3)."""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.utils.datastructures import CaseInsensitiveMapping

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.work.learning.lrs.choices import Power
from panshi.work.learning.lrs.models import Key
from panshi.work.learning.lrs.rules.editions import HEADER, Edition, edition
from panshi.work.learning.lrs.rules.refusals import MISSING, TWICE, Malformed
from panshi.work.learning.lrs.services import enter
from panshi.work.learning.lrs.services.keys import BadKey, KeyLacks

FORM = "application/x-www-form-urlencoded"
IN_FORMS = ("Authorization", HEADER, "Content-Type", "Content-Length", "If-Match", "If-None-Match", "Accept-Language")


class NoVersion(Refusal):
    """Every request but those for `about` says which version of xAPI it speaks."""

    words = Words(
        "请求头 X-Experience-API-Version 应为 1.0.x 或 2.0.x，不能是“{got}”。",
        "The header X-Experience-API-Version must be 1.0.x or 2.0.x, not “{got}”.",
    )
    code = "xapi-no-version"
    status = 400


class NoSuchMethod(Refusal):
    """The resource has no such method."""

    words = Words("此资源只接受：{allowed}。", "This resource takes only: {allowed}.")
    code = "xapi-no-such-method"
    status = 405


class NotForForms(Refusal):
    """What a request in form syntax must look like."""

    words = Words(
        "以表单发送时，地址中只能有 method，正文应为表单编码；PUT 与 POST 的内容放在 content。",
        "A request as a form has only `method` in its address and a form as its body; what PUT and POST send is in `content`.",
    )
    code = "xapi-not-for-forms"
    status = 400


class UnknownParameter(Refusal):
    """The resource has no parameter of that name, or not with this method."""

    words = Words("没有名为“{name}”的参数（区分大小写）。", "There is no parameter “{name}” here (case matters).")
    code = "xapi-unknown-parameter"
    status = 400


@dataclass(slots=True)
class Call:
    """What a client asks: `parameters` of the address or form, `headers` as sent or as the form has them, `body` as sent."""

    method: str
    path: str
    parameters: dict[str, str]
    headers: Mapping[str, str]
    body: bytes
    edition: Edition | None = None
    key: Key | None = None

    @property
    def content_type(self) -> str:
        """The body's content type as it stands; empty where none was sent."""
        return self.headers.get("Content-Type", "")

    def spoken(self) -> Edition:
        """The edition of a call that has named one."""
        assert self.edition is not None, "versions are read first"
        return self.edition

    def entered(self) -> Key:
        """The key of a call that has come in."""
        assert self.key is not None, "keys are read before a resource answers"
        return self.key

    def read_version(self) -> None:
        """Sets the edition; refuses none and unknown ones."""
        got = self.headers.get(HEADER, "")
        self.edition = edition(got)
        if self.edition is None:
            raise NoVersion(got=got)

    def read_key(self) -> None:
        """Sets the key by HTTP Basic."""
        scheme, _, coded = self.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "basic":
            raise BadKey
        try:
            login, _, secret = b64decode(coded, validate=True).decode().partition(":")
        except ValueError:
            raise BadKey from None
        self.key = enter(login, secret)

    def needs(self, *powers: Power) -> None:
        """Refuses a key that has none of these powers."""
        if not any(self.entered().may(power) for power in powers):
            raise KeyLacks(power=powers[0].label)

    def takes(self, *allowed: str) -> None:
        """Refuses every other parameter."""
        for name in self.parameters:
            if name not in allowed:
                raise UnknownParameter(name=name)

    def parameter(self, name: str) -> str:
        """A parameter that must be there."""
        if name not in self.parameters:
            raise Malformed(where=name, why=MISSING)
        return self.parameters[name]


def call(request: HttpRequest) -> Call:
    """The call that a request makes."""
    method = request.method or "GET"
    if method == "POST" and "method" in request.GET and edition(request.headers.get(HEADER, "1.0")) is not Edition.TWO:
        return _in_a_form(request)
    return Call(method, request.path, _single(request.GET), request.headers, request.body)


def _in_a_form(request: HttpRequest) -> Call:
    if list(request.GET) != ["method"] or not request.headers.get("Content-Type", "").startswith(FORM):
        raise NotForForms
    method = request.GET["method"]
    form = _single(QueryDict(request.body, encoding="utf-8"))
    own = {name: form.pop(name) for name in IN_FORMS if name in form}
    headers = CaseInsensitiveMapping([*request.headers.items(), ("Content-Type", "application/json"), *own.items()])
    content = form.pop("content", None)
    if content is None and method in ("PUT", "POST"):
        raise NotForForms
    return Call(method, request.path, form, headers, (content or "").encode())


def _single(given: QueryDict) -> dict[str, str]:
    for name, values in given.lists():
        if len(values) > 1:
            raise Malformed(where=name, why=TWICE)
    return {name: str(value) for name, value in given.items()}
