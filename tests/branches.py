"""Both sides of every ``{% if %}`` of a block: what a block says of a context is watched, and contexts are varied until each condition was
met and missed.

A variation changes one key that the condition looks at, wherever the context has it: taken away, filled from another record of the brief,
shortened or lengthened, or begun and ended with the words that the condition asks for. Only contexts that the block's ``requires`` admits
are used, so that a side which is never seen is one that the block's own conditions rule out.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, islice, product
from typing import Any, NamedTuple

from briefs import EXAMPLES, SHAPES, brief_of
from jinja2 import Template, nodes
from jinja2.visitor import NodeTransformer

from generator.errors import BankError
from generator.model import Block, Brief, Message, Record, Text
from generator.pipeline import Studio
from generator.templating import Templates, safe
from generator.views import View, record_of

Side = tuple[int, bool]
Change = Callable[[Any, Any], Any]
_PLACES = 40                                     # places of one block that are looked at as they are
_VARIED = 3                                      # how many of them are varied
_PAIRS = 3000                                    # variations of two keys at one place
_NO_KEYS = ("loop", "last", "first")             # names of Jinja's own
_JINJA = Templates().environment
_LONG, _SHORT = "把前面说过的几件事情都一并办好", "办"


class Watched(NamedTuple):
    """A block's template, which tells ``seen`` of each condition, and the conditions."""

    code: Any
    tests: tuple[nodes.Expr, ...]
    tree: nodes.Template
    made: dict[int, tuple[Studio, Template]]

    def template(self, studio: Studio) -> Template:
        """The template among the filters of a studio, made once for each."""
        if id(studio) not in self.made:
            environment = studio.templates.environment
            self.made[id(studio)] = studio, Template.from_code(environment, self.code, environment.globals)
        return self.made[id(studio)][1]


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
    tree, watch = _JINJA.parse(source), _Watch()
    watch.visit(tree)
    return Watched(_JINJA.compile(tree), tuple(watch.tests), _JINJA.parse(source), {})


def unseen(block: Block, places: Iterable[tuple[Studio, Message]]) -> list[tuple[str, bool]]:
    """The conditions of a block with the side that no place shows, nor any variation of one; ``[]`` where both sides of all were seen."""
    if "if " not in block.text:
        return []
    told = watched(block.text)
    missing = {(at, side) for at in range(len(told.tests)) for side in (True, False)}
    telling: list[tuple[Studio, Message]] = []   # the places that showed something new
    last: tuple[Studio, Message] | None = None
    for number, last in enumerate(islice(places, _PLACES)):
        studio, message = last
        seen = _sides(block, told, studio, studio.context(message))
        if seen & missing:
            telling.append(last)
        missing -= seen
        if number < _VARIED:                     # few blocks need more than some places and what differs from them in one key
            _vary(block, told, studio, message, missing, pairs=False)
        if not missing:
            return []
    for studio, message in [*telling[-_VARIED:], *([last] if last and last not in telling else [])]:
        _vary(block, told, studio, message, missing, pairs=True)
        if not missing:
            return []
    return sorted((_source(told.tests[at]), side) for at, side in missing)


def _vary(block: Block, told: Watched, studio: Studio, message: Message, missing: set[Side], *, pairs: bool) -> None:
    """Takes from ``missing`` what variations of a place show."""
    for context in _varied(block, studio, message, told, missing, pairs=pairs):
        if not missing:
            return
        if _admits(block, studio, context):
            missing -= _sides(block, told, studio, context)


def _admits(block: Block, studio: Studio, context: Mapping[str, Any]) -> bool:
    """Whether the block requires nothing that a varied context has not; a context that its conditions cannot even read is no case."""
    try:
        return studio.templates.holds(block.requires, context, block.id)
    except (BankError, KeyError):
        return False


def _sides(block: Block, told: Watched, studio: Studio, context: Mapping[str, Any]) -> set[Side]:
    got: set[Side] = set()

    def seen(at: int, value: Any) -> Any:
        got.add((at, bool(value)))
        return value

    said = "".join(told.template(studio).generate({**context, "seen": safe(seen)}))
    assert "None" not in said, (block.id, said)
    return got


# ------------------------------------------------------------------------------------------------ variations
def _varied(block: Block, studio: Studio, message: Message, told: Watched, missing: set[Side], *, pairs: bool) -> Iterator[dict[str, Any]]:
    """Contexts that differ from a message's in one key that a missing side looks at, with ``pairs`` also in two, what the block requires looked at too.
    ``missing`` may shrink while they are drawn."""
    given = _given(studio.brief)
    base = studio.context(message)
    asked = _JINJA.parse("".join(f"{{{{ {test} }}}}" for test in block.requires))
    read = {node.name for tree in (told.tree, asked) for node in tree.find_all(nodes.Name)} | {"items", "item"}
    more = _looked_at(asked, asked)
    for at in sorted({at for at, _ in missing}):
        own = _looked_at(told.tests[at], told.tree)
        single = [(key, change) for key in own.keys for change in _changes(own.words)]
        plain = [(key, change) for key in own.keys for change in _plain_changes(own.words)]
        second = [(key, change) for key in dict.fromkeys((*own.keys, *more.keys)) for change in _plain_changes((*own.words, *more.words))]
        both = islice(product(plain, second), _PAIRS) if pairs else ()
        for changes in chain(((change,) for change in single), both):
            if not any(other == at for other, _ in missing):
                break
            made: Mapping[str, Any] = base
            for key, change in changes:
                made = _context(made, key, change, studio, given, read)
            yield dict(made)
            if len(changes) == 1 and len(base["items"]) > 1:       # the first as it was: items need not be alike
                yield {**made, "items": [base["items"][0], *made["items"][1:]], "item": base["item"]}


