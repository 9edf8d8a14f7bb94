"""Stable choice (base room): a keyed hash instead of a random stream, so that one change stays where it was made."""

from __future__ import annotations

import hashlib
import math


def score(weight: int, *keys: object) -> float:
    """Weighted rendezvous score of one candidate under ``keys``: the highest wins, in proportion to its weight."""
    digest = hashlib.blake2b("\x1f".join(map(str, keys)).encode("utf-8"), digest_size=8).digest()
    unit = (int.from_bytes(digest, "big") + 0.5) / 2**64
    return -max(weight, 0) / math.log(unit) if weight > 0 else 0.0
