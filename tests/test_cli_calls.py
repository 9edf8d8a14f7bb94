"""Wrong calls: each ends in the contract's exit code with a Chinese message, and leaves no file behind."""
from __future__ import annotations

from pathlib import Path

import pytest

from cli_calls import BRIEF, brief_in, call

BAD = [
    # the call is wrong: 2
    (["drft"], 2, "没有“drft”这个命令。是不是：draft？"),
    (["--colour"], 2, "没有 --colour 这个选项。"),
    (["draft"], 2, "缺少参数 '要点'。"),
    (["draft", "没有.yaml"], 2, "“没有.yaml”不存在。"),
    (["draft", "."], 2, "“.”是文件夹，这里要的是文件。"),
    (["draft", "要点.yaml", "多余"], 2, "多出了参数：多余"),
    (["draft", "要点.yaml", "--set", "year"], 2, "“year”不成，要写成 键=值"),
    (["draft", "要点.yaml", "--set", "=2026"], 2, "“=2026”不成，要写成 键=值"),
    (["draft", "要点.yaml", "--variant", "-1"], 2, "-1 超出范围"),
    (["draft", "要点.yaml", "--variant", "甲"], 2, "“甲”不是整数。"),
    (["draft", "要点.yaml", "--length", "0"], 2, "0 超出范围"),
    (["draft", "要点.yaml", "--templates", "没有"], 2, "“没有”不存在。"),
    (["draft", "要点.yaml", "--phrasebank", "没有"], 2, "“没有”不存在。"),
    (["draft", "要点.yaml", "--phrasebank", "要点.yaml"], 2, "“要点.yaml”是文件，这里要的是文件夹。"),
    (["draft", "要点.yaml", "--skeleton", "quarterly_revue"], 2, "没有“quarterly_revue”这个骨架。相近的有：quarterly_review"),
    (["draft", "要点.yaml", "-o"], 2, "选项 -o 后面要有值。"),
    (["draft", "要点.yaml", "-o", "稿.pages"], 2, "不知道“稿.pages”是什么格式：后缀要是 .docx、.md、.txt、.html、.pdf、.json"),
    (["draft", "要点.yaml", "-o", "稿"], 2, "不知道“稿”是什么格式"),
    (["draft", "要点.yaml", "-o", "没有/稿.docx"], 2, "没有“没有”这个文件夹，请先建好。"),
    (["draft", "要点.yaml", "-o", "-", "--to", "docx"], 2, "docx 是二进制文件，不能写到标准输出"),
    (["draft", "要点.yaml", "--to", "odt"], 2, "没有“odt”，可选：'docx', 'md', 'txt', 'html', 'pdf', 'json'。"),
    (["draft", "要点.yaml", "--strict=是"], 2, "选项 --strict 后面不能带值。"),
    (["preview", "没有.yaml"], 2, "“没有.yaml”不存在。"),
    (["preview", "要点.yaml", "--set", "year"], 2, "“year”不成"),
    (["phrases", "--move", "没有这样的"], 2, "没有“没有这样的”这个语步。"),
    (["phrases", "--move", "DIA.PROBLEN"], 2, "相近的有：DIA.PROBLEM"),
    (["phrases", "--topic", "没有这样的"], 2, "没有“没有这样的”这个事项。"),
    (["phrases", "--skeleton", "quarterly"], 2, "相近的有：quarterly_review"),
    (["phrases", "--level", "countie"], 2, "没有“countie”这个层级。相近的有：county"),
    (["phrases", "--year", "去年"], 2, "“去年”不是整数。"),
    (["phrase"], 2, "缺少参数 '编号'。"),
    (["phrase", "没有这样的"], 2, "没有“没有这样的”这个语块。"),
    (["skeleton", "没有这样的"], 2, "没有“没有这样的”这个骨架。"),
    (["schema", "多余"], 2, "多出了参数：多余"),
    (["new", "--keys", "fr", "新.yaml"], 2, "没有“fr”，可选：'zh', 'en'。"),
    (["new", "--skeleton", "没有这样的", "新.yaml"], 2, "没有“没有这样的”这个骨架。"),
    (["new", "--example", "--keys", "en", "新.yaml"], 2, "样例都用中文键名"),
    (["new", "没有/新.yaml"], 2, "没有“没有”这个文件夹，请先建好。"),
    # the brief is invalid: 3
    (["draft", "空.yaml"], 3, "空.yaml"),
    (["draft", "坏.yaml"], 3, "坏.yaml:2"),
    (["draft", "要点.yaml", "--set", "yeer=2026"], 3, "yeer"),
    (["draft", "要点.yaml", "--set", "year=去年"], 3, "去年"),
    (["draft", "要点.yaml", "--set", "skeleton=没有这样的"], 3, "没有这样的"),
    (["preview", "坏.yaml"], 3, "坏.yaml:2"),
    # a template or bank is invalid: 4
    (["draft", "要点.yaml", "--phrasebank", "坏库"], 4, "块.yaml"),
    (["phrases", "--phrasebank", "坏库"], 4, "块.yaml"),
    (["skeletons", "--templates", "坏库"], 4, "架.j2"),
    # refused to overwrite: 6
    (["new", "要点.yaml"], 6, "要点.yaml"),
    (["draft", "要点.yaml", "-o", "旧.txt"], 6, "旧.txt"),
    (["draft", "要点.yaml", "-o", "旧.docx", "--force"], 6, "旧.docx"),
    # could not write: 7
    (["draft", "要点.yaml", "-o", "坏库"], 7, "坏库"),
    (["draft", "要点.yaml", "-o", "开着.docx"], 7, "开着.docx"),
]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a good brief, bad ones, a bad bank, old files and a document that is open elsewhere."""
    brief_in(tmp_path)
    brief_in(tmp_path, "", "空.yaml")
    brief_in(tmp_path, BRIEF.replace("\nregion", "\n区域们"), "坏.yaml")
    (tmp_path / "坏库").mkdir()
    (tmp_path / "坏库" / "块.yaml").write_text("blocks:\n- {id: a}\n", encoding="utf-8")
    (tmp_path / "坏库" / "架.j2").write_text("没有开头", encoding="utf-8")
    (tmp_path / "旧.txt").write_text("别人写的", encoding="utf-8")
    (tmp_path / "旧.docx").write_bytes(b"PK not ours")
    (tmp_path / "~$开着.docx").write_bytes(b"lock")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("arguments", "code", "message"), BAD, ids=[" ".join(row[0]) for row in BAD])
def test_a_wrong_call_is_refused_in_chinese_and_writes_nothing(desk, arguments, code, message):
    """One block on stderr, nothing on stdout, the folder as it was."""
    before = {path: path.read_bytes() for path in desk.rglob("*") if path.is_file()}
    result = call(*arguments)
    assert message in result.stderr
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.startswith("错误：")
    assert "Traceback" not in result.stderr and "Error" not in result.stderr
    assert {path: path.read_bytes() for path in desk.rglob("*") if path.is_file()} == before


def test_all_problems_of_a_brief_come_in_one_run(desk):
    """Three mistakes are three places in one message."""
    brief_in(desk, BRIEF.replace("\nregion", "\n区域们").replace("141", "012").replace("2026-06", "2026-13"), "坏.yaml")
    shown = call("draft", "坏.yaml").stderr
    assert [f"坏.yaml:{line}:" in shown for line in (2, 6, 11)] == [True, True, True]


def test_the_table_names_every_exit_code_of_a_wrong_call():
    """2, 3, 4, 6, 7 are all met above; 5 has no command yet."""
    assert {code for _, code, _ in BAD} == {2, 3, 4, 6, 7}
