"""Recognising the field's recurring matters (事项) in the brief's own words: longest match first, no overlaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class Matters:
    """The words by which topics are known. ``words`` maps a topic's id to its usual wordings.

    A wording may hold ``…``: both sides must then stand in the text, in that order. One that begins with ``=`` is known only where it is the
    whole text: a point named 投入 is about spending early, 投入运营 is not.
    """

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        told = [(word, topic) for topic, wordings in words.items() for word in wordings if word]
        self._whole = {word[1:]: topic for word, topic in told if word.startswith("=")}
        pairs = [(word, topic) for word, topic in told if not word.startswith("=")]
        self._known: dict[str, list[str]] = {}
        ordered = sorted(pairs, key=lambda pair: (-len(pair[0].replace("…", "")), pair[0]))
        self._by_start: dict[str, list[tuple[int, list[str], str]]] = {}      # by its first two characters: rank, pieces, topic
        for rank, (word, topic) in enumerate(ordered):
            pieces = word.split("…")
            self._by_start.setdefault(pieces[0][:2], []).append((rank, pieces, topic))

    def of(self, *texts: object) -> tuple[str, ...]:
        """The topics of some texts, each once, in order of their first mention; ``()`` where none is known."""
        found: list[str] = []
        for text in texts:
            told = str(text)
            if told not in self._known:
                self._known[told] = self._of(told)
            found += [topic for topic in self._known[told] if topic not in found]
        return tuple(found)

    def _of(self, text: str) -> list[str]:
        if text in self._whole:
            return [self._whole[text]]
        taken = [False] * len(text)
        hits: list[tuple[int, str]] = []
        starts = {text[at : at + width] for at in range(len(text)) for width in (1, 2)}
        for _, pieces, topic in sorted(wording for start in starts for wording in self._by_start.get(start, ())):
            spots = _spots(text, pieces)
            if spots and not any(taken[at] for at in spots):
                hits.append((spots[0], topic))
                for at in spots:
                    taken[at] = True
        return [topic for _, topic in sorted(hits, key=lambda hit: hit[0])]


def _spots(text: str, pieces: Iterable[str]) -> list[int]:
    """Positions of the characters that match, or none."""
    spots: list[int] = []
    at = 0
    for piece in pieces:
        start = text.find(piece, at)
        if start < 0:
            return []
        spots += range(start, start + len(piece))
        at = start + len(piece)
    return spots
