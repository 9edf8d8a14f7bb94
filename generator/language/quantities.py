"""Amounts: read exactly as the brief writes them, printed as official Chinese wants them.

Numerals follow GB/T 15835-2011: half-width Arabic digits (4.1.1), 万 and 亿 as the only larger units, both ends of a
range carry % and 万/亿 (clause on ranges), ``～`` between values. Nothing here rounds but :func:`rounded`: half up, as statistical
bulletins do it, or half to even (GB/T 8170-2008, 3.2); everything else is exact to the digits of :data:`EXACT`.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal

from generator.language.ordinals import cn
from generator.model import Number

EXACT = Context(prec=120)  # more digits than any product or quotient of two numbers of a brief needs
_WIDE = str.maketrans("０１２３４５６７８９．，％－／：−", "0123456789.,%-/:-")
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_TO = r"\s*[~～—–-]\s*"
_RANGE = re.compile(rf"([\d,.]+){_TO}([\d,.]+)", re.ASCII)
_AMOUNTS = re.compile(rf"([\d,.]+)([^\d\s]*?){_TO}([\d,.]+)\s*(\D*)", re.ASCII)
_AMOUNT = re.compile(r"(-?[\d,.]+(?:/\d+)?)\s*([^\d\s].*)?", re.ASCII)
_TIME = re.compile(r"\d{1,2}:\d{2}(:\d{2})?", re.ASCII)
_SCIENTIFIC = re.compile(r"-?[\d.]+[eE][+-]?\d+", re.ASCII)
_NAN = re.compile(r"[+-]?\.?(nan|inf(inity)?)", re.IGNORECASE)
_SCALES = {"万": 10**4, "亿": 10**8}
_MOST_DIGITS = 30
_ROUNDINGS = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN}


def read_number(text: str) -> Number:
    """A number as the brief writes it: 156.50, 1,234, １２３, 2/3, 8～10.

    Raises ValueError, in Chinese, for what could be read in two ways (012, 12:30, 1e3) or is no number.
    """
    told = text.strip().translate(_WIDE)
    if len(told) > _MOST_DIGITS:
        raise ValueError(f"数字过长（超过{_MOST_DIGITS}位）")
    if fraction := re.fullmatch(r"(\d+)/(\d+)", told, re.ASCII):
        return _fraction(int(fraction[1]), int(fraction[2]), told)
    if ranged := _RANGE.fullmatch(told):
        return read_range(ranged[1], ranged[2])
    if not (_PLAIN.fullmatch(told) or _GROUPED.fullmatch(told)):
        raise ValueError(_why_not(told, text))
    digits = told.replace(",", "")
    if re.match(r"-?0\d", digits):
        raise ValueError(f"“{text.strip()}”以0开头，读法不明；去掉开头的0，编号、年份请写在文字里")
    return Number(digits, Decimal(digits))


def read_range(low: str, high: str) -> Number:
    """Both ends of a range. Raises ValueError where an end is no number or the low end is not the lower."""
    first, last = read_number(low), read_number(high)
    if first.value >= last.value:
        raise ValueError(f"范围 {low}～{high} 的前一个数应小于后一个")
    return Number(first.text, first.value, last.value, last.text)


def read_amount(text: str) -> tuple[Number, str]:
    """A number and the unit written after it: 4000万元, 3.5亿元, 107.6%, 12万, 5万～10万人; the unit is empty where there is none.

    Raises ValueError, in Chinese, as :func:`read_number` does, and where the two ends of a range have different units.
    """
    told = text.strip().translate(_WIDE)
    if ranged := _AMOUNTS.fullmatch(told):
        low, shared, high, unit = ranged.groups()
        if shared and unit.strip() not in (shared, shared + base_unit(unit.strip())):
            raise ValueError(f"“{text.strip()}”两端的单位不同")
        return read_range(low, high), unit.strip()
    parts = _AMOUNT.fullmatch(told)
    unit = ((parts[2] if parts else None) or "").strip()
    if parts is None or any(strange.fullmatch(told) for strange in (_NAN, _TIME, _SCIENTIFIC)):
        raise ValueError(_why_not(told, text))
    if re.search(r"\d", unit):
        raise ValueError(f"“{text.strip()}”不是一个数；写成 数值 加 单位，如 3.5亿元")
    return read_number(parts[1]), unit


def _fraction(top: int, bottom: int, text: str) -> Number:
    if bottom == 0:
        raise ValueError(f"“{text}”的分母是0")
    return Number(text, Decimal(top) / Decimal(bottom), fraction=(top, bottom))  # to 28 digits, as the model says


def _why_not(told: str, text: str) -> str:
    if _TIME.fullmatch(told):
        return f"“{text.strip()}”像时刻，不像数；比例请写成 12/30 或小数"
    if _SCIENTIFIC.fullmatch(told):
        return f"“{text.strip()}”是科学记数法；请写出全部数字，或用万、亿作单位"
    if _NAN.fullmatch(told):
        return f"“{text.strip()}”不是数；还不知道的数请留空"
    return f"“{text.strip()}”不是一个数；数值写成 141、1,234、12万、3.5亿元、[8, 10] 或 2/3"


def scale(unit: str) -> int:
    """What 万 and 亿 at the head of a unit multiply by; 1 where there is neither."""
    size = 1
    for char in unit:
        if char not in _SCALES:
            break
        size *= _SCALES[char]
    return size


def base_unit(unit: str) -> str:
    """The unit without 万 and 亿: 万元 → 元, 亿美元 → 美元, 万 → ''."""
    return unit.lstrip("万亿")


def exact(number: Number, unit: str) -> Decimal:
    """The value in base units: 3.5亿元 and 35000万元 are both 350000000."""
    return EXACT.multiply(number.value, Decimal(scale(unit)))


def convert(number: Number, unit: str, to_unit: str) -> Decimal:
    """The value in another unit of the same base, exactly. Raises ValueError for different bases."""
    if base_unit(unit) != base_unit(to_unit):
        raise ValueError(f"{unit}不能换算成{to_unit}")
    return EXACT.divide(exact(number, unit), Decimal(scale(to_unit)))


def print_number(number: Number) -> str:
    """The digits as the brief writes them; a fraction in words (三分之二), a range with ～."""
    if number.fraction is not None:
        top, bottom = number.fraction
        return f"{cn(bottom)}分之{cn(top)}" if bottom <= 9999 and top <= 9999 else number.text
    return f"{number.text}～{number.high_text}" if number.high is not None else number.text


def print_amount(number: Number, unit: str) -> str:
    """With its unit; both ends of a range carry % and 万/亿 (8%～10%, 5万～10万人); 三分之二 takes no %."""
    if number.fraction is not None and unit == "%":
        return print_number(number)
    if number.high is None or number.fraction is not None:
        return f"{print_number(number)}{unit}"
    shared = unit if unit == "%" else unit[: len(unit) - len(base_unit(unit))]
    return f"{number.text}{shared}～{number.high_text}{unit}"


def decimals(value: Decimal) -> int:
    """How many decimals a value needs to be written out in full: 2 for 4.250, 0 for 40."""
    exponent = value.normalize(EXACT).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def rounded(value: Decimal, places: int, rounding: str = "half_up") -> Decimal:
    """Rounded once: an exact half away from zero (``half_up`` 四舍五入) or to the even digit (``half_even`` 四舍六入五成双); what rounds to
    nothing is 0, never −0."""
    digits = max(value.adjusted(), 0) + max(places, 0) + 2
    found = value.quantize(Decimal(1).scaleb(-places), _ROUNDINGS[rounding], Context(prec=digits))
    return found if found else found.copy_abs()
