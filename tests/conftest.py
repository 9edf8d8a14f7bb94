"""Tests of one brief run in one worker, so that its drafts are made once (briefs.draft_of); so do those of the blocks of one phase."""
from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

_HERE = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reaches further than this machine, or goes by the settings of who runs it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", "/nonexistent")
    connect = socket.socket.connect

    def refused(self: socket.socket, address: Any) -> None:
        if self.family != getattr(socket, "AF_UNIX", None) and address[0] not in _HERE:
            raise AssertionError(f"a test connects to {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", refused)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A test is not called by a whole file: workers must agree on its name, and an archive holds the second it was made in."""
    return argname if isinstance(val, bytes) or isinstance(val, str) and len(val) > 80 else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test with a parameter ``path`` joins the group of that file, every one with a ``phase`` that of the phase."""
    for item in items:
        params = item.callspec.params if hasattr(item, "callspec") else {}
        group = params["path"].stem if isinstance(params.get("path"), Path) else params.get("phase")
        if group:
            item.add_marker(pytest.mark.xdist_group(group))
