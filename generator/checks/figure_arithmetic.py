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
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, combinations

from generator.characters import NUMERAL
from generator.checks import sums
from generator.checks.facts import Fact, Facts, fits
from generator.checks.review import Found, Passage, Review
from generator.frozen import replace
from generator.language import quantities, rates
from generator.language.said import ROUGHLY, Said, chinese, numbers
from generator.language.steps import SIDES, agrees, kind, prints
from generator.model import Figure

ID, SEVERITY, NEEDS = "figure-arithmetic", "error", ()
_BESIDE = re.compile(r"(?:(?:已经|目前|实际|只|仅|才|共|也)?(?:有|达到|达|为|是|完成|实现|：|只有)?了?)$")
_DIRECTION = re.compile(r"(?:(增长|增加|提高|上升|上涨)|(下降|减少|降低|下滑))了?$")
_WORD = re.compile(r"[^\W的了及和与、]")
_INVESTED = re.compile(r"(?:总投资|投资额|计划投资|投资)(?:达到|达|为|是)?$")
_OF_WHOLE = re.compile(
    r"(?P<part>[^。；]{0,30})，(?:还|也|又|才|只|仅|就|大概|差不多|已经|已|约)*(?:占(?:比|了|到|去(?!年)|全部|所有)*(?:(?P<whole>[^，。；\d]{2,20}?)(?:总数|总量|总额)?的)?"
    r"|在?(?P<among>[^，。；\d]{2,20}?)(?:里面|里|当中|中)(?:还|也|又|才|只|仅|就|已经|已)*(?:占|有|占了|占到)?)" + ROUGHLY + "?$")
_AMONG_WHOLE = re.compile(                       # 其中亿元以上项目11个，超过三分之一
    r"(?P<part>其中[^。；]{0,30})，(?P<again>[\u4e00-\u9fff]{2,4}?的?)??(?P<whole>)(?P<among>)(?:还|也|又|才|只|仅|就|大概|差不多|已经|已|约|是|有|了|到|达到)*"
    + ROUGHLY + "?$")
_DONE = re.compile("(?:计划|目标|任务)(?:还|也|才|都|却|只|已经|刚|没有?|未)*(?:完成|到|过)了?$|(?:完成|占|达到|到)了?(?:全年|年度|年初|下达)?(?:的)?(?:计划|目标|任务)(?:数)?的$")
_TIMES_OF = re.compile(r"(?:是|为|相当于)(?P<whole>[^，。；\d]{2,20})的$")
_LEFT = re.compile(
    rf"(?P<whole>{NUMERAL}+)(?P<unit>[个家项件笔宗户名人栋条台亩间处])[^。；]{{1,14}}?(?P<part>{NUMERAL}+)(?P=unit)[^，。；、]{{0,4}}[，、](?:还|剩下?|只)(?:有|剩下?|差|欠)?(?P<rest>{NUMERAL}+)(?P=unit)")
_WAY = re.compile("(?:[出上下起回]去|[出上下起回]来)?的?$")     # 投出去的, 签下来的 say no more than 投, 签
_NOT_THAT = re.compile("，?(?:没有?|未|不)[^，。；\\d]{1,8}的?(?:还|只|就|也|仅)*(?:有|剩下?|差)?(?:了|着)?")
_THAN_US = re.compile("，?(?:比|较)(?:我们|我[省市县区镇乡])(?:还|就|要)*(?:多|高|少|低|差)(?:出|了|着)*")
_NOT_EVEN = re.compile("没有?(?:完成|到|过)|未(?:完成|到|过)")
_CLAUSE = 8                                      # characters in which it is said that something is not even done
_GROWN = re.compile("(?:比|较)?(?:上年|去年)(?:同期)?(?:(?P<up>增长|增加|提高|多)|下降|减少|少)了?$")
_BEYOND = re.compile(
    "，?(?:比|较|超|超过|离|距)(?:全年|年度)?(?P<of>计划|目标|任务|上年同期|去年同期|上年|去年|同期)(?:数)?的?(?:还|要|也)?(?:(?P<up>多|增加|净增|超|增)|少|减少|差|缺|减|下降)[签引到开建收]?(?:了|出)?")
