"""Findings as Word comments in a copy of a document: each on the stretch that it is about, the words and all else as they were.

A range begins and ends beside the runs that say its first and last character; runs are split there. Its reference, which carries the comment, stands
at the level of the paragraph, outside insertions, links and fields, and behind all bookmarks: LibreOffice 7.4 moves the end of every bookmark that
ends behind the reference of a range in the same paragraph. From a content control around paragraphs it is put into the next paragraph outside:
LibreOffice 7.4 shows no word that stands before a reference in such a control. Text boxes, notes, headers and footers take no comments; theirs
stand on a paragraph of the body and say where they belong.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from lxml import etree

from generator.frozen import Frozen, replace
from generator.model import Finding
from generator.readers.body import Piece, Traced, W, trace_body
from generator.readers.document import PLACES, parts_beside
from generator.writers import packed
from generator.writers.docx.tree import DOCUMENT, cut, moment, parsed, told

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONS, _CONTENT = "word/_rels/document.xml.rels", "[Content_Types].xml"
# Elements in which a range may begin or end: the rest (formulas, controls that hold one value) is commented from outside.
_HOLDERS = {f"{W}{name}" for name in ("p", "ins", "moveTo", "hyperlink", "sdt", "sdtContent", "fldSimple", "smartTag", "customXml", "dir", "bdo")}
_HOLDERS |= {f"{_MC}AlternateContent", f"{_MC}Choice"}
_CLOSED = {f"{W}{name}" for name in ("text", "dataBinding", "date", "dropDownList", "comboBox", "equation", "citation", "docPartList", "docPartObj", "picture")}
_NOTES = {"footnote": ("footnoteReference", "footnote"), "endnote": ("endnoteReference", "endnote")}
_LONGEST = 30                                    # characters of what stands in a box or note that its comment repeats


def annotated(content: bytes, findings: Sequence[Finding]) -> bytes:
    """A copy of the .docx in which every finding is a comment. The same input gives the same bytes."""
    files = packed.entries(content)
    document = parsed(files[DOCUMENT])
    target, comments = _Target(document, trace_body(document), files), _Comments(files, document)
    spans: dict[int, list[_Span]] = {}
    for finding in findings:
        at, start, end, place = target.aim(finding)
        number = comments.add(_words(finding, place))
        spans.setdefault(at, []).append(_Span(start, end, number))
    for at, wanted in spans.items():
        _mark(target.paragraphs[at], wanted, target.outside(at))
    if not findings:
        return packed.packed(files)
    return packed.packed(files | comments.parts() | {DOCUMENT: told(document)})


def _words(finding: Finding, place: str) -> str:
    where = f"（{place}“{_short(finding.text)}”）" if place and finding.text.strip() else f"（{place}）" if place else ""
    return f"〔{finding.rule}〕{where}{finding.message}" + (f" 建议：{finding.suggestion}" if finding.suggestion else "")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST - 1]}…"


# ------------------------------------------------------------------------------------------------------ the place
class _Span(Frozen):
    """Where a comment goes in a paragraph: all of it where ``end`` is not behind ``start``."""

    start: int
    end: int
    number: int


class _Target(Frozen):
    """The document's paragraphs, and the way from a finding to one of them that takes a comment."""

    document: Any
    paragraphs: list[Traced]
    files: Mapping[str, bytes]

    def aim(self, finding: Finding) -> tuple[int, int, int, str]:
        """Number and stretch of a paragraph, and the name of the place where the words really stand, if that is another."""
        if finding.paragraph >= len(self.paragraphs):
            where, holder = self._beside[finding.paragraph - len(self.paragraphs)]
            return self._number(holder), 0, 0, PLACES[where]
        holder = _holder(self.paragraphs[finding.paragraph].elements[0])
        if holder is not None:
            return self._number(holder), 0, 0, PLACES["box"]
        return finding.paragraph, finding.start, finding.end, ""

    def outside(self, at: int) -> Any:
        """The paragraph in which references go for one in a content control, the next one that is in none; None for the paragraph itself."""
        if not _is_controlled(self.paragraphs[at]):
            return None
        others = (*self.paragraphs[at + 1:], *self.paragraphs[:at][::-1])
        return next((item.elements[-1] for item in others if not _is_controlled(item) and item.words.where != "box"), None)

    def _number(self, holder: Any) -> int:
        """The number of the paragraph that an element is of; the first with words for none."""
        first = next((at for at, item in enumerate(self.paragraphs) if item.words.text.strip()), 0)
        return next((at for at, item in enumerate(self.paragraphs) if any(element is holder for element in item.elements)), first)

    @cached_property
    def _beside(self) -> list[tuple[str, Any]]:
        """Where each paragraph beside the body stands, numbered as they are read, and the paragraph of the body that calls it."""
        return [(where, self._caller(item, where)) for name, where in parts_beside(self.files)
                for item in trace_body(parsed(self.files[name])) if item.words.text.strip()]

    def _caller(self, item: Traced, where: str) -> Any:
        """The paragraph that has a note's reference; None for headers and footers."""
        if where not in _NOTES:
            return None
        reference, note = _NOTES[where]
        element: Any = item.elements[0]
        number = next((above.get(f"{W}id") for above in element.iterancestors(f"{W}{note}")), None)
        called = next((node for node in self.document.iter(f"{W}{reference}") if node.get(f"{W}id") == number), None)
        paragraph = next(called.iterancestors(f"{W}p"), None) if called is not None else None
        return paragraph if paragraph is None or _holder(paragraph) is None else _holder(paragraph)


