"""A unit's own .docx as a model of the page: its styles, theme, page and page numbers, and nothing of what it says."""
from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from generator.frozen import Frozen
from generator.readers import package
from generator.readers.body import W
from generator.readers.kinds import legible

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_NUMBER = re.compile(r"[\s\d—–\-－·.第页共/]*")     # what a page number may stand in; other words would be the document's own
_PAGE = ("pgSz", "pgMar", "cols", "docGrid")


class Reference(Frozen):
    """``section``: page size, margins, columns and grid as XML elements; ``footers`` by type (default, even) those that hold a page number and
    nothing else; ``left`` what was not taken, for a person to read."""

    name: str
    styles: bytes
    theme: bytes | None
    section: tuple[ElementTree.Element, ...]
    footers: Mapping[str, bytes]
    left: tuple[str, ...]


def read_reference(path: Path) -> Reference:
    """The model that a document gives. Raises DocumentError for one that is no .docx, damaged, or unsafe."""
    with legible(path, "样稿读不了"):
        document, styles, relations = package.parts(path, "word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels")
        root = ElementTree.fromstring(document)
        ElementTree.fromstring(styles)
        targets = {item.get("Id", ""): (item.get("Type", "").rpartition("/")[2], item.get("Target", "")) for item in ElementTree.fromstring(relations).iter(f"{_REL}Relationship")}
        section = next(iter([*root.iter(f"{W}sectPr")][::-1]), None)
        footers, left = _footers(path, section, targets)
        return Reference(path.name, styles, _theme(path, targets), _page(section), footers, left)


def _page(section: ElementTree.Element | None) -> tuple[ElementTree.Element, ...]:
    return tuple(child for child in section if child.tag.removeprefix(W) in _PAGE) if section is not None else ()


def _theme(path: Path, targets: Mapping[str, tuple[str, str]]) -> bytes | None:
    name = next((target for kind, target in targets.values() if kind == "theme"), None)
    return package.parts(path, _part(name))[0] if name else None


def _footers(path: Path, section: ElementTree.Element | None, targets: Mapping[str, tuple[str, str]]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Footers that are page numbers; a name of what else stood there, once."""
    found: dict[str, bytes] = {}
    left: list[str] = []
    for item in section.iter(f"{W}footerReference") if section is not None else ():
        kind, target = item.get(f"{W}type", "default"), targets.get(item.get(f"{R}id", ""), ("", ""))[1]
        if kind in ("default", "even") and target:
            (content,) = package.parts(path, _part(target))
            if _is_number(ElementTree.fromstring(content)):
                found[kind] = content
            else:
                left.append("页脚里有别的文字或图，没有取用")
    return found, tuple(dict.fromkeys(left))


def _is_number(footer: ElementTree.Element) -> bool:
    words = "".join(node.text or "" for node in footer.iter(f"{W}t"))
    fields = " ".join([*(node.text or "" for node in footer.iter(f"{W}instrText")), *(node.get(f"{W}instr", "") for node in footer.iter(f"{W}fldSimple"))])
    foreign = any(name.startswith(R) for node in footer.iter() for name in node.attrib)
    return "PAGE" in fields and not foreign and _NUMBER.fullmatch(words) is not None


def _part(target: str) -> str:
    """The name of a part that the document's relationships point at."""
    return target.lstrip("/") if target.startswith("/") else f"word/{target}"
