"""Whose a number is: the figures of a brief that have it, that go by a name, of which they are parts; and how a finding says so."""
from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from generator.checks.facts import Facts
from generator.checks.review import Found, Passage
from generator.checks.stated import Fact
from generator.frozen import replace
from generator.language import quantities, rates
from generator.language.said import Said, plainly
from generator.language.steps import GOALS, PORTIONS, agrees
from generator.model import Figure

_OURS, _THEN = re.compile("^(?:全|我|本)[省市县区镇乡]|^(?:当年|今年|同期|去年|上年|整个|全部)"), ("去年", "上年")


def figures_of(part: Said, facts: Facts) -> list[Figure]:
    """The figures whose value is a number, in its unit."""
    ids = dict.fromkeys(fact.ref.removesuffix(".value") for fact in values(facts, part) if fact.value == part.value)
    return [facts.brief.figures[id] for id in ids if id in facts.brief.figures]


def values(facts: Facts, said: Said) -> list[Fact]:
    """The values of figures in the unit of a number."""
    return [fact for fact in facts.of_unit(said.unit) if fact.ref.endswith(".value") and fact.high is None]


def named(words: str, facts: Facts) -> list[Fact]:
    """The figure of a name; where none has it, the only one whose label ends with it: 部门引进项目 is 县直部门引进项目."""
    values = [fact for fact in facts.facts if fact.ref.endswith(".value")]
    then = words.startswith(_THEN)
    words = _OURS.sub("", words)
    own = [fact for fact in values if fact.label == words] or [fact for fact in values if fact.label.replace("的", "").endswith(words.replace("的", ""))]
    if len(own) != 1:
        return []
    return [*own, *(facts.of_ref(f"{own[0].ref.removesuffix('.value')}.last") if then else ())]      # 去年的 may be this figure's, or its last year's


def short_for(words: str, label: str) -> bool:
    """Whether some words leave out only what a label has besides: 去年新设企业 for 新设外资企业."""
    rest = iter(label)
    return all(char in rest for char in _OURS.sub("", words))


def theirs(label: str, ours: str) -> bool:
    """Whether a label may be that of another place's figure, as against ours: 岚浦县开工项目, 全县开工项目."""
    return label.endswith(_OURS.sub("", ours))


def wholes(part: Said, facts: Facts) -> list[Fact]:
    """The figures of which the brief says that the one with this value is a part."""
    wholes = [rates.whole_of(facts.brief.figures, figure) for figure in figures_of(part, facts)]
    return [fact for whole in wholes if whole is not None for fact in facts.of_ref(f"{whole.id}.value")]


def shares(said: Said, share: Decimal) -> bool:
    """Whether an exact share may be said as it is."""
    exact = share * (100 if said.unit == "%" else 10)
    return agrees(said, exact) if said.word or said.unit == "成" else quantities.rounded(exact, said.places) == said.written


def roughly(said: Said, word: str | None) -> Said:
    """A number with the word of about that stands before what it is of: 不到签约项目的一半."""
    return replace(said, word=plainly(word)) if word and not said.word else said


def ambiguous(figure: Figure, facts: Facts) -> bool:
    """Whether several figures go by one label."""
    return sum(other.label == figure.label for other in facts.brief.figures.values()) > 1


def counted_before(said: Said, passage: Passage, told: Sequence[Said]) -> Said | None:
    """Of the numbers ``told`` in a passage the one said last before another in its sentence that is no rate; None where none is, or it is a rough
    one."""
    start, _ = passage.sentence_at(said.start)
    counted = [item for item in told if start <= item.start and item.end <= said.start and item.unit not in PORTIONS and item.unit]
    return counted[-1] if counted and counted[-1].word in ("", *GOALS) and counted[-1].high is None else None


def found(passage: Passage, said: Said, message: str, suggestion: str) -> Found:
    return Found(passage.at, said.start, said.end, message, suggestion)


def phrase(said: Said) -> str:
    if said.word in ("以上", "以下", "以内", "左右", "上下"):
        return f"{said.text}{said.word}"
    return said.text if said.word in ("多", "余") or said.text.startswith("过") else f"{said.word}{said.text}"


def amount(fact: Fact, said: Said) -> str:
    exact = fact.value / said.scale
    shown = quantities.rounded(exact, max(said.places, 1)) if fact.computed and exact % 1 else quantities.rounded(exact, quantities.decimals(exact))
    return f"{shown:f}{said.text.lstrip('0123456789.,，').replace('多', '').replace('余', '')}"
