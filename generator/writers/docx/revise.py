"""New numbers in a copy of an edited document: the words of a stretch change, the runs, their looks, bookmarks, comments and revisions stay.

With ``track`` each change is a revision of the author 拟稿; inside what somebody else has inserted and nobody has accepted, the new words are part of
that insertion, for revisions of one kind do not stand in one another.
"""
from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from lxml import etree

from generator.model import Edit
from generator.readers.body import Piece, Traced, W, trace_body
from generator.readers.record import NAME, PIECE
from generator.writers import packed
from generator.writers.docx import provenance
from generator.writers.docx.body import note
from generator.writers.docx.tree import DOCUMENT, SPACE, cut, moment, parsed, told

_CUSTOM = "docProps/custom.xml"
_COMMENTS = "word/comments.xml"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PROPERTIES = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_STRING = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}lpwstr"
_AUTHOR = "拟稿"


def revised(content: bytes, edits: Sequence[Edit], record: Mapping[str, Any], *, track: bool = False) -> bytes:
    """A copy of the .docx with new words for some stretches of its accepted text, and with what it remembers of itself renewed. Without edits and
    with the record that it has it is the same bytes. The same input gives the same bytes."""
    files = packed.entries(content)
    document = parsed(files[DOCUMENT])
    before = trace_body(document)
    reviser = _Reviser(document, moment(files) if track else "")
    for at in sorted({edit.paragraph for edit in edits}):
        reviser.paragraph(before[at], [edit for edit in edits if edit.paragraph == at])
    changed = {DOCUMENT: told(document)}
    comments = _comments(files, reviser.answered, reviser.told)
    return packed.packed(files | changed | comments | {_CUSTOM: _remembered(files[_CUSTOM], _with_hash(record, before, trace_body(document)))})


def _with_hash(record: Mapping[str, Any], before: Sequence[Traced], after: Sequence[Traced]) -> Mapping[str, Any]:
    """A draft that nobody had edited is again one that nobody has edited; an edited one stays so."""
    untouched = record.get("text") == provenance.text_hash([item.words.text for item in before])
    return {**record, "text": provenance.text_hash([item.words.text for item in after])} if untouched else record


