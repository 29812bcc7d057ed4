"""What can be wrong with the lake, in words; all but the first two are repaired by building it anew."""

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words


class LakeBusy(Refusal):
    """Another process is syncing and did not finish in time."""

    words = Words(
        "另一个进程正在同步数字库；请稍后再试。", "Another process is syncing the figures' store; try again in a moment."
    )
    code = "lake-busy"
    status = 503


class FeedShort(Refusal):
    """The ledger gave fewer entries than its positions promise."""

    words = Words(
        "账本第 {lo} 至 {hi} 条应有 {wanted} 条，只读到 {got} 条；请运行 panshi verify 查账。",
        "Entries {lo} to {hi} of the ledger should be {wanted} but {got} were read; run panshi verify.",
    )
    code = "feed-short"
    status = 500


class BrokenSegment(Refusal):
    """A file of the lake is missing or cut short."""

    words = Words(
        "数字库的文件“{file}”缺失或残缺；请运行 panshi sync --rebuild 重建。",
        "The figures' store lacks the file “{file}” or part of it; run panshi sync --rebuild.",
    )
    code = "broken-segment"
    status = 500


class BrokenManifest(Refusal):
    """The manifest cannot be read."""

    words = Words(
        "数字库的清单读不出来；请运行 panshi sync --rebuild 重建。",
        "The manifest of the figures' store cannot be read; run panshi sync --rebuild.",
    )
    code = "broken-manifest"
    status = 500


class NewerLake(Refusal):
    """A newer program has written the lake."""

    words = Words(
        "数字库由更新的磐石写成（格式 {found}，这里只认到 {known}）；请更新程序，或运行 panshi sync --rebuild 重建。",
        "A newer Panshi wrote the figures' store (form {found}, known here up to {known}); update the program or run panshi "
        "sync --rebuild.",
    )
    code = "newer-lake"
    status = 503
