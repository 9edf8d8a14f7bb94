"""The one sandboxed Jinja environment: templates and phrase banks are data, not code.

Templates may read the brief, loop over its lists and use our filters (filters.py); they may not call methods, import,
or keep state. What costs more than its share of time or space stops with exit code 4. Values of a brief are
printed, never rendered: ``{{`` in a brief prints as ``{{``.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, nullcontext
from functools import lru_cache, wraps
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar, cast

import jinja2
from jinja2 import StrictUndefined, Template, TemplateSyntaxError, Undefined, UndefinedError, nodes, pass_context
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator import system
from generator.cache import Codes
from generator.errors import BankError, Place, Problem
from generator.filters import FILTERS
from generator.frozen import EMPTY
from generator.language import holes, ordinals
from generator.model import Text
from generator.recital import BY_FRAMES, RECITALS

KEPT_FILTERS = ("length", "first", "last", "list", "default", "select", "reject", "map", "unique", "reverse")  # of Jinja's own
_CODES = Codes(f"jinja2 {jinja2.__version__}", Path(__file__))       # what is refused is decided here: with another sandbox all is compiled anew
SECONDS, CHARACTERS, BYTES = 5, 5_000_000, 256 * 1024 * 1024  # contract: what one template may cost


class _Sandbox(ImmutableSandboxedEnvironment):
    """Only our own functions may be called, and no operator may build a large value."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})
    _decided: ClassVar[dict[tuple[type, str], bool]] = {}

    def is_safe_callable(self, obj: Any) -> bool:
        return getattr(obj, "nigao_safe", False) or type(obj).__module__ == "jinja2.runtime"

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a record holds goes before what it can do: its ``items`` or ``title`` are fields."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """As Jinja decides, which asks only for the type of ``obj`` and the name: asked once for each."""
        key = type(obj), attr
        if key not in self._decided:
            self._decided[key] = super().is_safe_attribute(obj, attr, value)
        return self._decided[key]

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


class Templates:
    """Compiles and renders, each template once, inside the limits."""

    def __init__(self, filters: Mapping[str, Callable[..., Any]] = EMPTY) -> None:
        """``filters`` are those of other packages; ours go before one of the same name."""
        self.environment = _environment()
        self.environment.filters = {**filters, **self.environment.filters}
        for name in filters:
            _compiler().filters.setdefault(name, str)             # compiled code names its filters, and finds them where it is rendered
        self._templates: dict[str, Template] = {}
        self._inside = False
        self._armed = False
        self._asked: tuple[Mapping[str, Any], Context] | None = None    # by whom conditions are asked just now

    @contextmanager
    def limits(self) -> Iterator[None]:
        """Arms the limits once for many templates; each still has its own time."""
        with limits():
            self._armed = True
            try:
                yield
            finally:
                self._armed = False

    def render(self, source: str, context: Mapping[str, Any], name: str, place: Place | None = None) -> str:
        """``source`` with ``context``. Raises BankError, naming the template, for anything that goes wrong in it."""
        with _guard(name, place), self._bounds():
            return _bounded(self._chunks(source, context))

    def _chunks(self, source: str, context: Mapping[str, Any]) -> Iterator[str]:
        """What a template says, piece by piece. ``generate`` of Jinja does the same, but copies the context once more and writes tracebacks anew, which
        nobody reads here."""
        template = self._compiled(source)
        return template.root_render_func(template.new_context(cast("dict[str, Any]", context)))

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
            with nullcontext() if self._armed else limits():
                system.start_clock(SECONDS)
                yield
        finally:
            system.start_clock(0)
            self._inside = False

    def holds(self, conditions: Sequence[str], context: Mapping[str, Any], name: str, place: Place | None = None) -> bool:
        """Whether all conditions hold; one that reads what is not there does not."""
        if not conditions:
            return True
        with _guard(name, place):                # an expression has no loops: nothing to bound
            question = self._compiled(_question(tuple(conditions)))
            if self._asked is None or self._asked[0] is not context:        # and sets nothing: the next condition finds all as it was
                self._asked = context, question.new_context(cast("dict[str, Any]", context))
            try:
                return any(question.root_render_func(self._asked[1]))
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
def _question(conditions: tuple[str, ...]) -> str:
    """A template that says something where all conditions hold."""
    return f"{{% if {' and '.join(f'({test})' for test in conditions)} %}}1{{% endif %}}"


@lru_cache(maxsize=8192)
def _code(source: str) -> CodeType:
    """The code of a template, compiled once however many drafts are made of it, and kept for those of other days."""
    return _CODES.get(source, lambda: _compile(source))


def _compile(source: str) -> CodeType:
    tree = _compiler().parse(source)
    _refuse_statements(tree)
    with warnings.catch_warnings():              # of Python about code that a template became: nothing that its author could act on
        warnings.simplefilter("ignore", SyntaxWarning)
        return _compiler().compile(tree)


@lru_cache(maxsize=1)
def _compiler() -> _Sandbox:
    """The environment that compiles; each drafting renders in its own, with its own frames."""
    return _environment()


def _environment() -> _Sandbox:
    env = _Sandbox(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False, finalize=_finalize)
    env.filters = {name: env.filters[name] for name in KEPT_FILTERS} | {**FILTERS, **RECITALS, **dict.fromkeys(FRAMED, _no_frames)}
    env.globals.clear()
    env.globals.update({"gap": safe(holes.gap), "ordinal": safe(ordinals.heading), "cn": safe(ordinals.cn)})
    return env


FRAMED = ("clauses", "next_steps", "trends", *BY_FRAMES)       # the filters that speak by the frames of a library (frames.py)


@pass_context
def _no_frames(_context: Context, items: Iterable[Any], *_how: str, **_named: Any) -> str:
    """Stands for a filter of :data:`FRAMED` until the frames of a library are given."""
    return "".join(map(str, items))


def _refuse_statements(tree: nodes.Template) -> None:
    """A block says its words; it imports, includes and extends nothing."""
    for kind in (nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends):
        if tree.find(kind) is not None:
            raise SecurityError("模板不能导入、包含或继承别的文件")


def _finalize(value: Any) -> Any:
    if type(value) is str:
        return value
    if value is None:
        return ""
    if isinstance(value, (bool, Mapping, Set, list, tuple, Generator)) or (callable(value) and not isinstance(value, Undefined)):
        raise SecurityError("一列、一组或真假印不出来，用 join_cn 一类的过滤器说，或放在条件里")
    return holes.text(value) if isinstance(value, Text) else value


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
    """Stop a template that runs out of its time (:func:`generator.system.start_clock`) and bound memory where the system lets us: alarms work in the main
    thread, address space on Linux."""
    def stop() -> None:
        raise _TooLong

    with system.alarmed(stop):
        if not system.has_clock():
            yield
            return
        with system.memory_bound(BYTES):
            yield


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
