"""figure-unknown 要点里没有、也推算不出的数

每个数都该有出处：要点里写着，或者由要点里的数一步算得出来（差额、合计、占比、比率、增幅、完成率、倍数、平均、换算单位、带“近”“超过”“多”的整数）。
对不上的，要么记错了，要么是新的情况——新情况请补进要点。日期也一样：要点里没有的年月日只作提示。
日期旁边写了星期的，照日历核对。“三个方面”“5+2”“24小时”“100%”一类不是数据的说法不管；专名里的数字不管。

依据：GB/T 15835-2011 4.1；国家统计局关于同比、占比、百分点、翻番的用法。

错：一季度新签约项目«32个»，到位资金6.3亿元。
错：一季度新签约项目23个，新增就业«312人»。
错：«上周五»（3月12日），县里过了一遍项目。
对：上周五（3月13日），县里过了一遍项目。
对：一季度新签约项目23个，比上年同期多5个，增长27.8%，完成计划的115%；到位资金6.3亿元，占协议投资的15.1%。
对：协议投资近42亿元，也就是416000万元；开工8个，开工率34.8%，还欠4个。
"""
from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from generator.checks import against, days, relations, whose
from generator.checks.facts import AREA, SMALL, Deadline, Facts, unit_after
from generator.checks.review import Found, Passage, Review
from generator.language import comparisons, quantities
from generator.language.said import Numbers, Said, SaidDate, chinese, lunar, spelled
from generator.language.steps import prints
from generator.model import FRONT, Date, Finding

ID, SEVERITY, NEEDS = "figure-unknown", "warning", ("brief",)
_TALK = re.compile(r"(?:方面|问题|环节|关键|重点|字|词|层面|阶段|关口|办法|坚持|转变|意见|建议|要求|特点|原因|层次|道理|字诀|维度|步骤|“|”|‘)")
_ALWAYS = re.compile(r"^(?:24小时|365天|360度|100%|12个月|7天|8小时)$")
_WHOLE = re.compile(r"(?:完成|占|为|达|达到|的|增长|率)$")
_APART, _LESS = re.compile("[差隔短欠]"), re.compile("[差欠短剩余]|还有|少了|多了|缺口")
_AT_LARGE = re.compile(                          # what happened to all on a day is no fact of a brief
    "总书记|总理|中央|国务院|国家|全国|党的|省委|省政府|条例|[办税]法|施行|《[^》]+》|营改增|奥运|冬奥|亚运|全运|世博|进博|广交会|乙类乙管")
_OF_THE_STATE = re.compile("(?:国发|国办发|国办函|国函|中发|中办发|财税|发改[^，。；]{0,6})$")      # whose documents need no brief
_STORY = re.compile("一位|有位|有个|我[去到看问听]|那天")      # on which day, the teller knows
_ISSUED = re.compile(                            # so many measures of theirs
    "(?:中央|国务院|国家|省委|省政府|[^，。；]部委?|发展改革委)[^。；]{0,12}(?:印发|出台|发布|部署|提出|公布|下发|推出)|《[^》]+》")
_LEVIED = re.compile("(?:增值税|所得税|关税|准备金|贷款市场报价|LPR|优惠|基准)[^，。；]{0,4}[税利]?率|关税[^，。；]{0,8}(?:加征|降|提)")      # rates that the state sets
_OF_ALL, _NATIONAL, _AROUND = re.compile("特别国债|专项债|中央财政|中央预算|全国|国家"), 10**11, 8      # yuan of which only the nation speaks
_RANK = re.compile("(?:全[省市县区国镇乡]|[七八九十]市|排名?|位居|位列|居)(?P<said>第(?P<n>[二三四五六七八九十]+))(?!产业|[个条次季期批阶步届])")
_TODAY = re.compile("(?:今天|今日|昨天|明天)(?:已|又|正|就|才)?是?(?:农历)?$")       # what day it is, everybody knows
_DUE = re.compile("[底末]?(?:以?前|之前)")
_THINGS = tuple("户家亩吨台套栋名人项位元批")         # what is counted, no figure of speech
_OF_OURS = ("个项目", "个新项目", "个签约", "个企业")       # what briefs count
_ALL_PEOPLE = 10**8                               # of so many only the nation speaks: 带动三亿人参与冰雪运动
_YEARS = 1                                       # before and after the speech's own, that anybody may name
_TERM = 5                                        # years of a plan


