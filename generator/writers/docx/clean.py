"""The final copy (定稿) of an edited document: without bookmarks, comments, what a draft remembers, the names of those who wrote and the numbers of
their sessions. Nothing is written anew: stretches are cut out of the parts, and every other byte of text and formatting stays.

Bookmarks that a field or a link refers to stay, since without them the text would say that its source is not found.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from xml.parsers import expat

from generator.frozen import Frozen
from generator.readers.record import NAME
from generator.writers import packed
from generator.writers.docx.accept import accepted

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships "
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types "
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties "
_PEOPLE = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")
_DROPPED = re.compile(rf"word/(?:{'|'.join(_PEOPLE)})\d*\.xml")
_CUSTOM_PART = "docProps/custom.xml"
_ENDS_OF_BOOKMARKS = (f"{_W}bookmarkStart", f"{_W}bookmarkEnd")
_ENDS_OF_COMMENTS = (f"{_W}commentRangeStart", f"{_W}commentRangeEnd")
_REFERS = re.compile(r"(?:PAGEREF|NOTEREF|REF|GOTOBUTTON|HYPERLINK\s+\\l)\s+\"?([^\s\"\\]+)")
_SESSION = re.compile(rb'\s+[\w.-]+:rsid\w*\s*=\s*(?:"[^"]*"|\'[^\']*\')')
_TAG = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_WHO = ("http://purl.org/dc/elements/1.1/ creator", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties lastModifiedBy",
        "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties Manager", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties Company")
_PARTS_WITH_NAMES = ("docProps/core.xml", "docProps/app.xml")


class Cleaned(Frozen):
    """The final copy, and how many things of each kind are no longer in it."""

    content: bytes
    removed: Mapping[str, int]


def cleaned(content: bytes, *, accept: bool = False) -> Cleaned:
    """The final copy of a .docx; ``accept`` takes over all revisions first. Cleaning twice gives the same bytes."""
    files = {name: _in_utf8(part) if name.endswith((".xml", ".rels")) else part for name, part in packed.entries(content).items()}
    if accept:
        files |= {name: accepted(part) for name, part in files.items() if re.fullmatch(r"word/\w+\.xml", name) and not _DROPPED.fullmatch(name)}
    counts: Counter[str] = Counter()
    kept = {name: part for name, part in files.items() if not _DROPPED.fullmatch(name)}
    gone = files.keys() - kept.keys()
    referred = frozenset(name for part in kept if part.startswith("word/") and part.endswith(".xml") for name in _referred(kept[part]))
    for name, part in list(kept.items()):
        if re.fullmatch(r"word/\w+\.xml", name):
            kept[name] = _cut(part, _body(part, referred, counts))
        elif name in _PARTS_WITH_NAMES:
            kept[name] = _cut(part, _names(part, counts))
    if _CUSTOM_PART in kept:
        kept[_CUSTOM_PART] = _cut(kept[_CUSTOM_PART], _record(kept[_CUSTOM_PART], counts))
        if not any(item.name == f"{_CUSTOM}property" for item in _elements(kept[_CUSTOM_PART])):
            gone |= {_CUSTOM_PART}
            del kept[_CUSTOM_PART]
    for name in [name for name in kept if name.endswith(".rels")]:
        kept[name] = _cut(kept[name], _links(kept[name], gone))
    kept["[Content_Types].xml"] = _cut(kept["[Content_Types].xml"], _kinds(kept["[Content_Types].xml"], gone))
    return Cleaned(packed.packed(kept), {kind: counts[kind] for kind in ("书签", "批注", "留底", "作者", "编辑标记") if counts[kind]})


def _in_utf8(part: bytes) -> bytes:
    """A part in UTF-16 as one in UTF-8; any other as it is."""
    if part[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return part
    return re.sub(r"""encoding=(["'])utf-16\1""", 'encoding="UTF-8"', part.decode("utf-16"), count=1, flags=re.IGNORECASE).encode("utf-8")


# ------------------------------------------------------------------------------------------------------- the scan
class _Element(Frozen):
    """An element of a part: its name with its namespace, its attributes, the bytes of its first tag and of all of it, the names above it."""

    name: str
    attributes: Mapping[str, str]
    start: int
    tag_end: int
    end: int
    above: tuple[str, ...]


def _elements(part: bytes) -> list[_Element]:
    """The elements of a part in the order of their ends. Raises ExpatError."""
    found: list[_Element] = []
    opened: list[tuple[str, Mapping[str, str], int, int]] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: Mapping[str, str]) -> None:
        at = parser.CurrentByteIndex
        tag = _TAG.match(part, at)
        opened.append((name, attributes, at, tag.end() if tag else at))

    def end(name: str) -> None:
        _, attributes, at, tag_end = opened.pop()
        closing = tag_end if part[tag_end - 2:tag_end] == b"/>" else part.index(b">", parser.CurrentByteIndex) + 1
        found.append(_Element(name, attributes, at, tag_end, closing, tuple(item[0] for item in opened)))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(part, True)
    return found


