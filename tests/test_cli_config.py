"""``config`` and ``doctor``: what holds here and where it comes from; whether all is there."""
from __future__ import annotations

import json
import os
import sys
import tomllib
from pathlib import Path

import pytest
from platformdirs import user_config_path

from cli_calls import ROOT, brief_in, call
from generator import layouts
from generator.brief import load_brief
from generator.cli import doctor
from generator.frozen import replace
from generator.library import load_library
from generator.model import Settings
from generator.outside import outside

BLOCK = "blocks:\n- {id: own_x, move: MEA.DRIVE, text: 甲。}\n"


@pytest.fixture
def unit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A unit's folder with a brief below it, as the current folder."""
    (tmp_path / "县" / "库").mkdir(parents=True)
    brief_in(tmp_path / "县")
    (tmp_path / "县" / "库" / "a.yaml").write_text(BLOCK, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "县")
    return tmp_path


def told(env: dict[str, str] | None = None) -> dict[str, tuple[str, str]]:
    """Value and source of each setting, as ``config --json`` tells them."""
    result = call("config", "要点.yaml", "--json", env=env)
    assert result.exit_code == 0, result.stderr
    return {item["key"]: (item["value"], item["source"]) for item in json.loads(result.stdout)["settings"]}


def test_variable_before_unit_before_user_before_default(unit: Path) -> None:
    """Each layer wins over the next; groups are joined setting by setting; the source is a file with its line, or the variable."""
    home = unit / "用户"
    env = {"XDG_CONFIG_HOME": str(home)}
    assert told(env)["layout"] == ("印发版", "默认")
    user = home / "nigao" / "nigao.yaml"
    user.parent.mkdir(parents=True)
    user.write_text("layout: podium\nrounding: 四舍六入五成双\n核稿: {上限: {句长: 90}, 不查: [length]}\n", encoding="utf-8")
    assert told(env)["layout"] == ("podium", f"{user}:1")
    (unit / "nigao.yaml").write_text("# 县里的\n版式: 印发版\n核稿:\n  上限: {字数: 6000}\n", encoding="utf-8")
    found = told(env)
    assert found["layout"] == ("印发版", f"{unit / 'nigao.yaml'}:2") and found["rounding"] == ("四舍六入五成双", f"{user}:2")
    assert (found["check.caps.length"], found["check.caps.sentence"]) == (("6000", f"{unit / 'nigao.yaml'}:4"), ("90", f"{user}:3"))
    assert told({**env, "NIGAO_LAYOUT": "podium"})["layout"] == ("podium", "NIGAO_LAYOUT")


@pytest.mark.skipif(sys.platform != "linux", reason="the user's folder is known by a variable of Linux")
def test_the_users_own_file_lies_where_the_system_keeps_settings(unit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As ``config`` says."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(unit / "用户"))
    assert f"自己的设置放在：{user_config_path('nigao', appauthor=False) / 'nigao.yaml'}" in call("config").stdout


def test_the_defaults_that_are_told_are_those_that_hold(unit: Path) -> None:
    """Written into nigao.yaml they change nothing."""
    defaults = {key: value for key, (value, source) in told().items() if source == "默认" and value}
    assert {"rounding", "doubling_tolerance", "layout"} <= defaults.keys()
    (unit / "县" / "nigao.yaml").write_text("".join(f"{key}: {value}\n" for key, value in defaults.items()), encoding="utf-8")
    assert layouts.load_layout(load_brief("要点.yaml").settings.layout) == layouts.load_layout(Settings().layout)
    assert replace(load_brief("要点.yaml").settings, layout=Settings().layout) == Settings()


def test_folders_of_ones_own_need_no_option(unit: Path) -> None:
    """Named in nigao.yaml from its own place, or in a variable; what the command line names goes before them."""
    (unit / "nigao.yaml").write_text("语块文件夹: [县/库]\n", encoding="utf-8")
    listed = call("phrases", "own_x", "--json")
    assert [block["id"] for block in json.loads(listed.stdout)] == ["own_x"]
    (unit / "nigao.yaml").unlink()
    assert json.loads(call("phrases", "own_x", "--json").stdout) == []
    assert len(json.loads(call("phrases", "own_x", "--json", env={"NIGAO_PHRASEBANK": os.pathsep.join(["库", str(unit / "县" / "库")])}).stdout)) == 1
    assert call("draft", "要点.yaml", "-o", "稿.docx", env={"NIGAO_PHRASEBANK": "库"}).exit_code == 0


@pytest.mark.parametrize(("text", "env", "said"), [
    ("语块文件夹: [没有]\n", {}, "nigao.yaml:1:9  phrasebank[0]"), ("版式: 没有.yaml\n", {}, "没有“没有.yaml”"), ("版式: 印发版\n版: 1\n", {}, "nigao.yaml:2:1"),
    ("", {"NIGAO_PHRASEBANK": "没有"}, "路径从当前文件夹算起"), ("", {"NIGAO_ROUNDING": "down"}, "NIGAO_ROUNDING"), ("核稿: {不查: [没有]}\n", {}, "没有“没有”这条规则")])
def test_a_wrong_setting_is_an_error_with_its_source(unit: Path, text: str, env: dict[str, str], said: str) -> None:
    """Exit 3, wherever it was written."""
    (unit / "nigao.yaml").write_text(text, encoding="utf-8")
    result = call("config", "要点.yaml", env=env)
    assert (result.exit_code, result.stdout) == (3, "") and said in result.stderr


def test_a_library_is_not_changed_by_the_environment(unit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who uses nigao from Python gets the same everywhere: only a command lets variables in."""
    import contextvars

    monkeypatch.setenv("NIGAO_LAYOUT", "podium")
    assert contextvars.Context().run(lambda: (outside(), load_brief("要点.yaml").settings.layout)) == ((({}, None)), "print")


def test_doctor_knows_every_library() -> None:
    """Those of the base install, as pyproject.toml lists them."""
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert sorted(name.lower() for name in doctor._LIBRARIES) == sorted(item.partition(">")[0].lower() for item in needed)


def test_doctor_looks_at_everything(unit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Versions, bank, fonts, LibreOffice, cache, settings, console; JSON has the same. What only costs comfort is no failure."""
    result = call("doctor")
    assert result.exit_code == 0
    for about in ("nigao", "Python", "python-docx", "语料", "字体", "LibreOffice", "缓存", "设置", "屏幕编码"):
        assert f"{about} " in result.stdout
    assert f"{len(load_library().blocks)} 个语块" in result.stdout
    monkeypatch.setattr("shutil.which", lambda _name: None)
    found = {item["about"]: item for item in json.loads(call("doctor", "--json").stdout)["findings"]}
    assert found["LibreOffice"]["state"] == "look" and "PDF" in found["LibreOffice"]["advice"] and found["字体"]["state"] == "look"
    monkeypatch.setattr("generator.cli.doctor._LIBRARIES", ("没有的库",))
    broken = call("doctor")
    assert broken.exit_code == 1 and "python -m pip install 没有的库" in broken.stdout
