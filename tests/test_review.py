"""The review as a whole: a draft that nobody touched raises nothing, what people really do to one is left alone, what they break is found."""
from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from briefs import EDITS, EXAMPLES, SEED_BRIEFS, SHAPES, UNSEEN, brief_of, draft_of
from hands import HANDS, edited
from marked import text_document

from generator import pipeline
from generator.checks import review
from generator.checks.facts import Facts
from generator.checkup import check
from generator.frozen import replace
from generator.layouts import load_layout
from generator.library import Library
from generator.model import Brief, Draft, Finding, Settings
from generator.pipeline import make_draft as make
from generator.readers.document import Document, read_document, read_text
from generator.writers.docx import to_docx
from generator.writers.markdown import to_markdown
from generator.writers.text import to_text

EVERY = [*EXAMPLES, *SHAPES, *UNSEEN, *SEED_BRIEFS]
OF_EDITS = sorted((Path(__file__).parent / "edits" / "briefs").glob("*.yaml"))      # that offices wrote themselves and nothing else is tested on
FIGURES = {"figure-changed", "figure-unknown", "figure-arithmetic", "percent-point"}
_LOTS = 8                                        # in which the drafts that offices edited are reviewed
# What a fault may be called besides its own name: one digit makes a number unknown, changed, or contradict another.
KIN = {"figure": FIGURES, "figure-arithmetic": FIGURES, "percent-point": FIGURES, "figure-lost": {"figure-lost", "gap-left"},
       "formulation-outdated": {"formulation-outdated", "formulation-early", "wording"}, "wording": {"wording", "formulation-outdated", "place-leftover"},
       "formulation-early": {"formulation-early"}, "numerals": {"numerals", "punctuation"}, "punctuation": {"punctuation", "numerals"}}


@pytest.fixture(autouse=True)
def _made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text is held against the draft of its brief, and what a brief knows in numbers is gathered, anew for each review; here once for each brief, as it
    is read once (that the draft is the same is proved elsewhere)."""
    monkeypatch.setattr(pipeline, "make_draft", _remade)
    monkeypatch.setattr(review, "Facts", _gathered)


_FACTS: dict[int, tuple[Brief, Facts]] = {}


def _gathered(brief: Brief) -> Facts:
    if id(brief) not in _FACTS:
        _FACTS[id(brief)] = brief, Facts(brief)
    return _FACTS[id(brief)][1]


def _remade(brief: Brief, library: Library) -> Draft:
    path = Path(brief.file)
    return draft_of(path)[1] if path.exists() and brief is brief_of(path) else make(brief, library)


def reviewed(document: Document, brief: Brief) -> list[Finding]:
    """The findings of all rules."""
    return list(check(document, Settings(), brief=brief).findings)


def written(draft: Draft, kind: str, folder: Path) -> Document:
    """A draft on file, read back."""
    path = folder / f"稿.{kind}"
    if kind in ("docx", "podium"):
        path = path.with_suffix(".docx")
        path.write_bytes(to_docx(draft, load_layout("podium" if kind == "podium" else "print")))
    else:
        path.write_text(to_text(draft) if kind == "txt" else to_markdown(draft), encoding="utf-8")
    return read_document(path)


def announced(finding: Finding, brief: Brief, draft: Draft) -> bool:
    """Whether drafting told of it: a gap, a dated formulation in a note, or a promise in the brief's own words."""
    if finding.rule == "gap-left":
        return finding.text.startswith("【待补") and bool(draft.gaps)
    if finding.rule.startswith("formulation-"):
        return any(finding.text in note for note in draft.notes)
    return finding.rule == "policy" and finding.text in Path(brief.file).read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["docx", "podium", "txt", "md"])
@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
def test_an_untouched_draft_raises_nothing(path: Path, kind: str, tmp_path: Path) -> None:
    """In every format, but for what drafting announced itself."""
    brief, draft = draft_of(path)
    findings = reviewed(written(draft, kind, tmp_path), brief)
    assert [finding for finding in findings if not announced(finding, brief, draft)] == []


# ------------------------------------------------------------------------------------------- numbers of Chinese characters
COUNTED = {"spelled": [["problems[0].evidence[0]", "九家", "竹片就卖出了山，", "笋罐头厂没有一个叫得"], ["tasks[1].what", "三百亩", "7月底前，首批", "场地平整，由城投"],
                       ["projects[0].next", "第二条", "恒步制鞋，装好", "流水线；"]]}


