"""Zip packages that are the same bytes every time: sorted entries with fixed times and attributes; [Content_Types].xml stays first."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

from generator.readers.package import refuse_doctype

_TIME = (1980, 1, 1, 0, 0, 0)


def entries(data: bytes) -> dict[str, bytes]:
    """The files of a package by name. Raises what a damaged package raises, and Refused for a part with a DOCTYPE."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        found = {name: package.read(name) for name in package.namelist()}
    for part in found.values():
        refuse_doctype(part)
    return found


def packed(files: Mapping[str, bytes]) -> bytes:
    """A package of some files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(files, key=lambda item: (item != "[Content_Types].xml", item)):
            info = zipfile.ZipInfo(name, _TIME)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            package.writestr(info, files[name], zipfile.ZIP_DEFLATED, 6)
    return out.getvalue()
