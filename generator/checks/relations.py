"""What a number says of the one before it in its sentence, which is the brief's: its completion, its growth, by how much it passed its plan, what is left
of its whole. Each judge gives a finding where that is not so, None otherwise."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from generator.checks import whose
from generator.checks.facts import Facts
from generator.checks.review import Found, Passage
from generator.checks.stated import Fact
from generator.frozen import replace
from generator.language import comparisons, quantities, rates
from generator.language.said import ROUGHLY, Said
from generator.language.steps import agrees, kind, prints
from generator.model import Date, Figure

_PLAN = "(?:全年|年度|年初|下达)?的?(?:计划|目标|任务)"
# What a share of a plan may be said to be, with what it is then, from the completion in per cent.
_OF_PLAN: tuple[tuple[re.Pattern[str], Callable[[Decimal], Decimal]], ...] = (
    (re.compile(f"(?:超额完成(?:{_PLAN})?(?:数)?的?|超(?:过|出|额)?{_PLAN}(?:数)?|[比较]{_PLAN}(?:数)?(?:还|就|也)*[多高超](?:出|了)?)$"), lambda done: done - 100),
    (re.compile(f"(?:缺口(?:还|就|也|仍)*(?:有|是|在)?|(?:[离距]{_PLAN}(?:数|的)?|，)(?:还|也|就|仍)*[差欠缺](?:着|了|下)?|[比较]{_PLAN}(?:数)?(?:还|就|也)*[少低差](?:了|着)?)$"),
     lambda done: 100 - done),
    (re.compile("(?:计划|目标|任务)(?:还|也|才|都|却|只|已经|刚|没有?|未)*(?:完成|到|过)了?$"
                f"|(?:完成|占|达到|到|是|(?P<rough>过|{ROUGHLY}))了?{_PLAN}(?:数)?的$|，(?:只|才|仅|刚|已|已经|也|还|就)*完成了?$"), lambda done: done),
)
_TIMES_OF = re.compile(r"(?:是|为|相当于)(?P<whole>[^，。；\d]{2,20})的$")
_NOT_THAT = re.compile("，?(?:没有?|未|不)[^，。；\\d]{1,8}的?(?:还|只|就|也|仅)*(?:有|剩下?|差)?(?:了|着)?")
_STILL, _IDLE = re.compile("，?(?:还|仍)有"), re.compile("[^，。；\\d]{0,6}?(?:趴|躺|沉睡|闲|空|压|睡)(?:着|在)")
_THAN_US = re.compile("，?(?:比|较)(?:我们|我[省市县区镇乡])(?:还|就|要)*(?:多|高|少|低|差)(?:出|了|着)*")
_THEY = ("人家", "他们", "对方")
_THAN_THEM = re.compile("，?(?:比|较)(?P<whom>[^，。；\\d]{2,8}?)(?:还|就|要)*(?:(?P<up>多|高)|少|低|差)(?:出|了|着)*")
_OF_US = re.compile("，?(?:还|就|也|已经|差不多|几乎|大概)*(?:是|为|有|相当于)(?:我们|我[省市县区镇乡])的")
_OF_THEM = re.compile(f"，?(?:还|也|才|只|就|连)*(?:是|有|为|相当于)?(?P<rough>{ROUGHLY})?(?P<whom>[^，。；\\d]{{2,8}})的")
_SINCE_LAST = re.compile("，?(?:比|较)(?:上年|去年)(?:同期)?(?:还|就|也|几乎|差不多|将近|接近|已经)*")
_NOT_EVEN = re.compile("没有?(?:完成|到|过)|未(?:完成|到|过)")
_CLAUSE = 8                                      # characters in which it is said that something is not even done
_GROWN = re.compile(
    "(?:(?:比|较)?(?:上年|去年)(?:同期)?(?:还|就|也|又)*(?:(?P<more>增长|增加|提高|上升|多|涨|高)|(?:下降|减少|降低|少|降|跌|低))|(?:，|同比)(?:还|就|也|又)*(?:(?P<up>增长|增加|上升)|下降|减少))(?:了|出)?$")
_BEYOND = re.compile(
    "，?(?:比|较|超|超过|离|距)(?:全年|年度)?(?P<of>计划|目标|任务|上年同期|去年同期|上年|去年|同期)(?:数)?的?(?:还|要|也)?(?:(?P<up>多|增加|净增|超|增)|少|减少|差|缺|减|下降)[签引到开建收]?(?:了|出)?"
    "|，?(?:超过?|超出|高出|多出)了?(?:全年|年度)?(?P<past>计划|目标|任务|上年同期|去年同期|上年|去年|同期)(?:数)?的?")


def _of_plan(said: Said, part: Said, passage: Passage, facts: Facts) -> Found | None:
    """How much of its plan is done by the number said before it, how much is left, by how much it was passed: 2.6万平方米，只完成计划的48%; 6.3亿元，缺口还有三成."""
    before = _plain(passage.text[:said.start])
    told, exact = next(((told, exact) for pattern, exact in _OF_PLAN if (told := pattern.search(before))), (None, None))
    if said.unit == "%" and said.word or told is None or exact is None:
        return None
    said = whose.roughly(said, told.groupdict().get("rough"))
    said = replace(said, word="不到") if said.unit == "成" and _NOT_EVEN.search(before[-_CLAUSE:]) else said
    rightly = [(figure, done) for figure in whose.figures_of(part, facts) if (done := rates.known(facts.brief.figures, figure, "completion")) is not None]
    if not rightly or any(whose.shares(said, exact(done) / 100) for _, done in rightly):
        return None
    figure, done = rightly[0]
    return whose.found(passage, said, f"要点里{figure.label}完成计划的{quantities.rounded(done, max(said.places, 1)):f}%，这里说{whose.phrase(said)}", "核对完成率")


def _grown(said: Said, part: Said, passage: Passage, facts: Facts) -> Found | None:
    """By how many tenths a figure grew: 11.6万吨，比上年增长一成五."""
    told = _GROWN.search(_plain(passage.text[:said.start]))
    if told is None:
        return None
    up = bool(told["more"] or told["up"])
    moves = [moved for figure in whose.figures_of(part, facts) for moved in _moves(facts, figure)]
    if not moves or any((moved > 0) == up and whose.shares(said, abs(moved) / 100) for moved in moves):
        return None
    way = "增长" if moves[0] > 0 else "下降"
    return whose.found(passage, said, f"要点里{part.text}同比{way}{quantities.rounded(abs(moves[0]), 1):f}%，这里说{told.group().lstrip('，')}{whose.phrase(said)}", "核对这个增幅")


def _moves(facts: Facts, figure: Figure) -> Iterator[Decimal]:
    """By how many per cent a figure moved in a year; a goal against what the figure of its label is now, and was last year."""
    moved = rates.known(facts.brief.figures, figure, "yoy")
    if moved is not None:
        yield moved
    if figure.role != "goal" or figure.value is None:
        return
    value = quantities.exact(figure.value, figure.unit)
    held = facts.brief.data["review"]["to"]
    parts = ("value",) if isinstance(held, Date) and held.year < facts.brief.data["year"] else ("value", "last")      # what is reviewed may be last year itself
    for other in (other for other in facts.brief.figures.values() if other.id != figure.id and other.label == figure.label):
        was = [fact.value for part in parts for fact in facts.of_ref(f"{other.id}.{part}") if fact.high is None and fact.value]
        yield from ((value - base) / base * 100 for base in was)


def _beyond(said: Said, part: Said, passage: Passage, facts: Facts) -> Found | None:
    """By how much a figure passed or missed its plan or last year's value: 23个，比计划多签了3个."""
    if not _counts_alike(said, part):
        return None
    told = _BEYOND.fullmatch(_since(part, said, passage).rpartition("，")[2])       # what is said of the number in between are rates: 完成计划的75%
    if told is None:
        return None
    of, more = told["of"] or told["past"], bool(told["up"] or told["past"])
    what = "target" if of in ("计划", "目标", "任务") else "last"
    held = [fact.value for figure in whose.figures_of(part, facts) for fact in facts.of_ref(f"{figure.id}.{what}") if fact.high is None]
    if not held or any((part.value > value) == more and prints(said, abs(part.value - value)) for value in held):
        return None
    right = quantities.rounded(held[0] / part.scale, part.places)
    return whose.found(passage, said, f"要点里{of}是{right:f}，这里说{told.group().lstrip('，')}{said.text}", "核对这几个数")


