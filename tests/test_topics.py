"""The field's recurring matters: recognised in the brief's own words, argued about from cause to check, linked to their answers."""

from __future__ import annotations

from collections import Counter

import pytest
import yaml
from briefs import EXAMPLES, LIBRARY, ROOT, SEED_BRIEFS, UNSEEN, brief, draft_of

from generator import style
from generator.brief import load_brief
from generator.language.ordinals import count_cn
from generator.pipeline import make_draft
from generator.planning import content
from generator.writers.text import to_text

WORDINGS = yaml.safe_load((ROOT / "tests" / "wordings.yaml").read_text(encoding="utf-8"))
MATTERS = content.matters(LIBRARY)
TOPICS = list(LIBRARY.topics.values())
BOUND = {topic.id: [block for block in LIBRARY.blocks.values() if topic.id in block.topics] for topic in TOPICS}


def test_the_bank_knows_what_the_field_speaks_of() -> None:
    """At least a hundred matters, each with a Chinese name, three wordings or more, and a move that it serves."""
    assert len(TOPICS) >= 100
    for topic in TOPICS:
        assert topic.name and len(topic.words) >= 3 and topic.moves, topic.id


@pytest.mark.parametrize("topic", [topic.id for topic in TOPICS])
def test_a_matter_is_recognised_as_people_write_it(topic: str) -> None:
    """Two wordings that no list was made from, and every wording of the list, are read as that matter."""
    assert len(WORDINGS[topic]) >= 2
    assert [text for text in WORDINGS[topic] if topic not in MATTERS.of(text)] == []
    assert [word for word in LIBRARY.topics[topic].words if MATTERS.of(word.replace("…", "里头").removeprefix("=")) != (topic,)] == []


@pytest.mark.parametrize(
    ("text", "topics"),
    [("产业链招商", ("chain",)), ("产业链条短", ("low_value",)), ("招商总量小", ("low_volume",)), ("招商总量增长", ("volume_up",)),
     ("签了约迟迟不开工，手续慢", ("landing_hard", "permit_slow")),
     ("天气很好", ()), ("", ())],
)
def test_the_longest_wording_wins(text: str, topics: tuple[str, ...]) -> None:
    """A longer wording hides those inside it; several matters come in the order of their mention; nothing known is nothing said."""
    assert MATTERS.of(text) == topics


@pytest.mark.parametrize("topic", [topic.id for topic in TOPICS])
def test_a_matter_is_argued_from_its_cause_to_its_check(topic: str) -> None:
    """At least three blocks bound to it: one that diagnoses, one that prescribes, one that follows up (``does`` of their moves)."""
    does = {LIBRARY.moves[block.move].does for block in BOUND[topic]}
    assert len(BOUND[topic]) >= 3 and {"diagnose", "prescribe", "follow"} <= does


def test_the_commonest_matters_have_nine_blocks_or_more() -> None:
    """The thirty that the briefs at hand mention most."""
    told = Counter(topic for path in [*SEED_BRIEFS, *UNSEEN, *EXAMPLES] for topic in content.topics(load_brief(path), LIBRARY))
    few = {topic: len(BOUND[topic]) for topic, _ in told.most_common(30) if len(BOUND[topic]) < 9}
    assert few == {}


def test_every_trouble_names_what_answers_it() -> None:
    """Problems, causes and wrong ideas name topics or moves that usually answer them, among them one that prescribes."""
    for topic in TOPICS:
        if any(move.startswith("DIA.") for move in topic.moves):
            moves = {move for answer in topic.answers for move in (LIBRARY.topics[answer].moves if answer in LIBRARY.topics else (answer,))}
            assert any(LIBRARY.moves[move].does == "prescribe" for move in moves), topic.id


@pytest.mark.parametrize(
    ("problem", "points", "answer"),
    [("落地难", "[一次告知, 驻外招商]", 0), ("队伍不专业", "[一次告知, 驻外招商]", 1), ("融资难", "[银企对接, 项目观摩]", 0), ("动力不足", "[园区配套, 考核奖惩]", 1)],
)
def test_a_problem_is_answered_where_its_answer_is_spoken_of(problem: str, points: str, answer: int) -> None:
    """What remedies a problem stands under the point that names its usual answer, and takes up its word."""
    facts = brief(f"problems: [{{label: {problem}}}]\nsections: [{{heading: 抓落实, points: {points}}}]\nskeleton: deputy_elaboration\n")
    said = to_text(make_draft(facts, LIBRARY)).split("\n1.", 1)[1].split("\n2.", 1)
    assert problem in said[answer] and problem not in said[1 - answer]


@pytest.mark.parametrize("path", SEED_BRIEFS, ids=lambda path: path.stem)
def test_bound_blocks_go_before_general_ones(path) -> None:
    """In a draft from a rich brief less than a third of the text is general (bound to no topic, without a fact)."""
    _, draft = draft_of(path)
    assert style.measure(draft, LIBRARY).whole.general < 1 / 3


@pytest.mark.parametrize("path", [*EXAMPLES, *UNSEEN, *SEED_BRIEFS], ids=lambda path: path.stem)
def test_what_is_diagnosed_is_taken_up_again(path) -> None:
    """A problem comes back after its diagnosis, where it is answered or where it is said what will be checked, by its name or with the others
    (前面讲的三个问题); at most one of a brief does not."""
    facts, draft = draft_of(path)
    said = [paragraph.text for paragraph in draft.paragraphs if paragraph.role in ("body", "heading3", "closing")]
    labels = [str(item["label"]) for item in facts.data["problems"]]
    told = [next((at for at, text in enumerate(said) if label in text), len(said)) for label in labels]
    together = sum(f"前面讲的{count_cn(len(labels))}个问题" in text for text in said[max(told, default=0) :])      # after all of them were told
    dropped = [label for label in labels if sum(label in text for text in said) + together < 2]
    assert len(dropped) <= 1, dropped
