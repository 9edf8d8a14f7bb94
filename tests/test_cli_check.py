"""``nigao check`` as a user calls it: what it prints, its exit codes, its JSON, what it refuses, and that it never touches the document."""
from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from cli_calls import brief_in, call, files_in
from generator.checks import RULES
from generator.frozen import fields
from generator.model import Finding

CLEAN = "在全县会议上的讲话\n\n同志们：\n\n今年签约项目141个，到位资金156.50亿元。\n"
WRONG = CLEAN.replace("141个", "114个").replace("到位资金", "到位资金,")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a brief, a draft made of it, and two texts."""
    brief_in(tmp_path)
    assert call("draft", tmp_path / "要点.yaml", "-o", tmp_path / "稿.docx").exit_code == 0
    (tmp_path / "好.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "错.txt").write_text(WRONG, encoding="utf-8")
    return tmp_path


def digest(path: Path) -> str:
    """What a file holds."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_draft_that_nobody_touched_is_clean(folder: Path) -> None:
    """Exit 0, the summary says how many figures are borne out, and the file is as it was."""
    before = digest(folder / "稿.docx")
    found = call("check", folder / "稿.docx", "--brief", folder / "要点.yaml")
    assert found.exit_code == 0 and "问题：无" in found.stdout and "全部有据" in found.stdout
    assert digest(folder / "稿.docx") == before
    alone = call("check", folder / "稿.docx")
    assert alone.exit_code == 0 and "没有给要点" in alone.stdout and "全部有据" not in alone.stdout


def test_a_finding_shows_its_place(folder: Path) -> None:
    """Line, rule, message, the sentence, a caret under every column of the place, what to do; exit 1."""
    found = call("check", folder / "错.txt", "--brief", folder / "要点.yaml", "--only", "figure-unknown")
    lines = found.stdout.splitlines()
    at = next(number for number, line in enumerate(lines) if "114个" in line and "今年" in line)
    assert found.exit_code == 1
    assert lines[at - 1].startswith("  第 5 行  figure-unknown  ")
    assert lines[at + 1] == "    " + " " * 12 + "^^^^^"          # 今年签约项目: six characters of two columns; 114个: five columns
    assert lines[at + 2].startswith("    → ")


def test_json_has_the_shape_of_the_contract(folder: Path) -> None:
    """Findings with all their keys and offsets that hold the text; counts by severity; nothing else on stdout."""
    found = call("check", folder / "错.txt", "--brief", folder / "要点.yaml", "--json")
    told = json.loads(found.stdout)
    assert found.exit_code == 1 and told["schema"] == 1
    lines = WRONG.splitlines()
    for finding in told["findings"]:
        assert list(finding) == list(fields(Finding))
        assert lines[finding["paragraph"]][finding["start"]:finding["end"]] == finding["text"]
    assert {finding["rule"] for finding in told["findings"]} == {"figure-unknown", "punctuation"}
    assert told["counts"] == {"error": 0, "warning": 2, "info": 0} and told["figures"] == {"said": 2, "verified": 1}
    assert set(told["rules"]) | set(told["idle"]) == set(RULES)


@pytest.mark.parametrize(("options", "code", "rules"), [
    ((), 1, {"figure-unknown", "punctuation"}), (("--severity", "error"), 0, set()), (("--severity", "info"), 1, {"figure-unknown", "punctuation"}),
    (("--only", "punctuation"), 1, {"punctuation"}), (("--skip", "punctuation，figure-unknown"), 0, set()), (("--only", "wording,numerals"), 0, set())])
def test_what_is_asked_decides(folder: Path, options: tuple[str, ...], code: int, rules: set[str]) -> None:
    """--only and --skip choose the rules, --severity what is told and what counts for the exit code."""
    found = call("check", folder / "错.txt", "--brief", folder / "要点.yaml", "--json", *options)
    assert found.exit_code == code
    assert {finding["rule"] for finding in json.loads(found.stdout)["findings"]} == rules


def test_text_from_stdin(folder: Path) -> None:
    """- reads a text; rules that need a brief say so and are left out."""
    found = call("check", "-", stdin=WRONG)
    assert found.exit_code == 1 and "punctuation" in found.stdout and "--brief" in found.stdout