def _times(said: Said, part: Said, passage: Passage, facts: Facts) -> Found | None:
    """How many times a figure that is named the number said before it is: 19.8亿元，是水产加工产值的两倍."""
    told = _TIMES_OF.search(passage.text[:said.start])
    if said.high is not None or told is None:
        return None
    whole = next((fact for fact in facts.facts if fact.ref.endswith(".value") and fact.label == told["whole"] and fact.unit == kind(part.unit) and fact.value), None)
    if whole is None or whole.high is not None:
        return None
    exact = part.value / whole.value
    if _so_many(said, exact):
        return None
    return whose.found(passage, said, f"{part.text}是{whole.label}的{quantities.rounded(exact, 2):f}倍，这里说{whose.phrase(said)}", "核对这个倍数")


def _left_over(said: Said, part: Said, passage: Passage, facts: Facts) -> Found | None:
    """What of the whole that the brief knows is no such part: 复工165家，没有复工的只剩下5家."""
    if not _counts_alike(said, part):
        return None
    rests = [fact for figure in whose.figures_of(part, facts) for fact in facts.of_ref(f"{figure.id}.rest")]
    since = _since(part, said, passage)
    told = _NOT_THAT.fullmatch(since) or _STILL.fullmatch(since) and _IDLE.match(passage.text, said.end)
    if not rests or not told or any(prints(said, fact.value) for fact in rests):
        return None
    return whose.found(passage, said, f"按要点，应是{whose.amount(rests[0], said)}，这里说{said.text}", "核对这几个数")


