"""Where the data folders are: beside the package in a checkout, inside it when installed from a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder ``templates``, ``phrasebank``, ``seeds`` or ``examples`` of this installation.

    Raises FileNotFoundError if the installation is incomplete.
    """
    for home in (_PACKAGE / "data", _PACKAGE.parent):
        if (home / name).is_dir():
            return home / name
    raise FileNotFoundError(name)
