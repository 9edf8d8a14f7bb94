"""Whatever fails while a file is written, and whenever, what was there stays whole: every call of the write path fails once, in every way."""
from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from cli_calls import ROOT, brief_in, files_in
from generator.errors import NigaoError
from generator.readers.document import read_document
from generator.writers.safe import rewrite, write_files

OLD = "旧稿\n<!-- nigao:"                        # the provenance of a text is checked elsewhere: here every old file is ours
NEW = b"new " * 9000
CALLS = ("open", "fsync", "link", "replace", "chmod", "close")
FAILURES = (errno.ENOSPC, errno.EACCES, errno.EIO, errno.EROFS)


class Trouble:
    """Calls of the write path are counted; the one at ``at`` does not return, or only when it is done (``late``)."""

    def __init__(self, at: int, end: Callable[[], None], *, late: bool = False) -> None:
        self.at, self.end, self.late, self.count = at, end, late, 0

    def over(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """A call that fails when its turn comes."""
        def call(*given: Any, **named: Any) -> Any:
            self.count += 1
            mine = self.count == self.at
            if mine and not self.late:
                self.end()
            found = real(*given, **named)
            if mine and self.late:
                self.end()
            return found

        return call


def troubled(monkeypatch: pytest.MonkeyPatch, trouble: Trouble) -> None:
    """The system as a writer sees it, with a trouble in it. What an opening call gave nobody could close, so a late trouble leaves those alone."""
    for name in CALLS:
        if not (trouble.late and name == "open"):
            monkeypatch.setattr(os, name, trouble.over(getattr(os, name)))
    if not trouble.late:
        monkeypatch.setattr(io, "open", trouble.over(io.open))


def fails(number: int) -> Callable[[], None]:
    """An end that is an error of the system."""
    def end() -> None:
        raise OSError(number, os.strerror(number))

    return end


def without(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """A system that lacks some things: files without a name, links."""
    for name in names:
        if name == "nameless":
            monkeypatch.delattr(os, "O_TMPFILE", raising=False)
        else:
            monkeypatch.setattr(os, name, lambda *_given, **_named: fails(errno.ENOSYS)())


def state(folder: Path) -> dict[str, bytes]:
    """The files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def write(way: str, folder: Path) -> dict[Path, bytes]:
    """Writes as commands do: new files, old ones replaced, both at once, an old one rewritten, with a copy kept or without. What was to be written."""
    names = {"new": ["b.md"], "both": ["a.md", "b.md"]}.get(way, ["a.md"])
    outputs = {folder / name: NEW for name in names}
    if way in ("rewritten", "kept"):
        rewrite(outputs, keep=way == "kept")
    else:
        write_files(outputs, force=True)
    return outputs


WAYS = ["new", "replaced", "both", "rewritten", "kept"]
SYSTEMS = [(), ("nameless",), ("link",), ("nameless", "link")]


@pytest.mark.parametrize("lacking", SYSTEMS, ids=lambda lacking: "无" + "、".join(lacking) if lacking else "全")
@pytest.mark.parametrize("number", FAILURES, ids=lambda number: errno.errorcode[number])
@pytest.mark.parametrize("way", WAYS)
def test_any_call_may_fail(way: str, number: int, lacking: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All outputs are new and whole, or the folder is as it was; no temporary file is left. Every call in turn, until none is left to fail."""
    monkeypatch.setattr("generator.writers.recognise.state", lambda _path: "ours")
    for at in range(1, 200):
        folder = tmp_path / str(at)
        folder.mkdir()
        (folder / "a.md").write_text(OLD, encoding="utf-8")
        before = state(folder)
        trouble = Trouble(at, fails(number))
        outputs: dict[Path, bytes] = {}
        with monkeypatch.context() as patched:
            without(patched, *lacking)
            troubled(patched, trouble)
            try:
                outputs = write(way, folder)
            except NigaoError as error:
                assert error.code in (6, 7)
        after = state(folder)
        assert not [name for name in after if name.startswith(".")]
        if outputs:
            assert all(after[path.name] == NEW for path in outputs)
            assert way in ("new", "rewritten") or after["a.md.bak"] == before["a.md"]
        else:
            assert after == before
        if trouble.count < at:
            return
    raise AssertionError("the calls never end")


@pytest.mark.parametrize("lacking", SYSTEMS, ids=lambda lacking: "无" + "、".join(lacking) if lacking else "全")
@pytest.mark.parametrize("late", [False, True], ids=["前", "后"])
@pytest.mark.parametrize("way", WAYS)
def test_a_person_may_interrupt_any_call(way: str, late: bool, lacking: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C just before or just after a call: every file is the old one or the new one, and what was to be kept is kept."""
    monkeypatch.setattr("generator.writers.recognise.state", lambda _path: "ours")

    def interrupt() -> None:
        raise KeyboardInterrupt

    for at in range(1, 200):
        folder = tmp_path / str(at)
        folder.mkdir()
        (folder / "a.md").write_text(OLD, encoding="utf-8")
        trouble = Trouble(at, interrupt, late=late)
        with monkeypatch.context() as patched, suppress(KeyboardInterrupt):
            without(patched, *lacking)
            troubled(patched, trouble)
            write(way, folder)
        after = state(folder)
        assert after["a.md"] in (OLD.encode(), NEW)
        assert after.get("b.md", NEW) == NEW
        assert way == "rewritten" or OLD.encode() in after.values()
        if trouble.count < at:
            return
    raise AssertionError("the calls never end")


KILLED = """
import os, sys
sys.path[:0] = [{root!r}, {tests!r}]
import pytest
import test_write_faults as faults
from generator.writers import recognise
from pathlib import Path
recognise.state = lambda _path: "ours"
patched = pytest.MonkeyPatch()
faults.without(patched, *{lacking!r})
faults.troubled(patched, faults.Trouble({at}, lambda: os._exit(9)))
faults.write_files({{Path({path!r}): faults.NEW}}, force=True)
os._exit(0)
"""


@pytest.mark.parametrize("lacking", [(), ("nameless",)], ids=["全", "无 nameless"])
@pytest.mark.parametrize("exists", [False, True])
def test_a_program_may_be_killed_at_any_call(exists: bool, lacking: tuple[str, ...], tmp_path: Path) -> None:
    """The file is the old one, the new one or not there, never a part of one; where files without names exist, nothing else is left but a backup."""
    for at in range(1, 60):
        folder = tmp_path / str(at)
        folder.mkdir()
        path = folder / "a.md"
        if exists:
            path.write_text(OLD, encoding="utf-8")
        program = KILLED.format(root=str(ROOT), tests=str(ROOT / "tests"), lacking=lacking, at=at, path=str(path))
        done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True)
        assert done.returncode in (0, 9), done.stderr
        assert (path.read_bytes() if path.exists() else None) in (NEW, OLD.encode("utf-8") if exists else None)
        assert exists or lacking or {left.name for left in folder.iterdir()} <= {"a.md"}
        if done.returncode == 0:
            return
    raise AssertionError("the calls never end")


def test_two_programs_may_write_one_file(tmp_path: Path) -> None:
    """One draft is there, whole; the other program says so and ends with 6."""
    path = brief_in(tmp_path)
    call = [sys.executable, "-m", "generator", "draft", str(path), "-o", str(tmp_path / "稿.docx")]
    running = [subprocess.Popen(call, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(2)]
    assert sorted(process.wait() for process in running) == [0, 6]
    assert read_document(tmp_path / "稿.docx").record and files_in(tmp_path) == {"要点.yaml", "稿.docx"}
