"""The style meter: what it counts, and that drafts lie in the ranges of the bank's table (phrasebank/style.yaml)."""

from __future__ import annotations

import pytest
from briefs import FEW, LIBRARY

from cli_calls import call
from generator import style
from generator.brief import load_brief
from generator.model import Draft, Paragraph, Part, Span
from generator.pipeline import make_draft

FACT, GAP = "fact", "gap"


def body(text: str, *facts: str, kind: str = FACT, role: str = "body") -> Paragraph:
    """A paragraph in which some stretches are of the brief."""
    spans = tuple(Span(text.index(fact), text.index(fact) + len(fact), kind, "x") for fact in facts)
    return Paragraph(role, text, spans=spans)


def whole(*paragraphs: Paragraph) -> style.Style:
    return style.measure(Draft("题", "quarterly_review", 0, paragraphs), LIBRARY).whole


def test_sentences_and_paragraphs_without_a_fact_are_counted() -> None:
    """A span of the brief anywhere in a sentence makes it one about this place; headings and title do not count, gaps are no facts."""
    found = whole(
        body("在会上的讲话", role="title"), body("临江县签了约。大家辛苦。还要努力。再接再厉。", "临江县"), body("一、干起来", role="heading1"),
        body("动起来。快起来。"), body("由【待补：谁】来办。", "【待补：谁】", kind=GAP),
    )
    assert (found.paragraphs, found.bare_paragraphs, found.bare_sentences, found.bare_run) == (3, pytest.approx(2 / 3), pytest.approx(6 / 7), 6)


def test_a_draft_without_paragraphs_measures_nothing() -> None:
    """No paragraph, or only a title: no share, no run, nothing divided by."""
    for found in (whole(), whole(body("题", role="title"))):
        assert (found.paragraphs, found.bare_paragraphs, found.bare_sentences, found.bare_run, found.general) == (0, 0, 0, 0, 0)


def test_general_blocks_are_those_of_no_topic_that_say_no_fact() -> None:
    """Bound blocks, and blocks that hold a fact of the brief, are not general; characters are weighed, not blocks."""
    free = next(block.id for block in LIBRARY.blocks.values() if not block.topics)
    bound = next(block.id for block in LIBRARY.blocks.values() if block.topics)
    parts = (Part(0, 4, "m", free, ()), Part(4, 6, "m", free, ("figures.a",)), Part(6, 16, "m", bound, ()))
    assert style.general_share([Paragraph("body", "字" * 16, parts=parts)], LIBRARY) == 0.25
    assert style.general_share([], LIBRARY) == 0


def test_exclamation_marks_count_before_the_last_paragraph() -> None:
    """The last line may end on one; any before it is counted."""
    assert whole(body("干！"), body("好！")).exclaimed == 1 and whole(body("干。"), body("好！")).exclaimed == 0


def test_parts_are_measured_under_their_headings() -> None:
    """What precedes the first heading is the opening; the title belongs to no part; a part holds its own heading."""
    draft = Draft("题", "s", 0, (body("题", role="title"), body("开头说的话。"), body("一、甲", role="heading1"), body("甲事。"), body("二、乙", role="heading1")))
    parts = style.measure(draft, LIBRARY).parts
    assert [(heading, part.rhythm.characters) for heading, part in parts] == [("", 6), ("一、甲", 6), ("二、乙", 3)]


@pytest.mark.parametrize(("value", "within"), [(0.149, True), (0.154, True), (0.156, False)])
def test_a_reading_is_judged_as_it_is_shown(value: float, within: bool) -> None:
    """15.4% is read as 15% and lies in a range up to 15%."""
    reading = style.Reading("x", value, (), None, 0.15, "%")
    assert reading.within == within and reading.show(value) == f"{value:.0%}"


def test_every_measure_of_the_table_has_a_name_and_a_value() -> None:
    """The bank's table names measures that exist, and a rally may order more than others."""
    meter = style.measure(make_draft(load_brief(FEW[0]), LIBRARY), LIBRARY)
    read = style.readings(meter, LIBRARY, "quarterly_review")
    assert len(read) == len(LIBRARY.wording["style"]) and all(len(reading.parts) == len(meter.parts) for reading in read)
    yao = {kind: next(reading.high for reading in style.readings(meter, LIBRARY, kind) if "要" in reading.name) for kind in LIBRARY.skeletons}
    assert yao == {kind: 25 if kind == "mobilisation_rally" else 14 for kind in LIBRARY.skeletons}


def test_stats_shows_every_measure_in_all_and_by_part() -> None:
    """``preview --stats``: a row for each measure, a column for each part, what lies outside named; the text itself is not printed."""
    out = call("preview", str(FEW[0]), "--stats").stdout
    assert all(entry["name"] in out for entry in LIBRARY.wording["style"].values())
    assert "开头" in out and "一、" in out and ("都在范围里" in out or "出了范围" in out) and "同志们" not in out
