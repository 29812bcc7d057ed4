"""Work in a process of its own: it holds up no page, and outlives the page and, if need be, the site."""

import os
import subprocess
import sys

from django.conf import settings

_started: list[subprocess.Popen[bytes]] = []


def start(*words: str) -> None:
    """Starts `panshi <words>` on the same data, under the same settings; what it has to say it writes where its work is kept."""
    _started[:] = [each for each in _started if each.poll() is None]  # those that have ended are taken leave of
    _started.append(
        subprocess.Popen(  # noqa: S603 -- ourselves
            [sys.executable, "-m", "panshi.config.cli", *words],
            env={**os.environ, "PANSHI_DATA": str(settings.DATA), "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    )
