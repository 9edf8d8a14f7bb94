"""Rules and filters that other packages bring (entry points ``nigao.rules`` and ``nigao.filters``). None is used unless a unit's settings name it: what is
installed on a machine alone never changes a draft or a review.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from generator.errors import FAILURES, BriefError, Problem
from generator.model import SEVERITIES, Text

RULES, FILTERS = "nigao.rules", "nigao.filters"
_PARTS = ("ID", "SEVERITY", "NEEDS", "check")


def installed(group: str) -> dict[str, EntryPoint]:
    """What other packages bring, by name; empty where none brings anything."""
    return {point.name: point for point in entry_points(group=group)}


def rules(names: Iterable[str]) -> dict[str, Any]:
    """The rules of some names: modules or objects with the parts of :class:`generator.checks.Rule`. Raises BriefError for one that is not installed, cannot be
    loaded, or is none."""
    found = _loaded(RULES, names, "规则")
    wrong = [name for name, rule in found.items() if not all(hasattr(rule, part) for part in _PARTS) or name != rule.ID or rule.SEVERITY not in SEVERITIES]
    if wrong:
        raise BriefError("设置有误", [Problem(f"另装的规则“{name}”不合规矩：{_lack(name, found[name])}", hint="见 docs/extending.md") for name in wrong])
    return found


def _lack(name: str, rule: Any) -> str:
    """What a rule lacks to be one."""
    missing = [part for part in _PARTS if not hasattr(rule, part)]
    if missing:
        return f"没有 {'、'.join(missing)}"
    return f"ID 是“{rule.ID}”，要和入口的名称一样" if name != rule.ID else f"SEVERITY 是“{rule.SEVERITY}”，只能是 {'、'.join(SEVERITIES)}"


def filters(names: Iterable[str]) -> dict[str, Callable[..., Any]]:
    """The filters of some names. Raises BriefError as :func:`rules` does."""
    return _loaded(FILTERS, names, "过滤器")


def _loaded(group: str, names: Iterable[str], called: str) -> dict[str, Any]:
    wanted = tuple(names)
    if not wanted:
        return {}
    known = installed(group)
    problems = [Problem(f"没有装{called}“{name}”", name.place if isinstance(name, Text) else None, hint=f"装上带它的包；装了的有：{'、'.join(sorted(known)) or '（没有）'}")
                for name in wanted if name not in known]
    if problems:
        raise BriefError(f"设置有{len(problems)}处问题", problems)
    failed = [Problem(f"另装的{called}“{name}”读不进来：{why}", name.place if isinstance(name, Text) else None, hint="重装带它的包，或从 nigao.yaml 里去掉")
              for name in wanted if (why := broken(known[name]))]
    if failed:
        raise BriefError(f"设置有{len(failed)}处问题", failed)
    return {str(name): known[name].load() for name in wanted}


def broken(point: EntryPoint) -> str:
    """Why something that another package brings cannot be loaded; empty where it can. This runs that package's code."""
    try:
        point.load()
    except (ImportError, SyntaxError, *FAILURES) as error:
        return f"{type(error).__name__}: {error}"
    return ""
