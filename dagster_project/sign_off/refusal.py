"""What cannot be signed, and why, in both languages."""

from __future__ import annotations


class Refusal(RuntimeError):
    """Nothing was written; the text says what to do instead."""

    def __init__(self, da: str, en: str) -> None:
        super().__init__(f"{en} · {da}")
        self.da, self.en = da, en
