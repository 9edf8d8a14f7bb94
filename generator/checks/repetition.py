"""repetition 说过又说

同一句话讲两遍，听的人会以为念错了行；多半是粘贴时留下的，改稿的人自己看不出来。整段、整句（12个字以上）又出现的，报在第二处；16个字以上的半句
又出现的，提示一下；说过的一句，添减几个字又说一遍（14个字以上），也算。还有一种是会议的主题词一口一个：有一篇四千多字的讲话，“双争和招商引资”说了三十六遍。同一个说法（5个字以上）用得太密——默认超过
10遍，且每千字不止2.5遍——就在超出的那一处提示：头一遍说全，后面说“这两项工作”“这件事”就行。次数的上限可以由单位自己定（repetition）。

专名、口号、指标和项目的名称、固定提法，写作要点里原有的话，机构、职务、地方的名字，“招商引资工作”这类工作名称，不算重复；排比里重复的词、标题和预告里重复的话也不算。

依据：《党政机关公文处理工作条例》第十九条（内容简洁，文字精练）。

错：同志们： ¶ 项目谈成以后没有人接着管，客商只能自己来回跑。 ¶ 服务要跟上去。«项目谈成以后没有人接着管，客商只能自己来回跑。»
错：同志们： ¶ 到了日子先看工地，再听汇报，次序不能倒过来。«到了日子要先看工地、再听汇报，这个次序不能倒过来。»
错：同志们： ¶ 要把每个项目的责任人和完成时限都写进台账，一月一查。 ¶ 会后就办，«把每个项目的责任人和完成时限都写进台账»，年底算总账。
对：同志们： ¶ 项目谈成以后没有人接着管，客商只能自己来回跑。 ¶ 服务要跟上去，谈成一个，就定下一个人从头管到尾。
对：同志们： ¶ 抓项目，要盯住开工；抓项目，要盯住投产；抓项目，要盯住达效。
"""
from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import partial
from itertools import groupby
from typing import NamedTuple

from generator.characters import KEPT, kept
from generator.checks.facts import texts
from generator.checks.review import Found, Passage, Review
from generator.language.sentences import sentences
from generator.model import Record
from generator.readers.record import words_of

ID, SEVERITY, NEEDS = "repetition", "warning", ()
_KEPT = re.compile(KEPT)
_LEADS = "要就也还再又都"                        # what a clause may begin with and be the same
_QUOTED = re.compile(r"^\s*“[^”]*”?$")              # a sentence that is a slogan
_DIGIT = re.compile(r"\d")
_TITLED = re.compile("《[^》]*》")
_TOLD_ALIKE = re.compile(r"\d|第[一二三四五六七八九十]|[一二三四五六七八九十][是要]|其[一二三]")
_CLAUSE = re.compile(r"[^，。！？；：,!?;:\n]+")
_SENTENCE, _HALF, _WORDS = 12, 16, 5             # counted characters
_LIKE, _LIKE_FAR, _RECENT = 14, 20, 3            # counted characters of a sentence that is held against the last three, and against all before it
_SHARED, _ALIKE_WORDS = 0.6, 0.7                 # how much of it those must have, of pairs of characters and in order
_OFTEN, _DENSE = 10, 0.0025                      # times a phrase may be said: at least so many, else so many a character
_OWN, _NAME = 3, 3                               # characters of a phrase besides names; of the shortest name that counts
_ALIKE = 0.9                                     # a phrase goes on as long as so much of its uses do
_CALLED = ("projects", "platforms", "industries", "target_regions", "mechanisms", "teams", "policies", "documents", "events", "prior_events",
           "problems", "mindsets", "quotas", "slogans")
_WORKS = ("招商引资工作", "招商引资项目", "项目建设工作", "招商引资", "项目建设", "营商环境", "固定资产投资", "高质量发展", "经济社会发展")
_NAMED = re.compile(r"\d|(?:[省市县区镇乡村园局委办组厂院站港队会]|公司|中心|小区|负责人|负责同志|部门|单位|政府|同志)$")


class _Part(NamedTuple):
    """A stretch of a passage and its counted characters."""

    passage: Passage
    start: int
    end: int
    words: str


def check(review: Review) -> Iterator[Found]:
    """Paragraphs, sentences and clauses that were said before, phrases that are said too often."""
    passages = sorted([*review.spoken, *(passage for passage in review.body if passage.where == "table" and "。" in passage.text)], key=lambda passage: passage.at)
    names = _condensed((*_names(review), *_twice(review)))
    given = _condensed((*names, *(texts(review.brief) if review.brief is not None else ())))
    told: set[tuple[int, int, int]] = set()
    for find, aside in ((_paragraphs, names), (_sentences, names), (_clauses, given), (partial(_nearly, drafted=_drafted(review)), given)):
        for part, found in find(passages, aside):
            if not any(at == part.passage.at and start < part.end and part.start < end for at, start, end in told):
                told.add((part.passage.at, part.start, part.end))
                yield found
    yield from _phrases(passages, names, review)


