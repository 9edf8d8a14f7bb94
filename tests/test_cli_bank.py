"""``phrases``, ``phrase``, ``skeletons``, ``skeleton``, ``schema`` and ``new``: what the library holds, and briefs to start from."""
from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from cli_calls import BRIEF, ROOT, brief_in, call, files_in, shell
from generator.brief import load_brief
from generator.cli.phrases import opening
from generator.cli.skeleton import named
from generator.language.matters import Matters
from generator.library import load_library
from generator.model import Block

LIBRARY = load_library()
BLOCK_KEYS = {"id", "move", "text", "params", "requires", "topics", "levels", "valid_from", "valid_to", "sources", "origin", "status",
              "length"}


@cache
def listed(*filters: object) -> list[dict[str, object]]:
    """The blocks that ``phrases --json`` lists."""
    result = call("phrases", "--json", *filters)
    assert (result.exit_code, result.stderr) == (0, "")
    found: list[dict[str, object]] = json.loads(result.stdout)
    return found


def test_phrases_json_has_the_contracts_shape():
    """Every block, every key, nothing but JSON."""
    blocks = listed()
    assert len(blocks) == len(LIBRARY.blocks) > 0
    for block in blocks:
        assert set(block) == BLOCK_KEYS
        assert isinstance(block["length"], int) and block["length"] > 0
        assert isinstance(block["params"], list) and isinstance(block["sources"], list)


def test_phrases_table_has_a_line_a_block():
    """Under a heading; the count closes it."""
    lines = call("phrases").stdout.splitlines()
    assert lines[0].split() == ["编号", "语步", "开头", "事项", "来自"]
    assert lines[-1] == f"共 {len(LIBRARY.blocks)} 个语块"
    assert [line.split()[0] for line in lines[1:-1]] == list(LIBRARY.blocks)


def test_phrases_are_grouped_with_counts():
    """By move or topic, each group headed with its name, id and number; a block of several topics stands under each; the numbers add up."""
    counts = call("phrases", "--count").stdout.splitlines()
    moves = {block.move for block in LIBRARY.blocks.values()}
    assert len(counts) == len(moves) + 2 and sum(int(line.split()[1]) for line in counts[:-2]) == len(LIBRARY.blocks)
    by_topic = call("phrases", "--by", "事项", "园区", "--move", "MEA.PLATFORM").stdout
    heads = re.findall(r"^(\S+（\w+）|通用)　(\d+) 条$", by_topic, re.MULTILINE)
    found = listed("园区", "--move", "MEA.PLATFORM")
    assert sum(int(count) for _, count in heads) == sum(len(block["topics"]) or 1 for block in found)
    assert all(block["id"] in by_topic for block in found) and by_topic.endswith(f"共 {len(found)} 个语块\n")
    assert call("phrases", "--by", "move").stdout == call("phrases", "--by", "语步").stdout


def test_a_block_is_filled_with_ones_own_facts(tmp_path):
    """``phrase ID --brief``: the words as a draft of that brief would have them; a note where it has nothing for the block."""
    brief = brief_in(tmp_path)
    block = next(block for block in LIBRARY.blocks.values() if block.move == "OPN.CONVENE" and not block.requires)
    told = call("phrase", block.id, "--brief", brief)
    assert told.exit_code == 0 and "用这份要点填：" in told.stdout
    assert json.loads(call("phrase", block.id, "--brief", brief, "--json").stdout)["filled"].replace("\n", "") in told.stdout.replace("\n  ", "")
    quota = next(block for block in LIBRARY.blocks.values() if block.says == "quotas")
    assert "没有能用上这条的材料" in call("phrase", quota.id, "--brief", brief).stdout


SOME = next(block for block in LIBRARY.blocks.values() if block.topics)


