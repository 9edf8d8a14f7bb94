"""Speeches for different meetings: a unit that drafts forty a year does not hear itself in the next one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from briefs import EXAMPLES, LIBRARY, UNSEEN, brief_of, draft_of

from generator.language import rhythm
from generator.model import Draft
from generator.pipeline import make_draft
from generator.planning.choice import voice

LONG = 15                                        # characters from which on a sentence is heard again
SHARED = 1 / 6                                   # of the shorter speech, where two meetings have most of their matters in common
ON_AVERAGE = 0.02
OLD = 0.03                                       # what is left of an older speech that a new one shall be unlike
LIKE = [("菱浦县半年工作会议", "quarterly_review-county-2024"), ("砚桥区前三季度调度会", "菱浦县半年工作会议"), ("椿岭县部门招商会", "department_assignment-district-2019")]
PATHS = {path.stem: path for path in [*EXAMPLES, *UNSEEN]}


def sentences(draft: Draft) -> frozenset[str]:
    """What a speech says in its paragraphs, the short sentences left out."""
    return frozenset(
        sentence for paragraph in draft.paragraphs if paragraph.role in ("body", "heading3", "closing")
        for sentence in rhythm.sentences(paragraph.text) if len(sentence) >= LONG
    )


def alike(one: frozenset[str], two: frozenset[str]) -> float:
    """The sentences that two speeches share, as a share of the shorter one's."""
    return len(one & two) / min(len(one), len(two))


@cache
def said(path: Path) -> frozenset[str]:
    """The sentences of a brief's draft."""
    return sentences(draft_of(path)[1])


def unlike(path: Path, older: Iterable[Draft]) -> Draft:
    """A brief's draft that shall be unlike older ones."""
    return make_draft(brief_of(path), LIBRARY, unlike=[paragraph.text for draft in older for paragraph in draft.paragraphs])


def test_two_meetings_hear_two_speeches() -> None:
    """No two of all the briefs share more than a sixth of their sentences, nor a fiftieth on average."""
    shares = {(one.stem, two.stem): alike(said(one), said(two)) for one, two in combinations(PATHS.values(), 2)}
    assert [pair for pair, share in shares.items() if share > SHARED] == []
    assert sum(shares.values()) / len(shares) <= ON_AVERAGE


@pytest.mark.parametrize(("older", "newer"), LIKE)
def test_a_speech_keeps_clear_of_an_older_one(older: str, newer: str) -> None:
    """Told of an older speech on much the same matters, a new one shares next to nothing with it, and its figures stay what they were."""
    first, before = draft_of(PATHS[older])[1], draft_of(PATHS[newer])[1]
    after = unlike(PATHS[newer], [first])
    assert alike(sentences(first), sentences(after)) <= min(OLD, alike(sentences(first), sentences(before)))
    assert {(row.ref, row.value) for row in after.figures} == {(row.ref, row.value) for row in before.figures}


def test_last_speech_of_a_year_keeps_clear_of_all_before() -> None:
    """One speech against all the others at once."""
    path = PATHS["quarterly_review-county-2024"]
    others = [draft_of(other)[1] for other in PATHS.values() if other != path]
    heard = frozenset().union(*map(sentences, others))
    after = sentences(unlike(path, others))
    assert len(after & heard) / len(after) <= 2 * OLD < len(said(path) & heard) / len(said(path))


@pytest.mark.parametrize(
    ("key", "value"), [("region.name", "临河县"), ("occasion.name", "别的会"), ("speaker.role", "副县长"), ("year", "2025"), ("date", "2024-11")]
)
def test_a_meeting_has_a_voice_of_its_own(key: str, value: str) -> None:
    """Place, meeting, speaker, year and month each make another draw; the day does not."""
    from generator.brief import load_brief

    path = PATHS["quarterly_review-county-2024"]
    assert voice(load_brief(path, sets=((key, value),))) != voice(brief_of(path))
    assert voice(load_brief(path, sets=(("date", "2024-07-28"),))) == voice(load_brief(path, sets=(("date", "2024-07-29"),)))
