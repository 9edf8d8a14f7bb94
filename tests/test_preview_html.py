"""``nigao preview --html``: the page to be proofread, what stands in its margin, and where it is written and shown."""
from __future__ import annotations

import os
import re
import stat
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from briefs import EXAMPLES, LIBRARY, PRINT, draft_of

from cli_calls import BRIEF, brief_in, call, files_in
from generator.brief import load_brief
from generator.cli.account import to_fill
from generator.model import Draft, Gap
from generator.writers.proof import to_proof, untouched

TITLE = "在全县会议上的讲话"
TITLED = f"title: {TITLE}\n{BRIEF}"
NASTY = "<script>alert(1)</script>{{7*7}}\\\"'&]]>--><!--</style></title>"
VOID = {"meta", "br"}
TAGS = {"html", "head", "meta", "title", "style", "body", "header", "details", "summary", "pre", "div", "mark", "a", "main", "section", "aside", "h1", "h2", "h3", "p",
        "span", "b", "code", "ul", "li", "br"}


class Reader(HTMLParser):
    """A page taken apart: tags, attributes, and by paragraph its words and those of its margin."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.given: list[tuple[str, str, str]] = []
        self.rows: list[list[str]] = []
        self.marked = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Every element is closed in its order."""
        self.tags.add(tag)
        self.given += [(tag, name, value or "") for name, value in attrs]
        if tag == "section":
            self.rows.append(["", ""])
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """The element that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Words of a paragraph or of its margin."""
        if "section" in self.open:
            self.rows[-1]["aside" in self.open] += data
            self.marked += data if "mark" in self.open and "aside" not in self.open else ""


def read(draft: Draft) -> Reader:
    """The page of a draft."""
    return Reader(to_proof(draft, PRINT, LIBRARY, ["字数：1", "待补：无"]))


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    """A brief with a title of its own, in a folder of its own."""
    return brief_in(tmp_path, TITLED)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_paragraph_has_its_margin(path: Path) -> None:
    """The words of the draft, and beside them moves, blocks with sources, every figure with label, words, formula and line, every fact's line."""
    draft = draft_of(path)[1]
    page = read(draft)
    assert [words.strip() for words, _ in page.rows] == [paragraph.text for paragraph in draft.paragraphs]
    for paragraph, (_, margin) in zip(draft.paragraphs, page.rows, strict=True):
        assert margin.strip().startswith("第 ")
        for part in paragraph.parts:
            assert LIBRARY.moves[part.move].name in margin and f"{part.block} 出处 {'、'.join(LIBRARY.blocks[part.block].sources)}" in margin
    for figure in draft.figures:
        for at in figure.paragraphs:
            told = page.rows[at][1]
            assert f"{figure.label} {figure.text}" in told and f"{Path(figure.source).name}" in told and (figure.formula or "") in told
    for fact in draft.facts:
        assert all(Path(fact.source).name in page.rows[at][1] for at in fact.paragraphs)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_page_loads_nothing_and_runs_nothing(path: Path) -> None:
    """Plain elements, a policy that forbids the rest, links into the page alone; paper shows the sheet alone."""
    text = to_proof(draft_of(path)[1], PRINT, LIBRARY, ["字数：1"])
    page = Reader(text)
    assert page.tags <= TAGS
    assert ("meta", "content", "default-src 'none'; style-src 'unsafe-inline'") in page.given and ("meta", "charset", "utf-8") in page.given
    assert not any(name.startswith("on") or name in ("src", "style", "action") for _, name, _ in page.given)
    assert all(re.fullmatch(r"#p\d+", value) for _, name, value in page.given if name == "href")
    assert not any(word in text for word in ("http:", "https:", "url(", "@import", "@font-face", "refresh"))
    assert "@media print {\nheader, aside { display: none; }" in text
    assert f"size: {PRINT.page['width'] / 20:g}pt {PRINT.page['height'] / 20:g}pt" in text


def test_gaps_stand_out_in_text_and_margin(tmp_path: Path) -> None:
    """Each is marked where it stands, named beside it, and led to from above."""
    brief = brief_in(tmp_path, TITLED.replace("value: 141", "value: ").replace("value: 156.50", "value: "))
    text = call("preview", brief, "--html", "-o", "-").stdout
    page = Reader(text)
    assert "签约项目" in page.marked and "到位资金" in page.marked
    at = next(at for at, (words, _) in enumerate(page.rows) if "【待补：签约项目】" in words)
    assert "待补 签约项目 signed.value" in page.rows[at][1] and f'<a href="#p{at + 1}">' in text
    assert "数据:\n  signed: {数值: }" in text