def _drafted(review: Review) -> frozenset[str]:
    """The counted characters of each sentence of the draft; empty for a text that was none."""
    return frozenset(kept(_TITLED.sub("", text[start:end])) for text in words_of(review.document.record) for start, end in sentences(text))


def _twice(review: Review) -> Iterator[str]:
    """Sentences and clauses that the draft itself says twice: one figure, or one point, of two items of the brief."""
    said = Counter(text[start:end] for text in words_of(review.document.record) for start, end in (*sentences(text), *_halves(text)))
    yield from (words for words, times in said.items() if times > 1 and len(words) > _SENTENCE)


def _names(review: Review) -> Iterator[str]:
    """What may be said as often as it comes up."""
    yield from (*review.names, *review.checking.formulations, *_WORKS)
    yield from (text for entry in review.standards.formulations for text in (entry.text, *entry.match))
    if review.brief is not None:
        data = review.brief.data
        yield from (str(figure.label) for figure in review.brief.figures.values())
        yield from (str(text) for key in ("name", "short", "self", "whole") if (text := data["region"][key]))
        items = (item for key in _CALLED for item in data[key] if isinstance(item, Record))
        yield from (str(item[key]) for item in items for key in ("name", "label", "class", "text") if item.get(key))


def _condensed(names: Iterable[str]) -> list[str]:
    """Names by their counted characters, the longest first."""
    return sorted({words for name in names if len(words := kept(name)) >= _NAME}, key=lambda words: (-len(words), words))


def _own(words: str, names: Iterable[str]) -> int:
    """How many counted characters no name holds."""
    for name in names:
        words = words.replace(name, "")
    return len(words)


# --------------------------------------------------------------------------------------------------- said twice
def _paragraphs(passages: Sequence[Passage], names: Sequence[str]) -> Iterator[tuple[_Part, Found]]:
    parts = (_Part(passage, 0, len(passage.text), kept(passage.text)) for passage in passages)
    for part, first in _again(parts, 2 * _SENTENCE, names):
        yield part, Found(part.passage.at, 0, part.end, f"这一段和前面“{_head(first.passage.text)}……”那一段一模一样", "删去一段")


def _sentences(passages: Sequence[Passage], names: Sequence[str]) -> Iterator[tuple[_Part, Found]]:
    """Sentences said again; several in a row that were in a row before are one."""
    parts = [_Part(passage, start, end, kept(passage.text[start:end])) for passage in passages for start, end in passage.sentences
             if not _QUOTED.match(passage.text[start:end])]
    order = {id(part): number for number, part in enumerate(parts)}
    found = [(order[id(part)], order[id(first)], part, first) for part, first in _again(parts, _SENTENCE, names)]
    for _, group in groupby(enumerate(found), key=lambda item: (item[1][0] - item[0], item[1][1] - item[0], item[1][2].passage.at)):
        run = [item for _, item in group]
        _, _, last, _ = run[-1]
        _, _, part, first = run[0]
        whole = part._replace(end=last.end)
        many = "这句话" if len(run) == 1 else f"这{len(run)}句话"
        yield whole, Found(part.passage.at, part.start, last.end, f"{many}前面“{_head(first.passage.text)}……”一段里说过", "删去一处，或者换一层意思说")


def _clauses(passages: Sequence[Passage], names: Sequence[str]) -> Iterator[tuple[_Part, Found]]:
    parts = (_Part(passage, *span, kept(passage.text[slice(*span)]).lstrip(_LEADS)) for passage in passages for span in _halves(passage.text))
    for part, first in _again(parts, _HALF, names):
        message = f"这半句前面“{_head(first.passage.text)}……”一段里说过"
        yield part, Found(part.passage.at, part.start, part.end, message, "换个说法，或者用“这件事”一类的话指回去", "info")


