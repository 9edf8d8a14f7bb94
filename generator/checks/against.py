"""Numbers of a text held against the brief's figures: 近 of what is more, 增长 of what fell, a number beside another figure's label, a wrong share."""
from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, combinations

from generator.characters import HAN
from generator.checks import relations, sums, whose
from generator.checks.facts import Facts
from generator.checks.review import Found, Passage, Review
from generator.checks.stated import Fact, fits
from generator.language import quantities, rates
from generator.language.said import ROUGHLY, Said, counted, numbers
from generator.language.steps import PORTIONS, SIDES, agrees, kind

_BESIDE = re.compile(r"(?:(?:已经|目前|实际|只|仅|才|共|也)?(?:有|达到|达|为|是|完成|实现|：|只有)?了?)$")
_DIRECTION = re.compile(r"(?:(增长|增加|提高|上升|上涨)|(下降|减少|降低|下滑))了?$")
_WORD = re.compile(r"[^\W的了及和与、]")
_INVESTED = re.compile(r"(?:总投资|投资额|计划投资|投资)(?:达到|达|为|是)?$")
_OF_WHOLE = re.compile(
    r"(?P<part>[^。；]{0,30})，(?:还|也|又|才|只|仅|就|大概|差不多|已经|已|约)*(?:占(?:比|了|到|去(?!年)|全部|所有)*(?:(?P<whole>[^，。；\d]{2,20}?)(?:总数|总量|总额)?的)?"
    r"|在?(?P<among>[^，。；\d]{2,20}?)(?:里面|里|当中|中)(?:还|也|又|才|只|仅|就|已经|已)*(?:占|有|占了|占到)?"
    f"|(?:(?:有|是|为|相当于|等于|达到|到)(?:了)?(?P<rough>{ROUGHLY})?|(?P<about>{ROUGHLY}))(?P<of>[^，。；\\d]{{2,20}}?)的)" + ROUGHLY + "?$")
_AMONG_WHOLE = re.compile(                       # 其中亿元以上项目11个，超过三分之一
    r"(?P<part>其中[^。；]{0,30})，(?P<again>[^\W0-9A-Za-z_]{2,4}?的?)??(?P<whole>)(?P<among>)(?P<rough>)(?P<about>)(?P<of>)(?:还|也|又|才|只|仅|就|大概|差不多|已经|已|约|是|有|了|到|达到)*"
    + ROUGHLY + "?$")
_WAY = re.compile("(?:[出上下起回]去|[出上下起回]来|[着了])?的?$")     # 投出去的, 签下来的, 空着的 say no more than 投, 签
_FILLED = re.compile(f"(?:还|也|才|只|仅|已经?|都|就|刚刚?|有|是|为|达到|到|过)*{ROUGHLY}?$")
_CLASS = re.compile("^(?:每个|每家|各个?|其他|其余)|^[一二两三四五六七八九十]+[个家]|每[家个班镇组]$|合计$")
_VERB = re.compile(f"(?P<of>{HAN}{{1,2}})[着了]?的(?:已经?|还|就|才|只|占了?|有)*{ROUGHLY}?")
_LEAST = 3                                       # characters that a short label has at least
_WISHED = re.compile("目标|任务|计划|力争|确保|争取|要|将|下半年|明年|每|再|还|差|比|较")
_OTHER = re.compile(r"上年|去年|同期|目标|计划|任务|其中|全[省市国]|上半年|季度|\d月")


def against_brief(passage: Passage, review: Review) -> list[Found]:
    """Numbers of a passage that say of the brief's figures what is not so; worked out once for both rules that ask."""
    facts = review.facts
    return [] if facts is None else review.once(("against the brief", passage.at), lambda: list(_against(passage, review, facts)))


def _against(passage: Passage, review: Review, facts: Facts) -> Iterator[Found]:
    told = review.numbers[passage.at].quantities
    for said in told:
        part = whose.counted_before(said, passage, told)
        alone = (judge(said, passage, facts) for judge in _JUDGES)
        beside = (judge(said, part, passage, facts) for judge in relations.JUDGES if part is not None)
        found = next((found for found in chain(alone, beside) if found is not None), None)
        if found is not None:
            yield found
    for said in counted(passage.text):           # 比计划少了三个
        part = whose.counted_before(said, passage, told)
        yield from (found for judge in relations.OF_COUNTS if part is not None and (found := judge(said, part, passage, facts)) is not None)


def of_its_whole(claim: sums.Claim, passage: Passage, review: Review) -> bool:
    """Whether a share is that of the number before it in what the brief says it is a part of, though its sentence names other numbers too."""
    part = whose.counted_before(claim.said, passage, review.numbers[passage.at].quantities)
    if review.facts is None or part is None or claim.said.unit not in ("%", "成"):
        return False
    return any(whose.shares(claim.said, part.value / whole.value) for whole in whose.wholes(part, review.facts) if whole.value and whole.high is None)