_WISHED = re.compile("目标|任务|计划|力争|确保|争取|要|将|下半年|明年|每|再|还|差|比|较")
_OURS, _THEN = re.compile("^(?:全|我|本)[省市县区镇乡]|^(?:当年|今年|同期|去年|上年)"), ("去年", "上年")
_OTHER = re.compile(r"上年|去年|同期|目标|计划|任务|其中|全[省市国]|上半年|季度|\d月")


def check(review: Review) -> Iterator[Found]:
    """Contradictions inside sentences, then against the brief; of one number once."""
    inside = list(_inside(review))
    yield from inside
    told = {(found.paragraph, found.start, found.end) for found in inside}
    if review.facts is not None:
        for passage in review.body:
            yield from (found for found in against_brief(passage, review) if (found.paragraph, found.start, found.end) not in told)


def _inside(review: Review) -> Iterator[Found]:
    """What numbers of one sentence say of each other that is not so."""
    for passage in review.body:
        for start, end in passage.sentences:
            said = [item for item in review.numbers[passage.at].quantities if start <= item.start < end]
            for claim in sums.claims(passage.text, said):
                if not claim.holds and not _of_its_whole(claim, passage, review):
                    yield _contradicted(passage, claim)
            for told, base, value in sums.doubled(passage.text, said):
                yield Found(passage.at, *told.span(), f"{base.text}到{value.text}，不是“{told.group()}”", "核对这几个数")
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


def _of_its_whole(claim: sums.Claim, passage: Passage, review: Review) -> bool:
    """Whether a share is that of the number before it in what the brief says it is a part of, though its sentence names other numbers too."""
    part = _counted_before(claim.said, passage, review.numbers[passage.at].quantities)
    if review.facts is None or part is None or claim.said.unit not in ("%", "成"):
        return False
    return any(_shares(claim.said, part.value / whole.value) for whole in _wholes(part, review.facts) if whole.value and whole.high is None)


def _contradicted(passage: Passage, claim: sums.Claim) -> Found:
    return _found(passage, claim.said, f"{claim.how}，应是{_told(claim)}，这里说{claim.said.text}", "核对这几个数")


def against_brief(passage: Passage, review: Review) -> list[Found]:
    """Numbers of a passage that say of the brief's figures what is not so; worked out once for both rules that ask."""
    facts = review.facts
    return [] if facts is None else review.once((ID, passage.at), lambda: list(_against(passage, review, facts)))


def _against(passage: Passage, review: Review, facts: Facts) -> Iterator[Found]:
    told = review.numbers[passage.at].quantities
    for said in told:
        part = _counted_before(said, passage, told)
        alone = (judge(said, passage, facts) for judge in (_side, _direction, _owner, _invested, _part))
        beside = (judge(said, part, passage, facts) for judge in (_done, _grown, _beyond, _times, _left_over, _beside_us) if part is not None)
        found = next((found for found in chain(alone, beside) if found is not None), None)
        if found is not None:
            yield found


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
    return _found(passage, said, f"要点里{fact.label}是{_amount(fact, said)}，不能说“{_phrase(said)}”", _right(said, fact))


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
    figure = facts.brief.figures[id]
    number = figure.given.get(name)
    exact = number.value if number is not None else rates.exact(facts.brief.figures, figure, name)
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
    both = any(one.value + other.value == said.value for one, other in combinations(_values(facts, said), 2))
    if both or not facts.says(said) and _WISHED.search(re.split("[，；。]", text)[-1]):
        return None                              # what two figures come to, or a number that is still to be reached and may be new
    owners = sorted((figure for figure in facts.brief.figures.values() if bare.endswith(figure.label)), key=lambda figure: -len(figure.label))
    if not owners or _ambiguous(owners[0], facts) or _OTHER.search(bare[-len(owners[0].label) - 6:-len(owners[0].label)]):
        return None
    if _WORD.match(bare[:-len(owners[0].label)][-1:]):
        return None                              # part of a longer name
    own = [fact for fact in facts.facts if fact.ref.startswith(f"{owners[0].id}.") and fact.unit == kind(said.unit)]
    if not own or any(fits(said, fact) for fact in own) or not any(fact.ref == f"{owners[0].id}.value" for fact in own):
        return None
    value = next(fact for fact in own if fact.ref == f"{owners[0].id}.value")
    return _found(passage, said, f"要点里{value.label}是{_amount(value, said)}，这里说{said.text}", "核对是不是安错了地方")


