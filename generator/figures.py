"""The figures of a brief: label, exact value, unit, raw pair, stated rates, each with the line that it came from."""
from __future__ import annotations

import re
from typing import Any

from generator.errors import Place
from generator.fields import FIGURE, Field
from generator.language import quantities
from generator.model import Amount, Figure, Number, Share, Text
from generator.source import Node
from generator.values import Reader, nearest

_ID = re.compile(r"[\w·.+-]+")
_MONEY = re.compile(r"[万亿]*(?:元|美元|欧元|日元|港元|港币|人民币)$")
_SUB = {field.key: field for field in FIGURE.sub}
_RATES = ("completion", "yoy", "yoy_pp", "excess")


def read_figures(node: Node | None, reader: Reader) -> dict[str, Figure]:
    """Every figure by its id, in the brief's order; what is wrong is noted by the reader."""
    if node is None or node.empty:
        return {}
    if node.kind != "map":
        reader.problem("数据应是“编号: 指标”的一组", node.place, "figures", "如 数据: {签约项目: 141个}")
        return {}
    made = {}
    for key, value in node.entries.items():
        if not _ID.fullmatch(key):
            reader.problem(f"指标编号“{key}”不合适", node.key_places[key], "figures", "用字母、汉字、数字和下划线，不要空格")
            continue
        figure = _figure(key, value, node.key_places[key], reader)
        if figure is not None:
            made[key] = figure
    return made


def _figure(key: str, node: Node, place: Place, reader: Reader) -> Figure | None:
    path = f"figures.{key}"
    if node.kind == "list":
        reader.problem(f"指标“{key}”不能是一列", node.place, path, "写成一行 141个，或一组 {名称: …, 数值: …, 单位: …}")
        return None
    if node.kind == "scalar":
        number, unit = _one_line(node, path, reader)
        return Figure(key, Text(key, path, place), number, unit, _kind(key, unit), "context", place=place, places={"value": node.place})
    entries = {name: value for name, (_, value) in reader.entries(node, FIGURE, path).items()}
    return _from_entries(key, entries, place, reader)


def _one_line(node: Node, path: str, reader: Reader) -> tuple[Number | None, str]:
    if node.empty:
        return None, ""
    try:
        return quantities.read_amount(node.text)
    except ValueError as error:
        reader.problem(str(error), node.place, path)
        return None, ""


def _from_entries(key: str, entries: dict[str, Node], place: Place, reader: Reader) -> Figure:
    path = f"figures.{key}"
    read: dict[str, Any] = {name: reader.value(value, _SUB[name], f"{path}.{name}") for name, value in entries.items()
                            if _SUB[name].kind not in ("share", "threshold", "number")}
    number, unit = _value(entries, read.get("unit"), path, reader)
    label = read.get("label") or Text(key, f"{path}", place)
    places = {name: value.place for name, value in entries.items()}
    return Figure(
        id=key, label=label, value=number, unit=unit, kind=read.get("kind") or _kind(str(label), unit), role=read.get("role") or "",
        raw={name: _pair(entries[name], name, unit, path, reader) for name in ("target", "last") if name in entries},
        given={name: _stated(entries[name], name, unit, path, reader) for name in _RATES if name in entries},
        share=_share(entries.get("share"), path, reader), period=read.get("period"), part_of=_plain(read.get("part_of")),
        formula=_plain(read.get("formula")), base=read.get("base"), threshold=_threshold(entries.get("threshold"), path, reader),
        threshold_open="threshold" in entries, approx=read.get("approx"), bound=read.get("bound"), per=read.get("per"), source=read.get("source"),
        note=read.get("note"), place=place, places=places)


def _plain(text: Text | None) -> str | None:
    return None if text is None else str(text)


