"""The bank as data: counts, references, originality, and that every block can be said."""
from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from functools import lru_cache
from itertools import chain
from pathlib import Path

import pytest
from branches import unseen
from briefs import LIBRARY, ROOT, SHAPES, SHARED

from generator.audit import twins
from generator.errors import BankError
from generator.frozen import replace
from generator.library import load_library
from generator.realisation import tidy
from generator.showcase import Examples
from generator.tags import own_words, without_tags
from generator.templating import Templates, parameters

USED = {move for skeleton in LIBRARY.skeletons.values() for move in skeleton.moves}
BLOCKS = list(LIBRARY.blocks.values())


def test_the_bank_has_what_this_version_promises() -> None:
    """At least 700 blocks, 150 frames, 100 topics, seven skeletons; every move has blocks."""
    assert len(BLOCKS) >= 700
    assert len(LIBRARY.frames) >= 150
    assert len(LIBRARY.topics) >= 100
    assert set(LIBRARY.skeletons) == {
        "quarterly_review", "mobilisation_rally", "deputy_elaboration", "three_questions", "department_assignment", "secretary_followup", "problem_facing"}
    assert len(LIBRARY.moves) == 40
    counts = Counter(block.move for block in BLOCKS)
    assert {move for move in LIBRARY.moves if counts[move] < 4} == set()


def test_every_reference_is_known() -> None:
    """Moves of skeletons and topics, answers of topics, sources of blocks."""
    assert set(LIBRARY.moves) >= USED
    known = set(LIBRARY.topics) | set(LIBRARY.moves)
    assert {answer for topic in LIBRARY.topics.values() for answer in topic.answers} <= known
    assert {source for block in BLOCKS for source in block.sources} <= {"own", "S0", "S1", "S2a", "S2b", "S2c", "S3", "S4"}


def test_no_wording_of_a_topic_belongs_to_two() -> None:
    """A word by which a matter is recognised names one matter."""
    words = Counter(word for topic in LIBRARY.topics.values() for word in topic.words)
    assert [word for word, count in words.items() if count > 1] == []


def test_blocks_keep_the_rules_of_the_text() -> None:
    """No digits, no half-width punctuation, no exclamation mark, no years or formulations typed into a block."""
    for block in BLOCKS:
        said = without_tags(block.text)
        assert not re.search(r"[0-9０-９,;:!?()（）！]", said), (block.id, said)
        assert not re.search(r"其(?!中|次|实)", said), block.id


def test_no_two_blocks_share_a_run_of_fifteen() -> None:
    """Blocks of one bank differ in what they argue."""
    assert list(twins(BLOCKS, {block.id for block in BLOCKS})) == []


def test_unbound_unconditional_blocks_are_short_connectives() -> None:
    """A block bound to nothing and reading nothing is a connective: at most 40 characters, at most 15% of the bank."""
    templates = Templates()
    templates.environment.filters["clauses"] = len
    plain = [block for block in BLOCKS if not block.topics and not block.requires and not parameters(block.text, templates)]
    assert all(sum(map(len, own_words(block.text))) <= 40 for block in plain), [block.id for block in plain]
    assert len(plain) <= 0.15 * len(BLOCKS)


EXAMPLE_BRIEFS = Examples(LIBRARY, SHAPES)


PHASES = sorted({block.move.partition(".")[0] for block in BLOCKS})


@lru_cache(maxsize=1)
def at_work(phase: str) -> tuple[dict[str, str], dict[str, list[tuple[str, bool]]]]:
    """Of the blocks of one phase: what each says in the first place that it fits ("" where none), and the sides of its conditions that no place
    shows. Both tests below ask, in one worker (conftest.py)."""
    filled, left = {}, {}
    for block in (block for block in BLOCKS if block.move.startswith(f"{phase}.")):
        places = EXAMPLE_BRIEFS.fitting(block)
        first = next(places, None)
        filled[block.id] = tidy(first[0].words(block, first[1])) if first else ""
        left[block.id] = unseen(block, chain([first] if first else [], places))
    return filled, left


@pytest.mark.parametrize("phase", PHASES)
def test_every_condition_is_met_and_missed(phase: str) -> None:
    """Each ``{% if %}`` of each block was seen on both its sides, in contexts that the block's own ``requires`` admit: none is dead, and no
    side fails or prints None. By the first part of the move's name, so that workers share the work."""
    assert {name: sides for name, sides in at_work(phase)[1].items() if sides} == {}


