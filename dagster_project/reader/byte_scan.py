"""One pass over the raw bytes: encoding, number of records, and faults that a CSV parser would hide."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dagster_project.reader.refuse import Refused

_CHUNK = 1 << 22
_LONGEST_FIELD = 1 << 20
Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]
_BOM = codecs.BOM_UTF8
# Bytes that ISO-8859-1 keeps for control characters, and UTF-8 letters seen inside a file that is not UTF-8.
_CONTROL = re.compile(rb"[\x80-\x9f]")
_UTF8_LETTER = re.compile(rb"[\xc3\xc2][\xa0-\xbf]")


@dataclass(frozen=True)
class ByteScan:
    """What the bytes say. `records` counts the lines outside quotes that hold anything, the header included."""

    size: int
    encoding: str  # 'utf-8' | 'utf-8-sig' | 'iso-8859-1'
    records: int
    ends_with_newline: bool
    mixed_line_ends: bool


class _Encoding:
    """UTF-8 if every byte sequence fits; ISO-8859-1 if no byte contradicts it; otherwise neither."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self.utf8 = True
        self.latin1 = True
        self._tail = b""

    def feed(self, chunk: bytes) -> None:
        if chunk.isascii() and not self._decoder.getstate()[0]:
            self._tail = chunk[-1:]
            return
        if self.utf8:
            try:
                self._decoder.decode(chunk)
            except UnicodeDecodeError:
                self.utf8 = False
        if self.latin1:
            window = self._tail + chunk
            self.latin1 = not (_CONTROL.search(window) or _UTF8_LETTER.search(window))
        self._tail = chunk[-1:]

    def result(self, bom: bool) -> str:
        if self.utf8:
            try:
                self._decoder.decode(b"", final=True)
                return "utf-8-sig" if bom else "utf-8"
            except UnicodeDecodeError:
                pass
        if self.latin1:
            return "iso-8859-1"
        raise Refused(
            "encoding",
            "the file is neither UTF-8 nor ISO-8859-1 throughout",
            "filen er hverken UTF-8 eller ISO-8859-1 hele vejen igennem",
        )


def _unclosed() -> Refused:
    return Refused(
        "unclosed_quote", "a quotation mark is opened and never closed", "et anførselstegn åbnes og lukkes aldrig"
    )


_QUOTE, _LINE_FEED, _RETURN = b'"\n\r'


class _Records:
    """Counts records by looking only at line ends outside quotes; notices a quote that swallows rows."""

    def __init__(self) -> None:
        self.count = 0
        self.line_feeds = 0
        self._inside = False
        self._quoted = 0  # bytes since the quote that is open
        self._blank = True  # nothing but a carriage return stands on the line so far
        self._semicolons: int | None = None  # of the header

    def feed(self, chunk: bytes) -> None:
        if self._semicolons is None:
            self._semicolons = chunk.split(b"\n", 1)[0].count(b";")
        data = np.frombuffer(chunk, np.uint8)
        ends = np.flatnonzero(data == _LINE_FEED)
        self.line_feeds += int(ends.size)
        if not self._inside and b'"' not in chunk:
            self._count(data, ends, np.zeros(ends.size, bool))
            return
        quotes = np.flatnonzero(data == _QUOTE)
        self._quoted = self._quoted + len(chunk) if self._inside and not quotes.size else 0
        if self._quoted > _LONGEST_FIELD:
            raise _unclosed()
        quoted = (np.searchsorted(quotes, ends) + self._inside) % 2 == 1
        if quoted.any():
            self._look_for_rows(chunk, quotes, ends[quoted])
        self._count(data, ends, quoted)
        self._inside = bool((quotes.size + self._inside) % 2)

    def _count(self, data: Bytes, ends: Places, quoted: Flags) -> None:
        starts = np.concatenate(([0], ends[:-1] + 1)) if ends.size else ends
        length = ends - starts
        empty = (length == 0) | ((length == 1) & (data[np.maximum(ends - 1, 0)] == _RETURN))
        if ends.size:
            empty[0] &= self._blank
        self.count += int(np.count_nonzero(~quoted & ~empty))
        rest = data[int(ends[-1]) + 1 :] if ends.size else data
        nothing = not np.any(rest != _RETURN)
        self._blank = nothing and (self._blank or bool(ends.size)) and not (ends.size and quoted[-1])

    def _look_for_rows(self, chunk: bytes, quotes: Places, ends: Places) -> None:
        """A line inside quotes that has as many semicolons as the header is a row, and the quote was never closed."""
        for end in ends.tolist():
            after = np.searchsorted(quotes, end)
            close = int(quotes[after]) if after < quotes.size else len(chunk)
            line = chunk[end + 1 : close].split(b"\n", 1)[0]
            if self._semicolons and line.count(b";") >= self._semicolons:
                raise _unclosed()

    def finish(self) -> int:
        if self._inside:
            raise _unclosed()
        return self.count + (not self._blank)


def fingerprint(path: Path) -> str:
    """SHA-256 of the file, for formats whose bytes are not ours to read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def scan_csv(path: Path) -> ByteScan:
    """Reads the file once, in chunks. Raises Refused for NUL bytes, unclosed quotes, an odd encoding."""
    encoding, records = _Encoding(), _Records()
    size, last, bom, pairs = 0, b"", False, 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if b"\0" in chunk:
                raise Refused("nul_bytes", "the file holds NUL bytes", "filen indeholder NUL-bytes")
            if size == 0 and chunk.startswith(_BOM):
                bom, chunk = True, chunk[len(_BOM) :]
                size += len(_BOM)
            size += len(chunk)
            if b"\r" in chunk or last == b"\r":
                pairs += chunk.count(b"\r\n") + (last == b"\r" and chunk.startswith(b"\n"))
            encoding.feed(chunk)
            records.feed(chunk)
            last = chunk[-1:] or last
    if size == (len(_BOM) if bom else 0):
        raise Refused("empty", "the file is empty", "filen er tom")
    return ByteScan(size, encoding.result(bom), records.finish(), last == b"\n", 0 < pairs < records.line_feeds)
