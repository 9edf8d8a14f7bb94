"""The one sandboxed Jinja environment: templates and phrase banks are data, not code.

Templates may read the brief, loop over its lists and use the filters below; they may not call methods, import,
or keep state. What costs more than its share of time or space stops with exit code 4. Values of a brief are
printed, never rendered: ``{{`` in a brief prints as ``{{``.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache, wraps
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, UndefinedError, nodes, pass_context
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator import views
from generator.errors import BankError, Place, Problem
from generator.language import comparisons, ordinals
from generator.marks import mark, plain
from generator.model import Text

SECONDS, CHARACTERS, BYTES = 5, 5_000_000, 256 * 1024 * 1024  # contract: what one template may cost


class _Sandbox(ImmutableSandboxedEnvironment):
    """Only our own functions may be called, and no operator may build a large value."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def is_safe_callable(self, obj: Any) -> bool:
        return getattr(obj, "nigao_safe", False) or type(obj).__module__ == "jinja2.runtime"

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if isinstance(left, (str, list, tuple)) or isinstance(right, (str, list, tuple)) or operator == "**":
            raise SecurityError(f"“{operator}”只能用于数的比较，文字请直接写在模板里")
        return super().call_binop(context, operator, left, right)


def safe(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function of ours that templates may call."""

    @wraps(function)
    def call(*args: Any, **named: Any) -> Any:
        return function(*args, **named)

    call.nigao_safe = True  # type: ignore[attr-defined]
    return call


# ----------------------------------------------------------------------------------------------------- filters
def join_cn(items: Iterable[Any], sep: str = "、") -> str:
    """a、b、c. Neighbouring quoted names need no 、 between them (GB/T 15834-2011, 4.5.3.5); items that hold a 、 are parted by ，,
    items that hold a ， by ； (a mark of the next level up)."""
    told = [str(item) for item in items if str(item)]
    if sep == "、" and len(told) > 1:
        sep = "；" if any("，" in plain(item) for item in told) else "，" if any("、" in plain(item) for item in told) else "、"
    out = told[:1]
    for before, item in zip(told, told[1:], strict=False):
        bare = sep == "、" and plain(before)[-1:] in "”》" and plain(item)[:1] in "“《"
        out.append(item if bare else sep + item)
    return "".join(out)


def join_and(items: Iterable[Any]) -> str:
    """a、b和c; a和b."""
    told = [str(item) for item in items if str(item)]
    return told[0] if len(told) == 1 else f"{join_cn(told[:-1])}和{told[-1]}" if told else ""


def quoted(value: Any) -> str:
    """In “ ”, once: a text that brings its own quotation marks keeps them."""
    bare = plain(str(value))
    return str(value) if "“" in bare else f"“{value}”"


def where(items: Iterable[Mapping[str, Any]], key: str, *values: Any) -> list[Any]:
    """The items whose ``key`` is one of ``values`` (with no values: whose key is there)."""
    return [item for item in items if (item[key] in values if values else bool(item[key]))]


def without(items: Iterable[Mapping[str, Any]], key: str, *values: Any) -> list[Any]:
    """The items that :func:`where` leaves out."""
    return [item for item in items if not (item[key] in values if values else bool(item[key]))]


def names(items: Iterable[Any], key: str = "name") -> list[str]:
    """One field of each item, those that lack it left out."""
    return [str(item[key]) for item in items if item[key]]


def by(value: Any) -> str:
    """A deadline: 6月底前 for a date, a label as it is."""
    return value.by if isinstance(value, views.DateView) else str(value)


_RHYTHMS = {"双月": "每两个月", "季": "每季度"}


def every(cadence: Iterable[Any]) -> str:
    """How often, before 一次: 周 → 每周, 季 → 每季度, 双月 → 每两个月; several joined by 、, none empty."""
    return join_cn(str(told).replace(bare := plain(str(told)), _RHYTHMS.get(bare, bare if bare.startswith("每") else f"每{bare}")) for told in cadence)


def take(items: Sequence[Any], number: int, start: int = 0) -> list[Any]:
    """The first ``number`` items from ``start``."""
    return list(items)[start : start + number]


@pass_context
def counted(context: Context, items: Iterable[Any]) -> list[str]:
    """Names of the brief with their number where a figure of that very label counts them: 10个主要经济部门."""
    figures = {plain(figure.label): figure for figure in context["figures"].values()}
    out = []
    for item in items:
        figure = figures.get(plain(str(item)))
        out.append(f"{figure}{item}" if figure is not None and figure.known else str(item))
    return out


def containing(items: Iterable[Any], *words: str) -> list[Any]:
    """The texts that hold one of some words."""
    return [item for item in items if any(word in plain(str(item)) for word in words)]


def lacking(items: Iterable[Any], *words: str) -> list[Any]:
    """The texts that hold none of some words."""
    return [item for item in items if not any(word in plain(str(item)) for word in words)]


_KINDS_OF_PROJECT = ("项目", "工程", "电站", "生产线", "厂", "园", "园区", "基地", "中心", "城", "广场")


def as_project(project: Any) -> str:
    """A project's name as it is said: with 项目 after it, unless the name says what it is."""
    name = str(project["name"])
    return name if plain(name).endswith(_KINDS_OF_PROJECT) else f"{name}项目"


_WHOEVER = ("的", "单位", "部门", "乡镇", "者", "人", "村", "企业", "干部", "个人", "集体", "名")


def those(trigger: Any, default: str) -> str:
    """Whom a reward or penalty meets: 实绩突出 → 实绩突出的; ``default`` where the brief does not say."""
    told = str(trigger or default)
    return told if "的" in plain(told) or plain(told).endswith(_WHOEVER) else f"{told}的"


_BODIES = ("组", "局", "委", "会", "部门", "单位", "乡镇", "区", "县", "镇", "办", "公司", "中心", "同志", "领导", "负责人", "委员会")


def person(entry: Mapping[str, Any]) -> str:
    """Somebody of the agenda as he is named in a speech: 维东书记, 市商务局局长赵海峰, 长生同志; a body of people as it is."""
    name, role = str((entry["actor"] if "actor" in entry else entry["name"]) or ""), str(entry["role"] or "")
    if role:
        return f"{role}{name}" if len(plain(role)) > 3 else f"{name}{role}"
    bare = plain(name)
    return name if "【" in bare or len(bare) > 4 or bare.endswith(_BODIES) else f"{name}同志"


def posts(figures: Iterable[Any]) -> bool:
    """Whether figures count people and posts and nothing else: what a task force is made of."""
    return all(figure.unit in ("名", "个", "套", "人", "位") and figure.bound is None and figure.per is None for figure in figures)


def exceeded(figures: Iterable[Any]) -> list[Any]:
    """The figures that passed their target."""
    return [figure for figure in figures if figure.completion is not None and figure.completion.value is not None and figure.completion.value > 100]


def doubled(figure: Any) -> str:
    """A multiple as it is said: 翻一番 for 2, 翻两番 for 4, 达到原来的3倍 otherwise."""
    times = comparisons.doublings(figure.number) if figure.number is not None else 0
    return mark("figure", f"{figure.id}.value", comparisons.multiple(figure.number)) if times else f"达到原来的{figure}"


def share_of(figure: Any) -> str:
    """占全市的6.7%: of what, how much; 占 alone where the whole is not named."""
    whole = figure.share_whole
    return f"占{whole}的{figure.share}" if whole else f"占比{figure.share}"


def trimmed(label: Any) -> str:
    """The name of a post without the words that only say for whom: 每个成熟项目的专班 → 专班."""
    told = str(label)
    return told if "的" not in plain(told) else told.replace(plain(told), plain(told).rpartition("的")[2])


def stepping(step: Any) -> str:
    """A next step after 要: 早竣工 → 早竣工, 时序进度 → 按时序进度推进."""
    bare = plain(str(step))
    return f"赶上{step}" if bare.endswith(("进度", "计划", "目标")) else str(step)


def fallen(figures: Iterable[Any]) -> list[Any]:
    """The figures that fell against last year."""
    return [figure for figure in figures if figure.yoy is not None and figure.yoy.down]


FILTERS: Mapping[str, Callable[..., Any]] = {
    "join_cn": join_cn, "join_and": join_and, "quoted": quoted, "where": where, "without": without, "names": names, "by": by, "every": every, "take": take,
    "counted": counted, "cn": ordinals.cn, "count_cn": ordinals.count_cn, "plain": lambda value: plain(str(value)),
    "containing": containing, "lacking": lacking, "person": person, "those": those, "posts": posts, "as_project": as_project, "exceeded": exceeded, "fallen": fallen,
    "doubled": doubled, "share_of": share_of, "trimmed": trimmed, "stepping": stepping,
}
KEPT_FILTERS = ("length", "first", "last", "list", "default", "select", "reject", "map", "unique", "reverse")


class Templates:
    """Compiles and renders, each template once, inside the limits."""

    def __init__(self) -> None:
        self.environment = _environment()
        self._templates: dict[str, Template] = {}
        self._inside = False

    def render(self, source: str, context: Mapping[str, Any], name: str, place: Place | None = None) -> str:
        """``source`` with ``context``. Raises BankError, naming the template, for anything that goes wrong in it."""
        with _guard(name, place), self._bounds():
            return _bounded(self._compiled(source).generate(context))

    def _compiled(self, source: str) -> Template:
        if source not in self._templates:
            self._templates[source] = Template.from_code(self.environment, _code(source), self.environment.globals)
        return self._templates[source]

    @contextmanager
    def _bounds(self) -> Iterator[None]:
        """The limits of one template; a frame rendered inside a block shares the block's."""
        if self._inside:
            yield
            return
        self._inside = True
        try:
            with limits():
                yield
        finally:
            self._inside = False

    def holds(self, conditions: Sequence[str], context: Mapping[str, Any], name: str, place: Place | None = None) -> bool:
        """Whether all conditions hold; one that reads what is not there does not."""
        with _guard(name, place):                # an expression has no loops: nothing to bound
            try:
                return all("".join(self._compiled(f"{{% if {test} %}}1{{% endif %}}").generate(context)) for test in conditions)
            except UndefinedError:
                return False

    def check(self, source: str, name: str, place: Place | None = None) -> list[Problem]:
        """Syntax errors of a template as problems."""
        try:
            self.environment.parse(source)
        except TemplateSyntaxError as error:
            return [
                Problem(
                    f"{name}：模板语法错误（第{error.lineno}行）：{error.message}", place, hint="检查 {{ }} 与 {% %} 是否成对、名称是否写对"
                )
            ]
        return []


@lru_cache(maxsize=8192)
def _code(source: str) -> CodeType:
    """The code of a template, compiled once however many drafts are made of it."""
    tree = _compiler().parse(source)
    _refuse_statements(tree)
    return _compiler().compile(tree)


@lru_cache(maxsize=1)
def _compiler() -> _Sandbox:
    """The environment that compiles; each drafting renders in its own, with its own frames."""
    return _environment()


def _environment() -> _Sandbox:
    env = _Sandbox(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False, finalize=_finalize)
    env.filters = {name: env.filters[name] for name in KEPT_FILTERS} | {**FILTERS, "clauses": _no_frames}
    env.globals.clear()
    env.globals.update({"gap": safe(views.gap), "ordinal": safe(ordinals.heading), "cn": safe(ordinals.cn)})
    return env


@pass_context
def _no_frames(_context: Context, items: Iterable[Any], _kind: str = "figure", _sep: str = "；") -> str:
    """Stands for ``clauses`` until the frames of a library are given."""
    return "".join(map(str, items))


def _refuse_statements(tree: nodes.Template) -> None:
    """A block says its words; it imports, includes and extends nothing."""
    for kind in (nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends):
        if tree.find(kind) is not None:
            raise SecurityError("模板不能导入、包含或继承别的文件")


def _finalize(value: Any) -> Any:
    if value is None:
        return ""
    return views.text(value) if isinstance(value, Text) else value


def _bounded(chunks: Iterator[str]) -> str:
    out, size = [], 0
    for chunk in chunks:
        size += len(chunk)
        if size > CHARACTERS:
            raise SecurityError(f"写出的文字超过{CHARACTERS}字")
        out.append(chunk)
    return "".join(out)


class _TooLong(Exception):
    """A template ran out of its time."""


@contextmanager
def _guard(name: str, place: Place | None) -> Iterator[None]:
    try:
        yield
    except TemplateSyntaxError as error:
        raise _bad(
            name, place, f"模板语法错误（第{error.lineno}行）：{error.message}", "检查 {{ }} 与 {% %} 是否成对、名称是否写对"
        ) from error
    except UndefinedError as error:
        raise _bad(name, place, f"用了没有的名称：{error.message}", "可用的名称见 phrasebank/README.md") from error
    except _TooLong:
        raise _bad(name, place, f"运行超过{SECONDS}秒", "去掉多层循环") from None
    except (MemoryError, RecursionError):
        raise _bad(name, place, "占用内存超过256 MB", "去掉成倍加长文字的写法") from None
    except TemplateError as error:
        raise _bad(name, place, f"不允许的写法：{error.message}", "模板只能读取要点、使用列出的过滤器") from error
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, ArithmeticError) as error:
        raise _bad(name, place, f"运行出错：{error}", "检查过滤器的用法和比较的两边") from error


