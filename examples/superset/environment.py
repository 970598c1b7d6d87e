"""Superset's own virtual environment, its secrets, and its metadata database, in a work folder."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ADMIN = "admin"


@dataclass(frozen=True)
class Place:
    """Where this Superset lives; nothing of it is outside the folder."""

    work: Path
    venv: Path

    def program(self, name: str) -> str:
        return str(self.venv / "bin" / name)

    @property
    def password(self) -> str:
        return (self.work / "admin_password").read_text(encoding="utf-8")

    def variables(self) -> dict[str, str]:
        ours = {
            "SUPERSET_HOME": str(self.work),
            "SUPERSET_CONFIG_PATH": str(HERE / "superset_config.py"),
            "FLASK_APP": "superset",
        }
        return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | ours

    def superset(self, *words: str) -> None:
        """Runs one of its commands; its log is kept, and shown when the command fails."""
        log = self.work / "superset.log"
        with log.open("a", encoding="utf-8") as file:
            done = subprocess.run(
                [self.program("superset"), *words], env=self.variables(), stdout=file, stderr=file, check=False
            )
        if done.returncode:
            raise RuntimeError(f"superset {words[0]} failed; see {log}")


def _secret(path: Path) -> None:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(32), encoding="utf-8")


def install(place: Place) -> None:
    """The pinned packages, once; Superset works with none that are newer than it."""
    if (place.venv / "bin" / "superset").exists():
        return
    subprocess.run([sys.executable, "-m", "venv", str(place.venv)], check=True)
    wanted = ["--no-deps", "--requirement", str(HERE / "requirements.txt")]
    subprocess.run([place.program("pip"), "install", "--quiet", *wanted], check=True)


def initialise(place: Place) -> None:
    """Metadata database, an administrator with a random password, and the roles, once."""
    place.work.mkdir(parents=True, exist_ok=True)
    place.work.chmod(0o700)
    if (place.work / "initialised").exists():
        return
    for name in ("secret_key", "admin_password"):
        _secret(place.work / name)
    place.superset("db", "upgrade")
    who = ["--username", ADMIN, "--firstname", "Plads", "--lastname", "Example", "--email", "plads@example.invalid"]
    place.superset("fab", "create-admin", *who, "--password", place.password)
    place.superset("init")
    (place.work / "initialised").touch()
