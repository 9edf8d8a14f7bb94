"""overlap 和旧稿雷同

把去年的稿子拿来改几个数，是最容易露馅的写法：领导一听就知道讲过，换了情况的话还会讲错。这一条拿稿子和旧稿（一个文件夹，里面的 .txt、.md、.docx
都算）逐字比，连着13个字以上一样的，说出在哪一份的哪一行（段）。标点和空格不算字，改几个逗号瞒不过去；数字和字母算字。

书名号里的法规、规划名称，本单位列出的专名，党和国家的固定提法，给了写作要点的还有里面的事实（名称、口号、标题、列举、数），谁写都一样，不算雷同；
把这些去掉，连着的自己的话不到8个字的也不算。标题、署名、称谓不比。稿子自己若也放在旧稿里（是同一个文件，或几乎句句相同），不和自己比。读不了的文件会说
一声：没有比过不等于没有雷同。

依据：《党政机关公文处理工作条例》第十九条（一切从实际出发，分析问题实事求是）；连着13个字算雷同，是本项目自己的尺度。

错：会后，各单位要«把每一个项目的名字和责任人都贴在墙上»，让群众看。
错：会后，各单位要«把每一个项目的名字，和责任人都贴在“墙上”»，让群众看。
对：会后，各单位把项目的名字和责任人张榜公布，让群众看。
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count
from operator import not_
from pathlib import Path
from struct import Struct
from typing import NamedTuple

from generator.checks.facts import texts
from generator.checks.review import Found, Passage, Review
from generator.frozen import Frozen
from generator.language.overlap import RUN
from generator.language.rhythm import longest
from generator.model import PRELIMINARIES
from generator.readers.corpus import UNREADABLE, Source, sources

ID, SEVERITY, NEEDS = "overlap", "warning", ("corpus",)
_KEPT = "[\u3400-\u9fff0-9A-Za-z]"         # compiled only for a comparison; as generator.language.overlap counts
_ANCHOR = (RUN + 1) // 2                         # characters; with a step of _STEP one lies in every run: _ANCHOR + _STEP - 1 = RUN
_STEP = RUN + 1 - _ANCHOR
_BESIDE = (RUN - _ANCHOR + 1) // 2               # of a run's other characters at least so many stand together before or after its anchor
_WIDER = _ANCHOR + _BESIDE
_BLOCK = 32                                      # anchors looked up at once: few enough that one found does not cost much
_ANCHORS = Struct(f"{2 * _ANCHOR}s" * _BLOCK)    # characters as UTF-16, two bytes each
_GALLOP = 16                                     # characters compared at once
_OWN = 8                                         # characters together besides facts that make a run somebody's wording
_NAME = 3                                        # characters of the shortest text of a brief that is looked for
_SAME, _FEWEST, _LONGER = 0.9, 5, 1.25           # a file is the document itself: share of its sentences, at least so many, lengths no further apart
_QUOTED = re.compile("《[^》]*》")
_QUANTITY = re.compile(r"\d[\d.,]*[%％万亿]*(?:美元|[元个家项户名人位亩倍年月日])?")
_FIXED = ("习近平新时代中国特色社会主义思想", "“三个代表”重要思想", "“两个确立”", "增强“四个意识”、坚定“四个自信”、做到“两个维护”")
_MEETING = re.compile("^在(.+)上的(?:讲话|报告|发言|致辞)")
_TOLD = 3


class _Run(NamedTuple):
    """Characters ``[start, end)`` of the condensed document that stand in a file; ``place`` counts its lines or paragraphs from 1."""

    start: int
    end: int
    name: str
    unit: str
    place: int


def check(review: Review) -> Iterator[Found]:
    """Every run of the document that an older speech holds too, and the files that could not be compared."""
    page = _Page.of([passage for passage in review.body if not _of_front(passage, review)])
    if not page.passages:
        return
    compared = _compare(page, review)
    aside = _Aside(review)
    runs = [run for run in _maximal(compared.runs) if page.own(run, aside) >= _OWN]
    for start, end, run in _claimed(runs):
        at, begin, stop = page.span(start, end)
        same = min(end, run.end) - max(start, run.start)
        yield Found(at, begin, stop, f"和“{run.name}”第{run.place}{run.unit}有{same}个字一字不差", "用今年的事实和自己的话重写；固定的名称、提法可以列进专名")
    for message in compared.remarks():
        yield Found(0, 0, 0, message, severity="info")


def _of_front(passage: Passage, review: Review) -> bool:
    """Whether a passage is of the title block, which ends with a salutation; without one only what reads like a title is."""
    hailed = any(other.role == "salutation" for other in review.passages)
    return passage.role in PRELIMINARIES and (hailed or _MEETING.match(passage.text.strip()) is not None)


# ------------------------------------------------------------------------------------------------ the document
class _Page(Frozen):
    """The document condensed: counted characters alone, a ``\\0`` around each passage; for each character its passage and its offset there."""

    passages: Sequence[Passage]
    text: str
    places: Sequence[tuple[int, int]]            # index into passages, offset; of a \0 what stood before it
    widest: int                                  # characters of the longest passage
    sentences: Sequence[str]

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> _Page:
        """Some passages, condensed."""
        text, places, widest = ["\0"], [(0, 0)], 0
        for number, passage in enumerate(passages):
            kept = [(found.group(), (number, found.start())) for found in re.finditer(_KEPT, passage.text)]
            text += [*(character for character, _ in kept), "\0"]
            places += [*(place for _, place in kept), (number, 0)]
            widest = max(widest, len(kept))
        told = ("".join(re.findall(_KEPT, passage.text[start:end])) for passage in passages for start, end in passage.sentences)
        return cls(passages, "".join(text), places, widest, [sentence for sentence in told if len(sentence) >= RUN])

    def span(self, start: int, end: int) -> tuple[int, int, int]:
        """Condensed characters as a stretch of the document: paragraph, start, end."""
        number, begin = self.places[start]
        return self.passages[number].at, begin, self.places[end - 1][1] + 1

    def own(self, run: _Run, aside: _Aside) -> int:
        """The most characters of a run together that are no fact."""
        given = aside.of(self.passages[self.places[run.start][0]].text)
        return longest(not given[self.places[at][1]] for at in range(run.start, run.end))


class _Aside:
    """Facts and formulations, which are nobody's wording."""

    def __init__(self, review: Review) -> None:
        meetings = (_MEETING.match(passage.text.strip()) for passage in review.passages if passage.role in PRELIMINARIES)
        formulations = (text for entry in review.standards.formulations for text in (entry.text, *entry.match))
        brief = texts(review.brief) if review.brief is not None else ()
        given = {*_FIXED, *review.checking.formulations, *formulations, *brief, *(found[1] for found in meetings if found)}
        self._names = {*review.names, *(name for name in given if len(name) >= _NAME)}
        self._shapes = (_QUOTED, _QUANTITY) if review.brief is not None else (_QUOTED,)
        self._known: dict[str, bytearray] = {}

    def of(self, text: str) -> bytearray:
        """For each character of a paragraph whether a name holds it."""
        if text not in self._known:
            named = bytearray(len(text))
            for start, end in self._stretches(text):
                named[start:end] = b"\1" * (end - start)
            self._known[text] = named
        return self._known[text]

    def _stretches(self, text: str) -> Iterator[tuple[int, int]]:
        yield from (found.span() for shape in self._shapes for found in shape.finditer(text))
        for name in filter(None, self._names):
            at = text.find(name)
            while at >= 0:
                yield at, at + len(name)
                at = text.find(name, at + 1)


