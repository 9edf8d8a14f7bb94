"""What an expression needs is never missing from a text that it matches."""
from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.literals import literals, may_match

CASES = [
    ("严竣", [[["严竣"]]]), ("甲乙?丙", [[["甲"], ["丙"]]]), ("甲+乙{2}丙{0,2}", [[["甲"], ["乙"]]]), ("甲|乙丙", [[["甲"]], [["乙丙"]]]),
    ("(?:财政|县里)[^，]{0,8}兜底", [[["财政", "县里"], ["兜底"]]]), ("(?<!第)一(?=[个家])", [[["一"], ["个", "家"]]]), (r"\d+\.[0-9]", [[["."]]]),
    ("(?:甲|[乙丙])?丁", [[["丁"]]]), ("(?P<at>甲乙)(?P=at)", [[["甲乙"]]]), ("(?:甲|.)乙", [[["乙"]]]), ("[^甲]", [[]]), (r"[\d甲]乙*", [[]]), ("甲(?!乙)", [[["甲"]]]),
    (r"(?:甲(?:乙丙|丁)|戊己)", [[["甲", "戊己"]]]), ("^$", [[]]), ("", [[]]), ("甲|", [[["甲"]], []]), ("[]甲]", [[["]", "甲"]]]), (r"\(甲\)", [[["(甲)"]]]),
]
ATOMS = st.recursive(
    st.sampled_from(["甲", "乙", "丙", "[甲乙]", "[^甲]", ".", r"\d", "甲乙", r"\.", "(?!丁)", "(?<!丁)", "(?=甲)", "(?<=乙)"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join), st.lists(inner, min_size=2, max_size=3).map(lambda each: f"(?:{'|'.join(each)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{0,1}", "{,2}"])).map(lambda pair: f"(?:{pair[0]}){pair[1]}")),
    max_leaves=8)


@pytest.mark.parametrize(("pattern", "needed"), CASES, ids=[case[0] for case in CASES])
def test_literals(pattern: str, needed: list) -> None:
    """The alternatives of an expression and what each needs."""
    assert literals(pattern) == needed


@given(ATOMS, st.text("甲乙丙丁1.", max_size=12))
def test_a_match_is_never_ruled_out(pattern: str, text: str) -> None:
    """For any expression and text: where the expression matches, the text holds what it needs."""
    assert may_match(literals(pattern), text) or not re.search(pattern, text)
