"""Numbers of a text held against the brief's figures: 近 of what is more, 增长 of what fell, a number beside another figure's label, quotas and what
they come to. Shares and what one number says of another have rooms of their own."""
from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, combinations

from generator.checks import relations, shares, sums, whose
from generator.checks.facts import Facts
from generator.checks.review import Found, Passage, Review
from generator.checks.stated import Fact, amounts_of, fits, how_many
from generator.language import quantities, rates
from generator.language.said import Said, chinese, counted
from generator.language.steps import SIDES, agrees, kind, prints
from generator.model import Figure

_BESIDE = re.compile(r"(?:(?:已经|目前|实际|只|仅|才|共|也)?(?:有|达到|达|为|是|完成|实现|：|只有)?了?)$")
_DIRECTION = re.compile(r"(?:(增长|增加|提高|上升|上涨)|(下降|减少|降低|下滑))了?$")
_WORD = re.compile(r"[^\W的了及和与、]")
_INVESTED = re.compile(r"(?:总投资|投资额|计划投资|投资)(?:达到|达|为|是)?$")
_CLASS = re.compile("^(?:每个|每家|各个?|其他|其余)|^[一二两三四五六七八九十]+[个家]|每[家个班镇组]$|合计$")
_THESE = re.compile(
    "(?:[这那]几|以上[几各]|上面[几各]|各|(?P<n>[一两二三四五六七八九十]+))[块项家笔类个][^，。；\\d]{0,6}(?:加起来|加在一起|合起来|合计)(?:一共|总共|共|就|正好|是|有|要|为|达|到)*$")
_THEN = re.compile("去年|上年|同期|[由从比较]|前年|\\d{4}年")
_TIME = re.compile("(?:上半年|[一二三]季度|前三季度|今年|全年|截至[^，。；]{0,6})(?:，|以来)?$")
_PERIOD = 6                                      # characters before a label that may tell of which time it is
_ALL_OF_OURS = re.compile("(?:全[省市县区镇乡]|我[省市县区镇乡]|[现共]有)(?:的|现有|共有|有)*$")
_BOTH, _FEW = re.compile("[两共合加总]|一起"), 30
_MOST_QUOTAS = 10                                # of more there are too many sums to say that none is meant
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
        alone = (judge(said, passage, facts) for judge in (*_JUDGES, *shares.judges(said)))
        beside = (judge(said, part, passage, facts) for judge in relations.judges(said) if part is not None)
        found = next((found for found in chain(alone, beside) if found is not None), None)
        if found is not None:
            yield found
    yield from relations.redoubled(passage, told, facts)
    yield from shares.one_in(passage, told, facts)
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
    both = bool(_BOTH.search(text[-_FEW:])) and any(one.value + other.value == said.value for one, other in combinations(whose.values(facts, said), 2))
    known = facts.says(said)
    if both or not known and _WISHED.search(re.split("[，；。]", text)[-1]):
        return None                              # what two figures come to, or a number that is still to be reached and may be new
    figures = [(words, figure) for figure in facts.brief.figures.values() for words in _called(figure.label, short=known) if bare.endswith(words)]
    words, owner = max(figures, key=lambda item: len(item[0]), default=("", None))
    if (owner is None or whose.ambiguous(owner, facts) or _INVESTED.search(words) and _project(said, passage, facts)
            or _of_another_time(bare[:-len(words)][-_PERIOD:], owner, facts)):
        return None
    before = bare[:-len(words)]
    if _WORD.match((_TIME.sub("", before) if known else before)[-1:]):           # what the brief does not know is asked after anyhow
        return None                              # part of a longer name
    own = [fact for fact in facts.facts if fact.ref.startswith(f"{owner.id}.") and fact.unit == kind(said.unit)]
    sentence = passage.text[slice(*passage.sentence_at(said.start))]
    fitting = [fact for fact in own if fits(said, fact) and (not fact.ref.endswith(".last") or _THEN.search(sentence))]      # last year's, where it is said so
    if not own or fitting or not any(fact.ref == f"{owner.id}.value" for fact in own):
        return None
    value = next(fact for fact in own if fact.ref == f"{owner.id}.value")
    return whose.found(passage, said, f"要点里{value.label}是{whose.amount(value, said)}，这里说{said.text}", "核对是不是安错了地方")


def _labelled(said: Said, passage: Passage, facts: Facts) -> Found | None:
    """A number right before the label of a figure that has another: 全市214家铜加工企业."""
    if said.word or said.high is not None or not _ALL_OF_OURS.search(passage.text[:said.start]):
        return None
    owners = [figure for figure in facts.brief.figures.values() if len(figure.label) > _LEAST and passage.text.startswith(figure.label, said.end)]
    own = [fact for figure in owners for fact in facts.of_ref(f"{figure.id}.value") if fact.unit == kind(said.unit)]
    if len(own) != 1 or fits(said, own[0]):
        return None
    return whose.found(passage, said, f"要点里{own[0].label}是{whose.amount(own[0], said)}，这里说{said.text}", "核对是不是安错了地方")


def _of_another_time(before: str, figure: Figure, facts: Facts) -> bool:
    """Whether the words right before a label tell that a number is of another time than the figure, or another kind of number: 上年同期, 目标."""
    told = _OTHER.search(before)
    review = facts.brief.data["review"]
    return told is not None and told.group() not in f"{figure.period or ''}{review['label'] or ''}"


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


def _all_quotas(said: Said, passage: Passage, facts: Facts) -> Found | None:
    """What quotas told before come to, all of them or some, or one for so many units: 这几块加起来一共3.3亿元."""
    these = _THESE.search(passage.text[:said.start])
    if said.word or said.high is not None or these is None:
        return None
    told = [fact for at, item in enumerate(facts.brief.data["quotas"]) if item["class"] and (core := _CLASS.sub("", str(item["class"]))) and core in passage.text[:said.start]
            for fact in amounts_of(item, "class") if fact.ref == f"quotas[{at}].amount" and fact.unit == kind(said.unit)]
    if not 1 < len(told) <= _MOST_QUOTAS:
        return None
    sums = [fact.value for fact in facts.facts if fact.ref == "quotas" and fact.unit == kind(said.unit)]
    number = chinese(these["n"] or "")
    sums += [value for fact in told for value in (fact.value, fact.value * (number or 1))]      # 四个园区公司合计5亿元 may be a quota itself
    for some in (some for size in range(2, len(told) + 1) for some in combinations(told, size)):
        if number in (None, len(some), sum(how_many(fact.label) for fact in some)):
            sums += [sum((fact.value for fact in some), Decimal(0)), sum((fact.value * how_many(fact.label) for fact in some), Decimal(0))]
    if any(prints(said, value) for value in sums):
        return None
    return whose.found(passage, said, f"按要点，各类单位的任务额合计不是{said.text}", "核对合计")


_JUDGES = (_side, _direction, _owner, _labelled, _invested, _quota, _all_quotas)