def check(review: Review) -> Iterator[Found]:
    """Every number that the brief neither says nor leads to, but for those that another rule names."""
    facts = review.facts
    if facts is None:
        return
    changed = [(anchor.paragraph, anchor.start, anchor.end) for anchor in (*review.anchors, *review.respelled) if anchor.state == "changed"]
    for passage in review.body:
        taken = [*changed, *((found.paragraph, found.start, found.end) for found in against.against_brief(passage, review))]
        free = _outside(passage, review, taken)
        told = review.numbers[passage.at]
        accounted: set[tuple[Decimal, str]] = set()           # 差着22.7亿元 once, 这22.7亿元 again
        for said in told.quantities:
            if not free(said.start, said.end) or _no_figure(said, passage.text):
                continue
            if (said.value, said.unit) in accounted or _known(said, told.quantities, passage, facts) or _by_the_calendar(said, passage.text, told, told.dates, facts):
                accounted.add((said.value, said.unit))
            else:
                yield Found(passage.at, said.start, said.end, f"“{said.text}”要点里没有，也推算不出", _suggestion(said, facts))
        yield from _in_words(passage, told, facts, free)
        yield from _dates(passage, told, facts, free)


def _dates(passage: Passage, told: Numbers, facts: Facts, free: Callable[[int, int], bool]) -> Iterator[Found]:
    """Weekdays that are not those of their dates, deadlines in another month, dates that nobody gave."""
    for date in (date for date in told.dates if free(date.start, date.end)):
        if (day := days.weekday(date, passage.text, facts.brief.data["year"])) is not None:
            if not day.holds:
                yield Found(passage.at, day.start, day.end, f"{date.text}是星期{day.right}，这里说“{day.said}”", "核对是哪一天")
        elif any(_by_the_calendar(said, passage.text, told, (date,), facts) for said in told.quantities):
            continue                             # 再过79天，就是7月1日
        elif due := _overdue(date, passage.text, facts):
            yield Found(passage.at, date.start, date.end, f"要点里“{due.words[0]}”的时限是{due.date.month}月", "核对时限；改了就在要点里也改过来")
        elif (lacking := _unknown(date, facts, passage.role)) and (passage.role in FRONT or not _anybody_knows(date, _sentence(date, passage))):
            yield Found(passage.at, date.start, date.end, f"要点里没有“{lacking}”这个时间", "核对；是新定的时间就补进要点", "warning" if passage.role in FRONT else "info")


def _anybody_knows(date: SaidDate, sentence: str) -> bool:
    """Whether a date is one of what happened to all, or of something that the speaker tells as a story: 13日在园区，一位厂长…."""
    told = _STORY.search(sentence) is not None and not date.years and not (date.months and date.day)
    return told or _AT_LARGE.search(sentence) is not None


def _in_words(passage: Passage, told: Numbers, facts: Facts, free: Callable[[int, int], bool]) -> Iterator[Found]:
    """Numbers of Chinese characters, days of the lunar calendar and numbers of documents that are not the brief's."""
    for start, end in spelled(passage.text):
        if (known := facts.misspelled(passage.text, start, end)) and free(start, end):
            yield Found(passage.at, start, end, f"要点里这里是“{known}”，稿子里是“{passage.text[start:end]}”", f"核对；没有依据就改回“{known}”")
        elif not known and free(start, end) and _counts(passage, start, end, facts):
            yield Found(passage.at, start, end, f"“{passage.text[start:end + 1]}”要点里没有", "核对；是新的数就补进要点")
    for rank in _RANK.finditer(passage.text):
        if free(*rank.span()) and rank["n"] not in facts.ranks:
            yield Found(passage.at, *rank.span("said"), f"要点里没有“{rank.group()}”这个位次", "核对；是新的位次就补进要点")
    for day in lunar(passage.text):
        if day.group() not in facts.lunar and day["month"] in facts.lunar.values() and free(*day.span()) and not _TODAY.search(passage.text[:day.start()]):
            yield Found(passage.at, *day.span(), f"要点里没有“{day.group()}”这个日子", "核对", "info")
    for start, end in told.idioms:
        if "〔" in passage.text[start:end] and not _OF_THE_STATE.search(passage.text[:start]) and passage.text[start:end] not in facts.idioms and free(start, end):
            yield Found(passage.at, start, end, f"要点里没有“{passage.text[start:end]}”这个文号", "核对文号")


