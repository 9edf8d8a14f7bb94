"""The year that a speech looks forward to."""
from __future__ import annotations

import pytest
from briefs import brief

from generator.planning.period import coming


@pytest.mark.parametrize(("date", "due", "said"), [
    ("2026-12-28", "2027-06", "明年"), ("2026-11-05", "2027-01", "明年"), ("2026-12-28", "2026-12-31", "今年"), ("2026-03-05", "2027-06", "今年"), ("2026-12-28", "", "今年"),
    ("2026", "2027-06", "今年"),
])
def test_the_year_ahead_is_the_next_where_all_is_due_in_it(date: str, due: str, said: str) -> None:
    """Late in the year, with nothing left to be done in it; in any other case it is this year."""
    tasks = f"tasks:\n- {{what: 开工, by: {due}}}\n" if due else ""
    assert coming(brief(f"date: {date}\n{tasks}")) == said
