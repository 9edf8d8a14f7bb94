"""What was computed once from a file's bytes, kept as JSON in the user's cache folder: keyed by the bytes and our version, safe to delete, never
trusted where it does not read back; where nothing can be kept it is computed anew."""
from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import generator


def cached(content: bytes, name: str, compute: Callable[[], Any]) -> Any:
    """``compute()``, or what it gave before for the same content and name: JSON values only, lists for tuples."""
    key = f"{name}-{hashlib.sha256(content + generator.__version__.encode()).hexdigest()[:24]}.json"
    with suppress(OSError, ValueError, RuntimeError):            # RuntimeError: nobody knows where home is
        return json.loads((_folder() / key).read_bytes())
    found = compute()
    with suppress(OSError, RuntimeError):
        _keep(_folder() / key, json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
    return found


def _folder() -> Path:
    """Where the system's programs keep what can be made again."""
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or tempfile.gettempdir()) / "nigao"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "nigao"


def _keep(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