def _context(base: Mapping[str, Any], key: str, change: Change, studio: Studio, given: Mapping[tuple[str, str], Any], read: set[str]) -> dict[str, Any]:
    made = dict(base)
    for name in read & base.keys():
        value = base[name]
        if name == key and callable(value):      # about: the brief speaks of a matter, or does not
            made[name] = safe(lambda *_, told=change is _filled: told)
            continue
        if name == key and not (name == "item" and isinstance(value, View)):
            told = _top(value, change, _spare(name, base) or studio.scene.view(given.get((studio.brief.data.kind, name))))
            value = told if told or name != "topics" else value      # a block that is bound always finds its topic
        made[name] = _view(value, key, change, studio, given)
    if key == "item":
        made["items"] = [made["item"], *made["items"][1:]]
    elif made["items"] and base["item"] is not None:
        made["item"] = made["items"][0]
    return made


def _top(value: Any, change: Change, spare: Any) -> Any:
    """A name of the context itself changed: a list, some words, a number, a record or nothing."""
    if isinstance(value, (list, tuple)):
        return type(value)(change(tuple(value), tuple(spare or ())))
    if isinstance(value, int):
        return _NUMBERS.get(change, value)
    if isinstance(value, View):
        return None if change is _taken_away else value
    if isinstance(value, str) or value is None:
        return change(value or None, spare) or ("" if isinstance(value, str) else None)
    return value


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
    if isinstance(value, dict):                  # a part of the speech, a place, a plan
        return {name: _top(item, change, None) if name == key else _view(item, key, change, studio, given) for name, item in value.items()}
    return value


def _changed(value: Any, key: str, change: Change, given: Mapping[tuple[str, str], Any]) -> Any:
    """A value of the brief with ``key`` changed in every record inside it."""
    if isinstance(value, tuple):
        return tuple(_changed(item, key, change, given) for item in value)
    if not isinstance(value, Record):
        return value
    if key in ("figures", "projects") and change not in _OF_LISTS:      # names that must be known
        return value
    held = {name: change(item, given.get((value.kind, name), given.get(("", name)))) if name == key else _changed(item, key, change, given)
            for name, item in value.items()}
    return Record(value.kind, held, value.given | {key} if held.get(key) else value.given - {key}, value.path, value.place)


def _changes(words: Iterable[str]) -> Iterator[Change]:
    yield from _plain_changes(words)
    for word in words:
        yield from (_texts(lambda text, word=word: f"{word}{text}"), _texts(lambda text, word=word: f"{text}{word}"))


def _plain_changes(words: Iterable[str]) -> Iterator[Change]:
    yield from (_taken_away, _filled, _first, _two, _many, _longer)
    for word in dict.fromkeys((*words, _LONG, _SHORT)):
        yield _texts(lambda text, word=word: word)


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


def _longer(value: Any, given: Any) -> Any:
    """One item more, unlike the others."""
    held = value or given or value
    return (*held, Text(_LONG, held[-1].path) if isinstance(held[-1], Text) else _LONG) if isinstance(held, tuple) and held and isinstance(held[-1], str) else held


def _texts(say: Callable[[str], str]) -> Change:
    """What changes the words of a text, or of each text of a list."""
    def change(value: Any, given: Any) -> Any:
        held = value or given or value
        if isinstance(held, tuple):
            return tuple(change(item, None) for item in held)
        return Text(say(str(held)), held.path) if isinstance(held, Text) else say(held) if isinstance(held, str) else held
    return change


_OF_LISTS = (_taken_away, _filled, _first, _two, _many)
_NUMBERS: dict[Change, int] = {_taken_away: 0, _first: 1, _two: 2, _many: 3}


_GIVEN: dict[int, tuple[Brief, dict[tuple[str, str], Any]]] = {}


def _given(brief: Brief) -> dict[tuple[str, str], Any]:
    """For each kind of record and key what some record of the brief has there."""
    if id(brief) not in _GIVEN:
        any_record = {("", "figures"): tuple(brief.figures)[:1], ("", "projects"): tuple(str(item["name"]) for item in brief.data["projects"][:1])}
        _GIVEN[id(brief)] = brief, {**any_record, **_elsewhere(), **_collected(brief)}
    return _GIVEN[id(brief)][1]


@lru_cache(maxsize=1)
def _elsewhere() -> dict[tuple[str, str], Any]:
    """What the shipped examples and the shapes have, but for names of figures and projects, which only their own briefs know."""
    found: dict[tuple[str, str], Any] = {}
    for path in (*EXAMPLES, *SHAPES):
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
class _Looked(NamedTuple):
    keys: list[str]
    words: list[str]


def _looked_at(condition: nodes.Node, tree: nodes.Template) -> _Looked:
    """The keys that a condition looks at, through the variables of its template, and the words that it looks for."""
    keys, words, seen = [], [], set()
    todo: list[nodes.Node] = [condition]
    where = _assigned(tree)
    while todo:
        node = todo.pop()
        for found in chain([node], node.find_all(nodes.Node)):
            if isinstance(found, nodes.Getattr):
                keys.append(found.attr)
            elif isinstance(found, nodes.Const):
                words += [word for word in (found.value if isinstance(found.value, (tuple, list)) else (found.value,)) if isinstance(word, str)]
            elif isinstance(found, nodes.Filter) and found.name == "names" and not found.args:
                keys.append("name")
            elif isinstance(found, nodes.Name) and found.name not in seen:
                seen.add(found.name)
                keys.append(found.name)
                todo += where.get(found.name, [])
    keys += [word for word in words if word.isascii()]             # where('owner'), map(attribute='known')
    return _Looked(list(dict.fromkeys(key for key in keys if key not in _NO_KEYS)), list(dict.fromkeys(words)))


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
