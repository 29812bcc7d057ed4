"""The Merkle tree of RFC 6962: SHA-256, leaves prefixed 0x00, nodes 0x01; grown in batches, proven from stored tiles.

Nothing here knows a database: a proof is made by asking `at(height, index)` for the hash of a whole subtree, and
checked from hashes alone. Leaves are counted from 0 (an entry's index is its position less one).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeAlias

WIDTH = 256  # hashes in a tile
HEIGHT = 8  # levels of the tree in a tile
EMPTY = sha256(b"").digest()
"""The root of no leaves."""

Subtrees: TypeAlias = Callable[[int, int], bytes]
"""`at(height, index)`: the root of the `index`-th subtree of 2^height leaves, all of them there."""


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf."""
    return sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return sha256(b"\1" + left + right).digest()


def whole_root(hashes: Sequence[bytes]) -> bytes:
    """The root over 1, 2, 4, 8, … hashes of one height."""
    while len(hashes) > 1:
        hashes = [sha256(b"\1" + left + right).digest() for left, right in zip(hashes[::2], hashes[1::2], strict=True)]
    return hashes[0]


@dataclass(frozen=True, slots=True)
class Run:
    """New hashes at height 8 × `level`, from number `first` on, all within one tile of 256."""

    level: int
    first: int
    hashes: list[bytes]


class Tree:
    """A tree that only grows. It keeps its right edge alone: at each level the hashes of the tile not yet full."""

    def __init__(self, edge: Iterable[Sequence[bytes]] = ()) -> None:
        """`edge` holds, for each level of tiles from the leaves up, the hashes of the last, unfinished tile."""
        self._edge = [list(hashes) for hashes in edge]
        self.size = sum(len(hashes) << (HEIGHT * level) for level, hashes in enumerate(self._edge))

    def extend(self, leaves: Sequence[bytes]) -> list[Run]:
        """Adds leaf hashes at the right; gives what is new at every level, cut at the tiles' borders."""
        runs: list[Run] = []
        level, new, first = 0, leaves, self.size
        self.size += len(leaves)
        while new:
            if level == len(self._edge):
                self._edge.append([])
            edge, above, taken = self._edge[level], [], 0
            while taken < len(new):
                part = list(new[taken : taken + WIDTH - len(edge)])
                runs.append(Run(level, first + taken, part))
                edge += part
                taken += len(part)
                if len(edge) == WIDTH:
                    above.append(whole_root(edge))
                    edge.clear()
            level, new, first = level + 1, above, first >> HEIGHT
        return runs

    def root(self) -> bytes:
        """The root over all leaves so far."""
        peaks: list[bytes] = []
        for edge in reversed(self._edge):
            low = 0
            for width in (128, 64, 32, 16, 8, 4, 2, 1):
                if len(edge) & width:
                    peaks.append(whole_root(edge[low : low + width]))
                    low += width
        root = peaks.pop() if peaks else EMPTY
        while peaks:
            root = node_hash(peaks.pop(), root)
        return root


def inclusion(index: int, size: int, at: Subtrees) -> tuple[bytes, ...]:
    """The proof that leaf `index` is in the tree of `size` leaves (RFC 6962, 2.1.1)."""
    assert 0 <= index < size
    proof: list[bytes] = []
    low, high = 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            proof.append(_root(middle, high, at))
            high = middle
        else:
            proof.append(_root(low, middle, at))
            low = middle
    return tuple(reversed(proof))


def consistency(old: int, new: int, at: Subtrees) -> tuple[bytes, ...]:
    """The proof that the tree of `new` leaves begins with the tree of `old` (RFC 6962, 2.1.2); empty from nothing."""
    assert 0 <= old <= new
    proof: list[bytes] = []
    low, high, from_start = 0, new, True
    while 0 < old < high:
        middle = low + _split(high - low)
        if old <= middle:
            proof.append(_root(middle, high, at))
            high = middle
        else:
            proof.append(_root(low, middle, at))
            low, from_start = middle, False
    if not from_start:
        proof.append(_root(low, high, at))
    return tuple(reversed(proof))


def includes(*, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof shows that the leaf hash stands at `index` in the tree of `size` leaves (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, last, found = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            found = node_hash(step, found)
            node, last = _up_from_right(node, last)
        else:
            found = node_hash(found, step)
        node, last = node >> 1, last >> 1
    return last == 0 and found == root


def extends(*, old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Whether the proof shows that the tree of `new` leaves begins with that of `old` (RFC 9162, 2.1.4.2)."""
    if old in (0, new):
        return not proof and old_root == (new_root if old == new else EMPTY)
    steps = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not 0 < old < new or not steps:
        return False
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            before, after = node_hash(step, before), node_hash(step, after)
            node, last = _up_from_right(node, last)
        else:
            after = node_hash(after, step)
        node, last = node >> 1, last >> 1
    return last == 0 and before == old_root and after == new_root


def _up_from_right(node: int, last: int) -> tuple[int, int]:
    # A left child that is the last of its level has no sibling: its hash is carried up unchanged.
    while node and not node & 1:
        node, last = node >> 1, last >> 1
    return node, last


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def _root(low: int, high: int, at: Subtrees) -> bytes:
    size = high - low
    if size & (size - 1) == 0:
        return at(size.bit_length() - 1, low // size)
    middle = low + _split(size)
    return node_hash(_root(low, middle, at), _root(middle, high, at))
