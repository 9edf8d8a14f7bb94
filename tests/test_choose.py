"""nigao choose: all that could be said in one move, with this brief's facts, and a pin that comes and goes without a trace."""
from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from briefs import EXAMPLES, LIBRARY, brief_of, draft_of

from cli_calls import BRIEF, brief_in, call, files_in
from generator.alternatives import alternatives, moves_of
from generator.brief import load_brief
from generator.cli.choose import _Page, pin
from generator.cli.inplace import original
from generator.pipeline import make_draft

MOVE = "OPN.CONVENE"


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    """A brief in a folder of its own."""
    return brief_in(tmp_path)


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person sits at the terminal."""
    monkeypatch.setattr("generator.cli.choose.at_terminal", lambda: True)


def blocks(brief: Path, *options: str) -> list[dict[str, object]]:
    """What ``--json`` lists."""
    result = call("choose", brief, MOVE, "--json", *options)
    assert (result.exit_code, result.stderr) == (0, "")
    return list(json.loads(result.stdout)["blocks"])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_the_draft_says_is_among_what_it_could_say(path):
    """For every move of every example: the blocks of the draft are listed and marked, and each is filled."""
    facts, made = draft_of(path)
    for move in moves_of(made):
        found = alternatives(facts, LIBRARY, made, move)
        said = {part.block for paragraph in made.paragraphs for part in paragraph.parts if part.move == move}
        assert {item.block.id for item in found if item.chosen} == said
        assert all(item.words and item.block.move == move and "{{" not in item.words for item in found)


def test_a_move_without_blocks_is_not_blamed_on_the_brief(tmp_path):
    """A move of one's own that nothing says yet."""
    (tmp_path / "own.yaml").write_text("moves:\n- {id: OWN.MOVE, name: 自己的, purpose: 试试}\n", encoding="utf-8")
    told = call("choose", EXAMPLES[0], "自己的", "--phrasebank", tmp_path)
    assert told.exit_code == 2 and "没有语块可用，不是要点的缘故" in told.stderr


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_pin_comes_and_goes_without_a_trace(path, tmp_path):
    """In every example: one move pinned, one line or two more; the pin taken out, the same bytes."""
    facts, made = draft_of(path)
    move = random.Random(path.stem).choice(moves_of(made))
    found = alternatives(facts, LIBRARY, made, move)
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    pin(original(copy, copy.read_bytes()), _Page(LIBRARY.moves[move], found, ""), found[-1].block.id)
    assert dict(load_brief(copy).data["choose"]) == dict(facts.data["choose"]) | {move: found[-1].block.id}
    assert copy.read_text(encoding="utf-8").startswith(path.read_text(encoding="utf-8").rstrip("\n")[:200])
    pin(original(copy, copy.read_bytes()), _Page(LIBRARY.moves[move], found, found[-1].block.id), None)
    assert copy.read_bytes() == path.read_bytes()


def test_the_wordings_stand_one_under_the_other(brief):
    """Number, id, characters, which one stands now; nothing is written."""
    result = call("choose", brief, "会议缘起")
    listed = blocks(brief)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"会议缘起（{MOVE}）　{len(listed)} 种说法\n")
    for item in listed:
        assert f"{item['number']}. {item['id']}　{item['characters']} 字{' ←现在用的' if item['chosen'] else ''}\n" in result.stdout
    assert sum(bool(item["chosen"]) for item in listed) == 1
    assert (brief.read_text(encoding="utf-8"), files_in(brief.parent)) == (BRIEF, {"要点.yaml"})


