"""What a draft still lacks, as questions to a person: what is asked, in which sentence it stands, where in the brief the answer belongs."""
from __future__ import annotations

from collections.abc import Iterator

from generator.fields import Field
from generator.frozen import Frozen, replace
from generator.language import formulas
from generator.language.sentences import sentence_at
from generator.model import Brief, Draft, Gap
from generator.paths import Steps, field_of, held_at, steps_of

_PARTS = ("share", "threshold")                  # numbers of a figure that may stand in a group of their own


class Question(Frozen):
    """One gap of a draft, or several with one ref.

    ``steps`` lead to the place of the answer, which may not be there yet; ``sentence`` is the first that shows the gap; ``now`` is what the brief says
    there already, words that a placeholder (某局) is part of; ``unit`` that of a figure. ``elsewhere`` names the file of shared figures where the answer
    belongs, empty where it belongs in the brief.
    """

    ref: str
    label: str
    steps: Steps
    field: Field
    sentence: str = ""
    now: str = ""
    unit: str = ""
    elsewhere: str = ""

    @property
    def listed(self) -> bool:
        """Whether the answer is a list of groups, not one value."""
        return self.field.kind == "list" and isinstance(self.steps[-1], str)


def questions(draft: Draft, brief: Brief) -> tuple[Question, ...]:
    """A question for each ref among the gaps of a draft, in order of speaking; for a number that a formula gives, those that it is computed from."""
    first = {gap.ref: gap for gap in reversed(draft.gaps)}
    asked: dict[str, Question] = {}
    for ref in dict.fromkeys(gap.ref for gap in draft.gaps):
        sentence = next(_sentences(first[ref], draft), "")
        for gap in _open(first[ref], brief):
            asked.setdefault(gap.ref, replace(_question(gap, brief), sentence=sentence))
    return tuple(asked.values())


def _open(gap: Gap, brief: Brief, above: tuple[str, ...] = ()) -> Iterator[Gap]:
    """The gap itself, or the numbers without which its formula cannot be computed."""
    id, _, name = gap.ref.rpartition(".")
    figure = brief.figures.get(id)
    if figure is None or name != "value" or not figure.formula:
        yield gap
        return
    for other in formulas.names(formulas.parse(figure.formula, brief.figures)):
        if other not in above and brief.figures[other].value is None:
            yield from _open(Gap(f"{other}.value", str(brief.figures[other].label), ()), brief, (*above, id))


def _question(gap: Gap, brief: Brief) -> Question:
    id, _, name = gap.ref.rpartition(".")
    figure = brief.figures.get(id)
    if figure is None:
        steps = steps_of(gap.ref)
        return Question(gap.ref, gap.label, steps, field_of(steps), now=_now(brief, steps))
    steps = ("figures", id, name)
    file = figure.place.file if figure.place is not None else brief.file
    return Question(gap.ref, gap.label, steps, field_of(steps), unit=figure.unit if name not in ("completion", "yoy", "yoy_pp", *_PARTS) else "",
                    elsewhere=file if file != brief.file else "")


def _sentences(gap: Gap, draft: Draft) -> Iterator[str]:
    """The sentences in which a gap stands."""
    for number in gap.paragraphs:
        paragraph = draft.paragraphs[number]
        for span in paragraph.spans:
            if span.kind == "gap" and span.ref == gap.ref:
                start, end = sentence_at(paragraph.text, span.start)
                yield paragraph.text[start:end].strip()


def _now(brief: Brief, steps: Steps) -> str:
    """The words that stand at a place of the brief; empty where there are none."""
    held: object = brief.data
    for step in steps:
        held = held_at(held, step)
    return str(held) if isinstance(held, str) and not held.startswith("【待补") else ""
