"""Why a file as a whole cannot be used, in words that name the rule and never a value."""

from __future__ import annotations


class Refused(Exception):
    """The file is rejected: `code` for machines, the texts for people."""

    def __init__(self, code: str, en: str, da: str) -> None:
        super().__init__(en)
        self.code = code
        self.en = en
        self.da = da
