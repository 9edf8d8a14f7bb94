"""Zip packages (.docx, .xlsx) opened safely: the contract's limits, no DOCTYPE, nothing but the parts that are asked for."""
from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

BROKEN = (OSError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError, RuntimeError, NotImplementedError, ElementTree.ParseError,
          expat.ExpatError)
"""What reading a damaged, encrypted or foreign package raises."""
_MOST_BYTES, _MOST_ENTRIES, _MOST_RATIO = 200 * 1024 * 1024, 2000, 100     # contract, Limits


class Refused(ValueError):
    """A package that is none of ours to open; its text says why, in Chinese."""


def check_size(package: zipfile.ZipFile) -> None:
    """Raises Refused for a package beyond the contract's limits (unpacked size, entries, ratio), or with two parts of one name, of which readers
    read now the one, now the other."""
    infos = package.infolist()
    size, small = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
    if len(infos) > _MOST_ENTRIES:
        raise Refused(f"里面有{len(infos)}个部件，超过{_MOST_ENTRIES}个")
    if size > _MOST_BYTES or size > _MOST_RATIO * max(small, 1):
        raise Refused(f"解开有{size // 1024 // 1024} MB，过大或压得过小")
    twice = [name for name, count in Counter(info.filename.casefold() for info in infos).items() if count > 1]
    if twice:
        raise Refused(f"里面有同名的部件 {twice[0]}")


def names(path: Path) -> list[str]:
    """The parts of a package, sorted. Raises one of :data:`BROKEN`."""
    with zipfile.ZipFile(path) as package:
        check_size(package)
        return sorted(package.namelist())


def parts(path: Path, *names: str) -> tuple[bytes, ...]:
    """Parts of a package. Raises one of :data:`BROKEN`: Refused beyond the contract's limits or with a DOCTYPE, KeyError for a missing part."""
    with zipfile.ZipFile(path) as package:
        check_size(package)
        found = tuple(package.read(name) for name in names)
    for part in found:
        refuse_doctype(part)
    return found


def refuse_doctype(part: bytes) -> None:
    """Raises Refused for a part with a DOCTYPE, in UTF-16 too: no writer of documents makes one, and its entities may read files or grow without end."""
    if b"<!DOCTYPE" in part.replace(b"\0", b""):
        raise Refused("里面有 DOCTYPE 声明")
