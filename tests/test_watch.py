"""``nigao preview --watch``: what a person sees who saves, slips, mends and has had enough."""
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
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cli_calls import BRIEF, ROOT, brief_in, call, files_in, heeding
from generator.cli import watch
from generator.cli.options import Folders, Wanted

TITLED = f"title: 在全县会议上的讲话\n{BRIEF}"
CLEAR = "\x1b[H\x1b[2J"
SOON = 2.0                                       # seconds from a save to its drawing, at the best of three
LATE = 10.0                                      # on a machine that is busy with other tests
START = 30.0


class Session:
    """A watching command on a terminal of its own."""

    def __init__(self, process: subprocess.Popen[bytes], ours: int) -> None:
        self.process, self.ours = process, ours
        self.shown = b""
        self.mark = 0                            # where what was not waited for yet begins

    def wait_for(self, words: str, seconds: float = LATE) -> str:
        """What was shown up to some words, which must come in time."""
        end = time.monotonic() + seconds
        while words.encode() not in self.shown[self.mark :]:
            left = end - time.monotonic()
            assert left > 0, f"没有等到“{words}”：{self.shown[self.mark :].decode('utf-8', 'replace')}"
            self._read(left)
        found = self.shown.index(words.encode(), self.mark) + len(words.encode())
        seen, self.mark = self.shown[self.mark : found], found
        return seen.decode("utf-8", "replace")

    def rest(self, seconds: float) -> str:
        """What else is shown within so many seconds."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)
        seen, self.mark = self.shown[self.mark :], len(self.shown)
        return seen.decode("utf-8", "replace")

    def interrupt(self) -> int:
        """The exit code after Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        end = time.monotonic() + START
        while self.process.poll() is None and time.monotonic() < end:
            self._read(0.1)
        return self.process.wait(1)

    def _read(self, seconds: float) -> None:
        if select.select([self.ours], [], [], seconds)[0]:
            try:
                self.shown += os.read(self.ours, 65536)
            except OSError:                      # the other end is closed
                time.sleep(0.05)


