"""What differs between systems, on systems that are none: Windows that holds on to files, consoles without characters, no clock, no files without a name."""
from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cli_calls import ROOT, brief_in
from generator import system
from generator.errors import WriteError
from generator.templating import Templates
from generator.writers.safe import write_files


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that calls itself Windows, and pauses shortly."""
    monkeypatch.setattr(system, "WINDOWS", True)
    monkeypatch.setattr(system, "_PAUSE", 0.0)


def held(times: int) -> Callable[[Path, Path], Path]:
    """``Path.replace`` that is refused so many times, as while a scanner looks at the file."""
    real, count = Path.replace, iter(range(10_000))

    def replace(self: Path, target: Path) -> Path:
        if next(count) < times:
            raise PermissionError(13, "另一个程序正在使用此文件")
        return real(self, target)

    return replace


def test_a_file_that_is_looked_at_for_a_moment_is_replaced(windows: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked again; who holds on for longer than a second is told of."""
    monkeypatch.setattr("generator.writers.recognise.state", lambda _path: "ours")
    monkeypatch.setattr(system, "nameless", lambda _folder: None)
    (tmp_path / "a.md").write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", held(5))
    write_files({tmp_path / "a.md": b"new"}, force=True)
    assert (tmp_path / "a.md").read_bytes() == b"new"
    monkeypatch.setattr(Path, "replace", held(1000))
    with pytest.raises(WriteError, match="没有写的权限"):
        write_files({tmp_path / "a.md": b"newer"}, force=True)
    assert (tmp_path / "a.md").read_bytes() == b"new" and not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_elsewhere_nobody_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal is one at once."""
    monkeypatch.setattr(system, "WINDOWS", False)
    monkeypatch.setattr(Path, "replace", held(1))
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(PermissionError):
        system.replace(tmp_path / "a", tmp_path / "b")


def test_the_cache_lies_where_windows_keeps_such_things(windows: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the user's local folder."""
    monkeypatch.setenv("LOCALAPPDATA", "X:/Local")
    assert system.cache_folder() == Path("X:/Local/nigao")


def test_without_a_clock_templates_are_rendered_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows, and any thread but the main one."""
    said: list[str] = []
    thread = threading.Thread(target=lambda: said.append(Templates().render("{{ cn(3) }}", {}, "试")))
    thread.start()
    thread.join()
    monkeypatch.delattr("signal.setitimer", raising=False)
    assert [*said, Templates().render("{{ cn(4) }}", {}, "试")] == ["三", "四"]


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="no files without a name on this system")
def test_a_file_without_a_name_takes_one(tmp_path: Path) -> None:
    """It is nowhere until then, and never takes a name that is in use."""
    handle = system.nameless(tmp_path)
    assert handle is not None
    os.write(handle, b"x")
    assert list(tmp_path.iterdir()) == []
    system.name(handle, tmp_path / "a")
    with pytest.raises(FileExistsError):
        system.name(handle, tmp_path / "a")
    os.close(handle)
    assert (tmp_path / "a").read_bytes() == b"x"


def test_a_console_without_a_character_shows_a_question_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing ends because of it."""
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, io.TextIOWrapper(io.BytesIO(), encoding="gbk"))
    system.survive_any_console()
    sys.stdout.write("\U0001f600好\n")
    sys.stdout.flush()
    assert sys.stdout.buffer.getvalue().strip() == b"?" + "好".encode("gbk")


def test_only_one_room_asks_which_system_it_is() -> None:
    """``os.name``, ``sys.platform``, signals, resources, masks: nowhere but here; the pager and the opener of pages are asked by name."""
    for path in (ROOT / "generator").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if path.name != "system.py":
            assert not re.search(r"\bos\.(name|umask|O_TMPFILE)\b|^\s*import (signal|resource|fcntl|msvcrt)$", text, re.MULTILINE), path


def test_the_command_runs_as_on_windows(tmp_path: Path) -> None:
    """With what Windows lacks taken away: no signals of time, no masks of files without a name, no resource, no fork."""
    brief_in(tmp_path)
    program = ("import os, signal, sys; del signal.setitimer; sys.modules['resource'] = None; del os.O_TMPFILE; from generator import system; system.WINDOWS = True; "
               "sys.argv = ['nigao', 'draft', '要点.yaml', '-o', '稿.docx']; from generator.cli.main import nigao; nigao()")
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, check=False,
                          env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "LOCALAPPDATA": str(tmp_path / "Local")})
    assert done.returncode == 0, done.stderr.decode("utf-8")
    assert (tmp_path / "Local" / "nigao").is_dir() and time.monotonic() - begun < 30
