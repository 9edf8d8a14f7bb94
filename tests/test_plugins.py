"""Rules and filters of other packages: used only where a unit's settings name them, refused with a word where they are not as they should be."""
from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cli_calls import ROOT, brief_in

PAGE = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
RULE = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)[0]
POINTS = (
    "[nigao.rules]\nour-names = own.names\nbroken = own.missing\nother = own.other\nwild = own.wild\nfar = own.far\nwording = own.clash\nnoisy = own.noisy\n"
    "[nigao.filters]\nloud = own.filters:loud\njoin_cn = own.filters:loud\n")
TEXT = "同志们：\n请县发改报一下情况。\n"
BLOCK = "blocks:\n- {id: own_loud, move: MEA.DRIVE, says: tasks, text: '{{ item.what | loud }}'}\n"


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """A unit's folder beside a package that brings rules and filters."""
    package = tmp_path / "装的" / "own"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "names.py").write_text(RULE, encoding="utf-8")
    (package / "other.py").write_text("ID = 'something'\n", encoding="utf-8")
    parts = "ID, SEVERITY, NEEDS = {!r}, 'info', ()\n"
    (package / "wild.py").write_text(parts.format("wild") + "def check(review):\n    return {}['没有']\n", encoding="utf-8")
    far = "from generator.checks.review import Found\ndef check(review):\n    yield Found(99, 0, 1, '远', '')\n"
    (package / "far.py").write_text(parts.format("far") + far, encoding="utf-8")
    (package / "noisy.py").write_text("from pathlib import Path\nPath('跑过了').touch()\nint('甲')\n", encoding="utf-8")
    (package / "clash.py").write_text(parts.format("wording") + "def check(review):\n    return ()\n", encoding="utf-8")
    (package / "filters.py").write_text("def loud(value):\n    return f'{value}！'\n", encoding="utf-8")
    told = tmp_path / "装的" / "own-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: own\nVersion: 1.0\n", encoding="utf-8")
    (told / "entry_points.txt").write_text(POINTS, encoding="utf-8")
    home = tmp_path / "县"
    (home / "库").mkdir(parents=True)
    brief_in(home)
    (home / "库" / "a.yaml").write_text(BLOCK, encoding="utf-8")
    (home / "稿.txt").write_text(TEXT, encoding="utf-8")
    return home


def run(unit: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command where the package is installed."""
    path = os.pathsep.join([str(ROOT), str(unit.parent / "装的")])
    return subprocess.run([sys.executable, "-m", "generator", *arguments], cwd=unit, capture_output=True, check=False, encoding="utf-8",
                          env=os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1"})


def test_a_rule_is_used_only_where_it_is_named(unit: Path) -> None:
    """The page's own example: silent though installed; found with its place once nigao.yaml names it; switched off like any other."""
    def rules(*options: str) -> list[str]:
        return [item["rule"] for item in json.loads(run(unit, "check", "稿.txt", "--json", *options).stdout)["findings"]]

    assert "our-names" not in rules()
    (unit / "nigao.yaml").write_text("核稿: {加用: [our-names]}\n", encoding="utf-8")
    assert "our-names" in rules() and rules("--only", "our-names") == ["our-names"]
    assert re.search("our-names +警告  单位名称要写全", run(unit, "check", "稿.txt", "--show-config").stdout)
    assert "our-names" not in rules("--skip", "our-names")
    (unit / "nigao.yaml").write_text("核稿: {加用: [our-names], 轻重: {our-names: 提示}}\n", encoding="utf-8")
    assert run(unit, "check", "稿.txt", "--only", "our-names").returncode == 0


def test_a_filter_is_used_only_where_it_is_named(unit: Path) -> None:
    """In the unit's own blocks; a filter of ours cannot be hidden."""
    (unit / "nigao.yaml").write_text("语块文件夹: [库]\n", encoding="utf-8")
    (unit / "要点.yaml").write_text((unit / "要点.yaml").read_text(encoding="utf-8") + "choose: {MEA.DRIVE: own_loud}\n", encoding="utf-8")
    refused = run(unit, "draft", "要点.yaml", "-o", "-", "--to", "txt")
    assert refused.returncode == 4 and "own_loud" in refused.stderr
    (unit / "nigao.yaml").write_text("语块文件夹: [库]\n过滤器: [loud, join_cn]\n", encoding="utf-8")
    said = run(unit, "draft", "要点.yaml", "-o", "-", "--to", "txt")
    assert said.returncode == 0 and "逐个项目排出开工时间！" in said.stdout


@pytest.mark.parametrize(("text", "said"), [
    ("核稿: {加用: [没有]}\n", "没有装规则“没有”"), ("过滤器: [没有]\n", "没有装过滤器“没有”"),
    ("核稿: {加用: [broken]}\n", "另装的规则“broken”读不进来："), ("核稿: {加用: [other]}\n", "没有 SEVERITY、NEEDS、check"),
    ("核稿: {加用: [noisy]}\n", "另装的规则“noisy”读不进来：ValueError"),
    ("核稿: {加用: [wild]}\n", "规则“wild”运行出错：KeyError"), ("核稿: {加用: [far]}\n", "规则“far”运行出错：IndexError"),
    ("核稿: {加用: [wording]}\n", "和自带的同名")])
def test_what_cannot_be_used_is_said(unit: Path, text: str, said: str) -> None:
    """Exit 3, with what to do."""
    (unit / "nigao.yaml").write_text(text, encoding="utf-8")
    command = ["draft", "要点.yaml", "-o", "稿.docx"] if "过滤器" in text else ["check", "稿.txt"]
    done = run(unit, *command)
    assert done.returncode == 3 and said in done.stderr and "Traceback" not in done.stderr


def test_doctor_lists_what_is_installed(unit: Path) -> None:
    """So that a person knows what may be named."""
    told = run(unit, "doctor")
    assert "另装的规则" in told.stdout and "读不进来" not in told.stdout
    assert not (unit / "跑过了").exists()


def test_doctor_tries_what_is_named_and_nothing_else(unit: Path) -> None:
    """A rule that cannot be loaded, whatever its code raises, or that is not there: said by name, exit 1. The code of what nobody named is not run."""
    for name in ("broken", "noisy", "没有"):
        (unit / "nigao.yaml").write_text(f"核稿: {{加用: [{name}]}}\n", encoding="utf-8")
        told = run(unit, "doctor")
        assert told.returncode == 1 and f"另装的规则 {name}：重装带它的包" in told.stdout and "Traceback" not in told.stderr
        assert (unit / "跑过了").exists() == (name == "noisy")
        (unit / "跑过了").unlink(missing_ok=True)