def _values(facts: Facts, said: Said) -> list[Fact]:
    """The values of figures in the unit of a number."""
    return [fact for fact in facts.of_unit(said.unit) if fact.ref.endswith(".value") and fact.high is None]


def _invested(said: Said, passage: Passage, facts: Facts) -> Found | None:
    """The investment of a project that is none of its amounts in the brief."""
    start, _ = passage.sentence_at(said.start)
    before = passage.text[start:said.start]
    if said.word or said.high is not None or not _INVESTED.search(before):
        return None
    name = max((name for name in facts.projects if name in before), key=before.rfind, default="")
    own = [fact for fact in facts.projects.get(name, ()) if fact.unit == kind(said.unit)]
    if not own or any(fits(said, fact) for fact in own) or any(item.isdigit() for item in before[before.rfind(name) + len(name):]):
        return None
    return _found(passage, said, f"要点里{name}是{_amount(own[0], said)}，这里说{said.text}", "核对这个项目的数")


def _part(said: Said, passage: Passage, facts: Facts) -> Found | None:
    """A part's share of a figure that the sentence names, or of the whole that the brief knows: 31个，占新引进项目的五成以上."""
    before = passage.text[:said.start]
    told = _OF_WHOLE.search(before) or (_among_whole(before) if said.unit == "成" else None)
    if said.unit not in ("%", "成") or said.high is not None or told is None:
        return None
    counted = [item for item in numbers(told["part"]).quantities if item.unit not in ("%", "个百分点", "成", "倍")]
    if not counted or counted[-1].word or counted[-1].high is not None:
        return None
    part, named = counted[-1], told["whole"] or told["among"]
    own = {figure.id for figure in _figures_of(part, facts)}
    wholes = _wholes(part, facts)
    if named:
        told_of = [fact for fact in _named(named, facts) if fact.ref.removesuffix(".value") not in own]
        wholes = told_of or [fact for fact in wholes if _short_for(named, fact.label)]
    wholes = [fact for fact in wholes if fact.high is None and fact.value and fact.unit == kind(part.unit)]
    said_before = [] if named else [item.value for item in counted[:-1] if kind(item.unit) == kind(part.unit) and item.value]
    if not wholes or any(_shares(said, part.value / whole) for whole in (*(fact.value for fact in wholes), *said_before)):
        return None
    share = quantities.rounded(part.value / wholes[0].value * 100, 1)
    return _found(passage, said, f"{part.text}占{wholes[0].label}的{share:f}%，这里说{_phrase(said)}", "核对这个占比")


def _among_whole(before: str) -> re.Match[str] | None:
    """其中A，超过…; 其中已经整改的A，整改…: what is said again must be said of A."""
    told = _AMONG_WHOLE.search(before)
    again = _WAY.sub("", told["again"] or "") if told is not None else ""
    return told if told is not None and all(char in told["part"] for char in again) else None


def _left_over(said: Said, part: Said, passage: Passage, facts: Facts) -> Found | None:
    """What of the whole that the brief knows is no such part: 复工165家，没有复工的只剩下5家."""
    if not _counts_alike(said, part):
        return None
    rests = [fact for figure in _figures_of(part, facts) for fact in facts.of_ref(f"{figure.id}.rest")]
    if not rests or not _NOT_THAT.fullmatch(_since(part, said, passage)) or any(prints(said, fact.value) for fact in rests):
        return None
    return _found(passage, said, f"按要点，应是{_amount(rests[0], said)}，这里说{said.text}", "核对这几个数")


