"""The targets of ``tests/fuzz/run.py`` end well with all that is kept of its findings, and with changes of it made by chance."""
from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent / "fuzz"
sys.path.insert(0, str(HERE))
from targets import TARGETS  # noqa: E402

CORPUS = {name: sorted((HERE / "corpus" / name).iterdir()) for name in TARGETS}
_CHANGES = {"brief": 6, "body": 30, "document": 60}      # of each file of the corpus; 15 of the others


def changed(data: bytes, chance: random.Random) -> bytes:
    """Some bytes replaced, doubled, moved or left out."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at, end = sorted((chance.randint(0, len(made)), chance.randint(0, len(made))))
        end = min(end, at + 40)
        way = chance.randrange(4)
        if way == 0:
            made[at:end] = bytes(chance.randrange(256) for _ in range(end - at))
        elif way == 1:
            made[at:at] = made[at:end] * chance.choice((1, 1, 1, 50))
        elif way == 2:
            del made[at:end]
        else:
            made[at:at] = chance.choice((b"{{", b"}}", b"[", b": ", b"\n- ", b"&", b"*", b"<", b"%", b"999999999999", "亿".encode(), b"\xff", b"\0", b"\xed\xa0\x80"))
    return bytes(made)


@pytest.mark.parametrize("name", TARGETS)
def test_every_target_ends_well(name: str) -> None:
    """What was found once, and what chance makes of it."""
    assert CORPUS[name]
    for path in CORPUS[name]:
        data = path.read_bytes()
        chance = random.Random(path.name)
        for given in (data, *(changed(data, chance) for _ in range(_CHANGES.get(name, 15)))):
            TARGETS[name](given)
