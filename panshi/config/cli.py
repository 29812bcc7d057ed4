"""The console script `panshi VERB …`: verbs are management commands; a refusal is one line on stderr and exit 2."""

import gc
import os
import sys

from panshi.kernel.mishaps import in_words
from panshi.kernel.refusals import Refusal

RARELY = (50_000, 20, 50)
"""Python's own 700 looks for unreachable objects some hundred times while modules load, when there are none."""


def main() -> None:
    """Runs the verb named on the command line."""
    gc.set_threshold(*RARELY)
    reads = sys.argv[1:2] == ["check"]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "panshi.config.reading" if reads else "panshi.config.settings")
    try:
        _run(sys.argv)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(141)
    except Exception as error:
        refusal = error if isinstance(error, Refusal) else in_words(error)
        if refusal is None:
            raise
        print(f"panshi: {refusal}", file=sys.stderr)
        sys.exit(refusal.exit_code)


def _run(argv: list[str]) -> None:
    if argv[1:2] == ["check"] and "--extract-only" in argv:  # numbers are found without any app
        from panshi.reviews.management.commands.check import Command  # noqa: PLC0415 -- settings come first

        Command().run_from_argv(argv)
        return
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- settings come first

    from panshi.config.translations import compile_stale  # noqa: PLC0415 -- settings come first

    compile_stale()
    execute_from_command_line(argv)


if __name__ == "__main__":
    main()
