"""The rhythm of spoken Chinese is measured as the genre's readers count it."""

from __future__ import annotations

import importlib.util

import pytest
from briefs import EXAMPLES, LIBRARY, SHARED

from generator.brief import load_brief
from generator.language import rhythm
from generator.pipeline import make_draft
from generator.planning import choice
from generator.writers.text import to_text

PROBE = SHARED / "tools" / "style_probe.py"


@pytest.mark.parametrize(
    ("text", "orders"),
    [("要抓紧办。", 1), ("各单位要把账算清，要把人派出去。", 2), ("主要领导要上手。", 1), ("重要的是要求要具体。", 1), ("需要多少，就要报多少。", 0),
     ("不要等。", 1), ("今年很忙。", 0)],
)
def test_an_order_is_a_yao_that_is_no_part_of_a_word(text: str, orders: int) -> None:
    """要 counts where it commands, 不要 included; 主要, 重要, 要求, 需要 and 就要 do not count."""
    assert rhythm.imperatives(text) == orders


def test_sentences_end_at_their_stops_and_with_their_paragraph() -> None:
    """Quotation marks stay with their sentence; a heading without a stop is a sentence; what has no Chinese character is none."""
    assert rhythm.sentences("一、讲效率\n他说：“快一点。”大家都在等？\n—— 1 ——") == ["一、讲效率", "他说：“快一点。”", "大家都在等？"]
    assert rhythm.clauses("人到了，地也腾了；还等什么？") == ["人到了", "地也腾了", "还等什么"]
    assert rhythm.mean([]) == 0 and rhythm.mean(["一二", "一二三四"]) == 3


def test_full_sentences_and_audible_orders_are_drawn_more_often() -> None:
    """Of two wordings of equal weight the one in full sentences, and in a move of orders the one that says 要,
    is drawn more often; in a review 要 is not asked for."""
    clipped, full = "跑。谈。签。", "各单位的主要负责人要自己带着人跑出去，把客商请到工地上来谈。"
    assert choice.ease(full, "MEA.DRIVE") > choice.ease(full.replace("要自己", "自己"), "MEA.DRIVE") > choice.ease(clipped, "MEA.DRIVE")
    assert choice.ease(full, "REV.RESULT") == choice.ease(full.replace("要自己", "自己"), "REV.RESULT")


@pytest.mark.skipif(not PROBE.is_file(), reason="the reference meter is not here")
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_meters_agree_with_the_reference(path: object) -> None:
    """Every measure of a whole draft comes out as the reference counts it."""
    spec = importlib.util.spec_from_file_location("reference", PROBE)
    assert spec and spec.loader
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    text = to_text(make_draft(load_brief(path), LIBRARY))
    assert rhythm.measure(text.splitlines())._asdict() == pytest.approx(reference.measure(text))


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [("谈得拢的抓紧签，签下来的抓紧开，开了工的抓紧建。", (1, 0, 21)), ("有税源、有就业、有后劲。", (0, 1, 9)), ("人到了，地也腾了，还等什么呢。", (0, 0, 0)),
     ("招商、建设、服务。", (0, 0, 0)), ("", (0, 0, 0))],
)
def test_parallels_and_series_are_heard(paragraph: str, found: tuple[int, int, int]) -> None:
    """Three clauses of one frame, three 、-items of one length that begin or end alike; two, or three of unlike frame, are neither."""
    assert rhythm.parallels(paragraph) == found


def test_what_says_nothing_measures_nothing() -> None:
    """No paragraphs, or blank ones: every measure is zero, nothing is divided by."""
    assert set(rhythm.measure([])) == set(rhythm.measure(["", "　"])) == {0}
