"""How well and how fast the checker reads: on the annotated texts of the corpus, and on the same with numbers made wrong.

`measure` runs this module as a process of its own, with a data folder that goes away: the units the texts name are opened there.
"""

import json
import sys
from collections import Counter
from dataclasses import asdict, replace
from time import perf_counter
from typing import Any

from panshi.bench.apart import measured
from panshi.bench.rows import Row

LENGTH = 3_000


def measure() -> list[Row]:
    """Extraction on sentences and texts, links and verdicts on texts, and texts of 3,000 characters a second."""
    found = measured(__name__)
    rows = []
    for name, scores in found["extraction"].items():
        rows += [
            _share(f"checker: numbers found, {name}", scores["found"], scores["annotated"], "≥ 0.99"),
            _share(f"checker: exact places, {name}", scores["exact"], scores["annotated"], "≥ 0.97"),
            _share(f"checker: types, {name}", scores["typed"], scores["annotated"], "≥ 0.98"),
        ]
    links, judged = found["linking"], found["judging"]
    return [
        *rows,
        _share("checker: figure tied first", links["first"], links["annotated"], "≥ 0.95"),
        _share("checker: figure among the three shown", links["shown"], links["annotated"], "–"),
        _share("checker: numbers of no figure tied to one", links["tied"], links["strangers"], "–"),
        _share("checker: wrong numbers caught", judged["caught"], judged["wrong"], "≥ 0.97"),
        _share("checker: called wrong and wrong", judged["caught"], judged["caught"] + judged["accused"], "≥ 0.97"),
        _share("checker: wrong numbers called verified", judged["believed"], judged["wrong"], "≤ 0.003"),
        Row("checker: texts of 3,000 characters", f"{found['rate']:.1f}/s", "20/s (wanted)", found["rate"] / 20, "≥ 1"),
    ]


def _share(what: str, part: int, whole: int, wanted: str) -> Row:
    return Row(what, f"{part:,}", f"{whole:,}", part / whole if whole else 0, wanted)


def main() -> None:
    """Measures in the folder that PANSHI_DATA names, and prints the counts as JSON."""
    import django  # noqa: PLC0415 -- only in the process of its own

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- after setup

    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps(_measured()))


def _measured() -> dict[str, Any]:
    from panshi.reviews.checker.measuring import books, marked, scoring  # noqa: PLC0415 -- after setup
    from panshi.reviews.checker.measuring.tree import open_units  # noqa: PLC0415 -- after setup

    texts = list(marked.texts())
    bodies = sorted({text.body for text in texts})
    for body in bodies:
        named = Counter(text.unit for text in texts if text.body == body)
        open_units(named.most_common(1)[0][0], books.book(body))
    extraction = {path.stem: scoring.extraction(marked.sentences(path)) for path in sorted(marked.CORPUS.glob("*.tsv"))}
    extraction["texts"] = scoring.extraction(texts)
    linked = [scoring.linking([text for text in texts if text.body == body], books.book(body)) for body in bodies]
    judged = [scoring.judging([text for text in texts if text.body == body], books.book(body)) for body in bodies]
    return {
        "extraction": {name: _counts(score) for name, score in extraction.items()},
        "linking": _sums([_counts(score) for score in linked]),
        "judging": _sums([_counts(score) for score in judged]),
        "rate": _rate(texts),
    }


def _counts(score: Any) -> dict[str, int]:
    return {name: count for name, count in asdict(score).items() if isinstance(count, int)}


def _sums(parts: list[dict[str, int]]) -> dict[str, int]:
    return {name: sum(part[name] for part in parts) for name in parts[0]}


def _rate(texts: list[Any]) -> float:
    from panshi.reviews.checker.measuring import books, scoring  # noqa: PLC0415 -- after setup

    police = _joined([text for text in texts if text.body == "police"] or texts)
    length, started = 0, perf_counter()
    while perf_counter() - started < 5:
        for text in police:
            scoring.checked(text.text, text, books.book(text.body))
            length += len(text.text)
    return length / LENGTH / (perf_counter() - started)


def _joined(texts: list[Any]) -> list[Any]:
    """Texts of one unit one behind another, until they are as long as what is counted."""
    joined: dict[str, Any] = {}
    long: list[Any] = []
    for text in texts:
        before = joined.pop(text.unit, None)
        whole = replace(text, text=f"{before.text}\n{text.text}" if before else text.text)
        if len(whole.text) >= LENGTH:
            long.append(whole)
        else:
            joined[text.unit] = whole
    return [*long, *joined.values()]


if __name__ == "__main__":
    main()
