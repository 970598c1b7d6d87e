"""Why an earlier publication cannot be made again, in both languages."""

from __future__ import annotations


class CannotRebuildError(RuntimeError):
    """Something that the release was made of is gone, or was never there."""

    def __init__(self, en: str, da: str) -> None:
        super().__init__(f"{en} · {da}")