@pytest.mark.parametrize(("year", "outdated"), [("2022-03", False), ("2026", True), ("2023年3月", True), ("2022", False)])
def test_the_year_decides_about_formulations(tmp_path: Path, year: str, outdated: bool) -> None:
    """--year goes before everything else that tells the time of a speech."""
    (tmp_path / "稿.txt").write_text("认真学习党的十九大精神。\n", encoding="utf-8")
    found = call("check", tmp_path / "稿.txt", "--year", year, "--only", "formulation-outdated")
    assert found.exit_code == int(outdated)


def test_comments_go_into_a_copy(folder: Path) -> None:
    """--annotate writes another file and never over one that is there; the document stays as it was."""
    text = (folder / "稿.docx").read_bytes()
    found = call("check", folder / "稿.docx", "--brief", folder / "要点.yaml", "--set", "x=1")
    assert found.exit_code == 2
    found = call("check", folder / "稿.docx", "--annotate", folder / "批注.docx")
    assert found.exit_code == 0 and (folder / "批注.docx").exists() and (folder / "稿.docx").read_bytes() == text
    again = call("check", folder / "稿.docx", "--annotate", folder / "批注.docx")
    assert again.exit_code == 6
    itself = call("check", folder / "稿.docx", "--annotate", folder / "稿.docx")
    assert itself.exit_code == 6 and (folder / "稿.docx").read_bytes() == text


@pytest.mark.parametrize(("arguments", "code", "told"), [
    (("没有.docx",), 2, "没有.docx"), (("错.txt", "--only", "figure-unknow"), 2, "figure-unknown"), (("错.txt", "--skip", "空话"), 2, "没有“空话”"),
    (("错.txt", "--severity", "fatal"), 2, "error"), (("错.txt", "--year", "26"), 2, "2026"), (("错.txt", "--year", "2026-13"), 2, "年月"),
    (("错.txt", "--brief", "没有.yaml"), 2, "没有.yaml"), (("错.txt", "--brief", "坏.yaml"), 3, "坏.yaml"), (("错.txt", "--annotate", "批注.docx"), 2, ".docx"),
    (("稿.docx", "--annotate", "没有/批注.docx"), 2, "文件夹"), (("坏.docx",), 5, "坏.docx"), (("旧.doc",), 5, ".docx"), (("错.txt", "--corpus", "没有"), 2, "没有"),
    ((), 2, "稿子")])
