"""Files of a phrase bank and skeletons as people write them, read into values; everything wrong in them as problems, with its place. Values of the
bank are data: nothing here renders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import yaml

from generator.errors import Place, Problem
from generator.frozen import Frozen, fields, needed
from generator.model import KINDS, Skeleton
from generator.source import LOADER

_LINE = "__line__"


class _Loader(LOADER):  # type: ignore[misc]
    """Remembers the line on which each entry of a list begins. Aliases are refused: a few of them can stand for more than any memory holds."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.MarkedYAMLError(None, None, "用了别名 *", mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        made: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        made[_LINE] = node.start_mark.line + 1
        return made


_Loader.add_constructor("tag:yaml.org,2002:map", lambda loader, node: loader.construct_mapping(node, deep=True))


class Bank:
    """The entries of a folder's files by section and id, the patterns that it words texts with, and what is wrong."""

    def __init__(self, files: Iterable[tuple[str, bytes]], origin: str) -> None:
        """``files`` are names and contents in the order of reading; ``origin`` is who the folder belongs to."""
        self.problems: list[Problem] = []
        self.entries: dict[str, dict[str, Any]] = {section: {} for section in KINDS}
        self.wording: dict[str, Any] = {}
        for name, data in files:
            self._read(name, data, origin)

    def _read(self, name: str, data: bytes, origin: str) -> None:
        content = _yaml(data, name, self.problems)
        if content is None or (isinstance(content, dict) and content.get("mined")):     # a table of what was mined is for people to read
            return
        sections = (*KINDS, "wording")
        if not isinstance(content, dict):
            self._problem("这里应是几个部分，每个是“名称:”下面的一列", name, 1, f"可用：{'、'.join(sections)}")
            return
        line = content.pop(_LINE, 1)
        for section in content:
            if section not in sections:
                self._problem(f"不认识的部分“{section}”", name, line, f"可用：{'、'.join(sections)}")
        for section, kind in KINDS.items():
            if not isinstance(content.get(section) or [], list):
                self._problem(f"{section} 下面应是一列", name, line, "每条以“- id: …”开头")
                continue
            for entry in content.get(section) or ():
                self._add(entry, kind, self.entries[section], name, origin)
        if isinstance(wording := content.get("wording") or {}, dict):
            self.wording.update(_plain(wording))
        else:
            self._problem("wording 下面应是“名称: 内容”", name, line, "照 phrasebank/wording.yaml 写")

    def _add(self, entry: Any, kind: type[Frozen], held: dict[str, Any], name: str, origin: str) -> None:
        if not isinstance(entry, dict):
            self._problem(f"这里应是“键: 值”的一条，却是“{entry}”", name, 1, "每条以“- id: …”开头")
            return
        line = entry.pop(_LINE, 1)
        made = self._make(entry, kind, name, line, origin)
        if made is None:
            return
        if made.id in held:
            self._problem(f"{made.id} 重复", name, line, "换一个 id")
        held[made.id] = made

    def _make(self, entry: dict[str, Any], kind: type[Frozen], name: str, line: int, origin: str) -> Any:
        """One entry as its value; None (and a problem) where a needed key is missing."""
        known = set(fields(kind)) - {"origin", "place", "hides"}
        for key in [key for key in entry if key not in known]:
            self._problem(f"{entry.get('id', '?')} 有不认识的键“{key}”", name, line, f"可用：{'、'.join(sorted(known))}")
        values = {key: _typed(value, kind.__annotations__[key]) for key, value in entry.items() if key in known}
        wrong = [(key, wanted) for key, value in values.items() if (wanted := _wanted(key, value, kind.__annotations__[key]))]
        for key, wanted in wrong:
            self._problem(f"{entry.get('id', '?')} 的 {key} 应是{wanted}", name, line, "照别的条目写")
        if wrong:
            return None
        if "place" in fields(kind):
            values["place"] = Place(name, line, 1)
        if "origin" in fields(kind):
            values["origin"] = origin
        try:
            return kind(**values)
        except TypeError:
            lacking = [name for name in needed(kind) if name not in values]
            self._problem(f"{entry.get('id', '?')} 缺少{'、'.join(lacking)}", name, line, "补上这些键")
            return None

    def _problem(self, message: str, name: str, line: int, hint: str) -> None:
        self.problems.append(Problem(message, Place(name, line, 1), hint=hint))


