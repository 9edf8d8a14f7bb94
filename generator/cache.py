"""What was computed once, kept in the user's cache folder: values keyed by the bytes that they come from, compiled templates in one pack keyed by their
source; both by the versions of what made them. Safe to delete, never trusted where it does not read back; where nothing can be kept it is computed
anew.

Files are written with marshal and believed by their siphash, as Python's own compiled modules are (PEP 552): that tells a torn or an older file, and
who could write a false one into the folder of a user could as well write programs there.
"""
from __future__ import annotations

import atexit
import marshal
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.util import source_hash
from mmap import ACCESS_READ, mmap
from pathlib import Path
from types import CodeType
from typing import Any

import generator
from generator.system import cache_folder, replace

_DIGEST, _SIZE = 8, 4                            # bytes of a digest, and of a length
_LARGEST = 32 * 1024 * 1024                      # bytes of a pack
_KEPT = 8                                        # files of one kind; the oldest go
_MADE_BY = f"{sys.implementation.cache_tag} {generator.__version__}"


def cached(content: bytes, name: str, compute: Callable[[], Any], *rules: Path) -> Any:
    """``compute()``, or what it gave before for the same content and name: numbers, texts, None, and tuples, lists and dicts of them. ``rules`` are
    the files whose every change gives another value."""
    file = _named(name, content, *rules)
    with suppress(OSError, ValueError, EOFError, TypeError, RuntimeError):       # RuntimeError: nobody knows where home is
        return marshal.loads(_believed((cache_folder() / file).read_bytes()))
    found = compute()
    with suppress(OSError, RuntimeError, ValueError):                            # ValueError: a value that marshal cannot say is not kept
        told = marshal.dumps(found)
        _keep(file, source_hash(told) + told)
    return found


class Codes:
    """Code objects by the source that they were compiled from. What was compiled since is kept when the program ends. ``made_by`` tells the version of
    what compiles, ``rules`` are the files whose every change makes other code."""

    def __init__(self, made_by: str, *rules: Path) -> None:
        self._name = _named("code", made_by.encode(), *rules)
        self._pack: _Pack | None = None
        self._new: dict[bytes, bytes] = {}

    def get(self, source: str, compile: Callable[[], CodeType]) -> CodeType:
        """The code of a source, compiled where it is not kept."""
        from hashlib import blake2b  # a bank could be written to collide in what is quicker

        if self._pack is None:
            self._pack = _Pack(self._name)
        key = blake2b(source.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        with suppress(OSError, ValueError, EOFError, TypeError):
            code = marshal.loads(self._new.get(key) or self._pack[key])
            if isinstance(code, CodeType):
                return code
        code = compile()
        if not self._new:
            atexit.register(self.keep)
        self._new[key] = marshal.dumps(code)
        return code

    def keep(self) -> None:
        """Writes what is new, with what this and other programs have kept; a pack grown too large begins anew."""
        with suppress(OSError, RuntimeError):
            if self._pack is not None:
                self._pack.close()
            pack = _Pack(self._name)
            before = dict(pack.items())
            pack.close()
            held = self._new if sum(map(len, before.values())) + sum(map(len, self._new.values())) > _LARGEST else {**before, **self._new}
            _keep(self._name, _packed(held))


def _packed(held: dict[bytes, bytes]) -> bytes:
    """A digest, the length of the index, the index of keys with start, length and digest, then the codes."""
    index, at = {}, 0
    for key, code in held.items():
        index[key] = at, len(code), source_hash(code)
        at += len(code)
    told = marshal.dumps(index)
    return source_hash(told) + len(told).to_bytes(_SIZE, "little") + told + b"".join(held.values())


class _Pack:
    """A file of codes, of which only what is asked for is read. A missing or a damaged file holds nothing."""

    def __init__(self, name: str) -> None:
        self._index: dict[bytes, tuple[int, int, bytes]] = {}
        self._data: bytes | mmap = b""
        self._start = 0
        with suppress(OSError, ValueError, EOFError, TypeError, RuntimeError), (cache_folder() / name).open("rb") as stream:
            self._data = mmap(stream.fileno(), 0, access=ACCESS_READ)
            self._start = _DIGEST + _SIZE + int.from_bytes(self._data[_DIGEST : _DIGEST + _SIZE], "little")
            self._index = marshal.loads(_believed(self._data[:_DIGEST] + self._data[_DIGEST + _SIZE : self._start]))

    def __getitem__(self, key: bytes) -> bytes:
        """One code as it was kept. Raises ValueError where it is not there or not as it was written."""
        if key not in self._index:
            raise ValueError
        start, size, digest = self._index[key]
        return _believed(digest + self._data[self._start + start : self._start + start + size])

    def items(self) -> Iterator[tuple[bytes, bytes]]:
        """All codes that are as they were written."""
        for key in self._index:
            with suppress(ValueError):
                yield key, self[key]

    def close(self) -> None:
        """Lets go of the file, which some systems do not replace while it is read."""
        self._index = {}
        if isinstance(self._data, mmap):
            self._data.close()


def _named(name: str, content: bytes, *rules: Path) -> str:
    """The name of the file that keeps what comes of some content."""
    made_by = [_MADE_BY.encode(), *map(_bytes, rules)]
    return f"{name}-{source_hash(b''.join(b'%d:%s' % (len(part), part) for part in (content, *made_by))).hex()}.bin"


def _believed(data: bytes) -> bytes:
    """What follows a digest. Raises ValueError where the two do not belong together."""
    told = data[_DIGEST:]
    if source_hash(told) != data[:_DIGEST]:
        raise ValueError
    return told


def _bytes(path: Path) -> bytes:
    """What a file holds; nothing where it cannot be read, as in an archive: then its version has to tell."""
    with suppress(OSError):
        return path.read_bytes()
    return b""


def _keep(name: str, data: bytes) -> None:
    """Writes a file whole or not at all; older ones of its kind go when there are many."""
    home = cache_folder()
    home.mkdir(parents=True, exist_ok=True)
    part = home / f"{name}.{os.getpid()}-{time.time_ns()}.part"
    try:
        with open(part, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as stream:      # a user's own words, for nobody else
            stream.write(data)
        replace(part, home / name)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    kind = name.partition("-")[0]
    aged = sorted(home.glob(f"{kind}-*"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in aged[_KEPT:]:
        path.unlink(missing_ok=True)
