"""Whatever terminal the user has: narrow, poor in characters, without a home; and whenever the user has had enough."""
from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from cli_calls import ROOT, brief_in, files_in, heeding
from generator.cli.columns import width

BARE = {"PAGER": "cat", "PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT)}
COMMANDS = [["preview", "要点.yaml", "--no-pager"], ["outline", "要点.yaml"], ["phrases", "--move", "OPN.CONVENE"], ["skeletons"], ["skeleton", "quarterly_review"], ["--help"],
            ["draft", "--help"], ["draft", "没有.yaml"]]


def on_terminal(folder: Path, *arguments: str, columns: int = 80, env: dict[str, str] | None = None) -> tuple[int, str]:
    """Exit code and all that a command shows on a terminal of so many columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen([sys.executable, "-m", "generator", *arguments], cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs,
                               env=BARE | {"PYTHONUTF8": "1", "TERM": "xterm"} | (env or {}), start_new_session=True)
    os.close(theirs)
    shown = b""
    while select.select([ours], [], [], 30)[0]:
        try:
            part = os.read(ours, 65536)
        except OSError:                           # the other end is closed
            break
        if not part:
            break
        shown += part
    os.close(ours)
    return process.wait(30), shown.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [20, 60, 200])
def test_the_speech_fits_the_terminal(columns: int, tmp_path: Path) -> None:
    """No line of a previewed speech is wider than the terminal."""
    brief_in(tmp_path)
    code, shown = on_terminal(tmp_path, "preview", "要点.yaml", "--no-pager", columns=columns, env={"NO_COLOR": "1"})
    lines = shown.partition("\n字数：")[0].split("\n")
    assert code == 0 and len(lines) > 10
    assert max(map(width, lines)) <= columns


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_narrow_terminal_is_no_reason_to_fail(command: list[str], tmp_path: Path) -> None:
    """Twenty columns: every page is shown."""
    brief_in(tmp_path)
    code, shown = on_terminal(tmp_path, *command, columns=20)
    assert code == (2 if "没有.yaml" in command else 0) and shown.strip() and "Traceback" not in shown


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "gbk"}, {"HOME": "/nonexistent"}, {"TERM": "dumb"}],
                         ids=lambda env: "".join(f"{name}={value}" for name, value in env.items()))
def test_a_poor_environment_drafts_all_the_same(env: dict[str, str], tmp_path: Path) -> None:
    """Without a language, a home or a rich console: the same file, and no traceback."""
    brief_in(tmp_path)
    told = [subprocess.run([sys.executable, "-m", "generator", "draft", "要点.yaml", "-o", name], cwd=tmp_path, env=BARE | given, capture_output=True, check=False)
            for name, given in (("甲.docx", env), ("乙.docx", {"PYTHONUTF8": "1"}))]
    assert [done.returncode for done in told] == [0, 0], told[0].stderr
    assert (tmp_path / "甲.docx").read_bytes() == (tmp_path / "乙.docx").read_bytes()
    assert b"Traceback" not in told[0].stderr and b"\x1b" not in told[0].stderr + told[0].stdout


@pytest.mark.parametrize("after", [0.05, 0.12, 0.2, 0.3, 0.45])
def test_ctrl_c_ends_with_130_and_leaves_nothing(after: float, tmp_path: Path) -> None:
    """Whenever it comes once the command has begun: 130, one line, no file half written."""
    brief_in(tmp_path)
    process = subprocess.Popen([sys.executable, "-m", "generator", "draft", "要点.yaml", "-o", "稿.docx"], cwd=tmp_path, env=BARE | {"PYTHONUTF8": "1"},
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heeding)  # noqa: PLW1509
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode in (0, 130, -signal.SIGINT)
    assert files_in(tmp_path) <= {"要点.yaml", "稿.docx"}
    if process.returncode == 130:
        assert "已中断" in err.decode("utf-8") and files_in(tmp_path) == {"要点.yaml"}
