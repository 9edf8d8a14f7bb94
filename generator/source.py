"""YAML as text with its line and column (base room): composed into nodes, never constructed into Python objects.

PyYAML would turn 5.20 into 5.2, 012 into 10 and 12:30 into 750, keep the last of two equal keys and forget lines
(measured); here every scalar stays the text that the user typed. What briefs may not use is a problem with its place.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from generator.errors import CallError, Place, Problem

MOST_BYTES, MOST_DEPTH = 2 * 1024 * 1024, 50      # contract, Limits
LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_WIDE_COLON = re.compile(r"^\s*(?:- )?\w+：")
_BARE_COLON = re.compile(r"^\s*(?:- )?[^\W\d]\w*:[^\s/\"'\]}]")
NULLS = {"", "~", "null", "Null", "NULL"}


class Node:
    """A mapping, a list or a scalar (kind: map, list, scalar) of a YAML file. ``key_places`` are the places of a mapping's keys."""

    __slots__ = ("entries", "items", "key_places", "kind", "place", "quoted", "text")

    def __init__(self, kind: str, place: Place, text: str = "", quoted: bool = False) -> None:
        self.kind, self.place, self.text, self.quoted = kind, place, text, quoted
        self.items: list[Node] = []
        self.entries: dict[str, Node] = {}
        self.key_places: dict[str, Place] = {}

    @property
    def empty(self) -> bool:
        """A scalar that says nothing: empty, ~ or null, not quoted."""
        return self.kind == "scalar" and not self.quoted and self.text in NULLS


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, one more than it may have where it is too large (:func:`decode` says so then). Raises CallError where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise CallError(f"读不了 {path}：{error.strerror}") from error


def decode(data: bytes, file: str, problems: list[Problem]) -> str | None:
    """The text of a file in UTF-8, with or without BOM, or GB18030; None (and a problem) where it is neither or too large."""
    if len(data) > MOST_BYTES:
        problems.append(Problem("文件超过2 MB", Place(file, 1, 1), hint="写作要点只写事实；长文本请分开存放"))
        return None
    text = decoded(data)
    if text is None:
        problems.append(Problem("文件编码不是 UTF-8 或 GB18030", Place(file, 1, 1), hint="在编辑器里另存为 UTF-8"))
    return text


def decoded(data: bytes) -> str | None:
    """A text in UTF-8, with or without BOM, or GB18030; None for neither."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def parse(text: str, file: str, problems: list[Problem]) -> Node | None:
    """The tree of a YAML text; None where it cannot be read at all. All problems found are appended."""
    before = len(problems)
    found = list(_text_problems(text, file))
    problems.extend(problem for problem, _ in found)
    if any(fatal for _, fatal in found):
        return None
    if not _composable(text, file, problems):
        return None
    loader = LOADER(text)
    try:
        root = loader.get_single_node()
    except yaml.YAMLError as error:
        if len(problems) == before:
            problems.append(_yaml_problem(error, file))
        return None
    except (RecursionError, ValueError, OverflowError):
        problems.append(Problem("写得太复杂，读不了", Place(file, 1, 1), hint=f"嵌套不要超过{MOST_DEPTH}层"))
        return None
    finally:
        loader.dispose()
    if root is None:
        problems.append(Problem("文件是空的", Place(file, 1, 1), hint="用 nigao new 生成一份要点"))
        return None
    return _node(root, file, problems)


def _text_problems(text: str, file: str) -> Iterator[tuple[Problem, bool]]:
    """What can be seen line by line, and whether parsing makes no sense after it."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := UNSEEN.search(line):
            yield unseen(found.group(), Place(file, number, found.start() + 1)), True
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            yield Problem("缩进用了制表符", Place(file, number, indent.index("\t") + 1), hint="换成空格"), True
        if not line.lstrip().startswith("#") and _WIDE_COLON.match(line) and ": " not in line and not line.rstrip().endswith(":"):
            yield Problem("键后面用了全角冒号", Place(file, number, line.index("：") + 1), hint="换成半角冒号加一个空格，如 年份: 2026"), False
        elif _BARE_COLON.match(line) and ": " not in line:
            yield Problem("冒号后面缺空格", Place(file, number, line.index(":") + 1), hint="写成 键: 值"), False
        if found := re.match(r"^\s*(?:- )?[^\s#:]+: +\{\{", line):
            yield Problem("值以 {{ 开头，会被当成结构", Place(file, number, found.end() - 1), hint="给这个值加引号，如 \"{{…}}\""), True


def unseen(char: str, place: Place) -> Problem:
    """What is wrong with a character of :data:`UNSEEN`."""
    return Problem(f"有看不见的控制字符 U+{ord(char):04X}", place, hint="删去这个字符，重新输入这一行")


