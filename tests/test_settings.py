"""nigao.yaml: found upwards from the brief, in both languages, checked like a brief, and felt in the draft."""
from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from briefs import FEW, HEAD

from cli_calls import call
from generator.brief import load_brief
from generator.errors import BriefError
from generator.model import Settings

HALF = "figures:\n  a: {label: 签约项目, value: 85, unit: 个, target: 80, period: 2026年一季度}\nhighlights:\n- {head: 签约快了, figures: [a]}\n"


def settings(folder: Path, text: str | None, brief: str = HALF) -> Settings:
    """What a brief two folders below takes from a nigao.yaml."""
    below = folder / "县" / "镇"
    below.mkdir(parents=True)
    if text is not None:
        (folder / "nigao.yaml").write_text(text, encoding="utf-8")
    (below / "要点.yaml").write_text(HEAD + brief, encoding="utf-8")
    return load_brief(below / "要点.yaml").settings


@pytest.mark.parametrize(("text", "expected"), [
    (None, Settings()), ("", Settings()), ("# 只标出文件夹\n", Settings()), ("rounding: half_even\n", Settings("half_even")),
    ("舍入: 四舍六入五成双\n翻番允差: 0.02\n", Settings("half_even", Decimal("0.02"))), ("舍入: 四舍五入\n", Settings()), ("翻番允差:\n", Settings()),
    ("doubling_tolerance: 0.05\n", Settings(doubling_tolerance=Decimal("0.05")))])
def test_settings_are_found_upwards(tmp_path: Path, text: str | None, expected: Settings) -> None:
    """All of them have defaults; an empty file only marks the unit's folder."""
    assert settings(tmp_path, text) == expected


@pytest.mark.parametrize(("text", "told"), [
    ("rouding: half_even\n", "rounding"), ("rounding: down\n", "四舍五入"), ("翻番允差: 0.2\n", "0.05"), ("翻番允差: [0, 0.1]\n", "0.05"), ("翻番允差: 多\n", "不是一个数"),
    ("翻番允差: -0.01\n", "0.05"), ("舍入: &a 四舍五入\n", "nigao.yaml:1"), ("- 舍入\n", "一组"),
    ("版式: 没有.yaml\n", "没有“没有.yaml”"), ("样稿: 没有.docx\n", "没有“没有.docx”"), ("舍入: 四舍五入\n舍入: 四舍五入\n", "nigao.yaml:2")])
def test_a_wrong_setting_is_refused_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    """Like a wrong brief: exit 3, the file and its line, what to write."""
    with pytest.raises(BriefError) as caught:
        settings(tmp_path, text)
    assert "nigao.yaml:" in str(caught.value) and told in str(caught.value)


def test_a_unit_settles_its_page(tmp_path: Path) -> None:
    """A layout by name or file, or a sample document, named in nigao.yaml; what is asked on the command line goes before it."""
    from test_reference_doc import sample

    (tmp_path / "要点.yaml").write_text(HEAD + HALF, encoding="utf-8")

    def styles(*options: str) -> str:
        assert call("draft", tmp_path / "要点.yaml", "-o", tmp_path / "稿.docx", "--force", *options).exit_code == 0
        with zipfile.ZipFile(tmp_path / "稿.docx") as package:
            return package.read("word/styles.xml").decode()

    plain = styles()
    (tmp_path / "nigao.yaml").write_text("版式: 讲台版\n", encoding="utf-8")
    assert 'w:sz w:val="36"' in styles() and styles("--layout", "print") == plain
    (tmp_path / "我们的.yaml").write_text("正文: {字号: 小三}\n", encoding="utf-8")
    (tmp_path / "nigao.yaml").write_text("版式: 我们的.yaml\n", encoding="utf-8")
    assert 'w:sz w:val="30"' in styles()
    sample(tmp_path / "样稿.docx")
    (tmp_path / "nigao.yaml").write_text("样稿: 样稿.docx\n", encoding="utf-8")
    assert "华文仿宋" in styles() and "华文仿宋" not in styles("--layout", "podium")
    assert call("draft", tmp_path / "要点.yaml", "-o", "-", "--to", "txt").exit_code == 0


def test_the_nearest_settings_win(tmp_path: Path) -> None:
    """A town's own file stands before the county's."""
    (tmp_path / "县" / "镇").mkdir(parents=True)
    (tmp_path / "县" / "nigao.yaml").write_text("舍入: 四舍五入\n", encoding="utf-8")
    (tmp_path / "县" / "镇" / "要点.yaml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "nigao.yaml").write_text("舍入: 四舍六入五成双\n", encoding="utf-8")
    assert load_brief(tmp_path / "县" / "镇" / "要点.yaml").settings.rounding == "half_up"


def test_the_draft_and_its_ledger_round_as_settled(tmp_path: Path) -> None:
    """One setting changes the number in the text and in the ledger, and no other digit."""
    (tmp_path / "要点.yaml").write_text(HEAD + HALF, encoding="utf-8")
    table = tmp_path / "核对.csv"
    up = call("draft", tmp_path / "要点.yaml", "-o", "-", "--to", "txt", "--ledger", table).stdout
    (tmp_path / "nigao.yaml").write_text("舍入: 四舍六入五成双\n", encoding="utf-8")
    even = call("draft", tmp_path / "要点.yaml", "-o", "-", "--to", "txt", "--ledger", table, "--force").stdout
    assert "106.3%" in up and even == up.replace("106.3%", "106.2%")
    assert "106.2%" in table.read_text(encoding="utf-8-sig") and "106.3" not in table.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("path", FEW, ids=lambda path: path.stem)
def test_briefs_without_settings_are_as_before(path: Path) -> None:
    """The shipped examples have none."""
    assert load_brief(path).settings == Settings()