def _counts(passage: Passage, start: int, end: int, facts: Facts) -> bool:
    """Whether a number of Chinese characters counts something that the brief does not: no small one, of households, firms, mu, tons and the like, with
    no other of them in its sentence from which it might follow; or of anything that the brief's words count otherwise beside that other."""
    text = passage.text
    value, unit = chinese(text[start:end]), unit_after(text, end)
    if value is None or value <= SMALL:
        return False
    begin, stop = passage.sentence_at(start)
    others = [text[begin:stop][first:last] for first, last in spelled(text[begin:stop]) if begin + last != end and unit_after(text[begin:stop], last) == unit]
    if text[start:end + 1] not in facts.texts and any(facts.told_beside(other, unit, value) for other in others):
        return True
    things = unit in (*_THINGS, AREA) or text.startswith(_OF_OURS, end)
    round_number = text[start:end].lstrip("一")[:1] in ("百", "千", "万") and value % 100 == 0
    if value >= _ALL_PEOPLE or not things or unit != AREA and round_number or any((chinese(other) or 0) > SMALL for other in others):
        return False
    values = [fact.value for fact in facts.of_unit(unit) if fact.high is None]
    if _LESS.search(text[begin:stop]) and any(abs(one - other) == value for one, other in combinations(values, 2)):
        return False                             # 还差一百二十亩
    roughly = unit[:1] != text[end:end + 1]
    return not any(value <= fact.value <= 2 * value if roughly else fact.value == value for fact in facts.of_unit(unit))


def tally(review: Review, findings: Iterable[Finding]) -> tuple[int, int]:
    """How many figures a document says, and how many of them no rule about figures questions; (0, 0) without a brief. Without one a draft's own
    numbers are counted: those that it carried, and those that still read the same."""
    if review.facts is None:
        carried = [anchor for anchor in review.anchors if anchor.state != "gone"]
        return len(carried), sum(anchor.state == "same" for anchor in carried)
    wrong = [(found.paragraph, found.start, found.end) for found in findings if found.rule.startswith("figure-") or found.rule == "percent-point"]
    said = [(passage.at, item.start, item.end) for passage in review.body for item in review.numbers[passage.at].quantities
            if not _no_figure(item, passage.text)]
    return len(said), sum(not any(at == place and begin < end and start < stop for place, begin, stop in wrong) for at, start, end in said)


def _outside(passage: Passage, review: Review, taken: list[tuple[int, int, int]]) -> Callable[[int, int], bool]:
    """A test for stretches of a passage: outside names, idioms of the brief, and what another rule says of them."""
    held = [(match.start(), match.end()) for name in review.names for match in re.finditer(re.escape(name), passage.text)]
    held += [(start, end) for at, start, end in taken if at == passage.at]
    return lambda start, end: not any(begin < end and start < stop for begin, stop in held)


def _no_figure(said: Said, text: str) -> bool:
    """Numbers that count no data: three matters to speak of, round the clock, all of it."""
    if said.unit == "成" or _inside_title(said, text):
        return True                              # so roughly said that only a contradiction is a fault
    if _ALWAYS.match(said.text):
        return said.text != "100%" or not _WHOLE.search(text[:said.start])
    return said.value <= SMALL and said.scale == 1 and said.high is None and bool(_TALK.match(text, said.end))


def _inside_title(said: Said, text: str) -> bool:
    """Whether a number stands in the title of a work: 《中国制造2025》."""
    return text.rfind("《", 0, said.start) > text.rfind("》", 0, said.start)


def _known(said: Said, around: tuple[Said, ...], passage: Passage, facts: Facts) -> bool:
    sentence = _sentence(said, passage)
    stated = facts.says(said) and not facts.bound(said, around, passage.text) and not facts.by_chance(said, sentence)
    part = whose.counted_before(said, passage, around)
    return (stated or part is not None and relations.apart(said, part, passage, facts) or _of_no_figure(said, around, passage, facts)
            or _quoted(said, passage.text, facts) or _of_others(said, sentence, passage) or _doubled(said, sentence, facts) or _of_words(said, sentence)
            or facts.times(said) or facts.together(said, sentence) or facts.follows(said, around, _near(said, passage), sentence, passage.text)
            or bool(_APART.search(sentence)) and facts.apart(said, passage.text))


def _by_the_calendar(said: Said, text: str, told: Numbers, dates: Sequence[SaidDate], facts: Facts) -> bool:
    """Whether a number follows from the day of the speech: days until a date, months that are left, years since one that everybody knows, how far a rate is
    from the time that is over."""
    when = facts.brief.data["date"]
    today = datetime.date(when.year, when.month, when.day) if isinstance(when, Date) and when.month and when.day else None
    month = when.month if isinstance(when, Date) else None
    return (days.anniversary(said, text, facts.brief.data["year"]) or days.months_left(said, text, month)
            or days.ahead_of_time(said, text, told.quantities, _last_month(facts)) or today is not None and days.counts_down(said, text, dates, today))


