"""What differs between operating systems, in one place (base room): folders, replacing and naming files, consoles, limits of time and memory."""
from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path  # help is shown without it

WINDOWS = os.name == "nt"
_TRIES, _PAUSE = 20, 0.05                        # a virus scanner or an indexer lets go of a file within a second


def cache_folder() -> Path:
    """Where the system's programs keep what can be made again. Raises RuntimeError where nobody knows where home is."""
    from pathlib import Path

    if WINDOWS:
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "nigao"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "nigao"


# -------------------------------------------------------------------------------------------------------- files
def replace(source: Path, target: Path) -> None:
    """One file in the place of another, by one rename. Windows refuses while anybody looks at either: it is asked again for a second. Raises OSError."""
    for left in reversed(range(_TRIES if WINDOWS else 1)):
        try:
            source.replace(target)
            return
        except PermissionError:
            if not left:
                raise
            time.sleep(_PAUSE)


def nameless(folder: Path) -> int | None:
    """An open file in a folder that has no name yet and is gone when the program dies; None where the system has no such files."""
    with contextlib.suppress(AttributeError, OSError):
        handle = os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o600)
        if place_of(handle).exists():
            return handle
        os.close(handle)
    return None


def place_of(handle: int) -> Path:
    """Where a file without a name can be read."""
    from pathlib import Path

    return Path(f"/proc/self/fd/{handle}")


def name(handle: int, target: Path) -> None:
    """A name for a file without one. Raises FileExistsError where it is taken, OSError where it cannot have one."""
    os.link(place_of(handle), target, src_dir_fd=handle, follow_symlinks=True)      # followed only where a folder is given, which an absolute path ignores


def new_mode() -> int:
    """The mode that the user's umask gives a new file."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


# ----------------------------------------------------------------------------------------------------- consoles
def survive_any_console() -> None:
    """A character that a console lacks (GBK, Big5) prints as ``?`` instead of ending the run."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


# ------------------------------------------------------------------------------------------------------- limits
def has_clock() -> bool:
    """Whether an alarm can stop this thread: only the main one, and not on Windows."""
    return threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer")


def start_clock(seconds: float) -> None:
    """An alarm after so many seconds; 0 takes it back. Nothing where there is no clock."""
    if has_clock():
        signal.setitimer(signal.ITIMER_REAL, seconds)


def ignore_interrupts() -> None:
    """Ctrl-C is for the parent to tell of."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextlib.contextmanager
def alarmed(stop: Callable[[], None]) -> Iterator[None]:
    """``stop`` is called when the clock runs out."""
    if not has_clock():
        yield
        return
    before = signal.signal(signal.SIGALRM, lambda _number, _frame: stop())
    try:
        yield
    finally:
        start_clock(0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def memory_bound(more: int) -> Iterator[None]:
    """At most so many bytes more than the program has now, where the system can tell and bound that (Linux); elsewhere nothing is bound."""
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as told:  # noqa: PTH123
            used = int(told.read().split()[0]) * resource.getpagesize()
    except (ImportError, OSError, ValueError):
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (used + more if hard == resource.RLIM_INFINITY else min(used + more, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