def _beside_us(said: Said, part: Said, passage: Passage, facts: Facts) -> Found | None:
    """By how much another place is ahead of us or behind: 白渡镇到位资金11.2亿元，比我们多2.8亿元."""
    ours = _ours(said, part, passage, facts)
    if not ours or any(prints(said, abs(part.value - fact.value)) for fact in ours):
        return None
    return whose.found(passage, said, f"要点里我们的{ours[0].label}是{whose.amount(ours[0], said)}，差的不是{said.text}", "核对这几个数")


def _ours(said: Said, part: Said, passage: Passage, facts: Facts) -> list[Fact]:
    """Our figures against which a number says what another place, whose number was said before it, has more or less."""
    if not _counts_alike(said, part, rough=True) or not _THAN_US.fullmatch(_plain(_since(part, said, passage))):
        return []
    return [fact for fact in whose.values(facts, said) for figure in whose.figures_of(part, facts) if fact.ref != f"{figure.id}.value" and whose.theirs(figure.label, fact.label)]


def _beside_them(said: Said, part: Said, passage: Passage, facts: Facts) -> Found | None:
    """By how much we are ahead of another place or behind: 开工项目12个，比汐桥区少了9个."""
    theirs = _theirs(said, part, passage, facts)
    if not theirs or any(holds and prints(said, abs(part.value - fact.value)) for fact, holds in theirs):
        return None
    fact, _ = theirs[0]
    return whose.found(passage, said, f"要点里{fact.label}是{whose.amount(fact, said)}，差的不是{said.text}", "核对这几个数")


def _theirs(said: Said, part: Said, passage: Passage, facts: Facts) -> list[tuple[Fact, bool]]:
    """Another place's figures against which a number says what we, whose number was said before it, have more or less; and whether it is so said, more or
    less."""
    told = _THAN_THEM.fullmatch(_plain(_since(part, said, passage))) if _counts_alike(said, part, rough=True) else None
    if told is None or told["whom"] not in _THEY and not facts.peer(told["whom"]):
        return []
    return [(fact, (part.value > fact.value) == bool(told["up"])) for figure in whose.figures_of(part, facts) for fact in whose.values(facts, said)
            if fact.ref != f"{figure.id}.value" and whose.theirs(fact.label, figure.label)]


