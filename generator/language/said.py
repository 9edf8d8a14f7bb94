"""Numbers as they stand in running text: quantities with unit and the words that say how exact they are, dates, and digits that count nothing.

The counterpart of :mod:`generator.language.quantities`, which reads what a brief writes in one field.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.characters import NUMERAL
from generator.frozen import Frozen, replace
from generator.language import ordinals

_WIDE = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
_TO = "(?:[～~—–－-]{1,2}|至|到)"
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
# Measure words, the longest first where one begins another; what is none of them leaves a number bare.
_UNITS = (
    "个百分点|百分点|个工作日|工作日|个小时|小时|个月|分钟|平方公里|平方千米|平方米|立方米|公里|千米|公顷|千瓦时|兆瓦时|千瓦|兆瓦|标箱|人次|人天|车次|批次|美元|欧元|港元|日元|英镑|"
    "公斤|千克|元|％|%|‰|倍|成|个|家|户|项|次|名|人|位|支|条|批|组|场|处|亩|吨|台|套|辆|座|栋|幢|层|件|起|宗|笔|块|期|届|章|页|本|份|种|类|级|度|米|株|头|只|棵|床|间|斤|天|周|轮|"
    "分|口|艘|架|列|所|门|道|步|句|遍|趟|回|对|双|股|片|颗|把|根|张|封|篇|字|点|年|路|线|岁|代|克|升|秒|档|环|链|村|镇|乡|县|市|区"
)
_QUANTITY = re.compile(
    rf"(?P<low>{_NUMBER})(?P<lowscale>(?:[十百千](?![克瓦米]))?[万亿]{{0,2}})(?P<lowunit>[%％])?(?:{_TO}(?P<high>{_NUMBER}))?"
    rf"(?P<scale>(?:[十百千](?![克瓦米]))?[万亿]{{0,2}})(?P<more>[多余来](?![到年日自]))?(?P<scale2>[万亿]{{0,2}})(?P<unit>{_UNITS})?(?P<more2>多(?=[，。；、）的]|$))?")
_DATES = re.compile(
    rf"(?P<y1>[12]\d{{3}})年?{_TO}(?P<y2>[12]\d{{3}})年"
    rf"|(?P<y>[12]\d{{3}})年(?:(?P<m>\d{{1,2}})(?:{_TO}(?P<m2>\d{{1,2}}))?月(?:份)?(?:(?P<d>\d{{1,2}})[日号])?)?"
    rf"|(?P<bm>\d{{1,2}})(?:{_TO}(?P<bm2>\d{{1,2}}))?月(?:份)?(?:(?P<bd>\d{{1,2}})[日号]?(?!\d))?"
    r"|(?P<only>\d{1,2})[日号](?!线|楼|院|文|令|店|门|柜|机|站|桥|台|公路|国道)"
    r"|(?P<clock>\d{1,2}[:：]\d{2}(?!\d)|\d{1,2}[时点](?!间|代|期|候|效|刻|限|节|段|年|数|位))"
    r"|(?P<iso>[12]\d{3}(?:[-/]\d{1,2}(?:[-/]\d{1,2})?|\.\d{1,2}\.\d{1,2})(?!\d))")
# Digits that count nothing: numbers of headings, slogans (5+2、7×24、1+N), hotlines, numbers of documents and roads, names of kinds (5G, 3D, A4, T1).
_IDIOMS = re.compile(
    r"^\s*(?:\d{1,2}[.．](?!\d)|[（(]\d{1,2}[）)])|\d+(?:\s*[+＋×xX*]\s*(?:\d+|N|n|X))+|(?:N|n)[+＋]\d+|[A-Za-z][A-Za-z-]*\d+|\d+[A-Za-z]+|\d+/\d+|〔\d{4}〕\d+号?|[\[（(【]\d{4}[\]）)】]\d+号|第\d+(?![\d位名])|\d+号(?=线|楼|院|文|令|店|门|柜|机|站|桥|台|公路|国道)|"
    r"\b1[12]\d\b(?=电话|热线|国道)|1[23]\d{3}(?=热线|平台|电话)")
ROUGHLY = "(?:将近|接近|大约|超过了?|超出了?|过了|(?:刚刚?|已经?|早)过|不到|不足|近|超|约|逾)"      # before a number of tenths, a fraction, a multiple
_NOT_EVEN = "(?:都|也|还)+(?:没有?|不)(?:到|满|足)"         # after one
_TENTHS = re.compile(
    rf"(?P<before>{ROUGHLY})?(?P<n>[一二两三四五六七八九十])成(?P<half>[半一二三四五六七八九](?![个家项类条十百千万亿]))?(?P<more>还?多)?(?P<after>以上|以下|左右|{_NOT_EVEN})?"
    "(?![员功立果绩本长分型品交为熟天千上语都把套])")
_HALVES = re.compile(
    rf"(?P<before>{ROUGHLY})?(?:(?P<of>[二三四五六七八九十])分之(?P<n>[一二三四五六七八九])|一半|半数|(?P<over>过了?)半(?![百年月天夜路]))(?P<more>还?多)?(?P<after>以上|以下|左右|{_NOT_EVEN})?")
_HUNDREDTHS = re.compile(
    rf"(?P<before>{ROUGHLY})?百分之(?P<n>[一二三四五六七八九十]+(?:点[零〇一二三四五六七八九]+)?)(?P<more>多)?(?P<after>以上|以下|左右|{_NOT_EVEN})?")      # 百分之百 is no share
_TIMES = re.compile(
    rf"(?:(?<=的)|(?<=是)|(?<=增长了)|(?<=增加了)|(?<=到)|(?<=多)|(?<=多出)|(?<=多了)|(?<=高出))(?P<before>{ROUGHLY})?(?P<n>[两三四五六七八九十])倍(?P<half>半)?(?P<more>还?多)?(?P<after>以上|以下|左右)?(?!的?[力努心功劲])")
_PORTIONS = ((_TENTHS, "成"), (_HALVES, "成"), (_HUNDREDTHS, "成"), (_TIMES, "倍"))
_BEFORE = re.compile(
    r"(?:将近|接近|(?<![附最邻就临新靠])近|超过|超|逾|突破|大约|(?<![签合节预履公条制相解违续邀立特缔简])约|不[能得许应要]?(?:少于|低于|超过|多于|高于)|至少|至多|不足|不到|少于|低于|高于|多于|达到|最少|最多)(?:了|约)?$")
_AFTER = re.compile(r"(?:以上|以下|以内|左右|上下)")
_SAME = {"最少": "至少", "最多": "至多", "达到": "", "来": "左右", "余": "余"}
_SCALES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_CN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_CN = re.compile(r"[零〇一二三四五六七八九十百千万亿两]+(?:点[零〇一二三四五六七八九]+)?")

_IN_CHARACTERS = rf"(?<![\d.第一二三四五六七八九十百千万亿零〇两几])(?P<n>{NUMERAL}+)"
_SPELLED = re.compile(rf"{_IN_CHARACTERS}(?=[多余]?(?:{_UNITS}|月))")
_COUNTED = re.compile(rf"{_IN_CHARACTERS}(?P<more>[多余])?(?P<unit>{_UNITS})")
_LUNAR = re.compile("(?P<month>[正冬腊]月)(?P<day>初[一二三四五六七八九十]|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?)")


class Said(Frozen):
    """A number in a text: ``[start, end)`` with its unit, ``text`` as it stands there. ``value`` (and ``high``, the upper end of a range) are in base
    units: 3.5亿元 is 350000000 元; ``step`` is one unit of the last digit written, ``round`` one unit of the last digit that is not zero; ``places`` are
    its decimals; ``word`` says how exact it is (近, 超过, 多, 以上 …; empty for a plain number)."""

    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    high: Decimal | None = None
    word: str = ""
    places: int = 0
    scale: Decimal = Decimal(1)

    @property
    def written(self) -> Decimal:
        """The number as it is written, without 万 and 亿."""
        return self.value / self.scale

    @property
    def round(self) -> Decimal:
        """One unit of the last digit that is not zero, in base units: 100000000 for 1.5亿元 is 10000000."""
        exponent = self.written.normalize().as_tuple().exponent
        return self.scale.scaleb(exponent if isinstance(exponent, int) else 0)


class SaidDate(Frozen):
    """A date in a text: years, months and days named (a range has two), as it stands there."""

    start: int
    end: int
    text: str
    years: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    day: int | None = None


class Numbers(Frozen):
    """What a text says in digits, each kind in order."""

    quantities: tuple[Said, ...]
    dates: tuple[SaidDate, ...]
    idioms: tuple[tuple[int, int], ...]


def numbers(text: str) -> Numbers:
    """The numbers of a text; full-width digits count as half-width ones. Idioms go before dates, dates before quantities."""
    told = text.translate(_WIDE)
    taken = [False] * len(told)
    idioms = tuple(_free(_IDIOMS, told, taken))
    dates = tuple(_date(match) for match in _matches(_DATES, told, taken))
    counted = [_quantity(match, told) for match in _matches(_QUANTITY, told, taken)]
    spelled = [_portion(match, unit) for pattern, unit in _PORTIONS for match in _matches(pattern, told, taken)]
    quantities = sorted([*counted, *spelled], key=lambda said: said.start)
    return Numbers(tuple(replace(said, text=text[said.start:said.end]) for said in quantities), dates, idioms)


def _free(pattern: re.Pattern[str], text: str, taken: list[bool]) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _matches(pattern, text, taken))


def spelled(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers of Chinese characters stand before a measure word: 二十四栋, 三家, 三百多户."""
    return (match.span("n") for match in _SPELLED.finditer(text))