def test_whatever_a_brief_holds_is_harmless(tmp_path: Path) -> None:
    """Tags, braces, quotation marks, ends of comments and sections in every text: they come out as words."""
    quoted = "'" + NASTY.replace("'", "''") + "'"
    text = f"""\
title: {quoted}
subtitle: {quoted}
salutation: {quoted}
year: 2026
date: 2026-04
region: {{name: {quoted}, level: county}}
occasion: {{name: {quoted}, kind: report, conveners: [{quoted}], place: {quoted}}}
speaker: {{role: {quoted}, name: {quoted}}}
audience: [{quoted}]
verdict: {{good: {quoted}, bad: {quoted}}}
figures:
  signed: {{label: {quoted}, value: 141, unit: 个, target: 131}}
  lost: {{label: {quoted}, value: , unit: 个}}
highlights:
- {{head: {quoted}, figures: [signed, lost]}}
problems:
- {{label: {quoted}, evidence: [{quoted}]}}
tasks:
- {{what: {quoted}, owner: {quoted}, by: 2026-06}}
sections:
- {{heading: {quoted}, points: [{quoted}], verbatim: {quoted}}}
"""
    told = call("preview", brief_in(tmp_path, text), "--html", "-o", "-")
    assert told.exit_code == 0, told.stderr
    page = Reader(told.stdout)
    assert page.tags <= TAGS and "<script" not in told.stdout and told.stdout.count("</style>") == told.stdout.count("</title>") == 1
    assert told.stdout.count("<!--") == 1 and re.search(r"<!-- nigao [0-9a-f]{32} -->$", told.stdout)
    assert any("{{7*7}}" in words for words, _ in page.rows) and any(NASTY[:8] in margin for _, margin in page.rows)
    assert sum(escape(NASTY[:20]) in line for line in told.stdout.splitlines()) > 5


def test_what_is_wrong_is_harmless_too() -> None:
    """The error above an outdated page, the lines of the account, names of a user's bank."""
    draft = draft_of(EXAMPLES[0])[1]
    page = to_proof(draft, PRINT, LIBRARY, [NASTY, NASTY], wrong=NASTY, refresh=2)
    assert Reader(page).tags <= TAGS and "<script" not in page


def test_the_page_lies_beside_the_brief_and_is_written_anew(brief: Path) -> None:
    """Named by the title; a second run replaces it without a word and without a backup; the same brief gives the same bytes."""
    result = call("preview", brief, "--html", "--no-open")
    page = brief.parent / f"{TITLE}.html"
    assert (result.exit_code, result.stderr) == (0, "") and result.stdout.startswith(f"已写出：{page}\n字数：")
    first = page.read_bytes()
    assert untouched(page) and call("preview", brief, "--html", "--no-open").exit_code == 0 and page.read_bytes() == first
    assert call("preview", brief, "--html", "--no-open", "--variant", "2").exit_code == 0 and page.read_bytes() != first
    assert files_in(brief.parent) == {"要点.yaml", page.name}


def test_another_file_is_never_taken_for_the_page(brief: Path) -> None:
    """A page that a person touched, a foreign one, a draft of ours: exit 6; --force replaces the draft alone, and keeps it."""
    page = brief.parent / f"{TITLE}.html"
    call("preview", brief, "--html", "--no-open")
    page.write_text(page.read_text(encoding="utf-8").replace("同志们", "朋友们"), encoding="utf-8")
    for held in (page.read_text(encoding="utf-8"), "<p>别人的</p>"):
        page.write_text(held, encoding="utf-8")
        for options in ([], ["--force"]):
            result = call("preview", brief, "--html", "--no-open", *options)
            assert result.exit_code == 6 and "（2）.html" in result.stderr and page.read_text(encoding="utf-8") == held
    page.unlink()
    call("draft", brief, "--to", "html")
    draft = page.read_bytes()
    assert not untouched(page) and call("preview", brief, "--html", "--no-open").exit_code == 6 and page.read_bytes() == draft
    result = call("preview", brief, "--html", "--no-open", "--force")
    assert result.exit_code == 0 and "原文件留作：" in result.stdout and untouched(page)
    assert (brief.parent / f"{page.name}.bak").read_bytes() == draft


