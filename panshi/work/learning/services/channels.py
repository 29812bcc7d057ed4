"""Group chats that units are told in: opened, tried, closed. Their secret addresses are kept encrypted and never shown again."""

import re
from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import transaction

from panshi.kernel.clock import now
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person, Unit
from panshi.org.selectors import require
from panshi.work.learning.choices import Chat
from panshi.work.learning.models import Channel, StudyRules
from panshi.work.learning.selectors.burden import rules_of

KEYS = {
    Chat.WECOM: re.compile(r"^(?:https://qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=)?([A-Za-z0-9_-]{8,80})$"),
    Chat.DINGTALK: re.compile(r"^(?:https://oapi\.dingtalk\.com/robot/send\?access_token=)?([A-Za-z0-9]{8,80})$"),
    Chat.FEISHU: re.compile(r"^(?:https://open\.feishu\.cn/open-apis/bot/v2/hook/)?([A-Za-z0-9_-]{8,80})/?$"),
}
"""What the chat shows when a robot is added to it: the whole address, or the key in it."""


class BadKey(Refusal):
    """The address is none that this chat gives."""

    words = Words(
        "这不是{chat}机器人的地址；请把群机器人页面上的地址整个粘贴过来。",
        "This is no address of a {chat} robot; paste the whole address shown where the robot was added.",
    )
    code = "bad-chat-key"


class KeyLost(Refusal):
    """The installation's secret has changed since the address was kept."""

    words = Words(
        "“{channel}”的地址解不开：系统密钥换过了。请删掉重建。",
        "The address of “{channel}” cannot be read: this installation's secret has changed. Close it and open it anew.",
    )
    code = "chat-key-lost"


def open_channel(*, unit: Unit, chat: Chat, name: str, key: str, secret: str = "", names: bool, by: Person) -> Channel:
    """Opens a chat of the unit; `key` is its robot's address or the key in it, `secret` DingTalk's signing secret."""
    require(person=by, permission="learning.teach", unit=unit)
    found = KEYS[chat].match(key.strip())
    signed = secret.strip()
    if found is None or (signed and not (chat == Chat.DINGTALK and signed.isalnum())):
        raise BadKey(chat=chat.label)
    address = f"{signed}@{found[1]}" if signed else found[1]
    return Channel.objects.create(
        unit=unit,
        chat=chat,
        name=name,
        sealed=_box().encrypt(address.encode()),
        hint=found[1][-4:],
        names=names,
        made_by=by,
        made_at=now(),
    )


def close_channel(channel: Channel, *, by: Person) -> None:
    """Nothing is said there any more, and its address is forgotten."""
    require(person=by, permission="learning.teach", unit=channel.unit)
    channel.closed_at, channel.sealed = now(), b""
    channel.save(update_fields=["closed_at", "sealed"])


def say(channel: Channel, *, title: str, text: str) -> bool:
    """Says it in the chat; whether the chat took it. What went wrong stands with the channel."""
    import apprise  # noqa: PLC0415 -- heavy: only where a chat is spoken to

    schemes = {Chat.WECOM: "wecombot", Chat.DINGTALK: "dingtalk", Chat.FEISHU: "feishu"}
    try:
        address = _box().decrypt(bytes(channel.sealed)).decode()
    except InvalidToken:
        raise KeyLost(channel=channel.name) from None
    there = apprise.Apprise(asset=apprise.AppriseAsset(app_id="Panshi", secure_logging=True))
    there.add(f"{schemes[Chat(channel.chat)]}://{address}/?rto=10&cto=5")
    taken = bool(there.notify(title=title, body=text))
    if taken:
        channel.worked_at, channel.trouble = now(), ""
    else:
        channel.trouble = str(Words("{at} 没有送达", "not taken at {at}").format(at=f"{now():%Y-%m-%d %H:%M} UTC"))
    channel.save(update_fields=["worked_at", "trouble"])
    return taken


@transaction.atomic
def set_rules(
    *, unit: Unit, minutes_a_month: int, quiet_from: object, quiet_until: object, digests: bool, by: Person
) -> StudyRules:
    """Gives the unit rules of study of its own, or changes those it has."""
    require(person=by, permission="learning.teach", unit=unit)
    rules = rules_of(unit)
    if rules.pk is None or rules.unit_id != unit.pk:
        rules = StudyRules(unit=unit)
    rules.minutes_a_month, rules.digests = minutes_a_month, digests
    rules.quiet_from, rules.quiet_until = quiet_from, quiet_until  # type: ignore[assignment]  # times of a form
    rules.save()
    return rules


def _box() -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(f"panshi.learning.channel:{settings.SECRET_KEY}".encode()).digest()))
