"""Candidates: sentences of the archive that could be phrase blocks, and the skeletons of its speeches. A person takes them over or leaves them."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

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


# ------------------------------------------------------------------------------------------------- skeletons
_STYLES = {"{cn}、": "一、", "（{cn}）": "（一）", "{n}.": "1.", "第{cn}": "第一，", "第{cn}个问题": "第一个问题：", "{cn}是": "一是", "{cn}要": "一要", "首先": "首先"}
_ROLES = {"REV": "review", "DIA": "review", "SIT": "review", "SAF": "safeguard"}


def skeleton(study: Studied, id: str, all_moves: Sequence[str]) -> str:
    """The skeleton of a speech as a file of ``templates/``: its moves in order, its numbers, its parts with the moves in each, its length. Of
    ``all_moves`` those that it lacks may be said too where a brief has something for them."""
    parts = [tree for tree in study.headings if tree.level == 1]
    moves = list(dict.fromkeys(step.move for step in study.steps))
    before, inside, after = _spread(study, parts)
    length = sum(len(item.text) for item in study.speech.paragraphs)
    forms = {level: next((item.form for tree in parts for item in tree.walk() if item.level == level), "") for level in (1, 2)}
    sections = "\n".join(
        f"- {{id: p{number}, theme: {_theme(role)}, role: {role}, moves: [{', '.join(told)}]}}   # {_pattern(part.text)}"
        for number, (part, told) in enumerate(zip(parts, inside, strict=True), 1) for role in [_role(told)])
    lines = [
        "---", f"id: {id}", f"name: 旧稿的骨架 {id}", f"sources: [{study.speech.name!r}]", f"length: [{int(length * 0.85)}, {int(length * 1.15) + 1}]",
        "needs: [occasion]", f"moves: [{', '.join(moves)}]",
        f"numbering: {{heading1: {_quoted(_STYLES.get(forms[1], '一、'))}, heading3: {_quoted(_STYLES.get(forms[2], '一是'))}, series: 一是}}",
        f"also: [{', '.join(move for move in all_moves if move not in moves)}]", "points: heads", "remedies: beside",
        f"review: [{', '.join(dict.fromkeys(move for move in (*moves, *all_moves) if move[:3] in ('REV', 'DIA')))}]",
        "inside: [MEA, SAF, GOA]", "homes: {MEA: [work, safeguard], GOA: [work, safeguard], SAF: [safeguard, work]}",
        *(["sections:", sections] if sections else []), "---",
        " ".join(f"{{{{ say('{move}') }}}}" for move in before if move.startswith("OPN.")) or "{{ say('OPN.CONVENE') }}", "",
        *(["{{ tell(" + ", ".join(f"'{move}'" for move in before if move.startswith("SIT.")) + ") }}", ""] if any(move.startswith("SIT.") for move in before) else []),
        "{{ looking_back() }}", "",
        "{% for section in sections %}", "## {{ section.heading }}", "", "{{ part(section) }}", "", "{% endfor %}",
        " ".join(f"{{{{ say('{move}') }}}}" for move in after) or "{{ say('CLO.CALL') }}{{ say('CLO.END') }}", ""]
    return "\n".join(lines)


def _spread(study: Studied, parts: Sequence[object]) -> tuple[list[str], list[list[str]], list[str]]:
    """The moves before the first part, in each part, and at the close."""
    starts = [(tree.paragraph, tree.start) for tree in study.headings if tree.level == 1]
    before: list[str] = []
    inside: list[list[str]] = [[] for _ in parts]
    after: list[str] = []
    for step in study.steps:
        number = sum(start <= (step.paragraph, step.start) for start in starts)
        held = after if step.move.startswith("CLO.") else before if number == 0 else inside[number - 1]
        if step.move not in held:
            held.append(step.move)
    return before, inside, after


def _role(moves: Sequence[str]) -> str:
    counted = Counter(_ROLES.get(move.partition(".")[0], "work") for move in moves if not move.startswith(("OPN.", "SEC.", "CLO.")))
    return max(counted, key=lambda role: (counted[role], role)) if counted else "work"


def _theme(role: str) -> str:
    return {"review": "review", "safeguard": "safeguard"}.get(role, "work")


def _quoted(style: str) -> str:
    return f"'{style}'" if style[0].isdigit() or style.endswith(("：", "，")) else style


def _pattern(words: str) -> str:
    """The heading's shape as a person reads it: how many characters each of its parts has."""
    return "，".join(str(len(part)) for part in re.split("[，、]", words)) + "字"


def ids(studied: Sequence[Studied]) -> Mapping[str, str]:
    """An id for the skeleton of each speech, by its name."""
    return {study.speech.name: f"mined_{number}" for number, study in enumerate(studied, 1)}
