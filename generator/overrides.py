"""``--set KEY=VALUE``: one value of the node tree replaced or added before the brief is checked."""
from __future__ import annotations

import yaml

from generator.errors import Place, Problem
from generator.fields import ITEM, ROOT, Field
from generator.paths import Step, inside, item_number, known, path_of, steps_of
from generator.source import UNSEEN, Node, parse, unseen

_SET = Place("--set", 1, 1)


def apply_set(root: Node, key: str, value: str, problems: list[Problem]) -> None:
    """Set a dotted key (``region.name``, ``problems[0].label``, in either language), making maps on the way."""
    steps = steps_of(key)
    node, field = root, ROOT
    for at, step in enumerate(steps[:-1]):
        found = _child(node, field, step)
        if found is None:
            made = Node("map", _SET)
            if node.kind != "map":
                problems.append(Problem(f"--set {key}：没有“{path_of(steps[:at + 1])}”", _SET, key, "列表只能改已有的项，从 0 数起"))
                return
            node.entries[str(step)] = made
            node.key_places[str(step)] = _SET
            found = made, inside(field, step)
        node, field = found
    _put(node, field, steps[-1] if steps else key, _value(value, problems), key, problems)


def _name(node: Node, field: Field, step: Step) -> str:
    """The key as the node already writes it, in either language."""
    sub = known(field, step)
    return next((name for name in (str(step), *((sub.key, sub.zh) if sub else ())) if name in node.entries), str(step))


def _at(node: Node, step: Step) -> int | None:
    """The number of an item that a list has; None for any other step."""
    number = item_number(step)
    return number if number is not None and number < len(node.items) else None


def _child(node: Node, field: Field, step: Step) -> tuple[Node, Field] | None:
    if node.kind == "list":
        at = _at(node, step)
        return (node.items[at], inside(field, at)) if at is not None else None
    found = node.entries.get(_name(node, field, step)) if node.kind == "map" else None
    if found is None or found.empty:
        return None
    return found, inside(field, step)


def _put(node: Node, field: Field, step: Step, value: Node, key: str, problems: list[Problem]) -> None:
    if node.kind == "list" and (at := _at(node, step)) is not None:
        node.items[at] = value
    elif node.kind == "map":
        name = _name(node, field, step)
        node.entries[name] = value
        node.key_places[name] = _SET
    elif node.kind == "scalar" and field is ITEM and step in ("value", "数值"):
        node.text, node.place, node.quoted = value.text, _SET, value.quoted
    else:
        problems.append(Problem(f"--set {key}：这里不能设", _SET, key, "列表只能改已有的项，从 0 数起"))


def _value(text: str, problems: list[Problem]) -> Node:
    """A value as typed: plain text, or a list or map in YAML's flow style."""
    if found_char := UNSEEN.search(text):
        problems.append(unseen(found_char.group(), _SET))
    if text.lstrip()[:1] not in ("[", "{"):
        return Node("scalar", _SET, text)
    found: list[Problem] = []
    try:
        node = parse(text, "--set", found)
    except yaml.YAMLError:
        node = None
    if node is None:
        return Node("scalar", _SET, text, quoted=True)
    problems += found
    return node
