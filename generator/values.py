"""Nodes of a brief as checked values, driven by the table of fields. Wrong values are problems, never exceptions."""
from __future__ import annotations

import calendar as days
import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from generator.characters import NUMERAL
from generator.errors import Place, Problem
from generator.fields import Field
from generator.language import measures, quantities
from generator.model import Amount, Date, Number, Record, Text
from generator.source import Node

_BARE_COUNT = re.compile(f"(?:[0-9]+|{NUMERAL}+)[个条项点]?")
_CHINESE_DIGITS = {char: str(value) for value, chars in enumerate(("〇零○Ｏ", "一", "二", "三", "四", "五", "六", "七", "八", "九")) for char in chars}
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?")
_TRUE, _FALSE = {"true", "是", "yes", "真"}, {"false", "否", "no", "假"}
_MOST_INT = 10**9


class Reader:
    """Reads values and collects what is wrong with them."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self._kinds: Mapping[str, Callable[[Node, Field, str], Any]] = {
            "text": self._text, "verbatim": self._text, "texts": self._texts, "int": self._int, "bool": self._bool, "enum": self._enum,
            "date": self._date, "when": self._when, "amount": self._amount, "number": self.number, "refs": self._refs, "id": self._text,
            "map": self.record, "list": self._list, "choose": self._pairs, "pairs": self._pairs, "year": self._year,
            "length": partial(self._measure, measures.twips), "size": partial(self._measure, measures.half_points)}

    def problem(self, message: str, place: Place | None, path: str, hint: str = "") -> None:
        """Note one problem."""
        self.problems.append(Problem(message, place, path, hint))

    def value(self, node: Node, field: Field, path: str) -> Any:
        """The value of a field; None (``()`` for lists) where it is wrong, with a problem noted."""
        if node.empty and field.kind not in ("map", "list", "texts", "refs", "choose", "pairs"):
            return None
        return self._kinds[field.kind](node, field, path)

    # ------------------------------------------------------------------------------------------------ records
    def record(self, node: Node, field: Field, path: str) -> Record:
        """A map with every known key; unknown and doubled keys are problems."""
        entries = self.entries(node, field, path)
        read = {key: self.value(value, sub, _join(path, key)) for key, (sub, value) in entries.items() if sub.kind != "figures"}
        blank = {sub.key: _nothing(sub) for sub in field.sub if sub.kind != "figures"}
        return Record(field.key or "brief", {**blank, **read}, frozenset(entries), path, node.place)

    def entries(self, node: Node, field: Field, path: str) -> dict[str, tuple[Field, Node]]:
        """The known keys of a map node with their fields."""
        if node.kind != "map":
            if not node.empty:
                self.problem(f"{field.zh}应是“键: 值”的一组", node.place, path, f"如 {field.zh}: {{{field.sub[0].zh}: …}}")
            return {}
        found: dict[str, tuple[Field, Node]] = {}
        for name, value in node.entries.items():
            sub = field.by_name.get(name)
            place = node.key_places[name]
            if sub is None:
                self.problem(f"不认识的键“{name}”", place, _join(path, name), nearest(name, field.by_name))
            elif sub.key in found:
                self.problem(f"“{sub.zh}”写了两遍（中英文各一）", place, _join(path, sub.key), "只留一处")
            else:
                found[sub.key] = (sub, value)
        return found

    def _list(self, node: Node, field: Field, path: str) -> tuple[Record, ...]:
        if node.empty:
            return ()
        if node.kind != "list":
            self.problem(f"{field.zh}应是一列，每条前面加“- ”", node.place, path, f"如 - {field.sub[0].zh}: …")
            return ()
        return tuple(self._item(item, field, f"{path}[{at}]") for at, item in enumerate(node.items))

    def _item(self, node: Node, field: Field, path: str) -> Record:
        """One record of a list; a bare text stands for its first field."""
        if node.kind == "scalar" and not node.empty:
            first = field.sub[0]
            blank = {sub.key: _nothing(sub) for sub in field.sub}
            return Record(field.key, {**blank, first.key: self.value(node, first, f"{path}.{first.key}")}, frozenset({first.key}), path, node.place)
        return named(self.record(node, field, path), field)

    # ------------------------------------------------------------------------------------------------ scalars
    def _scalar(self, node: Node, field: Field, path: str) -> str | None:
        if node.kind == "scalar":
            return node.text
        self.problem(f"{field.zh}应是一个值，不是一列或一组", node.place, path, "值里有逗号、冒号、括号时加引号")
        return None

    def _text(self, node: Node, field: Field, path: str) -> Text | None:
        told = self._scalar(node, field, path)
        return None if told is None or (not told.strip()) else Text(told if field.kind == "verbatim" else " ".join(told.split()), path, node.place)

    def _texts(self, node: Node, field: Field, path: str) -> tuple[Text, ...]:
        if node.empty:
            return ()
        if node.kind == "map":
            self.problem(f"{field.zh}应是一列文字", node.place, path, f"如 {field.zh}: [甲, 乙]；文字里有冒号时加引号")
            return ()
        if field.kind == "texts" and node.kind == "scalar" and _BARE_COUNT.fullmatch(node.text.strip()):
            self.problem(f"{field.zh}要写出是哪些，不是个数“{node.text.strip()}”", node.place, path, f"如 {field.zh}: [甲, 乙]")
            return ()
        items = node.items if node.kind == "list" else [node]
        read = [self._text(item, field, f"{path}[{at}]") for at, item in enumerate(items)]
        return tuple(text for text in read if text is not None)

    def _refs(self, node: Node, field: Field, path: str) -> tuple[Text, ...]:
        return self._texts(node, field, path)

    def _int(self, node: Node, field: Field, path: str) -> int | None:
        told = (self._scalar(node, field, path) or "").translate(_WIDE).replace(",", "").strip()
        if re.fullmatch(r"\d{1,10}", told) and int(told) <= _MOST_INT:
            return int(told)
        if node.kind == "scalar":
            self.problem(f"{field.zh}应是整数，却是“{node.text}”", node.place, path, f"如 {field.zh}: 3000")
        return None

    def _year(self, node: Node, field: Field, path: str) -> int | None:
        told = (self._scalar(node, field, path) or "").translate(_WIDE).strip().removesuffix("年")
        digits = "".join(_CHINESE_DIGITS.get(char, char) for char in told)
        if re.fullmatch(r"[12]\d{3}", digits):
            return int(digits)
        if node.kind == "scalar":
            self.problem(f"年份“{node.text}”不对", node.place, path, "写四位数，如 2026、2026年、二〇二六")
        return None

    def _bool(self, node: Node, field: Field, path: str) -> bool | None:
        told = (self._scalar(node, field, path) or "").strip().lower()
        if told in _TRUE | _FALSE:
            return told in _TRUE
        if node.kind == "scalar":
            self.problem(f"{field.zh}应是 是 或 否，却是“{node.text}”", node.place, path)
        return None

    def _enum(self, node: Node, field: Field, path: str) -> str | None:
        told = (self._scalar(node, field, path) or "").strip()
        accepted = {name: key for key, zh in (field.values or {}).items() for name in (key, zh)}
        if told in accepted:
            return accepted[told]
        if node.kind == "scalar":
            self.problem(f"{field.zh}没有“{told}”", node.place, path, "可用：" + "、".join(f"{zh}（{key}）" for key, zh in (field.values or {}).items()))
        return None

    def _date(self, node: Node, field: Field, path: str) -> Date | None:
        told = self._scalar(node, field, path)
        if told is None:
            return None
        found = read_date(told, path, node.place)
        if found is None:
            self.problem(f"{field.zh}“{told}”不是日期，或没有这一天", node.place, path, "写成 2026-03 或 2026-03-15")
        return found

    def _when(self, node: Node, field: Field, path: str) -> Date | Text | None:
        found = read_date(node.text, path, node.place) if node.kind == "scalar" else None
        if found is not None:
            return found
        if node.kind == "scalar" and re.fullmatch(r"\d{4}-\d{1,2}(-\d{1,2})?", node.text):
            self.problem(f"{field.zh}“{node.text}”没有这一天", node.place, path, "写成 2026-03 或 2026-03-15")
        return self._text(node, field, path)

    # ----------------------------------------------------------------------------------------------- numbers
    def number(self, node: Node, field: Field, path: str) -> Number | None:
        """A number, or [low, high]; a % after it is accepted where the field is a rate."""
        try:
            if node.kind == "list":
                if len(node.items) != 2 or any(item.kind != "scalar" for item in node.items):
                    raise ValueError("范围要写成两个数，如 [8, 10]")
                return quantities.read_range(node.items[0].text, node.items[1].text)
            told = self._scalar(node, field, path)
            return None if told is None else quantities.read_number(told.strip().removesuffix("%").removesuffix("％"))
        except ValueError as error:
            self.problem(str(error), node.place, path)
            return None

    def _measure(self, read: Callable[[str], int], node: Node, field: Field, path: str) -> int | None:
        told = self._scalar(node, field, path)
        try:
            return None if told is None else read(told)
        except ValueError as error:
            self.problem(str(error), node.place, path)
            return None

    def _amount(self, node: Node, field: Field, path: str) -> Amount | None:
        told = self._scalar(node, field, path)
        if told is None:
            return None
        try:
            number, unit = quantities.read_amount(told)
        except ValueError as error:
            self.problem(str(error), node.place, path, f"如 {field.zh}: 4000万元")
            return None
        if number.value < 0:
            self.problem(f"{field.zh}不能是负数（{told}）", node.place, path)
        return Amount(number, unit, path, node.place)

    def _pairs(self, node: Node, field: Field, path: str) -> Mapping[str, Text]:
        """Names of the user's own choice, each with a text."""
        if node.kind != "map":
            if not node.empty:
                self.problem(f"{field.zh}应是“{'语步: 语块编号' if field.kind == 'choose' else '键: 值'}”的一组", node.place, path)
            return {}
        read = {name: self._text(value, field, f"{path}.{name}") for name, value in node.entries.items()}
        return {name: told for name, told in read.items() if told is not None}


