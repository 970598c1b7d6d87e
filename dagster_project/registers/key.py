"""The secret behind the pseudonyms."""

from __future__ import annotations

from pathlib import Path

from dagster_project.secret import KeyProblem, Secret

__all__ = ["FILE_VARIABLE", "PSEUDONYM_KEY", "VARIABLE", "KeyProblem", "has_key", "key_file", "pseudonym_key"]

VARIABLE = "PLADS_PSEUDONYM_KEY"
FILE_VARIABLE = "PLADS_PSEUDONYM_KEY_FILE"
PSEUDONYM_KEY = Secret("pseudonym key", VARIABLE, FILE_VARIABLE, "pseudonym.key")


def key_file() -> Path:
    return PSEUDONYM_KEY.path()


def has_key() -> bool:
    """Whether this machine knows a key; asking makes none."""
    return PSEUDONYM_KEY.is_in_environment or key_file().exists()


def pseudonym_key() -> bytes:
    """The key; on a machine that has none yet, a new random one is put into the key file (mode 0600)."""
    return PSEUDONYM_KEY.value()
