"""What is said twice, what any place could say, what is too long: found where it stands, and not in drafts and good speeches."""
from __future__ import annotations

from pathlib import Path

import pytest
from briefs import EXAMPLES, SEED_BRIEFS, SHAPES, SHARED, UNSEEN, brief, draft_of
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import checks
from generator.checks.review import Review
from generator.model import Brief, Checking, Finding
from generator.readers.body import Words
from generator.readers.document import Document, read_document
from generator.standards import Standards
from generator.writers.text import to_text

RULES = ("repetition", "empty-talk", "length")
STANDARDS = Standards()
BRIEFS = [*EXAMPLES, *UNSEEN, *SEED_BRIEFS]
WORDS = "advantages: [{}]\n".format(", ".join(f"第{at}样长处" for at in range(30)))       # so much that a speech could say
TALK = (
    "坚持稳中求进工作总基调，完整准确全面贯彻新发展理念。要提高政治站位，增强大局意识。要把思想和行动统一到上级决策部署上来。招商引资工作是经济发展的"
    "生命线。我们要以时不我待的紧迫感投身项目建设。各级各部门要高度重视，加强领导，精心组织。要勇于担当，主动作为。要创新方式方法，优化营商环境。要加强"
    "督促检查。要凝聚工作合力，形成齐抓共管的良好局面。要发扬钉钉子精神，一抓到底。")


def speech(*paragraphs: str) -> Document:
    """A document under a title and a salutation."""
    return Document("稿.docx", "docx", tuple(map(Words, ("在全县工作会议上的讲话", "同志们：", *paragraphs))))


def found(document: Document, *rules: str, brief: Brief | None = None, **caps: float) -> list[Finding]:
    """What some rules find; ``caps`` are the unit's."""
    return checks.check(Review(document, STANDARDS, brief, Checking(caps=caps)), rules)


def places(findings: list[Finding]) -> list[tuple[int, str, str]]:
    """Severity, paragraph under the salutation (from 0) and words of each finding, in order of place."""
    return sorted((item.paragraph - 2, item.text, item.severity) for item in findings)


# --------------------------------------------------------------------------------------------------------- repetition
SAID = "项目谈成以后没有人接着管，客商只能自己来回跑。"
NEXT = "手续办到哪一步，要有人盯着问。"
HALF = "把每个项目的责任人和完成时限都写进台账"


@pytest.mark.parametrize(("paragraphs", "expected"), [
    ([SAID, f"服务要跟上。{SAID}"], [(1, SAID, "warning")]),
    ([SAID, f"服务要跟上。{SAID.replace('，', '、')}"], [(1, SAID.replace("，", "、"), "warning")]),
    ([f"{SAID}{NEXT}", f"服务要跟上。{SAID}{NEXT}"], [(1, f"{SAID}{NEXT}", "warning")]),
    ([f"{SAID}{NEXT}", f"服务要跟上。{SAID}还有一件。{NEXT}"], [(1, NEXT, "warning"), (1, SAID, "warning")]),
    ([f"{SAID}{NEXT}", "中间一段。", f"{SAID}{NEXT}"], [(2, f"{SAID}{NEXT}", "warning")]),
    ([SAID, SAID, SAID], [(1, SAID, "warning"), (2, SAID, "warning")]),
    ([f"要{HALF}，一月一查。", f"会后就办，{HALF}，年底算总账。"], [(1, HALF, "info")]),
    ([f"要{HALF}，一月一查。", f"今年已有23个{HALF}。"], []),
    (["这件事要抓紧办好。", "这件事要抓紧办好。"], []),
    (["抓项目，要盯住开工；抓项目，要盯住投产；抓项目，要盯住达效。"], []),
    ([f"“{SAID}”", f"“{SAID}”"], []),
    (["一、把项目从头到尾管起来的几件事", "讲两点。", "一、把项目从头到尾管起来的几件事"], []),
    (["根据《中华人民共和国招标投标法实施条例》办。", "按照《中华人民共和国招标投标法实施条例》办。"], []),
])
def test_what_is_said_again_is_found_the_second_time(paragraphs: list[str], expected: list[tuple[int, str, str]]) -> None:
    """A sentence, sentences in a row or a paragraph said before are one finding each; half a sentence is a hint; short ones, parallels, headings, quoted
    slogans and names may come again."""
    assert places(found(speech(*paragraphs), "repetition")) == expected