# ------------------------------------------------------------------------------------------------- the corpus
class _Shared(NamedTuple):
    """How many characters of the document stand together in a file, and where."""

    length: int
    name: str
    unit: str
    place: int


class _Compared:
    """What came of comparing: the runs found, files that could not be read, files that hold the document itself."""

    def __init__(self) -> None:
        self.runs: list[_Run] = []
        self.unread: list[str] = []
        self.same: list[str] = []

    def remarks(self) -> Iterator[str]:
        """What a person has to know of files that were not compared."""
        for names, why in ((self.unread, "读不了，没有比"), (self.same, "和这份稿子几乎句句相同，当作同一篇，没有比")):
            if names:
                more = f"等{len(names)}份" if len(names) > 1 else ""
                yield f"旧稿里的“{'”“'.join(names[:_TOLD])}”{more}{why}"


def _compare(page: _Page, review: Review) -> _Compared:
    """The document against every file of the corpus but itself."""
    seeker, compared = _Seeker(page), _Compared()
    own = review.document.path
    for source in sources(review.corpus):
        if own is not None and _one_file(own, source.path):
            continue
        named = source.path.stem == Path(review.document.name).stem
        try:
            more = seeker.read(source)
        except UNREADABLE:
            compared.unread.append(source.name)
            continue
        if not more or not seeker.is_same(1 if named else _FEWEST):
            seeker.keep()
        elif not named:
            compared.same.append(source.name)
    compared.runs = list(seeker.runs())
    return compared


