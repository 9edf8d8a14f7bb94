"""figure-arithmetic 数和数对不上

同一句里的数互相打架（由12个增加到18个，却说增长40%；各部分加起来不等于合计；其中数大于总数；完成率、占比算错），或者和要点打架：
“近”“超过”“逾”用反了方向，增长说成下降，把这个指标的数安到了那个指标头上。四舍五入造成的末位差一，不算。

依据：GB/T 8170-2008（数值修约）；国家统计局关于同比、占比的用法；民法典第一千二百五十九条（“以上”“不超过”含本数，“超过”不含）。

错：项目由12个增加到18个，增长«40%»。
错：工业项目5个、农业项目3个、服务业项目4个，合计«13个»。
错：新签约项目23个，比去年的18个多«7个»。
错：协议投资超«42亿元»，开局不算慢。
错：到位资金6.3亿元，开工项目«9个»。
错：协议投资同比«下降18.2%»。
错：去年到位860万元，今年要到1500万元，等于«翻了一番»。
错：总投资4200万元，到位1800万元，已经«过半»。
错：协议投资同比增长18.2%，几乎«翻了一番»。
错：二十四栋厂房交了九栋，还有«十六栋»等着交。
错：新签约项目23个，比计划多签了«5个»。
错：新签约项目23个，比计划少签了«3个»。
错：协议投资41.6亿元，比上年同期下降近«两成»。
错：到位资金只到了计划的42.5%，也说是任务«过半»。
错：总投资4200万元，到位1800万元，到位的超过«一半»。
错：新签约项目23个，其中亿元以上项目9个，过了«半数»。
错：其中亿元以上项目9个，超过«一半»。
错：其中亿元以上项目9个，还占不到«百分之五»。
对：项目由12个增加到18个，增长50%；工业项目5个、农业项目3个，合计8个。
对：新签约项目23个，比去年的18个至少要多5个才算数；工业项目5个，新签约的23个里还不到三成。
对：协议投资近42亿元，同比增长18.2%；新签约项目23个，其中亿元以上项目9个。
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from generator.characters import NUMERAL
from generator.checks import against, sums, whose
from generator.checks.review import Found, Passage, Review
from generator.language import quantities
from generator.language.said import chinese

ID, SEVERITY, NEEDS = "figure-arithmetic", "error", ()
_LEFT = re.compile(
    rf"(?P<whole>{NUMERAL}+)(?P<unit>[个家项件笔宗户名人栋条台亩间处])[^。；]{{1,14}}?(?P<part>{NUMERAL}+)(?P=unit)[^，。；、]{{0,4}}[，、](?:还|剩下?|只)(?:有|剩下?|差|欠)?(?P<rest>{NUMERAL}+)(?P=unit)")


def check(review: Review) -> Iterator[Found]:
    """Contradictions inside sentences, then against the brief; of one number once."""
    inside = list(_inside(review))
    yield from inside
    told = {(found.paragraph, found.start, found.end) for found in inside}
    if review.facts is not None:
        for passage in review.body:
            yield from (found for found in against.against_brief(passage, review) if (found.paragraph, found.start, found.end) not in told)


def _inside(review: Review) -> Iterator[Found]:
    """What numbers of one sentence say of each other that is not so."""
    for passage in review.body:
        for start, end in passage.sentences:
            said = [item for item in review.numbers[passage.at].quantities if start <= item.start < end]
            for claim in sums.claims(passage.text, said):
                if not claim.holds and not against.of_its_whole(claim, passage, review):
                    yield _contradicted(passage, claim)
            for told, base, value in sums.doubled(passage.text, said):
                yield Found(passage.at, *told.span(), f"{base.text}到{value.text}，不是“{told.group()}”", "核对这几个数")
            for told, rate in sums.doubled_by_rate(passage.text, said):
                yield Found(passage.at, *told.span(), f"增长{rate.text}，不是“{told.group()}”", "核对这几个数")
            yield from _left(passage, start, end)
        for claim in sums.together(passage.text, review.numbers[passage.at].quantities):
            if not claim.holds and (review.facts is None or not review.facts.says(claim.said)):
                yield _contradicted(passage, claim)


def _left(passage: Passage, start: int, end: int) -> Iterator[Found]:
    """What is left of so many, in Chinese characters: 二十四栋交了九栋，还有十五栋."""
    for told in _LEFT.finditer(passage.text, start, end):
        whole, part, rest = chinese(told["whole"]), chinese(told["part"]), chinese(told["rest"])
        if whole is not None and part is not None and rest is not None and whole - part != rest:
            right = f"{told['whole']}减去{told['part']}，应是{whole - part}"
            yield Found(passage.at, told.start("rest"), told.end("rest") + 1, f"{right}，这里说{told['rest']}", "核对这几个数")


def _contradicted(passage: Passage, claim: sums.Claim) -> Found:
    return whose.found(passage, claim.said, f"{claim.how}，应是{_told(claim)}，这里说{claim.said.text}", "核对这几个数")


def _told(claim: sums.Claim) -> str:
    exact = abs(claim.exact) / claim.said.scale
    if claim.bounded:
        return "不小于它"
    if claim.said.unit == "成":
        return f"{quantities.rounded(exact, 1):f}成"
    places = claim.said.places if claim.said.unit not in ("%", "个百分点") else max(claim.said.places, 1)
    return f"{quantities.rounded(exact, places):f}{claim.said.text.lstrip('0123456789.,，')}"
