"""Tuning: a speech outside the ranges of good ones takes other wordings of the same facts, and only then."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest
from briefs import FEW, LIBRARY, UNSEEN

from generator import style
from generator.brief import load_brief
from generator.frozen import replace
from generator.model import Draft, Library
from generator.pipeline import make_draft

TABLE = LIBRARY.wording["style"]


def library(**ranges: dict[str, float]) -> Library:
    """The bank with a style table of its own: the ranges given, none else."""
    table = {name: {"name": name, **limits} for name, limits in ranges.items()}
    return replace(LIBRARY, wording=MappingProxyType({**LIBRARY.wording, "style": table}))


@cache
def untuned(path: Path) -> Draft:
    """The draft of a brief as it was chosen."""
    return make_draft(load_brief(path), library())


def blocks(draft: Draft) -> list[str]:
    return [part.block for paragraph in draft.paragraphs for part in paragraph.parts if part.block]


def refs(draft: Draft) -> set[str]:
    return {span.ref for paragraph in draft.paragraphs for span in paragraph.spans}


def measured(draft: Draft, name: str) -> float:
    return style.measure(draft, LIBRARY).whole.value(name)


@pytest.mark.parametrize("path", [*FEW, *UNSEEN[:2]], ids=lambda path: path.stem)
@pytest.mark.parametrize(("name", "limits"), [("yao", {"low": 14}), ("four", {"low": 16}), ("mean_sentence", {"low": 40}), ("bare_sentences", {"high": 0.3}), ("yao", {"high": 2})])
def test_a_speech_moves_towards_its_range_with_the_same_facts(path, name: str, limits: dict[str, float]) -> None:
    """What lies outside comes nearer or stays; every fact and figure that was said is said, no block twice, the length stays in its bounds;
    a speech that is too short as it is gives up 8% at most."""
    facts = load_brief(path)
    plain, tuned = untuned(path), make_draft(facts, library(**{name: limits}))
    nearer = measured(tuned, name) - measured(plain, name)
    assert nearer >= 0 if "low" in limits else nearer <= 0
    assert refs(tuned) >= {ref for ref in refs(plain) if ref.startswith("figures.")} and set(tuned.unused) <= set(plain.unused)
    assert len(blocks(tuned)) <= len(blocks(plain)) and len(blocks(tuned)) - len(set(blocks(tuned))) <= len(blocks(plain)) - len(set(blocks(plain)))
    least = LIBRARY.skeletons[plain.skeleton].length[0]
    assert tuned.characters >= (0.97 * least if plain.characters >= least else 0.92 * plain.characters)


@pytest.mark.parametrize("path", FEW, ids=lambda path: path.stem)
def test_a_speech_in_its_ranges_is_left_as_it_was_chosen(path) -> None:
    """No table, open ranges and ranges that hold anyhow give one and the same draft."""
    facts = load_brief(path)
    wide = library(yao={"low": 1, "high": 90}, bare_run={"high": 90}, general={"high": 0.9})
    assert make_draft(facts, library()) == make_draft(facts, wide) == make_draft(facts, library(four={}))


def test_what_the_user_chose_stays() -> None:
    """A pinned block is not changed for its sound, however much another would help."""
    made = make_draft(load_brief(FEW[0]), library())
    pinned = next(block for block in blocks(made) if LIBRARY.blocks[block].move == "SAF.ASSESS")
    source = FEW[0].read_text(encoding="utf-8") + f"\nchoose: {{SAF.ASSESS: {pinned}}}\n"
    held = load_brief("brief.yaml", data=source.encode())
    assert pinned in blocks(make_draft(held, library(mean_sentence={"low": 90})))
