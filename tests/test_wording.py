"""The table of wrong wordings: every entry finds what it is for and nothing else, and no speech that is right is questioned."""
from __future__ import annotations

import re
import time
from collections import Counter
from itertools import chain

import pytest
from marked import expected, plain, text_document
from sentences import HERE, SHARED, STANDARDS, crossed, lines, reviewed, speeches, wrong, wrong_of_each

from generator.checks import policy, wording
from generator.checks.review import Review
from generator.library import load_library
from generator.literals import may_match
from generator.model import SEVERITIES

LITERAL = [slip for slip in STANDARDS.slips if not slip.pattern]
PATTERNS = [slip for slip in STANDARDS.slips if slip.pattern]
CARRIER = "县里要求，{}，请大家记住。"


def test_the_table_of_slips_is_well_formed() -> None:
    """No slip twice, none without its right form, reason and source, a severity that exists, and only a pattern that compiles."""
    assert len(STANDARDS.slips) >= 250
    assert [word for word, count in Counter(slip.wrong for slip in STANDARDS.slips).items() if count > 1] == []
    for slip in STANDARDS.slips:
        assert all(part.strip() for part in (slip.wrong, slip.right, slip.why, slip.source)), slip
        assert slip.severity in SEVERITIES and slip.right != slip.wrong, slip
        assert re.compile(slip.wrong) if slip.pattern else slip.wrong == plain(slip.wrong), slip


def test_every_literal_slip_is_found_and_put_right() -> None:
    """Each wrong form in a sentence is found once, where it is, with its right form and severity; the right form is not questioned by any slip."""
    bad, at = [], CARRIER.index("{")
    told = wrong_of_each([CARRIER.format(slip.wrong) for slip in LITERAL]), wrong_of_each([CARRIER.format(slip.right) for slip in LITERAL])
    for slip, items, of_right in zip(LITERAL, *told, strict=True):
        found = [(item.start, item.end, item.suggestion, item.severity) for item in items]
        if found != [(at, at + len(slip.wrong), slip.right, slip.severity)] or of_right:
            bad.append((slip.wrong, found, of_right))
    assert bad == []


def test_every_longer_wording_is_respected() -> None:
    """A ``but`` holds its slip and keeps it from being reported; beside it the slip is still found."""
    pairs = [(slip.wrong, longer) for slip in LITERAL for longer in slip.but]
    both = [CARRIER.format(f"{longer}，{wrong}") for wrong, longer in pairs]
    alone = wrong_of_each([CARRIER.format(longer) for _, longer in pairs])
    bad = [(wrong, longer) for (wrong, longer), text, found, held in zip(pairs, both, wrong_of_each(both), alone, strict=True)
           if wrong not in longer or held or [item.start for item in found] != [text.rindex(wrong)]]
    assert bad == []


@pytest.mark.parametrize("marked", lines("wrong"))
def test_a_pattern_finds_its_slip(marked: str) -> None:
    """The marked place alone is found; put right as suggested, the sentence is silent."""
    found = wrong(plain(marked))
    assert [(0, item.start, item.end) for item in found] == expected(marked), found
    start, end = found[0].start, found[0].end
    assert wrong(plain(marked)[:start] + found[0].suggestion + plain(marked)[end:]) == []


def test_every_pattern_is_tried() -> None:
    """No pattern of the table stands without a sentence above that it finds."""
    sentences = [plain(line) for line in lines("wrong")]
    assert [slip.wrong for slip in PATTERNS if not any(re.search(slip.wrong, sentence) for sentence in sentences)] == []


@pytest.mark.parametrize("sentence", lines("right"))
def test_what_only_looks_wrong_is_left_alone(sentence: str) -> None:
    """Words that hold a wrong form by chance, or use it rightly, raise nothing."""
    assert wrong(sentence) == []


def test_the_table_of_sound_alikes_is_well_formed() -> None:
    """Each wrong form differs from its word in one character; none is itself a word of speeches, or what the exemplars say."""
    table = STANDARDS.misheard()
    assert len(table) > 10_000
    assert [wrong for wrong, right in table.items() if len(wrong) != len(right) or sum(a != b for a, b in zip(wrong, right, strict=True)) != 1] == []
    assert [wrong for wrong in table if wrong in STANDARDS.words] == []
    said = "".join(path.read_text(encoding="utf-8") for path in sorted((HERE.parent / "seeds" / "exemplars").glob("*.txt")))
    assert [wrong for wrong in {said[at:at + 2] for at in range(len(said))} if wrong in table] == []


