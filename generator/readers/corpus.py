"""Older speeches read as a stream: the files of some folders one after the other, each in pieces of UTF-8, however large it is."""
from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from generator.errors import DocumentError
from generator.readers.document import read_document

UNREADABLE = (OSError, UnicodeError, DocumentError)
"""What the pieces of a source raise where its file cannot be read."""
_TEXTS, _DOCUMENTS = (".txt", ".md"), (".docx", ".doc", ".wps", ".rtf")      # of the second only .docx can be read: the others are told, not passed over
_PIECE = 256 * 1024                              # bytes: fits a processor's cache
_HIDDEN = (".", "~$")                            # names begin so that are no documents: hidden files, locks of Word and WPS


class Source(NamedTuple):
    """A file with words: its ``name`` within the folder that was asked for, and its text in ``pieces`` of UTF-8, cut anywhere between two
    characters, with one ``\\n`` at the end of each ``unit`` (行 of a text, 段 of a document). Reading raises one of :data:`UNREADABLE`."""

    name: str
    path: Path
    unit: str
    pieces: Iterator[bytes]


def sources(paths: Iterable[Path]) -> Iterator[Source]:
    """The texts and documents under some folders, by name, each file once; a path that is a file is one itself, whatever it is called."""
    seen: set[object] = set()
    for home in paths:
        for path, name in _files(home):
            file = _identity(path)
            if file not in seen:
                seen.add(file)
                document = path.suffix.lower() in _DOCUMENTS
                yield Source(name, path, "段" if document else "行", _paragraphs(path) if document else _text(path))


def _identity(path: Path) -> object:
    """What tells a file from any other, links followed."""
    try:
        status = path.stat()
    except OSError:
        return path
    return (status.st_dev, status.st_ino)


def _files(home: Path) -> Iterator[tuple[Path, str]]:
    """The files under a path, and what they are called there."""
    if not home.is_dir():
        yield home, home.name
        return
    for folder, folders, names in os.walk(home):
        folders[:] = sorted(name for name in folders if not name.startswith(_HIDDEN))
        for name in sorted(names):
            path = Path(folder, name)
            if path.suffix.lower() in (*_TEXTS, *_DOCUMENTS) and not name.startswith(_HIDDEN) and path.is_file():
                yield path, path.relative_to(home).as_posix()


def _paragraphs(path: Path) -> Iterator[bytes]:
    """The paragraphs of a document as a person sees them, notes, headers and footers last, in one piece."""
    document = read_document(path)
    told = (" ".join(words.text.splitlines()) for words in (*document.paragraphs, *document.beside))
    yield "\n".join([*told, ""]).encode("utf-8", "replace")


def _text(path: Path) -> Iterator[bytes]:
    """A text in UTF-8 or GB18030, its lines ended by ``\\n``."""
    with path.open("rb", buffering=0) as stream:
        held = b""
        for piece in _utf8(iter(lambda: stream.read(_PIECE), b"")):
            told = held + piece
            held = b"\r" if told.endswith(b"\r") else b""           # its \n may come with the next piece
            yield told[:len(told) - len(held)].replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in told else told


def _utf8(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The chunks of a file in UTF-8, cut between characters. What is no UTF-8 as far as it is Chinese is read as GB18030; raises
    UnicodeDecodeError for what is neither."""
    held, plain = b"", True
    for chunk in chunks:
        data = held + chunk
        try:
            size = codecs.utf_8_decode(data, "strict", len(chunk) < _PIECE)[1]
        except UnicodeDecodeError:
            if not plain:
                raise
            yield from _gb18030(chain([data], chunks))
            return
        yield data[:size]
        held, plain = data[size:], plain and data[:size].isascii()
    codecs.utf_8_decode(held, "strict", True)


def _gb18030(chunks: Iterable[bytes]) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder("gb18030")()
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8", "replace")
    decoder.decode(b"", True)