def _bad(name: str, place: Place | None, message: str, hint: str) -> BankError:
    return BankError("模板或语料有误", [Problem(f"{name}：{message}", place, hint=hint)])


@contextmanager
def limits() -> Iterator[None]:
    """Bound time and memory where the system lets us: alarms work in the main thread, address space on Unix."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_signum: int, _frame: object) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        with _memory():
            yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _memory() -> Iterator[None]:
    try:
        import resource

        used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except (ImportError, OSError, ValueError):
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = used + BYTES
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def parameters(source: str, templates: Templates) -> tuple[str, ...]:
    """The dotted names that a template reads (``item.evidence``, ``region.whole``), its own variables left out."""
    tree = templates.environment.parse(source)
    own = (
        {node.name for node in tree.find_all(nodes.Name) if node.ctx in ("store", "param")} | set(templates.environment.globals) | {"loop"}
    )
    found = [_dotted(node) for node in tree.find_all((nodes.Getattr, nodes.Name))]
    paths = {path for path in found if path and path.split(".")[0] not in own}
    return tuple(sorted(path for path in paths if not any(other.startswith(path + ".") for other in paths)))


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        head = _dotted(node.node)
        return f"{head}.{node.attr}" if head else ""
    return ""


__all__ = ["Templates", "limits", "mark", "parameters", "safe"]