def _one_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


class _Seeker:
    """Looks for runs of one document in many texts, each read once as a stream.

    Only every seventh place of a text is looked at: seven characters from there, an anchor, lie in the document if a run of thirteen is to hold
    them. Where one does, the text around it is read by an automaton that knows all stretches of the document. Buffers overlap by the longest
    paragraph of the document, so that no run is cut.
    """

    def __init__(self, page: _Page) -> None:
        text = page.text
        self._page = page
        self._automaton = _Automaton(text)
        grams = (text[at:at + _ANCHOR] for at in range(len(text) - _ANCHOR + 1))
        self._anchors = frozenset(gram.encode("utf-16-le") for gram in grams if "\0" not in gram)
        self._wider = frozenset(text[at:at + _WIDER] for at in range(len(text) - _WIDER + 1))
        self._best: dict[int, _Shared] = {}      # by state of the automaton
        self._found: dict[int, _Shared] = {}     # the same of the source that was read last, where it has more
        self._text: list[str] = []               # its text, as long as it may be the document itself
        self._size = 0

    def read(self, source: Source) -> bool:
        """Reads a source; whether it holds more of the document than those that were kept. Raises one of UNREADABLE."""
        self._found, self._text, self._size = {}, [], 0
        carried, line = "", 1
        for piece in source.pieces:
            told = condensed(piece)
            self._size += len(told)
            if self._size <= len(self._page.text) * _LONGER:
                self._text.append(told)
            text = carried + told
            at = 0
            for state, length, begin in self._matches(text):
                best = self._found.get(state) or self._best.get(state)
                if best is None or best.length < length:
                    line += text.count("\n", at, begin) if begin >= at else -text.count("\n", begin, at)
                    at = begin
                    self._found[state] = _Shared(length, source.name, source.unit, line)
            carried = text[-self._page.widest:]
            line += text.count("\n", at, len(text) - len(carried))
        return bool(self._found)

    def keep(self) -> None:
        """Keeps what the source that was read last holds."""
        self._best |= self._found

    def is_same(self, fewest: int) -> bool:
        """Whether the source that was read last is the document itself or another copy of it; too few sentences say nothing."""
        sentences, size = self._page.sentences, len(self._page.text)
        if len(sentences) < fewest or not size <= self._size * _LONGER <= size * _LONGER ** 2:
            return False
        text, misses = "".join(self._text), 0
        for sentence in sentences:
            misses += sentence not in text
            if misses > len(sentences) * (1 - _SAME):
                return False
        return True

    def runs(self) -> Iterator[_Run]:
        """By its end each longest run of the document that what was kept holds."""
        for end, shared in self._automaton.spread(self._best):
            yield _Run(end - shared.length, end, shared.name, shared.unit, shared.place)

    def _matches(self, text: str) -> Iterator[tuple[int, int, int]]:
        """(state, length, start in the text) of every stretch of RUN characters and more that the document has too."""
        wider, read = self._wider, 0
        for at in self._hits(text):
            if at + _ANCHOR > read and (text[at:at + _WIDER] in wider or (at >= _BESIDE and text[at - _BESIDE:at + _ANCHOR] in wider)):
                read, found = self._automaton.read(text, max(0, at - _STEP + 1), at + _ANCHOR)
                yield from found

    def _hits(self, text: str) -> Iterator[int]:
        """The places of the text whose anchor the document has."""
        anchors = self._anchors
        packed = text.encode("utf-16-le")
        packed += bytes(-len(packed) % _ANCHORS.size)
        apart = map(anchors.isdisjoint, _ANCHORS.iter_unpack(packed))
        for number in compress(count(), map(not_, apart)):
            block = _ANCHORS.unpack_from(packed, number * _ANCHORS.size)
            yield from [at * _STEP for at, anchor in enumerate(block, number * _BLOCK) if anchor in anchors]