def test_words_of_the_brief_may_be_taken_up_again() -> None:
    """What the brief itself says stands in the diagnosis and in the remedy."""
    given = brief("problems:\n- {label: 手续慢, evidence: [厂房改造的用水方案在三个部门转了二十六天]}\n")
    twice = speech("厂房改造的用水方案在三个部门转了二十六天，谁也没有说不办。", "厂房改造的用水方案在三个部门转了二十六天，这样的事不许再有。")
    assert found(twice, "repetition", brief=given) == []
    assert len(found(twice, "repetition")) == 1


PAIR = "“双争”和招商引资"


@pytest.mark.parametrize(("phrase", "times", "caps", "nth"), [
    (PAIR, 11, {}, 11), (PAIR, 10, {}, 0), (PAIR, 4, {"repetition": 3}, 4), (PAIR, 3, {"repetition": 3}, 0),
    ("招商引资工作", 20, {}, 0), ("县经济开发区", 20, {}, 0), ("主要负责人", 20, {}, 0), ("5000万元以上", 20, {}, 0),
])
def test_a_phrase_that_is_said_too_often_is_told_once(phrase: str, times: int, caps: dict[str, float], nth: int) -> None:
    """At the first use that is one too many, with the count; the work's name, places, posts and amounts are said as often as they come up."""
    said = [f"{chr(0x4E10 + at)}{phrase}{chr(0x5E10 + at)}" for at in range(times)]
    findings = found(speech(*(f"{words}。" for words in said)), "repetition", **caps)
    assert places(findings) == ([(nth - 1, phrase, "info")] if nth else [])
    assert not nth or f"全篇说了{times}遍" in findings[0].message


def test_names_and_slogans_of_the_brief_are_said_as_often_as_they_come_up() -> None:
    """A project's name is no repetition, nor is the slogan."""
    given = brief("projects: [{name: 恒远精密铸件}]\nslogans: [{text: 以项目论英雄}]\n")
    lines = [f"{chr(0x4E10 + at)}恒远精密铸件{chr(0x5E10 + at)}，{chr(0x4F10 + at)}以项目论英雄。" for at in range(20)]
    assert found(speech(*lines), "repetition", brief=given) == []


# --------------------------------------------------------------------------------------------------------- empty talk
LOCAL = "石桥镇的铸件厂房还没有装设备。"
GIVEN = brief(f"{WORDS}projects: [{{name: 恒远铸件, next: 六月底前把铸件车间的设备装完}}]\nproblems: [{{label: 落地难}}]\nnames: [云岭菌菇]\n")


@pytest.mark.parametrize(("paragraphs", "expected"), [
    (["一、统一思想", TALK], ["一、统一思想"]),
    (["一、统一思想", *TALK.split("。")[:8]], ["一、统一思想"]),
    (["一、统一思想", "。".join(TALK.split("。")[:7])], []),
    ([TALK], [TALK]),
    (["一、统一思想", f"开工8个。签约23个。{TALK}"], []),
    (["一、统一思想", f"开工8个。签约23个。{TALK}{TALK}"], ["一、统一思想"]),
    (["一、看成绩", "开工8个。" * 9, "二、统一思想", TALK, "三、看差距", "签约23个。" * 9], ["二、统一思想"]),
])
def test_a_part_without_local_facts_is_found_at_its_heading(paragraphs: list[str], expected: list[str]) -> None:
    """By its share of sentences, or by a dozen of them in a row; less than eight sentences are no part; without headings the whole is one."""
    assert [item.text for item in found(speech(*paragraphs), "empty-talk", brief=GIVEN)] == expected