def _side(said: Said, passage: Passage, facts: Facts) -> Found | None:
    """近 of what is more, 超过 of what is less."""
    if said.word not in SIDES or said.high is not None:
        return None
    known = facts.of_unit(said.unit)
    if any(fits(said, fact) or fact.value == said.value and fact.word for fact in known):
        return None
    own = facts.spoken_of(passage.text[slice(*passage.sentence_at(said.start))])
    near = [fact for fact in own if fact.unit == kind(said.unit) and fact.high is None and abs(fact.value - said.value) <= said.value / 20]
    if not near or any(agrees(said, fact.value) for fact in near):
        return None
    fact = near[0]
    return whose.found(passage, said, f"要点里{fact.label}是{whose.amount(fact, said)}，不能说“{whose.phrase(said)}”", _right(said, fact))


def _direction(said: Said, passage: Passage, facts: Facts) -> Found | None:
    """增长 of what fell, 下降 of what grew."""
    told = _DIRECTION.search(passage.text[max(0, said.start - 6):said.start])
    if told is None or said.unit not in ("%", "个百分点") or said.word:
        return None
    figures = [figure for figure in facts.brief.figures.values() for name in ("yoy", "yoy_pp") if _moved(facts, figure.id, name, said) is not None]
    signs = {value > 0 for figure in figures for name in ("yoy", "yoy_pp") if (value := _moved(facts, figure.id, name, said)) is not None}
    if len(signs) != 1 or signs == {bool(told[1])}:
        return None
    right = "增长" if signs == {True} else "下降"
    return Found(passage.at, said.start - len(told.group()), said.end, f"要点里{figures[0].label}是{right}，这里说“{told.group()}”", f"改成“{right}{said.text}”")


def _moved(facts: Facts, id: str, name: str, said: Said) -> Decimal | None:
    """The signed change of a figure if a number says its size; None otherwise."""
    exact = rates.known(facts.brief.figures, facts.brief.figures[id], name)
    unit = "%" if name == "yoy" else "个百分点"
    if exact is None or unit != said.unit or not exact:
        return None
    return exact if quantities.rounded(abs(exact), said.places) == said.written else None


def _owner(said: Said, passage: Passage, facts: Facts) -> Found | None:
    """A number of the brief that stands beside another figure's label."""
    if said.word or said.high is not None:
        return None
    text = passage.text[:said.start]
    bare = _BESIDE.sub("", text)
    both = any(one.value + other.value == said.value for one, other in combinations(whose.values(facts, said), 2))
    if both or not facts.says(said) and _WISHED.search(re.split("[，；。]", text)[-1]):
        return None                              # what two figures come to, or a number that is still to be reached and may be new
    figures = [(words, figure) for figure in facts.brief.figures.values() for words in _called(figure.label, short=facts.says(said)) if bare.endswith(words)]
    words, owner = max(figures, key=lambda item: len(item[0]), default=("", None))
    if owner is None or whose.ambiguous(owner, facts) or _INVESTED.search(words) and _project(said, passage, facts) or _OTHER.search(bare[-len(words) - 6:-len(words)]):
        return None
    if _WORD.match(bare[:-len(words)][-1:]):
        return None                              # part of a longer name
    own = [fact for fact in facts.facts if fact.ref.startswith(f"{owner.id}.") and fact.unit == kind(said.unit)]
    if not own or any(fits(said, fact) for fact in own) or not any(fact.ref == f"{owner.id}.value" for fact in own):
        return None
    value = next(fact for fact in own if fact.ref == f"{owner.id}.value")
    return whose.found(passage, said, f"要点里{value.label}是{whose.amount(value, said)}，这里说{said.text}", "核对是不是安错了地方")


def _called(label: str, *, short: bool) -> Iterator[str]:
    """A label, and as it is said for ``short`` of things that were named before: 亿元以上的 for 亿元以上项目."""
    yield label
    core = label.removesuffix("项目").removesuffix("企业")
    if short and core != label and len(core) > _LEAST:
        yield f"{core}的"


def _invested(said: Said, passage: Passage, facts: Facts) -> Found | None:
    """The investment of a project that is none of its amounts in the brief."""
    start, _ = passage.sentence_at(said.start)
    before = passage.text[start:said.start]
    if said.word or said.high is not None or not _INVESTED.search(before):
        return None
    name = _project(said, passage, facts)
    own = [fact for fact in facts.projects.get(name, ()) if fact.unit == kind(said.unit)]
    if not own or any(fits(said, fact) for fact in own) or any(item.isdigit() for item in before[before.rfind(name) + len(name):]):
        return None
    return whose.found(passage, said, f"要点里{name}是{whose.amount(own[0], said)}，这里说{said.text}", "核对这个项目的数")


def _project(said: Said, passage: Passage, facts: Facts) -> str:
    """The project that a sentence names last before a number; empty where it names none."""
    start, _ = passage.sentence_at(said.start)
    before = passage.text[start:said.start]
    return max((name for name in facts.projects if name in before), key=before.rfind, default="")


