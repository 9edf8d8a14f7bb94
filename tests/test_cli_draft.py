"""``nigao draft`` and ``nigao preview``: where the speech goes, in which format, and what is said about it."""
from __future__ import annotations

import json
import os
import re
import sys
import zipfile
from pathlib import Path

import pytest

from cli_calls import BRIEF, ROOT, brief_in, call, files_in, shell
from generator.cli.columns import width

TITLE = "标题：在全县会议上的讲话"
TITLED = f"title: {TITLE}\n{BRIEF}"
ACCOUNT = re.compile(r"字数：\d+，.*分钟\n数据：用了 \d+ 个指标，\d+ 个数\n")


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    """A brief with a title of its own, in a folder of its own."""
    return brief_in(tmp_path, TITLED)


def test_the_default_output_is_the_title_beside_the_brief(brief):
    """A .docx by the title's safe name; stdout gives its path and account."""
    result = call("draft", brief)
    assert (result.exit_code, result.stderr) == (0, "")
    made = brief.parent / f"{TITLE}.docx"
    assert files_in(brief.parent) == {"要点.yaml", made.name}
    assert zipfile.ZipFile(made).testzip() is None
    assert result.stdout.startswith(f"已写出：{made}\n")
    assert ACCOUNT.search(result.stdout) and "待补：" in result.stdout and "通用语块：占 " in result.stdout


@pytest.mark.parametrize(("name", "options", "beginning"), [
    ("稿.docx", [], b"PK"), ("稿.DOCX", [], b"PK"), ("稿.md", [], b"# "), ("稿.txt", [], TITLE.encode()), ("稿.json", [], b"{"),
    ("稿.txt", ["--to", "md"], b"# "), ("稿", ["--to", "txt"], TITLE.encode()), ("稿.pages", ["--to", "json"], b"{"),
])
def test_suffix_decides_the_format_and_to_overrides_it(brief, name, options, beginning):
    """The file is what was asked for, under exactly the name that was given."""
    result = call("draft", brief, "-o", brief.parent / name, *options)
    assert result.exit_code == 0, result.stderr
    assert (brief.parent / name).read_bytes().startswith(beginning)


def test_to_alone_changes_the_default_name(brief):
    """``--to md`` without ``-o`` writes title.md."""
    assert call("draft", brief, "--to", "md").exit_code == 0
    assert (brief.parent / f"{TITLE}.md").exists()


def test_stdin_drafts_into_the_current_folder(tmp_path, monkeypatch):
    """``-`` as the brief reads stdin."""
    monkeypatch.chdir(tmp_path)
    result = call("draft", "-", "--to", "txt", stdin=TITLED)
    assert result.exit_code == 0, result.stderr
    assert files_in(tmp_path) == {f"{TITLE}.txt"}


def test_json_on_stdout_is_json_alone(brief):
    """``--to json -o -`` prints one document in the contract's shape, and nothing on stderr."""
    result = call("draft", brief, "--to", "json", "-o", "-")
    told = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (0, "")
    assert set(told) == {"schema", "title", "skeleton", "variant", "characters", "minutes", "paragraphs", "figures", "facts", "unused", "notes",
                         "gaps", "provenance"}
    assert (told["schema"], told["title"], told["variant"]) == (1, TITLE, 0)
    assert files_in(brief.parent) == {"要点.yaml"}


def test_text_on_stdout_is_the_speech_alone(brief):
    """``-o -`` prints text by default; the account goes to stderr."""
    result = call("draft", brief, "-o", "-")
    assert result.exit_code == 0
    assert result.stdout.startswith(TITLE)
    assert "字数：" not in result.stdout and ACCOUNT.search(result.stderr)


def test_options_reach_the_draft(brief):
    """--set, --variant, --skeleton and --length are what the draft says of itself."""
    told = json.loads(call("draft", brief, "--set", "title=另一个题目", "--variant", "3", "--skeleton", "quarterly_review", "--to", "json",
                           "-o", "-").stdout)
    assert (told["title"], told["variant"], told["skeleton"]) == ("另一个题目", 3, "quarterly_review")
    long = json.loads(call("draft", brief, "--length", "9000", "--to", "json", "-o", "-").stdout)
    assert any("9000" in note for note in long["notes"])


def test_a_set_figure_is_printed(brief):
    """``--set figures.signed.value=150`` changes the number everywhere."""
    text = call("draft", brief, "--set", "figures.signed.value=150", "-o", "-").stdout
    assert "150个" in text and "141" not in text


def test_the_same_call_gives_the_same_bytes(brief):
    """Same brief, version and variant: same file, in another process with another hash seed too."""
    first, second = brief.parent / "一.docx", brief.parent / "二.docx"
    call("draft", brief, "-o", first)
    done = shell("draft", brief, "-o", second, env={"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"})
    assert done.returncode == 0
    assert first.read_bytes() == second.read_bytes()


def test_strict_refuses_gaps_and_writes_nothing(brief):
    """A figure without its number is a gap: exit 1, the gap named."""
    brief.write_text(TITLED.replace("value: 141", "value: "), encoding="utf-8")
    assert call("draft", brief, "-o", brief.parent / "稿.txt").exit_code == 0
    result = call("draft", brief, "-o", brief.parent / "严.txt", "--strict")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("错误：--strict：稿子还不能用，没有写文件。\n待补：")
    assert "signed" in result.stderr
    assert "严.txt" not in files_in(brief.parent)


def test_strict_refuses_what_is_too_short(brief):
    """Facts that cannot carry the length: exit 1, nothing written."""
    result = call("draft", brief, "--length", "9000", "--strict")
    assert result.exit_code == 1
    assert "只够写" in result.stderr
    assert files_in(brief.parent) == {"要点.yaml"}


