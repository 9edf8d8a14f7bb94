"""From many briefs, or one brief and a table, to a draft each: the one place that puts rows into a brief and hands the drafts out.

What is made of a brief is for the caller to say, as a function that can be sent to another process: the rooms that write are none of this one's.
"""
from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from difflib import get_close_matches
from functools import lru_cache, partial
from typing import Any, NamedTuple, TypeVar

from generator.errors import BriefError, CallError, NigaoError, Place, Problem
from generator.fields import FIGURE, ITEM, walk
from generator.frozen import replace
from generator.model import Amount, Brief, Date, Draft, Figure, Number
from generator.paths import resolve
from generator.readers.rows import Row, Table
from generator.source import Node, decode, parse

_NAMED = re.compile(r"\{([^{}]*)\}")
_SET = "--set"                                   # what the loader calls the place of a value that a row gave
_ROW, _BRIEF = ("row", "行"), ("brief", "要点")   # of a pattern, beside the keys of a brief
_ONE = ("text", "verbatim", "int", "year", "bool", "enum", "date", "when", "id", "amount", "number")      # kinds of one value
_IN_NAMES = ("label", "value", "unit", "target", "last")      # what a name may say of a figure

Result = TypeVar("Result")


class Job(NamedTuple):
    """One draft to be made: the brief's file as the user named it, the ``row`` of the table (None without one), what the row sets, the file's bytes
    where they were read already; ``problems`` are cells of the row that cannot be read: nothing is made of it then."""

    brief: str
    row: int | None = None
    sets: tuple[tuple[str, str], ...] = ()
    data: bytes | None = None
    problems: tuple[Problem, ...] = ()


def each(
    jobs: Iterable[Job], make: Callable[[Job], Result], executor: Executor | None = None, workers: int = 1
) -> Iterator[tuple[Job, Result | NigaoError]]:
    """What ``make`` gives for each job, in the order of the jobs, or the error that it raised: one that fails does not stop the rest.

    With an executor ``make`` runs in its ``workers``, never more than a few jobs ahead, so that results do not pile up; it has to be a function that
    can be sent there (of a module, or a partial of one). Errors that are not ours are raised."""
    if executor is None:
        yield from ((job, _tried(make, job)) for job in jobs)
        return
    ahead: deque[tuple[Job, Future[Result | NigaoError]]] = deque()
    try:
        for job in jobs:
            ahead.append((job, executor.submit(partial(_tried, make), job)))
            if len(ahead) > 2 * workers:
                yield _done(*ahead.popleft())
        while ahead:
            yield _done(*ahead.popleft())
    finally:                                      # an interrupt waits for none that has not begun
        for _, future in ahead:
            future.cancel()


def _tried(make: Callable[[Job], Result], job: Job) -> Result | NigaoError:
    try:
        if job.problems:
            raise BriefError(f"这一行有{len(job.problems)}处问题", job.problems)
        return make(job)
    except NigaoError as error:
        return error


def _done(job: Job, future: Future[Result | NigaoError]) -> tuple[Job, Result | NigaoError]:
    return job, future.result()


# ------------------------------------------------------------------------------------------------- tables
def jobs_of(brief: str, data: bytes, table: Table) -> list[Job]:
    """A job for each row of a table over one brief. Raises CallError for a table without rows, without a header or with wrong heads, all of them named;
    BriefError for a brief that is no YAML at all."""
    heads = _heads(table, _figures(brief, data))
    if not table.rows:
        raise CallError(f"{table.name} 只有表头，没有一行内容；表头下面一行一份稿子。")
    return [Job(brief, row.number, tuple((head, cell) for head, cell in zip(table.head, row.cells, strict=True) if head in heads and cell), data, row.problems)
            for row in table.rows]


def at_row(error: NigaoError, row: Row, table: Table) -> NigaoError:
    """The error of a row with each value that the row gave at its cell: ``名单.csv:7:3  figures.signed.value``."""
    columns = {told: at for at, head in enumerate(table.head, 1) if (told := _told(head))}

    def placed(problem: Problem) -> Problem:
        if problem.place is None or problem.place.file != _SET:
            return problem
        path = _told(problem.path)
        at = next((at for known, at in columns.items() if path and (path == known or path.startswith((f"{known}.", f"{known}[")) or known.startswith(f"{path}."))), None)
        message = problem.message.removeprefix(f"{_SET} {problem.path}：")
        return replace(problem, message=message, place=Place(table.name, row.number, at)) if at else problem

    return type(error)(error.summary, [placed(problem) for problem in error.problems])


