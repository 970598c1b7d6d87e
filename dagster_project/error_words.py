"""What may be said of an error: its kind, its place and words of ours. Never a value, and engines quote those.

Belongs here: turning texts and exceptions of DuckDB, dbt and Python into words that may stand in a log or on a page.
Does not belong here: where such words go. What nobody here knows a safe form of is not repeated.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath

WITHHELD = "(its words can quote a row and are not repeated · teksten kan citere en række og gengives ikke)"
_OURS = "dagster_project/"
_SPEAK_FOR_US = ("dagster_project.", "dagster.", "click.")  # classes of exceptions whose words are ours

# An engine's classes of errors; those about the SQL itself name tables and columns and may be repeated.
_ABOUT_SQL = ("Binder", "Catalog", "Parser", "Out of Memory", "IO", "Interrupt", "Not implemented", "Permission")
_ABOUT_ROWS = (
    "Conversion", "Constraint", "Out of Range", "Invalid Input", "Invalid type", "Mismatch Type", "Invalid", "Decimal",
    "Divide by Zero", "Object Size", "Serialization", "TransactionContext", "TransactionManager", "Expression",
    "Executor", "Index", "Sequence", "Fatal", "FATAL", "Internal", "INTERNAL", "INTERRUPT", "Dependency", "Settings",
    "Parameter Not Allowed", "Parameter Not Resolved", "Syntax", "Connection", "HTTP", "Invalid Configuration",
)  # fmt: skip
_ENGINE = re.compile(rf"\b({'|'.join(sorted([*_ABOUT_SQL, *_ABOUT_ROWS], key=len, reverse=True))}) Error: ")

# Forms whose parts beside the value are known, so that they can be said without it.
_TYPE = (
    r"(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?(?:8|16|32|64|128)?|DECIMAL\(\d+,\s?\d+\)|DOUBLE|FLOAT|BOOL(?:EAN)?|"
    r"DATE|TIMESTAMP|VARCHAR|BIT|INTERVAL|TIME)"
)
_DAY = r"(?:invalid )?(?P<type>date|time|timestamp) field .* expected format is \([^)\n]*\)"
_SOURCE = r"(?: when casting from source column (?P<column>\w+))?"
_END = r"\s*(?:\n\s*\n\s*LINE \d+:[^\n]*\n?[\s^]*)?\Z"
_FORMS = [
    (re.compile(form + _SOURCE + _END, re.DOTALL), words)
    for form, words in (
        (rf"Could not convert string .* to '?(?P<type>{_TYPE})'?", "could not convert a string to {type}"),
        (rf"Could not cast value .* to (?P<type>{_TYPE})", "a value does not fit into {type}"),
        (rf"Type {_TYPE} with value .* the destination type (?P<type>{_TYPE})", "a value does not fit into {type}"),
        (_DAY, "a string is no {type}"),
        (rf"Overflow in (?P<type>[a-z]+ of {_TYPE}) \(.*\)!?.*", "overflow in {type}"),
        (r"NOT NULL constraint failed: (?P<type>[\w.]+)", "NOT NULL constraint failed: {type}"),
        (r".*[Dd]uplicate key .*", "two rows with the same key"),
    )
]
_LINE = re.compile(r"\bLINE (\d{1,5}):")

_NUMBER = re.compile(r"(?<!\d)\d{6}[- ]?\d{4}(?!\d)|\d{8,}")
_LITERAL = re.compile(r"'[^'\n]*'")
_PROGRESS = re.compile(
    r"\d+ of \d+ [A-Z]|Done\. |Completed with |(?:\[\w+\]: )?Got \d+ results?, configured to |\[\w+\]: in |Finished "
)
_HEAD = re.compile(
    r"\s*(?:(?:Runtime|Database|Internal|Unhandled) )?(?:Error|Failure|Warning)"
    r"(?: in \w+ [\w.]+(?: \([\w./-]+\))?)?\s*(?:\n|\Z)"
)
_SAID_BY_MODELS = re.compile(r"\s*(?:Compilation|Parsing|Dependency|Contract) Error\b")


def _without_numbers(text: str) -> str:
    return _NUMBER.sub("…", text)


def _of_engine(kind: str, body: str) -> str:
    if kind in _ABOUT_SQL:
        return f"{kind} Error: {_without_numbers(_LITERAL.sub(chr(39) + '…' + chr(39), body))}".rstrip()
    found = next(((form.match(body), words) for form, words in _FORMS if form.match(body)), None)
    said = WITHHELD
    if found and found[0]:
        parts = found[0].groupdict()
        said = found[1].format(**parts) + (f", column {parts['column']}" if parts["column"] else "")
    lines = _LINE.findall(body)
    return f"{kind} Error: {said}" + (f", line {lines[-1]} of the SQL" if lines else "")


def _place(path: str, line: object, function: str) -> str:
    before, ours, inside = path.rpartition(_OURS)
    return f"{ours + inside if before else PurePath(path).name}:{line} in {function}"


def _of_python(kind: str, words: str, place: str, *, raised_by_us: bool) -> str:
    engine = _ENGINE.search(words)
    said = WITHHELD
    if engine:
        said = _of_engine(engine[1], words[engine.end() :])
    elif raised_by_us:
        said = _without_numbers(words)
    return f"{kind.rpartition('.')[2]} at {place}: {said}"


def _of_traceback(text: str) -> str:
    """Of a printed traceback the first exception: what stands behind it repeats it, or is part of what it says."""
    place, source, lines = "", "", text.split("\n")
    indent = len(lines[0]) - len(lines[0].lstrip())
    for number, line in enumerate(lines[1:], 1):
        frame = re.match(r'\s*File "([^"]+)", line (\d+), in (\S+)', line)
        if frame:
            place, source = _place(*frame.groups()), lines[number + 1] if number + 1 < len(lines) else ""
        elif line.strip() and len(line) - len(line.lstrip()) <= indent:
            kind, _, words = "\n".join(lines[number:]).strip().partition(": ")
            ours = place.startswith(_OURS) and source.strip().startswith("raise ")
            words = words if _ENGINE.search(words) else words.split("\n")[0]
            return _of_python(kind if re.fullmatch(r"[\w.]+", kind) else "Exception", words, place, raised_by_us=ours)
    return WITHHELD


def without_values(text: str) -> str:
    """The text of an error or a warning of dbt, as it may be repeated."""
    head, traced, rest = text.partition("Traceback (most recent call last)")
    engine = _ENGINE.search(head)
    if engine:
        return _told(head[: engine.start()]) + _of_engine(engine[1], text[engine.end() :])
    if traced:
        indent = len(head) - len(head.rstrip(" "))
        return _told(head) + _of_traceback(" " * indent + traced + rest)
    return _told(text)


def _told(text: str) -> str:
    """Text in which no engine was found to speak: progress, counts, what models say themselves; else its heading."""
    if not text.strip() or _SAID_BY_MODELS.match(text) or (_PROGRESS.match(text.strip()) and "\n" not in text.strip()):
        return _without_numbers(text)
    heading = _HEAD.match(text)
    if not heading:
        return WITHHELD
    rest = text[heading.end() :].replace("Python model failed:", "").strip()
    if not rest or _PROGRESS.match(rest):
        return _without_numbers(text)
    return f"{heading[0].rstrip()}\n  {WITHHELD}"


class StepError(Exception):
    """Stands for an exception whose words may quote a row."""


def of_exception(error: BaseException) -> str:
    """Kind, place and, where the words are ours, the words."""
    if type(error).__module__.startswith(_SPEAK_FOR_US):
        return _without_numbers(str(error))
    frames = traceback.extract_tb(error.__traceback__)
    place, by_us = "?", False
    if frames:
        last = frames[-1]
        place = _place(last.filename, last.lineno, last.name)
        by_us = place.startswith(_OURS) and (last.line or "").startswith("raise ")
    return _of_python(type(error).__name__, str(error), place, raised_by_us=by_us)


@contextmanager
def said_without_values() -> Iterator[None]:
    """Around a step: what it raises says no value, nor does anything that the exception came from."""
    try:
        yield
    except Exception as error:
        if type(error).__module__.startswith(_SPEAK_FOR_US):
            error.__cause__, error.__context__ = None, None
            raise
        said = StepError(of_exception(error)).with_traceback(error.__traceback__)
        try:
            raise said from None
        except StepError:
            said.__context__ = None  # Python keeps it although it is not shown, and Dagster stores it
            raise