@pytest.mark.parametrize(("text", "rule", "said"), [
    ("四成竹材锯成竹片就卖出了山，九家笋罐头厂没有一个叫得响的牌子。", "", ""), ("四成竹材锯成竹片就卖出了山，9家笋罐头厂没有一个叫得响的牌子。", "", ""),
    ("四成竹材锯成竹片就卖出了山，七家笋罐头厂没有一个叫得响的牌子。", "figure-changed", "七家"), ("大家都知道，七家笋罐头厂没有一个叫得响的牌子。", "figure-changed", "七家"),
    ("7月底前，首批亩场地平整，由城投公司去办。", "figure-lost", "亩"), ("恒步制鞋，装好第三条流水线；别的再说。", "figure-changed", "第三条"),
    ("这里说的是另一件事，哪一家都没有提到。", "", ""),
])
def test_a_count_in_characters_is_found_again(text: str, rule: str, said: str) -> None:
    """What a draft remembers of 九家, 三百亩, 第二条 tells where another number stands, or none; the same in digits is the same."""
    document = text_document(text)
    found = check(replace(document, record=COUNTED), Settings(), only=("figure-changed", "figure-lost")).findings
    assert [(finding.rule, finding.text) for finding in found] == ([(rule, said)] if rule else [])


def test_a_text_is_held_against_the_draft_of_its_brief(tmp_path: Path) -> None:
    """A .txt remembers nothing, so the draft is made again; one that says little of it is another speech and is not."""
    brief, draft = draft_of(EXAMPLES[0])
    told = to_text(draft)
    span, paragraph = next((span, paragraph) for paragraph in draft.paragraphs for span in paragraph.spans
                           if span.kind == "figure" and told.count(paragraph.text[max(0, span.start - 8):span.end]) == 1 and span.start > 8)
    was = paragraph.text[span.start:span.end]
    now = was.translate(str.maketrans("123456789", "234567891"))
    path = tmp_path / "稿.txt"
    path.write_text(told.replace(paragraph.text[span.start - 8:span.end], paragraph.text[span.start - 8:span.start] + now), encoding="utf-8")
    assert [finding.text for finding in check(read_document(path), Settings(), brief=brief, only=("figure-changed",)).findings] == [now]
    path.write_text("\n".join(told.split("\n")[:4]), encoding="utf-8")
    assert "figure-changed" in dict(check(read_document(path), Settings(), brief=brief).idle)


def test_a_text_is_held_against_the_words_of_its_own_unit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The draft is made again with the folders that the brief's settings name; and not at all for rules that need no memory."""
    used = []
    monkeypatch.setattr(pipeline, "make_draft", lambda brief, library: used.append(library) or make(brief, library))
    (tmp_path / "own.yaml").write_text("blocks:\n- {id: own_end, move: CLO.END, text: 散会。}\n", encoding="utf-8")
    brief, draft = draft_of(EXAMPLES[0])
    brief = replace(brief, settings=replace(brief.settings, phrasebanks=(str(tmp_path),)))
    path = tmp_path / "稿.txt"
    path.write_text(to_text(draft), encoding="utf-8")
    document = read_document(path)
    check(document, Settings(), brief=brief, only=("punctuation", "percent-point"))
    assert used == []
    check(document, Settings(), brief=brief, only=("figure-changed",))
    assert ["own_end" in library.blocks for library in used] == [True]


# ------------------------------------------------------------------------------------------------------ one wrong key
def digits(draft: Draft) -> Iterator[tuple[str, str, int]]:
    """Every number of a draft's paragraphs with the words before it, and one digit of it changed: (old, new, how long the words are)."""
    chance = random.Random(draft.title)
    text = to_text(draft)
    for paragraph in draft.paragraphs:
        for span in paragraph.spans if paragraph.role != "title" else ():
            told = paragraph.text[span.start:span.end]
            places = [at for at, char in enumerate(told) if char.isdigit()]
            if not places or span.kind == "gap":
                continue
            at = chance.choice(places)
            other = chance.choice([digit for digit in "123456789" if digit != told[at]])
            before = paragraph.text[max(0, span.start - 10):span.start]
            if text.count(before + told) == 1:
                yield before + told, f"{before}{told[:at]}{other}{told[at + 1:]}", len(before)


def is_found(document: Document, findings: list[Finding], new: str, start: int, end: int, rules: set[str]) -> bool:
    """Whether a rule points into the characters ``[start, end)`` of what was typed."""
    lines = [words.text for words in (*document.paragraphs, *document.beside)]
    for finding in findings:
        typed = lines[finding.paragraph].find(new)
        if finding.rule in rules and typed >= 0 and finding.start < typed + end and finding.end > typed + start:
            return True
    return False


def test_one_wrong_digit_is_found_whatever_it_stands_in(tmp_path: Path) -> None:
    """A digit of every third number of the unseen drafts changed, plainly or tracked, in controls, tables and boxes, with bookmarks lost: 98 of 100
    are found at their place in a .docx."""
    missed, tried = [], 0
    for path in UNSEEN:
        brief, draft = draft_of(path)
        document = to_docx(draft, load_layout("print"))
        for number, (old, new, skip) in enumerate(list(digits(draft))[::3]):
            hand = HANDS[number % len(HANDS)]
            (tmp_path / "稿.docx").write_bytes(edited(document, old, new, hand))
            tried += 1
            read = read_document(tmp_path / "稿.docx")
            if not is_found(read, reviewed(read, brief), new, skip, len(new), FIGURES):
                missed.append((path.stem, hand, old, new))
    assert tried > 100
    assert len(missed) <= 0.02 * tried, missed