# What the value of a field has to be, by how the field is annotated: classes, and how a person calls it.
_SHAPES: Mapping[str, tuple[tuple[type, ...], str]] = {
    "str": ((str,), "文字"), "int": ((int,), "整数"), "bool": ((bool,), "true 或 false"), "tuple[str, ...]": ((tuple,), "一列文字"),
    "Mapping[str, str]": ((dict,), "“名称: 内容”"),
}
_MONTHS = ("valid_from", "valid_to")
_MONTH = re.compile(r"\d{4}(-\d{2}){0,2}")


def _wanted(key: str, value: Any, annotation: str) -> str:
    """What a field takes instead of a value; empty where the value is right."""
    shape, _, other = annotation.partition(" | ")
    classes, called = _SHAPES[shape]
    if value is None:
        return "" if other == "None" else called
    if not isinstance(value, classes) or (isinstance(value, tuple) and not all(isinstance(item, str) for item in value)):
        return called
    return "年份或年月，如 2021、2021-03" if key in _MONTHS and not _MONTH.fullmatch(str(value)) else ""


def _typed(value: Any, annotation: str) -> Any:
    """Lists as tuples, numbers and dates as texts where a text is wanted; line notes dropped."""
    if annotation.startswith("str") and isinstance(value, (int, float, date)) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list):
        return tuple(str(item) if isinstance(item, (int, float)) else item for item in value)
    if isinstance(value, dict):
        return {key: item for key, item in value.items() if key != _LINE}
    return value


def _yaml(data: bytes, name: str, problems: list[Problem]) -> Any:
    try:
        return yaml.load(data.decode("utf-8-sig"), Loader=_Loader)  # noqa: S506 - a safe loader with line numbers
    except UnicodeDecodeError:
        problems.append(_not_utf8(name))
    except RecursionError:
        problems.append(Problem("嵌套太深，读不了", Place(name, 1, 1), hint="照别的条目写"))
    except (ValueError, OverflowError) as error:             # an impossible date, a number without end
        problems.append(Problem(f"有读不了的值：{error}", Place(name, 1, 1), hint="给这个值加引号"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name, 1, 1)
        problems.append(Problem(f"YAML 写法有误：{getattr(error, 'problem', error)}", place, hint="检查缩进、冒号后的空格和引号"))
    return None


def _not_utf8(name: str) -> Problem:
    return Problem("不是 UTF-8 编码", Place(name, 1, 1), hint="另存为 UTF-8")


def skeletons(files: Iterable[tuple[str, bytes]], origin: str) -> tuple[list[Skeleton], list[Problem]]:
    """The skeletons of some files, and what is wrong in them."""
    problems: list[Problem] = []
    read = [_skeleton(name, data, origin, problems) for name, data in files]
    return [skeleton for skeleton in read if skeleton is not None], problems


def _skeleton(name: str, data: bytes, origin: str, problems: list[Problem]) -> Skeleton | None:
    """One skeleton file: YAML front matter between two lines of ---, then its Jinja text."""
    try:
        source = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        problems.append(_not_utf8(name))
        return None
    head, mark, text = source.removeprefix("---\n").partition("\n---\n")
    if not source.startswith("---\n") or not mark:
        problems.append(Problem("骨架文件应以 --- 包起来的说明开头", Place(name, 1, 1), hint="见 templates/README.md"))
        return None
    meta = _yaml(head.encode("utf-8"), name, problems)
    if not isinstance(meta, dict):
        return None
    meta = {key: value for key, value in meta.items() if key != _LINE}
    missing = [key for key in ("id", "name", "moves", "needs", "sources", "length") if key not in meta]
    if missing:
        problems.append(Problem(f"骨架缺少{'、'.join(missing)}", Place(name, 2, 1), hint="见 templates/README.md"))
        return None
    wrong = [f"{key} 应是一列" for key in ("moves", "needs", "sources") if not isinstance(meta[key], list)]
    wrong += [] if _is_range(meta["length"]) else ["length 应是两个数，如 [2000, 4500]"]
    if wrong:
        problems += [Problem(f"骨架的 {what}", Place(name, 2, 1), hint="见 templates/README.md") for what in wrong]
        return None
    low, high = meta["length"]
    return Skeleton(
        str(meta["id"]), str(meta["name"]), text, tuple(map(str, meta["moves"])), tuple(map(str, meta["needs"])), tuple(map(str, meta["sources"])),
        (low, high), _plain(meta), origin, Place(name, head.count("\n") + 4, 1))


def _is_range(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(end, int) for end in value) and 0 < value[0] <= value[1]


def _plain(value: Any) -> Any:
    """Front matter without the loader's line notes."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if key != _LINE}
    return [_plain(item) for item in value] if isinstance(value, list) else value
