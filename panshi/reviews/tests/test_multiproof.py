"""Many entries proven at once against one root."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from panshi.ledger.merkle import leaf_hash, node_hash
from panshi.reviews.proofs.multiproof import Gaps, Root


def root_of(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(root_of(leaves[:split]), root_of(leaves[split:]))


def proof_of(kept: list[bool]) -> tuple[list[bytes], list[bytes]]:
    leaves = [leaf_hash(str(position).encode()) for position in range(len(kept))]
    gaps, hashes = Gaps(), []
    for leaf, keep in zip(leaves, kept, strict=True):
        if keep:
            hashes += gaps.keep()
        else:
            gaps.leave_out(leaf)
    return leaves, hashes + list(gaps.finish())


def read(leaves: list[bytes], kept: list[bool], hashes: list[bytes]) -> tuple[bytes, int]:
    root = Root(iter(hashes))
    for position, keep in enumerate(kept):
        if keep:
            root.leaf(position, leaves[position])
    return root.root(len(kept)), root.left_out


@given(some.lists(some.booleans(), min_size=1, max_size=300))
def test_any_choice_of_entries_gives_the_same_root(kept: list[bool]) -> None:
    leaves, hashes = proof_of(kept)
    assert read(leaves, kept, hashes) == (root_of(leaves), kept.count(False))


def test_a_proof_of_nothing_left_out_has_no_hashes() -> None:
    assert proof_of([True] * 9)[1] == []


def test_a_gap_of_many_is_few_hashes() -> None:
    assert len(proof_of([True] + [False] * 1022 + [True])[1]) == 18


def test_a_proof_too_short_or_too_long_is_refused() -> None:
    kept = [True, False, False, True, False]
    leaves, hashes = proof_of(kept)
    for wrong in (hashes[:-1], [*hashes, hashes[0]]):
        with pytest.raises(ValueError):
            read(leaves, kept, wrong)