@pytest.mark.parametrize("marked", ["企业的困难要«化介»。", "干部作风要«转便»，时间不等人。", "我县的营商«环竟»还不够好。", "完善考核机制，«奖优罚烈»。", "不断拓宽融资«渠到»。"])
def test_a_character_taken_for_another_is_found(marked: str) -> None:
    """Common words with one character that sounds or looks like the right one, put right as suggested."""
    found = wrong(plain(marked))
    assert [(0, item.start, item.end) for item in found] == expected(marked), found
    right = found[0].suggestion.removeprefix("改成“").removesuffix("”")
    assert wrong(plain(marked)[:found[0].start] + right + plain(marked)[found[0].end:]) == []


def test_two_characters_of_two_words_are_no_slip() -> None:
    """What makes a word with its neighbour, or stands so in the brief's names, is left alone."""
    assert STANDARDS.misheard({"化介"}) == {"化介": "化解"}
    assert wrong("要转变观念、强化介绍，谁都不例外。") == []
    assert wrong("化介新材料开工。", ("化介新材料",)) == []


def test_what_a_pattern_must_hold_never_hides_a_match() -> None:
    """The plain characters by which a pattern of slips is passed over stand in everything that it matches."""
    for sentence in map(plain, lines("wrong")):
        for slip in PATTERNS:
            assert may_match(slip.needed, sentence) or not re.search(slip.wrong, sentence), slip.wrong


def test_names_are_never_questioned() -> None:
    """A name of the brief or the unit, and what lies inside it, is left alone; the same words elsewhere are not."""
    text = "弛名铸件项目开工，弛名企业多。"
    assert [item.start for item in wrong(text, ("弛名铸件",))] == [9]
    assert [item.start for item in wrong(text)] == [0, 9]
    assert [item.suggestion for item in wrong("中共临江县县委作了部署。", ("临江县",))] == ["中共临江县委"]


def test_a_message_says_what_why_and_by_which_source() -> None:
    """The words, the reason, the source, the right form and the severity of the entry."""
    [found] = wrong("领导小姐办公室设在商务局。")
    assert found.message.startswith("“领导小姐”有误") and "误字" in found.message and "通行用法" in found.message
    assert (found.suggestion, found.severity) == ("领导小组", "error")


def test_of_overlapping_slips_one_is_reported() -> None:
    """A place that two entries know is reported once, by the longer of those that begin first."""
    assert [item.suggestion for item in wrong("招商引资招商引资工作不能松。")] == ["招商引资"]


@pytest.mark.parametrize("rule", [wording, policy])
def test_no_entry_fires_on_the_phrase_bank(rule) -> None:
    """Neither table finds anything in the words of any block or frame."""
    library = load_library()
    texts = "\n".join(block.text for block in chain(library.blocks.values(), library.frames.values()))
    assert [(item.message, texts[item.start:item.end]) for item in rule.check(Review(text_document(texts.replace("\n", " ¶ ")), STANDARDS))] == []


@pytest.mark.parametrize(("name", "text"), speeches())
def test_no_entry_fires_on_a_good_speech(name: str, text: str) -> None:
    """Drafts of ours and speeches written by hand raise nothing, whatever their year."""
    document = " ¶ ".join(text.splitlines())
    assert [item.message for item in (*wrong(document), *crossed(document))] == [], name


def test_exemplars_are_read_where_they_are() -> None:
    """Two speeches written by hand are among those tried above."""
    if not (SHARED / "design" / "exemplars").is_dir():
        pytest.skip("the exemplars are not part of the project and not here")
    assert {"S0.txt", "S3.txt"} <= {name for name, _ in speeches()}


def test_slips_of_real_speeches_are_found() -> None:
    """What is known to be wrong in the scraped speeches is found there."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the scraped speeches are not part of the project and not here")
    text = " ¶ ".join(chain.from_iterable(file.read_text(encoding="utf-8").splitlines() for file in sorted(folder.glob("*.txt"))))
    review = reviewed(text)
    said = {review.passages[item.paragraph].text[item.start:item.end] for item in wording.check(review)}
    known = {"增张", "严竣", "在坐", "到帐", "己", "优势优势", "对标作", "清醒的看到", "要不折不扣的落实", "更多地"}
    assert {word for word in known if word in text} <= said


def test_a_long_speech_is_read_quickly() -> None:
    """The whole table against 5,000 characters takes some milliseconds; a generous bound, for busy machines."""
    text = "".join(text for _, text in speeches())[:5000]
    review = reviewed(" ¶ ".join(text.splitlines()))
    list(wording.check(review))
    spent = []
    for _ in range(5):
        start = time.perf_counter()
        list(wording.check(review))
        spent.append(time.perf_counter() - start)
    assert min(spent) < 0.05


def test_the_sources_hold_no_slip_of_their_own() -> None:
    """Sources are spelt as the table itself asks."""
    sources = sorted({slip.source for slip in STANDARDS.slips})
    assert [source for source, found in zip(sources, wrong_of_each(sources), strict=True) if found] == []