@pytest.mark.parametrize("sentence", [
    "恒远铸件要抓紧。", "车间的设备装完了。", "要把铸件车间的设备装好。", "落地难还是没有解决。", "云岭菌菇要打出牌子。", "要学安吉县的办法。",
    "按照《招标投标法》办。", "今年只剩下8个月。",
])
def test_what_only_this_place_says_is_local(sentence: str) -> None:
    """Names and labels of the brief, five characters of its other words, the unit's names, places, documents and digits."""
    told = f"{sentence}要抓好落实。"
    assert found(speech("一、抓落实", told * 10), "empty-talk", brief=GIVEN) == []


@pytest.mark.parametrize("sentence", ["我县要抓紧。", "各乡镇要负起责任。", "招商引资工作要再上台阶。", "全县招商引资工作会议开得好。", "项目建设是头等大事。"])
def test_what_any_place_says_is_not(sentence: str) -> None:
    """What a brief says and every other one too."""
    given = brief(WORDS, "year: 2026\nregion: {level: county, self: 我县, whole: 全县}\noccasion: {name: 全县招商引资工作会议, kind: annual_work}\naudience: [各乡镇]\n")
    assert found(speech("一、抓落实", sentence * 10), "empty-talk", brief=given)


def test_a_thin_brief_gives_nothing_to_say() -> None:
    """Where the brief itself holds hardly a fact, the speech is not to blame."""
    assert found(speech("一、统一思想", TALK), "empty-talk", brief=brief("")) == []


def test_the_message_says_how_much_and_where() -> None:
    """The share, the emptiest stretch and its first words."""
    (finding,) = found(speech("一、统一思想", f"开工8个。{TALK}"), "empty-talk", brief=GIVEN)
    assert finding.message == "这一部分12句话里有11句（92%）没有本地的事实，从“坚持稳中求进工作总基调，……”起连着11句"


def test_the_share_is_the_units_to_settle() -> None:
    """A lower cap finds more, a higher one less."""
    half = speech("一、统一思想", f"开工8个。签约23个。投产5个。{TALK[:78]}" + "要抓好落实。" * 3)
    assert found(half, "empty-talk", brief=GIVEN) == []
    assert len(found(half, "empty-talk", brief=GIVEN, empty_talk=0.5)) == 1


# ------------------------------------------------------------------------------------------------------------- length
def test_a_speech_beyond_a_fifth_is_too_long() -> None:
    """Against length, or minutes at the brief's rate; with how long it takes to say. A short one is not told: draft told it."""
    long, short = speech("话" * 1195), speech("话" * 100)
    assert [item.message for item in found(long, "length", brief=brief("length: 1000\n"), sentence=9999)] == ["全文1210字，念下来大约7分钟，要点要的是1000字，多出21%"]
    assert found(speech("话" * 1180), "length", brief=brief("length: 1000\n"), sentence=9999) == []
    assert found(short, "length", brief=brief("length: 1000\n")) == []
    assert len(found(long, "length", brief=brief("minutes: 5\n"), sentence=9999)) == 1
    assert found(long, "length", brief=brief("minutes: 5\nrate: 240\n"), sentence=9999) == []
    assert found(long, "length", sentence=9999) == []


def test_the_units_limit_is_a_warning() -> None:
    """With a brief or without, and told instead of what the brief asks for; white space is not counted."""
    (finding,) = found(speech("话" * 490), "length", length=500, sentence=9999)
    assert (finding.severity, finding.paragraph, finding.message) == ("warning", 0, "全文505字，念下来大约3分钟，超过上限500字")
    assert [item.severity for item in found(speech("话" * 490), "length", brief=brief("length: 100\n"), length=500, sentence=9999)] == ["warning"]
    assert found(speech("话 " * 480), "length", length=500, sentence=9999) == []


@pytest.mark.parametrize(("text", "caps", "expected"), [
    (f"开头。{'话' * 159}。", {}, []),
    (f"开头。{'话' * 160}。", {}, [f"{'话' * 160}。"]),
    (f"{'话' * 90}；{'话' * 90}。", {}, []),
    (f"开头。{'话，' * 10}话。结尾。", {"sentence": 20}, [f"{'话，' * 10}话。"]),
])
def test_a_sentence_that_nobody_can_speak_is_found(text: str, caps: dict[str, float], expected: list[str]) -> None:
    """Over the cap between two stops, where a semicolon is a stop to breathe at."""
    assert [item.text for item in found(speech(text), "length", **caps)] == expected


