"""What the demo says while it works: bars on a terminal, plain lines elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn


@dataclass(slots=True)
class Stage:
    """One stretch of work; on a terminal it has a bar."""

    name: str
    bar: Progress | None = None
    task: TaskID | None = None
    out: TextIO = sys.stdout
    said: str = ""

    def step(self, said: str) -> None:
        """One of its steps is done; `said` stays beside the bar, or is a line of its own."""
        self.said = said
        if self.bar and self.task is not None:
            self.bar.update(self.task, advance=1, said=said)
        else:
            self.out.write(f"  {self.name}: {said}\n")
            self.out.flush()


class Show:
    """Says what is being done and for how long."""

    def __init__(self, out: TextIO) -> None:
        self.out = out
        self.console = Console(file=out)

    def line(self, text: str = "") -> None:
        """One line."""
        self.out.write(f"{text}\n")
        self.out.flush()

    @contextmanager
    def stage(self, name: str, steps: int = 1) -> Iterator[Stage]:
        """A stretch of `steps` steps; says at its end how long it took."""
        started = monotonic()
        if self.console.is_terminal:
            columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[said]}"), TimeElapsedColumn())
            with Progress(*columns, console=self.console, transient=True) as bar:
                stage = Stage(name, bar, bar.add_task(name, total=steps, said=""), self.out)
                yield stage
        else:
            stage = Stage(name, out=self.out)
            yield stage
        self.line(f"✓ {name}{f' · {stage.said}' if stage.said else ''} · {monotonic() - started:.1f} s")
