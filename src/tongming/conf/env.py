"""The one reader of the environment.

Every setting an operator may change stands in `SETTINGS` with its type, default, unit and a sentence;
`docs/settings.md` is checked against this table by a test. Nothing else reads `os.environ`.
"""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class SettingError(Exception):
    """A setting in the environment that cannot be used."""


@dataclass(frozen=True)
class Setting:
    """One row of the table of settings."""

    name: str
    read: Callable[[str], Any]
    default: str
    unit: str
    sentence: str


def boolean(text: str) -> bool:
    """Return the truth of `1/0`, `yes/no`, `true/false`, `on/off`."""
    lowered = text.strip().lower()
    if lowered in {"1", "yes", "true", "on"}:
        return True
    if lowered in {"0", "no", "false", "off", ""}:
        return False
    raise ValueError(text)


def words(text: str) -> list[str]:
    """Return the comma-separated words of a text, without blanks."""
    return [word.strip() for word in text.split(",") if word.strip()]


SETTINGS = (
    Setting(
        "TONGMING_HOME",
        Path,
        "~/.local/share/tongming",
        "folder",
        "Database, files, index, keys and trail heads live here.",
    ),
    Setting("DATABASE_URL", str, "", "address", "PostgreSQL address; empty means SQLite in TONGMING_HOME."),
    Setting(
        "TONGMING_HOSTS", words, "127.0.0.1,localhost,[::1]", "host names", "Host names that are answered."
    ),
    Setting(
        "TONGMING_HTTPS",
        boolean,
        "0",
        "yes/no",
        "Served behind HTTPS: cookies are marked secure and HSTS is sent.",
    ),
    Setting("TONGMING_PORTAL", boolean, "1", "yes/no", "This process serves the public site and the API."),
    Setting("TONGMING_DESK", boolean, "1", "yes/no", "This process serves the staff desk."),
    Setting(
        "TONGMING_DEBUG", boolean, "0", "yes/no", "The command line shows a traceback for a defect of ours."
    ),
    Setting("TONGMING_PAGE_SIZE", int, "20", "rows", "Rows on one page of a list."),
    Setting("TONGMING_UPLOAD_LIMIT", int, "20", "MiB", "Largest file that an officer may upload."),
    Setting("TONGMING_SIGN_IN_TRIES", int, "5", "tries", "Wrong passwords before an account is locked."),
    Setting("TONGMING_SIGN_IN_LOCK", int, "30", "minutes", "How long a locked account stays locked."),
)
_BY_NAME = {setting.name: setting for setting in SETTINGS}


def value(name: str) -> Any:
    """Return the value of a setting of the table; raise `SettingError` in Chinese when it cannot be read."""
    setting = _BY_NAME[name]
    text = os.environ.get(name, setting.default)
    try:
        return setting.read(text)
    except ValueError as error:
        raise SettingError(f"环境变量 {name} 的值“{text}”无法识别：{setting.sentence}") from error


def home() -> Path:
    """Return the data folder, created for its owner alone."""
    folder: Path = value("TONGMING_HOME").expanduser().absolute()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret(name: str) -> str:
    """Return a secret kept in a file of its own under `keys/`, made on first use; there is no default secret."""
    folder = home() / "keys"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / name
    if not path.exists():
        # Written whole under another name and linked: a second process sees all of it or nothing, and the first one wins.
        partial = folder / f".{name}.{os.getpid()}"
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            os.link(partial, path)
        partial.unlink()
    return path.read_text().strip()
