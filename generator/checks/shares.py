"""Shares of a text held against the brief's: of a part in what it is a part of, of one number in the one before it, what is left of a rate. Each judge
gives a finding where a share is not so, None otherwise."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from generator.characters import HAN
from generator.checks import whose
from generator.checks.facts import Facts
from generator.checks.review import Found, Passage
from generator.language import quantities, rates
from generator.language.said import ROUGHLY, Said, chinese, counted, numbers
from generator.language.steps import PORTIONS, kind

_OF_WHOLE = re.compile(
    r"(?P<part>[^。；]{0,30})，(?:还|也|又|才|只|仅|就|大概|差不多|已经|已|约)*(?:占(?:比|了|到|去(?!年)|全部|所有)*(?:(?P<whole>[^，。；\d]{2,20}?)(?:总数|总量|总额)?的)?"
    r"|在?(?P<among>[^，。；\d]{2,20}?)(?:里面|里|当中|中)(?:还|也|又|才|只|仅|就|已经|已)*(?:占|有|占了|占到)?"
    f"|(?:(?:有|是|为|相当于|等于|达到|到)(?:了)?(?P<rough>{ROUGHLY})?|(?P<about>{ROUGHLY}))(?P<of>[^，。；\\d]{{2,20}}?)的)" + ROUGHLY + "?$")
_INVESTED = re.compile(r"[，、](?:还|也|才|只|仅|就|已经|已)*占(?:了|到|比)?(?:项目)?(?:计划)?总投资(?:额)?的(?:还|只|就)*" + ROUGHLY + "?$")
_AMONG_WHOLE = re.compile(                       # 其中亿元以上项目11个，超过三分之一
    r"(?P<part>其中[^。；]{0,30})，(?P<again>[^\W0-9A-Za-z_]{2,4}?的?)??(?P<whole>)(?P<among>)(?P<rough>)(?P<about>)(?P<of>)(?:还|也|又|才|只|仅|就|大概|差不多|正好|刚好|刚刚?|勉强|几乎|已经|已|约|是|有|了|到|达到)*"
    + ROUGHLY + "?$")
_CHANGED = re.compile("(?:净增|增加|增长|减少|下降|多|少)了?$")
_WAY = re.compile("(?:[出上下起回]去|[出上下起回]来|[着了掉完]|[面率])?的?$")     # 投出去的, 签下来的, 空着的, 复工面 say no more than 投, 签
_FILLED = re.compile(f"(?:还|也|才|只|仅|已经?|都|就|刚刚?|有|是|为|达到|到|过)*{ROUGHLY}?$")
_VERB = re.compile(f"(?P<of>{HAN}{{1,2}})[着了]?的(?:已经?|还|就|才|只|占了?|有)*{ROUGHLY}?")
_NAMED_SHARE = re.compile(
    "(?:^|[，。；])(?P<whole>[^，。；\\d]{2,16}?)(?:里面|里头|里|当中|中)，?(?P<part>[^，。；\\d]{2,16}?)的?(?:项目|企业)?(?:还|也|只|就|已经|已)*"
    f"(?:占(?:了|到|比)?|达到){ROUGHLY}?$")
_ITS_RATE = re.compile(f"，[^，。；\\d]{{0,4}}(?<!完成)(?<!增长)(?:率|面)(?:还|也|才|只|仅|已经?|刚刚?|是|为|有|达到|到)*{ROUGHLY}?")
_STILL = re.compile(f"，[^，。；\\d]{{0,10}}(?:还|仍|也|却)*有{ROUGHLY}?")
_DENIED = re.compile("(?:的?(?:项目|企业|床|地|厂房|楼|人))?(?:都|还|仍|也)*(?:没有?|未|不|停|空)")
_TAKES_UP = re.compile(f"[^，。；]{{0,14}}，(?:还|也|又|才|只|就|已经|已)*(?:占(?:了|到|比)?|将近|差不多){ROUGHLY}?")
_ONE_IN = re.compile("，(?P<said>每?(?P<whole>[三四五六七八九十])[个家][^，。；]{0,6}(?:里面|里头|里|当中|中)[^，。；]{0,2}?(?:才|只|就|还)?有?(?P<part>[一两三四])[个家])")
_ALL = Decimal(100)
_ONE_OFF = Decimal("0.15")                       # what one of so many may be off


def _part(said: Said, passage: Passage, facts: Facts) -> Found | None:
    """A part's share of a figure that the sentence names, or of the whole that the brief knows: 31个，占新引进项目的五成以上."""
    before = passage.text[:said.start]
    told = _OF_WHOLE.search(before) or (_among_whole(before) if said.unit == "成" else None)
    if told is None:
        return None
    parts = [item for item in numbers(told["part"]).quantities if item.unit not in PORTIONS]
    parts = [item for item in parts if not _CHANGED.search(told["part"][:item.start])] or parts      # 18家，同比净增5家，占…: the 18 are meant
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