class _Automaton:
    """All stretches of a text (suffix automaton, Blumer et al. 1985): a state stands for stretches that end at the same places of it. What another
    text has in common with it is found in one pass, however often the one repeats itself."""

    def __init__(self, text: str) -> None:
        self._next: list[dict[str, int]] = [{}]
        self._length = [0]                       # of a state's longest stretch
        self._link = [-1]                        # the state of the longest end of it that stands in more places
        self._whole = [0]                        # by place, the state of all the text before it
        self._text = text
        for character in text:
            self._grow(character)

    def _grow(self, character: str) -> None:
        last = self._whole[-1]
        new = self._state({}, 0, self._length[last] + 1)
        self._whole.append(new)
        while last >= 0 and character not in self._next[last]:
            self._next[last][character] = new
            last = self._link[last]
        if last < 0:
            return
        there = self._next[last][character]
        if self._length[there] == self._length[last] + 1:
            self._link[new] = there
            return
        twin = self._state(dict(self._next[there]), self._link[there], self._length[last] + 1)
        self._link[there] = self._link[new] = twin
        while last >= 0 and self._next[last].get(character) == there:
            self._next[last][character] = twin
            last = self._link[last]

    def _state(self, following: dict[str, int], link: int, length: int) -> int:
        self._next.append(following)
        self._link.append(link)
        self._length.append(length)
        return len(self._next) - 1

    def read(self, text: str, at: int, least: int) -> tuple[int, list[tuple[int, int, int]]]:
        """Reads a text from one place at least to another, and on as long as an anchor is in common. To where it was read, and of the runs on
        the way (state, length, start); of one that stands in one place only its end."""
        state, length, found = 0, 0, list[tuple[int, int, int]]()
        while at < len(text) and (at < least or length >= _ANCHOR):
            character = text[at]
            following = self._next[state].get(character)
            while following is None and state:
                state = self._link[state]
                length = self._length[state]
                following = self._next[state].get(character)
            at += 1
            if following is not None:
                state, length = following, length + 1
                place = self._length[state]
                if self._whole[place] == state:
                    further = self._along(text, at, place)
                    state, length, at = self._whole[place + further], length + further, at + further
                if length >= RUN:
                    found.append((state, length, at - length))
        return at, found

    def _along(self, text: str, at: int, place: int) -> int:
        """How far another text goes on like this one after a place."""
        own, by = self._text, at - place
        start = place
        while own[place:place + _GALLOP] == text[place + by:place + by + _GALLOP]:
            place += _GALLOP
        while own[place:place + 1] == text[place + by:place + by + 1]:
            place += 1
        return place - start

    def spread(self, best: dict[int, _Shared]) -> Iterator[tuple[int, _Shared]]:
        """Of each place of the text the longest run before it, by what is known of states."""
        known = self._inward(best)
        for end, whole in enumerate(self._whole):
            state = whole
            while self._length[state] >= RUN and state not in known:
                state = self._link[state]
            if state in known:
                yield end, known[state]

    def _inward(self, best: dict[int, _Shared]) -> dict[int, _Shared]:
        """What is known of states with what follows from it: of a run that stands in one place all that begins with it is known, and of any
        run every end of it."""
        known = dict(best)
        for end in range(len(self._whole) - 1, 1, -1):
            shared, before = known.get(self._whole[end]), self._whole[end - 1]
            if shared is not None and shared.length - 1 > max(self._length[self._link[before]], RUN - 1, known.get(before, _NONE).length):
                known[before] = shared._replace(length=shared.length - 1)
        for whole in sorted(known, key=lambda state: -self._length[state]):
            shared, state = known[whole], self._link[whole]
            while self._length[state] >= RUN and known.get(state, _NONE).length < self._length[state]:
                known[state] = shared._replace(length=self._length[state])
                state = self._link[state]
        return known