def test_an_existing_draft_is_replaced_only_by_force(brief):
    """Exit 6 without --force; with it the old file stays as .bak and is named."""
    out = brief.parent / "稿.docx"
    assert call("draft", brief, "-o", out).exit_code == 0
    before = out.read_bytes()
    refused = call("draft", brief, "-o", out, "--variant", "1")
    assert (refused.exit_code, out.read_bytes()) == (6, before)
    assert "--force" in refused.stderr
    forced = call("draft", brief, "-o", out, "--variant", "1", "--force")
    assert forced.exit_code == 0, forced.stderr
    assert (brief.parent / "稿.docx.bak").read_bytes() == before
    assert "原文件留作：" in forced.stdout


def test_preview_shows_the_speech_and_its_account(brief):
    """No file, no colour in a pipe, no line wider than 80 columns."""
    result = call("preview", brief)
    assert (result.exit_code, result.stderr) == (0, "")
    assert TITLE in result.stdout and ACCOUNT.search(result.stdout)
    assert "\x1b" not in result.stdout
    assert max(width(line) for line in result.stdout.splitlines() if not line.startswith(("没用上", "  "))) <= 80
    assert files_in(brief.parent) == {"要点.yaml"}


def test_explain_names_moves_and_blocks(brief):
    """``--explain`` shows where each paragraph comes from."""
    plain, explained = call("preview", brief).stdout, call("preview", brief, "--explain").stdout
    told = json.loads(call("draft", brief, "--to", "json", "-o", "-").stdout)
    blocks = {block for paragraph in told["paragraphs"] for block in paragraph["block"].split("+") if block}
    assert blocks
    assert any(block in explained for block in blocks) and not any(block in plain for block in blocks)


def test_explain_gives_line_and_formula_of_every_number(brief):
    """Each figure and fact that the JSON lists stands in ``--explain`` with its line; what is computed with its formula; what came from a shared
    file with that file's name."""
    (brief.parent / "全县.yaml").write_text("shared: {label: 规上企业, value: 35, unit: 家, last: 30}\n", encoding="utf-8")
    brief.write_text(brief.read_text(encoding="utf-8") + "figures_from: 全县.yaml\nhighlights:\n- {head: 企业多了, figures: [shared, signed, paid]}\n", encoding="utf-8")
    told = json.loads(call("draft", brief, "--to", "json", "-o", "-").stdout)
    explained = call("preview", brief, "--explain", "--no-pager").stdout
    spoken = {at for at, paragraph in enumerate(told["paragraphs"]) if paragraph["parts"]}
    rows = [row for row in (*told["figures"], *told["facts"]) if spoken & set(row["paragraphs"])]
    assert len(rows) > 10 and any(row.get("formula") for row in rows)
    for row in rows:
        file, _, line = row["source"].rpartition(":")
        where = f" 全县.yaml:{line}" if file.endswith("全县.yaml") else f":{line}"
        assert line.isdigit() and f"{row['ref']}{where}" + (f" = {row['formula']}" if row.get("formula") else "") in explained
    assert "shared.value 全县.yaml:1" in explained


@pytest.mark.parametrize("command", [["preview"], ["draft", "-o", "-", "--to", "md"]], ids=" ".join)
def test_a_gbk_console_gets_readable_text(brief, command):
    """What GBK lacks prints as a question mark; the rest is there."""
    brief.write_text(TITLED.replace("王安", "王\U00020000"), encoding="utf-8")
    done = shell(command[0], brief, *command[1:], env={"PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk"})
    assert done.returncode == 0, done.stderr.decode("gbk")
    assert TITLE in done.stdout.decode("gbk")


def test_json_for_a_gbk_console_stays_whole(brief):
    """Characters outside GBK are escaped in JSON, never replaced."""
    brief.write_text(TITLED.replace("王安", "王\U00020000"), encoding="utf-8")
    done = shell("draft", brief, "--to", "json", "-o", "-", env={"PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk"})
    assert "\U00020000" in json.dumps(json.loads(done.stdout.decode("gbk")), ensure_ascii=False)


def on_terminal(*arguments: object, env: dict[str, str]) -> str:
    """What a person at a terminal of 24 lines would see."""
    pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")
    seen = bytearray()

    def read(master: int) -> bytes:
        data = os.read(master, 65536)
        seen.extend(data)
        return data

    before = dict(os.environ)
    os.environ.update({"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "LINES": "24", "COLUMNS": "80"} | env)
    try:
        pty.spawn([sys.executable, "-m", "generator", *map(str, arguments)], read, lambda _fd: b"")
    finally:
        os.environ.clear()
        os.environ.update(before)
    return seen.decode("utf-8", "replace")


@pytest.mark.parametrize(("env", "coloured"), [
    ({"TERM": "xterm"}, True), ({"TERM": "dumb"}, False), ({"TERM": "xterm", "NO_COLOR": "1"}, False)], ids=str)
def test_colour_is_for_willing_terminals(brief, env, coloured):
    """Escape sequences only where the terminal takes colour and nobody forbade it."""
    assert ("\x1b[" in on_terminal("preview", brief, "--no-pager", env=env)) is coloured


def test_a_long_draft_goes_through_the_pager(brief):
    """On a terminal too low for the text PAGER is started; --no-pager prevents it."""
    pager = {"TERM": "xterm", "PAGER": f"{sys.executable} -c \"import sys; print('PAGED', len(sys.stdin.read()) > 100)\""}
    assert "PAGED True" in on_terminal("preview", brief, env=pager)
    assert "PAGED" not in on_terminal("preview", brief, "--no-pager", env=pager)
