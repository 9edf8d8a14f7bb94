"""``nigao preview --watch``: drawing again whenever a file that the draft is made from has been saved.

Times and sizes of files are looked at, again and again: shared drives send no notice of changes, and an editor that saves by a new file under the old
name changes them too.
"""
from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NoReturn

from generator.cli.failure import describe
from generator.cli.options import Wanted
from generator.cli.show import put, tell
from generator.errors import BankError, BriefError, CallError, DocumentError, NigaoError
from generator.model import Settings
from generator.outside import NAME, outside

_PAUSE = 0.3                                     # seconds between two looks
_STEP = 0.05                                     # between two looks at files that are being written
_PATIENCE = 1.5                                  # for a file that is missing or empty: an editor is at work on it
_KINDS = (".yaml", ".j2")                        # files of a user's folders that drafts are made from
_CLEAR = "\x1b[H\x1b[2J"
_TAIL = 3                                        # a screen's part that what has changed may take

State = Mapping[Path, tuple[int, int]]           # time (nanoseconds) and size by file, those that are there


def watch(brief: str, wanted: Wanted, draw: Callable[[], str], spoil: Callable[[str], None] | None = None) -> NoReturn:
    """Shows what ``draw`` gives, now and after every save, until KeyboardInterrupt. Where it raises for what the user wrote, that is shown and handed
    to ``spoil``, and the last good drawing stays above it. Raises OverwriteError and WriteError, and CallError from the first drawing."""
    good, size = "", shutil.get_terminal_size()
    while True:
        places = watched(brief, wanted)
        state = look(places)
        try:
            text = draw()
            put(screen(text, good, state, size))
            good = text
        except (CallError, BriefError, BankError, DocumentError) as error:
            if isinstance(error, CallError) and not good:
                raise
            _tell_wrong(error, good, state, spoil)
        size = _await(places, state, size)


def _tell_wrong(error: NigaoError, good: str, state: State, spoil: Callable[[str], None] | None) -> None:
    message = describe(error)[0]
    if spoil is not None:
        spoil(message)
    put("\n".join([_clear() + _head(state), *(["", good, "", "── 上面是改错以前的稿子 ──"] if good else [""])]))
    tell(message)


def screen(text: str, before: str, state: State, size: os.terminal_size) -> str:
    """A drawing under its head. One that is higher than the screen ends with the lines that were not in the drawing ``before``, and the head again,
    since its end is what is seen."""
    shown = f"{_clear()}{_head(state)}\n\n{text}"
    if shown.count("\n") + 1 < size.lines:
        return shown
    old = set(before.splitlines())
    fresh = [line for line in text.splitlines() if line.strip() and line not in old][: max(1, size.lines // _TAIL)] if before else []
    return "\n".join([shown, "", *(["── 刚改动的行 ──", *fresh, ""] if fresh else []), _head(state)])


def _head(state: State) -> str:
    latest = max((at for at, _ in state.values()), default=0) // 10**9
    return f"{time.strftime('%H:%M:%S', time.localtime(latest))} 存的盘；再存盘就重画，按 Ctrl-C 结束。"


def _clear() -> str:
    return "\n" if os.environ.get("TERM") == "dumb" else _CLEAR


# ------------------------------------------------------------------------------------------------------ waiting
def _await(places: Iterable[Path], seen: State, size: os.terminal_size) -> os.terminal_size:
    """Returns when a file has changed and is whole again, or the terminal has another size, with the size that it has."""
    while (now := look(places)) == seen and shutil.get_terminal_size() == size:
        time.sleep(_PAUSE)
    last = time.monotonic() + _PATIENCE
    while True:
        time.sleep(_STEP)
        later = look(places)
        if later == now and (not _lacking(seen, now) or time.monotonic() > last):
            return shutil.get_terminal_size()
        now = later


def _lacking(seen: State, now: State) -> bool:
    """Whether a file that was there is gone or empty."""
    return any(path not in now or (now[path][1] == 0 and length) for path, (_, length) in seen.items())


def look(places: Iterable[Path]) -> State:
    """Time and size of every file, and of the files of every folder."""
    found = {}
    for path in _files(places):
        try:
            told = path.stat()
        except OSError:                          # missing, for a moment perhaps
            continue
        found[path] = told.st_mtime_ns, told.st_size
    return found


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        if not place.is_dir():
            yield place
            continue
        try:
            yield from (path for path in place.iterdir() if path.suffix in _KINDS)
        except OSError:
            continue


# ------------------------------------------------------------------------------------------------ what is watched
def watched(brief: str, wanted: Wanted) -> list[Path]:
    """The files and folders that the draft of a brief is made from, those among them that are not there yet but would count."""
    from generator.layouts import built_in

    path = Path(brief)
    home = path.resolve().parent
    settings = _settings(home)
    user = outside().file
    places = [path, *_shared(path), *((folder / NAME) for folder in (home, *home.parents)), *([user] if user is not None else [])]
    named = [*settings.templates, *settings.phrasebanks, *([] if built_in(settings.layout) else [settings.layout])]
    return [*places, *wanted.folders.templates, *wanted.folders.phrasebanks, *wanted.unlike, *map(Path, named)]


def _settings(folder: Path) -> Settings:
    """What is settled there as far as it can be read; what is wrong with it, drafting says."""
    from generator.settings import home_of, load_settings

    try:
        return load_settings(home_of(folder), [])
    except NigaoError:
        return Settings()


def _shared(brief: Path) -> Iterator[Path]:
    """The file of figures that a brief names, whatever else may be wrong with it."""
    from generator.source import decode, parse, read_bytes

    try:
        text = decode(read_bytes(brief), brief.name, [])
    except CallError:
        return
    root = parse(text, brief.name, []) if text is not None else None
    for key in ("figures_from", "数据来源"):
        if root is not None and key in root.entries and root.entries[key].kind == "scalar" and root.entries[key].text:
            yield brief.resolve().parent / root.entries[key].text