def counted(text: str) -> Iterator[Said]:
    """Numbers of Chinese characters with their measure words, as quantities: 七个, 三百多户."""
    for match in _COUNTED.finditer(text):
        value = chinese(match["n"])
        if value is not None:
            yield Said(*match.span(), match.group(), value, match["unit"], None, match["more"] or "")


def is_unit(text: str) -> bool:
    """Whether a text is a measure word."""
    return re.fullmatch(_UNITS, text) is not None


def lunar(text: str) -> Iterator[re.Match[str]]:
    """Days of the lunar calendar: 正月十六, 腊月二十三; groups ``month`` and ``day``."""
    return _LUNAR.finditer(text)


def _matches(pattern: re.Pattern[str], text: str, taken: list[bool]) -> Iterator[re.Match[str]]:
    """Matches over characters that nothing took before; they are taken then."""
    for match in pattern.finditer(text):
        if not any(taken[match.start():match.end()]) and not _inside_number(text, match.start()):
            taken[match.start():match.end()] = [True] * (match.end() - match.start())
            yield match


def _inside_number(text: str, at: int) -> bool:
    """Whether a match begins in the middle of a longer number."""
    return at > 0 and text[at].isdigit() and (text[at - 1].isdigit() or (text[at - 1] in ".," and at > 1 and text[at - 2].isdigit()))


