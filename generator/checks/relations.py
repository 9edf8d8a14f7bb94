"""What a number says of the one before it in its sentence, which is the brief's: its completion, its growth, by how much it passed its plan, what is left
of its whole. Each judge gives a finding where that is not so, None otherwise."""
from __future__ import annotations

import re

from generator.checks import whose
from generator.checks.facts import Facts
from generator.checks.review import Found, Passage
from generator.frozen import replace
from generator.language import quantities, rates
from generator.language.said import ROUGHLY, Said
from generator.language.steps import agrees, kind, prints

_DONE = re.compile("(?:计划|目标|任务)(?:还|也|才|都|却|只|已经|刚|没有?|未)*(?:完成|到|过)了?$|(?:完成|占|达到|到)了?(?:全年|年度|年初|下达)?(?:的)?(?:计划|目标|任务)(?:数)?的$")
_TIMES_OF = re.compile(r"(?:是|为|相当于)(?P<whole>[^，。；\d]{2,20})的$")
_NOT_THAT = re.compile("，?(?:没有?|未|不)[^，。；\\d]{1,8}的?(?:还|只|就|也|仅)*(?:有|剩下?|差)?(?:了|着)?")
_THAN_US = re.compile("，?(?:比|较)(?:我们|我[省市县区镇乡])(?:还|就|要)*(?:多|高|少|低|差)(?:出|了|着)*")
_NOT_EVEN = re.compile("没有?(?:完成|到|过)|未(?:完成|到|过)")
_CLAUSE = 8                                      # characters in which it is said that something is not even done
_GROWN = re.compile("(?:比|较)?(?:上年|去年)(?:同期)?(?:(?P<up>增长|增加|提高|多)|下降|减少|少)了?$")
_BEYOND = re.compile(
    "，?(?:比|较|超|超过|离|距)(?:全年|年度)?(?P<of>计划|目标|任务|上年同期|去年同期|上年|去年|同期)(?:数)?的?(?:还|要|也)?(?:(?P<up>多|增加|净增|超|增)|少|减少|差|缺|减|下降)[签引到开建收]?(?:了|出)?")


def _done(said: Said, part: Said, passage: Passage, facts: Facts) -> Found | None:
    """The completion of a plan by the number said before it: 2.6万平方米，只完成计划的48%."""
    before = re.sub(f"{ROUGHLY}$", "", passage.text[:said.start])
    if said.unit not in ("%", "成") or said.unit == "%" and said.word or not _DONE.search(before):
        return None
    said = replace(said, word="不到") if said.unit == "成" and _NOT_EVEN.search(before[-_CLAUSE:]) else said
    rightly = [(figure, done) for figure in whose.figures_of(part, facts) if (done := whose.completion(facts, figure)) is not None]
    if not rightly or any(whose.shares(said, done / 100) for _, done in rightly):
        return None
    figure, done = rightly[0]
    return whose.found(passage, said, f"要点里{figure.label}完成计划的{quantities.rounded(done, max(said.places, 1)):f}%，这里说{said.text}", "核对完成率")


def _grown(said: Said, part: Said, passage: Passage, facts: Facts) -> Found | None:
    """By how many tenths a figure grew: 11.6万吨，比上年增长一成五."""
    told = _GROWN.search(re.sub(f"{ROUGHLY}$", "", passage.text[:said.start]))
    if said.unit != "成" or told is None:
        return None
    moves = [moved for figure in whose.figures_of(part, facts) if (moved := rates.exact(facts.brief.figures, figure, "yoy")) is not None]
    if not moves or any((moved > 0) == bool(told["up"]) and whose.shares(said, abs(moved) / 100) for moved in moves):
        return None
    way = "增长" if moves[0] > 0 else "下降"
    return whose.found(passage, said, f"要点里{part.text}同比{way}{quantities.rounded(abs(moves[0]), 1):f}%，这里说{told.group()}{whose.phrase(said)}", "核对这个增幅")


def _beyond(said: Said, part: Said, passage: Passage, facts: Facts) -> Found | None:
    """By how much a figure passed or missed its plan or last year's value: 23个，比计划多签了3个."""
    if not _counts_alike(said, part):
        return None
    told = _BEYOND.fullmatch(_since(part, said, passage).rpartition("，")[2])       # what is said of the number in between are rates: 完成计划的75%
    if told is None:
        return None
    what = "target" if told["of"] in ("计划", "目标", "任务") else "last"
    held = [fact.value for figure in whose.figures_of(part, facts) for fact in facts.of_ref(f"{figure.id}.{what}") if fact.high is None]
    if not held or any((part.value > value) == bool(told["up"]) and prints(said, abs(part.value - value)) for value in held):
        return None
    right = quantities.rounded(held[0] / part.scale, part.places)
    return whose.found(passage, said, f"要点里{told['of']}是{right:f}，这里说{told.group().lstrip('，')}{said.text}", "核对这几个数")


def _times(said: Said, part: Said, passage: Passage, facts: Facts) -> Found | None:
    """How many times a figure that is named the number said before it is: 19.8亿元，是水产加工产值的两倍."""
    told = _TIMES_OF.search(passage.text[:said.start])
    if said.unit != "倍" or said.high is not None or told is None:
        return None
    whole = next((fact for fact in facts.facts if fact.ref.endswith(".value") and fact.label == told["whole"] and fact.unit == kind(part.unit) and fact.value), None)
    if whole is None or whole.high is not None:
        return None
    exact = part.value / whole.value
    if agrees(said, exact) if said.word else quantities.rounded(exact, said.places) == said.written:
        return None
    return whose.found(passage, said, f"{part.text}是{whole.label}的{quantities.rounded(exact, 2):f}倍，这里说{whose.phrase(said)}", "核对这个倍数")


def _left_over(said: Said, part: Said, passage: Passage, facts: Facts) -> Found | None:
    """What of the whole that the brief knows is no such part: 复工165家，没有复工的只剩下5家."""
    if not _counts_alike(said, part):
        return None
    rests = [fact for figure in whose.figures_of(part, facts) for fact in facts.of_ref(f"{figure.id}.rest")]
    if not rests or not _NOT_THAT.fullmatch(_since(part, said, passage)) or any(prints(said, fact.value) for fact in rests):
        return None
    return whose.found(passage, said, f"按要点，应是{whose.amount(rests[0], said)}，这里说{said.text}", "核对这几个数")


def _beside_us(said: Said, part: Said, passage: Passage, facts: Facts) -> Found | None:
    """By how much another place is ahead of us or behind: 白渡镇到位资金11.2亿元，比我们多2.8亿元."""
    if not _counts_alike(said, part) or not _THAN_US.fullmatch(_since(part, said, passage)):
        return None
    theirs = whose.figures_of(part, facts)
    ours = [fact for fact in whose.values(facts, said) for figure in theirs if figure.label != fact.label and figure.label.endswith(fact.label)]
    if not ours or any(prints(said, abs(part.value - fact.value)) for fact in ours):
        return None
    return whose.found(passage, said, f"要点里我们的{ours[0].label}是{whose.amount(ours[0], said)}，差的不是{said.text}", "核对这几个数")


def _counts_alike(said: Said, part: Said) -> bool:
    """Whether an exact number counts the same as the one before it."""
    return not said.word and said.high is None and kind(part.unit) == kind(said.unit)


def _since(part: Said, said: Said, passage: Passage) -> str:
    """What a passage says between a number and the one counted before it."""
    return passage.text[passage.text.rindex(part.text, 0, said.start) + len(part.text):said.start]


JUDGES = (_done, _grown, _beyond, _times, _left_over, _beside_us)