def _share(said: Said, passage: Passage, facts: Facts) -> Found | None:
    """The share of a part that only its verb names: 空着的已经超过四分之一, where 空置厂房 is a part of the brief."""
    start, _ = passage.sentence_at(said.start)
    told = _VERB.fullmatch(passage.text[start:said.start])
    if told is None:
        return None
    parts = [figure for figure in facts.brief.figures.values() if told["of"][0] in figure.label and rates.whole_of(facts.brief.figures, figure) is not None]
    share = rates.exact(facts.brief.figures, parts[0], "share") if len(parts) == 1 else None
    if share is None or whose.shares(said, share / 100):
        return None
    return whose.found(passage, said, f"按要点，{parts[0].label}占{quantities.rounded(share, 1):f}%，这里说{whose.phrase(said)}", "核对这个占比")


def _of_investment(said: Said, passage: Passage, facts: Facts) -> Found | None:
    """What of its investment a project has been given: 已完成投资2.4亿元、占总投资的一半还多."""
    told = _INVESTED.search(passage.text[:said.start])
    before = [item for item in numbers(passage.text[:told.start()]).quantities if item.end == told.start()] if told is not None else []
    if not before or before[-1].word:
        return None
    spent = [(name, [fact.value for fact in amounts if fact.unit == kind(before[-1].unit) and fact.high is None]) for name, amounts in facts.projects.items()]
    wholes = [(name, max(values)) for name, values in spent if before[-1].value in values and max(values) > before[-1].value]
    if not wholes or any(whose.shares(said, before[-1].value / whole) for _, whole in wholes):
        return None
    name, whole = wholes[0]
    share = quantities.rounded(before[-1].value / whole * _ALL, 1)
    return whose.found(passage, said, f"按要点，{name}的{before[-1].text}占总投资的{share:f}%，这里说{whose.phrase(said)}", "核对这个占比")


def _named_share(said: Said, passage: Passage, facts: Facts) -> Found | None:
    """The share of a part in its whole, both named and neither counted: 签约项目里亿元以上的占了一半以上."""
    told = _NAMED_SHARE.search(passage.text[:said.start])
    if told is None:
        return None
    named = {fact.ref.removesuffix(".value") for fact in whose.named(told["whole"], facts)}
    figures = facts.brief.figures
    parts = [figure for figure in figures.values() if (whole := rates.whole_of(figures, figure)) is not None and whole.id in named and whose.short_for(told["part"], figure.label)]
    share = rates.exact(figures, parts[0], "share") if len(parts) == 1 else None
    if share is None or whose.shares(said, share / _ALL):
        return None
    return whose.found(passage, said, f"按要点，{parts[0].label}占{quantities.rounded(share, 1):f}%，这里说{whose.phrase(said)}", "核对这个占比")


def _rate(said: Said, passage: Passage, facts: Facts) -> Found | None:
    """A rate that is named, in tenths: 开工率只有三成."""
    start, _ = passage.sentence_at(said.start)
    before = _FILLED.sub("", passage.text[start:said.start])
    rates_named = [fact for fact in facts.facts if fact.ref.endswith(".value") and fact.unit == "%" and fact.high is None and before.endswith(fact.label)]
    if not rates_named or any(whose.shares(said, fact.value / 100) for fact in rates_named):
        return None
    return whose.found(passage, said, f"要点里{rates_named[0].label}是{rates_named[0].value:f}%，这里说{whose.phrase(said)}", "核对这个比率")


