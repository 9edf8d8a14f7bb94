"""empty-talk 空话成片

放到哪个县都能念的话叫正确的废话。一两句是起承转合，一整部分都是，听的人就知道讲话的人不了解情况。这一条按部分数（从一个一级标题到下一个；没有
标题的，全篇算一部分），没有本地事实的句子超过九成，或者连着12句没有，就在标题那里提示，并说出最空的是哪几句。少于8句的部分不数。

什么算本地事实：数字、日期，书名号里的文件，写作要点里的人名、地名、单位、项目、指标，要点里别的话只要连着用了5个字，要点和单位列出的专名，
全国县级以上的地名。要点的事实太少、撑不起这么多句话的不查，写稿时已经提示过。“我县”“各乡镇”“招商引资工作”谁都能说，不算。占比的上限可以由单位自己定（empty_talk，如 0.8）。

依据：《党政机关公文处理工作条例》第十九条（一切从实际出发，所提政策措施和办法切实可行）。

错：同志们： ¶ «一、统一思想» ¶ 意义十分重大。要提高站位。要担当作为。要攻坚克难。要压实责任。要形成合力。要抓好落实。要改进作风。
对：同志们： ¶ 一、统一思想 ¶ 开工的只有8个。恒远精密铸件还在等设备。要担当作为。要攻坚克难。要压实责任。要形成合力。要抓好落实。要改进作风。
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from generator.characters import HAN, kept
from generator.checks.facts import texts
from generator.checks.review import Found, Passage, Review

ID, SEVERITY, NEEDS = "empty-talk", "info", ("brief",)
_SHARE, _ROW, _FEWEST = 0.9, 12, 8               # of the sentences of a part; sentences in a row; sentences that make a part
_THIN = 0.5                                      # facts of the brief for each sentence: with fewer nobody could say more
_RUN, _SHORT = 5, 3                              # characters in a row that are of the brief; of the shortest name that is looked for
_HAN = re.compile(HAN)
_PLAIN = re.compile(r"[\d０-９]|《[^》]+》")
# What a brief says and any place could say too.
_WORK = re.compile(
    "(?:全[省市县区镇乡]|我[省市县区镇乡]|开展|做好|抓好|推进|加强|全力|大力|扎实|切实)*"
    "(?:招商引资|项目建设|招商|项目|营商环境|经济社会|高质量|固定资产|主导产业|重点)(?:工作|任务|项目|建设|发展|投资|会议|环境|服务|产业|企业)*")
_ANYBODY = re.compile("^(?:各|全|我|本|有关|相关|主要|分管|所有)|(?:委|政府|部门|单位|领导|干部|负责人|负责同志|一把手|班子|机关|群众|企业|客商|同志)$")


class _Sentence(NamedTuple):
    """A sentence with its place, and whether it says nothing of this place."""

    passage: Passage
    start: int
    end: int
    bare: bool

    @property
    def head(self) -> str:
        """By what it is found in the text."""
        return self.passage.text[self.start:self.end].strip()[:12]


def check(review: Review) -> Iterator[Found]:
    """Parts whose sentences could nearly all be said anywhere."""
    cap = review.cap("empty_talk", _SHARE)
    local = _Local(review)
    parts = [(heading, list(_sentences(passages, local))) for heading, passages in _parts(review)]
    if local.facts < _THIN * sum(len(sentences) for _, sentences in parts):
        return
    for heading, sentences in parts:
        bare = sum(sentence.bare for sentence in sentences)
        row = _longest(sentences)
        if len(sentences) >= _FEWEST and (bare > len(sentences) * cap or len(row) >= _ROW):
            told = f"{len(sentences)}句话里有{bare}句（{bare / len(sentences):.0%}）没有本地的事实，从“{row[0].head}……”起连着{len(row)}句"
            yield Found(heading.at, 0, len(heading.text), f"这一部分{told}", "用本地的数、项目、单位、时限把话说实，说不实的删去")


def _parts(review: Review) -> Iterator[tuple[Passage, list[Passage]]]:
    """Each part's heading and what is said under it; what precedes the first heading goes by its first passage."""
    told = {passage.at for passage in review.spoken}
    passages = [passage for passage in review.body if passage.at in told or passage.role == "heading1"]
    number = 0
    starts = [number := number + (passage.role == "heading1") for passage in passages]
    for _, group in groupby(zip(starts, passages, strict=True), key=lambda pair: pair[0]):
        part = [passage for _, passage in group]
        yield part[0], [passage for passage in part if passage.role != "heading1"]


def _sentences(passages: Iterable[Passage], local: _Local) -> Iterator[_Sentence]:
    for passage in passages:
        for start, end in passage.sentences:
            text = passage.text[start:end]
            if _HAN.search(text):
                yield _Sentence(passage, start, end, not local.told(text))


def _longest(sentences: Sequence[_Sentence]) -> list[_Sentence]:
    """The most sentences in a row that say nothing of this place."""
    rows = [list(group) for bare, group in groupby(sentences, key=lambda sentence: sentence.bare) if bare]
    return max(rows, key=len, default=[])


class _Local:
    """What only this place can say: the brief's words, names, places of the country."""

    def __init__(self, review: Review) -> None:
        given = {kept(text) for text in texts(review.brief)} if review.brief is not None else set()
        self.facts = len(given) + len(review.brief.figures if review.brief is not None else ())
        masked = {part for text in given for part in _WORK.split(text)}
        short = {text for text in (*given, *masked) if _SHORT <= len(text) < _RUN and not _WORK.fullmatch(text) and not _ANYBODY.search(text)}
        names = {kept(name) for name in review.names}
        places = (name for name in review.standards.places if len(name) >= _SHORT)
        self._grams = {text[at:at + _RUN] for text in masked for at in range(len(text) - _RUN + 1)}
        self._names = {name for name in (*short, *names, *places, *self._called(review)) if name}
        self._sizes = sorted({len(name) for name in self._names})

    @staticmethod
    def _called(review: Review) -> Iterator[str]:
        """Names of two characters: of the place itself, of people, of things that the brief lists."""
        if review.brief is not None:
            data = review.brief.data
            yield from (str(name) for name in (data["region"]["name"], data["region"]["short"], data["speaker"]["name"]) if name)
            yield from (str(item["actor"]) for item in data["agenda"] if item["actor"])
            lists = ("projects", "platforms", "industries", "target_regions", "slogans")
            yield from (name for key in lists for item in data[key] if len(name := str(item.get("name") or item.get("text") or "")) > 1)

    def told(self, sentence: str) -> bool:
        """Whether a sentence says something that only this place can say."""
        if _PLAIN.search(sentence):
            return True
        words = kept(sentence)
        tables = ((_RUN, self._grams), *((size, self._names) for size in self._sizes))
        return any(not table.isdisjoint([words[at:at + size] for at in range(len(words) - size + 1)]) for size, table in tables)