def _composable(text: str, file: str, problems: list[Problem]) -> bool:
    """Whether the text may be composed; refuses depth, anchors, aliases and tags by its events, before anything is built. One with aliases may not:
    what it says could hold itself."""
    loader = LOADER(text)
    depth = aliases = 0
    try:
        while loader.check_event():
            event = loader.get_event()
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MOST_DEPTH:
                problems.append(Problem(f"嵌套超过{MOST_DEPTH}层", _place(event.start_mark, file), hint="写作要点最多四五层"))
                return False
            if feature := _feature(event):
                problems.append(Problem(f"用了{feature}", _place(event.start_mark, file), hint="把内容直接写出来；文字以 & * ! 开头时加引号"))
            aliases += isinstance(event, yaml.AliasEvent)
    except yaml.YAMLError:
        return not aliases                        # composing will say what is wrong, and where
    except (RecursionError, ValueError, OverflowError):
        problems.append(Problem("写得太复杂，读不了", Place(file, 1, 1), hint=f"嵌套不要超过{MOST_DEPTH}层"))
        return False
    finally:
        loader.dispose()
    return not aliases


def _feature(event: yaml.Event) -> str:
    """Anchors, aliases and tags: a brief says each thing once, as text."""
    if isinstance(event, yaml.AliasEvent):
        return "别名 *"
    if getattr(event, "anchor", None):
        return "锚点 &"
    tag = getattr(event, "tag", None)
    return "标签 !" if tag else ""


def _place(mark: yaml.Mark, file: str) -> Place:
    return Place(file, mark.line + 1, mark.column + 1)


def _yaml_problem(error: yaml.YAMLError, file: str) -> Problem:
    told = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or ''}"
    sign = next((sign for sign in _REASONS if sign in told), "")
    names = ("context_mark", "problem_mark") if sign in _OPENED else ("problem_mark", "context_mark")
    mark = next((mark for mark in (getattr(error, name, None) for name in names) if mark is not None), None)
    place = _place(mark, file) if mark is not None else Place(file, 1, 1)
    if sign:
        return Problem(_REASONS[sign][0], place, hint=_REASONS[sign][1])
    return Problem("YAML 写法有误", place, hint="检查这一行和上一行的缩进、冒号后的空格、引号和括号是否成对")


_OPENED = ("while scanning a quoted scalar", "while parsing a flow")     # what was opened is the place to mend
_REASONS = {
    "exceeded maximum nesting depth": (f"嵌套超过{MOST_DEPTH}层", "写作要点最多四五层"),
    "undefined alias": ("用了别名 *", "别名不能用；把内容直接写出来，文字里的 * 要加引号"),
    "expected a single document": ("一个文件里写了两份要点（---）", "一份要点一个文件"),
    "mapping values are not allowed": ("这里多了一个冒号，或上一行缩进不对", "值里有冒号时给整个值加引号"),
    "cannot start any token": ("这个字符不能放在值的开头", "给这个值加引号"),
    "found unknown escape": ("双引号里的反斜杠写法不对", "改用单引号"),
    "while scanning a quoted scalar": ("引号没有成对", "补上后一个引号；“”不用再加"),
    "while parsing a flow": ("括号 [ ] 或 { } 没有成对", "补上后一个括号，项与项之间用半角逗号"),
    "while parsing a block": ("缩进不齐", "同一层的键要左对齐"),
    "could not find expected ':'": ("这一行缺冒号", "写成 键: 值"),
}


def _node(node: yaml.Node, file: str, problems: list[Problem]) -> Node:
    place = _place(node.start_mark, file)
    if isinstance(node, yaml.ScalarNode):
        if found := UNSEEN.search(node.value):          # written as an escape: "\a"
            problems.append(unseen(found.group(), place))
        return Node("scalar", place, node.value, quoted=node.style in ("'", '"', "|", ">"))
    made = Node("list" if isinstance(node, yaml.SequenceNode) else "map", place)
    if isinstance(node, yaml.SequenceNode):
        made.items = [_node(item, file, problems) for item in node.value]
        return made
    for key, value in node.value:
        where = _place(key.start_mark, file)
        if not isinstance(key, yaml.ScalarNode):
            problems.append(Problem("键应是一个词", where, hint="值以 { 或 [ 开头时要加引号"))
        elif key.value in made.entries:
            problems.append(Problem(f"键“{key.value}”写了两遍（前一处在第{made.key_places[key.value].line}行）", where, key.value, "只留一处"))
        else:
            made.entries[key.value] = _node(value, file, problems)
            made.key_places[key.value] = where
    return made
