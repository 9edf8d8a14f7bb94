"""The words of a .docx as a person sees them: the accepted view, paragraph by paragraph in reading order, with the places of its bookmarks.

Inserted and moved-in text counts, deleted and moved-away text does not, nor do hidden text and the instructions of fields; a paragraph whose mark
was deleted goes on in the next one. Text boxes follow the paragraph that holds them; of two renderings of one drawing the first is read.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from generator.frozen import Frozen, replace

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_GONE, _COME = (f"{W}del", f"{W}moveFrom"), (f"{W}ins", f"{W}moveTo")
_CHANGES = tuple(f"{W}{name}Change" for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr"))
_CHARACTERS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_OFF = ("0", "false", "off")


class Bookmark(Frozen):
    """A named stretch of a paragraph's text."""

    name: str
    start: int
    end: int


class Words(Frozen):
    """A paragraph: its accepted text, where it stands (body, table, box), its bookmarks, and how many revisions in it wait for a decision."""

    text: str
    where: str = "body"
    bookmarks: tuple[Bookmark, ...] = ()
    pending: int = 0


class Piece(Frozen):
    """A stretch ``[start, end)`` of a paragraph's text with the element that says it and the run in which that stands; formulas have no run."""

    start: int
    end: int
    said: ElementTree.Element
    run: ElementTree.Element | None


class Traced(Frozen):
    """A paragraph with where its words come from: the paragraphs of the file (several where marks were deleted) and the pieces in them."""

    words: Words
    elements: tuple[ElementTree.Element, ...]
    pieces: tuple[Piece, ...]


def paragraphs(document: bytes) -> list[str]:
    """The text of each paragraph of a part. Raises ParseError."""
    return [words.text for words in read_body(document)]


def read_body(document: bytes) -> list[Words]:
    """The paragraphs of a part (document, footnotes, header …). Raises ParseError."""
    root = ElementTree.fromstring(document)
    return [words for words, _ in _blocks(root, "body", _Paragraph)]


def trace_body(root: ElementTree.Element) -> list[Traced]:
    """The same paragraphs, each with the elements that say it; the tree may be lxml's."""
    return [Traced(words, tuple(part.element for part in parts), tuple(_pieces(parts))) for words, parts in _blocks(root, "body", _Tracing)]


def _pieces(parts: Iterable[_Paragraph]) -> Iterator[Piece]:
    """The pieces of paragraphs that run on, counted through."""
    offset = 0
    for part in parts:
        yield from (replace(piece, start=piece.start + offset, end=piece.end + offset) if offset else piece for piece in part.pieces)
        offset += part.length


def _blocks(container: ElementTree.Element, where: str, read: type[_Paragraph]) -> Iterator[tuple[Words, list[_Paragraph]]]:
    """The paragraphs in a container, tables and content controls opened, each with those of the file that make it up."""
    parts: list[_Paragraph] = []
    for child in container:
        if child.tag == f"{W}p":
            parts.append(read(child))
            if parts[-1].runs_on:
                continue
            yield _joined(parts, where), parts
            for part in parts:
                for box in part.boxes:
                    yield from _blocks(box, "box", read)
            parts = []
        elif child.tag == f"{W}tr" and child.find(f"{W}trPr/{W}del") is not None:
            continue
        elif child.tag not in _GONE:
            yield from _blocks(_chosen(child), "table" if child.tag == f"{W}tbl" and where == "body" else where, read)
    if parts:
        yield _joined(parts, where), parts


def _joined(parts: list[_Paragraph], where: str) -> Words:
    """A paragraph, with those that it goes on from."""
    said = parts[0].words(where)
    for part in parts[1:]:
        after = part.words(where)
        moved = tuple(replace(mark, start=mark.start + len(said.text), end=mark.end + len(said.text)) for mark in after.bookmarks)
        said = Words(said.text + after.text, where, (*said.bookmarks, *moved), said.pending + after.pending)
    return said


