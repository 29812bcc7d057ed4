"""Where a text's titles, clauses, sentences and headings stand; read once, asked by position."""

import re
from bisect import bisect_left, bisect_right

from panshi.reviews.checker.patterns import compiled

_CLAUSE = compiled(r"[，,。；;：:！？!?\n（）()|｜［］【】]|[.](?=\s)|\s[=+/]\s")
_SENTENCE = compiled(r"[。！!\n]|(?<!呢)[？?]|(?<=[\u4e00-\u9fff”》）)%0-9\"])[.](?=\s)")
_STOP = compiled(r"[，,。；;！？\n]")
_PAIRS = {"“": "”", "《": "》", "（": "）", "(": ")"}
_HEADING_NUMBER = compiled(
    r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\([一二三四五六七八九十]+\)|#+\s|\d+[.、])"
)
_HEADING_LENGTH = 32


class Layout:
    """The bounds of a text. Positions are offsets; every question is answered by bisection."""

    def __init__(self, text: str) -> None:
        self._end = len(text)
        self.titles = _spans(text, "《")
        self._clauses = [found.end() for found in _CLAUSE.finditer(text)]
        self._sentences = [found.end() for found in _SENTENCE.finditer(text)]
        stops = [found.end() for found in _STOP.finditer(text)]
        self._title_clauses = [end for end in stops if not _inside(self.titles, end - 1)]
        enclosed = [self.titles, *(_spans(text, sign) for sign in "“（(")]
        self._enclosed = enclosed
        self._lists = [end for end in self._clauses if not self.enclosed(end - 1)]
        self._headings = _headings(text)

    def in_title(self, position: int) -> bool:
        """Whether the character at `position` stands inside 《》."""
        return _inside(self.titles, position)

    def enclosed(self, position: int) -> bool:
        """Whether it stands inside 《》, quotation marks or brackets."""
        return any(_inside(spans, position) for spans in self._enclosed)

    def clause(self, position: int, floor: int) -> int:
        """Where the clause that holds `position` begins, at `floor` at the earliest."""
        return _last(self._clauses, position, floor)

    def titled_clause(self, position: int, floor: int) -> int:
        """The same when stops inside 《》 divide nothing."""
        return _last(self._title_clauses, position, floor)

    def enumeration(self, position: int, floor: int) -> int:
        """The same when stops inside quotation marks, 《》 and brackets divide nothing."""
        return _last(self._lists, position, floor)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Where the sentence that holds start–end begins and ends (without its stop)."""
        index = bisect_left(self._sentences, end + 1)
        stop = self._sentences[index] - 1 if index < len(self._sentences) else self._end
        return _last(self._sentences, start, 0), stop

    def section(self, position: int) -> str:
        """The nearest two headings above `position`."""
        starts, headings = self._headings
        index = bisect_right(starts, position)
        return " ".join(headings[max(0, index - 2) : index])


def _last(ends: list[int], position: int, floor: int) -> int:
    index = bisect_right(ends, position) - 1
    return max(floor, ends[index] if index >= 0 else 0)


Spans = tuple[list[int], list[int]]


def _spans(text: str, opening: str) -> Spans:
    """The outermost pairs that begin with `opening` on one line; unmatched ones are none."""
    closing = _PAIRS[opening]
    starts: list[int] = []
    ends: list[int] = []
    opened: list[int] = []
    for found in re.finditer(f"[{re.escape(opening + closing)}\n]", text):
        if found[0] == "\n":
            opened.clear()
        elif found[0] == opening:
            opened.append(found.start())
        elif opened:
            start = opened.pop()
            if not opened:
                starts.append(start)
                ends.append(found.start())
    return starts, ends


def _inside(spans: Spans, position: int) -> bool:
    index = bisect_right(spans[0], position) - 1
    return index >= 0 and position < spans[1][index]


def _headings(text: str) -> tuple[list[int], list[str]]:
    starts, headings = [], []
    for line in re.finditer(r"[^\n]+", text):
        heading = line[0].strip()
        numbered = _HEADING_NUMBER.match(heading) and len(heading) <= 2 * _HEADING_LENGTH and "。" not in heading[:-1]
        short = len(heading) <= _HEADING_LENGTH and not heading.endswith(("；", ";", "，", ","))
        if heading and (short or numbered):
            starts.append(line.start())
            headings.append(heading.strip("—-#。 "))
    return starts, headings