def _part(said: Said, passage: Passage, facts: Facts) -> Found | None:
    """A part's share of a figure that the sentence names, or of the whole that the brief knows: 31个，占新引进项目的五成以上."""
    before = passage.text[:said.start]
    told = _OF_WHOLE.search(before) or (_among_whole(before) if said.unit == "成" else None)
    if said.unit not in ("%", "成") or said.high is not None or told is None:
        return None
    parts = [item for item in numbers(told["part"]).quantities if item.unit not in PORTIONS]
    if not parts or parts[-1].word or parts[-1].high is not None:
        return None
    part, named = parts[-1], told["whole"] or told["among"] or told["of"]
    said = whose.roughly(said, told["rough"] or told["about"])
    own = {figure.id for figure in whose.figures_of(part, facts)}
    wholes = whose.wholes(part, facts)
    if named:
        told_of = [fact for fact in whose.named(named, facts) if fact.ref.removesuffix(".value") not in own]
        wholes = told_of or [fact for fact in wholes if whose.short_for(named, fact.label)]
    wholes = [fact for fact in wholes if fact.high is None and fact.value and fact.unit == kind(part.unit)]
    said_before = [] if named else [item.value for item in parts[:-1] if kind(item.unit) == kind(part.unit) and item.value]
    if not wholes or any(whose.shares(said, part.value / whole) for whole in (*(fact.value for fact in wholes), *said_before)):
        return None
    share = quantities.rounded(part.value / wholes[0].value * 100, 1)
    return whose.found(passage, said, f"{part.text}占{wholes[0].label}的{share:f}%，这里说{whose.phrase(said)}", "核对这个占比")


def _among_whole(before: str) -> re.Match[str] | None:
    """其中A，超过…; 其中已经整改的A，整改…: what is said again must be said of A."""
    told = _AMONG_WHOLE.search(before)
    again = _WAY.sub("", told["again"] or "") if told is not None else ""
    return told if told is not None and all(char in told["part"] for char in again) else None


def _right(said: Said, fact: Fact) -> str:
    return f"可说“{'近' if fact.value < said.value else '超过'}{said.text.replace('多', '').replace('余', '')}”" if fact.value != said.value else f"就说“{said.text}”"


def _quota(said: Said, passage: Passage, facts: Facts) -> Found | None:
    """What one class of units shall do, said of another: 每个经济部门1.5亿元, which is the quota of the groups sent out."""
    clause = passage.clause_before(said.start)
    quotas = [(str(item["class"]), facts.of_ref(f"quotas[{at}].amount")) for at, item in enumerate(facts.brief.data["quotas"]) if item["class"]]
    alike = [(name, fact) for name, amounts in quotas for fact in amounts if fact.unit == kind(said.unit)]
    own = [(name, fact) for name, fact in alike if (core := _CLASS.sub("", name)) and core in clause]
    if len(own) != 1 or said.word or said.high is not None or fits(said, own[0][1]) or not any(fits(said, fact) for _, fact in alike):
        return None
    name, fact = own[0]
    return whose.found(passage, said, f"要点里{name}的任务额是{whose.amount(fact, said)}，这里说{said.text}", "核对任务额")


def _share(said: Said, passage: Passage, facts: Facts) -> Found | None:
    """The share of a part that only its verb names: 空着的已经超过四分之一, where 空置厂房 is a part of the brief."""
    start, _ = passage.sentence_at(said.start)
    told = _VERB.fullmatch(passage.text[start:said.start])
    if said.unit != "成" or told is None:
        return None
    parts = [figure for figure in facts.brief.figures.values() if told["of"][0] in figure.label and rates.whole_of(facts.brief.figures, figure) is not None]
    share = rates.exact(facts.brief.figures, parts[0], "share") if len(parts) == 1 else None
    if share is None or whose.shares(said, share / 100):
        return None
    return whose.found(passage, said, f"按要点，{parts[0].label}占{quantities.rounded(share, 1):f}%，这里说{whose.phrase(said)}", "核对这个占比")


def _rate(said: Said, passage: Passage, facts: Facts) -> Found | None:
    """A rate that is named, in tenths: 开工率只有三成."""
    start, _ = passage.sentence_at(said.start)
    before = _FILLED.sub("", passage.text[start:said.start])
    rates_named = [fact for fact in facts.facts if fact.ref.endswith(".value") and fact.unit == "%" and fact.high is None and before.endswith(fact.label)]
    if said.unit != "成" or not rates_named or any(whose.shares(said, fact.value / 100) for fact in rates_named):
        return None
    return whose.found(passage, said, f"要点里{rates_named[0].label}是{rates_named[0].value:f}%，这里说{whose.phrase(said)}", "核对这个比率")


_JUDGES = (_side, _direction, _owner, _invested, _part, _rate, _quota, _share)
