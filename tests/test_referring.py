"""Referring expressions: a list is named once, then pointed at, as a speaker would."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from briefs import FEW, LIBRARY, UNSEEN, brief, draft_of

from generator.brief import load_brief
from generator.language.ordinals import count_cn
from generator.marks import mark, plain, refs
from generator.model import Block, Message, Section, Slot
from generator.pipeline import make_draft
from generator.referring import Referring
from generator.tags import put
from generator.writers.text import to_text

FACTS = brief("industries: [{name: 医药}, {name: 电子}, {name: 食品}]\nproblems: [{label: 落地难}, {label: 到账慢}]\n")
NOUNS = LIBRARY.wording["collectives"]
BLOCK = Block("a_block", "MEA.INDUSTRY", "")


def named(key: str, *at: int, field: str = "name", sep: str = "、", quoted: bool = False) -> str:
    """Some names of a list of the brief as a block prints them."""
    words = [mark("fact", f"{key}[{number}].{field}", str(FACTS.data[key][number][field])) for number in at]
    return sep.join(f"“{word}”" if quoted else word for word in words)


def said(*slots: tuple[str, str, str | None], answers: Sequence[object] = ()) -> list[str]:
    """What is heard of slots, each with part, words and what it says (None: an argument)."""
    words = {number: text for number, (_, text, _) in enumerate(slots)}
    refer = Referring(lambda slot: words[slot.number], FACTS, NOUNS)
    out = []
    for number, (part, _, says) in enumerate(slots):
        context = {"section": Section(part, "", "work"), "answers": list(answers)}
        marked = refer(Slot(number, Message("MEA.INDUSTRY", says=says or "point", context=context), block=BLOCK))
        assert refs(marked) == refs(words[number])                  # the facts are still told
        out.append(plain(marked))
    return out


ALL = named("industries", 0, 1, 2)


def test_a_list_is_named_once_in_a_part_then_pointed_at() -> None:
    """The second mention in a part says 这三个产业; another part names them anew; what tells of the list itself always names it."""
    heard = said(("a", f"做{ALL}。", None), ("a", f"{ALL}，各有各的法子。", None), ("b", f"谈{ALL}。", None))
    assert heard == ["做医药、电子、食品。", "这三个产业，各有各的法子。", "谈医药、电子、食品。"]
    assert said(("a", f"做{ALL}。", None), ("a", f"先说{ALL}。", "industries"))[1] == "先说医药、电子、食品。"


def test_problems_are_pointed_at_anywhere_after_they_were_told() -> None:
    """Problems told one by one are 前面讲的两个问题 in any later part, unless the part answers them: then they are called by name."""
    one, two = named("problems", 0, field="label"), named("problems", 1, field="label")
    both = named("problems", 0, 1, field="label", sep="和", quoted=True)
    assert said(("a", one, "problems"), ("a", two, "problems"), ("b", f"拿{both}对照自己。", None))[2] == "拿前面讲的两个问题对照自己。"
    assert said(("a", one, "problems"), ("b", f"拿{both}对照自己。", None))[1] == "拿“落地难”和“到账慢”对照自己。"
    assert said(("a", one, "problems"), ("a", two, "problems"), ("b", f"{both}，怎么改？", None), answers=[1])[2] == "“落地难”和“到账慢”，怎么改？"


@pytest.mark.parametrize(
    ("text", "kept"),
    [(f"{ALL}三个产业都要有人管。", True), (f"{ALL}等产业。", True), (f"主攻的就是{ALL}。", True), (f"三样，{ALL}。", True), (named("industries", 1, 2), True),
     (named("industries", 0), True), (f"{named('industries', 0, 1)}先动起来。", False), (f"请{ALL}的企业来看。", False)],
)
def test_what_is_counted_or_announced_is_named(text: str, kept: bool) -> None:
    """Names that the sentence counts, sums up or announces stay; so do a single one and a part that is not the beginning of the list."""
    assert (said(("a", ALL, None), ("a", text, None))[1] == plain(text)) == kept


@pytest.mark.parametrize("path", [*FEW, *UNSEEN], ids=lambda path: path.stem)
def test_what_is_pointed_at_was_named_before(path) -> None:
    """In whole drafts every 这几个产业 and 前面讲的几个问题 follows the names of all of them."""
    facts = load_brief(path)
    text = to_text(make_draft(facts, LIBRARY))
    for key, field in (("industries", "name"), ("problems", "label")):
        names = [str(item[field]) for item in facts.data[key] if item[field]]
        at = text.find(put(str(NOUNS[key]["said"]), n=count_cn(len(names))))
        assert at < 0 or all(name in text[:at] for name in names)


def test_the_pointing_is_heard_in_real_drafts() -> None:
    """Both kinds occur, so that the test above has something to look at."""
    texts = [to_text(draft_of(path, variant)[1]) for path in UNSEEN if path.stem.startswith("problem_facing") for variant in range(3)]
    assert any(re.search("这[两三四五六]个产业", text) for text in texts) and any(re.search("前面讲的.个问题", text) for text in texts)