def _rate_of(said: Said, passage: Passage, facts: Facts) -> Found | None:
    """The rate of a part in its whole, which is no figure itself: 开工的18个，开工率刚刚过半."""
    start, _ = passage.sentence_at(said.start)
    before = passage.text[start:said.start]
    counted_last = [item for item in numbers(before).quantities if item.unit not in PORTIONS]
    told = counted_last and _ITS_RATE.fullmatch(before[counted_last[-1].end:])
    if not told or counted_last[-1].word or counted_last[-1].high is not None:
        return None
    part = counted_last[-1]
    wholes = [fact for fact in whose.wholes(part, facts) if fact.high is None and fact.value and fact.unit == kind(part.unit)]
    if not wholes or any(whose.shares(said, part.value / whole.value) for whole in wholes):
        return None
    share = quantities.rounded(part.value / wholes[0].value * _ALL, 1)
    return whose.found(passage, said, f"{part.text}占{wholes[0].label}的{share:f}%，这里说{whose.phrase(said)}", "核对这个比率")


def one_in(passage: Passage, told: Sequence[Said], facts: Facts) -> Iterator[Found]:
    """A share told as one of so many: 过夜游客315万人次，五个游客里只有一个. ``told`` are the quantities of the passage."""
    for match in _ONE_IN.finditer(passage.text):
        part = next((item for item in told if item.end == match.start() and not item.word and item.high is None), None)
        number, many = chinese(match["part"]), chinese(match["whole"])
        wholes = [fact for fact in whose.wholes(part, facts) if fact.high is None and fact.value] if part is not None else []
        if part is None or not wholes or not number or not many or any(abs(part.value / fact.value * many / number - 1) <= _ONE_OFF for fact in wholes):
            continue
        share = quantities.rounded(part.value / wholes[0].value * _ALL, 1)
        yield Found(passage.at, *match.span("said"), f"{part.text}占{wholes[0].label}的{share:f}%，这里说{match['said']}", "核对这个占比")


def _not_yet(said: Said, passage: Passage, facts: Facts) -> Found | None:
    """What is still left of a rate said before, or of the whole of a part: 开工率56.3%，还有近三成没有动土; 住了人的床位1980张，还有六成多空着."""
    start, _ = passage.sentence_at(said.start)
    before = numbers(passage.text[start:said.start]).quantities
    told = before and _STILL.fullmatch(passage.text[start + before[-1].end:said.start])
    if not told or not _DENIED.match(passage.text, said.end) or before[-1].word or before[-1].high is not None:
        return None
    last = before[-1]
    shares = [last.value / _ALL] if last.unit == "%" and facts.says(last) else [last.value / whole.value for whole in whose.wholes(last, facts) if whole.value]
    rests = [1 - share for share in shares if share < 1]
    if not rests or any(whose.shares(said, rest) for rest in rests):
        return None
    return whose.found(passage, said, f"前面说{last.text}，余下的是{quantities.rounded(rests[0] * _ALL, 1):f}%，这里说{whose.phrase(said)}", "核对这几个数")


def _of_those(said: Said, passage: Passage, facts: Facts) -> Found | None:
    """The share of one number of Chinese characters in one before it: 八十四家花企有六十一家没有商标，占了八成还多."""
    start, _ = passage.sentence_at(said.start)
    before = passage.text[start:said.start]
    counts = [item for item in counted(before) if item.unit not in PORTIONS]
    if len(counts) < 2 or not _TAKES_UP.fullmatch(before[counts[-1].end:]):
        return None
    part = counts[-1]
    wholes = [item for item in counts[:-1] if item.unit == part.unit and item.value > part.value]
    if not wholes or any(item.word for item in (part, *wholes)) or any(whose.shares(said, part.value / whole.value) for whole in wholes):
        return None
    whole = wholes[-1]
    share = quantities.rounded(part.value / whole.value * _ALL, 1)
    return whose.found(passage, said, f"{part.text}占{whole.text}的{share:f}%，这里说{whose.phrase(said)}", "核对这个占比")


_OF_ANY = (_part, _of_investment, _named_share)
_IN_TENTHS = (_rate, _share, _rate_of, _not_yet, _of_those)


def judges(said: Said) -> Sequence[Callable[[Said, Passage, Facts], Found | None]]:
    """The judges of a number: some of a percentage, all of tenths and fractions, none of what is no share."""
    if said.high is not None or said.unit not in ("%", "成"):
        return ()
    return (*_OF_ANY, *_IN_TENTHS) if said.unit == "成" else _OF_ANY
