"""``nigao outline``: the 提纲 says what the draft holds, part by part, and what is missing."""
from __future__ import annotations

import json

import pytest
from briefs import EXAMPLES, FEW, LIBRARY, SEED_BRIEFS, UNSEEN, brief, draft_of

from cli_calls import call
from generator.outline import CLOSING, OPENING, outline
from generator.pipeline import make_draft

ALL = [*EXAMPLES, *SEED_BRIEFS, *UNSEEN]


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_the_outline_is_the_draft_part_by_part(path) -> None:
    """Headings in order, every character counted once, run-in heads under their parts, moves that the parts really make."""
    facts, draft = draft_of(path)
    made = outline(draft, facts, LIBRARY)
    heads = [paragraph.text for paragraph in draft.paragraphs if paragraph.role == "heading1"]
    assert [part.heading for part in made.parts] == [OPENING, *heads, CLOSING]
    front = sum(len("".join(item.text.split())) for item in draft.paragraphs if item.role in ("title", "subtitle", "byline", "salutation"))
    assert sum(part.length for part in made.parts) + front == draft.characters
    assert sum(len(part.points) for part in made.parts) == sum(paragraph.role == "heading3" for paragraph in draft.paragraphs)
    moves = {part.move for paragraph in draft.paragraphs for part in paragraph.parts}
    assert {move for part in made.parts for move in part.moves} == moves


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_what_a_part_draws_on_and_lacks_can_be_found_in_the_brief(path) -> None:
    """Key paths of items that exist; every gap of the draft and every field that the skeleton needs and the brief lacks is named once at least."""
    facts, draft = draft_of(path)
    made = outline(draft, facts, LIBRARY)
    for part in made.parts:
        for key in part.draws_on:
            field, _, rest = key.partition(".")
            field, _, number = field.partition("[")
            assert (rest in facts.figures) if field == "figures" and rest else (field in facts.data), key
            assert not number or int(number.rstrip("]")) < len(facts.data[field])
    missing = {key for part in made.parts for key in part.missing}
    assert missing >= {gap.ref for gap in draft.gaps}
    assert {key for key in LIBRARY.skeletons[draft.skeleton].needs if not (facts.figures if key == "figures" else facts.data[key])} <= missing


def test_the_json_has_the_contracts_shape(tmp_path) -> None:
    """title, skeleton, parts with heading, moves, draws_on, missing, length."""
    result = call("outline", FEW[0], "--json")
    told = json.loads(result.stdout)
    assert set(told) == {"title", "skeleton", "parts"}
    assert all({"heading", "moves", "draws_on", "missing", "length"} <= set(part) for part in told["parts"])
    assert "figures.signed" in {key for part in told["parts"] for key in part["draws_on"]}


def test_a_leader_reads_it_in_chinese() -> None:
    """Headings, lengths, fields and items by their Chinese names; what is missing with the key that fills it."""
    result = call("outline", FEW[0])
    assert result.exit_code == 0
    for words in ("开头", "结尾", "语步：", "取自：", "问题（开工率低", "数据（新签约项目"):
        assert words in result.stdout
    gaps = call("outline", "-", stdin="year: 2026\nregion: {level: county}\noccasion: {kind: report}\nfigures: {a: {label: 税收, value: , unit: 亿元}}\n"
                                      "highlights: [{head: 税收增长, figures: [a]}]\n")
    assert "税收（a.value）" in gaps.stdout
    assert "问题（problems）" in gaps.stdout


def test_preview_outline_shows_the_same() -> None:
    """``preview --outline`` is the same page."""
    assert call("preview", FEW[0], "--outline").stdout == call("outline", FEW[0]).stdout


def test_it_takes_the_options_of_a_draft() -> None:
    """--skeleton, --variant, --length and --set change the outline as they change the draft; a bad brief is exit 3."""
    assert "三个问题" in call("outline", FEW[0], "--skeleton", "three_questions").stdout
    assert call("outline", FEW[0], "--variant", "1").stdout != call("outline", FEW[0]).stdout
    assert call("outline", FEW[0], "--set", "title=另一个标题").stdout.startswith("另一个标题\n")
    assert call("outline", FEW[0], "--set", "year=abc").exit_code == 3


def test_the_least_brief_has_an_outline() -> None:
    """Nothing given: the parts stand all the same, and say what they lack."""
    facts = brief("")
    made = outline(make_draft(facts, LIBRARY), facts, LIBRARY)
    assert made.parts[0].heading == OPENING
    assert {"problems", "agenda", "verdict", "review"} <= {key for part in made.parts for key in part.missing}