@contextmanager
def watching(folder: Path, *arguments: str, env: dict[str, str] | None = None, lines: int = 400) -> Iterator[Session]:
    """``nigao preview … --watch`` in a folder, ended whatever happens."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, 80, 0, 0))
    surroundings = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "TERM": "xterm",
                    "HOME": os.environ.get("HOME", str(folder)), "XDG_CONFIG_HOME": "/nonexistent"} | (env or {})
    process = subprocess.Popen([sys.executable, "-m", "generator", "preview", *arguments, "--watch"], cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs,
                               env=surroundings, start_new_session=True, preexec_fn=heeding)  # noqa: PLW1509
    os.close(theirs)
    try:
        yield Session(process, ours)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait(10)
        os.close(ours)


def test_save_slip_mend_and_ctrl_c(tmp_path: Path) -> None:
    """New words within two seconds; a slip is shown where it is, under the last good draft; mended, the draft is back; Ctrl-C is 130."""
    brief = brief_in(tmp_path, TITLED)
    with watching(tmp_path, brief.name) as session:
        first = session.wait_for("通用语块：", START)
        assert "Ctrl-C 结束" in first.split("在全县会议上的讲话")[0] and "141个" in first
        took = []
        for value in (151, 154, 157):
            brief.write_text(TITLED.replace("value: 141", f"value: {value}"), encoding="utf-8")
            saved = time.monotonic()
            assert CLEAR in session.wait_for(f"{value}个")
            took.append(time.monotonic() - saved)
            session.wait_for("通用语块：")
        assert min(took) < SOON
        brief.write_text(TITLED.replace("year: 2026", "yaer: 2026"), encoding="utf-8")
        broken = session.wait_for("yaer")
        broken += session.rest(0.3)
        assert "157个" in broken and broken.index("157个") < broken.index("上面是改错以前的稿子") < broken.index("错误：写作要点有") and "要点.yaml:2:1" in broken
        brief.write_text(TITLED.replace("value: 141", "value: 163"), encoding="utf-8")
        mended = session.wait_for("163个")
        assert "错误" not in mended
        session.wait_for("通用语块：")
        assert session.interrupt() == 130
        assert "已中断" in session.rest(0.1) and files_in(tmp_path) == {"要点.yaml"}


def test_a_brief_that_is_wrong_from_the_start_is_waited_for(tmp_path: Path) -> None:
    """The error first, the draft as soon as it is mended."""
    brief = brief_in(tmp_path, "year: 2026\n")
    with watching(tmp_path, brief.name) as session:
        session.wait_for("错误：", START)
        brief.write_text(TITLED, encoding="utf-8")
        session.wait_for("141个")


def test_editors_that_save_by_renaming(tmp_path: Path) -> None:
    """A file that is away for a moment, empty for a moment, another one in the end: no error is shown, only the new draft."""
    brief = brief_in(tmp_path, TITLED)
    with watching(tmp_path, brief.name) as session:
        session.wait_for("通用语块：", START)
        session.rest(0.2)
        brief.rename(tmp_path / "要点.yaml~")
        time.sleep(0.5)
        brief.write_text("", encoding="utf-8")
        time.sleep(0.4)
        (tmp_path / "新").write_text(TITLED.replace("value: 141", "value: 157"), encoding="utf-8")
        (tmp_path / "新").replace(brief)
        assert "错误" not in session.wait_for("157个")


def test_a_brief_that_is_gone_for_good_is_said_and_comes_back(tmp_path: Path) -> None:
    """Not a moment but seconds: the error, and the draft once it is there again."""
    brief = brief_in(tmp_path, TITLED)
    with watching(tmp_path, brief.name) as session:
        session.wait_for("通用语块：", START)
        brief.unlink()
        session.wait_for("没有这个文件")
        brief.write_text(TITLED.replace("value: 141", "value: 157"), encoding="utf-8")
        session.wait_for("157个")


def test_whatever_else_the_draft_is_made_from_is_watched(tmp_path: Path) -> None:
    """The shared figures, made later too; nigao.yaml; a block of one's own; each redraws."""
    brief = brief_in(tmp_path, TITLED + "figures_from: 全县.yaml\nhighlights:\n- {head: 企业多了, figures: [shared]}\n")
    bank = tmp_path / "语块"
    bank.mkdir()
    with watching(tmp_path, brief.name, "--phrasebank", "语块") as session:
        session.wait_for("没有数据来源文件", START)
        shared = tmp_path / "全县.yaml"
        shared.write_text("shared: {label: 规上企业, value: 35, unit: 家, last: 30}\n", encoding="utf-8")
        session.wait_for("35家")
        session.wait_for("通用语块：")
        shared.write_text("shared: {label: 规上企业, value: 46, unit: 家, last: 30}\n", encoding="utf-8")
        session.wait_for("46家")
        session.wait_for("通用语块：")
        (tmp_path / "nigao.yaml").write_text("layuot: print\n", encoding="utf-8")
        session.wait_for("layuot")
        (tmp_path / "nigao.yaml").write_text("layout: print\n", encoding="utf-8")
        session.wait_for("46家")
        session.wait_for("通用语块：")
        (bank / "自己的.yaml").write_text("blocks: [\n", encoding="utf-8")
        session.wait_for("自己的.yaml")


@pytest.mark.parametrize(("option", "words"), [("--explain", "OPN."), ("--stats", "项都在范围里|出了范围"), ("--outline", "语步：")])
def test_every_view_can_be_watched(option: str, words: str, tmp_path: Path) -> None:
    """Margin, style meter and outline redraw as the draft does."""
    brief = brief_in(tmp_path, TITLED)
    with watching(tmp_path, brief.name, option) as session:
        session.wait_for("在全县会议上的讲话", START)
        shown = session.rest(1.5)
        assert any(word in shown for word in words.split("|"))
        brief.write_text(TITLED.replace("全县会议", "全县大会"), encoding="utf-8")
        session.wait_for("在全县大会上的讲话")


def test_a_low_screen_ends_with_what_has_changed(tmp_path: Path) -> None:
    """Where the draft is higher than the screen, its end is what is seen: the changed lines and the head stand there."""
    brief = brief_in(tmp_path, TITLED)
    with watching(tmp_path, brief.name, lines=24) as session:
        session.wait_for("通用语块：", START)
        session.wait_for("Ctrl-C 结束")
        session.rest(0.2)
        brief.write_text(TITLED.replace("value: 141", "value: 157"), encoding="utf-8")
        session.wait_for("刚改动的行")
        changed = session.wait_for("Ctrl-C 结束")
        assert "157" in changed and changed.count("\n") < 16


