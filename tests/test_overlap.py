"""Copied runs are found by fingerprints, whatever the punctuation; the shipped fingerprints are those of the seeds."""

from __future__ import annotations

import re

import pytest
from briefs import LIBRARY, ROOT, SHARED
from hypothesis import given
from hypothesis import strategies as st

from generator.audit import faults, ground_of
from generator.frozen import replace
from generator.language import overlap

SEEDS = sorted((SHARED / "seeds").glob("*.txt"))
needs_seeds = pytest.mark.skipif(not SEEDS, reason="the seeds' texts are not beside this checkout")
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x4FFF), min_size=overlap.RUN, max_size=40)


@given(HAN, HAN, st.sampled_from(["，", "。", " ", "、“", ""]))
def test_a_copied_run_is_found_through_changed_punctuation(text: str, around: str, mark: str) -> None:
    """Thirteen characters in a row are found in any text, with marks or spaces put among them."""
    known = overlap.unpack(overlap.pack(text))
    assert overlap.shared(f"{around}{mark}{mark.join(text)}", known) is not None
    assert len(overlap.pack(text)) <= overlap.SIZE * len(text)


@given(HAN)
def test_less_than_a_run_is_no_copy(text: str) -> None:
    """Twelve characters are not enough, and paragraphs are not joined."""
    known = overlap.unpack(overlap.pack(text))
    assert overlap.shared(text[:overlap.RUN - 1], known) is None
    assert overlap.pack("\n".join(text[at:at + 7] for at in range(0, len(text), 7))) == b""


@needs_seeds
def test_the_shipped_fingerprints_are_those_of_the_seeds() -> None:
    """seeds/fingerprints.bin, made again from the texts."""
    assert (ROOT / "seeds" / "fingerprints.bin").read_bytes() == overlap.pack("\n".join(path.read_text("utf-8") for path in SEEDS))


@needs_seeds
def test_a_block_copied_from_a_seed_is_said() -> None:
    """nigao phrases --check names the run; once for each block."""
    line = max(SEEDS[0].read_text("utf-8").splitlines(), key=len)
    words = "".join(re.findall("[\u3400-\u9fff]", line))[200:230]
    block = replace(next(iter(LIBRARY.blocks.values())), id="own.copy", text=f"{words}。", topics=(), requires=("year",))
    said = [problem.message.partition("：")[0] for problem in faults(block, ground_of(LIBRARY))]
    assert said.count("和种子稿有13个字连着相同") == 1