def _value(entries: dict[str, Node], unit: Text | None, path: str, reader: Reader) -> tuple[Number | None, str]:
    """The value, its unit from the field or from the scalar itself (12万 with 人 is 万人)."""
    node, own = entries.get("value"), str(unit or "")
    if node is None or node.empty:
        return None, own
    if node.kind == "list":
        return reader.number(node, _SUB["value"], f"{path}.value"), own
    try:
        number, told = quantities.read_amount(node.text) if node.kind == "scalar" else (None, "")
    except ValueError as error:
        reader.problem(str(error), node.place, f"{path}.value")
        return None, own
    if node.kind != "scalar":
        reader.problem("数值应是一个数或 [小, 大]", node.place, f"{path}.value")
    if not told or told == own:
        return number, own or told
    if set(told) <= set("万亿"):
        return number, told + own
    if own:
        reader.problem(f"数值里的单位“{told}”和单位“{own}”不一致", node.place, f"{path}.value", "只在一处写单位")
    return number, told


def _pair(node: Node, name: str, unit: str, path: str, reader: Reader) -> Number | None:
    """Target or last year's value, in the figure's own unit."""
    return None if node.empty else _in_unit(node, unit, f"{path}.{name}", reader)


def _in_unit(node: Node, unit: str, path: str, reader: Reader) -> Number | None:
    try:
        number, told = quantities.read_amount(node.text) if node.kind == "scalar" else (reader.number(node, _SUB["value"], path), "")
        if number is None or not told or told == unit:
            return number
        if set(told) <= set("万亿"):               # 10万 beside 人 is 10万人, as in the value itself
            told += quantities.base_unit(unit)
        converted = quantities.convert(number, told, unit)
        return Number(f"{converted.normalize():f}", converted)
    except ValueError as error:
        reader.problem(str(error), node.place, path, f"用同一单位：{unit}" if unit else "")
        return None


def _stated(node: Node, name: str, unit: str, path: str, reader: Reader) -> Number | None:
    if node.empty:
        return None
    if name == "excess":
        return _in_unit(node, unit, f"{path}.{name}", reader)
    told = Node("scalar", node.place, node.text.strip().removesuffix("个百分点"), node.quoted) if node.kind == "scalar" else node
    return reader.number(told, _SUB[name], f"{path}.{name}")


def _share(node: Node | None, path: str, reader: Reader) -> Share | None:
    if node is None:
        return None
    if node.kind != "map":
        return Share(None, None if node.empty else reader.number(node, _SUB["value"], f"{path}.share"), "%", node.place)
    entries = {name: (field, value) for name, (field, value) in reader.entries(node, _SUB["share"], f"{path}.share").items()}
    read = {name: reader.value(value, field, f"{path}.share.{name}") for name, (field, value) in entries.items()}
    return Share(read.get("of"), read.get("value"), str(read.get("unit") or "%"), node.place)


def _threshold(node: Node | None, path: str, reader: Reader) -> Amount | None:
    if node is None or node.empty:
        return None
    where = f"{path}.threshold"
    if node.kind == "scalar":
        found: Amount | None = reader.value(node, Field("threshold", "门槛", "amount"), where)
        return found
    read = {name: reader.value(value, field, f"{where}.{name}") for name, (field, value) in reader.entries(node, _SUB["threshold"], where).items()}
    number = read.get("value")
    return Amount(number, str(read.get("unit") or ""), where, node.place) if number is not None else None


def _kind(label: str, unit: str) -> str:
    """count, amount, rate, rank or multiple, by the unit (brief.md, 类型)."""
    if unit in ("%", "％", "‰", "个百分点"):
        return "rate"
    if unit in ("倍", "番"):
        return "multiple"
    if _MONEY.fullmatch(unit):
        return "amount"
    return "rank" if unit in ("名", "位") and any(word in label for word in ("排名", "位次", "名次")) else "count"


def unknown_figure(name: str, known: list[str]) -> str:
    """The hint for a reference to a figure that is not there."""
    return nearest(name, known) if known else "先在 数据 里写出这个指标"