def _date(match: re.Match[str]) -> SaidDate:
    part = match.groupdict()
    if part["iso"]:
        year, month, *day = map(int, re.split("[-/.]", part["iso"]))
        return SaidDate(*match.span(), match.group(), (year,), (month,), day[0] if day else None)
    years = tuple(int(part[name]) for name in ("y1", "y2", "y") if part[name])
    months = tuple(int(part[name]) for name in ("m", "m2", "bm", "bm2") if part[name])
    day_said = next((int(part[name]) for name in ("d", "bd", "only") if part[name]), None)
    return SaidDate(*match.span(), match.group(), years, months, day_said)


def _quantity(match: re.Match[str], text: str) -> Said:
    part = match.groupdict()
    shared = (part["scale"] or "") + (part["scale2"] or "")
    high, low_scale = part["high"], part["lowscale"] or ""
    scale = _scale(shared if high is not None else low_scale + shared)
    unit = (part["unit"] or part["lowunit"] or "").replace("％", "%")
    unit = "个百分点" if unit == "百分点" else unit
    low = part["low"].replace(",", "")
    before = _BEFORE.search(text, max(0, match.start() - 5), match.start())
    after = _AFTER.match(text, match.end())
    bound = re.sub("^不[能得许应要]", "不", before.group().removesuffix("了")) if before else ""
    word = part["more"] or part["more2"] or (after.group() if after else "") or bound
    if before is not None and before.group() == "近" and unit in ("年", "天", "个月", "周"):
        word = ""                                # 近5年 are the last five years
    value = Decimal(low) * (_scale(low_scale) if high is not None and low_scale else scale)
    top = Decimal(high.replace(",", "")) * scale if high is not None else None
    places = max(len(number.partition(".")[2]) for number in (low, high or ""))
    return Said(*match.span(), match.group(), value, unit, top, _SAME.get(word, word), places, scale)


