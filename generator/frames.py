"""Frames at work: one wording for each figure or item of a list, changing after two of a kind, joined as speech is.

One indicator a clause, ；between indicators, ，before a subset of the indicator just named (其中).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from generator import filters, ranking
from generator.characters import HAN
from generator.language.matters import Matters
from generator.marks import plain, read
from generator.model import Frame
from generator.recital import BY_FRAMES
from generator.tags import put
from generator.templating import Templates
from generator.views import FigureView, View, record_of


class Frames:
    """The frames of a library with the templates that render them."""

    def __init__(self, frames: Iterable[Frame], templates: Templates, matters: Matters) -> None:
        self._matters = matters
        self._by_kind: dict[str, list[Frame]] = {}
        for frame in frames:
            self._by_kind.setdefault(frame.serves, []).append(frame)
        self._templates = templates
        self._known: dict[tuple[str, Any], tuple[Any, list[tuple[Frame, str, int, frozenset[str]]]]] = {}

    def say(self, item: Any, kind: str, variant: int, avoid: Iterable[str] = (), stale: frozenset[str] = frozenset()) -> tuple[str, str]:
        """The item in words and the id of the frame that said it; ``("", "")`` where no frame fits.

        A frame bound to the item's topic goes before a general one, then what says more of the item; a frame in
        ``avoid``, or one that says ``stale`` words, is taken only where no other says as much.
        """
        key = plain(str(_context(item)["label"]))
        avoided = set(avoid)
        best: tuple[tuple[Any, ...], str, str] | None = None
        for frame, said, facts, own in self._fitting(item, kind):
            rank = (bool(frame.topics), facts, frame.id not in avoided and not stale & own, ranking.score(frame.weight, variant, kind, key, frame.id))
            best = max(best, (rank, said, frame.id)) if best else (rank, said, frame.id)
        return (best[1], best[2]) if best else ("", "")

    def _fitting(self, item: Any, kind: str) -> list[tuple[Frame, str, int, frozenset[str]]]:
        """The frames that can say an item, each with what it says, how many facts that tells and its own words; worked out once for each item."""
        known = (kind, _identity(item))
        if known not in self._known:
            self._known[known] = item, [(frame, said, *_told(said)) for frame, said in self._sayings(item, kind)]
        return self._known[known][1]

    def _sayings(self, item: Any, kind: str) -> Iterator[tuple[Frame, str]]:
        context = _context(item)
        topics = set(self._matters.of(plain(str(context["label"]))))
        met: dict[tuple[str, ...], bool] = {(): True}   # what many frames of a kind require
        for frame in self._by_kind.get(kind, ()):
            name = f"句式 {frame.id}"
            if frame.topics and topics.isdisjoint(frame.topics):
                continue
            if frame.requires not in met:
                met[frame.requires] = self._templates.holds(frame.requires, context, name, frame.place)
            if met[frame.requires]:
                yield frame, self._templates.render(frame.text, context, name, frame.place).strip()

    def clauses(self, items: Iterable[Any], kind: str, variant: int, sep: str = "；") -> str:
        """All items in words, joined by ``sep``, subsets by ，; a part of a part is said of its own whole (工业项目里，亿元以上项目8个), but for
        thresholds, which lie inside one another (其中亿元以上项目62个，十亿元以上项目8个)."""
        out: list[str] = []
        used: list[str] = []
        words = [frozenset[str]()] * 2                  # the frames' own words of the last two
        whole: FigureView | None = None                 # the figure that 其中 may refer to
        above: dict[str, FigureView] = {}               # parts of it that have been said, by id
        for item in _parts_after(list(items)):
            parent = above.get(item.part_of or "") if isinstance(item, FigureView) else None
            subset = isinstance(item, FigureView) and item.part_of is not None and whole is not None and (
                item.part_of == whole.id or (parent is not None and _above(parent) and _above(item)))
            stale = words[-1] & words[-2] | (_AMONG & words[-1] if subset else frozenset())
            said, frame = self.say(item, "subset" if subset else kind, variant, used[-1:] if len(set(used[-2:])) > 1 else used[-2:], stale)
            if not said:
                continue
            if isinstance(item, FigureView) and item.apart and not subset and plain(item.period or "") not in plain(said):
                said = _at_its_time(item, said)
            if parent is not None and not subset and plain(parent.label) not in plain(said):
                said = f"{parent.label}里，{said}"
            out += ["，" if subset else sep, said] if out else [said]
            used.append(frame)
            words.append(_own_words(said))
            if isinstance(item, FigureView):
                whole, above = (whole, above) if subset or parent is not None else (item, {})
                above[item.id] = item
        return "".join(out)

    def filters(self) -> Mapping[str, Callable[..., str]]:
        """The filters of block texts that speak by frames (``templating.FRAMED``)."""

        @pass_context
        def clauses(context: Context, items: Iterable[Any], kind: str = "figure", sep: str = "；") -> str:
            """``{{ item.figures | clauses }}``, ``{{ items | clauses('project') }}``."""
            return self.clauses(items, kind, context.get("variant", 0), sep)

        @pass_context
        def next_steps(context: Context, projects: Sequence[Any], otherwise: str) -> str:
            """Projects of one stage with what comes next, in full sentences where the brief tells of dates, owners, progress, money;
            without a stage each by its own."""
            if not context.get("stage"):
                return self.clauses(projects, "push", context.get("variant", 0), "。")
            return self.clauses(projects, "step", context.get("variant", 0), "。") if filters.detailed(projects) else filters.steps(projects, otherwise)

        @pass_context
        def trends(context: Context, items: Sequence[Any], opener: str = "{}看，") -> str:
            """What is going on, scope by scope: 国际上看，…；全国看，…; each with its figures."""
            said: list[str] = []
            scope: Any = ""
            for item in items:
                start = put(opener, _SCOPES.get(item["scope"] or "", "眼下")) if not said or item["scope"] != scope else ""
                figures = self.clauses(item["figures"] or (), "figure", context.get("variant", 0), "，")
                said.append(f"{start}{item['trend']}{'，' if figures else ''}{figures}")
                scope = item["scope"]
            return "；".join(said)

        return {"clauses": clauses, "next_steps": next_steps, "trends": trends, **{name: self._recited(tell) for name, tell in BY_FRAMES.items()}}

    def _recited(self, tell: Callable[..., str]) -> Callable[..., str]:
        """A filter of ``recital.py`` that speaks by these frames."""

        @pass_context
        def recited(context: Context, items: Iterable[Any], *how: Any, **named: Any) -> str:
            return tell(items, lambda figures, kind, sep: self.clauses(figures, kind, context.get("variant", 0), sep), *how, **named)

        return recited


_WORD = re.compile(f"(同比|比上年同期)(?:增长|下降)|{HAN}{{2,}}")       # 同比增长 and 同比下降 are heard as one
_AMONG = frozenset({"其中"})                       # said once of the parts that follow one another
_SCOPES = {"international": "国际上", "national": "全国", "regional": "周边", "local": "本地"}


def _identity(item: Any) -> Any:
    """What tells items apart: the text of a text, else the item of the brief that a view shows."""
    return item if isinstance(item, str) else id(record_of(item) if isinstance(item, View) else item)


def _told(said: str) -> tuple[int, frozenset[str]]:
    """How many facts some words tell, and the words that are the frame's own."""
    return len({found.ref for found in read(said)[1]}), _own_words(said)