def _told(key: str) -> str:
    found = _resolved(key)
    return found[0] if found else key


def _heads(table: Table, figures: Mapping[str, str]) -> set[str]:
    """The heads that are not empty. Raises CallError for those that no brief has, or that say the same as another."""
    if not any(table.head):
        raise CallError(f"{table.name} 的第一行是空的；第一行要写键，如 地区.名称、数据.编号.数值，写法同 --set。")
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    new = {told for head in table.head if (told := _told(head)).endswith(".label")}
    for at, head in enumerate(table.head, 1):
        path = _told(head)
        if head and (wrong := _wrong(head, path, figures, new)):
            problems.append(Problem(wrong[0], Place(table.name, 1, at), hint=wrong[1]))
        elif head and path in seen:
            problems.append(Problem(f"“{head}”和前面的“{seen[path]}”是同一个键", Place(table.name, 1, at), hint="只留一列"))
        seen[path] = head
    if problems:
        raise CallError(f"表头有{len(problems)}处问题", problems)
    return {head for head in table.head if head}


def _wrong(head: str, path: str, figures: Mapping[str, str], new: set[str]) -> tuple[str, str] | None:
    """What is wrong with a head and what may be meant; None for a right one. A figure must be the brief's own: one of a name that is only nearly right
    would be another figure, without a label."""
    if _resolved(head) is None:
        return f"要点里没有“{head}”这个键", _near(head, figures)
    kind, _, rest = path.partition(".")
    name, _, sub = rest.partition(".")
    if kind != FIGURE.key or not sub or name in figures or f"{FIGURE.key}.{name}.label" in new:
        return None
    near = get_close_matches(name, figures, 3, 0.5)
    hint = f"是不是：{'、'.join(f'数据.{item}' for item in near)}" if near else f"先在要点的 数据 里写上它；现有：{'、'.join(figures) or '无'}"
    return f"要点自己的数据里没有“{name}”这个指标", hint


def _figures(brief: str, data: bytes) -> dict[str, str]:
    """The ids of the figures that a brief lists itself, with their labels. Raises BriefError for what is no YAML."""
    problems: list[Problem] = []
    text = decode(data, brief, problems)
    root = parse(text, brief, problems) if text is not None else None
    if root is not None and root.kind != "map":
        problems.append(Problem("写作要点应是“键: 值”的一份清单", root.place, hint="用 nigao new 生成一份要点"))
    if root is None or root.kind != "map":
        raise BriefError(f"写作要点有{len(problems)}处问题", problems)
    listed = root.entries.get(FIGURE.key) or root.entries.get(FIGURE.zh)
    return {key: _label(node) or key for key, node in listed.entries.items()} if listed is not None else {}


def _label(node: Node) -> str:
    found = node.entries.get("label") or node.entries.get("名称")
    return found.text if found is not None else ""


# ------------------------------------------------------------------------------------------- keys of briefs
_resolved = lru_cache(maxsize=1024)(resolve)


def _near(key: str, figures: Mapping[str, str]) -> str:
    """The hint for a key that no brief has: a figure of that name, keys that end so, keys that are written nearly so."""
    meant = [key, *get_close_matches(key, [*figures, *figures.values()], 3, 0.6)]
    named = [f"数据.{id}.数值" for id, label in figures.items() if id in meant or label in meant]
    ending = [path for path in _paths() if path.rpartition(".")[2] == key.rpartition(".")[2]]
    subs = [f"数据.{id}.{field.zh}" for id in figures for field in FIGURE.sub]
    near = list(dict.fromkeys([*named, *get_close_matches(key, [*_paths(), *subs], 3, 0.6), *ending]))[:3]
    return f"是不是：{'、'.join(near)}" if near else "键的写法同 --set，如 地区.名称、数据.编号.数值；全部的键见 docs/brief.md"


@lru_cache(maxsize=1)
def _paths() -> tuple[str, ...]:
    """Every key of one value that stands in no list, in Chinese and in English."""
    english = {path: field for path, field in walk() if not re.search(r"[\[*]", path)}
    chinese = [".".join(english[path[:end]].zh for end in [*(at for at, char in enumerate(path) if char == "."), len(path)]) for path in english]
    ones = [field.kind in (*_ONE, "texts") for field in english.values()]
    return tuple(path for paths in (chinese, english) for path, one in zip(paths, ones, strict=True) if one)


# -------------------------------------------------------------------------------------------------- names
class Pattern(NamedTuple):
    """How drafts are named: plain words and dotted keys by turns, beginning with words."""

    parts: tuple[str, ...]

    def fill(self, job: Job, brief: Brief, draft: Draft) -> str:
        """The name of a draft, not yet made safe for a file system. Raises CallError for a figure that this brief has not."""
        return "".join(_value(part, job, brief, draft) if at % 2 else part for at, part in enumerate(self.parts))