def _nearly(passages: Sequence[Passage], names: Sequence[str], drafted: Collection[str]) -> Iterator[tuple[_Part, Found]]:
    """Sentences that say with a few other characters what was said before. Of a draft those that somebody put in (``drafted`` are its own); of any
    other text only what was said right before, for speakers take up their words again. Figures are told one like the other, and so are points that
    are counted (第一个关键…第二个关键…)."""
    parts = [_Part(passage, start, end, kept(_TITLED.sub("", passage.text[start:end]))) for passage in passages for start, end in passage.sentences]
    holding: dict[str, list[int]] = defaultdict(list)             # the sentences so far, by their pairs of characters
    for at, part in enumerate(parts):
        pairs = _pairs(part.words)
        left = part.words in drafted or len(part.words) < _LIKE or _TOLD_ALIKE.search(part.passage.text[part.start:part.end]) is not None
        shared = Counter(before for pair in pairs for before in holding[pair]) if not left else {}
        alike = (parts[before] for before, count in shared.items()
                 if count >= len(pairs) * _SHARED and (at - before <= _RECENT or drafted and len(part.words) >= _LIKE_FAR))
        first = next((one for one in alike if one.words != part.words and _much_alike(part.words, one.words)), None)
        if first is not None and _own(part.words, names) >= _LIKE:
            yield part, Found(part.passage.at, part.start, part.end, f"和前面“{_head(first.passage.text[first.start:])}……”那一句几乎一样", "删去一句")
        for pair in pairs:
            holding[pair].append(at)


def _pairs(words: str) -> set[str]:
    return {words[at:at + 2] for at in range(len(words) - 1)}


def _much_alike(words: str, others: str) -> bool:
    """Whether nearly all of some words stand in others, in the same order."""
    blocks = SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) >= len(words) * _ALIKE_WORDS


def _halves(text: str) -> Iterator[tuple[int, int]]:
    """The clauses of a text but for quoted ones and those that hold figures, which are said again where they are compared."""
    for found in _CLAUSE.finditer(text):
        start = found.start() + len(found.group()) - len(found.group().lstrip())
        if text[start:start + 1] not in ("“", "‘", "《") and not _DIGIT.search(found.group()):
            yield start, found.end()


def _again(parts: Iterable[_Part], least: int, names: Sequence[str]) -> Iterator[tuple[_Part, _Part]]:
    """Parts whose words were said before, each with the first that said them."""
    seen: dict[str, _Part] = {}
    for part in parts:
        if len(part.words) >= least:
            first = seen.setdefault(part.words, part)
            if first is not part and _own(part.words, names) * 2 >= least:
                yield part, first


def _head(text: str) -> str:
    return text.strip()[:10]


# --------------------------------------------------------------------------------------------- said too often
class _Spoken:
    """The counted characters of some passages, a ``\\0`` after each clause, and where each stands."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        text: list[str] = []
        self.places: list[tuple[int, int]] = []
        for passage in passages:
            for clause in _CLAUSE.finditer(passage.text):
                letters = [(found.group(), (passage.at, found.start())) for found in _KEPT.finditer(passage.text, *clause.span())]
                text += [*(character for character, _ in letters), "\0"]
                self.places += [*(place for _, place in letters), (passage.at, clause.end())]
        self.text = "".join(text)

    def uses(self, phrase: str) -> list[int]:
        """Where a phrase is said."""
        found, at = [], self.text.find(phrase)
        while at >= 0:
            found.append(at)
            at = self.text.find(phrase, at + len(phrase))
        return found


def _phrases(passages: Sequence[Passage], names: Sequence[str], review: Review) -> Iterator[Found]:
    """Phrases that are said more often than a speech bears, the longest that holds each."""
    said = _Spoken(passages)
    limit = review.cap("repetition", max(_OFTEN, len(said.text) * _DENSE))
    grams = Counter(said.text[at:at + _WORDS] for at in range(len(said.text) - _WORDS + 1))
    taken: set[int] = set()
    for gram, _ in sorted((item for item in grams.items() if item[1] > limit and "\0" not in item[0]), key=lambda item: -item[1]):
        if sum(at not in taken and at + _WORDS - 1 not in taken for at in said.uses(gram)) <= limit:
            continue
        phrase = _grown(gram, said)
        uses = said.uses(phrase)
        taken.update(at + by for at in uses for by in range(len(phrase)))
        if len(uses) > limit and not _NAMED.search(phrase) and _own(phrase, names) >= _OWN and not any(phrase in name for name in names):
            at = uses[int(limit)]
            (paragraph, start), (_, end) = said.places[at], said.places[at + len(phrase) - 1]
            start -= review.passages[paragraph].text[start - 1:start] == "“"
            yield Found(paragraph, start, end + 1, f"“{phrase}”全篇说了{len(uses)}遍", "头一遍说全，后面用“这两项工作”“这件事”一类的话指回去", "info")


def _grown(phrase: str, said: _Spoken) -> str:
    """The longest phrase around one that most of its uses say."""
    uses = said.uses(phrase)
    for before in (True, False):
        while True:
            beside = Counter(said.text[at - 1:at] if before else said.text[at + len(phrase):at + len(phrase) + 1] for at in uses)
            character, count = beside.most_common(1)[0] if beside else ("\0", 0)
            if character in ("", "\0") or count < len(uses) * _ALIKE:
                break
            phrase = character + phrase if before else phrase + character
            uses = said.uses(phrase)
    return phrase