@pytest.mark.parametrize(("filters", "holds"), [
    (["--move", SOME.move], lambda block: block["move"] == SOME.move),
    (["--move", LIBRARY.moves[SOME.move].name], lambda block: block["move"] == SOME.move),
    (["--topic", SOME.topics[0]], lambda block: SOME.topics[0] in block["topics"]),
    (["--topic", LIBRARY.topics[SOME.topics[0]].name], lambda block: SOME.topics[0] in block["topics"]),
    (["--skeleton", "quarterly_review"], lambda block: block["move"] in LIBRARY.skeletons["quarterly_review"].moves),
    (["--level", "county"], lambda block: block["levels"] is None or "county" in block["levels"]),
    (["--level", "县"], lambda block: block["levels"] is None or "county" in block["levels"]),
    (["--source", SOME.sources[0]], lambda block: SOME.sources[0] in block["sources"]),
    ([SOME.id], lambda block: SOME.id in block["id"] + block["text"]),
], ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_a_filter_keeps_what_fits_and_nothing_else(filters, holds):
    """What is listed fits; what fits is listed."""
    everything, found = listed(), listed(*filters)
    assert found
    if "--skeleton" not in filters:
        assert found == [block for block in everything if holds(block)]
    assert all(holds(block) for block in found)


BANK = """\
blocks:
- {id: own.early, move: MOVE, text: "到{{ year }}年{% if item %}早{% endif %}{{ place.whole }}{{ work }}的话", valid_to: "2015"}
- {id: own.late, move: MOVE, text: 晚的话, valid_from: 2020-06, valid_to: "2025", levels: [town], status: candidate}
- {id: SOME, move: MOVE, text: 我们自己的说法}
""".replace("MOVE", SOME.move).replace("SOME", SOME.id)


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A bank of one's own that hides one built-in block."""
    home = tmp_path / "我的语块"
    home.mkdir()
    (home / "blocks.yaml").write_text(BANK, encoding="utf-8")
    return home


@pytest.mark.parametrize(("year", "found"), [
    (2014, {"own.early"}), (2015, {"own.early"}), (2016, set()), (2019, set()), (2020, {"own.late"}), (2025, {"own.late"}), (2026, set())])
def test_year_keeps_what_was_valid_in_it(bank, year, found):
    """Both ends of the validity count."""
    assert {block["id"] for block in listed("--phrasebank", bank, "--year", year, "own.")} == found


def test_level_leaves_out_what_is_bound_to_others(bank):
    """A town's block is not for a county; one bound to no level is for all."""
    assert {block["id"] for block in listed("--phrasebank", bank, "--level", "county", "own.")} == {"own.early"}
    assert {block["id"] for block in listed("--phrasebank", bank, "--level", "镇", "own.")} == {"own.early", "own.late"}


def test_a_bank_of_ones_own_is_named_and_says_what_it_hides(bank):
    """Origin in the list, the hidden block on the card, candidates marked."""
    mine = {block["id"]: block for block in listed("--phrasebank", bank)}
    assert mine[SOME.id]["text"] == "我们自己的说法" and mine[SOME.id]["origin"] == str(bank)
    assert mine["own.late"]["status"] == "candidate"
    assert f"{bank}（候选）" in call("phrases", "own.late", "--phrasebank", bank).stdout
    card = call("phrase", SOME.id, "--phrasebank", bank).stdout
    assert "盖住了：自带的同名语块" in card and f"来自：{bank}" in card
    assert "盖住了" not in call("phrase", SOME.id).stdout


def test_params_are_read_off_the_text(bank):
    """A block that does not list its parameters shows those that it reads."""
    block = {block["id"]: block for block in listed("--phrasebank", bank)}["own.early"]
    assert {"year", "place.whole", "work"} <= set(block["params"])  # type: ignore[call-overload]
    assert block["length"] == len("到年早的话")


def test_a_text_is_told_its_topics(tmp_path):
    """As a brief's words are recognised: the longest wording, in the order of the text, with how many blocks speak of each; none is said, and no error."""
    told = json.loads(call("phrases", "--recognise", "用地手续办得慢", "--json").stdout)
    assert [item["id"] for item in told] == list(Matters({topic.id: topic.words for topic in LIBRARY.topics.values()}).of("用地手续办得慢")) != []
    assert told[0]["blocks"] == sum(told[0]["id"] in block.topics for block in LIBRARY.blocks.values())
    assert told[0]["name"] in call("phrases", "--recognise", "用地手续办得慢").stdout
    nothing = call("phrases", "--recognise", "天气")
    assert (nothing.exit_code, nothing.stdout) == (0, "") and "认不出事项" in nothing.stderr
    (tmp_path / "own.yaml").write_text("topics:\n- {id: own.t, name: 船等泊位, words: [锚地等泊]}\n", encoding="utf-8")
    assert "own.t" in call("phrases", "--recognise", "锚地等泊的船太多", "--phrasebank", tmp_path).stdout


def test_nothing_found_is_said_and_is_no_error():
    """An empty list for scripts, a sentence for people."""
    assert listed("绝没有这样的文字") == []
    result = call("phrases", "绝没有这样的文字")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "没有符合的语块。\n")


def test_an_opening_is_one_line_of_forty_characters():
    """Holes are shown as …, conditions and comments not at all."""
    assert opening(Block("a", "m", "{# 注 #}到{{ year }}\n{% if x %}好{% endif %}")) == "到…好"
    assert opening(Block("a", "m", "长" * 41)) == "长" * 40 + "……"


def test_a_card_shows_all_of_a_block():
    """Text, parameters, validity, sources, requirements, topics and a filled example without holes."""
    shown = call("phrase", SOME.id).stdout
    labels = "编号 语步 事项 参数 要求 层级 骨架 讲话人 年份 出处 来自 原文 填好的样子".split()
    assert [label for label in labels if f"{label}：" not in shown] == []
    assert all(line.strip() in shown for line in SOME.text.splitlines())
    example = shown.rpartition("填好的样子：\n")[2]
    assert example.strip() and "{{" not in example and "{%" not in example


@pytest.mark.parametrize("move", ["OPN.RECAP", "REV.RESULT", "DIA.PROBLEM", "MEA.REGION", "SAF.MECH", "CLO.CALL"])
def test_a_card_shows_a_filled_example(move):
    """A block at work on a shipped example (tests/test_bank.py fills every block)."""
    id = next(block.id for block in LIBRARY.blocks.values() if block.move == move)
    result = call("phrase", id)
    assert result.exit_code == 0, result.stderr
    assert "填好的样子" in result.stdout