@pytest.mark.parametrize(("env", "coloured", "cleared"), [({}, True, True), ({"NO_COLOR": "1"}, False, True), ({"TERM": "dumb"}, False, False)], ids=str)
def test_colour_and_clearing_are_for_terminals_that_take_them(env: dict[str, str], coloured: bool, cleared: bool, tmp_path: Path) -> None:
    """NO_COLOR leaves the clearing, a dumb terminal gets neither."""
    brief_in(tmp_path, TITLED)
    with watching(tmp_path, "要点.yaml", env=env) as session:
        shown = session.wait_for("通用语块：", START)
    assert (CLEAR in shown, "\x1b[" in shown.replace(CLEAR, "")) == (cleared, coloured)


@pytest.mark.parametrize(("arguments", "stdin", "told"), [
    (["要点.yaml", "--watch"], None, "--watch 要在终端里用"),
    (["要点.yaml", "--watch", "--html"], None, "--watch 要在终端里用"),
    (["-", "--watch"], TITLED, "标准输入守不住"),
    (["要点.yaml", "--watch", "--html", "-o", "-"], None, "不能往标准输出写网页"),
])
def test_what_cannot_be_watched(arguments: list[str], stdin: str | None, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe, stdin, a page on stdout: exit 2, what to do, nothing written."""
    monkeypatch.chdir(tmp_path)
    brief_in(tmp_path, TITLED)
    result = call("preview", *arguments, stdin=stdin)
    assert (result.exit_code, result.stdout) == (2, "") and told in result.stderr
    assert files_in(tmp_path) == {"要点.yaml"}


def test_a_page_is_written_anew_and_tells_what_is_wrong(tmp_path: Path) -> None:
    """``--html --watch``: the same file with the new numbers, no backups; it asks to be read again only while it is watched; a slip stands above the
    last good draft."""
    brief, page = brief_in(tmp_path, TITLED), tmp_path / "在全县会议上的讲话.html"
    with watching(tmp_path, brief.name, "--html", "--no-open") as session:
        session.wait_for("通用语块：", START)
        assert 'http-equiv="refresh" content="2"' in page.read_text(encoding="utf-8")
        brief.write_text(TITLED.replace("value: 141", "value: 157").replace("在全县会议", "在全县大会"), encoding="utf-8")
        session.wait_for("通用语块：")
        assert "157个" in page.read_text(encoding="utf-8") and "在全县大会" in page.read_text(encoding="utf-8")
        brief.write_text(TITLED.replace("year: 2026", "yaer: 2026"), encoding="utf-8")
        session.wait_for("yaer")
        told = page.read_text(encoding="utf-8")
        assert "要点.yaml:2:1" in told and told.index("yaer") < told.index("157个")
        brief.write_text(TITLED.replace("value: 141", "value: 163"), encoding="utf-8")
        session.wait_for("通用语块：")
        assert session.interrupt() == 130
    told = page.read_text(encoding="utf-8")
    assert "163个" in told and "refresh" not in told and "yaer" not in told
    assert files_in(tmp_path) == {"要点.yaml", page.name}


def test_a_page_that_is_not_ours_ends_the_watch(tmp_path: Path) -> None:
    """Exit 6 at once: nothing of a person's is replaced, and nobody waits for nothing."""
    brief_in(tmp_path, TITLED)
    (tmp_path / "页.html").write_text("<p>别人的</p>", encoding="utf-8")
    with watching(tmp_path, "要点.yaml", "--html", "--no-open", "-o", "页.html") as session:
        session.wait_for("已有文件", START)
        assert session.process.wait(START) == 6
    assert (tmp_path / "页.html").read_text(encoding="utf-8") == "<p>别人的</p>"


def test_what_counts_is_named_before_it_is_there(tmp_path: Path) -> None:
    """The settings of every folder above, the shared figures of a brief that is wrong otherwise, all folders that were asked for."""
    brief = brief_in(tmp_path, "yaer: 2026\n数据来源: 数/全县.yaml\n")
    found = watch.watched(str(brief), Wanted(None, 0, None, (), Folders((tmp_path / "甲",), (tmp_path / "乙",)), (tmp_path / "旧稿.docx",)))
    assert {brief, tmp_path / "数" / "全县.yaml", tmp_path / "nigao.yaml", tmp_path.parent / "nigao.yaml", tmp_path / "甲", tmp_path / "乙",
            tmp_path / "旧稿.docx"} <= set(found)
    assert watch.look([tmp_path / "没有"]) == {} and set(watch.look(found)) == {brief}