def read_pattern(text: str, *, rows: bool) -> Pattern:
    """The pattern that a person wrote, such as ``{row}-{地区.名称}{标题}``; ``rows`` says whether there are any. Raises CallError for braces that do not
    match, and for what no brief has or no name can say."""
    parts = tuple(_NAMED.split(text))
    if any(set(part) & set("{}") for part in parts[::2]):
        raise CallError(f"--name “{text}”的花括号没有成对；写成 {{地区.名称}}{{标题}} 这样，名字里不能另有花括号。")
    for key in parts[1::2]:
        if key in _ROW and not rows:
            raise CallError(f"没有表格（--table），--name 里不能用 {{{key}}}。")
        if key not in (*_ROW, *_BRIEF):
            _check_part(key)
    return Pattern(parts)


def _check_part(key: str) -> None:
    found = _resolved(key)
    if found is None:
        raise CallError(f"--name 里的 {{{key}}}：要点里没有这个键。{_near(key, {})}；另有 {{row}} 行号、{{brief}} 要点的文件名。")
    path, field = found
    figure = path.startswith(f"{FIGURE.key}.")
    if field.kind not in _ONE and not (figure and field is ITEM) or figure and field is not ITEM and field.key not in _IN_NAMES or "[" in path:
        raise CallError(f"--name 里的 {{{key}}}：不是一个值，做不成文件名；用 {{地区.名称}}、{{标题}} 这样的。")


def _value(key: str, job: Job, brief: Brief, draft: Draft) -> str:
    """What a draft has under a key of a pattern; empty where its brief has nothing."""
    if key in _ROW:
        return str(job.row)
    if key in _BRIEF:
        return re.sub(r"\.[^.]*$", "", re.split(r"[/\\]", job.brief)[-1]) if job.brief != "-" else "标准输入"
    path = _told(key)
    if path in ("title", "skeleton"):
        return draft.title if path == "title" else draft.skeleton
    steps = path.split(".")
    if steps[0] == FIGURE.key:
        if steps[1] not in brief.figures:
            raise CallError(f"--name 里的 {{{key}}}：这份要点没有“{steps[1]}”这个指标。{_close(steps[1], brief.figures)}")
        return _of_figure(brief.figures[steps[1]], steps[2] if len(steps) > 2 else "")
    held: Any = brief.data
    for step in steps:
        held = held[step]
    found = _resolved(key)
    accepted = found[1].values if found is not None else None
    return (accepted or {}).get(str(held)) or _printed(held)


def _close(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), 3, 0.5)
    return f"是不是：{'、'.join(near)}？" if near else "改用每份要点都有的键。"


def _of_figure(figure: Figure, sub: str) -> str:
    if sub in ("target", "last"):
        return _printed(figure.raw.get(sub))
    if sub:
        return _printed({"label": figure.label, "value": figure.value, "unit": figure.unit}[sub])
    return f"{_printed(figure.value)}{figure.unit}"


def _printed(value: Any) -> str:
    """A value of a brief as its file writes it, dates as 2026-04-10."""
    if isinstance(value, Date):
        return "-".join(f"{part:02d}" for part in (value.year, value.month, value.day) if part is not None)
    if isinstance(value, Amount):
        return f"{_printed(value.number)}{value.unit}"
    if isinstance(value, Number):
        return f"{value.text}～{value.high_text}" if value.high_text else value.text
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def distinct(name: str, taken: dict[str, int]) -> str:
    """A name that no draft before has: 讲话, 讲话（2）, 讲话（3）; ``taken`` remembers it. Capitals make no difference to some file systems, so none here."""
    number = taken.get(name.casefold(), 0) + 1
    made = name if number == 1 else f"{name}（{number}）"
    while number > 1 and made.casefold() in taken:
        number += 1
        made = f"{name}（{number}）"
    taken[name.casefold()] = number
    taken.setdefault(made.casefold(), 1)
    return made


def one_line(error: NigaoError) -> str:
    """An error in one line: its first problem with its place, and how many more there are; what to do is left to the whole message."""
    first = next((problem for problem in error.problems if problem.place is not None), None)
    if first is None:
        return " ".join(error.summary.split())
    told = " ".join(part for part in (str(first.place), first.path, first.message) if part)
    return " ".join(told.split()) + (f"（另有{len(error.problems) - 1}处）" if len(error.problems) > 1 else "")
