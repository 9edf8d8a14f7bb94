"""What was computed once, kept in the user's cache folder: values as JSON, keyed by the bytes that they come from and our version; compiled templates
in one pack, keyed by their source and the versions of what compiled them. Safe to delete, never trusted where it does not read back; where nothing can
be kept it is computed anew."""
from __future__ import annotations

import atexit
import hashlib
import json
import marshal
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import CodeType
from typing import Any

import generator

_DIGEST, _LARGEST = 32, 32 * 1024 * 1024         # bytes of a digest, and of a pack


def cached(content: bytes, name: str, compute: Callable[[], Any]) -> Any:
    """``compute()``, or what it gave before for the same content and name: JSON values only, lists for tuples."""
    key = f"{name}-{hashlib.sha256(content + generator.__version__.encode()).hexdigest()[:24]}.json"
    with suppress(OSError, ValueError, RuntimeError):            # RuntimeError: nobody knows where home is
        return json.loads((_folder() / key).read_bytes())
    found = compute()
    with suppress(OSError, RuntimeError, TypeError, ValueError):     # what JSON cannot say is not kept
        told = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        if json.loads(told) == found:
            _keep(_folder() / key, told.encode("utf-8"))
    return found


class Codes:
    """Code objects by the source that they were compiled from. Read as one file when first asked for; what was compiled since is kept when the program
    ends. ``made_by`` tells the version of what compiles, ``rules`` are the files whose every change makes other code."""

    def __init__(self, made_by: str, *rules: Path) -> None:
        told = f"{made_by} {sys.implementation.cache_tag} {generator.__version__} {[_bytes(path) for path in rules]}"
        self._name = f"code-{hashlib.sha256(told.encode()).hexdigest()[:24]}.bin"
        self._held: dict[bytes, bytes] | None = None
        self._new = False

    def get(self, source: str, compile: Callable[[], CodeType]) -> CodeType:
        """The code of a source, compiled where it is not kept."""
        if self._held is None:
            self._held = self._read()
        key = hashlib.sha256(source.encode("utf-8", "surrogatepass")).digest()
        if key in self._held:
            code = marshal.loads(self._held[key])
            if isinstance(code, CodeType):
                return code
        code = compile()
        self._held[key] = marshal.dumps(code)
        if not self._new:
            self._new = True
            atexit.register(self.keep)
        return code

    def keep(self) -> None:
        """Writes what is held, with what others have written meanwhile; a pack grown too large begins anew with what this program needed."""
        held = self._held or {}
        told = marshal.dumps(held if sum(map(len, held.values())) > _LARGEST else {**self._read(), **held})
        with suppress(OSError, RuntimeError):
            _keep(_folder() / self._name, hashlib.sha256(told).digest() + told)

    def _read(self) -> dict[bytes, bytes]:
        with suppress(OSError, ValueError, EOFError, TypeError, RuntimeError):
            data = (_folder() / self._name).read_bytes()
            told = data[_DIGEST:]
            if hashlib.sha256(told).digest() == data[:_DIGEST] and len(told) <= 2 * _LARGEST:
                return dict(marshal.loads(told))
        return {}


def _bytes(path: Path) -> bytes:
    """What a file holds; nothing where it cannot be read, as in an archive: then its version has to tell."""
    with suppress(OSError):
        return path.read_bytes()
    return b""


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
