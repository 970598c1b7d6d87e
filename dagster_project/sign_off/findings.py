"""What a look at the log can find, in both languages."""

from __future__ import annotations

from dataclasses import dataclass, field

from dagster_project.sign_off.head import Head


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was written; `entry` is the number of the line, None where there is none."""

    entry: int | None
    da: str
    en: str

    def __str__(self) -> str:
        where = f"post {self.entry} · entry {self.entry}: " if self.entry is not None else ""
        return f"{where}{self.en} · {self.da}"


@dataclass(frozen=True)
class Verdict:
    """The whole log after a look at it."""

    head: Head
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not self.findings