_NONE = _Shared(0, "", "", 0)
_RARE = re.compile(b"\xe3[\x90-\xbf]")                               # U+3400 to U+3FFF
_PLAIN = "[^\n\u3400-\u9fff0-9A-Za-z]+"
# Bytes that begin no counted character: ASCII but digits and letters, the first bytes of every character outside U+4000 to U+9FFF.
_DROPPED = bytes(byte for byte in range(256) if not (chr(byte).isascii() and chr(byte).isalnum() or byte == 10 or 0x80 <= byte < 0xC0 or 0xE4 <= byte < 0xEA))


def condensed(piece: bytes) -> str:
    """The counted characters and line ends of some UTF-8.

    What begins a character that does not count is deleted; the bytes left of it are then no UTF-8 and passed over in decoding: five times as fast
    as a regular expression. Rare characters that share their first byte with 、 and 。 take the slow way.
    """
    if _RARE.search(piece):
        return re.sub(_PLAIN, "", piece.decode("utf-8"))
    return piece.translate(None, _DROPPED).decode("utf-8", "ignore")


# ---------------------------------------------------------------------------------------------------- the runs
def _maximal(runs: Iterable[_Run]) -> Iterator[_Run]:
    """Runs that no other one holds."""
    reached = 0
    for run in sorted(runs, key=lambda run: (run.start, -run.end)):
        if run.end > reached:
            reached = run.end
            yield run


def _claimed(runs: Sequence[_Run]) -> list[tuple[int, int, _Run]]:
    """Stretches of the document, none over another, each with its run: the longest has all of its own, a shorter one what is left. Less than RUN
    characters are told with the run beside them."""
    size = max((run.end for run in runs), default=0)
    owner = [-1] * size
    order = sorted(runs, key=lambda run: (run.start - run.end, run.start))
    for number, run in enumerate(order):
        for start, end in _free(owner, run):
            owner[start:end] = [number if end - start >= RUN or number == 0 else _neighbour(owner, start, end)] * (end - start)
    borders = [at for at in range(size + 1) if at in (0, size) or owner[at - 1] != owner[at]]
    return [(start, end, order[owner[start]]) for start, end in zip(borders, borders[1:], strict=False) if owner[start] >= 0]


def _free(owner: Sequence[int], run: _Run) -> list[tuple[int, int]]:
    """The stretches of a run that nobody has."""
    borders = [run.start, *(at for at in range(run.start + 1, run.end) if (owner[at] < 0) != (owner[at - 1] < 0)), run.end]
    return [(start, end) for start, end in zip(borders, borders[1:], strict=False) if owner[start] < 0]


def _neighbour(owner: Sequence[int], start: int, end: int) -> int:
    """Who has what stands beside a stretch, the longer run first."""
    beside = [owner[at] for at in (start - 1, end) if 0 <= at < len(owner) and owner[at] >= 0]
    return min(beside)