@pytest.mark.xdist_group("DIA")                   # the examples are read there already
@pytest.mark.parametrize(("text", "requires", "sides"), [
    ("{{ items | length }}{% if quotas %}分{% endif %}{% if item.evidence %}看{% endif %}", (), []),
    ("{% if item.evidence %}{{ item.label }}{% endif %}", ("item.evidence",), [False]),
    ("{{ item.label }}{% if item.evidence | length > 99 %}多{% endif %}", (), [True]),
    ("{{ '甲' if item.label and not item.label else '乙' }}", (), [True]),
])
def test_a_dead_branch_is_found(text: str, requires: tuple[str, ...], sides: list[bool]) -> None:
    """The search that the test above trusts: a side that nothing can reach is named, a living one is not."""
    block = replace(next(block for block in BLOCKS if (block.move, block.says, block.topics) == ("DIA.PROBLEM", "problems", ())), id="own", text=text, requires=requires)
    assert [side for _, side in unseen(block, EXAMPLE_BRIEFS.fitting(block))] == sides


@pytest.mark.parametrize("phase", PHASES)
def test_blocks_are_shown_at_work(phase: str) -> None:
    """Every block is filled by a brief of the examples or the tests, or by one made up around its matter, under strict undefined; none prints
    a tag, a mark or None."""
    filled = at_work(phase)[0]
    assert [name for name, text in filled.items() if not text] == []
    assert not any(re.search(r"[{}\ufdd0-\ufdd5]|None", text) for text in filled.values())


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the seeds' texts are not beside this checkout")
def test_nothing_is_copied_from_the_seeds() -> None:
    """No run of 13 characters of the tree stands in a source speech, official names aside."""
    done = subprocess.run([sys.executable, SHARED / "tools" / "overlap_probe.py", ROOT, "--seeds", SHARED / "seeds"], capture_output=True, text=True,
                          check=False)
    assert done.returncode == 0, done.stdout[-2000:]


def test_what_opens_a_part_about_a_matter_prints_only_what_it_asks_for() -> None:
    """A part or a point: answers, item and point are there for some of them only, so a block that prints one requires it."""
    for block in BLOCKS:
        if block.move in ("SEC.LEAD", "SEC.ECHO") and block.topics and not block.says:
            used = set(re.findall(r"\b(?:answers|item|point)\b", " ".join(re.findall("{{([^}]*)}}", block.text))))
            assert all(name in " ".join(block.requires) or f"if {name}" in block.text for name in used), block.id


BAD_BANKS = [
    ("blocks:\n- id: a\n  move: NO.MOVE\n  text: x\n", "没有的语步 NO.MOVE"),
    ("blocks:\n- id: a\n  move: CLO.END\n  text: x\n  topics: [nope]\n", "没有的事项 nope"),
    ("blocks:\n- id: a\n  move: CLO.END\n", "缺少text"),
    ("blocks:\n- id: a\n  move: CLO.END\n  text: x\n  colour: red\n", "不认识的键“colour”"),
    ("blocks:\n- id: a\n  move: CLO.END\n  text: x\n- id: a\n  move: CLO.END\n  text: y\n", "a 重复"),
    ("blocks:\n- 话\n", "这里应是“键: 值”的一条"),
    ("bloks: []\n", "不认识的部分“bloks”"),
    ("blocks: [\n", "YAML 写法有误"),
    ("blocks:\n- id: a\n  move: CLO.END\n  text: x\n  tone: loud\n", "语气 loud"),
    ("blocks:\n- id: a\n  move: CLO.END\n  text: x\n  says: remedies\n", "says 只能是：advantages、"),
    ("topics:\n- {id: t, name: 甲, words: [甲], moves: [NO.MOVE]}\n", "mine.yaml:2:1  moves"),
    ("topics:\n- {id: t, name: 甲, words: [甲], answers: [nope]}\n", "answers 里没有这个语步或事项：nope"),
]


@pytest.mark.parametrize(("text", "said"), BAD_BANKS)
def test_a_bad_bank_is_one_chinese_error_with_its_file(tmp_path: Path, text: str, said: str) -> None:
    """A unit's own bank: what is wrong, in which file (exit 4)."""
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BankError) as error:
        load_library(phrasebanks=[tmp_path])
    assert error.value.code == 4
    assert said in str(error.value)
    assert "mine.yaml" in str(error.value)


def test_a_units_own_block_hides_the_built_in_one(tmp_path: Path) -> None:
    """By id; the first folder given is the strongest; what is hidden is said."""
    name = BLOCKS[0].id
    (tmp_path / "mine.yaml").write_text(f"blocks:\n- id: {name}\n  move: CLO.END\n  text: 我们的话\n", encoding="utf-8")
    mine = load_library(phrasebanks=[tmp_path]).blocks[name]
    assert (mine.text, mine.origin, mine.hides) == ("我们的话", str(tmp_path), "builtin")


def test_a_skeleton_without_front_matter_is_refused(tmp_path: Path) -> None:
    """Front matter and its needed keys, with the file's name."""
    (tmp_path / "x.j2").write_text("{{ say('CLO.END') }}", encoding="utf-8")
    (tmp_path / "y.j2").write_text("---\nid: y\n---\n", encoding="utf-8")
    with pytest.raises(BankError) as error:
        load_library(templates=[tmp_path])
    assert "应以 --- 包起来" in str(error.value)
    assert "骨架缺少name、moves、needs、sources、length" in str(error.value)
