"""The secret behind the pseudonyms: from the environment or a file outside the project, never from the repository."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from dagster_project.settings import PROJECT_ROOT

VARIABLE = "PLADS_PSEUDONYM_KEY"
FILE_VARIABLE = "PLADS_PSEUDONYM_KEY_FILE"
_LEAST_CHARACTERS = 32


class KeyProblem(RuntimeError):
    """The key is missing where it was said to be, too short, or kept inside the project."""


def key_file() -> Path:
    configured = os.environ.get(FILE_VARIABLE)
    if configured:
        return Path(configured).expanduser().resolve()
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return (config / "plads" / "pseudonym.key").resolve()


def has_key() -> bool:
    """Whether this machine knows a key; asking makes none."""
    return bool(os.environ.get(VARIABLE)) or key_file().exists()


def _checked(key: str) -> bytes:
    if len(key) < _LEAST_CHARACTERS:
        raise KeyProblem(f"the pseudonym key has fewer than {_LEAST_CHARACTERS} characters")
    return key.encode()


def pseudonym_key() -> bytes:
    """The key; on a machine that has none yet, a new random one is put into the key file (mode 0600)."""
    if os.environ.get(VARIABLE):
        return _checked(os.environ[VARIABLE].strip())
    path = key_file()
    if path.is_relative_to(PROJECT_ROOT):
        raise KeyProblem("the pseudonym key may not lie inside the project")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
    return _checked(path.read_text(encoding="utf-8").strip())