def test_a_wrong_call_is_told_in_chinese(folder: Path, arguments: tuple[str, ...], code: int, told: str) -> None:
    """Every wrong call ends with its code, says what is wrong, prints nothing on stdout and writes nothing."""
    (folder / "坏.yaml").write_text("年份: 二\n", encoding="utf-8")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04")
    (folder / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    before = files_in(folder)
    placed = [folder / argument if "." in argument and not argument.startswith("-") or argument == "没有" else argument for argument in arguments]
    found = call("check", *placed)
    assert found.exit_code == code and told in found.stderr and not found.stdout
    assert files_in(folder) == before


HOUSE = """\
核稿:
  不查: [punctuation]
  轻重: {figure-unknown: 错误, wording: 不查}
  专名: [114个]
  提法: [“十四五”]
  上限: {字数: 6000}
"""


def test_a_house_file_is_found_upwards(folder: Path) -> None:
    """nigao.yaml above the document: rules off, severities, names; --only asks for a rule all the same; --show-config says which file it is."""
    below = folder / "送审" / "三稿"
    below.mkdir(parents=True)
    (folder / "nigao.yaml").write_text(HOUSE.replace("  专名: [114个]\n", ""), encoding="utf-8")
    (below / "错.txt").write_text(WRONG, encoding="utf-8")
    found = json.loads(call("check", below / "错.txt", "--brief", folder / "要点.yaml", "--json").stdout)
    assert [(finding["rule"], finding["severity"]) for finding in found["findings"]] == [("figure-unknown", "error")]
    assert {"punctuation", "wording"}.isdisjoint(found["rules"])
    asked = json.loads(call("check", below / "错.txt", "--json", "--only", "punctuation").stdout)
    assert [finding["rule"] for finding in asked["findings"]] == ["punctuation"]
    config = json.loads(call("check", below / "错.txt", "--show-config", "--json").stdout)
    assert config["file"] == str(folder / "nigao.yaml") and config["rules"]["figure-unknown"] == "error"
    assert config["rules"]["punctuation"] == config["rules"]["wording"] == "off" and config["caps"] == {"length": 6000.0}
    shown = call("check", below / "错.txt", "--show-config")
    assert shown.exit_code == 0 and str(folder / "nigao.yaml") in shown.stdout and "“十四五”" in shown.stdout


def test_names_of_the_house_are_never_questioned(folder: Path) -> None:
    """专名 covers what stands inside it."""
    (folder / "nigao.yaml").write_text(HOUSE, encoding="utf-8")
    found = call("check", folder / "错.txt", "--brief", folder / "要点.yaml")
    assert found.exit_code == 0


@pytest.mark.parametrize(("text", "told"), [
    ("核稿: {不查: [没有这条]}\n", "没有“没有这条”这条规则"), ("核稿: {轻重: {length: 很重}}\n", "错误（error）"), ("核稿: {轻重: [length]}\n", "键: 值"),
    ("核稿: {上限: {字数: 很多}}\n", "不是一个数"), ("核稿: {旧稿: 没有}\n", "没有“没有”"), ("核稿: [length]\n", "一组"), ("核稿: {不要: 1}\n", "不认识的键")])
def test_a_wrong_house_file_is_refused(folder: Path, text: str, told: str) -> None:
    """Exit 3 with its file and line."""
    (folder / "nigao.yaml").write_text(text, encoding="utf-8")
    found = call("check", folder / "错.txt")
    assert found.exit_code == 3 and told in found.stderr and "nigao.yaml:1" in found.stderr


def test_a_unit_s_own_dress_is_asked_for(folder: Path) -> None:
    """A draft set like a unit's document is clean as it is; a paste in another font is found against the rest of it."""
    from docx import Document as Word
    from docx.shared import Pt
    from test_reference_doc import sample

    call("draft", folder / "要点.yaml", "-o", folder / "单位.docx", "--reference-doc", sample(folder / "样稿.docx"))
    assert call("check", folder / "单位.docx", "--only", "layout").exit_code == 0
    word = Word(str(folder / "单位.docx"))
    paragraph = max(word.paragraphs, key=lambda paragraph: len(paragraph.text))
    paragraph.add_run("这是从别处贴来的一句话。").font.size = Pt(9)
    word.save(str(folder / "单位.docx"))
    found = call("check", folder / "单位.docx", "--only", "layout")
    assert found.exit_code == 1 and "与全文多数" in found.stdout


@pytest.mark.parametrize("record", ['{"facts": 5}', '{"facts": [["a"], 3, ["a", "b"]], "figures": [1]}', '{"layout": ["x"], "figures": {"n1": null}}'])
def test_a_damaged_record_is_no_bug(folder: Path, record: str) -> None:
    """What a draft remembers may have been damaged: the document is checked all the same."""
    from zipfile import ZipFile

    with ZipFile(folder / "稿.docx") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    head, tail = parts["docProps/custom.xml"].decode().split("<vt:lpwstr>", 1)
    rest = tail.partition("</vt:lpwstr>")[2]
    parts["docProps/custom.xml"] = (head + "<vt:lpwstr>" + record.replace('"', "&quot;") + "</vt:lpwstr>" + rest).encode()
    with ZipFile(folder / "坏底.docx", "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert call("check", folder / "坏底.docx", "--brief", folder / "要点.yaml").exit_code in (0, 1)


def test_every_need_has_its_words() -> None:
    """The summary can say of every rule that did not run what it lacks."""
    from generator.checks import NEEDED
    from generator.cli.findings import LACKING

    assert set(LACKING) == set(NEEDED)


def test_a_place_wider_than_the_screen_is_cut(folder: Path) -> None:
    """No quoted line is wider than the screen, whatever the place."""
    (folder / "长.txt").write_text(f"同志们：\n{'这一段话没有停顿' * 30}\n", encoding="utf-8")
    found = call("check", folder / "长.txt")
    assert found.exit_code in (0, 1) and "^" in found.stdout
    assert max(len(line) for line in found.stdout.splitlines() if line.startswith("    ")) <= 80
