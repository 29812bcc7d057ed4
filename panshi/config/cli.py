"""The console script `panshi VERB …`: verbs are management commands; a refusal is one line on stderr and exit 2."""

import os
import sys

from panshi.kernel.mishaps import in_words
from panshi.kernel.refusals import Refusal


def main() -> None:
    """Runs the verb named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "panshi.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- settings come first

    from panshi.config.translations import compile_stale  # noqa: PLC0415 -- settings come first

    compile_stale()
    try:
        execute_from_command_line(sys.argv)
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


if __name__ == "__main__":
    main()
