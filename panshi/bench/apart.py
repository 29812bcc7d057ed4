"""A measurement in a process of its own, with a data folder that goes away: what is in use is not touched."""

import json
import os
import subprocess
import sys
import tempfile
from typing import Any


def measured(module: str) -> Any:
    """What the module, run as a program, prints as JSON; it may set Django up and write what it likes."""
    with tempfile.TemporaryDirectory(prefix="panshi-bench-") as folder:
        environment = {
            **os.environ,
            "PANSHI_DATA": folder,
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "panshi.config.settings",
        }
        done = subprocess.run([sys.executable, "-m", module], env=environment, check=True, capture_output=True, text=True)  # noqa: S603 -- ourselves
    return json.loads(done.stdout)
