"""revision-pending
"""
from __future__ import annotations

from collections.abc import Iterator

from generator.checks.review import Found, Review

ID, SEVERITY, NEEDS = "revision-pending", "warning", ()


def check(review: Review) -> Iterator[Found]:
    """"""
    return iter(())
