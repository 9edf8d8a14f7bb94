"""Numbers as Chinese words: counting, numbering of headings and points (GB/T 15834-2011 4.5.3.4; GB/T 9704-2012 7.3.3)."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_STYLES = {
    "一、": "{cn}、",
    "（一）": "（{cn}）",
    "1、": "{n}、",
    "1.": "{n}.",
    "第一，": "第{cn}，",
    "第一个问题：": "第{cn}个问题：",
    "一是": "{cn}是",
    "一要": "{cn}要",
}


def cn(number: int) -> str:
    """一 … 九千九百九十九. Raises ValueError outside 0–9999."""
    if not 0 <= number <= 9999:
        raise ValueError(number)
    if number == 0:
        return _DIGITS[0]
    out = ""
    for place, digit in enumerate(reversed(str(number))):
        if digit != "0":
            out = _DIGITS[int(digit)] + _UNITS[place] + out
        elif out and out[0] != _DIGITS[0]:
            out = _DIGITS[0] + out
    return out.removeprefix("一") if 10 <= number < 20 else out


def count_cn(number: int) -> str:
    """As said before a measure word: 两项, 三项, 十二项."""
    return "两" if number == 2 else cn(number)


def heading(style: str, number: int) -> str:
    """The number of a heading or point in a style named by its first member: ``一、`` ``（一）`` ``1.`` ``一是`` ``首先`` ….

    Raises ValueError for an unknown style.
    """
    if style in ("首先", "首先，"):
        return (("首先", "其次", "再次", "最后")[number - 1] if number <= 4 else f"第{cn(number)}") + style[2:]
    if style not in _STYLES:
        raise ValueError(style)
    return _STYLES[style].format(cn=cn(number), n=number)
