"""Tests of one brief run in one worker, so that its drafts are made once (briefs.draft_of)."""
from __future__ import annotations

from pathlib import Path

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test with a parameter ``path`` joins the group of that file."""
    for item in items:
        path = getattr(item, "callspec", None) and item.callspec.params.get("path")
        if isinstance(path, Path):
            item.add_marker(pytest.mark.xdist_group(path.stem))