@pytest.mark.parametrize(("arguments", "told"), [
    (["-o", "页.html"], "-o 和 --html 一起用"), (["--no-open"], "--no-open 和 --html 一起用"), (["--force"], "--force 和 --html 一起用"),
    (["--html", "--outline"], "--outline 在终端里看"), (["--html", "--stats"], "--stats 在终端里看"),
    (["--html", "-o", "页.pdf"], "后缀是 .html"), (["--html", "-o", "没有/页.html"], "没有“没有”这个文件夹"),
])
def test_calls_that_make_no_sense(brief: Path, arguments: list[str], told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 2, what to do instead, nothing written."""
    monkeypatch.chdir(brief.parent)
    result = call("preview", brief, *arguments)
    assert result.exit_code == 2 and told in result.stderr and files_in(brief.parent) == {"要点.yaml"}


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="xdg-open is for other systems")
@pytest.mark.parametrize(("code", "display", "opened"), [(0, ":0", True), (4, ":0", False), (0, "", False), (None, ":0", False)])
def test_the_browser_is_asked_once_and_its_refusal_is_no_error(
    brief: Path, monkeypatch: pytest.MonkeyPatch, code: int | None, display: str, opened: bool
) -> None:
    """The opener gets the file's path; without display, opener or success the path is what is said."""
    tools = brief.parent / "tools"
    tools.mkdir()
    if code is not None:
        (tools / "xdg-open").write_text(f'#!/bin/sh\necho "$@" >> "{tools}/asked"\nexit {code}\n', encoding="utf-8")
        (tools / "xdg-open").chmod(stat.S_IRWXU)
    monkeypatch.setenv("PATH", str(tools))
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    result = call("preview", brief, "--html")
    page = brief.parent / f"{TITLE}.html"
    assert result.exit_code == 0 and page.is_file()
    assert ("已在浏览器里打开" in result.stdout) is opened and (f"请自己用浏览器打开：{page}" in result.stdout) is not opened
    assert (tools / "asked").exists() is (bool(display) and code is not None)
    if opened:
        assert (tools / "asked").read_text(encoding="utf-8") == f"{page}\n"


def test_stdin_and_stdout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A brief from stdin, the page alone on stdout, no file."""
    monkeypatch.chdir(tmp_path)
    result = call("preview", "-", "--html", "-o", "-", stdin=TITLED)
    assert result.exit_code == 0 and result.stdout.startswith("<!DOCTYPE html>") and files_in(tmp_path) == set()


# ------------------------------------------------------------------------------------------- the gaps to be filled
def gapped(*refs: str) -> Draft:
    """A draft with these gaps."""
    return Draft("题", "x", 0, (), gaps=tuple(Gap(ref, "某事", ()) for ref in refs), known=("signed", "签约", "a.b", "quotas"))


@pytest.mark.parametrize(("refs", "lines"), [
    (["signed.last"], ["数据:", "  signed: {上年同期: }"]),
    (["signed.last", "签约.value", "signed.value", "signed.last"], ["数据:", "  signed: {上年同期: , 数值: }", "  签约: {数值: }"]),
    (["a.b.target", "quotas.value"], ["数据:", "  a.b: {目标: }", "  quotas: {数值: }"]),
    (["quotas"], ["任务分解: "]),
    (["quotas[2].amount", "quotas[0].class", "quotas[2].units"], ["任务分解:", "- {任务额: , 单位: }  # 第3条", "- {类别: }  # 第1条"]),
    (["region.name", "date", "region.short"], ["地区: {名称: , 简称: }", "日期: "]),
    (["signed.difference", "closing.tie_to[1]", "没有.value", "platforms[0].tasks[1].by", "audience[0]"], []),
])
def test_the_keys_of_the_gaps_can_be_pasted(refs: list[str], lines: list[str]) -> None:
    """Chinese keys, those of one parent together, each once; what is no key of a brief is left out."""
    told = to_fill(gapped(*refs))
    assert told == (["把下面几行抄进要点，填上就行（要点里已有的键，填在原处）：", *lines, ""] if lines else [])


def test_pasted_and_filled_the_gap_is_gone(tmp_path: Path) -> None:
    """What is printed under a preview, filled and pasted, is a brief that loads and lacks nothing more."""
    head = TITLED.replace("  signed: {label: 签约项目, value: 141, unit: 个, target: 131}\n", "  signed: {label: 签约项目, unit: 个}\n")
    told = call("preview", brief_in(tmp_path, head)).stdout
    assert "\n把下面几行抄进要点" in told and "\n数据:\n" in told
    key = re.search(r"^  signed: \{(\w+): \}$", told, re.MULTILINE)
    assert key is not None
    filled = head.replace("signed: {", f"signed: {{{key[1]}: 88, ")
    assert str(load_brief("要点.yaml", data=filled.encode()).figures["signed"].value.value) == "88"
    assert "待补：无" in call("preview", brief_in(tmp_path, filled)).stdout
