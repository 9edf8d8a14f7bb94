"""The review (核稿): one file a rule, with the same names in each, and the table of all of them.

A rule's module has ``ID``, ``SEVERITY`` (error, warning, info), ``NEEDS`` (what it cannot work without: brief, record, docx, corpus) and
``check(review)``, which yields what it found. Its docstring is its manual page: what, why, the source, one wrong and one right example.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from generator.checks import (
    empty_talk,
    figure_arithmetic,
    figure_changed,
    figure_lost,
    figure_unknown,
    formulation_early,
    formulation_outdated,
    gap_left,
    layout,
    length,
    numbering,
    numerals,
    overlap,
    percent_point,
    place_leftover,
    policy,
    punctuation,
    repetition,
    revision_pending,
    wording,
)
from generator.checks.review import Found, Review
from generator.model import SEVERITIES, Finding


class Rule(Protocol):
    """A rule's module."""

    __doc__: str | None

    @property
    def ID(self) -> str:
        """What a rule is called."""

    @property
    def SEVERITY(self) -> str:
        """How grave its findings are: error, warning or info."""

    @property
    def NEEDS(self) -> tuple[str, ...]:
        """What it cannot work without: keys of NEEDED."""

    def check(self, review: Review) -> Iterator[Found]:
        """What the rule found, in no order."""


_TABLE: tuple[Rule, ...] = (
    # numbers
    figure_changed, figure_unknown, figure_arithmetic, percent_point, figure_lost,
    # names and formulations
    place_leftover, formulation_outdated, formulation_early, gap_left, wording, policy,
    # typography
    numerals, punctuation, numbering, layout,
    # the speech as a whole
    overlap, repetition, empty_talk, length, revision_pending,
)
RULES: Mapping[str, Rule] = {rule.ID: rule for rule in _TABLE}
# Rules that go by what a draft remembers; the first can do without.
REMEMBERING = frozenset({place_leftover.ID, wording.ID, numbering.ID, numerals.ID, repetition.ID, *(rule.ID for rule in _TABLE if "record" in rule.NEEDS)})
NEEDED = {"brief": "写作要点", "record": "拟稿写出的稿子", "docx": ".docx", "corpus": "旧稿"}


def check(review: Review, rules: Iterable[str], known: Mapping[str, Rule] = RULES) -> list[Finding]:
    """The findings of some of the ``known`` rules, those that need what is not there left out: by severity, then by place."""
    found = [finding for id in rules if not lacking(known[id], review) for finding in _findings(known[id], review)]
    unique = dict.fromkeys(found)
    return sorted(unique, key=lambda finding: (SEVERITIES.index(finding.severity), finding.paragraph, finding.start, finding.end, finding.rule))


def lacking(rule: Rule, review: Review) -> tuple[str, ...]:
    """What a rule needs and the review has not."""
    has = {"brief": review.brief is not None, "record": bool(review.document.record), "docx": review.document.kind == "docx", "corpus": bool(review.corpus)}
    return tuple(name for name in rule.NEEDS if not has[name])


def _findings(rule: Rule, review: Review) -> Iterator[Finding]:
    asked = review.checking.severity.get(rule.ID, "")
    for found in rule.check(review):
        text = review.passages[found.paragraph].text[found.start:found.end]
        yield Finding(rule.ID, asked or found.severity or rule.SEVERITY, found.paragraph, found.start, found.end, text, found.message, found.suggestion)
