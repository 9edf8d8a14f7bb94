"""``phrases --check``: what is wrong in a bank is said with its place and what to do; the built-in bank keeps its own rules."""

from __future__ import annotations

import re
from pathlib import Path

from briefs import LIBRARY

from cli_calls import call
from generator.audit import faults, ground_of, thin, twins
from generator.frozen import replace
from generator.library import load_library
from generator.model import Block

BAD = [
    ("text: '{{ plce.self }}要动起来。'", "读了没有的名称“plce”"),
    ("text: 话, requires: [itm.owner]", "读了没有的名称“itm”"),
    ("text: '{{ place.self '", "模板语法错误"),
    ("text: 话, requires: ['item.owner and']", "条件写错了：item.owner and"),
    ("text: '今年要引进3个项目！'", "自己的文字里有“3”、“！”"),
    ("text: '(话)', requires: [year]", "自己的文字里有“(”、“)”"),
    ("text: 要做好六稳工作。, requires: [year]", "“六稳”只用在2018-07到2022-12"),
    ("text: 要讲新质生产力。, requires: [year]", "“新质生产力”只用在2023-09起"),
    ("text: 大家要把劲往一处使，把心往一处想，一件一件抓到底，一天一天盯下去，年底看谁的项目开得多、建得快、见效早。", "不挂事项、没有条件、不读要点，却有"),
    ("text: '{{ place.self }}的话。', requires: ['year < 2000']", "试过的要点都用不上它"),
]
GOOD = "text: 六稳的话要落在事上。, valid_from: '2019', valid_to: '2021'"


def bank(folder: Path, *blocks: str) -> list[Block]:
    """A bank of one's own in a folder; its blocks."""
    lines = [f"- {{id: own{at}, move: CLO.END, {block}}}" for at, block in enumerate(blocks)]
    (folder / "own.yaml").write_text("\n".join(["blocks:", *lines]) + "\n", encoding="utf-8")
    return [block for block in load_library(phrasebanks=[folder]).blocks.values() if block.origin != "builtin"]


def test_what_is_wrong_in_a_block_is_said_with_its_place(tmp_path: Path) -> None:
    """One problem a block: what, at which line of which file, and what to do; exit 1."""
    bank(tmp_path, *(block for block, _ in BAD))
    result = call("phrases", "--check", "--phrasebank", tmp_path)
    assert result.exit_code == 1
    told = re.split(r"(?=^\S*own\.yaml:)", result.stdout, flags=re.MULTILINE)[1:]
    assert len(told) == len(BAD)
    for at, ((_, said), problem) in enumerate(zip(BAD, told, strict=True)):
        assert f"own.yaml:{at + 2}:1" in problem and said in problem and len(problem.splitlines()) == 3, problem
    assert f"核对了{len(BAD)}个语块，{len(BAD)}处要改" in result.stderr


def test_a_good_bank_is_passed(tmp_path: Path) -> None:
    """Nothing found is exit 0 and says so."""
    bank(tmp_path, GOOD)
    result = call("phrases", "--check", "--phrasebank", tmp_path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "没有要改的" in result.stderr


def test_twins_are_found_in_ones_own_bank_and_against_the_built_in_one() -> None:
    """Fifteen characters in a row, punctuation apart; each pair once; twins among others' blocks are not one's own affair."""
    one = next(block for block in LIBRARY.blocks.values() if len(block.text) > 80 and "{" not in block.text)
    copy = replace(one, id="own.copy", text=f"{one.text}再说一句。")
    found = list(twins([*LIBRARY.blocks.values(), copy], {"own.copy"}))
    assert len(found) == 1 and f"和 {one.id} 有15个字连着相同" in found[0].message and found[0].path == "own.copy"
    assert list(twins([one, copy], {"other"})) == []


def test_a_topic_of_ones_own_has_blocks_to_choose_from(tmp_path: Path) -> None:
    """Fewer than three are said at the topic's line; three are enough, and topics that others wrote for are not one's own affair."""
    topic = "topics:\n- {id: own_t, name: 船等泊位, words: [船等泊位]}\n"
    for many, wrong in ((2, ["事项 own_t（船等泊位）只有2个语块"]), (3, [])):
        rows = "".join(f"- {{id: own_{at}, move: CLO.END, topics: [own_t], text: 话{at}}}\n" for at in range(many))
        (tmp_path / "own.yaml").write_text(f"{topic}blocks:\n{rows}", encoding="utf-8")
        library = load_library(phrasebanks=[tmp_path])
        found = list(thin(library, [block for block in library.blocks.values() if block.origin != "builtin"]))
        assert [problem.message for problem in found] == wrong
        assert all(str(problem.place).endswith("own.yaml:2:1") for problem in found)


def test_a_move_that_no_skeleton_makes_is_said(tmp_path: Path) -> None:
    """A block of a new move is never drawn until a skeleton names the move."""
    (tmp_path / "own.yaml").write_text("moves:\n- {id: OWN.MOVE, name: 自己的, purpose: 试试}\nblocks:\n- {id: a, move: OWN.MOVE, text: 话, requires: [year]}\n", encoding="utf-8")
    library = load_library(phrasebanks=[tmp_path])
    assert ["没有一个骨架用到" in problem.message for problem in faults(library.blocks["a"], ground_of(library))] == [True]


def test_the_built_in_bank_keeps_its_rules() -> None:
    """All rules but the search for an example (test_bank.py fills every block)."""
    ground = ground_of(LIBRARY)
    assert [problem for block in LIBRARY.blocks.values() for problem in faults(block, ground)] == []