# ------------------------------------------------------------------------------------------- edits that an office made
@lru_cache
def base(name: str) -> tuple[Brief, Draft, bytes]:
    """A brief, its draft, and the draft as a .docx."""
    path = next(path for path in (*UNSEEN, *EXAMPLES, *OF_EDITS) if path.stem == name)
    brief, draft = draft_of(path)
    return brief, draft, to_docx(draft, load_layout("print"))


def after(edits: Sequence[Mapping[str, str]], name: str, hand: str, folder: Path) -> Document:
    """The draft with some edits of an office, made by hand in the .docx or in the text."""
    _, draft, document = base(name)
    if hand == "txt":
        path, text = folder / "稿.txt", to_text(draft)
        for item in edits:
            text = text.replace(item["old"], item["new"])
        path.write_text(text, encoding="utf-8")
    else:
        path = folder / "稿.docx"
        for item in edits:
            document = edited(document, item["old"], item["new"], hand)
        path.write_bytes(document)
    return read_document(path)


def sittings(edits: Sequence[Mapping[str, str]], name: str, most: int) -> Iterator[list[Mapping[str, str]]]:
    """The edits in lots as a person makes them at one sitting: each in a paragraph of its own, at most so many."""
    text = to_text(base(name)[1]).split("\n")
    left = list(edits)
    while left:
        taken: dict[int, Mapping[str, str]] = {}
        for item in left:
            at = next(at for at, line in enumerate(text) if item["old"] in line)
            if at not in taken and len(taken) < most:
                taken[at] = item
        left = [item for item in left if item not in taken.values()]
        yield list(taken.values())


@lru_cache
def known(name: str) -> set[tuple[str, str]]:
    """What the draft raises by itself."""
    brief, draft, _ = base(name)
    return {(finding.rule, finding.text) for finding in reviewed(read_text(to_text(draft).encode("utf-8")), brief)}


@pytest.mark.parametrize("lot", range(_LOTS))
def test_what_an_office_breaks_is_found_and_what_it_rightly_does_left_alone(lot: int, tmp_path: Path) -> None:
    """Edits of people who did not know the rules, in a .docx by one of seven kinds of editing or as text: of the faults 95 of 100 are found at their place,
    of the sentences that were rightly written for a draft at most two in a hundred are questioned; before that nothing but words of the brief was."""
    missed, tried = [], 0
    for edits in EDITS[lot::_LOTS]:
        brief, *_ = base(edits["brief"])
        given = Path(brief.file).read_text(encoding="utf-8")
        assert {told for told in known(edits["brief"]) if told[1] not in given and not told[1].startswith("【待补")} == set()
        assert questioned(edits, tmp_path) == []
        tried += len(edits["faults"])
        missed += unnoticed(edits, tmp_path)
    assert tried > 150
    assert len(missed) <= 0.05 * tried, "\n".join(map(str, missed))


def unnoticed(edits: Mapping[str, Any], folder: Path) -> list[tuple[str, ...]]:
    """The faults of a draft that are not found where they are."""
    missed = []
    brief, *_ = base(edits["brief"])
    for number, faults in enumerate(sittings(edits["faults"], edits["brief"], 20), EDITS.index(edits)):
        kinds = {fault["rule"] for fault in faults}
        hand = ("txt", *HANDS)[number % (len(HANDS) + 1)]
        if hand == "txt" and "figure-lost" in kinds or hand in ("box", "table") and "numbering" in kinds:
            hand = "plain"                       # a text has no record of its numbers; what stands in a box is no point of the list around it
        document = after(faults, edits["brief"], hand, folder)
        findings = reviewed(document, brief)
        missed += [(edits["brief"], hand, fault["rule"], fault["new"]) for fault in faults if not noticed(document, findings, fault)]
    return missed


def questioned(edits: Mapping[str, Any], folder: Path) -> list[tuple[str, ...]]:
    """What is said of the rightful edits of a draft, where it is more than of two sentences in a hundred."""
    found, sentences = [], 0
    brief, *_ = base(edits["brief"])
    before = known(edits["brief"])
    for number, rights in enumerate(sittings(edits["clean"], edits["brief"], 10), EDITS.index(edits)):
        hand = ("txt", "plain", "control", "unmarked", "split")[number % 5]
        document = after(rights, edits["brief"], hand, folder)
        sentences += sum(max(1, sum(edit["new"].count(stop) for stop in "。！？")) for edit in rights)
        found += [(hand, finding.rule, finding.text, finding.message) for finding in reviewed(document, brief) if (finding.rule, finding.text) not in before]
    return found if len(found) > 0.02 * sentences else []


def noticed(document: Document, findings: list[Finding], fault: Mapping[str, str]) -> bool:
    """Whether a fault is found at its place; of a sentence that is said twice, at either."""
    rules, at = KIN.get(fault["rule"], {fault["rule"]}), fault["at"]
    line = next(line for line in fault["new"].split("\n") if at in line)
    again = fault["rule"] == "repetition" and any(at in finding.text or finding.text in at for finding in findings if finding.rule == "repetition")
    return again or is_found(document, findings, line, line.index(at), line.index(at) + len(at), rules)