# ----------------------------------------------------------------------------------------------------- all three rules
@pytest.mark.parametrize("path", [*BRIEFS, *SHAPES], ids=lambda path: path.stem)
def test_untouched_drafts_give_nothing(path: Path) -> None:
    """Nobody is told of a draft that nobody has touched."""
    given, draft = draft_of(path)
    document = Document("稿.txt", "txt", tuple(map(Words, to_text(draft).splitlines())))
    assert found(document, *RULES, brief=given) == []


@pytest.mark.parametrize("name", ["S0", "S3"])
def test_good_speeches_give_nothing(name: str) -> None:
    """The exemplars, with their brief and without."""
    path = SHARED / "design" / "exemplars" / f"{name}.txt"
    if not path.is_file():
        pytest.skip("the exemplars are not beside this checkout")
    given, _ = draft_of(SHARED / "design" / "briefs" / f"{name}.yaml")
    assert found(read_document(path), *RULES, brief=given) == []
    assert found(read_document(path), *RULES) == []


def test_a_seed_that_says_one_pair_again_and_again_is_found() -> None:
    """双争和招商引资, 36 times in 4,479 characters (seed-analysis 12): told once."""
    seeds = sorted((SHARED / "seeds").glob("003*.txt"))
    if not seeds:
        pytest.skip("the seeds' texts are not beside this checkout")
    (finding,) = found(read_document(seeds[0]), "repetition")
    assert (finding.severity, finding.text, finding.message) == ("info", PAIR, "“双争和招商引资”全篇说了36遍")


@pytest.mark.parametrize("path", BRIEFS[::4], ids=lambda path: path.stem)
def test_what_is_planted_in_a_draft_is_found(path: Path) -> None:
    """A sentence pasted twice, a paragraph pasted twice, a part of empty talk: each once, where it was put."""
    given, draft = draft_of(path)
    lines = to_text(draft).splitlines()
    at = max(range(len(lines)), key=lambda at: len(lines[at]))
    sentence = max(lines[at].split("。"), key=len) + "。"
    planted = {
        "repetition": [[*lines, f"最后再说一遍。{sentence}"], [*lines, lines[at]]],
        "empty-talk": [[*lines, "十、进一步统一思想", TALK]],
    }
    for rule, texts in planted.items():
        for text in texts:
            findings = found(Document("稿.txt", "txt", tuple(map(Words, text))), rule, brief=given)
            assert [item.paragraph for item in findings] == [len(text) - (1 if rule == "repetition" else 2)], findings


@given(st.lists(st.text(st.sampled_from("一二、，。；！“”《》：甲乙丙丁招商引资工作12 \n"), max_size=60), max_size=8))
@settings(max_examples=150, deadline=None)
def test_findings_lie_in_their_paragraphs(lines: list[str]) -> None:
    """For any text, empty ones included: nothing is raised, every place is in the document, and the same text gives the same findings."""
    document = Document("稿.txt", "txt", tuple(map(Words, lines)))
    findings = found(document, *RULES, brief=GIVEN, sentence=20, repetition=3)
    for item in findings:
        assert 0 <= item.start < item.end <= len(lines[item.paragraph])
    assert findings == found(document, *RULES, brief=GIVEN, sentence=20, repetition=3)


def _no_formulation(words: str) -> bool:
    """What a formulation says may be said as often as one likes."""
    return not any(row.text in words for row in STANDARDS.formulations)


_SENTENCES = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9000), min_size=12, max_size=30).filter(_no_formulation)


@given(st.lists(_SENTENCES, min_size=2, max_size=8, unique=True), st.data())
@settings(max_examples=60, deadline=None)
def test_any_sentence_said_again_is_found(sentences: list[str], data: st.DataObject) -> None:
    """Whatever it says: once for each that comes again, never for one that does not."""
    again = data.draw(st.sampled_from(sentences))
    once, twice = [f"{words}。" for words in sentences], [*(f"{words}。" for words in sentences), f"另有一段。{again}。"]
    assert found(speech(*once), "repetition") == []
    assert [item.text for item in found(speech(*twice), "repetition")] == [f"{again}。"]
