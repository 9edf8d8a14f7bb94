"""Tests of one brief run in one worker, so that its drafts are made once (briefs.draft_of); so do those of the blocks of one phase."""
from __future__ import annotations

from pathlib import Path

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test with a parameter ``path`` joins the group of that file, every one with a ``phase`` that of the phase."""
    for item in items:
        params = item.callspec.params if hasattr(item, "callspec") else {}
        group = params["path"].stem if isinstance(params.get("path"), Path) else params.get("phase")
        if group:
            item.add_marker(pytest.mark.xdist_group(group))