def _beside_us(said: Said, part: Said, passage: Passage, facts: Facts) -> Found | None:
    """By how much another place is ahead of us or behind: 白渡镇到位资金11.2亿元，比我们多2.8亿元."""
    if not _counts_alike(said, part) or not _THAN_US.fullmatch(_since(part, said, passage)):
        return None
    theirs = _figures_of(part, facts)
    ours = [fact for fact in _values(facts, said) for figure in theirs if figure.label != fact.label and figure.label.endswith(fact.label)]
    if not ours or any(prints(said, abs(part.value - fact.value)) for fact in ours):
        return None
    return _found(passage, said, f"要点里我们的{ours[0].label}是{_amount(ours[0], said)}，差的不是{said.text}", "核对这几个数")


def _done(said: Said, part: Said, passage: Passage, facts: Facts) -> Found | None:
    """The completion of a plan by the number said before it: 2.6万平方米，只完成计划的48%."""
    before = re.sub(f"{ROUGHLY}$", "", passage.text[:said.start])
    if said.unit not in ("%", "成") or said.unit == "%" and said.word or not _DONE.search(before):
        return None
    said = replace(said, word="不到") if said.unit == "成" and _NOT_EVEN.search(before[-_CLAUSE:]) else said
    rightly = [(figure, done) for figure in _figures_of(part, facts) if (done := _completion(facts, figure)) is not None]
    if not rightly or any(_shares(said, done / 100) for _, done in rightly):
        return None
    figure, done = rightly[0]
    return _found(passage, said, f"要点里{figure.label}完成计划的{quantities.rounded(done, max(said.places, 1)):f}%，这里说{said.text}", "核对完成率")


def _grown(said: Said, part: Said, passage: Passage, facts: Facts) -> Found | None:
    """By how many tenths a figure grew: 11.6万吨，比上年增长一成五."""
    told = _GROWN.search(re.sub(f"{ROUGHLY}$", "", passage.text[:said.start]))
    if said.unit != "成" or told is None:
        return None
    moves = [moved for figure in _figures_of(part, facts) if (moved := rates.exact(facts.brief.figures, figure, "yoy")) is not None]
    if not moves or any((moved > 0) == bool(told["up"]) and _shares(said, abs(moved) / 100) for moved in moves):
        return None
    way = "增长" if moves[0] > 0 else "下降"
    return _found(passage, said, f"要点里{part.text}同比{way}{quantities.rounded(abs(moves[0]), 1):f}%，这里说{told.group()}{_phrase(said)}", "核对这个增幅")


def _beyond(said: Said, part: Said, passage: Passage, facts: Facts) -> Found | None:
    """By how much a figure passed or missed its plan or last year's value: 23个，比计划多签了3个."""
    if not _counts_alike(said, part):
        return None
    told = _BEYOND.fullmatch(_since(part, said, passage).rpartition("，")[2])       # what is said of the number in between are rates: 完成计划的75%
    if told is None:
        return None
    what = "target" if told["of"] in ("计划", "目标", "任务") else "last"
    against = [fact.value for figure in _figures_of(part, facts) for fact in facts.of_ref(f"{figure.id}.{what}") if fact.high is None]
    if not against or any((part.value > value) == bool(told["up"]) and prints(said, abs(part.value - value)) for value in against):
        return None
    return _found(passage, said, f"要点里{told['of']}是{quantities.rounded(against[0] / part.scale, part.places):f}，这里说{told.group().lstrip('，')}{said.text}", "核对这几个数")


def _figures_of(part: Said, facts: Facts) -> list[Figure]:
    """The figures whose value is a number, in its unit."""
    ids = dict.fromkeys(fact.ref.removesuffix(".value") for fact in _values(facts, part) if fact.value == part.value)
    return [facts.brief.figures[id] for id in ids if id in facts.brief.figures]


def _completion(facts: Facts, figure: Figure) -> Decimal | None:
    given = figure.given.get("completion")
    return given.value if given is not None else rates.exact(facts.brief.figures, figure, "completion")


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
    return _found(passage, said, f"{part.text}是{whole.label}的{quantities.rounded(exact, 2):f}倍，这里说{_phrase(said)}", "核对这个倍数")


