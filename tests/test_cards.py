"""The cards of the seeds: whole, in step with the bank and the skeletons, facts only, and counted right."""
from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from briefs import LIBRARY, ROOT, SHARED

from cli_calls import call

HOME = ROOT / "seeds"
SEEDS = ["S0", "S1", "S2a", "S2b", "S2c", "S3", "S4"]
MINED = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((HOME / "cards").glob("*.yaml"))}
CARDS = {name: card["curated"] for name, card in MINED.items()}      # what people wrote on them
KEYS = {"id", "meta", "skeleton", "outline", "moves", "figures", "phrases", "rhetoric", "defects"}
META = {"year", "month", "level", "occasion", "order", "audience", "han", "sentences", "complete", "breaks_off", "salutation"}
FOLD = str.maketrans(",:;?!()", "，：；？！（）")
# Where a talk lies: the page, a mark before it, its first words, what follows it. One page holds three talks.
TALKS = {
    "S0": ("000", "", "同志们:", "以上为免费"),
    "S1": ("001", "", "同志们:", "预览结束"),
    "S2a": ("002", "篇1:", "同志们:", "篇2:"),
    "S2b": ("002", "篇2:", "同志们:", "篇3:"),
    "S2c": ("002", "篇3:", "同志们:", ""),
    "S3": ("003", "", "刚才,", "文秘指导"),
    "S4": ("004", "", "经区委", "...."),
}
each_card = pytest.mark.parametrize("seed", SEEDS)
needs_seeds = pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the seeds' texts are not beside this checkout")


def body(seed: str) -> str:
    """What was said, without the page around it: the note on an omission dropped, spaces dropped, punctuation folded."""
    number, before, first, after = TALKS[seed]
    page = next((SHARED / "seeds").glob(f"{number}_*.txt")).read_text(encoding="utf-8")
    talk = page[page.index(first, page.index(before)):]
    talk = re.sub(r"\([^()]*此处省略[^()]*\)", "", talk[:talk.index(after)] if after else talk)
    return re.sub(r"[^\S\n]", "", talk.translate(FOLD))


def strings(value: Any) -> Iterator[str]:
    """Every text of a card, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def headings(nodes: list[dict[str, Any]], depth: int = 1) -> Iterator[tuple[int, dict[str, Any]]]:
    """Every node of an outline with its depth."""
    for node in nodes:
        yield depth, node
        yield from headings(node["children"], depth + 1)


def test_every_seed_has_its_card() -> None:
    """Seven cards, each named by its id, and the page about them names each with its skeleton."""
    assert sorted(CARDS) == SEEDS
    assert {name: card["id"] for name, card in CARDS.items()} == {name: name for name in SEEDS}
    rows = dict(re.findall(r"^\| (S\w+) \|.*\| `(\w+)` \|$", (HOME / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert rows == {name: card["skeleton"] for name, card in CARDS.items()}


@each_card
def test_a_card_has_exactly_its_keys(seed: str) -> None:
    """No key more, none less, and so for its entries."""
    card = CARDS[seed]
    assert set(card) == KEYS
    assert set(card["meta"]) == META
    assert all({"move"} <= set(entry) <= {"move", "steps"} for entry in card["moves"])
    assert all(set(entry) == {"label", "frame", "comparison"} for entry in card["figures"])
    assert all(set(entry) == {"text", "move", "count"} for entry in card["phrases"])
    assert all(isinstance(entry, str) for entry in card["rhetoric"] + card["defects"])


@each_card
def test_moves_and_level_are_known(seed: str) -> None:
    """A card speaks of the bank's moves and levels; a phrase belongs to a move that the talk makes."""
    card = CARDS[seed]
    made = {entry["move"] for entry in card["moves"]}
    assert made <= set(LIBRARY.moves)
    assert {entry["move"] for entry in card["phrases"]} <= made
    assert card["meta"]["level"] in LIBRARY.levels


