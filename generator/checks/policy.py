"""policy 政策红线

土地出让金返还、按纳税额奖补、政府兜底还债、向干部收保证金、给法院和学校下招商任务……这些话二十年前的稿子里常有，今天讲出来就是违规许诺，
会上许了、会后要兑现，审计和巡察查的也正是这些。这里按讲话的日期逐条对照 `phrasebank/checks/red_lines.yaml`：从规定施行那个月起才报，
日期说不清的按今天算。同一句里讲的是严禁、清理、防止、整改的不报；要点里写了、稿子照写的，也在这里提醒。

依据：公平竞争审查条例（国务院令第783号）；优化营商环境条例（国务院令第722号）；国办发〔2006〕100号；国发〔2014〕62号；财预〔2017〕50号；
公务员法等。每条红线的文件名称、文号、起始年月写在表里，也写在提示里。

错：对落户的大项目，«土地出让金全额返还»。
对：对落户的大项目，用弹性年期、先租后让降低用地成本。
错：投资商担心风险，«贷款由财政兜底»。
对：严禁承诺贷款由财政兜底。
错：法院、«检察院也要领招商任务»，年底一起考核。
对：法院、检察院要为项目建设提供司法保障，不承担招商任务。
错：对骨干企业«按纳税额给予奖励»。
对：对骨干企业的技术改造，符合公开条件的都给奖补。
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.checks.review import Found, Review, matches
from generator.language import formulations
from generator.literals import may_match
from generator.model import RedLine

ID, SEVERITY, NEEDS = "policy", "warning", ()

_FREE = re.compile("(?:一分钱?|分文)[也都]?不[要收取]")      # which bans nothing
_BEFORE, _AFTER = 30, 20                         # characters around a promise in which the ban of it stands


def check(review: Review) -> Iterator[Found]:
    """Every promise that was forbidden when the speech is held."""
    whole = "\n".join(passage.text for passage in review.body)
    for line in (line for line in review.standards.red_lines if may_match(line.needed, whole)):
        passages = [passage for passage in review.body if may_match(line.needed, passage.text)]
        if passages and _forbidden(line, review.when):
            for passage, promise in matches(passages, _any(line.words)):
                start, end = passage.sentence_at(promise.start())
                around = _FREE.sub("", passage.text[max(start, promise.start() - _BEFORE):min(end, promise.end() + _AFTER)])
                if not _any(line.but).search(around):
                    yield Found(passage.at, promise.start(), promise.end(), f"“{promise.group()}”碰到政策红线：{line.rule}", line.instead)


def _forbidden(line: RedLine, when: str) -> bool:
    """Whether it was forbidden in all of the month or year of the speech; a speech without a date is one of today."""
    return not when or formulations.span(line.valid_from)[0] <= formulations.span(when)[0]


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    """One regular expression for several; one that never matches for none."""
    return re.compile("|".join(f"(?:{pattern.strip()})" for pattern in patterns) or r"(?!)")
