"""Both sides of every ``{% if %}`` of a block: what a block says of a context is watched, and contexts are varied until each condition was
met and missed.

A variation changes one key that the condition looks at, wherever the context has it: taken away, filled from another record of the brief,
shortened or lengthened, or begun and ended with the words that the condition asks for. Only contexts that the block's ``requires`` admits
are used, so that a side which is never seen is one that the block's own conditions rule out.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, islice
from typing import Any, NamedTuple

from briefs import EXAMPLES, brief_of
from jinja2 import Template, nodes
from jinja2.visitor import NodeTransformer

from generator.model import Block, Brief, Message, Record, Text
from generator.pipeline import Studio
from generator.templating import _compiler, safe
from generator.views import View, record_of

Side = tuple[int, bool]
Change = Callable[[Any, Any], Any]
_PLACES = 40                                     # places of one block that are looked at as they are
_VARIED = 3                                      # and how many of them are varied
_LONG, _SHORT = "把前面说过的几件事情都一并办好", "办"


class Watched(NamedTuple):
    """A block's template, which tells ``seen`` of each condition, and the conditions."""

    code: Any
    tests: tuple[nodes.Expr, ...]
    tree: nodes.Template


class _Watch(NodeTransformer):
    def __init__(self) -> None:
        self.tests: list[nodes.Expr] = []

    def _told(self, node: Any) -> Any:
        node = self.generic_visit(node)
        at = nodes.Const(len(self.tests), lineno=node.lineno)
        self.tests.append(node.test)
        node.test = nodes.Call(nodes.Name("seen", "load", lineno=node.lineno), [at, node.test], [], None, None, lineno=node.lineno)
        return node

    visit_If = visit_CondExpr = _told


def watched(source: str) -> Watched:
    """The template with every condition watched."""
    tree, watch = _compiler().parse(source), _Watch()
    watch.visit(tree)
    return Watched(_compiler().compile(tree), tuple(watch.tests), _compiler().parse(source))


def unseen(block: Block, places: Iterable[tuple[Studio, Message]]) -> list[tuple[str, bool]]:
    """The conditions of a block with the side that no place shows, nor any variation of one; ``[]`` where both sides of all were seen."""
    if "if " not in block.text:
        return []
    told = watched(block.text)
    missing = {(at, side) for at in range(len(told.tests)) for side in (True, False)}
    kept: list[tuple[Studio, Message]] = []
    for studio, message in islice(places, _PLACES):
        missing -= _sides(block, told, studio, studio.context(message))
        kept.append((studio, message))
        if not missing:
            return []
    for studio, message in kept[:1] + kept[1:][-_VARIED:]:
        for context in _varied(studio, message, told, missing):
            if studio.templates.holds(block.requires, context, block.id):
                missing -= _sides(block, told, studio, context)
            if not missing:
                return []
    return sorted((_source(told.tests[at]), side) for at, side in missing)


def _sides(block: Block, told: Watched, studio: Studio, context: Mapping[str, Any]) -> set[Side]:
    got: set[Side] = set()

    def seen(at: int, value: Any) -> Any:
        got.add((at, bool(value)))
        return value

    environment = studio.templates.environment
    said = "".join(Template.from_code(environment, told.code, environment.globals).generate({**context, "seen": safe(seen)}))
    assert "None" not in said, (block.id, said)
    return got


# ------------------------------------------------------------------------------------------------ variations
def _varied(studio: Studio, message: Message, told: Watched, missing: set[Side]) -> Iterator[dict[str, Any]]:
    """Contexts that differ from a message's in one key that a missing side looks at. ``missing`` may shrink while they are drawn."""
    given = _given(studio.brief)
    base = studio.context(message)
    read = {node.name for node in told.tree.find_all(nodes.Name)}
    for at in sorted({at for at, _ in missing}):
        keys, words = _looked_at(told, at)
        for key in keys:
            for change in _changes(words):
                if not any(other == at for other, _ in missing):
                    break
                yield _context(base, key, change, studio, given, read | {"items", "item"})


def _context(base: Mapping[str, Any], key: str, change: Change, studio: Studio, given: Mapping[tuple[str, str], Any], read: set[str]) -> dict[str, Any]:
    made = dict(base)
    for name in read & base.keys():
        value = base[name]
        if name == key and not isinstance(value, View):
            value = _top(value, change, _spare(name, base))
        made[name] = _view(value, key, change, studio, given)
    if made["items"] and base["item"] is not None:
        made["item"] = made["items"][0]
    return made


def _top(value: Any, change: Change, spare: Any) -> Any:
    """A name of the context itself changed: a list, some words, a number, a record or nothing."""
    if isinstance(value, list):
        return list(change(tuple(value), tuple(spare or ())))
    if isinstance(value, str) or value is None:
        told = change(Text(value, "") if value else None, Text(spare, "") if isinstance(spare, str) else spare)
        return str(told or "") if isinstance(value, str) else told
    return change(value, spare)


def _spare(name: str, base: Mapping[str, Any]) -> Any:
    """What a name of the context may hold that a message brings along or leaves out."""
    if name == "problem":
        return base["problems"][0] if base["problems"] else None
    return {"done": base["projects"][:2], "motto": "签约抓开工", "prefix": "第一，", "answers": base["problems"][:2]}.get(name)


