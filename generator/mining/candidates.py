"""Candidates: sentences of the archive that could be phrase blocks. A person takes them over or leaves them."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generator.characters import HAN
from generator.frozen import Frozen
from generator.language.sentences import sentences
from generator.mining import frames
from generator.mining.study import Studied
from generator.model import Block
from generator.tags import own_words

_SHORTEST, _LONGEST = 14, 70                     # characters of a sentence that can be a block
_EACH = 12                                       # candidates of one move
_PLACE = re.compile("[我全本][省市县区镇乡](?=[^委政直]|$)")
_ORGANS = re.compile("(?:[县市区镇乡]|镇党)委、(?:[县市区镇乡])政府")
_LEFT_OUT = re.compile("[×ＸX*＊_□]|某|【|\\.{2,}|…")
_SECRET = re.compile("绝密|机密|秘密|内部资料|内部使用|不得外传|传达到此")
_POINTING = re.compile(
    "^(?:这|那|其|他们|它|此|上述|以上|为此|因此|所以|但|但是|同时|而|而且|另外|还有|特别是|一是|二是|三是|四是|一要|二要|三要|首先|其次|第[一二三四五]|刚才|昨天|会上)")
_NUMBERED = re.compile(r"\d|[零〇一二三四五六七八九十百千万亿两几]+(?:个|家|项|名|位|次|年|月|日|天|亿|万|倍|成|条|户|人|元|亩|支|套|批|类|点|方面|大|件|桩|笔|块|句|条|本|张|步)")
_NAMED = re.compile(
    "(?:同志|书记|县长|市长|区长|镇长|主任|局长)(?:讲|说|强调|指出|要求|还?要?作|的讲话)|公司|集团|有限"
    f"|[省市县区镇乡]委(?!副|常委|政法|第一|专职){HAN}{{1,3}}书记|[和、，](?!各位|有的|全体|广大|哪位|在座|负责){HAN}{{2}}同志[、，]")


class Candidate(Frozen):
    """A sentence that could be a block: its text with what a brief fills, the move it makes, how often it was said, where it comes from, and the
    nearest block of the bank with how like it is (0 to 1)."""

    move: str
    text: str
    count: int
    sources: tuple[str, ...]
    near: str = ""
    like: float = 0.0


class Dropped(Frozen):
    """How many sentences could be no candidates, by what stands in them."""

    numbers: int = 0
    names: int = 0
    secret: int = 0
    left_out: int = 0


def candidates(studied: Iterable[Studied], names: frames.Names, blocks: Iterable[Block]) -> tuple[list[Candidate], Dropped]:
    """The sentences that could be blocks, those said oftenest first in each move, and how many were dropped for what."""
    found: dict[tuple[str, str], tuple[int, set[str]]] = {}
    dropped: Counter[str] = Counter()
    for study in studied:
        for move, sentence in _sentences(study):
            why = _unfit(sentence, names)
            if why:
                dropped[why] += 1
            else:
                text = _filled(sentence)
                count, sources = found.get((move, text), (0, set()))
                found[move, text] = count + 1, sources | {study.speech.name}
    own = [(block, _pairs("".join(own_words(block.text)))) for block in blocks]
    by_move: dict[str, list[Candidate]] = {}
    for (move, text), (count, sources) in sorted(found.items(), key=lambda item: (item[0][0], -item[1][0], len(item[0][1]), item[0][1])):
        if len(by_move.setdefault(move, [])) < _EACH:
            near, like = _nearest(text, [(block, pairs) for block, pairs in own if block.move == move])
            by_move[move].append(Candidate(move, text, count, tuple(sorted(sources)), near, like))
    return [item for items in by_move.values() for item in items], Dropped(**{name: dropped[name] for name in ("numbers", "names", "secret", "left_out")})


def _sentences(study: Studied) -> Iterator[tuple[str, str]]:
    """Whole sentences with the move of their unit."""
    for at, paragraph in enumerate(study.speech.paragraphs):
        for start, end in sentences(paragraph.text):
            move = study.move_at(at, start)
            text = paragraph.text[start:end].strip()
            if move and _SHORTEST <= len(text) <= _LONGEST and text[-1] in "。！？":
                yield move, text


def _unfit(sentence: str, names: frames.Names) -> str:
    """Why a sentence can be no block: numbers, names, what is secret or left out; "-" for one that leans on what was said before."""
    if _SECRET.search(sentence):
        return "secret"
    if _LEFT_OUT.search(sentence):
        return "left_out"
    if _NUMBERED.search(sentence):
        return "numbers"
    bare = _PLACE.sub("", sentence)
    if _NAMED.search(sentence) or names.has(bare) or re.search(r"\{(?:body|org|person|meeting|slogan|document)\}", frames.abstracted(_ORGANS.sub("", bare), names)):
        return "names"
    return "-" if _POINTING.match(sentence) else ""


def _filled(sentence: str) -> str:
    """A sentence as the text of a block: our own place and its organs are the brief's."""
    text = sentence.replace("{", "").replace("}", "")
    text = _ORGANS.sub("{{ place.organs }}", text)
    return _PLACE.sub(lambda found: "{{ place.whole }}" if found.group()[0] == "全" else "{{ place.self }}", text)


def _pairs(text: str) -> frozenset[str]:
    bare = re.sub(r"\W", "", text)
    return frozenset(bare[at:at + 2] for at in range(len(bare) - 1))


def _nearest(text: str, blocks: Sequence[tuple[Block, frozenset[str]]]) -> tuple[str, float]:
    """The block that shares the most pairs of characters with a text, and how many of all; ("", 0) without blocks."""
    own = _pairs(re.sub(r"\{\{.*?\}\}", "", text))
    scored = [(len(own & pairs) / max(1, len(own | pairs)), block.id) for block, pairs in blocks]
    like, near = max(scored, key=lambda item: (item[0], item[1]), default=(0.0, ""))
    return near, round(like, 2)
