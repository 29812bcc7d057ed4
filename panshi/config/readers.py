"""Typed readers of settings from the environment: a bad one names itself, what it wants and what it got."""

import os
from pathlib import Path


class BadSetting(SystemExit):
    """A setting that cannot be used; ends the program with one line on stderr."""

    def __init__(self, name: str, wants: str, got: str) -> None:
        super().__init__(f"panshi: {name} wants {wants}, got {got!r}")


def text(name: str, default: str) -> str:
    """The variable as it stands."""
    return os.environ.get(name, default)


def flag(name: str, default: bool) -> bool:
    """1 or 0."""
    got = os.environ.get(name)
    if got is None:
        return default
    if got not in ("0", "1"):
        raise BadSetting(name, "1 or 0", got)
    return got == "1"


def number(name: str, default: int) -> int:
    """A whole number, 1 at least."""
    got = os.environ.get(name) or str(default)
    if not got.isdecimal() or int(got) < 1:
        raise BadSetting(name, "a whole number, 1 at least", got)
    return int(got)


def folder(name: str, default: Path) -> Path:
    """An absolute folder that can be made and written."""
    path = Path(os.environ.get(name) or default)
    if not path.is_absolute():
        raise BadSetting(name, "an absolute folder", str(path))
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise BadSetting(name, f"a folder that can be written ({problem.strerror})", str(path)) from None
    return path


def origin(name: str, default: str) -> str:
    """`https://host` or `http://host:port` and nothing behind it; or nothing."""
    from urllib.parse import urlsplit  # noqa: PLC0415 -- only here

    got = (os.environ.get(name) or default).rstrip("/")
    parts = urlsplit(got)
    if got and (parts.scheme not in ("http", "https") or not parts.hostname or got != f"{parts.scheme}://{parts.netloc}"):
        raise BadSetting(name, "https://host with nothing behind it", got)
    return got


def names(name: str, default: str) -> list[str]:
    """A comma-separated list."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def database(name: str, default: str) -> dict[str, object]:
    """`sqlite:////absolute/path` or `postgresql://user:password@host:port/name` as Django wants it."""
    from urllib.parse import parse_qs, unquote, urlsplit  # noqa: PLC0415 -- only here

    got = os.environ.get(name) or default
    parts = urlsplit(got)
    if parts.scheme == "sqlite" and parts.path.startswith("//"):
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;",
            },
        }
    if parts.scheme in ("postgres", "postgresql") and parts.path.strip("/"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or parse_qs(parts.query).get("host", [""])[0],  # a host may be a folder with a socket
            "PORT": parts.port or "",
            "CONN_MAX_AGE": 600,  # to open one takes longer than most answers do
            "CONN_HEALTH_CHECKS": True,
        }
    raise BadSetting(name, "sqlite:////absolute/path or postgresql://user:password@host/name", got)