def _cut(part: bytes, stretches: Iterable[tuple[int, int]]) -> bytes:
    """A part without some stretches of its bytes; what lies inside another goes with it."""
    out, at = [], 0
    for start, end in sorted(stretches):
        if start > at:
            out.append(part[at:start])
        at = max(at, end)
    return b"".join([*out, part[at:]])


def _referred(part: bytes) -> Iterator[str]:
    """The bookmarks that links and fields of a part refer to."""
    instructions = []
    for item in _elements(part):
        if item.name == f"{_W}hyperlink":
            yield item.attributes.get(f"{_W}anchor", "")
        elif item.name == f"{_W}fldSimple":
            instructions.append(item.attributes.get(f"{_W}instr", ""))
        elif item.name == f"{_W}instrText":
            instructions.append(unescape(part[item.tag_end:item.end].decode("utf-8").partition("<")[0]))
    yield from _REFERS.findall("".join(instructions))


# ---------------------------------------------------------------------------------------------------- what is cut
def _body(part: bytes, referred: frozenset[str], counts: Counter[str]) -> Iterator[tuple[int, int]]:
    """Bookmarks, the places of comments, the numbers of sessions."""
    elements = _elements(part)
    kept = {item.attributes.get(f"{_W}id") for item in elements if item.name == f"{_W}bookmarkStart" and item.attributes.get(f"{_W}name") in referred}
    for item in elements:
        if item.name in _ENDS_OF_BOOKMARKS and item.attributes.get(f"{_W}id") not in kept:
            counts["书签"] += item.name == f"{_W}bookmarkStart"
            yield item.start, item.end
        elif item.name in _ENDS_OF_COMMENTS:
            yield item.start, item.end
        elif item.name == f"{_W}commentReference":
            counts["批注"] += 1
            yield _with_its_run(item, elements)
        elif item.name in (f"{_W}rsids", f"{_W}rsid"):
            counts["编辑标记"] += item.name == f"{_W}rsids"
            yield item.start, item.end
        for found in _SESSION.finditer(part, item.start, item.tag_end):
            counts["编辑标记"] += 1
            yield found.span()


def _with_its_run(reference: _Element, elements: Iterable[_Element]) -> tuple[int, int]:
    """The reference of a comment, or the whole run where that says nothing else."""
    depth = len(reference.above)
    run = next(item for item in elements if len(item.above) == depth - 1 and item.start < reference.start and reference.end < item.end)
    beside = (item for item in elements if len(item.above) == depth and run.start < item.start < run.end)
    alone = all(item.name in (f"{_W}rPr", f"{_W}commentReference") for item in beside)
    return (run.start, run.end) if alone else (reference.start, reference.end)


def _names(part: bytes, counts: Counter[str]) -> Iterator[tuple[int, int]]:
    """The words of those properties that name people."""
    for item in _elements(part):
        if item.name in _WHO and item.end > item.tag_end and (stop := part.rindex(b"</", item.tag_end, item.end)) > item.tag_end:
            counts["作者"] += 1
            yield item.tag_end, stop


def _record(part: bytes, counts: Counter[str]) -> Iterator[tuple[int, int]]:
    """The properties in which a draft remembers its making; those of others stay."""
    for item in _elements(part):
        if item.name == f"{_CUSTOM}property" and re.fullmatch(rf"{NAME}\d+", item.attributes.get("name", "")):
            counts["留底"] = 1
            yield item.start, item.end


def _links(part: bytes, gone: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Relationships to parts that are no longer there."""
    return _pointing(part, f"{_RELATIONS}Relationship", lambda item: item.attributes.get("TargetMode") != "External"
                     and any(name.endswith(f"/{item.attributes.get('Target', '').lstrip('/')}") or name == item.attributes.get("Target", "").lstrip("/") for name in gone))


def _kinds(part: bytes, gone: Iterable[str]) -> Iterator[tuple[int, int]]:
    """What kind of part each of those was."""
    return _pointing(part, f"{_TYPES}Override", lambda item: item.attributes.get("PartName", "").lstrip("/") in gone)


def _pointing(part: bytes, name: str, at: Callable[[_Element], bool]) -> Iterator[tuple[int, int]]:
    return ((item.start, item.end) for item in _elements(part) if item.name == name and at(item))