def _is_controlled(item: Traced) -> bool:
    element: Any = item.elements[-1]
    return any(above.tag == f"{W}sdtContent" for above in element.iterancestors())


def _holder(paragraph: Any) -> Any:
    """The paragraph of the body that holds a text box with this one in it; None for one that stands in no box."""
    above = [*paragraph.iterancestors()]
    boxed = any(element.tag == f"{W}txbxContent" for element in above)
    return next((element for element in above[::-1] if element.tag == f"{W}p"), None) if boxed else None


# ------------------------------------------------------------------------------------------------------ the marks
def _mark(item: Traced, spans: Sequence[_Span], elsewhere: Any) -> None:
    """The comments of one paragraph; their references stand in it, or at the end of one that stands elsewhere."""
    if not item.pieces:
        (item.elements[-1] if elsewhere is None else elsewhere).extend(_reference(span.number) for span in spans)
        return
    length = item.pieces[-1].end
    wanted = [replace(span, start=min(max(span.start, 0), length), end=min(span.end, length)) for span in spans]
    wanted = [span if span.start < span.end else replace(span, start=0, end=length) for span in wanted]
    pieces = [*item.pieces]
    for at in sorted({edge for span in wanted for edge in (span.start, span.end)} - {0, length}):
        cut(pieces, at)
    for span in wanted:
        first = next(piece for piece in pieces if piece.start <= span.start < piece.end)
        last = next(piece for piece in pieces if piece.start < span.end <= piece.end)
        _outermost(first, -1).addprevious(_element("commentRangeStart", span.number))
        _outermost(last, 1).addnext(_element("commentRangeEnd", span.number))
    if elsewhere is not None:
        elsewhere.extend(_reference(span.number) for span in wanted)
        return
    for span in wanted[::-1]:                    # each goes before those that are there
        _resting(span.number, item.elements).addnext(_reference(span.number))


def _outermost(piece: Piece, side: int) -> Any:
    """The element beside which a range begins (``side`` -1) or ends (1): the run, or what closes around it, or what begins or ends with it."""
    element: Any = piece.run if piece.run is not None else piece.said
    above = [*element.iterancestors()]
    for number, (inner, outer) in enumerate(zip([element, *above], above, strict=False)):
        if outer.tag == f"{W}p":
            break
        at_edge = outer.tag in _HOLDERS and inner is element and _is_edge(inner, side)
        if outer.tag not in _HOLDERS or outer.find(f"{W}sdtPr") is not None and _is_closed(outer) or at_edge:
            element = above[number]
    return element


def _is_edge(element: Any, side: int) -> bool:
    """Whether nothing stands before (-1) or after (1) an element in its holder but what describes that."""
    beside = element.itersiblings(preceding=side < 0)
    return all(other.tag in (f"{W}sdtPr", f"{W}sdtEndPr", f"{_MC}Fallback", f"{W}customXmlPr", f"{W}smartTagPr", f"{W}bookmarkStart", f"{W}bookmarkEnd")
               for other in beside if other.tag not in (f"{W}commentRangeStart", f"{W}commentRangeEnd"))


