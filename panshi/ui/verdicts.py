"""How verdicts look: a sign, a word and a tone. The codes are those of `panshi check`, and of records on their way."""

from dataclasses import dataclass

from panshi.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Mark:
    """`tone` colours the tag, `mark` the passage in a text; `sign` and `label` say the same without colour."""

    sign: str
    label: Words
    tone: str
    mark: str = "open"


VERDICTS: dict[str, Mark] = {
    "verified": Mark("✓", Words("核实", "verified"), "good", "ok"),
    "rounded": Mark("≈", Words("约数相符", "true as rounded"), "good", "near"),
    "contradicted": Mark("✕", Words("矛盾", "contradicted"), "bad", "no"),
    "list_mismatch": Mark("✕", Words("与所列不符", "differs from its list"), "bad", "no"),
    "parts_mismatch": Mark("✕", Words("与分项不符", "differs from its parts"), "bad", "no"),
    "ambiguous": Mark("?", Words("待选", "to be chosen"), "warm", "ask"),
    "not_in_ledger": Mark("○", Words("账本里没有", "not in the ledger"), "", "open"),
    "sealed": Mark("✓", Words("已封存", "sealed"), "good", "ok"),
    "unsealed": Mark("○", Words("未封存", "not sealed yet"), "", "open"),
    "reported": Mark("…", Words("待核实", "to verify"), "warm", "ask"),
    "sent_back": Mark("↩", Words("已退回", "sent back"), "bad", "no"),
    "reversed": Mark("⊖", Words("已冲正", "reversed"), "", "open"),
    "frozen": Mark("✓", Words("已定稿", "frozen"), "blue", "ok"),
    "draft": Mark("…", Words("草稿", "draft"), "", "open"),
    "": Mark("·", Words("非统计数字", "not a statistic"), "", "open"),
}
