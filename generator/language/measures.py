"""Lengths and type sizes as printing rooms write them: 37毫米, 28.95磅, 三号; in twips (1磅 = 20) and half-points, as Word counts."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

_UNITS = {"毫米": Decimal(1440) / Decimal("25.4"), "mm": Decimal(1440) / Decimal("25.4"), "厘米": Decimal(1440) / Decimal("2.54"),
          "cm": Decimal(1440) / Decimal("2.54"), "磅": Decimal(20), "pt": Decimal(20), "缇": Decimal(1), "": Decimal(1)}
_SIZES = {"初号": 84, "小初": 72, "一号": 52, "小一": 48, "二号": 44, "小二": 36, "三号": 32, "小三": 30, "四号": 28, "小四": 24, "五号": 21, "小五": 18}
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)\s*([^\d\s.]*)", re.ASCII)


def twips(text: str) -> int:
    """A length in twips; a number without a unit is one already. Raises ValueError, in Chinese, for anything else."""
    return _times(text, 1, "长度写成 37毫米、28.95磅，或缇数 579")


def half_points(text: str) -> int:
    """A type size in half-points: 三号, 16磅; a number without a unit is one already. Raises ValueError, in Chinese, for anything else."""
    told = text.strip()
    if told in _SIZES:
        return _SIZES[told]
    return _times(told, 1 if _LENGTH.fullmatch(told) and told[-1:].isdigit() else 10, "字号写成 三号、16磅，或半磅数 32")


def _times(text: str, per: int, hint: str) -> int:
    found = _LENGTH.fullmatch(text.strip())
    if found is None or found[2] not in _UNITS:
        raise ValueError(f"“{text.strip()}”不是长度或字号；{hint}")
    return int((Decimal(found[1]) * _UNITS[found[2]] / per).to_integral_value(ROUND_HALF_UP))
