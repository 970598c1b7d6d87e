"""A binary file that turns Arrow's UTF-8 lines into the encoding and line ends of a dialect while they pass."""

from __future__ import annotations

import codecs
import io
from pathlib import Path

from dagster_project.example.files.dialect import Dialect


class DialectFile(io.RawIOBase):
    """Writes through to `path`; a character that is split between two writes is put together first."""

    def __init__(self, path: Path, dialect: Dialect) -> None:
        super().__init__()
        self._file = path.open("wb")
        self._crlf = dialect.crlf
        self._latin = dialect.encoding == "latin-1"
        self._decode = codecs.getincrementaldecoder("utf-8")()
        if dialect.encoding == "utf-8-sig":
            self._file.write(codecs.BOM_UTF8)

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        block = bytes(data)  # type: ignore[call-overload]
        size = len(block)
        if self._crlf:
            block = block.replace(b"\n", b"\r\n")
        if self._latin:
            block = self._decode.decode(block).encode("latin-1")
        self._file.write(block)
        return size

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()
