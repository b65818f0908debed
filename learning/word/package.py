"""Looks at a .docx before anything else opens it: of a sensible size, a Word document, without programs or passengers.

Nothing of it is parsed further when one rule is broken; each rule has a code of its own, in `learning.word.words`.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.parsers import expat

MOST_BYTES = 50 * 1024 * 1024
MOST_PARTS = 4000
MOST_UNPACKED = 300 * 1024 * 1024
MOST_XML = 16 * 1024 * 1024
MOST_RATIO = 200
RATIO_MATTERS_FROM = 1024 * 1024
MOST_DEPTH = 120
PIECE = 65_536

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MACROS = re.compile(r"(^|/)(vbaProject|vbaData)[^/]*\.(bin|xml)$|(^|/)activeX/", re.IGNORECASE)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
CONTENT_TYPES = "[Content_Types].xml"
# What reading a damaged archive raises; zipfile has NotImplementedError for a way of packing it does not know.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class WordRefused(Exception):
    """The document is not taken. `code` names the rule, `place` and `detail` say where and what."""

    def __init__(self, code: str, place: str = "", detail: str = "") -> None:
        self.code, self.place, self.detail = code, place, detail
        super().__init__(" · ".join(part for part in (code, place, detail) if part))


def check(data: bytes) -> None:
    """Refuse what is no harmless Word document."""
    _refuse_by_its_start(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
            _refuse_bombs(parts)
            _refuse_names(parts)
            types = _types_of(package)
            for part in parts:
                _look_into(package, part)
    except BROKEN as error:
        raise WordRefused("damaged") from error
    if MAIN not in types:
        raise WordRefused("not_word")


def _refuse_by_its_start(data: bytes) -> None:
    if not data:
        raise WordRefused("empty")
    if len(data) > MOST_BYTES:
        raise WordRefused("too_large", detail=f"{len(data) / 1024 / 1024:.0f}")
    if data.startswith(OLE):
        raise WordRefused("encrypted" if ENCRYPTED in data else "old_word")
    if not data.startswith(b"PK"):
        raise WordRefused("not_word")


def _refuse_bombs(parts: list[zipfile.ZipInfo]) -> None:
    """Sizes as the archive states them; reading never goes beyond what is stated."""
    if len(parts) > MOST_PARTS:
        raise WordRefused("too_many_parts", detail=str(len(parts)))
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise WordRefused("too_large_unpacked")
    for part in parts:
        if part.file_size > RATIO_MATTERS_FROM and part.file_size > MOST_RATIO * max(part.compress_size, 1):
            raise WordRefused("bomb", part.filename)


def _refuse_names(parts: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for part in parts:
        name = part.filename
        if name.startswith("/") or "\\" in name or ".." in name.split("/") or name.lower() in seen:
            raise WordRefused("bad_name", name)
        seen.add(name.lower())
        if part.flag_bits & 0x1:
            raise WordRefused("encrypted")
        if MACROS.search(name):
            raise WordRefused("macros", name)


def _types_of(package: zipfile.ZipFile) -> set[str]:
    """The content types that the package declares."""
    if CONTENT_TYPES not in package.namelist():
        raise WordRefused("not_word")
    found: set[str] = set()
    _Part(CONTENT_TYPES, types=found).read(_pieces(package, package.getinfo(CONTENT_TYPES)))
    if any("macroenabled" in kind.lower() for kind in found):
        raise WordRefused("macros", CONTENT_TYPES)
    return found


def _look_into(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Whatever can be read as XML is looked at, whichever name it has; what is named XML has to be XML."""
    _Part(part.filename, size=part.file_size).read(_pieces(package, part))


def _pieces(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with package.open(part) as file:
        while piece := file.read(PIECE):
            yield piece


class _Part:
    """One part as it is read: no document type, no depth beyond reason, nothing fetched from elsewhere."""

    def __init__(self, name: str, *, size: int = 0, types: set[str] | None = None) -> None:
        self.name = name
        self.size = size
        self.types = types
        self.depth = 0
        self.is_xml = name.lower().endswith((".xml", ".rels"))
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def read(self, pieces: Iterator[bytes]) -> None:
        """Refuse what breaks a rule; bytes that are no XML are read to their end, so that a cut is noticed."""
        parsing = True
        for piece in pieces:
            parsing = parsing and self._parse(piece)
        if parsing and self.is_xml:
            self._parse(b"", last=True)

    def _parse(self, piece: bytes, *, last: bool = False) -> bool:
        try:
            self.parser.Parse(piece, last)
        except expat.ExpatError as error:
            if self.is_xml:
                raise WordRefused("damaged", self.name) from error
            return False
        return True

    def _doctype(self, *_declared: object) -> None:
        raise WordRefused("dtd", self.name)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise WordRefused("too_deep", self.name)
        if self.size > MOST_XML:
            raise WordRefused("too_much_text", self.name)
        if self.types is not None:
            self.types.add(attributes.get("ContentType", ""))
        if name.rpartition("}")[2] == "Relationship":
            self._refuse_elsewhere(attributes)

    def _end(self, _name: str) -> None:
        self.depth -= 1

    def _refuse_elsewhere(self, attributes: dict[str, str]) -> None:
        """A link to click is fine; what Word would fetch is not."""
        kind = attributes.get("Type", "").rpartition("/")[2]
        if attributes.get("TargetMode", "").lower() == "external" and kind != "hyperlink":
            raise WordRefused("external", self.name, f"{kind}: {attributes.get('Target', '')[:200]}")
