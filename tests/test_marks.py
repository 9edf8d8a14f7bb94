"""Marks carry facts through text and come off without a trace."""
from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.marks import Mark, mark, plain, read, refs, slot, split_slots

words = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4"), max_size=12)


@given(st.lists(st.tuples(words, words), max_size=6))
def test_any_marked_text_reads_back_as_it_was(pieces: list[tuple[str, str]]) -> None:
    """Marking and reading returns the text and a mark over each marked piece, whatever the text."""
    marked = "".join(before + mark("fact", "a.b", inside) for before, inside in pieces)
    text, marks = read(marked)
    assert text == "".join(before + inside for before, inside in pieces) == plain(marked)
    assert sorted(text[found.start:found.end] for found in marks) == sorted(inside for _, inside in pieces)


REF = st.text(st.sampled_from("ab.[]0:"), min_size=1, max_size=6)


@given(st.lists(st.tuples(st.sampled_from(["fact", "figure", "gap"]), REF, words, words), max_size=6))
def test_what_is_told_is_what_is_read(pieces: list[tuple[str, str, str, str]]) -> None:
    """The quick look for refs finds those that reading finds, gaps apart, nested marks and labels too."""
    marked = "".join(mark(kind, ref, mark("fact", "in." + ref, inside) + inside, label) for kind, ref, label, inside in pieces)
    assert refs(marked) == {found.ref for found in read(marked)[1] if found.kind != "gap"}


def test_nested_marks_know_their_depth() -> None:
    """The inner of two marks has depth 1, so that only the outer becomes a span."""
    text, marks = read(mark("fact", "label", "前" + mark("figure", "n.value", "3个")))
    assert text == "前3个"
    assert marks == (Mark(0, 3, "fact", "label", "", 0), Mark(1, 3, "figure", "n.value", "", 1))


def test_a_mark_never_closed_ends_with_the_text() -> None:
    """A broken mark loses no text."""
    assert read("\ufdd0fact:x|\ufdd1abc") == ("abc", (Mark(0, 3, "fact", "x", "", 0),))


def test_slots_split_words_from_places() -> None:
    """A skeleton's rendered line splits into its own words and the numbers of its slots."""
    assert split_slots(f"一是{slot(3)}。{slot(12)}") == ["一是", 3, "。", 12]
