"""The tree's hashes as stored: read back as whole subtrees and as the right edge a tree grows on from."""

from collections.abc import Iterable

from django.db import connection

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger.merkle import HEIGHT, WIDTH, Run, Tree, whole_root
from panshi.ledger.models import Tile

DIGEST = 32


class TilesDamaged(Refusal):
    """Stored hashes are missing or cut short."""

    words = Words(
        "第 {first} 到 {last} 条的存储哈希残缺；请运行 panshi verify。",
        "The stored hashes of entries {first} to {last} are incomplete; run panshi verify.",
    )
    code = "tiles-damaged"
    status = 500

    def __init__(self, *, first: int, last: int) -> None:
        super().__init__(first=first, last=last)
        self.first = first


def save(runs: Iterable[Run]) -> None:
    """Adds the new hashes of every level."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO ledger_tile (level, first, hashes) VALUES (%s, %s, %s)",
            [(run.level, run.first, b"".join(run.hashes)) for run in runs],
        )


def stored(level: int, low: int, high: int) -> list[bytes]:
    """The hashes at height 8 × `level` with numbers low ≤ n < high, which lie within one tile; refuses a gap."""
    start = low // WIDTH * WIDTH
    assert low < high <= start + WIDTH, (level, low, high)
    parts = Tile.objects.filter(level=level, first__gte=start, first__lt=high).order_by("first").values_list("first", "hashes")
    together = b""
    for first, hashes in parts:
        if first != start + len(together) // DIGEST or len(hashes) % DIGEST:
            break
        together += bytes(hashes)
    if len(together) < (high - start) * DIGEST:
        raise TilesDamaged(first=(low << HEIGHT * level) + 1, last=high << HEIGHT * level)
    return [together[at * DIGEST : (at + 1) * DIGEST] for at in range(low - start, high - start)]


def subtree(height: int, index: int) -> bytes:
    """The root of the `index`-th subtree of 2^height leaves, from the tile below it."""
    level, above = divmod(height, HEIGHT)
    return whole_root(stored(level, index << above, (index + 1) << above))


def tree(size: int) -> Tree:
    """The tree of the first `size` leaves, ready to grow on."""
    edge: list[list[bytes]] = []
    count = size
    while count:
        full = count // WIDTH * WIDTH
        edge.append(stored(len(edge), full, count) if count > full else [])
        count >>= HEIGHT
    return Tree(edge)
