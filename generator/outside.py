"""What lies outside a project's folder and may say how nigao works there: variables of the environment and the user's own file (base room).

Neither counts by itself, so that a program that uses nigao as a library gives the same everywhere. Whoever runs a command lets them in.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

PREFIX = "NIGAO_"
NAME = "nigao.yaml"                              # of a unit's settings, and of a user's


class Outside(NamedTuple):
    """``variables`` without their prefix, in small letters (``layout`` of NIGAO_LAYOUT); ``file`` is the user's own, which need not exist."""

    variables: Mapping[str, str] = {}
    file: Path | None = None


_OUTSIDE: ContextVar[Callable[[], Outside] | None] = ContextVar("outside", default=None)


def outside() -> Outside:
    """What was let in; nothing by default."""
    found = _OUTSIDE.get()
    return found() if found is not None else Outside()


def let_in(environment: Mapping[str, str]) -> None:
    """Variables of an environment and the file in the user's configuration folder count from now on, in this thread."""
    variables = {name.removeprefix(PREFIX).lower(): value for name, value in environment.items() if name.startswith(PREFIX) and value}
    _OUTSIDE.set(lru_cache(maxsize=1)(lambda: Outside(variables, _user_file())))      # looked up when it is asked for: help asks for nothing


def _user_file() -> Path | None:
    """Where the system's programs keep a user's settings (platformdirs); None where nobody knows where home is."""
    from platformdirs import user_config_path

    try:
        return user_config_path("nigao", appauthor=False) / NAME
    except RuntimeError:
        return None
