"""Which entries lie in an RFC 6962 tree, proven for many at once: the kept leaves, and hashes of what lies between them.

A gap of left-out leaves is split into the largest aligned subtrees that fit (aligned: a run of 2^k leaves that begins at a
multiple of 2^k); their hashes, from left to right, are the proof. Both sides stream: memory grows with the tree's height.
"""

from collections.abc import Iterator

from panshi.ledger.merkle import EMPTY, node_hash


class Gaps:
    """The writer's side: told of each leaf in order, it gives the hashes of the gaps."""

    def __init__(self) -> None:
        self._position = 0
        self._gap: list[tuple[int, bytes]] = []

    def leave_out(self, leaf: bytes) -> None:
        """The next leaf, by its hash, is not in the bundle."""
        position, height, digest = self._position, 0, leaf
        # A subtree to the left joins when both have one height and together begin at a multiple of their length.
        while self._gap and self._gap[-1][0] == height and (position >> height) & 1:
            digest = node_hash(self._gap.pop()[1], digest)
            height += 1
        self._gap.append((height, digest))
        self._position += 1

    def keep(self) -> Iterator[bytes]:
        """The next leaf is in the bundle: gives the hashes of the gap that ends before it."""
        yield from self.finish()
        self._position += 1

    def finish(self) -> Iterator[bytes]:
        """The hashes of the gap that ends here."""
        for _, digest in self._gap:
            yield digest
        self._gap.clear()


class Root:
    """The reader's side: told of each kept leaf in order, it fills the gaps with the proof's hashes and gives the root."""

    def __init__(self, hashes: Iterator[bytes]) -> None:
        self._hashes = hashes
        self._position = 0
        self._stack: list[tuple[int, bytes]] = []
        self.left_out = 0

    def leaf(self, position: int, digest: bytes) -> None:
        """The leaf at `position` (from 0, ascending); raises ValueError when the proof does not reach it."""
        if position < self._position:
            raise ValueError("positions do not ascend")
        self._fill(position)
        self._push(0, digest)

    def root(self, size: int) -> bytes:
        """The root of the first `size` leaves; raises ValueError when the proof is too short or too long for it."""
        self._fill(size)
        if self._position != size or next(self._hashes, None) is not None:
            raise ValueError("the proof does not fit the tree")
        digest = self._stack.pop()[1] if self._stack else EMPTY
        while self._stack:
            digest = node_hash(self._stack.pop()[1], digest)
        return digest

    def _fill(self, end: int) -> None:
        while self._position < end:
            height = (end - self._position).bit_length() - 1
            if self._position:
                height = min(height, (self._position & -self._position).bit_length() - 1)
            digest = next(self._hashes, None)
            if digest is None:
                raise ValueError("the proof is too short")
            self.left_out += 1 << height
            self._push(height, digest)

    def _push(self, height: int, digest: bytes) -> None:
        self._position += 1 << height
        while self._stack and self._stack[-1][0] == height:
            digest = node_hash(self._stack.pop()[1], digest)
            height += 1
        self._stack.append((height, digest))
