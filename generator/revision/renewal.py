"""What a draft remembers of itself after its numbers were changed: by this it is found again the next time."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.model import Change, Edit, Revision
from generator.readers.anchors import anchors
from generator.readers.document import Document
from generator.readers.record import AROUND


def renewed(document: Document, revision: Revision, digest: str, known: Sequence[str]) -> Mapping[str, Any]:
    """The record of a document after a revision: new prints and new words around them for what stands as it was printed; what a person changed
    or took out stays remembered as it was. ``digest`` and ``known`` are those of the brief. A document in which nothing changed keeps its record."""
    record = dict(document.record)
    if not revision.changed:
        return record
    edits, lines = revision.edits, applied(document, revision)
    changed = {change.key: change for change in revision.changed if change.key}
    figures, facts = dict(record.get("figures", {})), list(record.get("facts", []))
    for anchor in anchors(document):
        change = changed.get(anchor.key)
        if anchor.state != "same" or not (change or anchor.now == anchor.printed):
            continue
        printed = change.new if change else anchor.printed
        start = moved(change.start if change else anchor.start, anchor.paragraph, edits)
        value = change.value if change and not anchor.key.startswith("facts") else anchor.held
        entry = [anchor.ref, printed, *_around(lines[anchor.paragraph], start, printed), value]
        if anchor.key.startswith("facts"):
            facts[int(anchor.key[6:-1])] = entry
        else:
            figures[anchor.key] = entry
    filled = [change for change in revision.changed if change.gap]
    for number, change in enumerate(filled, 1 + max((int(name[1:]) for name in figures if name[1:].isdigit()), default=0)):
        printed = change.new.removeprefix(change.label)
        start = moved(change.start, change.paragraph, edits) + len(change.new) - len(printed)
        entry = [change.ref, printed, *_around(lines[change.paragraph], start, printed)]
        if change.value:
            figures[f"n{number}"] = [*entry, change.value]
        else:
            facts.append([*entry, change.label])
    return {**record, "brief": digest, "known": list(known), "figures": figures, "facts": facts, "gaps": _open(record, filled)}


def applied(document: Document, revision: Revision) -> list[str]:
    """The text of every paragraph with the changes made."""
    return [_revised(words.text, [edit for edit in revision.edits if edit.paragraph == at]) for at, words in enumerate(document.paragraphs)]


def _revised(text: str, edits: Sequence[Edit]) -> str:
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
        text = text[:edit.start] + edit.new + text[edit.end:]
    return text


def moved(place: int, paragraph: int, edits: Sequence[Edit]) -> int:
    """Where a place of the old text stands in the new one: behind all that ends before it."""
    return place + sum(len(edit.new) - (edit.end - edit.start) for edit in edits if edit.paragraph == paragraph and edit.end <= place
                       and (edit.start < place or edit.end == edit.start))


def _around(line: str, start: int, printed: str) -> tuple[str, str]:
    end = start + len(printed)
    return line[max(0, start - AROUND):start], line[end:end + AROUND]


def _open(record: Mapping[str, Any], filled: Sequence[Change]) -> list[Any]:
    """The gaps that are left."""
    done = {(change.ref, change.old) for change in filled}
    return [entry for entry in record.get("gaps", []) if not (isinstance(entry, list) and tuple(entry[:2]) in done)]
