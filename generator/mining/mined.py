"""What an archive holds when it is mined, and the files of the bank that it becomes: phrases, frames, candidate blocks, skeletons."""
from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from generator.frozen import Frozen
from generator.mining.candidates import Candidate, Dropped
from generator.mining.frames import Frame
from generator.mining.phrases import Phrase
from generator.mining.skeletons import ids, skeleton
from generator.mining.study import Studied
from generator.mining.survey import Digest


class Mined(Frozen):
    """What an archive holds. ``alike`` are speeches that are (nearly) copies of another: (name, other, share of its clauses); ``notes`` say what was
    sampled or left out because of its size."""

    phrases: tuple[Phrase, ...]
    frames: tuple[Frame, ...]
    candidates: tuple[Candidate, ...]
    dropped: Dropped
    studied: tuple[Studied, ...]
    cards: tuple[Mapping[str, Any], ...]
    speeches: tuple[Digest, ...]
    skipped: tuple[tuple[str, str], ...]
    alike: tuple[tuple[str, str, float], ...]
    notes: tuple[str, ...]
    moves: tuple[str, ...] = ()                  # all that there are


def files(mined: Mined) -> dict[str, str]:
    """The files of a folder that loads as a phrase bank, by name."""
    named = ids(mined.studied)
    return {
        "phrases.yaml": _yaml("phrases", "反复用到的说法，最可靠的在前。", (
            {"text": item.text, "move": next(iter(item.moves), None), "moves": list(item.moves), "count": item.count, "documents": item.documents,
             "score": item.score, "sources": _told(item.sources)}
            for item in _best(mined.phrases))),
        "frames.yaml": _yaml("frames", "句式：变的换成了 {槽}；series 是排比。", (
            {"text": item.text, "count": item.count, "documents": item.documents, "score": float(item.count), "sources": _told(item.sources),
             **({"series": True} if item.series else {})} for item in mined.frames)),
        "blocks.yaml": _blocks(mined),
        **{f"skeletons/{named[study.speech.name]}.j2": skeleton(study, named[study.speech.name], mined.moves) for study in mined.studied if study.headings},
    }


def _best(found: Iterable[Phrase]) -> list[Phrase]:
    return sorted(found, key=lambda item: (-item.score, item.text))


def _told(places: Iterable[tuple[str, int]]) -> list[dict[str, Any]]:
    return [{"source": source, "offset": offset} for source, offset in places]


def _yaml(section: str, comment: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """A table of what was mined: one row a line, marked so that a bank passes it over."""
    lines = [f"# {comment}", "mined: true", f"{section}:"]
    lines += [f"- {json.dumps(row, ensure_ascii=False)}" for row in rows]
    return "\n".join(lines if len(lines) > 3 else [*lines[:2], f"{section}: []"]) + "\n"


def _blocks(mined: Mined) -> str:
    """The candidates as blocks that are not used until a person takes them over."""
    lines = ["# 候选语块：status 是 candidate 的只列出、不使用。用 nigao accept 收下，或者把 status 这一行删去。", "blocks:" if mined.candidates else "blocks: []"]
    number: Counter[str] = Counter()
    for item in mined.candidates:
        number[item.move] += 1
        near = f"最近的语块：{item.near}（像 {item.like:.2f}）" if item.near else "库里没有这个语步的语块"
        lines += [
            f"- id: mined.{item.move.lower()}.{number[item.move]}   # 出现 {item.count} 次；{near}", f"  move: {item.move}", "  status: candidate",
            f"  sources: {json.dumps(list(item.sources), ensure_ascii=False)}", f"  text: {json.dumps(item.text, ensure_ascii=False)}"]
    return "\n".join(lines) + "\n"
