"""Changing a brief's text in place: single values put in, emptied, added or taken out, every other character as it was.

A YAML writer would lay the whole file out anew; here the places of the values are read off the parsed text and only those stretches are cut.
What comes out is read again and held against what it should say, so that a way of writing that is not understood is refused, never spoilt.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import yaml

from generator.errors import BriefError, Place, Problem
from generator.fields import ROOT, Field
from generator.notation import Leaf, Value, compose, flat, grown, leaves, nested, scalar
from generator.paths import Step, Steps, canonical, field_of, inside, known
from generator.source import NULLS, decoded, parse

_BOM = b"\xef\xbb\xbf"
_VALUES, _NOTES, _LINES = range(3)               # what comes first where several things are put in one place
_UNCHANGED = "没有改，文件还是原样"


class _Spot(NamedTuple):
    """A value in the text: its node and field, the stretch that it takes, whether it stands within brackets, the column of its key."""

    node: yaml.Node
    field: Field
    start: int
    end: int
    flow: bool
    column: int

    @property
    def empty(self) -> bool:
        """Whether nothing is said here: no word, ~ or null."""
        return isinstance(self.node, yaml.ScalarNode) and not self.node.style and (self.start == self.end or self.node.value in NULLS)


class _Edit(NamedTuple):
    """A stretch of the text and the words in its place; those of a lower ``order`` come first where several begin together."""

    start: int
    order: int
    end: int
    words: str


class Sheet:
    """The text of a brief that loads, and what is to be changed in it. All methods that change raise BriefError where the text is written in a way
    that they cannot change."""

    def __init__(self, text: str, file: str = "") -> None:
        self.text, self.file = text, file
        self._root = compose(text)
        self._edits: list[_Edit] = []
        self._notes: dict[int, list[str]] = {}                        # comments by the place of the line's end
        self._break = "\r\n" if "\r\n" in text else "\n"
        self._meant: dict[Steps, str] = {leaf.steps: leaf.text for leaf in self.leaves()}

    # ---------------------------------------------------------------------------------------------- what is there
    def leaves(self) -> Iterator[Leaf]:
        """Every scalar, in the order of the text."""
        return leaves(self._root)

    def has(self, steps: Steps) -> bool:
        """Whether there is such a key or item, empty or not."""
        return len(self._walk(steps)) > len(steps)

    def groups(self, steps: Steps) -> bool:
        """Whether a group of keys stands there."""
        return self.has(steps) and isinstance(self._walk(steps)[-1].node, yaml.MappingNode)

    def place(self, steps: Steps) -> Place:
        """Where a value stands, or the nearest thing above it that is there."""
        at = self._walk(steps)[-1].start
        return Place(self.file, self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at))

    # -------------------------------------------------------------------------------------------------- changes
    def put(self, steps: Steps, value: Value) -> None:
        """Sets a value, making the keys on the way in the brief's own language; ``None`` empties it."""
        spots = self._walk(steps)
        spot, rest = spots[-1], steps[len(spots) - 1:]
        if not rest:
            self._replace(spot, value)
        elif isinstance(spot.node, yaml.ScalarNode):
            self._replace(spot, _written_out(spot, rest, value))
        elif isinstance(spot.node, yaml.MappingNode) and isinstance(rest[0], str):
            self._enter(spot, rest[0], nested(rest[1:], value))
        elif isinstance(spot.node, yaml.SequenceNode) and rest[0] == len(spot.node.value):
            self._append(spot, nested(rest[1:], value))
        else:
            raise self._refusal(steps)
        self._mean(spots, steps, value)

    def drop(self, steps: Steps) -> None:
        """Takes out a key with its value, and what holds it where that would be left with nothing; nothing happens where it is not there."""
        spots = self._walk(steps)
        if len(spots) <= len(steps):
            return
        holder = spots[-2].node
        if not isinstance(holder, yaml.MappingNode) or (len(holder.value) == 1 and len(steps) == 1):
            raise self._refusal(steps)
        if len(holder.value) == 1:
            self.drop(steps[:-1])
            return
        self._cut(holder, spots[-1], steps)
        self._forget(canonical(steps))

    def note(self, steps: Steps, words: str) -> None:
        """A comment at the end of the line on which a value begins; several of one line stand together. None where a text runs over that end."""
        at = self._line_end(self._walk(steps)[-1].start)
        if not any(start < at < end for start, end in self._long_texts(self._root)):
            self._notes.setdefault(at, []).append(words)

    def done(self) -> str:
        """The text with all changes made."""
        comments = [_Edit(at, _NOTES, at, f"  # {'；'.join(dict.fromkeys(notes))}") for at, notes in self._notes.items()]
        pieces, at = [], 0
        for edit in sorted([*self._edits, *comments], key=lambda edit: edit[:2]):
            pieces += [self.text[at:edit.start], edit.words]
            at = max(at, edit.end)
        text = "".join(pieces) + self.text[at:]
        if parse(text, self.file, []) is None or {leaf.steps: leaf.text for leaf in leaves(compose(text))} != self._meant:
            raise self._refusal(())
        return text

    # ------------------------------------------------------------------------------------------- finding places
    def _walk(self, steps: Steps) -> list[_Spot]:
        """The values on the way, the whole brief first, as far as they are there."""
        spots = [_Spot(self._root, ROOT, 0, len(self.text), False, 0)]
        for step in steps:
            found = self._within(spots[-1], step)
            if found is None:
                break
            spots.append(found)
        return spots

    def _within(self, above: _Spot, step: Step) -> _Spot | None:
        node, field = above.node, inside(above.field, step)
        flow = above.flow or _in_brackets(node)
        if isinstance(node, yaml.MappingNode):
            sub = known(above.field, step)
            names = (sub.key, sub.zh) if sub else (step,)
            return next((_Spot(value, field, *self._extent(value, key), flow, key.start_mark.column) for key, value in node.value if key.value in names), None)
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            return _Spot(node.value[step], field, *self._extent(node.value[step], None), flow, node.start_mark.column)
        if isinstance(node, yaml.ScalarNode) and step == 0 and above.field.kind in ("texts", "refs") and not above.empty:
            return above._replace(field=field)                        # one text stands for a list of one
        return None

    def _extent(self, node: yaml.Node, key: yaml.Node | None) -> tuple[int, int]:
        """First and last place of a value, comments and blank lines after it not counted; right after the colon or dash where it is empty."""
        start, end = node.start_mark.index, node.end_mark.index
        if isinstance(node, yaml.ScalarNode) and not node.style and not node.value:
            at = self.text.find(":", key.end_mark.index) + 1 if key is not None else start
            return at, at
        if isinstance(node, yaml.CollectionNode) and not _in_brackets(node):
            last = node.value[-1]
            return start, self._extent(last[1], last[0])[1] if isinstance(last, tuple) else self._extent(last, None)[1]
        return start, start + len(self.text[start:end].rstrip())

    def _line_end(self, at: int) -> int:
        """The end of the line, its break not counted."""
        end = self.text.find("\n", at)
        end = len(self.text) if end < 0 else end
        return end - 1 if self.text[max(0, end - 1):end + 1] == "\r\n" else end

    def _long_texts(self, node: yaml.Node) -> Iterator[tuple[int, int]]:
        """The stretches of all texts that run over more than one line."""
        if isinstance(node, yaml.ScalarNode):
            if node.value and node.start_mark.line != node.end_mark.line:
                yield self._extent(node, None)
            return
        for part in node.value:
            for child in part if isinstance(part, tuple) else (part,):
                yield from self._long_texts(child)

    # ------------------------------------------------------------------------------------------------- cutting
    def _edit(self, start: int, end: int, words: str, order: int = _VALUES) -> None:
        self._edits.append(_Edit(start, order, end, words))

    def _replace(self, spot: _Spot, value: Value) -> None:
        if value is None:
            self._clear(spot)
        elif spot.start < spot.end:
            quote = self.text[spot.start] if self.text[spot.start] in "'\"" else ""
            words = scalar(value, flow=spot.flow, quote=quote) if isinstance(value, str) else self._inline(value, spot.field)
            self._edit(spot.start, spot.end, words)
        elif isinstance(value, str) or spot.flow or self.text[spot.start - 1] == "-":
            words = scalar(value, flow=spot.flow) if isinstance(value, str) else self._inline(value, spot.field)
            blank = self.text[spot.start:spot.start + 1] == " "
            at = spot.start + blank
            self._edit(at, at, ("" if blank else " ") + words + (" " if self.text[at:at + 1] == "#" else ""))
        else:
            self._add_lines(spot.start, self._block(value, spot.field, spot.column))

    def _clear(self, spot: _Spot) -> None:
        """Nothing in the place of a value; no blank is left at the end of a line."""
        start, end = spot.start, spot.end
        if not spot.flow and not self.text[end:self._line_end(end)].strip():
            start = len(self.text[:start].rstrip(" "))
        self._edit(start, end, "")

    def _enter(self, spot: _Spot, name: str, value: Value) -> None:
        """A new key with its value, after the last one of its group."""
        sub = known(spot.field, name)
        name = scalar(name, flow=True) if sub is None else sub.zh if self._chinese(spot.node, spot.field) else sub.key
        field = inside(spot.field, sub.key if sub else name)
        if _in_brackets(spot.node):
            self._between(spot, f"{name}: {self._inline(value, field)}")
            return
        column = spot.node.value[0][0].start_mark.column
        self._add_lines(self._extent(spot.node, None)[1],
                        [" " * column + line for line in self._entry(name, value, field)])

    def _append(self, spot: _Spot, value: Value) -> None:
        """A new item, after the last one of its list."""
        if _in_brackets(spot.node):
            self._between(spot, self._inline(value, spot.field))
        else:
            self._add_lines(spot.end, [f"{' ' * spot.node.start_mark.column}- {self._inline(value, spot.field)}"])

    def _add_lines(self, after: int, lines: Sequence[str]) -> None:
        at = self._line_end(after)
        self._edit(at, at, "".join(self._break + line for line in lines), _LINES)

    def _between(self, spot: _Spot, words: str) -> None:
        """One thing more within brackets."""
        if not spot.node.value:
            self._edit(spot.start + 1, spot.end - 1, words, _LINES)
            return
        last = spot.node.value[-1]
        at = self._extent(last[1], last[0])[1] if isinstance(last, tuple) else self._extent(last, None)[1]
        at += self.text[at - 1:at + 1] == ": "
        rest = self.text[at:spot.end - 1]
        if rest.lstrip().startswith(","):
            at += rest.index(",") + 1
            self._edit(at, at, f" {words}", _LINES)
        else:
            self._edit(at, at, f", {words}", _LINES)

    def _cut(self, holder: yaml.MappingNode, spot: _Spot, steps: Steps) -> None:
        """Takes one of several keys out: with its lines, or from between brackets."""
        at = next(at for at, (_, value) in enumerate(holder.value) if value is spot.node)
        begins = holder.value[at][0].start_mark.index
        if _in_brackets(holder):
            before = self._extent(*reversed(holder.value[at - 1]))[1] if at else begins
            self._edit(before, spot.end if at else holder.value[1][0].start_mark.index, "")
            return
        line = self.text.rfind("\n", 0, begins) + 1
        if self.text[line:begins].strip():
            raise self._refusal(steps)
        ends = self._line_end(spot.end)
        if line == 0:
            self._edit(0, self.text.find("\n", ends) + 1, "")
        else:
            self._edit(self._line_end(line - 1), ends, "")

    # ------------------------------------------------------------------------------------------------- writing
    def _chinese(self, node: yaml.Node, field: Field) -> bool:
        """Whether most keys of a group are Chinese; of the whole brief where the group does not tell."""
        keys = [key.value for key, _ in node.value] if isinstance(node, yaml.MappingNode) else []
        zh, en = (sum(key in names for key in keys) for names in ({sub.zh for sub in field.sub}, {sub.key for sub in field.sub}))
        return zh > en if zh != en or node is self._root else self._chinese(self._root, ROOT)

    def _told(self, key: str, field: Field) -> str:
        """A key of a group that is new."""
        sub = known(field, key)
        return scalar(key, flow=True) if sub is None else sub.zh if self._chinese(self._root, ROOT) else sub.key

    def _inline(self, value: Value, field: Field) -> str:
        """A value on one line, groups and lists in brackets."""
        if value is None:
            return ""
        if isinstance(value, str):
            return scalar(value, flow=True)
        if isinstance(value, Mapping):
            return "{" + ", ".join(f"{self._told(key, field)}: {self._inline(item, inside(field, key))}" for key, item in value.items()) + "}"
        return "[" + ", ".join(self._inline(item, field) for item in value) + "]"

    def _block(self, value: Value, field: Field, column: int) -> list[str]:
        """The lines of a group or list under its key, which stands at ``column``."""
        if isinstance(value, Mapping):
            entries = (line for key, item in value.items() for line in self._entry(self._told(key, field), item, inside(field, key)))
            return [" " * (column + 2) + line for line in entries]
        return [f"{' ' * column}- {self._inline(item, field)}" for item in value or ()]

    def _entry(self, name: str, value: Value, field: Field) -> list[str]:
        """The lines of a key with its value, the key at column 0."""
        if value is None:
            return [f"{name}:"]
        if isinstance(value, str):
            return [f"{name}: {scalar(value, flow=False)}"]
        if isinstance(value, Mapping) or any(not isinstance(item, str) for item in value):
            return [f"{name}:", *self._block(value, field, 0)]
        return [f"{name}: {self._inline(value, field)}"]

    # ----------------------------------------------------------------------------------- what the text shall say
    def _mean(self, spots: Sequence[_Spot], steps: Steps, value: Value) -> None:
        """Notes what the text says once a value is put."""
        path, spot, rest = canonical(steps), spots[-1], steps[len(spots) - 1:]
        if rest and isinstance(spot.node, yaml.ScalarNode):
            path, value = path[:len(spots) - 1], _written_out(spot, rest, value)
        elif not rest and len(spots) > 1 and spot.node is spots[-2].node:          # one text that stands for a list
            path = path[:-1]
        self._forget(path)
        self._meant |= dict(flat(value, path, field_of(path)))

    def _forget(self, steps: Steps) -> None:
        for other in [other for other in self._meant if other[:len(steps)] == steps]:
            del self._meant[other]

    def _refusal(self, steps: Steps) -> BriefError:
        problem = Problem("这种写法改不了", self.place(steps), ".".join(map(str, steps)), "请在编辑器里自己改这一处")
        return BriefError(_UNCHANGED, [problem])


def opened(data: bytes, file: str) -> tuple[str, str]:
    """The text of a brief and the encoding by which it becomes the same bytes again. Raises BriefError where there is none."""
    text = decoded(data)
    for encoding in ("utf-8-sig" if data.startswith(_BOM) else "utf-8", "gb18030"):
        if text is not None and _encoded(text, encoding) == data:
            return text, encoding
    raise BriefError(_UNCHANGED, [Problem("文件编码不是 UTF-8 或 GB18030", Place(file, 1, 1), hint="在编辑器里另存为 UTF-8")])


def _encoded(text: str, encoding: str) -> bytes | None:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return None


def _written_out(spot: _Spot, rest: Steps, value: Value) -> Value:
    """What stands in the place of a scalar that is to hold more."""
    return nested(rest, value) if spot.empty else grown(str(spot.node.value), spot.field, rest, value)


def _in_brackets(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)