def _counts_alike(said: Said, part: Said) -> bool:
    """Whether an exact number counts the same as the one before it."""
    return not said.word and said.high is None and kind(part.unit) == kind(said.unit)


def _since(part: Said, said: Said, passage: Passage) -> str:
    """What a passage says between a number and the one counted before it."""
    return passage.text[passage.text.rindex(part.text, 0, said.start) + len(part.text):said.start]


def _counted_before(said: Said, passage: Passage, told: Sequence[Said]) -> Said | None:
    """Of the numbers ``told`` in a passage the one said last before another in its sentence that is no rate; None where none is, or it is a rough
    one."""
    start, _ = passage.sentence_at(said.start)
    counted = [item for item in told if start <= item.start and item.end <= said.start and item.unit not in ("%", "个百分点", "成", "倍") and item.unit]
    return counted[-1] if counted and not counted[-1].word and counted[-1].high is None else None


def _named(words: str, facts: Facts) -> list[Fact]:
    """The figure of a name; where none has it, the only one whose label ends with it: 部门引进项目 is 县直部门引进项目."""
    values = [fact for fact in facts.facts if fact.ref.endswith(".value")]
    then = words.startswith(_THEN)
    words = _OURS.sub("", words)
    own = [fact for fact in values if fact.label == words] or [fact for fact in values if fact.label.replace("的", "").endswith(words.replace("的", ""))]
    if len(own) != 1:
        return []
    return [*own, *(facts.of_ref(f"{own[0].ref.removesuffix('.value')}.last") if then else ())]      # 去年的 may be this figure's, or its last year's


def _short_for(words: str, label: str) -> bool:
    """Whether some words leave out only what a label has besides: 去年新设企业 for 新设外资企业."""
    rest = iter(label)
    return all(char in rest for char in _OURS.sub("", words))


def _wholes(part: Said, facts: Facts) -> list[Fact]:
    """The figures of which the brief says that the one with this value is a part."""
    wholes = [rates.whole_of(facts.brief.figures, figure) for figure in _figures_of(part, facts)]
    return [fact for whole in wholes if whole is not None for fact in facts.of_ref(f"{whole.id}.value")]


def _shares(said: Said, share: Decimal) -> bool:
    """Whether an exact share may be said as it is."""
    exact = share * (100 if said.unit == "%" else 10)
    return agrees(said, exact) if said.word or said.unit == "成" else quantities.rounded(exact, said.places) == said.written


def _ambiguous(figure: Figure, facts: Facts) -> bool:
    """Whether several figures go by one label."""
    return sum(other.label == figure.label for other in facts.brief.figures.values()) > 1


def _found(passage: Passage, said: Said, message: str, suggestion: str) -> Found:
    return Found(passage.at, said.start, said.end, message, suggestion)


def _phrase(said: Said) -> str:
    return said.text if said.word in ("多", "余") else f"{said.word}{said.text}"


def _right(said: Said, fact: Fact) -> str:
    return f"可说“{'近' if fact.value < said.value else '超过'}{said.text.replace('多', '').replace('余', '')}”" if fact.value != said.value else f"就说“{said.text}”"


def _amount(fact: Fact, said: Said) -> str:
    exact = fact.value / said.scale
    shown = quantities.rounded(exact, max(said.places, 1)) if fact.computed and exact % 1 else quantities.rounded(exact, quantities.decimals(exact))
    return f"{shown:f}{said.text.lstrip('0123456789.,，').replace('多', '').replace('余', '')}"


def _told(claim: sums.Claim) -> str:
    exact = abs(claim.exact) / claim.said.scale
    if claim.bounded:
        return "不小于它"
    if claim.said.unit == "成":
        return f"{quantities.rounded(exact, 1):f}成"
    places = claim.said.places if claim.said.unit not in ("%", "个百分点") else max(claim.said.places, 1)
    return f"{quantities.rounded(exact, places):f}{claim.said.text.lstrip('0123456789.,，')}"
