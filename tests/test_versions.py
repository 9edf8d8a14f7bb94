"""nigao check --against: what became of every sentence between two versions."""
from __future__ import annotations

import contextlib
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from briefs import PRINT, UNSEEN, draft_of
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from cli_calls import call
from generator.model import Difference
from generator.readers.document import Document, read_text
from generator.revision.versions import differences
from generator.writers.docx import to_docx
from generator.writers.text import to_text

OLD = "各位同志：\n今年引进项目31个，到位资金7.9亿元。工地还不够多。请大家再加把劲。\n第二件事，把账算清。3月底前报上来。\n散会。"


def compared(old: str, new: str) -> list[tuple[str, str, str, tuple[tuple[str, str], ...]]]:
    """Kind, words before and after, figures."""
    found = differences(read_text(old.encode()), read_text(new.encode()))
    return [(item.kind, item.old, item.new, item.figures) for item in found]


CASES = [
    ("一样", OLD, []),
    ("加了一句", OLD.replace("请大家", "我去看过。请大家"), [("added", "", "我去看过。", ())]),
    ("删了一句", OLD.replace("工地还不够多。", ""), [("removed", "工地还不够多。", "", ())]),
    ("改了数", OLD.replace("31个", "33个"), [("changed", "今年引进项目31个，到位资金7.9亿元。", "今年引进项目33个，到位资金7.9亿元。", (("31个", "33个"),))]),
    ("改了时限", OLD.replace("3月底", "4月底"), [("changed", "3月底前报上来。", "4月底前报上来。", (("3月", "4月"),))]),
    ("少了一个数", OLD.replace("，到位资金7.9亿元", ""), [("changed", "今年引进项目31个，到位资金7.9亿元。", "今年引进项目31个。", (("7.9亿元", ""),))]),
    ("移了一句", OLD.replace("请大家再加把劲。", "").replace("散会", "请大家再加把劲。散会"), [("moved", "请大家再加把劲。", "请大家再加把劲。", ())]),
    ("加了带数的一句", OLD.replace("散会。", "还差5个。散会。"), [("added", "", "还差5个。", (("", "5个"),))]),
    ("删了带数的一句", OLD.replace("3月底前报上来。", ""), [("removed", "3月底前报上来。", "", (("3月", ""),))]),
    ("只是断了段", OLD.replace("工地还不够多。", "工地还不够多。\n"), []),
    ("空的", "", [("removed", sentence, "", figures) for sentence, figures in (
        ("各位同志：", ()), ("今年引进项目31个，到位资金7.9亿元。", (("31个", ""), ("7.9亿元", ""))), ("工地还不够多。", ()), ("请大家再加把劲。", ()),
        ("第二件事，把账算清。", ()), ("3月底前报上来。", (("3月", ""),)), ("散会。", ()))]),
]


@pytest.mark.parametrize(("new", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_differences(new: str, expected: list) -> None:
    """Kind, words and numbers of each."""
    assert sorted(compared(OLD, new)) == sorted(expected)


@given(st.lists(st.sampled_from(["甲一二三四五。", "乙一二三六七。", "丙有31个。", "丙有32个！", "丁？"]), max_size=8),
       st.lists(st.sampled_from(["甲一二三四五。", "乙一二三六七。", "丙有31个。", "丙有32个！", "戊。"]), max_size=8))
def test_every_sentence_is_accounted_for(old: list[str], new: list[str]) -> None:
    """What is not told stands in both, in the same order; what is told has its place; two equal texts have no difference."""
    was, now = Document("", "txt", read_text("\n".join(old).encode()).paragraphs), Document("", "txt", read_text("\n".join(new).encode()).paragraphs)
    found = differences(was, now)
    left, right = list(old), list(new)
    for item in found:
        if item.old:
            left.remove(item.old)
        if item.new:
            right.remove(item.new)
            assert now.paragraphs[item.paragraph].text[item.start:item.end] == item.new
    assert sorted(left) == sorted(right)
    assert differences(was, was) == ()


def run(*arguments: str, cwd: Path) -> Result:
    """One command line in a folder."""
    with contextlib.chdir(cwd):
        return call(*arguments)


def test_the_command_compares_files_of_any_kind(tmp_path: Path) -> None:
    """A .docx with a text: a summary, every difference, the numbers; the same as JSON with the fields; the same as comments in a copy."""
    draft = draft_of(UNSEEN[0])[1]
    use = next(use for use in draft.figures if use.text[0].isdigit())
    (tmp_path / "新.docx").write_bytes(to_docx(draft, PRINT))
    (tmp_path / "旧.txt").write_text(to_text(draft).replace(use.text, f"9{use.text}"), encoding="utf-8")
    shown = run("check", "新.docx", "--against", "旧.txt", cwd=tmp_path)
    assert shown.exit_code == 0 and f"9{use.text} → {use.text}" in shown.stdout and "改" in shown.stdout.splitlines()[0]
    told = json.loads(run("check", "新.docx", "--against", "旧.txt", "--json", cwd=tmp_path).stdout)
    assert told["against"] == "旧.txt" and told["counts"]["changed"] == len(told["differences"]) > 0
    assert [f"9{use.text}", use.text] in told["differences"][0]["figures"]
    assert set(told["differences"][0]) == set(Difference._fields)
    assert run("check", "新.docx", "--against", "旧.txt", "--annotate", "批注.docx", cwd=tmp_path).exit_code == 0
    assert f"9{use.text} → {use.text}" in ZipFile(tmp_path / "批注.docx").read("word/comments.xml").decode()
    assert "句子都一样" in run("check", "新.docx", "--against", "新.docx", cwd=tmp_path).stdout


@pytest.mark.parametrize(("more", "words"), [(("--only", "layout"), "--against"), (("--year", "2026"), "--against"), (("--annotate", "批注.docx"), ".docx")])
def test_what_does_not_go_together_is_refused(more: tuple[str, ...], words: str, tmp_path: Path) -> None:
    """Exit 2, nothing written."""
    for name in ("新.txt", "旧.txt"):
        (tmp_path / name).write_text(OLD, encoding="utf-8")
    made = run("check", "新.txt", "--against", "旧.txt", *more, cwd=tmp_path)
    assert made.exit_code == 2 and words in made.stderr
    assert len(list(tmp_path.iterdir())) == 2