def _chosen(element: ElementTree.Element) -> ElementTree.Element:
    """Of two renderings of one thing the first, which is the newer."""
    if element.tag != f"{_MC}AlternateContent":
        return element
    found = element.find(f"{_MC}Choice")
    return found if found is not None else element


class _Paragraph:
    """One paragraph being read."""

    pieces: Iterable[Piece] = ()

    def __init__(self, element: ElementTree.Element) -> None:
        self.element = element
        self.boxes: list[ElementTree.Element] = []
        self.runs_on = False
        self.length = 0
        self._text: list[str] = []
        self._pending = 0
        self._open: dict[str, tuple[str, int]] = {}
        self._marks: list[Bookmark] = []
        self._fields: list[bool] = []             # for each field that is open, whether its result has begun
        self._inside(element)

    def words(self, where: str) -> Words:
        """What was read; a bookmark that ends in another paragraph ends with this one."""
        left = [Bookmark(name, start, self.length) for name, start in self._open.values()]
        return Words("".join(self._text), where, (*self._marks, *left), self._pending)

    def _inside(self, element: ElementTree.Element) -> None:
        for child in element:
            if child.tag in _GONE:
                self._pending += 1
            elif child.tag == f"{W}pPr":
                self._properties(child)
            elif child.tag == f"{W}r":
                self._run(child)
            elif child.tag == f"{W}bookmarkStart":
                self._open[child.get(f"{W}id", "")] = child.get(f"{W}name", ""), self.length
            elif child.tag == f"{W}bookmarkEnd":
                self._close(child.get(f"{W}id", ""))
            elif child.tag == f"{_M}t":
                self._say(child.text or "", child)
            else:
                self._pending += child.tag in _COME
                self._inside(_chosen(child))

    def _properties(self, element: ElementTree.Element) -> None:
        mark = element.find(f"{W}rPr")
        changed = [child.tag for child in mark] if mark is not None else []
        self.runs_on = any(tag in _GONE for tag in changed)
        self._pending += sum(tag in _GONE + _COME for tag in changed) + sum(node.tag in _CHANGES for node in element.iter())

    def _run(self, run: ElementTree.Element) -> None:
        hidden = False
        for child in run:
            if child.tag == f"{W}rPr":
                vanish = child.find(f"{W}vanish")
                hidden = vanish is not None and vanish.get(f"{W}val", "1") not in _OFF
                self._pending += sum(node.tag in _CHANGES for node in child)
            elif child.tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType", ""))
            elif child.tag == f"{W}t" and not hidden:
                self._say(child.text or "", child)
            elif child.tag == f"{W}br" and not hidden:
                self._say("" if child.get(f"{W}type") in ("page", "column") else "\n", child)
            elif child.tag in _CHARACTERS and not hidden:
                self._say(_CHARACTERS[child.tag], child)
            elif child.tag not in (f"{W}t", f"{W}br"):
                self._drawn(_chosen(child))

    def _drawn(self, element: ElementTree.Element) -> None:
        """Text boxes in a drawing; one in another is read with it."""
        if element.tag == f"{W}txbxContent":
            self.boxes.append(element)
            return
        for child in element:
            self._drawn(_chosen(child))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _say(self, text: str, said: ElementTree.Element) -> None:
        if all(self._fields):
            self._text.append(text)
            self.length += len(text)

    def _close(self, number: str) -> None:
        if number in self._open:
            name, start = self._open.pop(number)
            self._marks.append(Bookmark(name, start, self.length))


class _Tracing(_Paragraph):
    """One paragraph being read that remembers which element said what."""

    def __init__(self, element: ElementTree.Element) -> None:
        self.pieces: list[Piece] = []
        self._current: ElementTree.Element | None = None
        super().__init__(element)

    def _run(self, run: ElementTree.Element) -> None:
        self._current = run
        super()._run(run)
        self._current = None

    def _say(self, text: str, said: ElementTree.Element) -> None:
        before = self.length
        super()._say(text, said)
        if self.length > before:
            self.pieces.append(Piece(before, self.length, said, self._current))


def pending(read: Iterable[Words]) -> int:
    """How many revisions wait for a decision."""
    return sum(words.pending for words in read)
