"""From bytes to text: UTF-8, UTF-16 and GB18030, told apart by what reads as writing; what is none of them is refused."""

import codecs
import unicodedata

from panshi.reviews.checker import unreadable
from panshi.reviews.checker.unreadable import Unreadable

SAMPLE = 20_000
_MARKS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线"
    "内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边"
    "流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报"
    "警员局县市奖会讲评举"
)
"""Signs that every Chinese text is full of; a text read in the wrong encoding has next to none."""
_HAN_ENOUGH, _COMMON_LEAST = 24, 0.12


def decoded(content: bytes, *, name: str) -> str:
    """The text of the bytes; refuses those that are no text in an encoding known here."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _written(content.decode(encoding, "replace"), name)
    if b"\x00" in content[:65_536]:
        return _without_mark(content, name)
    try:
        return _written(content.decode("utf-8-sig"), name)
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        raise Unreadable(file=name, why=_guess(content)) from None
    if not _is_written(text):
        raise Unreadable(file=name, why=_guess(content))
    if not _is_chinese(text):
        raise Unreadable(file=name, why=unreadable.ENCODING)
    return text


def _without_mark(content: bytes, name: str) -> str:
    """UTF-16 whose mark was lost, when nearly every sign of it is Chinese or ASCII."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = content.decode(encoding, "replace")
        sample = text[:SAMPLE]
        usual = sum(_is_usual(sign) for sign in sample)
        if len(content) % 2 == 0 and usual >= 0.98 * len(sample) and _is_chinese(text):
            return text
    raise Unreadable(file=name, why=unreadable.BINARY)


def _written(text: str, name: str) -> str:
    if not _is_written(text):
        raise Unreadable(file=name, why=unreadable.BINARY)
    return text


def _is_written(text: str) -> bool:
    """Whether the signs are those of writing: few controls, private, unassigned or replaced ones."""
    sample = text[:SAMPLE]
    odd = sum(sign == "\ufffd" or (unicodedata.category(sign) in _ODD and sign not in "\n\r\t\f\x0b") for sign in sample)
    return odd * 50 <= len(sample)


_ODD = ("Cc", "Co", "Cn", "Cs")


def _is_chinese(text: str) -> bool:
    """Whether the Han signs are those of a language; a few prove nothing."""
    han = [sign for sign in text[:SAMPLE] if _is_han(sign)]
    return len(han) < _HAN_ENOUGH or sum(sign in _COMMON for sign in han) >= _COMMON_LEAST * len(han)


def _is_usual(sign: str) -> bool:
    return _is_han(sign) or sign in "，。、；：“”（）《》！？…—" or (sign.isascii() and (sign.isprintable() or sign.isspace()))


def _is_han(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"


def _guess(content: bytes) -> object:
    """Why bytes that are neither UTF-8 nor GB18030 cannot be read: text in another encoding has no control bytes."""
    sample = content[:SAMPLE]
    controls = sum(byte < 32 and byte not in b"\n\r\t\f\x0b" for byte in sample)
    return unreadable.BINARY if controls * 50 > len(sample) else unreadable.ENCODING