@lru_cache(maxsize=4096)
def _own_words(said: str) -> frozenset[str]:
    """What a frame itself says between the facts that it prints: 同比增长, 完成计划的."""
    text, facts = read(said)
    own, at = [], 0
    for fact in facts:
        if fact.depth == 0 and fact.end > fact.start:
            own.append(text[at : fact.start])
            at = fact.end
    return frozenset(found[1] or found[0] for found in _WORD.finditer(" ".join([*own, text[at:]])))


def _parts_after(items: list[Any]) -> list[Any]:
    """Each figure followed by its own parts and then by theirs, in the given order otherwise."""
    ids = {item.id for item in items if isinstance(item, FigureView)}

    def parts(of: Any) -> list[Any]:
        own = [item for item in items if isinstance(item, FigureView) and isinstance(of, FigureView) and item.part_of == of.id]
        return [*own, *(inner for item in own for inner in parts(item))]

    return [told for item in items if not (isinstance(item, FigureView) and item.part_of in ids) for told in (item, *parts(item))]


def _above(figure: FigureView) -> bool:
    """Whether a figure counts what lies above a threshold."""
    return figure.threshold is not None or "以上" in plain(figure.label)


def _at_its_time(figure: FigureView, said: str) -> str:
    """A clause after the time that its figure is of; of 2026年初 and 年初查出的 one goes."""
    period, label = plain(figure.period or ""), plain(said)
    twice = next((size for size in range(len(period) - 1, 1, -1) if label.startswith(period[-size:])), 0)
    return f"{period[:len(period) - twice] if twice else figure.period}{said}"


def _context(item: Any) -> Mapping[str, Any]:
    if isinstance(item, FigureView):
        return {"figure": item, "item": item, "label": item.label, "value": item}
    if isinstance(item, str):
        return {"item": item, "label": item, "value": None}
    label = next((item[key] for key in ("name", "class", "what", "label", "text", "trigger") if key in item and item[key]), "")
    return {"item": item, "label": label, "value": None}