def test_an_unknown_block_is_answered_with_the_nearest():
    """One slip of the finger is put right."""
    result = call("phrase", SOME.id + "x")
    assert result.exit_code == 2
    assert SOME.id in result.stderr


def test_skeletons_list_all():
    """The table for people, the contract's shape for scripts."""
    told = json.loads(call("skeletons", "--json").stdout)
    assert [item["id"] for item in told] == list(LIBRARY.skeletons)
    assert all(set(item) == {"id", "name", "sources", "moves", "needs"} for item in told)
    shown = call("skeletons").stdout
    assert all(skeleton.id in shown and skeleton.name in shown for skeleton in LIBRARY.skeletons.values())


@pytest.mark.parametrize("id", LIBRARY.skeletons)
def test_a_skeleton_shows_its_moves_with_the_fields_they_draw_on(id):
    """Every move with its Chinese name; fields with theirs; length, needs, sources."""
    skeleton = LIBRARY.skeletons[id]
    shown = call("skeleton", id).stdout
    assert shown == call("skeleton", skeleton.name).stdout
    assert f"字数：{skeleton.length[0]}～{skeleton.length[1]}" in shown
    for move in skeleton.moves:
        assert move in shown and LIBRARY.moves[move].name in shown
        row = next(line for line in shown.splitlines() if line.split()[:1] == [move])
        assert row.split()[2] == str(len(LIBRARY.sayable(move, skeleton))) != "0"
    assert named(skeleton.needs) in shown and all(source in shown for source in skeleton.sources)


def test_the_schema_is_a_schema_and_fits_a_brief():
    """Draft-07, valid in itself."""
    result = call("schema")
    schema = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (0, "")
    jsonschema.Draft7Validator.check_schema(schema)
    assert schema["$schema"].startswith("http://json-schema.org/draft-07")


@pytest.mark.parametrize("options", [
    "", "--keys en", "--skeleton quarterly_review", "--skeleton quarterly_review --keys en", "--example",
    "--example --skeleton quarterly_review"])
def test_a_new_brief_loads_and_drafts(tmp_path, options):
    """What ``new`` writes can be drafted at once, blank or filled."""
    path = tmp_path / "新.yaml"
    result = call("new", path, *options.split())
    assert result.exit_code == 0, result.stderr
    assert str(path) in result.stdout and "nigao draft" in result.stdout
    load_brief(str(path))
    drafted = call("draft", path, "--to", "txt", "-o", "-")
    assert drafted.exit_code == 0, drafted.stderr


def test_new_writes_to_its_default_name_and_never_over_a_file(tmp_path, monkeypatch):
    """``要点.yaml`` in the current folder; the second time exit 6 and the file as it was."""
    monkeypatch.chdir(tmp_path)
    assert call("new").exit_code == 0
    (tmp_path / "要点.yaml").write_text(BRIEF, encoding="utf-8")
    result = call("new")
    assert (result.exit_code, result.stdout) == (6, "")
    assert (tmp_path / "要点.yaml").read_text(encoding="utf-8") == BRIEF
    assert files_in(tmp_path) == {"要点.yaml", "要点.schema.json"}


def test_new_prints_to_stdout(tmp_path, monkeypatch):
    """``-`` prints the brief and nothing else."""
    monkeypatch.chdir(tmp_path)
    result = call("new", "-", "--keys", "en")
    assert "year:" in result.stdout and "已写出" not in result.stdout
    assert files_in(tmp_path) == set()


def test_a_skeleton_without_example_is_said(tmp_path):
    """--example does not pass another kind of speech off as the one asked for."""
    home = tmp_path / "骨架"
    home.mkdir()
    front = "---\nid: own\nname: 自己的\nmoves: []\nneeds: []\nsources: [own]\nlength: [100, 200]\n---\n"
    (home / "a.j2").write_text(front + "话\n", encoding="utf-8")
    result = call("new", tmp_path / "新.yaml", "--example", "--skeleton", "own", "--templates", home)
    assert result.exit_code == 2
    assert "没有骨架“own”的样例" in result.stderr


@pytest.mark.parametrize("arguments", [["phrases", "--json"], ["skeletons", "--json"], ["schema"]], ids=" ".join)
def test_json_survives_a_gbk_pipe(arguments):
    """One document, whatever the console's encoding."""
    done = shell(*arguments, env={"PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk"})
    assert done.returncode == 0
    json.loads(done.stdout.decode("gbk"))


def test_shipped_examples_draft_strictly_enough(tmp_path):
    """Every shipped example drafts without an error."""
    examples = sorted((ROOT / "examples").glob("*.yaml"))
    assert examples
    for number, path in enumerate(examples):
        copy = brief_in(tmp_path, path.read_text(encoding="utf-8"), f"{number}.yaml")
        result = call("draft", copy, "-o", tmp_path / f"{number}.docx")
        assert result.exit_code == 0, (path.name, result.stderr)