def apart(said: Said, part: Said, passage: Passage, facts: Facts) -> bool:
    """Whether a number is by how much we and another place are apart, as it says."""
    ours = any(prints(said, abs(part.value - fact.value)) for fact in _ours(said, part, passage, facts))
    return ours or any(holds and prints(said, abs(part.value - fact.value)) for fact, holds in _theirs(said, part, passage, facts))


def _of_us(said: Said, part: Said, passage: Passage, facts: Facts) -> Found | None:
    """How many times or what part of ours another place's number is, or ours of theirs: 736.5亿元，是我们的两倍; 8个，还不到人家的一半."""
    between = _plain(_since(part, said, passage))
    theirs, of_them = _OF_US.fullmatch(between), _OF_THEM.fullmatch(between)
    if not theirs and (of_them is None or not (of_them["whom"] in _THEY or facts.peer(of_them["whom"]))):
        return None
    said = whose.roughly(said, of_them["rough"]) if of_them is not None and not theirs else said
    pairs = [(figure, fact) for figure in whose.figures_of(part, facts) for fact in whose.values(facts, part)
             if fact.value and fact.ref != f"{figure.id}.value" and (whose.theirs(figure.label, fact.label) if theirs else whose.theirs(fact.label, figure.label))]
    if not pairs or any(_so_many(said, part.value / fact.value) for _, fact in pairs):
        return None
    _, fact = pairs[0]
    return whose.found(passage, said, f"{part.text}是{fact.label}的{quantities.rounded(part.value / fact.value, 2):f}倍，这里说{whose.phrase(said)}", "核对这个倍数")


def _so_many(said: Said, ratio: Decimal) -> bool:
    """Whether a ratio may be said as so many times or so many tenths."""
    if said.unit == "成":
        return whose.shares(said, ratio)
    return agrees(said, ratio) if said.word else quantities.rounded(ratio, said.places) == said.written


def _counts_alike(said: Said, part: Said, *, rough: bool = False) -> bool:
    """Whether an exact number, or a ``rough`` one, counts the same as the one before it."""
    return (rough or not said.word) and said.high is None and kind(part.unit) == kind(said.unit)


def _plain(words: str) -> str:
    """Words without that of about behind them."""
    return re.sub(f"{ROUGHLY}$", "", words)


def _since(part: Said, said: Said, passage: Passage) -> str:
    """What a passage says between a number and the one counted before it."""
    return passage.text[passage.text.rindex(part.text, 0, said.start) + len(part.text):said.start]


def redoubled(passage: Passage, told: Sequence[Said], facts: Facts) -> Iterator[Found]:
    """Figures that are said to have doubled since last year and have not: 首店23家，比上年同期翻了一番. ``told`` are the quantities of the passage."""
    for match in comparisons.DOUBLED.finditer(passage.text):
        before = [item for item in told if passage.sentence_at(match.start())[0] <= item.start and item.end <= match.start()]
        if not before or not _SINCE_LAST.fullmatch(passage.text[before[-1].end:match.start()]):
            continue
        grown = [moved for figure in whose.figures_of(before[-1], facts) if (moved := rates.known(facts.brief.figures, figure, "yoy")) is not None]
        if grown and not any(comparisons.doubles(1 + moved / 100, match) for moved in grown):
            yield Found(passage.at, *match.span(), f"要点里{before[-1].text}同比是{quantities.rounded(grown[0], 1):f}%，不是{match.group()}", "核对这几个数")


OF_COUNTS = (_beyond, _left_over, _beside_us, _beside_them)      # what may be said of a number of Chinese characters too
_OF_UNIT = {"%": (_of_plan,), "成": (_of_plan, _grown, _of_us), "倍": (_times, _of_us)}


def judges(said: Said) -> Sequence[Callable[[Said, Said, Passage, Facts], Found | None]]:
    """The judges of a number: those of its rate, of its multiple, or of what it counts."""
    return _OF_UNIT.get(said.unit, OF_COUNTS)