def _tenth_of(char: str | None) -> Decimal:
    """What follows 成: 半 or a digit."""
    return Decimal(0) if not char else Decimal("0.5") if char == "半" else Decimal(_CN_DIGITS[char]) / 10


def plainly(word: str) -> str:
    """A word of about as tables have it: 超过 for 超过了, 超出 and 过了."""
    return "超过" if word in ("超过了", "超出", "超出了", "过了") or word.endswith("过") else word


def _portion(match: re.Match[str], unit: str) -> Said:
    """五成, 三成半, 四分之一, 一半 and 百分之五 as tenths; 两倍 as a multiple."""
    part = {"half": None, "of": None, "n": None, "over": None} | match.groupdict()
    value = (chinese(part["n"] or "五") or Decimal(0)) + _tenth_of(part["half"])
    if part["of"]:
        value = value * 10 / _CN_DIGITS.get(part["of"], 10)
    elif match.re is _HUNDREDTHS:
        value /= 10
    before, after = part["before"] or "", part["after"] or ""
    word = (part["more"] or "").removeprefix("还") or after or before or ("超过" if part["over"] else "")
    word = "不到" if re.fullmatch(_NOT_EVEN, word) else plainly(word)
    return Said(match.start() + len(before), match.end() - len(after), match.group()[len(before):], value, unit, None, word)


def _scale(chars: str) -> Decimal:
    size = 1
    for char in chars:
        size *= _SCALES[char]
    return Decimal(size)


def chinese(text: str) -> Decimal | None:
    """The number that Chinese numerals say: 二十三 → 23, 三点五 → 3.5, 一百零二 → 102; None for anything else."""
    if not _CN.fullmatch(text):
        return None
    whole, _, rest = text.partition("点")
    value = _chinese_whole(whole)
    if value is None:
        return None
    return Decimal(f"{value}.{''.join(str(_CN_DIGITS[char]) for char in rest)}") if rest else Decimal(value)


def _chinese_whole(text: str) -> int | None:
    total = section = digit = 0
    for char in text:
        if char in _CN_DIGITS:
            digit = _CN_DIGITS[char]
        elif char in "十百千":
            section, digit = section + (digit or 1) * _SCALES[char], 0
        else:
            total, section, digit = (total + section + digit) * _SCALES[char], 0, 0
    value = total + section + digit
    spelled = ordinals.cn(value) if value <= 9999 else ""
    return value if not spelled or spelled in (text, text.replace("两", "二")) or len(text) == 1 else None
