"""What an edited draft needs for its numbers to be those of the brief again, and what only a person can decide.

A number is found by its bookmark or by the words around it (``readers.anchors``). It is changed where it still reads as it was printed; one that a
person retyped is left. What turns a sentence's meaning is changed with the words that say so, or the whole sentence is left.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from generator.frozen import replace
from generator.language.said import numbers
from generator.language.sentences import sentence_at
from generator.model import Brief, Change, Edit, Left, Revision
from generator.readers.anchors import Anchor, anchors, same
from generator.readers.document import Document
from generator.revision import relations
from generator.revision.prints import Print, Prints

_LEAST = 4                                       # characters before a number by which its copy is known
_DIGIT = re.compile(r"[\d.]")
_TELLING = 3                                     # digits of a number that is no chance
_SIGNED = ("yoy", "yoy_pp", "difference", "excess")
_RETYPED, _REWORDED = "有人在稿子里改过", "稿子里换了说法"
_EMPTIED = "稿子里删了这个数，前后的话还在"
_FLIPPED = "增减变了，这句话要人来改"
_UNTRUE = "“{}”不合现在的数，这句话要人来改"
_STANDS = "可能是同一个数，要人来定"
_TOUCHED = "这句话说到“{}”，它的增减、完成情况变了，看看还对不对"
_LEFT_SENTENCE = "同一句话里有要人来改的，一起留着"


def plan(document: Document, brief: Brief) -> Revision:
    """The changes that a draft of ours needs to carry the numbers of a brief, and what is left."""
    planner = _Planner(document, Prints(brief))
    planner.run()
    known = document.record.get("known")
    ids = [str(id) for id in known] if isinstance(known, list) else None
    fresh = () if ids is None else tuple(str(figure.label) for id, figure in brief.figures.items() if id not in ids)
    gone = () if ids is None else tuple(id for id in ids if id not in brief.figures)
    return Revision(tuple(sorted(planner.changed, key=_place)), tuple(sorted(planner.left, key=_place)), fresh, gone)


def _place(item: Change | Left) -> tuple[int, int]:
    return item.paragraph, item.start


class _Planner:
    """One document on its way to a plan."""

    def __init__(self, document: Document, prints: Prints) -> None:
        self._prints = prints
        self._lines = [words.text for words in document.paragraphs]
        self._anchors = anchors(document)
        self._gaps = [list(entry) for entry in document.record.get("gaps", ()) if isinstance(entry, list) and len(entry) >= 5]
        self.changed: list[Change] = []
        self.left: list[Left] = []

    def run(self) -> None:
        """Numbers that the draft printed, gaps that are filled now, copies; then what their sentences make of them."""
        for anchor in self._anchors:
            if anchor.state != "gone":
                self._anchored(anchor, self._print(anchor))
        self._fill()
        moved = [change for change in self.changed if change.ref.rpartition(".")[2] in (*_SIGNED, "completion")]
        flipped = {change.ref.rpartition(".")[0]: change for change in moved if self._flips(change)}
        self._weigh()
        self._copies()
        self._mentions(flipped)

    # ---------------------------------------------------------------------------------------- one number
    def _print(self, anchor: Anchor) -> Print:
        if anchor.key.startswith("facts"):
            return self._prints.fact(anchor.ref, anchor.printed, anchor.held)
        return self._prints.figure(anchor.ref, anchor.printed)

    def _anchored(self, anchor: Anchor, now: Print) -> None:
        if anchor.state == "emptied":
            if now.text != anchor.printed:
                self._leave(anchor, now, _EMPTIED)
        elif anchor.state == "changed":
            if not (now.text and same(now.text, anchor.now)):
                self._leave(anchor, now, _RETYPED if now.text else now.lacking)
        elif now.lacking:
            self._leave(anchor, now, now.lacking)
        elif (now.text != anchor.printed and not _equal(now.text, anchor.printed)) or _turned_round(anchor, now):
            at = self._lines[anchor.paragraph].find(anchor.printed, anchor.start, anchor.end)
            if at < 0:
                self._leave(anchor, now, _REWORDED)
            else:
                self._change(anchor, now, at)

    def _leave(self, anchor: Anchor, now: Print, why: str) -> None:
        self.left.append(Left(anchor.ref, now.label or anchor.held, anchor.printed, anchor.now, now.text, anchor.paragraph, anchor.start, anchor.end, why, now.source))

    def _change(self, anchor: Anchor, now: Print, at: int) -> None:
        end = at + len(anchor.printed)
        turned = tuple(self._approximated(anchor, at, end)) if anchor.ref.endswith(".value") and not anchor.key.startswith("facts") else ()
        value = "" if now.value is None else f"{now.value:f}"
        self.changed.append(Change(anchor.ref, now.label, anchor.printed, now.text, anchor.paragraph, at, end, now.source, anchor.key, turned, value, use=now.use))

    def _approximated(self, anchor: Anchor, start: int, end: int) -> Iterator[Edit]:
        """约, 近, 超过, 以上 as the brief has them now, where the draft put them there."""
        line = self._lines[anchor.paragraph]
        before, after = self._prints.around(anchor.ref.rpartition(".")[0])
        had_before = next((word for word in ("不少于", "不超过", "超过", "约", "近") if anchor.before.endswith(word)), "")
        had_after = next((word for word in ("以上", "左右") if line.startswith(word, end)), "")
        if had_before != before and line[:start].endswith(had_before):
            yield Edit(anchor.paragraph, start - len(had_before), start, before)
        if had_after != after:
            yield Edit(anchor.paragraph, end, end + len(had_after), after)

    # ------------------------------------------------------------------------------------ what is filled
    def _fill(self) -> None:
        """Gaps of the draft that still stand and that the brief fills now."""
        for ref, printed, _, _, label in (entry[:5] for entry in self._gaps):
            now = self._prints.filled(str(ref), str(label))
            if now.lacking:
                continue
            for paragraph, line in enumerate(self._lines):
                for found in re.finditer(re.escape(str(printed)), line):
                    if not any(change.paragraph == paragraph and change.start == found.start() for change in self.changed):
                        words = self._named(line[: found.start()], ref, now)
                        value = "" if now.value is None else f"{now.value:f}"
                        self.changed.append(Change(ref, now.label, printed, words, paragraph, found.start(), found.end(), now.source, value=value, gap=True, use=now.use))

    @staticmethod
    def _named(before: str, ref: str, now: Print) -> str:
        """A gap named its indicator; the number that fills it needs the name where nothing before it says it."""
        bare = re.split("[，；。：、]", before)[-1].removeprefix("其中").strip()
        return f"{now.label}{now.text}" if ref.endswith(".value") and not bare else now.text

    # ----------------------------------------------------------------------------------- what words claim
    def _flips(self, change: Change) -> bool:
        """Whether a number's relation turned round: from a rise to a fall, from above a plan to below; never for one whose old value is not known."""
        old = _decimal(next((anchor.held for anchor in self._anchors if anchor.key == change.key and change.key), ""))
        new = _decimal(change.value)
        if old is None or new is None:
            return False
        edge = 100 if change.ref.endswith(".completion") else 0
        return (old > edge) != (new > edge) or (old < edge) != (new < edge)

    def _weigh(self) -> None:
        """Turns the words that have to be turned; where that is not safe the sentence stays as it was, with all that is of the same figure."""
        kept: list[Change] = []
        refused: dict[tuple[int, int, str], str] = {}
        for change in self.changed:
            why, turned = self._judged(change)
            if why:
                refused[(change.paragraph, self._sentence(change)[0], change.ref.rpartition(".")[0])] = why
            kept.append(replace(change, turned=(*change.turned, *turned)))
        self.changed = []
        for change in kept:
            why = refused.get((change.paragraph, self._sentence(change)[0], change.ref.rpartition(".")[0]), "")
            if why and not change.gap:
                own = self._judged(change)[0]
                self.left.append(Left(change.ref, change.label, change.old, change.old, change.new, change.paragraph, change.start, change.end,
                                      own or _LEFT_SENTENCE, change.source))
            else:
                self.changed.append(change)

    def _judged(self, change: Change) -> tuple[str, tuple[Edit, ...]]:
        """Why a change cannot be made without a person, if so; else the words that change with it."""
        start, end = self._sentence(change)
        line = self._lines[change.paragraph]
        id, _, what = change.ref.rpartition(".")
        view = self._prints.view(id)
        if view is None or change.gap:
            return "", ()
        for claim in relations.claims(line[start:end]):
            found = _value(self._prints, id, claim.what)
            if claim.what in (what, "completion", "share", "value") and found is not None and self._alone(change) and not claim.least <= found <= claim.most:
                return _UNTRUE.format(claim.words.search(line[start:end])[0]), ()      # type: ignore[index]
        if what in _SIGNED and (value := _decimal(change.value)) is not None:
            return self._directed(change, value, line, start, end)
        if what == "completion" and (value := _decimal(change.value)) is not None and value >= 100:
            only = relations.belittled(line[start:change.start])
            return "", () if only is None else (Edit(change.paragraph, start + only[0], start + only[1], ""),)
        return "", ()

    def _directed(self, change: Change, value: Decimal, line: str, start: int, end: int) -> tuple[str, tuple[Edit, ...]]:
        """A movement: the word before it turned, if there is one and the sentence makes no more of it."""
        word = relations.turned(line[start:change.start], value > 0, change.ref.endswith(".yoy_pp"))
        flips = self._flips(change)
        if word is None:
            return (_FLIPPED if flips or value <= 0 else ""), ()
        if value == 0:
            return _FLIPPED, ()
        begin, stop, right = start + word[0], start + word[1], word[2]
        if line[begin:stop] == right:
            return "", ()
        if relations.draws(line[start:end]) or relations.goes_on(line[change.end:end]):
            return _FLIPPED, ()
        return "", (Edit(change.paragraph, begin, stop, right),)

    def _alone(self, change: Change) -> bool:
        """Whether a sentence speaks of one figure only, so that what it claims is of that one."""
        start, end = self._sentence(change)
        ids = {anchor.ref.rpartition(".")[0] for anchor in self._anchors
               if anchor.paragraph == change.paragraph and start <= anchor.start < end and not anchor.key.startswith("facts")}
        return len(ids) == 1

    def _sentence(self, change: Change | Left) -> tuple[int, int]:
        return sentence_at(self._lines[change.paragraph], change.start)

    # -------------------------------------------------------------------------------------------- copies
    def _copies(self) -> None:
        """The same number elsewhere, where no entry of the record stands: changed where the words before it are those before the draft's, else left
        where it is too exact to be chance."""
        taken = [(anchor.paragraph, anchor.start, anchor.end) for anchor in self._anchors if anchor.state != "gone"]
        taken += [(change.paragraph, change.start, change.end) for change in self.changed if change.gap]
        by_text: dict[str, list[Change]] = {}
        for change in self.changed:
            if change.key and not change.gap:
                by_text.setdefault(change.old, []).append(change)
        for old, changes in by_text.items():
            befores = {change.key: next(anchor.before for anchor in self._anchors if anchor.key == change.key) for change in changes}
            for paragraph, start, end in self._standing(old, taken):
                line = self._lines[paragraph]
                copied = next((change for change in changes if len(befores[change.key]) >= _LEAST and line[:start].endswith(befores[change.key])), None)
                if copied is not None:
                    self.changed.append(Change(copied.ref, copied.label, old, copied.new, paragraph, start, end, copied.source))
                elif sum(char.isdigit() for char in old) >= _TELLING:
                    first = changes[0]
                    self.left.append(Left(first.ref, first.label, old, old, first.new, paragraph, start, end, _STANDS, first.source))

    def _standing(self, words: str, taken: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
        """Where words stand as a whole number, outside the places that are taken."""
        for paragraph, line in enumerate(self._lines):
            at = line.find(words)
            while at >= 0:
                end = at + len(words)
                whole = not (_DIGIT.match(line[at - 1:at] or "") and words[:1].isdigit()) and not (line[end:end + 1].isdigit() and words[-1:].isdigit())
                if whole and not any(place == paragraph and begin < end and at < stop for place, begin, stop in taken):
                    yield paragraph, at, end
                at = line.find(words, at + 1)

    def _mentions(self, flipped: Mapping[str, Change]) -> None:
        """Other sentences that name a figure whose relation turned round and speak of rise, fall or plan."""
        told: list[Change | Left] = [*self.changed, *self.left]
        seen = {(item.paragraph, self._sentence(item)[0]) for item in told}
        for id, change in flipped.items():
            view = self._prints.view(id)
            label = str(self._prints.brief.figures[id].label) if view is not None else ""
            for paragraph, line in enumerate(self._lines):
                at = line.find(label) if label else -1
                while at >= 0:
                    start, end = sentence_at(line, at)
                    clause = re.split("[，；。：！？]", line[at:end])[0]
                    if (paragraph, start) not in seen and relations.moves(clause.removeprefix(label)):
                        seen.add((paragraph, start))
                        self.left.append(Left(change.ref, change.label, "", line[start:end], "", paragraph, start, end, _TOUCHED.format(label), change.source))
                    at = line.find(label, at + 1)


def _turned_round(anchor: Anchor, now: Print) -> bool:
    """Whether a movement of the same size goes the other way: a rise of 6.9% that is a fall of 6.9%."""
    old = _decimal(anchor.held) if anchor.ref.rpartition(".")[2] in _SIGNED else None
    return old is not None and now.value is not None and (old > 0) != (now.value > 0)


def _value(prints: Prints, id: str, what: str) -> float | None:
    view = prints.view(id)
    if view is None:
        return None
    if what == "value":
        return float(view.number) if view.number is not None else None
    found = getattr(view, what)
    value = getattr(found, "value", None)
    return float(value) if value is not None else None


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _equal(one: str, two: str) -> bool:
    """Whether two prints say the same number, in whatever unit; not where digits are all that differs in looks (5.20, 5.2)."""
    was, now = numbers(one).quantities, numbers(two).quantities
    if len(was) != 1 or len(now) != 1 or was[0].unit != now[0].unit:
        return False
    return (was[0].value, was[0].high) == (now[0].value, now[0].high) and was[0].scale != now[0].scale
