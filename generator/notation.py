"""How values are written in a brief: a YAML node's values by English keys, words that YAML reads back as they are."""
from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import yaml

from generator.fields import ITEM, ROOT, Field
from generator.paths import Steps, inside, known
from generator.source import LOADER, NULLS

Value = str | None | Sequence["Value"] | Mapping[str, "Value"]      # None is a value that is not known yet

_PLAIN = re.compile(r"(?:\w|[^\x00-\x7f]|-(?=[\w.]))(?:[\w .,/+%()*-]|[^\x00-\x7f])*")
_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}      # line breaks of YAML that JSON does not escape


class Leaf(NamedTuple):
    """One scalar of a brief with the way to it by English keys, its field and words; an empty one has an empty text."""

    steps: Steps
    field: Field
    text: str


def compose(text: str) -> yaml.Node:
    """The root node of a text that was read before. Raises yaml.YAMLError."""
    node = yaml.compose(text, Loader=LOADER)
    assert node is not None
    return node


# ------------------------------------------------------------------------------------------------------- values
def leaves(node: yaml.Node, field: Field = ROOT, steps: Steps = ()) -> Iterator[Leaf]:
    """Every scalar under a node, in the order of the text."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            sub = known(field, key.value)
            yield from leaves(value, inside(field, key.value), (*steps, sub.key if sub else key.value))
    elif isinstance(node, yaml.SequenceNode):
        for at, item in enumerate(node.value):
            yield from leaves(item, inside(field, at), (*steps, at))
    elif isinstance(node, yaml.ScalarNode):
        yield Leaf(steps, field, "" if not node.style and node.value in NULLS else node.value)


def flat(value: Value, steps: Steps, field: Field) -> Iterator[tuple[Steps, str]]:
    """The scalars of a value that is put under some steps."""
    if value is None or isinstance(value, str):
        yield steps, value or ""
    elif isinstance(value, Mapping):
        for key, item in value.items():
            sub = known(field, key)
            yield from flat(item, (*steps, sub.key if sub else key), inside(field, key))
    else:
        for at, item in enumerate(value):
            yield from flat(item, (*steps, at), inside(field, at))


def nested(steps: Steps, value: Value) -> Value:
    """A value with the groups and lists around it that the steps ask for."""
    for step in reversed(steps):
        value = {step: value} if isinstance(step, str) else [value]
    return value


def grown(told: str, field: Field, rest: Steps, value: Value) -> Value:
    """One text that stands for a group or a list, written out, with one thing more."""
    if isinstance(rest[0], int):
        return [told, nested(rest[1:], value)]
    first = "value" if field is ITEM else field.sub[0].key if field.sub else "value"
    sub = known(field, rest[0])
    name = sub.key if sub else rest[0]
    return {name: nested(rest[1:], value)} if name == first else {first: told, name: nested(rest[1:], value)}


def value_of(text: str, field: Field) -> Value:
    """An answer as it was typed: words, or a list or group in brackets where the field may hold one."""
    if field.kind in ("text", "verbatim", "id") or text[:1] not in ("[", "{"):
        return text
    try:
        read = plain(compose(text))
    except yaml.YAMLError:
        return text
    return text if isinstance(read, str) else read


def plain(node: yaml.Node) -> Value:
    """A node as texts, lists and mappings."""
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): plain(value) for key, value in node.value}
    return str(node.value)


# -------------------------------------------------------------------------------------------------------- words
def scalar(text: str, *, flow: bool, quote: str = "") -> str:
    """Words as YAML reads them back: bare where that is safe within brackets (``flow``) or outside, else in single quotes, or in double ones where
    they hold a line break; in a certain ``quote`` where one is asked for."""
    single = "'" + text.replace("'", "''") + "'"
    if not quote and _bare(text, flow) and _read(text, flow) == text:
        return text
    if quote != '"' and "\n" not in text and _read(single, flow) == text:
        return single
    return json.dumps(text, ensure_ascii=False).translate(_BREAKS)


def _bare(text: str, flow: bool) -> bool:
    """Whether some words may stand bare wherever they are read: readers of YAML differ in what they take for a sign."""
    return _PLAIN.fullmatch(text) is not None and text == text.strip() and text not in NULLS and not (flow and "," in text)


def _read(words: str, flow: bool) -> str | None:
    """What YAML makes of words after a key; None where it is no scalar or more than that."""
    try:
        node = compose(f"{{k: {words}, z: 1}}" if flow else f"k: {words}")
    except yaml.YAMLError:
        return None
    if not isinstance(node, yaml.MappingNode) or len(node.value) != 1 + flow or node.value[0][0].value != "k":
        return None
    value = node.value[0][1]
    return str(value.value) if isinstance(value, yaml.ScalarNode) else None
