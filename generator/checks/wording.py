"""wording 错字、别字和不合规范的说法

稿子里的错字念的人会跟着念错，政治用语、机构名称写错更是事故。这里逐条对照 `phrasebank/checks/slips.yaml`：录入时的同音、形近错字，
“账”“帐”、“的”“地”“得”一类用错的字，重出的词，港澳台和党的理论、会议、机构名称的规范写法，不用的计量单位。表里的每一条放在哪里都是错的；
要看上下文的，只在断得定的上下文里报。政治、机构上的硬伤报 error，错字报 warning，两可之间的报 info。常用词里写错一个同音、形近字的（营商环竟、化介困难），照 `soundalikes.txt` 认；
错字和前后的字连得成词、要点里就是这样写的，不算。草稿里的字被换成同音、形近的，别的没有动，也问一声。专名（要点的“专名”、本单位设置的名称）
和专名里的字一律不问。

依据：现代汉语词典；第一批异形词整理表（GF 1001-2001）；新华社新闻信息报道中的禁用词和慎用词；中国共产党章程；宪法；
地方各级人民代表大会和地方各级人民政府组织法；国务院关于在我国统一实行法定计量单位的命令。每条的依据写在表里，也写在提示里。

错：一季度到位资金«同比增张»12%。
对：一季度到位资金同比增长12%。
错：要把困难一个一个«化介»开。
对：机会义务要分清，谁该介绍项目、谁该化解困难。
错：希望«在坐»的各位同志带头跑项目。
对：希望在座的各位同志带头跑项目，现在坐的头排明年还要坐。
错：企业的«台帐»要一家一本。
对：企业的台账要一家一本，工地上的帐篷月底前撤掉。
错：也要«清醒的看到»，签得多、开工少。
对：也要清醒地看到，签得多、开工少，群众看到的是工地。
错：组织部门要会同«县人大委员长»办公室把名单核准。
对：组织部门要会同县人大常委会办公室把名单核准。
错：赴韩国、«台湾等国家»招商的小分队月底出发。
对：赴日本、韩国、台湾等国家和地区招商的小分队月底出发。
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple

from generator.characters import NUMERAL
from generator.checks.review import Found, Review
from generator.literals import may_match
from generator.model import Slip
from generator.readers.swaps import Swap

ID, SEVERITY, NEEDS = "wording", "warning", ()
_SIZES = (5, 4, 3, 2)                            # characters of a word that is misheard, the longest first
_TYPED = 3                                       # characters that are typed wrong in a row
_WORD = 2                                        # characters on either side by which a word is known
_NUMBER = re.compile(f"{NUMERAL}+")
_VERDICTS = {"error": "有误", "warning": "有误", "info": "宜改"}


class _Hit(NamedTuple):
    """A slip at a place, with what is right there."""

    start: int
    end: int
    right: str
    slip: Slip


def check(review: Review) -> Iterator[Found]:
    """Every wrong wording; what a table tells goes before what only the draft tells."""
    told = list(_of_tables(review))
    yield from told
    yield from (typed for typed in _mistyped(review)
                if not any(typed.paragraph == found.paragraph and found.start < typed.end and typed.start < found.end for found in told))


def _of_tables(review: Review) -> Iterator[Found]:
    """What the tables of slips and of common words call wrong; of several at one place the first and longest."""
    whole = "\n".join(passage.text for passage in review.body)
    slips = [slip for slip in review.standards.slips if (may_match(slip.needed, whole) if slip.pattern else slip.wrong in whole)]
    for passage in review.body:
        done = 0
        for hit in sorted(_hits(slips, passage.text), key=lambda hit: (hit.start, -hit.end)):
            if hit.start >= done and not _inside((*hit.slip.but, *review.names), passage.text, hit.start, hit.end):
                done = hit.end
                said = passage.text[hit.start:hit.end]
                message = f"“{said}”{_VERDICTS[hit.slip.severity]}：{hit.slip.why}（{hit.slip.source}）"
                yield Found(passage.at, hit.start, hit.end, message, hit.right, hit.slip.severity)
    yield from _misheard(review, slips, whole)


def _mistyped(review: Review) -> Iterator[Found]:
    """Characters in whose place the draft had others that sound or look alike, or the same in another order, where the brief does not say it so."""
    told, passages = (review.facts.texts if review.facts is not None else "", *review.names), review.passages
    for swap in review.swaps:
        said = f"{swap.before[-1:]}{swap.now}{swap.after[:1]}"
        if swap.now in passages[swap.paragraph].text[:swap.start].rpartition("。")[2]:
            continue                             # 层层转述，转到后来走了样
        if _taken_for(swap, review.standards.alikes) and not _NUMBER.fullmatch(swap.now) and not any(said in given for given in told):
            was = f"{swap.before[-_WORD:]}{swap.was}{swap.after[:_WORD]}"
            yield Found(swap.paragraph, swap.start, swap.end, f"草稿里是“{was}”，这里的“{swap.now}”像是打错了", f"改成“{swap.was}”")


def _taken_for(swap: Swap, alikes: Mapping[str, frozenset[str]]) -> bool:
    """Whether some characters may have been typed for others."""
    if len(swap.was) != len(swap.now) or len(swap.now) > _TYPED:
        return False
    return swap.was[::-1] == swap.now or all(now == was or now in alikes.get(was, ()) for was, now in zip(swap.was, swap.now, strict=True))


def _misheard(review: Review, slips: Iterable[Slip], whole: str) -> Iterator[Found]:
    """Common words with a character that only sounds or looks right, where it makes no word with what stands beside it, and the brief does not say it."""
    table = review.standards.misheard({whole[at:at + size] for size in _SIZES for at in range(len(whole))})
    wrongs = sorted(table, key=len, reverse=True)
    told = (review.facts.texts if review.facts is not None else "", *review.names)
    for passage in review.body if table else ():
        taken = [(hit.start, hit.end) for hit in _hits(slips, passage.text)]
        for match in re.finditer("|".join(wrongs), passage.text):
            if not any(start < match.end() and match.start() < end for start, end in taken) and not _explained(match, review.standards.words, told):
                right = table[match.group()]
                yield Found(passage.at, *match.span(), f"“{match.group()}”像是“{right}”写了同音、形近的字", f"改成“{right}”")


def _explained(match: re.Match[str], words: Set[str], told: Iterable[str]) -> bool:
    """Whether two characters belong to words on either side, or stand like that in what was given."""
    said, (start, end), text = match.group(), match.span(), match.string
    beside = [text[start - 1:start + 1], text[end - 1:end + 1]] if len(said) == _SIZES[-1] else []
    beside = [two for two in beside if len(two) == _SIZES[-1]]
    return any(two in words for two in beside) or any(two in given for given in told for two in (said, *beside))


def _hits(slips: Iterable[Slip], text: str) -> Iterator[_Hit]:
    for slip in slips:
        if slip.pattern and may_match(slip.needed, text):
            yield from (_Hit(found.start(), found.end(), found.expand(slip.right), slip) for found in re.finditer(slip.wrong, text))
        elif not slip.pattern and slip.wrong in text:
            yield from (_Hit(found.start(), found.end(), slip.right, slip) for found in re.finditer(re.escape(slip.wrong), text))


def _inside(longer: Iterable[str], text: str, start: int, end: int) -> bool:
    """Whether the place lies inside one of these longer wordings, wherever that stands in the text."""
    return any(text.find(word, max(0, end - len(word)), start + len(word)) >= 0 for word in longer if len(word) >= end - start)