def _last_month(facts: Facts) -> int | None:
    """The last month of the time under review; None where it is not known."""
    last = facts.brief.data["review"]["to"]
    return last.month if isinstance(last, Date) else None


def _doubled(said: Said, sentence: str, facts: Facts) -> bool:
    """Whether a number is what a figure comes to that its sentence doubles: 工业产值翻一番，就是19.6亿元."""
    told = comparisons.DOUBLED.search(sentence)
    return told is not None and any(fact.value * comparisons.times_of(told) == said.value for fact in facts.of_unit(said.unit))


def _of_no_figure(said: Said, around: Sequence[Said], passage: Passage, facts: Facts) -> bool:
    """Whether a multiple in characters is one of things that are no figures: 将近出厂价的十倍."""
    start, end = passage.sentence_at(said.start)
    counted = any(item.unit for item in around if start <= item.start < said.start)
    return said.unit == "倍" and not said.text[0].isdigit() and not counted and not facts.spoken_of(passage.text[start:end])


def _of_others(said: Said, sentence: str, passage: Passage) -> bool:
    """Whether a number counts what others than the place have decided: 国务院印发的一揽子政策措施，六个方面33项."""
    around = passage.clause_before(said.start) + passage.text[said.start:said.end + _AROUND]
    return (said.unit in ("项", "条") and not said.word and _ISSUED.search(sentence) is not None
            or said.unit == "%" and _LEVIED.search(sentence) is not None
            or said.unit == "元" and said.value >= _NATIONAL and _OF_ALL.search(around) is not None)


def _of_words(said: Said, sentence: str) -> bool:
    """Whether a percentage is the share of one number of Chinese characters in another of its sentence: 二十四件办完十五件，62.5%."""
    counted = [value for start, end in spelled(sentence) if (value := chinese(sentence[start:end]))]
    return said.unit == "%" and any(prints(said, one / other * 100) for one in counted for other in counted if one < other)


def _sentence(said: Said | SaidDate, passage: Passage) -> str:
    start, end = passage.sentence_at(said.start)
    return passage.text[start:end]


def _near(said: Said, passage: Passage) -> str:
    """The sentence of a number and the one before it."""
    at = next((at for at, (start, end) in enumerate(passage.sentences) if start <= said.start < end), 0)
    return passage.text[passage.sentences[max(0, at - 1)][0]:passage.sentences[at][1]] if passage.sentences else passage.text


def _quoted(said: Said, text: str, facts: Facts) -> bool:
    """Whether the number stands in the brief's own words."""
    return text[max(0, said.start - 3):said.end + 2] in facts.texts


def _suggestion(said: Said, facts: Facts) -> str:
    near = facts.near(said)
    if near is None:
        return "核对；是新的数就补进要点"
    scaled = quantities.rounded(near.value / said.scale, max(said.places, 1) if near.computed else quantities.decimals(near.value / said.scale))
    return f"要点里{near.label}是{scaled:f}{said.text[len(said.text.rstrip('万亿' + said.unit)):] or said.unit}，是不是它"


def _overdue(date: SaidDate, text: str, facts: Facts) -> Deadline | None:
    """An item of which a paragraph speaks and that is due in another month than a deadline says; None where any of those spoken of is due then, or
    the brief's words name the month."""
    if len(date.months) != 1 or not _DUE.match(text, date.end) or date.months[0] in facts.said_months:
        return None
    spoken = [item for item in facts.deadlines if item.date.month and any(word in text for word in item.words)]
    return None if any(date.months[0] == item.date.month for item in spoken) else next(iter(spoken), None)


def _unknown(date: SaidDate, facts: Facts, role: str) -> str:
    """What of a date the brief does not know; empty where it knows all."""
    years = {year for known in facts.dates for year in known.years}
    own, held = facts.brief.data["year"], facts.brief.data["date"]
    if role in FRONT and date.day is not None and isinstance(held, Date) and held.day is not None and (date.years, date.months, date.day) != (
            (held.year,), (held.month,), held.day):
        return date.text
    if role not in FRONT:
        years |= set(range(own - _YEARS, own + _YEARS + 1)) | {year for year in range(own - 2 * _TERM, own + 2 * _TERM) if year % _TERM in (0, 1)}
    strange = next((year for year in date.years if year not in years), None)
    if strange is not None:
        return f"{strange}年"
    months = {month for known in facts.dates for month in known.months} | {1, 3, 6, 9, 12}
    if any(month not in months for month in date.months):
        return date.text
    days = {(known.months[-1:], known.day) for known in facts.dates if known.day is not None}
    return date.text if date.day is not None and (date.months[-1:], date.day) not in days and ((), date.day) not in days else ""