def test_a_pick_is_written_and_stands_in_the_next_draft(brief):
    """By id or number; JSON shows how it is afterwards; none takes it out again."""
    other = next(item for item in blocks(brief) if not item["chosen"])
    result = call("choose", brief, MOVE, "--pick", other["id"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"  + choose:\n  +   {MOVE}: {other['id']}\n" in result.stdout
    assert brief.read_text(encoding="utf-8") == f"{BRIEF}choose:\n  {MOVE}: {other['id']}\n"
    assert next(item for item in blocks(brief) if item["pinned"])["chosen"]
    third = next(item for item in blocks(brief) if not item["chosen"])
    shown = blocks(brief, "--pick", str(third["number"]))
    assert [item["id"] for item in shown if item["pinned"]] == [third["id"]]
    assert brief.read_text(encoding="utf-8") == f"{BRIEF}choose:\n  {MOVE}: {third['id']}\n"
    assert call("choose", brief, MOVE, "--pick", "none").exit_code == 0
    assert brief.read_text(encoding="utf-8") == BRIEF
    assert "没有改" in call("choose", brief, MOVE, "--pick", "none").stdout


def test_other_pins_and_comments_stay(brief):
    """One pin more beside another, in the brief's own keys; taken out, the other stays."""
    own = BRIEF.replace("year:", "年份:") + "选用:  # 我选的\n  CLO.END: clo_end_x  # 好\n# 完\n"
    own = own.replace("clo_end_x", next(block.id for block in LIBRARY.blocks.values() if block.move == "CLO.END"))
    brief.write_text(own, encoding="utf-8")
    id = blocks(brief)[0]["id"]
    assert call("choose", brief, MOVE, "--pick", "1").exit_code == 0
    assert brief.read_text(encoding="utf-8") == own.replace("# 好\n", f"# 好\n  {MOVE}: {id}\n")
    assert call("choose", brief, MOVE, "--pick", "none").exit_code == 0
    assert brief.read_text(encoding="utf-8") == own


@pytest.mark.parametrize(("typed", "changed"), [("\n", False), ("2\n", True), ("99\n没有\n\n", False)])
def test_a_person_picks_by_number(brief, person, typed, changed):
    """Nothing typed leaves all as it is; a number that is not there is asked again."""
    result = call("choose", brief, MOVE, stdin=typed)
    assert (result.exit_code, result.stderr) == (0, "")
    assert ("没有“99”" in result.stdout) == typed.startswith("99")
    assert (brief.read_text(encoding="utf-8") != BRIEF) == changed


@pytest.mark.parametrize(("arguments", "told"), [
    (["会议元起"], "没有“会议元起”这个语步。相近的有：OPN.CONVENE（会议缘起）"), (["GOA.QUOTA"], "稿子里没有“任务分解”这个语步"),
    ([MOVE, "--pick", "opn_convene_wh"], "“会议缘起”里没有“opn_convene_wh”。是不是："), ([MOVE, "--pick", "0"], "“会议缘起”里没有“0”。"),
])
def test_what_cannot_be_chosen_is_said(brief, arguments, told):
    """Exit 2, with the near names; the brief as it was."""
    result = call("choose", brief, *arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert brief.read_text(encoding="utf-8") == BRIEF


def test_a_block_that_does_not_fit_is_refused(brief):
    """A pin that the draft would pass over helps nobody."""
    fitting = {item["id"] for item in blocks(brief)}
    other = next(block.id for block in LIBRARY.blocks.values() if block.move == MOVE and block.id not in fitting)
    result = call("choose", brief, MOVE, "--pick", other)
    assert result.exit_code == 2
    assert f"“{other}”在这份稿子里用不上" in result.stderr and f"nigao phrase {other}" in result.stderr


def test_a_pin_that_no_longer_fits_is_named(brief):
    """The brief asks for a block that cannot stand here: the page says so, and it can be taken out."""
    fitting = {item["id"] for item in blocks(brief)}
    other = next(block.id for block in LIBRARY.blocks.values() if block.move == MOVE and block.id not in fitting)
    brief_in(brief.parent, f"{BRIEF}choose: {{{MOVE}: {other}}}\n")
    assert f"要点里选用了 {other}，但它在这份稿子里用不上。" in call("choose", brief, MOVE).stdout
    assert call("choose", brief, MOVE, "--pick", "none").exit_code == 0
    assert brief.read_text(encoding="utf-8") == BRIEF


def test_another_variant_is_shown_as_it_is_drafted(brief):
    """--variant: what stands is what the draft of that variant says."""
    for variant in (1, 2):
        made = make_draft(brief_of(brief), LIBRARY, variant=variant)
        said = {part.block for paragraph in made.paragraphs for part in paragraph.parts if part.move == MOVE}
        assert {item["id"] for item in blocks(brief, "--variant", str(variant)) if item["chosen"]} == said
