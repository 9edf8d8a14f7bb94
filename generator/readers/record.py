"""What a draft remembers of its making: a record in custom document properties, which LibreOffice, Word and WPS keep."""
from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

NAME = "nigao"
AROUND = 10                                      # characters before and after a number by which its place is known again
PIECE = 4000                                     # characters of one property: 5,000 survived LibreOffice
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"


def remember(custom: bytes) -> Mapping[str, Any]:
    """The record in a custom-properties part; empty where there is none. Raises ParseError, ValueError for a damaged one."""
    pieces = {}
    for item in ElementTree.fromstring(custom).iter(f"{_CUSTOM}property"):
        name = item.get("name", "")
        if re.fullmatch(rf"{NAME}\d+", name):
            pieces[int(name.removeprefix(NAME))] = "".join(item.itertext())
    found = json.loads("".join(pieces[number] for number in sorted(pieces))) if pieces else {}
    return found if isinstance(found, dict) else {}