def _view(value: Any, key: str, change: Change, studio: Studio, given: Mapping[tuple[str, str], Any]) -> Any:
    if isinstance(value, View):
        return View(_changed(record_of(value), key, change, given), studio.scene)
    if isinstance(value, list):
        return [_view(item, key, change, studio, given) for item in value]
    if isinstance(value, dict):                  # a part of the speech
        return {name: list(change(tuple(item), ())) if name == key and isinstance(item, list) else _view(item, key, change, studio, given)
                for name, item in value.items()}
    return value


def _changed(value: Any, key: str, change: Change, given: Mapping[tuple[str, str], Any]) -> Any:
    """A value of the brief with ``key`` changed in every record inside it."""
    if isinstance(value, tuple):
        return tuple(_changed(item, key, change, given) for item in value)
    if not isinstance(value, Record):
        return value
    held = {name: change(item, given.get((value.kind, name))) if name == key else _changed(item, key, change, given) for name, item in value.items()}
    return Record(value.kind, held, value.given | {key} if held.get(key) else value.given - {key}, value.path, value.place)


def _changes(words: Iterable[str]) -> Iterator[Change]:
    yield from (_taken_away, _filled, _first, _two, _many)
    for word in chain(words, (_LONG, _SHORT)):
        yield from (_texts(lambda text, word=word: word), _texts(lambda text, word=word: f"{word}{text}"), _texts(lambda text, word=word: f"{text}{word}"))


def _taken_away(value: Any, _given: Any) -> Any:
    return () if isinstance(value, tuple) else None


def _filled(value: Any, given: Any) -> Any:
    return value or given or value


def _first(value: Any, _given: Any) -> Any:
    return value[:1] if isinstance(value, tuple) else value


def _two(value: Any, given: Any) -> Any:
    return ((*value, *(given or value)) if value else value)[:2] if isinstance(value, tuple) else value


def _many(value: Any, given: Any) -> Any:
    held = value or given or value
    return (held * 6)[:6] if isinstance(held, tuple) else held


def _texts(say: Callable[[str], str]) -> Change:
    """What changes the words of a text, or of each text of a list."""
    def change(value: Any, given: Any) -> Any:
        held = value or given or value
        if isinstance(held, tuple):
            return tuple(change(item, None) for item in held)
        return Text(say(str(held)), held.path) if isinstance(held, Text) else held
    return change


_GIVEN: dict[int, tuple[Brief, dict[tuple[str, str], Any]]] = {}


def _given(brief: Brief) -> dict[tuple[str, str], Any]:
    """For each kind of record and key what some record of the brief has there."""
    if id(brief) not in _GIVEN:
        _GIVEN[id(brief)] = brief, {**_elsewhere(), **_collected(brief)}
    return _GIVEN[id(brief)][1]


@lru_cache(maxsize=1)
def _elsewhere() -> dict[tuple[str, str], Any]:
    """What the shipped examples have, but for names of figures and projects, which only their own briefs know."""
    found: dict[tuple[str, str], Any] = {}
    for path in EXAMPLES:
        found |= {key: value for key, value in _collected(brief_of(path)).items() if key[1] not in ("figures", "projects")}
    return found


def _collected(brief: Brief) -> dict[tuple[str, str], Any]:
    found: dict[tuple[str, str], Any] = {}

    def walk(value: Any) -> None:
        for key, item in value.items() if isinstance(value, Record) else ():
            if item not in (None, ()):
                found.setdefault((value.kind, key), item)
            walk(item)
        for item in value if isinstance(value, tuple) else ():
            walk(item)

    walk(brief.data)
    return found


# ------------------------------------------------------------------------------------------------ what a condition looks at
def _looked_at(told: Watched, at: int) -> tuple[list[str], list[str]]:
    """The keys that a condition looks at, through the variables of the template, and the words that it looks for."""
    keys, words, seen = [], [], set()
    todo: list[nodes.Node] = [told.tests[at]]
    where = _assigned(told.tree)
    while todo:
        node = todo.pop()
        for found in chain([node], node.find_all(nodes.Node)):
            if isinstance(found, nodes.Getattr):
                keys.append(found.attr)
            elif isinstance(found, nodes.Const) and isinstance(found.value, str):
                words.append(found.value)
            elif isinstance(found, nodes.Name) and found.name not in seen:
                seen.add(found.name)
                keys.append(found.name)
                todo += where.get(found.name, [])
    keys += [word for word in words if word.isascii()]             # where('owner'), map(attribute='known')
    return list(dict.fromkeys(key for key in keys if key not in ("loop", "last", "first"))), list(dict.fromkeys(word for word in words if not word.isascii()))


def _assigned(tree: nodes.Template) -> dict[str, list[nodes.Node]]:
    """What each variable of a template is made from."""
    found: dict[str, list[nodes.Node]] = {}
    for node in tree.find_all((nodes.Assign, nodes.For)):
        made = node.node if isinstance(node, nodes.Assign) else node.iter
        for name in chain([node.target], node.target.find_all(nodes.Name)):
            if isinstance(name, nodes.Name):
                found.setdefault(name.name, []).append(made)
                if isinstance(node, nodes.For):
                    found.setdefault("loop", []).append(made)
    return found


def _source(node: nodes.Node) -> str:
    """A condition in short, for a message."""
    return " ".join(str(getattr(found, "attr", "") or getattr(found, "name", "") or getattr(found, "value", ""))
                    for found in chain([node], node.find_all((nodes.Getattr, nodes.Name, nodes.Const))) if not isinstance(getattr(found, "value", ""), nodes.Node))
