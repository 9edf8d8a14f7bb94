"""The edge: every exception becomes one Chinese block on stderr and the contract's exit code."""
from __future__ import annotations

import os
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from cli_calls import ROOT, call, shell
from generator.cli.edge import EdgeGroup
from generator.cli.outputs import file_name
from generator.errors import BankError, BriefError, CallError, DocumentError, NigaoError, OverwriteError, Place, Problem, WriteError

PROBLEM = Problem("数值写错了", Place("要点.yaml", 12, 5), "figures.signed.value", "写成 141")
OUTCOMES = [
    (CallError("没有这个文件夹"), 2, "错误：没有这个文件夹\n"),
    (BriefError("写作要点有1处问题", [PROBLEM]), 3,
     "错误：写作要点有1处问题\n要点.yaml:12:5  figures.signed.value\n  数值写错了\n  写成 141\n"),
    (BankError("语块有误"), 4, "错误：语块有误\n"),
    (DocumentError("文件读不了"), 5, "错误：文件读不了\n"),
    (OverwriteError("已有这个文件"), 6, "错误：已有这个文件\n"),
    (WriteError("磁盘已满"), 7, "错误：磁盘已满\n"),
    (NigaoError("说不清"), 70, "错误：说不清\n"),
    (KeyboardInterrupt(), 130, "已中断。\n"),
    (click.UsageError("不成"), 2, "错误：不成\n用法： nigao boom [OPTIONS]\n看帮助：nigao boom --help\n"),
]


def failing(error: BaseException) -> EdgeGroup:
    """A command line whose only command raises ``error``."""
    group = EdgeGroup(name="nigao", commands_table={})

    @click.command(name="boom")
    def boom() -> None:
        raise error

    group.commands_table = {"boom": ("generator.cli:boom", "")}
    group.get_command = lambda ctx, name: boom  # type: ignore[method-assign]
    return group


def run(error: BaseException, **env: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command that raises ``error``."""
    result = CliRunner().invoke(failing(error), ["boom"], env=env)
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize(("error", "code", "message"), OUTCOMES, ids=lambda value: type(value).__name__)
def test_an_error_ends_in_its_code_and_one_block(error, code, message):
    """Nothing on stdout, the whole message on stderr, no traceback."""
    ended, out, err = run(error)
    assert (ended, out, err.lstrip("\n")) == (code, "", message)


BUGS = [KeyError("x"), RecursionError("深"), MemoryError(), AssertionError(), OSError(5, "坏了"), ValueError("a\nb")]


@pytest.mark.parametrize("error", BUGS, ids=lambda error: type(error).__name__)
def test_a_bug_is_one_line_that_says_where_to_report_it(error):
    """Exit 70; the line names the exception, its place and our issue tracker, on no particular host."""
    code, out, err = run(error)
    assert (code, out) == (70, "")
    assert err.startswith(f"程序内部出错：{type(error).__name__}")
    assert "test_cli_failure.py:" in err and "issues" in err and "http" not in err
    assert err.count("\n") == 1 and "Traceback" not in err


@pytest.mark.parametrize("error", [KeyError("x"), CallError("不成")], ids=lambda error: type(error).__name__)
def test_debugging_shows_the_traceback_and_keeps_the_code(error):
    """``NIGAO_DEBUG=1`` is for us."""
    code, _, err = run(error, NIGAO_DEBUG="1")
    assert "Traceback" in err
    assert code == run(error)[0]


def test_messages_cannot_drive_the_terminal():
    """Control characters out of a file are shown, not obeyed."""
    assert "\x1b" not in run(CallError("\x1b[31m红\x07"))[2]


def test_usage_errors_suggest_and_point_to_help():
    """click's words and ours make one block."""
    result = call("draft", "--variants")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.replace("'", "") == (          # some releases of click quote the near ones
        "错误：没有 --variants 这个选项。是不是 --variant？\n"
        "用法：nigao draft [选项] 要点\n看帮助：nigao draft --help\n")


def test_a_reader_who_has_had_enough_is_no_error():
    """A closed pipe ends the run quietly."""
    with subprocess.Popen([sys.executable, "-m", "generator", "schema"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env=os.environ | {"PYTHONUTF8": "1"}) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full on this system")  # noqa: PTH110
def test_a_full_disk_behind_stdout_is_exit_7():
    """What could not be written is said, not lost."""
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run([sys.executable, "-m", "generator", "schema"], cwd=ROOT, stdout=full, stderr=subprocess.PIPE,
                              env=os.environ | {"PYTHONUTF8": "1"}, check=False)
    assert done.returncode == 7
    assert done.stderr.decode("utf-8").startswith("错误：写不到标准输出")
    assert b"Traceback" not in done.stderr and b"Exception" not in done.stderr


@pytest.mark.parametrize("encoding", ["gbk", "cp936", "big5", "latin-1"])
def test_output_survives_a_poor_console(encoding):
    """Help and errors print on a console that lacks characters of ours."""
    for arguments in (["--help"], ["draft", "不存在\U0001f600.yaml"]):
        done = shell(*arguments, env={"PYTHONUTF8": "0", "PYTHONIOENCODING": encoding})
        assert done.returncode in (0, 2)
        assert b"Traceback" not in done.stderr and b"UnicodeEncodeError" not in done.stderr
        (done.stdout or done.stderr).decode(encoding)


@pytest.mark.parametrize(("title", "name"), [
    ("在全县招商引资工作会议上的讲话", "在全县招商引资工作会议上的讲话"),
    ("a/b\\c:d*e?f\"g<h>i|j", "a_b_c_d_e_f_g_h_i_j"),
    ("../../etc/passwd", "_.._etc_passwd"),
    (" 题\n目\t", "题目"), ("", "讲话稿"), ("...", "讲话稿"), ("CON", "_CON"), ("com1.txt", "_com1.txt"), ("\u202e题", "题"),
    ("长" * 300, "长" * 60),
])
def test_a_title_becomes_a_safe_file_name(title, name):
    """What any of the usual systems refuses in a name is replaced or dropped."""
    assert file_name(title) == name
