"""Numbers of one sentence that say what follows from each other: 由12个增加到18个，增长50%. Only where the words leave no doubt which follows from which."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from generator.frozen import Frozen, replace
from generator.language import comparisons, quantities
from generator.language.said import ROUGHLY, Said
from generator.language.steps import GOALS, PORTIONS, agrees, kind

_UP, _DOWN = "增长|增加|提高|上升|上涨|增|升", "下降|减少|降低|下滑|减|降"
_FROM, _TO = re.compile(r"[由从][^，。；\d]{0,12}$"), re.compile(r"^[^。；，\d]{0,6}(?:增加|增长|提高|上升|扩大|发展|下降|减少|降低|降|增)?(?:到|至)[了]?[^，。；\d]{0,4}$")
_CHANGE = re.compile(rf"(?:({_UP})|({_DOWN}))了?[^，。；\d到至]{{0,3}}$")
_MORE = re.compile(rf"(?:(多|{_UP})|(少|{_DOWN}))了?[^，。；\d到至]{{0,3}}$")
_OF = re.compile(r"占[^，。；\d]{0,10}$")
_SHARE = re.compile(r"^(?:[^，。；\d]{0,6})?的$")
_ALL = re.compile(r"(?:合计|总计|共计|一共|总共|加起来|加在一起|算下来|共)(?:就)?(?:是|有|为|达|到)?[^，。；\d]{0,6}$")
_AMONG = re.compile(r"其中[^。；\d]{0,14}$")
_COUNTS = "二三四五六七八九"
_SO_MANY = re.compile(
    f"(?P<n>[两{_COUNTS}])(?:[个项类块家笔样处片组][^，。；]{{0,6}})?"
    "(?:合计|总计|共计|一共|总共|加起来|加在一起|合起来)，?(?:一共|总共|共)?(?:正好|刚好|就|也)*(?:是|有|为|达|到)?$")
_SIZE = re.compile("以上|以下|的?项目")
_PLAN = re.compile(r"(?<![比较超出过差])(?:目标|计划|任务)(?:数|是|为|：|要|要求)?[^，。；、\d多少超差增减]{0,4}$")
_LESS = re.compile(r"(?:比|较)(?:全年|年度|年初)?(?:目标|计划|任务)(?:数)?(?:(多|超)|(少|差|低))了?$")
_DONE = re.compile(r"(?:完成率(?:为|是|达到|达)?|(?:完成|占)(?:了)?(?:全年|年度|年初)?(?:的)?(?:目标|计划|任务)(?:数)?的)$")
_DONE_TENTHS = re.compile("完成了?(?:计划的)?$")
_LAST = re.compile(r"(?<![比较])(?:上年同期|去年同期|上年|去年|同期)(?:的|是|为|只有|有)?[^，。；、\d多少增减高低快慢贵涨跌升降]{0,6}$")
_LAST_OF = re.compile(r"(?:比|较)(?:上年同期|去年同期|上年|去年|同期)的?$")
_SHORT_OF = re.compile(r"^的?(?:全年|年度)?(?:目标|计划|任务)(?:数)?，?(?:还)?(?:差|缺|少)(?:了|着)?$")
_FAR_FROM = re.compile(r"[离距](?:全年|年度)?(?:的)?$")
_TIMES_OF = re.compile(r"，?[^，。；\d]{0,4}(?:是|为|相当于)[^，。；\d]{0,14}$")
_MORE_THAN = re.compile(r"，?[^，。；\d]{0,4}比[^，。；\d]{0,14}$")
_TIMES_MORE = re.compile("(?:还|要|就|又)*(?:多|高|增长|增加)(?:出|了)?" + ROUGHLY + "?")
_DIFFERS = re.compile(r"(?:多|少|增加|减少|增长|下降|高出?|低)了?$|[比较][^，。；\d]{0,12}$")
_INSIDE = re.compile("(?:项目|企业|单位)?(?:里|里头|里面|当中|中)[^，。；\\d]{0,8}(?:占|还|才|只|就|有|到|达到)*")
_WITHIN = re.compile("[^，。；\\d]{0,10}(?:里|里头|里面|当中|中)，?[^，。；\\d]{0,10}")
_TAKES = re.compile("，(?:还|才|只|就|也|已经?|正好)*占(?:了|到|比)?")
_LEFTOVER = re.compile("[^，。；\\d]{0,6}，(?:还|就|这就|只|也|整整|足足|生生)*(?:差了|相差|剩下的?|余下的?|其余的?|余的)(?:就|还|都|也|只)*(?:有|是)?")
_STILL, _DENIED = re.compile("，(?:还|仍)有"), re.compile("[^，。；\\d]{0,4}?(?:没有?|未)(?P<verb>[^，。；的])")
_AHEAD = re.compile("的?(?:还|要|就|又|也|得|应当|至少|最少|起码)*(?:(多|高|净?增加?|净?增长?)|净?少|低|净?减少?)[收引签建产]?(?:出|了)?")
_TAKEN = re.compile(r"[^。；\d]{0,8}(?:减去|扣除|扣掉|除去|刨去)[^，。；\d]{0,10}")
_REST = re.compile(r"[^，。；\d]{0,4}，(?:还|就|只|净|余)[^，。；\d]{0,8}")
_SO_FAR = re.compile(r"[以之]?[上内下]?，(?:已经|目前|这就|就|还|才|只|也|刚|不|没有|没|将|快|要|完成|占|达到|到|为|是|等于|相当于|差不多|的|了|增幅|增长|超出|超|投入)*"
                     + ROUGHLY + "?")
_AGAIN = re.compile(r"，(?P<of>[^\W0-9A-Za-z_]{2,4})的(?:就|已经?|还|也|只|才|占(?:了|到)?|达到)*" + f"{ROUGHLY}?")      # 新建项目62个，新建的超过一半
_THAT_IS = re.compile("，?(?:也)?(?:就是|到了?|达到|是|有)了?")
_PROGRESS = re.compile("，(?:占(?:了|到|有)*|(?:[^，。；\\d]{0,6}(?:进度|比例|占比|比重|率))(?:还|才|只|刚刚?|已经?|也|是|有|为)*)")
_RATE = re.compile(r"(?P<of>[^\W0-9A-Za-z_]{2})率(?:为|是|达到|达|只有)?$")
_OF_PLAN, _TASKS, _FAR = re.compile("(?:计划|目标|任务)(?:数)?的$"), re.compile("任务(?:量|数|也|都|已经?)*$"), re.compile("[离距]")
_NOT_EVEN = re.compile("没有?|还不")
_NOW = re.compile("[以之]?[上内]?，?(?:这就|就|正好|整整|刚好|也|便|几乎|差不多|接近|将近)?(?:等于|相当于|是)?(?:要|已经|就)?")
_ON_THAT = re.compile("的?(?:基础|底子|基数)上，?(?:再|要)?")
_NESTED = re.compile(r"以上|以下|次|分别")


class Claim(Frozen):
    """A number that should follow from others of its sentence: ``exact`` is what follows, ``how`` says it in words."""

    said: Said
    exact: Decimal
    how: str
    loose: bool = False                          # it follows from rounded numbers
    bounded: bool = False                        # the number may be more than ``exact``, never less
    told: bool = False                           # how exact it is, is said (两成多): that too must be so

    @property
    def holds(self) -> bool:
        """Whether the number is what follows, rightly rounded; to one unit of the last place where it follows from rounded numbers, for rounded
        parts need not add up (GB/T 8170-2008)."""
        value, exact = self.said.written, abs(self.exact) / self.said.scale
        if self.bounded:
            return value >= exact
        if self.told:
            return agrees(self.said, abs(self.exact)) if self.said.word or self.said.unit == "成" else abs(abs(self.exact) - self.said.value) < 1
        unit = Decimal(1).scaleb(-self.said.places) if self.loose else Decimal(0)
        rough = bool(self.said.word) and self.said.word not in GOALS      # 合计不少于18个 is to be 18
        return rough or abs(quantities.rounded(exact, self.said.places) - value) <= unit


def claims(text: str, said: Sequence[Said]) -> Iterator[Claim]:
    """What the numbers of one sentence claim of each other. ``said`` are the quantities in it, with places in ``text``."""
    plain = [item for item in said if item.high is None]
    for reader in _READERS:
        yield from reader(text, plain)


def _before(text: str, said: Said, back: int = 20) -> str:
    return text[max(0, said.start - back):said.start]


def _between(text: str, one: Said, two: Said) -> str:
    return text[one.end:two.start]


def _from_to(text: str, said: Sequence[Said]) -> Iterator[Claim]:
    """由A增加到B，增长P%（提高n个百分点，增加D）."""
    for one, two, result in zip(said, said[1:], said[2:], strict=False):
        told = _CHANGE.search(_before(text, result))
        if kind(one.unit) == kind(two.unit) and _FROM.search(_before(text, one)) and _TO.match(_between(text, one, two)) and told:
            yield from _changed(one, two, result)


def _last_year(text: str, said: Sequence[Said]) -> Iterator[Claim]:
    """去年同期B，今年A，增长P%（多D）; the two in either order, with nothing counted between."""
    for one, two, result in zip(said, said[1:], said[2:], strict=False):
        if _MORE.fullmatch(_between(text, one, two)) and _LAST_OF.search(_before(text, one)):
            continue                             # 比上年同期的41个多6个: neither is this year's
        bases = [item for item in (one, two) if _LAST.search(_before(text, item))]
        if len(bases) == 1 and kind(one.unit) == kind(two.unit) and _MORE.search(_before(text, result)):
            yield from _changed(bases[0], two if bases[0] is one else one, result)


def _rounded(*said: Said) -> bool:
    """Whether some numbers may be rounded ones: with decimals, in 万 or 亿, or rates."""
    return any(item.places or item.scale != 1 or item.unit in PORTIONS for item in said)


def _last(said: Said) -> Decimal:
    """One unit of the last digit written, in base units."""
    return said.scale.scaleb(-said.places)


def _changed(base: Said, value: Said, result: Said) -> Iterator[Claim]:
    how, loose = f"由{base.text}到{value.text}", _rounded(base, value)
    if result.unit == "个百分点" and base.unit == "%":
        yield Claim(result, value.value - base.value, how, loose)
    elif result.unit == "成" and base.unit not in PORTIONS and base.value:
        yield Claim(result, (value.value - base.value) / base.value * 10, how, told=True)
    elif result.unit == "%" and base.unit not in PORTIONS and base.value:
        yield Claim(result, (value.value - base.value) / base.value * 100, how, loose)
    elif result.unit not in PORTIONS and kind(result.unit) == kind(base.unit):
        yield Claim(result, value.value - base.value, how, loose)


def _share(text: str, said: Sequence[Said]) -> Iterator[Claim]:
    """A，占B的P%."""
    for part, whole, result in zip(said, said[1:], said[2:], strict=False):
        alike = kind(part.unit) == kind(whole.unit) and whole.unit not in PORTIONS and whole.value
        if alike and result.unit in ("%", "成") and _OF.search(_before(text, whole)) and _SHARE.match(_plainly(_between(text, whole, result))):
            hundred = result.unit == "%"
            yield Claim(result, part.value / whole.value * (100 if hundred else 10), f"{part.text}占{whole.text}", _rounded(part, whole), told=not hundred)


def _plan(text: str, said: Sequence[Said]) -> Iterator[Claim]:
    """目标B，完成A，完成率P%."""
    for at, result in enumerate(said):
        if result.unit == "成" and _DONE_TENTHS.search(_before(text, result)) and (stated := _planned(text, said[max(0, at - 2):at])) is not None:
            yield Claim(result, stated[0].value / stated[1] * 10, f"{stated[0].text}比计划的{stated[1] / stated[0].scale:f}{stated[0].unit}", told=True)
        if result.unit != "%" or not _DONE.search(_before(text, result)):
            continue
        plans = [item for item in said[:at] if item.unit not in PORTIONS and _PLAN.search(_before(text, item)) and kind(item.unit) == kind(said[at - 1].unit)]
        if not plans and (stated := _planned(text, said[max(0, at - 2):at])) is not None:
            done, plan = stated
            yield Claim(result, done.value / plan * 100, f"{done.text}比计划的{plan / done.scale:f}{done.unit}", _rounded(done))
        if len(plans) == 1 and plans[0].value:
            others = [item for item in said[:at] if item is not plans[0] and kind(item.unit) == kind(plans[0].unit)]
            if len(others) == 1:
                yield Claim(result, others[0].value / plans[0].value * 100, f"{others[0].text}比{plans[0].text}", _rounded(others[0], plans[0]))


def _short(text: str, said: Sequence[Said]) -> Iterator[Claim]:
    """A，离B的计划还差C."""
    for at, (plan, result) in enumerate(zip(said, said[1:], strict=False)):
        done = next((item for item in reversed(said[:at]) if kind(item.unit) == kind(plan.unit)), None)
        alike = done is not None and kind(plan.unit) == kind(result.unit) and plan.unit not in PORTIONS
        if done and alike and done.value < plan.value and _FAR_FROM.search(_before(text, plan)) and _SHORT_OF.match(_plainly(_between(text, plan, result))):
            yield Claim(result, plan.value - done.value, f"{plan.text}减去{done.text}", _rounded(done, plan), told=bool(result.word))


def _tenths(text: str, said: Sequence[Said]) -> Iterator[Claim]:
    """S，其中A，占了N成多; A，S里还不到N成. What was said of S in between is by how much it changed."""
    for at, (part, result) in enumerate(zip(said[1:], said[2:], strict=False), 1):
        whole = next((item for item in reversed(said[:at]) if kind(item.unit) == kind(part.unit) and not _DIFFERS.search(_before(text, item))), None)
        if whole is None or result.unit != "成" or whole.unit in PORTIONS or not whole.value:
            continue
        between, after = _between(text, whole, part), _plainly(_between(text, part, result))
        if whole.value > part.value and ("其中" in between and _PROGRESS.fullmatch(after) or _WITHIN.fullmatch(between) and _TAKES.fullmatch(after)):
            yield Claim(result, part.value / whole.value * 10, f"{part.text}占{whole.text}", told=True)
        elif part.value > whole.value and _INSIDE.fullmatch(after):
            yield Claim(result, whole.value / part.value * 10, f"{whole.text}占{part.text}", told=True)


def _minus(text: str, said: Sequence[Said]) -> Iterator[Claim]:
    """A，减去B，还要C."""
    for one, other, result in zip(said, said[1:], said[2:], strict=False):
        alike = kind(one.unit) == kind(other.unit) == kind(result.unit) and result.unit not in PORTIONS and one.value > other.value
        if alike and _TAKEN.fullmatch(_without_bound(_between(text, one, other))) and _REST.fullmatch(_between(text, other, result)):
            yield Claim(result, one.value - other.value, f"{one.text}减去{other.text}", _rounded(one, other), told=bool(result.word) and result.word not in GOALS)


def _remaining(text: str, said: Sequence[Said]) -> Iterator[Claim]:
    """A，B，剩下的C; A，B1，B2，其余C; A、B，差了D: what one is more than the other, or than all others said since."""
    for at, result in enumerate(said):
        alike = [item for item in said[:at] if kind(item.unit) == kind(result.unit)]
        between = _between(text, said[at - 1], result)
        told = _LEFTOVER.fullmatch(between) or _STILL.fullmatch(between) and _undone(text, said[at - 1], result)
        if len(alike) < 2 or result.unit in PORTIONS or result.word or not told or any(item.word for item in alike):
            continue
        whole, last = alike[0], alike[-1]
        rests = [alike[-2].value - last.value, whole.value - sum((item.value for item in alike[1:]), Decimal(0)), whole.value - last.value]
        claims = [Claim(result, rest, f"{whole.text}减去{'、'.join(item.text for item in alike[1:])}", _rounded(*alike)) for rest in rests if rest > 0]
        yield from [next((claim for claim in claims if claim.holds), claims[0])] if claims else []


def _undone(text: str, done: Said, rest: Said) -> bool:
    """Whether what is left is denied by the verb that was said of what is done: 已投入5.4亿元，还有6.2亿元没有投下去."""
    denied = _DENIED.match(text, rest.end)
    return denied is not None and denied["verb"] in re.split("[，。；]", text[:done.start])[-1]


def _ahead(text: str, said: Sequence[Said]) -> Iterator[Claim]:
    """A，比B多D; A，比B至少要少D."""
    for one, other, result in zip(said, said[1:], said[2:], strict=False):
        alike = kind(one.unit) == kind(other.unit) == kind(result.unit) and result.unit not in PORTIONS
        told = _AHEAD.fullmatch(_plainly(_between(text, other, result)))
        if alike and told and _MORE_THAN.fullmatch(_without_bound(_between(text, one, other))):
            more = one.value - other.value
            if (more > 0) == bool(told[1]):
                yield Claim(result, more, f"{one.text}减去{other.text}", _rounded(one, other), told=bool(result.word) and result.word not in GOALS)


def _times(text: str, said: Sequence[Said]) -> Iterator[Claim]:
    """A，是B的N倍; A，比B多N倍, which is one less."""
    for one, other, result in zip(said, said[1:], said[2:], strict=False):
        if result.unit != "倍" or kind(one.unit) != kind(other.unit) or not other.value:
            continue
        between, after = _between(text, one, other), _between(text, other, result)
        if _TIMES_OF.fullmatch(between) and re.fullmatch(f"的{ROUGHLY}?", after):
            yield Claim(result, one.value / other.value, f"{one.text}比{other.text}", _rounded(one, other), told=bool(result.word))
        elif _MORE_THAN.fullmatch(between) and _TIMES_MORE.fullmatch(after):
            yield Claim(result, one.value / other.value - 1, f"{one.text}比{other.text}多出来的部分", _rounded(one, other), told=bool(result.word))


def _rate_in_tenths(text: str, said: Sequence[Said]) -> Iterator[Claim]:
    """P%，不到四分之一; 开工率P%，签下来的项目开工过半."""
    for rate, result in zip(said, said[1:], strict=False):
        if rate.unit != "%" or result.unit != "成" or rate.word:
            continue
        between, of = _between(text, rate, result), _RATE.search(_before(text, rate))
        if _SO_FAR.fullmatch(between) or of and re.fullmatch(f"，[^。；\\d]{{0,12}}{of['of']}(?:了|的|还|才|已经)*", between):
            yield Claim(result, rate.value / 10, rate.text, told=True)


def _before_its_rate(text: str, said: Sequence[Said]) -> Iterator[Claim]:
    """签下的项目已有过半开工；开工率P%."""
    for result, rate in zip(said, said[1:], strict=False):
        of = _RATE.search(_before(text, rate))
        if of and rate.unit == "%" and result.unit == "成" and not rate.word and re.fullmatch(
                f"(?:的)?{of['of']}了?[，；][^，。；\\d]{{0,4}}{of['of']}率[^，。；\\d]{{0,3}}", _between(text, result, rate)):
            yield Claim(result, rate.value / 10, rate.text, told=True)


def _halfway(text: str, said: Sequence[Said]) -> Iterator[Claim]:
    """完成计划的P%，实现了时间过半、任务过半."""
    for at, result in enumerate(said):
        rate = next((item for item in reversed(said[:at]) if item.unit == "%" and _OF_PLAN.search(_before(text, item))), None)
        if rate is not None and result.unit == "成" and _TASKS.search(_before(text, result)) and not _FAR.search(_between(text, rate, result)):
            yield Claim(result, rate.value / 10, rate.text, told=True)


def _portion_first(text: str, said: Sequence[Said]) -> Iterator[Claim]:
    """A，已经过半，到了B."""
    for whole, result, part in zip(said, said[1:], said[2:], strict=False):
        alike = kind(whole.unit) == kind(part.unit) and whole.unit not in PORTIONS and whole.value
        if alike and result.unit == "成" and _SO_FAR.fullmatch(_between(text, whole, result)) and _THAT_IS.fullmatch(_between(text, result, part)):
            yield Claim(result, part.value / whole.value * 10, f"{part.text}比{whole.text}", told=True)


def _portioned(text: str, said: Sequence[Said]) -> Iterator[Claim]:
    """A，B，已经过半; A，再加B，增幅不到一成五: of what the two are to each other something must be so."""
    for at, (other, result) in enumerate(zip(said[1:], said[2:], strict=False), 1):
        joined = _between(text, other, result)
        ones = [one for one in said[:at] if kind(one.unit) == kind(other.unit) and one.unit not in PORTIONS and one.value and other.value]
        again = _AGAIN.fullmatch(joined)
        if not ones or result.unit != "成" or text.startswith("的", result.end) or not (_SO_FAR.fullmatch(joined) or again and again["of"][0] in _before(text, other, 8)):
            continue
        less = replace(result, word="不到") if _NOT_EVEN.search(joined) else result
        shares = [(one, share) for one in reversed(ones) for share in _portions(one, other, joined, _between(text, one, other))]
        claims = [Claim(less, share * 10, f"{other.text}比{one.text}", told=True) for one, share in shares]
        yield next((claim for claim in claims if claim.holds), claims[0])


def _portions(one: Said, other: Said, joined: str, between: str) -> Iterator[Decimal]:
    """What part the smaller of two numbers is of the other; what is left of that where the words ``between`` them say that it lacks; by how much the
    second is more where those after it (``joined``) say that it grew, or by how much the first is where they say that the second is the difference."""
    yield min(other.value / one.value, one.value / other.value)
    if other.value < one.value and re.search("[差欠缺少剩]", between):
        yield (one.value - other.value) / one.value
        yield one.value / (one.value + other.value)      # 7个，比计划少3个，只完成了七成
    elif other.value < one.value and re.search("[多增超]", between):
        yield other.value / (one.value - other.value)
    elif re.search("[增长超]", re.sub(f"{ROUGHLY}$", "", joined)):
        yield (other.value - one.value) / one.value


def doubled(text: str, said: Sequence[Said]) -> Iterator[tuple[re.Match[str], Said, Said]]:
    """A，B，等于翻了一番; 在A的基础上翻一番，做到B: where B is nothing like it. Gives the words, A and B; ``said`` are the quantities of one
    sentence."""
    plain = [item for item in said if item.high is None and item.unit not in PORTIONS]
    for told in comparisons.DOUBLED.finditer(text):
        before = [item for item in plain if item.end <= told.start()]
        after = [item for item in plain if item.start >= told.end()]
        if before[1:] and _NOW.fullmatch(text[before[-1].end:told.start()]):
            base, value = before[-2:]
        elif before and after and _ON_THAT.fullmatch(text[before[-1].end:told.start()]):
            base, value = before[-1], after[0]
        else:
            continue
        if kind(base.unit) == kind(value.unit) and base.value and not comparisons.doubles(value.value / base.value, told):
            yield told, base, value


def doubled_by_rate(text: str, said: Sequence[Said]) -> Iterator[tuple[re.Match[str], Said]]:
    """增长P%，几乎翻了一番: where P is nothing like it. Gives the words and P; ``said`` are the quantities of one sentence."""
    for told in comparisons.DOUBLED.finditer(text):
        rate = next((item for item in said if item.end <= told.start() and item.unit == "%" and _NOW.fullmatch(text[item.end:told.start()])), None)
        moved = _CHANGE.search(_before(text, rate)) if rate is not None else None
        if rate is not None and moved and moved[1] and not comparisons.doubles(1 + rate.value / 100, told):
            yield told, rate


def together(text: str, said: Sequence[Said]) -> Iterator[Claim]:
    """四项合计S at the end of a paragraph that counts them: what the last so many numbers of the kind add up to, where no neighbours among them give S.
    ``said`` are the quantities of the whole paragraph; what only tells the size of a thing (1亿元以上) and what holds for each of several is no part."""
    for at, result in enumerate(said):
        told = _SO_MANY.search(text[:result.start])
        if told is None or result.unit in PORTIONS or not result.unit or result.word:
            continue
        parts = [item for item in said[:at] if kind(item.unit) == kind(result.unit) and item.word != "以上" and item.high is None
                 and not _SIZE.match(text, item.end)]
        number = _how_many(told)
        runs = [parts[start:start + number] for start in range(len(parts) - number + 1)]
        if not runs or any("每" in text[max(0, item.start - 14):item.start] for item in parts):
            continue
        claims = [Claim(result, sum((item.value for item in run), Decimal(0)), "、".join(item.text for item in run) + "加起来", _rounded(*run)) for run in runs]
        yield next((claim for claim in claims if claim.holds), claims[-1])


def _how_many(told: re.Match[str]) -> int:
    """The number that 四项合计 says."""
    return _COUNTS.index(told["n"].replace("两", "二")) + 2


def _plainly(words: str) -> str:
    """Words without those that say how exact the number behind them is."""
    return re.sub(f"{ROUGHLY}$", "", words)


def _without_bound(words: str) -> str:
    """Words without 以上 or 左右 of the number before them."""
    return re.sub("^(?:以上|左右)", "", words)


def _planned(text: str, said: Sequence[Said]) -> tuple[Said, Decimal] | None:
    """A number and its plan, of which the sentence says by how much it was passed or missed: 58个，比计划多3个."""
    for done, by in zip(said, said[1:], strict=False):
        told = _LESS.search(_before(text, by))
        if told and kind(done.unit) == kind(by.unit) and by.unit not in PORTIONS:
            plan = done.value - by.value if told[1] else done.value + by.value
            return (done, plan) if plan > 0 else None
    return None


def _together(text: str, said: Sequence[Said]) -> Iterator[Claim]:
    """A、B、C，合计S."""
    for at, result in enumerate(said):
        if result.unit in PORTIONS or not result.unit or not _ALL.search(_before(text, result)):
            continue
        start = at
        while start > 0 and kind(said[start - 1].unit) == kind(result.unit) and said[start - 1].word in ("", *GOALS):
            start -= 1
        parts = said[start:at]
        many = _SO_MANY.search(text[:result.start])
        counted = many is None or len(parts) == _how_many(many)     # 三块加起来, of which one was said before
        if len(parts) >= 2 and counted and not _NESTED.search(text[parts[0].start:result.start]):
            yield Claim(result, sum((item.value for item in parts), Decimal(0)), "、".join(item.text for item in parts) + "加起来",
                        _rounded(*parts) and any(_last(item) >= _last(result) for item in parts))


def _among(text: str, said: Sequence[Said]) -> Iterator[Claim]:
    """S，其中A: no part is more than all that was said before it."""
    for at, part in enumerate(said):
        before = [item for item in said[:at] if kind(item.unit) == kind(part.unit)]
        if before and part.unit and part.unit not in PORTIONS and _AMONG.search(_between(text, said[at - 1], part)):
            whole = max(before, key=lambda item: item.value)
            if not whole.word:
                yield Claim(whole, part.value, f"其中的{part.text}", bounded=True)


_READERS: tuple[Callable[[str, Sequence[Said]], Iterator[Claim]], ...] = (
    _from_to, _last_year, _share, _plan, _short, _together, _among, _tenths, _minus, _remaining, _ahead, _times, _rate_in_tenths, _before_its_rate, _halfway,
    _portion_first, _portioned)