@each_card
def test_card_and_skeleton_name_each_other(seed: str) -> None:
    """The skeleton that a card stands for exists, and its sources name the card."""
    skeleton = CARDS[seed]["skeleton"]
    assert skeleton in LIBRARY.skeletons
    assert seed in LIBRARY.skeletons[skeleton].sources


def test_every_source_of_a_block_is_a_card() -> None:
    """Or `own`, a wording of our own making."""
    wrong = {block.id: block.sources for block in LIBRARY.blocks.values() if not set(block.sources) <= {"own", *CARDS}}
    assert wrong == {}


@each_card
def test_outline_levels_never_jump(seed: str) -> None:
    """A heading stands one level below the one that it belongs to."""
    assert [node for depth, node in headings(CARDS[seed]["outline"]) if node["level"] != depth] == []


@each_card
def test_a_long_heading_is_kept_as_a_pattern(seed: str) -> None:
    """Above 12 characters only its mould stands on the card."""
    assert [node["heading"] for _, node in headings(CARDS[seed]["outline"]) if len(node["heading"]) > 12 and "{" not in node["heading"]] == []


@each_card
def test_a_card_holds_facts_and_no_running_text(seed: str) -> None:
    """No phrase above 11 characters, none twice, at least 15; no text above 40 characters anywhere, with or without digits."""
    phrases = [entry["text"] for entry in CARDS[seed]["phrases"]]
    assert [text for text in phrases if len(text) > 11] == []
    assert len(set(phrases)) == len(phrases) >= 15
    assert [text for text in strings(CARDS[seed]) if len(text) > 40] == []


@needs_seeds
@each_card
def test_counts_are_those_of_the_talk(seed: str) -> None:
    """Phrases, Han characters and sentences, counted again over the talk alone."""
    card, said = CARDS[seed], body(seed)
    assert {entry["text"]: entry["count"] for entry in card["phrases"]} == {entry["text"]: said.count(entry["text"]) for entry in card["phrases"]}
    assert all(entry["count"] > 0 for entry in card["phrases"])
    assert card["meta"]["han"] == len(re.findall(r"[\u3400-\u9fff]", said))
    assert card["meta"]["sentences"] == len(re.findall(r"[。？！]", said))


@needs_seeds
def test_the_cards_are_what_mining_writes(tmp_path: Path) -> None:
    """nigao mine over the seeds, with the ids of seeds/ids.yaml: the cards as they lie here, their curated sections kept."""
    shutil.copytree(HOME, tmp_path / "seeds")
    made = call("mine", SHARED / "seeds", "--cards", tmp_path / "seeds" / "cards")
    assert made.exit_code == 0, made.output
    for path in sorted((HOME / "cards").glob("*.yaml")):
        assert (tmp_path / "seeds" / "cards" / path.name).read_text(encoding="utf-8") == path.read_text(encoding="utf-8"), path.name
    assert [path.name for path in (tmp_path / "seeds" / "cards").iterdir() if path.suffix != ".yaml"] == []


@each_card
def test_what_was_mined_agrees_with_what_people_read(seed: str) -> None:
    """Characters, sentences, salutation and level (a city of any kind is a city to mining); the year to within a year where the page tells it; no sentence on the card."""
    mined, read = MINED[seed]["meta"], CARDS[seed]["meta"]
    assert abs(mined["han"] - read["han"]) <= 0.02 * read["han"]
    assert mined["salutation"] == read["salutation"]
    assert mined["level"] in read["level"] or {"county_city": "city", "prefecture_city": "city"}.get(read["level"]) == mined["level"]
    assert mined["year"] is None or abs(int(mined["year"]) - int(str(read["year"])[-4:])) <= 1
    rest = {key: value for key, value in MINED[seed].items() if key != "curated"}
    assert [text for text in strings(rest) if len(re.sub("[^\u4e00-\u9fff]", "", text)) > 24] == []