class _Reviser:
    """A document being revised; ``answered`` are the comments of gaps that are filled, ``told`` those of figures that are new, with their words."""

    def __init__(self, document: Any, tracked: str) -> None:
        self._tracked = tracked
        ids = (node.get(f"{W}id", "") for node in document.iter(f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"))
        self._next = max((int(id) for id in ids if id.isdigit()), default=0) + 1
        self.answered: set[str] = set()
        self.told: dict[str, str] = {}

    def paragraph(self, item: Traced, edits: Sequence[Edit]) -> None:
        """The edits of one paragraph, the last first, so that the places of the others stay; and of its other rendering, if it has one."""
        others = [other for other in _renderings(item) if other.words.text == item.words.text]
        for one in (item, *others):
            pieces = [*one.pieces]
            for edit in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
                self._edit(one, pieces, edit)

    def _edit(self, item: Traced, pieces: list[Piece], edit: Edit) -> None:
        number = _around(next(piece for piece in pieces if piece.start <= edit.start < piece.end)) if edit.use and edit.start < edit.end else None
        if number is not None and not edit.gap:
            self.told[number] = note(edit.use)          # type: ignore[arg-type]
        if edit.gap:
            self._fill(item, pieces, edit)
        elif self._tracked:
            self._track(item, pieces, edit)
        else:
            old = item.words.text[edit.start:edit.end]
            head = _shared(old, edit.new)
            tail = _shared(old[head:][::-1], edit.new[head:][::-1])
            _splice(pieces, edit.start + head, edit.end - tail, edit.new[head:len(edit.new) - tail], _side(item, edit))

    def _fill(self, item: Traced, pieces: list[Piece], edit: Edit) -> None:
        """A hole gets its number: the yellow ground goes, and the comment that asked for it."""
        if self._tracked:
            self._track(item, pieces, edit)
            return
        for at in (edit.start, edit.end):
            if 0 < at < pieces[-1].end:
                cut(pieces, at)
        for piece in pieces:
            if edit.start <= piece.start < edit.end and piece.run is not None:
                for mark in piece.run.findall(f"{W}rPr/{W}highlight"):
                    mark.getparent().remove(mark)             # type: ignore[attr-defined]
        self.answered |= _asked(next(piece for piece in pieces if piece.start <= edit.start < piece.end))
        _splice(pieces, edit.start, edit.end, edit.new, 0)

    def _track(self, item: Traced, pieces: list[Piece], edit: Edit) -> None:
        length = pieces[-1].end
        for at in (edit.start, edit.end):
            if 0 < at < length:
                cut(pieces, at)
        inside = [piece for piece in pieces if edit.start <= piece.start and piece.end <= edit.end]
        after = _side(item, edit) > 0
        near = next(piece for piece in pieces if (piece.start <= edit.start < piece.end if after or edit.start == 0 else piece.start < edit.start <= piece.end))
        model = inside[0] if inside else near
        made = self._revision("ins", _run_like(model.run, edit.new)) if edit.new else None
        runs = list(dict.fromkeys(piece.run for piece in inside if piece.run is not None))
        if made is not None:
            if _inserted(model.run):
                made = made[0]
            anchor = runs[-1] if runs else near.run
            (anchor.addprevious if not runs and (after or edit.start == 0) else anchor.addnext)(made)      # type: ignore[union-attr]
        for run in runs:
            self._delete(run)

    def _delete(self, run: Any) -> None:
        gone = self._revision("del")
        run.addprevious(gone)
        gone.append(run)
        for text in run.iter(f"{W}t"):
            text.tag = f"{W}delText"

    def _revision(self, kind: str, *runs: Any) -> Any:
        made = etree.Element(f"{W}{kind}", {f"{W}id": str(self._next), f"{W}author": _AUTHOR, f"{W}date": self._tracked})
        self._next += 1
        made.extend(runs)
        return made


def _shared(one: str, two: str) -> int:
    """How many characters two texts begin with alike."""
    return next((at for at, (left, right) in enumerate(zip(one, two, strict=False)) if left != right), min(len(one), len(two)))


def _side(item: Traced, edit: Edit) -> int:
    """Where words go that take the place of nothing: 1 before what follows, -1 behind what precedes, outside of a bookmark that begins or ends there."""
    if edit.start < edit.end:
        return 0
    return 1 if any(mark.end == edit.start > mark.start for mark in item.words.bookmarks) and edit.start < len(item.words.text) else -1


def _splice(pieces: Sequence[Piece], start: int, end: int, new: str, side: int) -> None:
    """New words for ``[start, end)`` of a paragraph's text, in the element that says the first of the old ones."""
    if start == end:
        holder = next((piece for piece in pieces if piece.start < start <= piece.end), None) if side <= 0 else None
        holder = holder or next(piece for piece in pieces if piece.start <= start < piece.end)
        _put(holder, start - holder.start, start - holder.start, new)
        return
    for piece in [piece for piece in pieces if piece.start < end and start < piece.end][::-1]:
        first = piece.start <= start
        _put(piece, max(0, start - piece.start), min(piece.end, end) - piece.start, new if first else "")


def _put(piece: Piece, start: int, end: int, new: str) -> None:
    text = piece.said.text or ""
    piece.said.text = text[:start] + new + text[end:]
    if piece.said.text != piece.said.text.strip():
        piece.said.set(SPACE, "preserve")


def _run_like(run: Any, text: str) -> Any:
    """A run that looks like another and says something else; never marked as a hole."""
    made = etree.Element(f"{W}r")
    properties = run.find(f"{W}rPr") if run is not None else None
    if properties is not None:
        copied = deepcopy(properties)
        for mark in copied.findall(f"{W}highlight"):
            copied.remove(mark)
        made.append(copied)
    said = etree.SubElement(made, f"{W}t", {SPACE: "preserve"})
    said.text = text
    return made


def _inserted(run: Any) -> bool:
    return run is not None and any(above.tag in (f"{W}ins", f"{W}moveTo") for above in run.iterancestors())


def _renderings(item: Traced) -> Iterable[Traced]:
    """The paragraphs of the other rendering of the drawing in which a paragraph stands."""
    element: Any = item.elements[0]
    for above in element.iterancestors(f"{_MC}AlternateContent"):
        for fallback in above.findall(f"{_MC}Fallback"):
            yield from trace_body(fallback)


# ------------------------------------------------------------------------------------------- comments and record
def _around(piece: Piece) -> str | None:
    """The number of the comment whose range is one run; None where there is none."""
    before, after = _beside(piece)
    if before is None or before.tag != f"{W}commentRangeStart" or after is None or after.tag != f"{W}commentRangeEnd":
        return None
    number: str | None = before.get(f"{W}id")
    return number if after.get(f"{W}id") == number else None


def _beside(piece: Piece) -> tuple[Any, Any]:
    """What stands before and after a run, bookmarks aside."""
    run: Any = piece.run if piece.run is not None else piece.said
    marks = (f"{W}bookmarkStart", f"{W}bookmarkEnd")
    before = next((item for item in run.itersiblings(preceding=True) if item.tag not in marks), None)
    return before, next((item for item in run.itersiblings() if item.tag not in marks), None)


def _asked(piece: Piece) -> set[str]:
    """Takes out the range and the reference of the comment that stands around a hole; its number."""
    number = _around(piece)
    if number is None:
        return set()
    before, after = _beside(piece)
    root = before.getroottree().getroot()
    for reference in [node for node in root.iter(f"{W}commentReference") if node.get(f"{W}id") == number]:
        holder = reference.getparent()
        holder.remove(reference)
        if all(child.tag == f"{W}rPr" for child in holder):
            holder.getparent().remove(holder)
    for mark in (before, after):
        mark.getparent().remove(mark)
    return {number}


def _comments(files: Mapping[str, bytes], answered: set[str], words: Mapping[str, str]) -> dict[str, bytes]:
    """The part with the comments: without those that are answered, with new words in those of ours that told of a figure; none where nothing
    changes."""
    if not (answered or words) or _COMMENTS not in files:
        return {}
    root = parsed(files[_COMMENTS])
    for comment in list(root):
        number, first = comment.get(f"{W}id"), next(comment.iter(f"{W}t"), None)
        if number in answered:
            root.remove(comment)
        elif number in words and comment.get(f"{W}author") == _AUTHOR and first is not None:
            first.text = words[number]
    return {_COMMENTS: told(root)}


def _remembered(custom: bytes, record: Mapping[str, Any]) -> bytes:
    """The custom properties with another record in them; those of others stay."""
    root = parsed(custom)
    old = [item for item in root if re.fullmatch(rf"{NAME}\d+", item.get("name", ""))]
    form = old[0].get("fmtid") if old else ""
    for item in old:
        root.remove(item)
    used = max((int(item.get("pid", "1")) for item in root), default=1)
    words = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    for number, at in enumerate(range(0, len(words), PIECE)):
        item = etree.SubElement(root, f"{_PROPERTIES}property", {"fmtid": form or "", "pid": str(used + 1 + number), "name": f"{NAME}{number}"})
        etree.SubElement(item, _STRING).text = words[at:at + PIECE]
    return told(root)
