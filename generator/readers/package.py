"""Zip packages (.docx, .xlsx) opened safely: the contract's limits, no DOCTYPE, nothing but the parts that are asked for."""
from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from xml.etree import ElementTree

BROKEN = (OSError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError, RuntimeError, NotImplementedError, ElementTree.ParseError)
"""What reading a damaged, encrypted or foreign package raises."""
_MOST_BYTES, _MOST_ENTRIES, _MOST_RATIO = 200 * 1024 * 1024, 2000, 100     # contract, Limits


def check_size(package: zipfile.ZipFile) -> None:
    """Raises ValueError for a package beyond the contract's limits: unpacked size, entries, ratio."""
    infos = package.infolist()
    size, small = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
    if size > _MOST_BYTES or len(infos) > _MOST_ENTRIES or size > _MOST_RATIO * max(small, 1):
        raise ValueError("too large")


def names(path: Path) -> list[str]:
    """The parts of a package, sorted. Raises one of :data:`BROKEN`."""
    with zipfile.ZipFile(path) as package:
        check_size(package)
        return sorted(package.namelist())


def parts(path: Path, *names: str) -> tuple[bytes, ...]:
    """Parts of a package. Raises one of :data:`BROKEN`: ValueError beyond the contract's limits or with a DOCTYPE, KeyError for a missing part."""
    with zipfile.ZipFile(path) as package:
        check_size(package)
        found = tuple(package.read(name) for name in names)
    if any(b"<!DOCTYPE" in part.replace(b"\0", b"") for part in found):      # in UTF-16 too
        raise ValueError("doctype")
    return found
