"""`panshi prove BUNDLE`: checks a proof bundle with no database."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from panshi.kernel.words import Words
from panshi.reviews.proofs.prove import Proof, Proven, prove


class Command(BaseCommand):
    help = "Proves every number of a bundle from its entries and its signed checkpoint; exit 0 proven, 1 not, 2 unreadable."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bundle", type=Path)
        parser.add_argument("--key", help="the ledger's verifier key, when known from elsewhere than the bundle")

    def handle(self, *args: Any, **options: Any) -> None:
        proof = prove(options["bundle"], key=options["key"])
        for proven in proof.claims:
            self.stdout.write(line_of(proven))
        for fault in proof.faults:
            self.stdout.write(f"✕ {fault}")
        self.stdout.write(sentence_of(proof))
        if not proof.holds:
            sys.exit(1)


def line_of(proven: Proven) -> str:
    """One claim: its sign, its words, its figure, what was counted."""
    claim, label = proven.claim, Words(proven.definition.label_zh, proven.definition.label_en)
    counted = proven.counted.as_json()["value"] or "—"
    said = f"{claim.surface}  {label} = {counted}  ({claim.unit}, {claim.period})"
    return f"✓ {said}" if proven.fault is None else f"✕ {said}: {proven.fault}"


def sentence_of(proof: Proof) -> str:
    """The verdict in one sentence."""
    proven = sum(claim.fault is None for claim in proof.claims)
    facts: dict[str, object] = {"proven": proven, "all": len(proof.claims), "entries": proof.entries, "left": proof.left_out}
    facts |= {"origin": proof.origin, "size": proof.size, "root": proof.root}
    if not proof.holds:
        words = Words(
            "未能证明：{all} 个数字中 {proven} 个算得出来，证明包有 {faults} 处不对。",
            "Not proven: {proven} of {all} numbers follow from the entries, and the bundle has {faults} faults.",
        )
        return words.format(faults=len(proof.faults), **facts)
    words = Words(
        "{proven} 个数字已对检查点 {origin} {size} {root} 证明，据 {entries} 条记录（未收入 {left} 条，只有哈希）。",
        "{proven} numbers proven against checkpoint {origin} {size} {root}, from {entries} entries ({left} left out, by hash).",
    )
    return words.format(**facts)