def read_date(text: str, path: str = "", place: Place | None = None) -> Date | None:
    """2026, 2026-03, 2026-03-15, 2026年3月15日; None for anything else and for days that do not exist."""
    found = _DATE.fullmatch(text.strip().translate(_WIDE))
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if month is not None and not 1 <= month <= 12 or year < 1:
        return None
    if day is not None and month is not None and not 1 <= day <= days.monthrange(year, month)[1]:
        return None
    return Date(year, month, day, path, place)


def named(record: Record, field: Field) -> Record:
    """A record of a list that can be spoken of: a name that it lacks is taken from what stands in for it, else it is a gap to be filled."""
    if not field.known_by or not record.given or record[field.known_by[0]]:
        return record
    key = field.known_by[0]
    for other in field.known_by[1:]:
        told = record[other]
        if told:
            first, rest = (told[0], told[1:]) if isinstance(told, tuple) else (told, None)
            return Record(record.kind, {**record, key: first, other: rest}, record.given, record.path, record.place)
    gap = Text(f"【待补：{field.zh}的{field.by_name[key].zh}】", f"{record.path}.{key}", record.place)
    return Record(record.kind, {**record, key: gap}, record.given, record.path, record.place)


def nearest(name: str, known: Iterable[str]) -> str:
    """The hint for a name that nobody knows: near ones, else all, in Chinese where they have Chinese names."""
    names = list(known)
    near = difflib.get_close_matches(name, names, 3, 0.5) or [item for item in names if set(item) & set(name) and len(item) <= 4 and ord(item[0]) > 255][:3]
    if near:
        return f"是不是“{near[0]}”" + (f"（还有：{'、'.join(near[1:])}）" if near[1:] else "")
    return f"可用：{'、'.join([item for item in names if ord(item[0]) > 255] or names)}"


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _nothing(field: Field) -> Any:
    """What an absent field is: an empty record, an empty list or None."""
    if field.kind == "map":
        return Record(field.key, {sub.key: _nothing(sub) for sub in field.sub}, path=field.key)
    return {"list": (), "texts": (), "refs": (), "choose": {}, "pairs": {}}.get(field.kind)