def _is_closed(control: Any) -> bool:
    """A content control for one value, which a program may fill anew."""
    return any(child.tag in _CLOSED for child in control.find(f"{W}sdtPr"))


def _resting(number: int, paragraphs: Iterable[Any]) -> Any:
    """The element after which a range's reference goes: the last that ends with the range, with a field that is open there or with a bookmark."""
    paragraph = next(item for item in paragraphs if any(node.get(f"{W}id") == str(number) for node in item.iter(f"{W}commentRangeEnd")))
    reached, due, depth, found = False, False, 0, None
    for child in paragraph:
        depth += _opened(child)
        if any(node.get(f"{W}id") == str(number) for node in child.iter(f"{W}commentRangeEnd")):
            reached = due = True
        due = due or reached and next(child.iter(f"{W}bookmarkEnd"), None) is not None
        if due and depth <= 0:
            found, due = child, False
    return paragraph[-1] if due or found is None else found


def _opened(element: Any) -> int:
    """How many fields are open after an element that were not before it."""
    kinds = [node.get(f"{W}fldCharType") for node in element.iter(f"{W}fldChar")]
    return kinds.count("begin") - kinds.count("end")


def _element(name: str, number: int) -> Any:
    return etree.Element(f"{W}{name}", {f"{W}id": str(number)})


def _reference(number: int) -> Any:
    run = etree.Element(f"{W}r")
    run.append(_element("commentReference", number))
    return run


# --------------------------------------------------------------------------------------------------- the comments
class _Comments:
    """The part with the comments: the document's own with ours behind them, or a new one."""

    def __init__(self, files: Mapping[str, bytes], document: Any) -> None:
        self._files = files
        self._relations = parsed(files.get(_RELATIONS, f'<Relationships xmlns="{_RELATION[1:-1]}"/>'.encode()))
        target = next((item.get("Target", "") for item in self._relations if item.get("Type") == f"{_R}/comments"), "")
        self._name = (target.lstrip("/") if target.startswith("/") else f"word/{target}") if target else ""
        self._root: Any = parsed(files[self._name]) if self._name in files else etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
        named = [item.get(f"{W}id", "") for item in (*self._root, *document.iter(*(f"{W}comment{name}" for name in ("RangeStart", "RangeEnd", "Reference"))))]
        self._next = max((int(id) for id in named if id.isdigit()), default=-1) + 1
        self._moment = moment(files)

    def add(self, words: str) -> int:
        """A comment; its number."""
        number = self._next
        self._next += 1
        comment = etree.SubElement(self._root, f"{W}comment", {f"{W}id": str(number), f"{W}author": "拟稿", f"{W}date": self._moment, f"{W}initials": "拟"})
        comment.append(etree.fromstring(_PARAGRAPH))
        next(comment.iter(f"{W}t")).text = _VALID.sub("", words)
        return number

    def parts(self) -> dict[str, bytes]:
        """The parts that are to be written."""
        if self._name in self._files:
            return {self._name: told(self._root)}
        name = self._name or next(name for name in _names("word/comments{}.xml") if name not in self._files)
        return {name: told(self._root)} | ({} if self._name else self._related(name)) | self._typed(name)

    def _related(self, name: str) -> dict[str, bytes]:
        ids = {item.get("Id") for item in self._relations}
        id = next(id for id in _names("rIdComments{}") if id not in ids)
        etree.SubElement(self._relations, f"{_RELATION}Relationship", {"Id": id, "Type": f"{_R}/comments", "Target": name.removeprefix("word/")})
        return {_RELATIONS: told(self._relations)}

    def _typed(self, name: str) -> dict[str, bytes]:
        types = parsed(self._files[_CONTENT])
        if not any(item.get("PartName") == f"/{name}" for item in types):
            etree.SubElement(types, f"{_TYPES}Override", {"PartName": f"/{name}", "ContentType": _COMMENTS_TYPE})
        return {_CONTENT: told(types)}


# A comment's paragraph says itself how it looks: it may stand in any document, whose plain style may indent and enlarge.
_PARAGRAPH = (f'<w:p xmlns:w="{W[1:-1]}"><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
              '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="21"/>'
              '<w:szCs w:val="21"/></w:rPr><w:t xml:space="preserve"/></w:r></w:p>')
_VALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")     # what no XML may hold


def _names(pattern: str) -> Iterator[str]:
    yield pattern.format("")
    number = 1
    while True:
        yield pattern.format(number)
        number += 1
