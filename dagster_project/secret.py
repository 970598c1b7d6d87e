"""Keys: from the environment or from a file outside the project, never from the repository, never in the log."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from dagster_project.settings import PROJECT_ROOT

_LEAST_CHARACTERS = 32


class KeyProblem(RuntimeError):
    """A key is missing where it was said to be, too short, or kept inside the project."""


def _checked(key: str, what: str) -> bytes:
    if len(key) < _LEAST_CHARACTERS:
        raise KeyProblem(f"the {what} has fewer than {_LEAST_CHARACTERS} characters")
    return key.encode()


def write_key(path: Path) -> None:
    """A new random key in a file that is not there yet and that only its owner may read."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())


@dataclass(frozen=True)
class Secret:
    """One key: the variable that holds it, the variable that names its file, and the file where neither is set."""

    what: str
    variable: str
    file_variable: str
    file_name: str

    @property
    def is_in_environment(self) -> bool:
        return bool(os.environ.get(self.variable))

    def path(self) -> Path:
        configured = os.environ.get(self.file_variable)
        if configured:
            return Path(configured).expanduser().resolve()
        config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
        return (config / "plads" / self.file_name).resolve()

    def read(self, path: Path) -> bytes:
        return _checked(path.read_text(encoding="utf-8").strip(), self.what)

    def value(self) -> bytes:
        """The key; on a machine that has none yet, a new random one is put into the file (mode 0600)."""
        if self.is_in_environment:
            return _checked(os.environ[self.variable].strip(), self.what)
        path = self.path()
        if path.is_relative_to(PROJECT_ROOT):
            raise KeyProblem(f"the {self.what} may not lie inside the project")
        if not path.exists():
            write_key(path)
        return self.read(path)
