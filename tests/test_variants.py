"""Drafts from all example briefs in variants 0–4: in the ranges of the style table, never twice the same, apart from one another, with equal figures."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from briefs import EXAMPLES, LIBRARY, SEED_BRIEFS, UNSEEN, draft_of

from generator import style
from generator.language import rhythm
from generator.model import Draft

BRIEFS = [*EXAMPLES, *UNSEEN, *SEED_BRIEFS]
APART = 0.3                                      # of the sentences of two variants
VERBS = ("抓", "推", "强化", "聚焦", "加强", "加快", "深化", "突出", "坚持", "落实", "做好", "搞好", "盯", "围绕", "确保", "全力", "压实", "健全", "完善", "优化", "提升")
NUMBER = re.compile("^(?:第?[一二三四五六七八九十]+[是要、，种]|[（(][一二三四五六七八九十]+[）)]|[0-9]+[.．]|首先|其次|再次|最后)[，、]?")
PATHS = pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)


def variants(path: Path) -> tuple[Draft, ...]:
    """The five drafts of a brief."""
    return tuple(draft_of(path, variant)[1] for variant in range(5))


def sentences(draft: Draft) -> list[str]:
    """What the body says, sentence by sentence, without numbers of points."""
    spoken = [paragraph.text for paragraph in draft.paragraphs if paragraph.role in ("body", "heading3", "closing")]
    return [NUMBER.sub("", sentence) for text in spoken for sentence in rhythm.sentences(text)]


@PATHS
def test_drafts_measure_as_good_ones_do(path) -> None:
    """Every measure of the table (phrasebank/style.yaml) lies in its range."""
    outside = [
        f"{draft.variant} {reading.name} {reading.show(reading.whole)}"
        for draft in variants(path)
        for reading in style.readings(style.measure(draft, LIBRARY), LIBRARY, draft.skeleton)
        if not reading.within
    ]
    assert outside == []


@PATHS
def test_nothing_is_said_twice(path) -> None:
    """No sentence of more than a heading's length occurs twice in a draft."""
    for draft in variants(path):
        assert [sentence for sentence, count in Counter(sentences(draft)).items() if count > 1 and len(sentence) > 12] == []


@PATHS
def test_neighbours_open_differently(path) -> None:
    """At most one pair of neighbouring sentences in twenty opens with the same two characters; no verb of command leads three in five."""
    for draft in variants(path):
        said = sentences(draft)
        alike = [pair for pair in pairwise(said) if pair[0][:2] == pair[1][:2]]
        assert len(alike) <= len(said) / 20, alike
        for at in range(len(said) - 4):
            led = Counter(verb for sentence in said[at:at + 5] for verb in VERBS if sentence.startswith(verb))
            assert max(led.values(), default=0) <= 2, said[at:at + 5]


@PATHS
def test_variants_stand_apart_with_equal_figures(path) -> None:
    """Any two of the five differ in at least 30% of their sentences; figures and values are the same in all."""
    made = variants(path)
    for one, two in combinations(made, 2):
        first, second = set(sentences(one)), set(sentences(two))
        assert len(first & second) <= (1 - APART) * max(len(first), len(second)), (one.variant, two.variant)
    assert len({tuple(sorted({(row.ref, row.value) for row in draft.figures})) for draft in made}) == 1
