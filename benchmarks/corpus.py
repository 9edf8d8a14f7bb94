"""A large archive for measuring, made of the speeches in seeds/exemplars: python benchmarks/corpus.py OUT.txt MEGABYTES. One speech a line.

Sentences are drawn at random; in two of three each character is another with a chance of one in ten, so that clauses differ as they do in a real
archive. The same size gives the same bytes."""
from __future__ import annotations

import random
import re
import sys
from pathlib import Path

SEEDS = Path(__file__).resolve().parent.parent / "seeds" / "exemplars"
_SENTENCES = 80                                  # of one speech


def main() -> None:
    """Writes the archive."""
    out, megabytes = Path(sys.argv[1]), float(sys.argv[2])
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    sentences = re.findall(r"[^\n。！？]+[。！？]", text)
    characters = [char for char in text if "\u4e00" <= char <= "\u9fff"]
    chance, written = random.Random(0), 0
    with out.open("w", encoding="utf-8") as stream:
        while written < megabytes * 1_000_000:
            line = "".join(_changed(chance.choice(sentences), characters, chance) for _ in range(_SENTENCES)) + "\n"
            stream.write(line)
            written += len(line.encode("utf-8"))


def _changed(sentence: str, characters: list[str], chance: random.Random) -> str:
    if chance.random() < 1 / 3:
        return sentence
    return "".join(chance.choice(characters) if "\u4e00" <= char <= "\u9fff" and chance.random() < 0.1 else char for char in sentence)


if __name__ == "__main__":
    main()
