"""Runs of characters that two texts share, found by fingerprints: the sources themselves need not be at hand.

A run counts in Chinese characters, digits and letters inside one paragraph; white space and punctuation are dropped first, so that a
changed comma hides nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

RUN = 13                                         # characters in a row that are no chance: what may not be shared with a source
SIZE = 5                                         # bytes of one fingerprint: one false alarm in some twenty banks
_KEPT = re.compile("[\u3400-\u9fff0-9A-Za-z]")


def runs(paragraph: str) -> Iterator[str]:
    """Every run of :data:`RUN` counted characters of a paragraph; none in a shorter one."""
    kept = "".join(_KEPT.findall(paragraph))
    yield from (kept[at:at + RUN] for at in range(len(kept) - RUN + 1))


def fingerprint(run: str) -> bytes:
    """What stands for a run: :data:`SIZE` bytes from which it cannot be read."""
    return hashlib.blake2b(run.encode("utf-8"), digest_size=SIZE).digest()


def pack(text: str) -> bytes:
    """The fingerprints of a text, sorted, each once, without its words."""
    return b"".join(sorted({fingerprint(run) for line in text.splitlines() for run in runs(line)}))


def unpack(packed: bytes) -> frozenset[bytes]:
    """The fingerprints that :func:`pack` wrote."""
    return frozenset(packed[at:at + SIZE] for at in range(0, len(packed), SIZE))


def shared(paragraph: str, known: frozenset[bytes]) -> str | None:
    """The first run of a paragraph whose fingerprint is known; None where there is none."""
    return next((run for run in runs(paragraph) if fingerprint(run) in known), None)
