"""nigao update: the numbers of a changed brief in a draft that people have edited, and not a word of theirs touched."""
from __future__ import annotations

import contextlib
import json
import random
import re
import shutil
import subprocess
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from briefs import EDITS as OF_OFFICES
from briefs import EXAMPLES, LIBRARY, PRINT, UNSEEN, brief, draft_of
from click.testing import Result
from hands import HANDS, edited
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cli_calls import call
from generator.brief import load_brief
from generator.checkup import check
from generator.errors import BriefError
from generator.model import Brief, Edit, Finding, Settings
from generator.pipeline import make_draft
from generator.readers.anchors import anchors
from generator.readers.body import Bookmark, W, Words, trace_body
from generator.readers.document import Document, read_document
from generator.update import Update, update
from generator.writers import recognise
from generator.writers.docx import to_docx
from generator.writers.docx.annotate import annotated
from generator.writers.docx.body import note
from generator.writers.docx.revise import revised

EDITS = {item["brief"]: item for item in OF_OFFICES}
EDITED = [path for path in UNSEEN if path.stem in EDITS]
VALUE = re.compile(r"(?<=数值: )\d+(?:\.\d+)?(?=[,}])|(?<=value: )\d+(?:\.\d+)?(?=[,}])")
RETYPED = "有人在稿子里改过"


@lru_cache
def changed(path: Path, seed: int) -> Brief:
    """The brief with five of its figures changed, as far as it holds together."""
    chance = random.Random(f"{path.stem}{seed}")
    text = path.read_text(encoding="utf-8")
    spots = list(VALUE.finditer(text))
    chance.shuffle(spots)
    done = 0
    for spot in spots:
        places = len(spot[0].partition(".")[2])
        new = f"{float(spot[0]) * chance.choice((0.8, 0.93, 1.04, 1.13, 1.3)):.{places}f}"
        tried = text[:spot.start()] + new + text[spot.end():]
        if new != spot[0] and len(new) == len(spot[0]) and done < 5:
            try:
                load_brief(path.name, data=tried.encode("utf-8"))
            except BriefError:
                continue
            text, done = tried, done + 1
    assert done >= 2
    return load_brief(path.name, data=text.encode("utf-8"))


@lru_cache
def printed(path: Path) -> bytes:
    """The brief's draft as a .docx."""
    return to_docx(draft_of(path)[1], PRINT)


def updated(content: bytes, facts: Brief, folder: Path, *, track: bool = False) -> tuple[Update, bytes]:
    """The update of a .docx, and the new file."""
    (folder / "稿.docx").write_bytes(content)
    made = update(read_document(folder / "稿.docx"), facts)
    return made, revised(content, made.revision.edits, made.record, track=track)


def run(*arguments: str, cwd: Path) -> Result:
    """One command line in a folder."""
    with contextlib.chdir(cwd):
        return call(*arguments)


def read(content: bytes, folder: Path) -> Document:
    """A .docx read back."""
    (folder / "读.docx").write_bytes(content)
    return read_document(folder / "读.docx")


def texts(document: Document) -> list[str]:
    """The words of each paragraph."""
    return [words.text for words in document.paragraphs]


def looks(content: bytes, edits: tuple[Edit, ...], *, new: bool) -> list[list[tuple[str, str]]]:
    """Every character of every paragraph with the properties of its run, but for what was edited."""
    root = etree.fromstring(ZipFile(BytesIO(content)).read("word/document.xml"))
    found = []
    for at, item in enumerate(trace_body(root)):
        characters = []
        for piece in item.pieces:
            properties = piece.run.find(f"{W}rPr") if piece.run is not None else None
            shown = etree.tostring(properties, method="c14n").decode() if properties is not None else ""
            characters += [(char, shown) for char in item.words.text[piece.start:piece.end]]
        by = 0
        for edit in (edit for edit in edits if edit.paragraph == at):
            start = edit.start + (by if new else 0)
            length = len(edit.new) if new else edit.end - edit.start
            by += len(edit.new) - (edit.end - edit.start)
            characters[start:start + length] = [("", "")] * length
        found.append([pair for pair in characters if pair[0]])
    return found


# --------------------------------------------------------------------------------------------------- properties
@pytest.mark.parametrize("path", [*UNSEEN, *EXAMPLES], ids=lambda path: path.stem)
def test_with_the_same_brief_nothing_changes(path: Path, tmp_path: Path) -> None:
    """update(draft(b), b) asks for nothing, in either layout of the page, and leaves nothing to a person."""
    made, _ = updated(printed(path), draft_of(path)[0], tmp_path)
    assert (made.revision.changed, made.revision.left, made.revision.fresh, made.revision.gone) == ((), (), (), ())
    assert made.record == made.document.record


@pytest.mark.parametrize(("path", "seed"), [*((path, 2) for path in UNSEEN), *((path, 1) for path in EXAMPLES)], ids=lambda item: getattr(item, "stem", ""))
def test_numbers_are_those_of_a_new_draft(path: Path, seed: int, tmp_path: Path) -> None:
    """update(draft(b), b') prints what draft(b') prints of every figure, where a sentence did not have to be left; a second update finds nothing to
    do; a draft that nobody edited is again one that nobody edited; the check finds no wrong number in what was changed."""
    own = draft_of(path)[1]
    facts = changed(path, seed)
    new = make_draft(facts, LIBRARY, skeleton=own.skeleton, variant=own.variant)
    made, content = updated(printed(path), facts, tmp_path)
    document = read(content, tmp_path)
    assert texts(document) == list(made.lines)
    assert made.revision.changed
    left = {item.ref.rpartition(".")[0] for item in made.revision.left}
    prints: dict[str, set[str]] = {}
    for use in new.figures:
        prints.setdefault(use.ref, set()).add(use.text)
    found = anchors(document)
    assert {anchor.state for anchor in found} == {"same"}
    wrong = [(anchor.ref, anchor.now) for anchor in found
             if anchor.ref in prints and anchor.now not in prints[anchor.ref] and anchor.ref.rpartition(".")[0] not in left]
    assert wrong == []
    assert update(document, facts).revision.changed == ()
    assert recognise.state(tmp_path / "读.docx") == "ours"
    told = list(check(document, Settings(), brief=facts, only=["figure-changed", "figure-arithmetic", "percent-point", "figure-lost"]).findings)
    assert left or told == []


@pytest.mark.parametrize("track", [False, True], ids=["plain", "tracked"])
@pytest.mark.parametrize("path", EDITED, ids=lambda path: path.stem)
def test_what_people_wrote_stays(path: Path, track: bool, tmp_path: Path) -> None:
    """A draft that an office rewrote, reordered, put into tables, boxes and controls, with one figure retyped: every figure that should change does,
    what was typed stays word by word in its own looks, the retyped one is told with both values, a second update changes nothing."""
    facts = changed(path, 1)
    content = printed(path)
    for number, edit in enumerate(EDITS[path.stem]["clean"]):
        content = edited(content, edit["old"], edit["new"], HANDS[number % len(HANDS)])
    content = reordered(content)
    made, _ = updated(content, facts, tmp_path)
    victim = next(change for change in made.revision.changed if change.key and re.match(r"\d", change.old))
    line = made.document.paragraphs[victim.paragraph].text
    around = line[max(0, victim.start - 8):victim.start]
    content = edited(content, f"{around}{victim.old}", f"{around}9{victim.old}", "plain")
    before = read(content, tmp_path)
    made, after = updated(content, facts, tmp_path, track=track)
    document = read(after, tmp_path)
    assert texts(document) == list(made.lines)
    assert any(left.ref == victim.ref and left.now == f"9{victim.old}" and left.new == victim.new and left.why == RETYPED for left in made.revision.left)
    new = make_draft(facts, LIBRARY, skeleton=draft_of(path)[1].skeleton)
    prints: dict[str, set[str]] = {}
    for use in new.figures:
        prints.setdefault(use.ref, set()).add(use.text)
    whose = {left.ref.rpartition(".")[0] for left in made.revision.left}
    stale = [(anchor.ref, anchor.now) for anchor in anchors(document) if anchor.ref in prints and anchor.state == "same"
             and anchor.printed not in prints[anchor.ref] and anchor.ref.rpartition(".")[0] not in whose]
    assert stale == []
    kept = list(made.revision.changed)
    turned = {edit for change in kept for edit in change.turned}
    assert all(texts(before)[edit.paragraph][edit.start:edit.end] in {change.old for change in kept} or edit in turned for edit in made.revision.edits)
    left = {item.ref for item in made.revision.left}
    fresh = update(document, facts).revision
    assert fresh.changed == ()
    assert {item.ref for item in fresh.left} <= left
    own = made.revision.edits
    assert looks(content, own, new=False) == looks(after, own, new=True)
    assert recognise.state(tmp_path / "读.docx") == "edited"


def reordered(content: bytes) -> bytes:
    """The document with its sixth and its tenth paragraph in each other's place."""
    files = {name: ZipFile(BytesIO(content)).read(name) for name in ZipFile(BytesIO(content)).namelist()}
    root = etree.fromstring(files["word/document.xml"])
    paragraphs = root.find(f"{W}body").findall(f"{W}p")
    one, two = paragraphs[7], paragraphs[11]
    mark = etree.Element("mark")
    one.addprevious(mark)
    two.addprevious(one)
    mark.addprevious(two)
    mark.getparent().remove(mark)
    files["word/document.xml"] = etree.tostring(root)
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        for name, part in files.items():
            package.writestr(name, part)
    return stream.getvalue()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_file_that_libreoffice_saved_is_updated(tmp_path: Path) -> None:
    """All figures of a draft saved by LibreOffice change as they do in the draft itself, and LibreOffice reads the new words."""
    path, facts = EDITED[0], changed(EDITED[0], 1)
    expected, _ = updated(printed(path), facts, tmp_path)
    (tmp_path / "存.docx").write_bytes(printed(path))
    office(tmp_path, "docx", "存.docx", "saved")
    made, content = updated((tmp_path / "saved" / "存.docx").read_bytes(), facts, tmp_path)
    assert [(change.ref, change.old, change.new) for change in made.revision.changed] == [(change.ref, change.old, change.new) for change in expected.revision.changed]
    (tmp_path / "新.docx").write_bytes(content)
    office(tmp_path, "txt:Text (encoded):UTF8", "新.docx", ".")
    assert [line for line in (tmp_path / "新.txt").read_text(encoding="utf-8-sig").splitlines() if line] == [line for line in expected.lines if line]


def office(folder: Path, kind: str, name: str, out: str) -> None:
    """A file converted by LibreOffice."""
    subprocess.run(["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", kind, "--outdir", str(folder / out),
                    str(folder / name)], check=True, capture_output=True, timeout=120)


# ----------------------------------------------------------------------------------- what words beside a number do
def document(text: str, **more: Any) -> Document:
    """A document of ours: each ``{ref|printed|value}`` is a figure of the draft in its bookmark, ``{ref|printed|value|now}`` one that a person
    retyped; lines are paragraphs."""
    figures: dict[str, list[str]] = {}
    paragraphs = []
    for line in text.split("\n"):
        said, marks = "", []
        for piece in re.split(r"(\{[^}]*\})", line):
            if not piece.startswith("{"):
                said += piece
                continue
            ref, told, value, *now = piece[1:-1].split("|")
            name = f"n{len(figures) + 1}"
            figures[name] = [ref, told, said[-10:], "", value]
            marks.append(Bookmark(name, len(said), len(said) + len(now[0] if now else told)))
            said += now[0] if now else told
        paragraphs.append(Words(said, bookmarks=tuple(marks)))
    return Document("稿.docx", "docx", tuple(paragraphs), record={"figures": figures, "text": "x", **more})


UP = "figures:\n  a: {label: 到位资金, value: 12, unit: 亿元, last: 10}\n"
DOWN = "figures:\n  a: {label: 到位资金, value: 8, unit: 亿元, last: 10}\n"
FLAT = "figures:\n  a: {label: 到位资金, value: 10, unit: 亿元, last: 10}\n"
OVER = "figures:\n  a: {label: 签约项目, value: 24, unit: 个, target: 20}\n"
UNDER = "figures:\n  a: {label: 签约项目, value: 15, unit: 个, target: 20}\n"
RATE = "figures:\n  a: {label: 到位率, value: 61, unit: '%', last: 65}\n"
CASES = [
    ("增长变下降", DOWN, "到位资金{a.value|12亿元|12}，同比增长{a.yoy|20.0%|20.0}。", "到位资金8亿元，同比下降20.0%。"),
    ("下降变增长", UP, "到位资金{a.value|8亿元|8}，比上年同期下降{a.yoy|20.0%|-20.0}。", "到位资金12亿元，比上年同期增长20.0%。"),
    ("降低变增长", UP, "到位资金{a.value|8亿元|8}，同比降低了{a.yoy|20.0%|-20.0}。", "到位资金12亿元，同比增长了20.0%。"),
    ("低变高", UP, "到位资金{a.value|8亿元|8}，比上年低{a.yoy|20.0%|-20.0}。", "到位资金12亿元，比上年高20.0%。"),
    ("增幅变降幅", DOWN, "到位资金{a.value|12亿元|12}，增幅{a.yoy|20.0%|20.0}。", "到位资金8亿元，降幅20.0%。"),
    ("多变少", DOWN, "到位资金{a.value|12亿元|12}，比上年同期多{a.difference|2亿元|2}。", "到位资金8亿元，比上年同期少2亿元。"),
    ("净增变净减", DOWN, "到位资金{a.value|12亿元|12}，同比净增{a.difference|2亿元|2}。", "到位资金8亿元，同比净减2亿元。"),
    ("提高变下降", RATE, "到位率{a.value|70%|70}，同比提高{a.yoy_pp|5.0个百分点|5.0}。", "到位率61%，同比下降4.0个百分点。"),
    ("同样大小、方向反了", DOWN, "到位资金同比增长{a.yoy|20.0%|20.0}。", "到位资金同比下降20.0%。"),
    ("比计划多变比计划少", UNDER, "签约项目{a.value|24个|24}，比计划多{a.excess|4个|4}。", "签约项目15个，比计划少5个。"),
    ("离计划还差变超出计划", OVER, "签约项目{a.value|15个|15}，离计划还差{a.excess|5个|-5}。", "签约项目24个，超出计划4个。"),
    ("只完成", OVER, "签约项目{a.value|15个|15}，只完成计划的{a.completion|75.0%|75.0}。", "签约项目24个，完成计划的120.0%。"),
    ("仅占仍差着", UNDER, "签约项目{a.value|12个|12}，仅完成计划的{a.completion|60.0%|60.0}。", "签约项目15个，仅完成计划的75.0%。"),
    ("没有方向词", UNDER, "签约项目{a.value|24个|24}，完成计划的{a.completion|120.0%|120.0}。", "签约项目15个，完成计划的75.0%。"),
    ("后面还有议论", DOWN, "到位资金同比增长{a.yoy|20.0%|20.0}，这一笔最提气。", "增减变了"),
    ("前面已有转折", UP, "开局虽难，到位资金仍下降{a.yoy|20.0%|-20.0}。", "增减变了"),
    ("持平", FLAT, "到位资金同比增长{a.yoy|20.0%|20.0}。", "增减变了"),
    ("没有可改的词", DOWN, "到位资金的增长率：{a.yoy|20.0%|20.0}。", "增减变了"),
    ("正好完成计划", UNDER, "签约项目{a.value|20个|20}，正好完成计划。", "“正好完成”不合现在的数"),
    ("刚刚过线", UNDER, "签约项目{a.value|21个|21}，完成计划的{a.completion|105.0%|105.0}，刚刚过线。", "“刚刚过线”不合现在的数"),
    ("超额完成", UNDER, "签约项目{a.value|24个|24}，超额完成计划。", "“超额完成”不合现在的数"),
    ("没有了的指标", "figures: {}\n", "到位资金{a.value|12亿元|12}。", "要点里没有这个指标了"),
    ("空着的指标", "figures:\n  a: {label: 到位资金, value: , unit: 亿元}\n", "到位资金{a.value|12亿元|12}。", "要点里这个数还空着"),
    ("算不出", "figures:\n  a: {label: 到位资金, value: 8, unit: 亿元}\n", "同比增长{a.yoy|20.0%|20.0}。", "照现在的要点算不出这个数"),
    ("有人改过", DOWN, "到位资金{a.value|12亿元|12|13亿元}。", RETYPED),
    ("有人改成了现在的数", DOWN, "到位资金{a.value|12亿元|12|8亿元}。", "到位资金8亿元。"),
    ("有人删了数", DOWN, "到位资金{a.value|12亿元|12|亿元}。", "稿子里删了这个数"),
    ("有人换了单位", DOWN, "到位资金{a.value|12亿元|12|120000万元}。", "稿子里换了说法"),
    ("翻番不成了", "figures:\n  a: {label: 到位资金, value: 3, unit: 倍, kind: multiple}\n", "到位资金{a.value|翻一番|2}。", "翻番的话说不成了"),
    ("复制了一句", DOWN, "全县到位资金{a.value|12亿元|12}。\n再说一遍，全县到位资金12亿元。", "全县到位资金8亿元。\n再说一遍，全县到位资金8亿元。"),
    ("别处同样的数", "figures:\n  a: {label: 到位资金, value: 8.04, unit: 亿元}\n", "到位资金{a.value|12.36亿元|12.36}。\n账户里有12.36亿元。", "可能是同一个数"),
    ("凑巧同样的小数", DOWN, "到位资金{a.value|12亿元|12}。\n有家企业卖了12亿元。", "到位资金8亿元。\n有家企业卖了12亿元。"),
    ("不是同一个数的一段", "figures:\n  a: {label: 项目, value: 6, unit: 个}\n", "引进项目{a.value|5个|5}。\n引进项目15个。", "引进项目6个。\n引进项目15个。"),
]


@pytest.mark.parametrize(("facts", "text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_words_beside_a_number(facts: str, text: str, expected: str) -> None:
    """Either the sentence as it reads afterwards, or why it is left to a person; nothing of it is changed then."""
    given = document(text)
    made = update(given, brief(facts))
    if "。" in expected:
        assert "\n".join(made.lines) == expected
        assert made.revision.left == ()
    else:
        found = [left for left in made.revision.left if left.why.startswith(expected)]
        assert found, made.revision
        assert all(made.lines[left.paragraph] == texts(given)[left.paragraph] for left in found)


APPROXIMATE = [
    ("figures:\n  a: {label: 到位资金, value: 15, unit: 亿元, approx: over}\n", "到位资金近{a.value|12亿元|12}。", "到位资金超过15亿元。"),
    ("figures:\n  a: {label: 到位资金, value: 15, unit: 亿元, approx: under}\n", "到位资金超过{a.value|12亿元|12}。", "到位资金近15亿元。"),
    ("figures:\n  a: {label: 到位资金, value: 15, unit: 亿元}\n", "到位资金约{a.value|12亿元|12}。", "到位资金15亿元。"),
    ("figures:\n  a: {label: 到位资金, value: 15, unit: 亿元, approx: about}\n", "到位资金{a.value|12亿元|12}。", "到位资金约15亿元。"),
    ("figures:\n  a: {label: 到位资金, value: 15, unit: 亿元, approx: over, role: goal}\n", "到位资金{a.value|12亿元|12}，靠大家。", "到位资金15亿元以上，靠大家。"),
    ("figures:\n  a: {label: 到位资金, value: 15, unit: 亿元}\n", "到位资金{a.value|12亿元|12}以上，靠大家。", "到位资金15亿元，靠大家。"),
]


@pytest.mark.parametrize(("facts", "text", "expected"), APPROXIMATE)
def test_how_exact_a_number_is(facts: str, text: str, expected: str) -> None:
    """约, 近, 超过 and 以上 follow the brief."""
    assert "\n".join(update(document(text), brief(facts)).lines) == expected


def test_a_persons_own_sum_that_no_longer_holds_is_told() -> None:
    """A number that a person worked out from a figure is not changed, and is named where the figure beside it changed."""
    made = update(document("到位资金{a.value|12亿元|12}，比上年的10亿元多2亿元。"), brief("figures:\n  a: {label: 到位资金, value: 15, unit: 亿元, last: 10}\n"))
    assert made.lines[0] == "到位资金15亿元，比上年的10亿元多2亿元。"
    assert [left.now for left in made.revision.left] == ["2亿元"]


def test_other_sentences_about_a_movement_that_turned_are_named() -> None:
    """A sentence elsewhere that says of the figure that it rose is left to a person; one that only names it is not."""
    made = update(document("到位资金同比增长{a.yoy|20.0%|20.0}。\n到位资金增长快，是好事。\n到位资金要盯住。"), brief(DOWN))
    assert [(left.paragraph, left.why[:6]) for left in made.revision.left] == [(1, "这句话说到“")]


def test_figures_that_are_new_or_gone_are_listed() -> None:
    """By the labels of the new and the ids of the old; a record without the list says neither."""
    facts = brief("figures:\n  a: {label: 到位资金, value: 8, unit: 亿元}\n  c: {label: 用工, value: 3, unit: 人}\n")
    made = update(document("到位资金{a.value|8亿元|8}。", known=["a", "b"]), facts)
    assert (made.revision.fresh, made.revision.gone) == (("用工",), ("b",))
    assert update(document("到位资金{a.value|8亿元|8}。"), facts).revision.fresh == ()


# --------------------------------------------------------------------------------------- facts and gaps of the brief
BEFORE = """figures:
  a: {label: 到位资金, value: , unit: 亿元}
projects:
- {name: 恒远铸件, investment: 2.6亿元, status: under_construction, progress: 两栋厂房封顶, by: 2026-09, owner: [县发改局], next: 抓紧设备进场}
- {name: 竹木门窗, investment: 8200万元, status: under_construction, progress: 主体完工, by: 2026-10, owner: [县林业局], next: 抓紧设备进场}
goals:
- {text: 签约项目120个, figures: []}
tasks:
- {what: 完成剩余征收, owner: [县自然资源局], by: 2026-08}
"""


def test_facts_are_known_by_the_names_of_their_items(tmp_path: Path) -> None:
    """Amounts, dates and deadlines of items that changed their place in the list; an item that is gone is left, one that only has another name is
    not; a gap that is filled is black on white, without its comment, and with the name of its figure where nothing else says it."""
    own = brief(BEFORE)
    draft = make_draft(own, LIBRARY, skeleton="mobilisation_rally")
    after = BEFORE.replace("value: ,", "value: 8.6,").replace("2.6亿元", "3.1亿元").replace("by: 2026-09", "by: 2026-11").replace("120个", "130个").replace("2026-08", "2026-07")
    lines = after.splitlines(keepends=True)
    first = next(at for at, line in enumerate(lines) if "恒远铸件" in line)
    lines[first:first + 2] = lines[first:first + 2][::-1]
    content = to_docx(draft, PRINT)
    made, new = updated(content, brief("".join(lines)), tmp_path)
    said = "\n".join(made.lines)
    assert made.revision.left == ()
    for old, now in (("2.6亿元", "3.1亿元"), ("9月底前", "11月底前"), ("签约项目120个", "签约项目130个"), ("8月底前", "7月底前")):
        assert "\n".join(texts(made.document)).count(old) == said.count(now) > 0, (old, said)
    assert "8200万元" in said
    assert "到位资金8.6亿元" in said and "【待补" not in said
    document_xml = ZipFile(BytesIO(new)).read("word/document.xml").decode()
    assert "highlight" not in document_xml and "commentRange" not in document_xml and "commentReference" not in document_xml
    assert ZipFile(BytesIO(new)).read("word/comments.xml").decode().count("<w:comment ") == 0
    again = read(new, tmp_path)
    assert update(again, brief("".join(lines))).revision.changed == ()
    back = update(again, brief(after.replace("8.6", "9.9")))
    assert "到位资金9.9亿元" in "\n".join(back.lines)
    assert update(read(content, tmp_path), brief(BEFORE.replace("恒远铸件", "恒信铸件"))).revision.left == ()
    gone = update(read(content, tmp_path), brief(BEFORE.replace("恒远铸件", "恒信铸件").replace("2.6亿元", "2.9亿元")))
    assert {left.why for left in gone.revision.left if left.now == "2.6亿元"} == {"要点里找不到这一条了"}


# ------------------------------------------------------------------------------------------------------- the file
def test_tracked_changes_are_revisions_of_ours(tmp_path: Path) -> None:
    """With --track all old words are there as deletions, all new ones as insertions of 拟稿; rejecting all gives the document back."""
    path = EDITED[0]
    made, content = updated(printed(path), changed(path, 1), tmp_path, track=True)
    root = etree.fromstring(ZipFile(BytesIO(content)).read("word/document.xml"))
    marks = list(root.iter(f"{W}ins", f"{W}del"))
    assert {mark.get(f"{W}author") for mark in marks} == {"拟稿"}
    assert len({mark.get(f"{W}id") for mark in marks}) == len(marks) == sum(bool(edit.new) + (edit.end > edit.start) for edit in made.revision.edits)
    for mark in marks:
        if mark.tag == f"{W}ins":
            mark.getparent().remove(mark)
        else:
            for run in mark:
                mark.addprevious(run)
            mark.getparent().remove(mark)
    for text in root.iter(f"{W}delText"):
        text.tag = f"{W}t"
    assert [item.words.text for item in trace_body(root)] == texts(made.document)


@pytest.mark.parametrize("track", [False, True], ids=["plain", "tracked"])
def test_comments_of_ours_tell_of_the_new_number(track: bool, tmp_path: Path) -> None:
    """What --annotate says of a figure is what it would say in a new draft; all comments stay, those of people with their words."""
    path, facts = EDITED[0], changed(EDITED[0], 1)
    draft = draft_of(path)[1]
    content = to_docx(draft, PRINT, annotate=True)
    own = annotated(content, [Finding("甲", "info", 6, 0, 4, "", "领导的话")])
    made, new = updated(own, facts, tmp_path, track=track)
    said = ["".join(node.itertext()) for node in etree.fromstring(ZipFile(BytesIO(new)).read("word/comments.xml"))]
    before = ["".join(node.itertext()) for node in etree.fromstring(ZipFile(BytesIO(own)).read("word/comments.xml"))]
    fresh = make_draft(facts, LIBRARY, skeleton=draft.skeleton)
    expected = {note(use) for use in fresh.figures}
    assert len(said) == len(before) and any("领导的话" in text for text in said)
    told = [text for text, old in zip(said, before, strict=True) if text != old]
    assert told and set(told) <= expected
    assert {note(change.use) for change in made.revision.changed if change.use} <= set(said)


def test_the_other_rendering_of_a_box_changes_too(tmp_path: Path) -> None:
    """A text box that is stored twice, for new and old programs, says the new number in both."""
    path = EDITED[0]
    made, _ = updated(printed(path), changed(path, 1), tmp_path)
    change = next(change for change in made.revision.changed if len(change.old) > 3)
    line = made.document.paragraphs[change.paragraph].text
    around = line[max(0, change.start - 8):change.start]
    content = edited(printed(path), around + change.old, around + change.old, "box")
    files = {name: ZipFile(BytesIO(content)).read(name) for name in ZipFile(BytesIO(content)).namelist()}
    root = etree.fromstring(files["word/document.xml"])
    choice = next(node for node in root.iter() if str(node.tag).endswith("}Choice"))
    fallback = etree.SubElement(choice.getparent(), choice.tag.replace("Choice", "Fallback"))
    fallback.append(etree.fromstring(etree.tostring(next(choice.iter(f"{W}txbxContent")))))
    files["word/document.xml"] = etree.tostring(root)
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        for name, part in files.items():
            package.writestr(name, part)
    _, new = updated(stream.getvalue(), changed(path, 1), tmp_path)
    said = ["".join(node.itertext()) for node in etree.fromstring(ZipFile(BytesIO(new)).read("word/document.xml")).iter(f"{W}txbxContent")]
    assert len(said) == 2 and said[0] == said[1] and around + change.new in said[0]


@given(st.lists(st.tuples(st.text("甲乙1 ", min_size=1, max_size=4), st.booleans()), min_size=1, max_size=5), st.data())
def test_any_stretch_of_any_runs_takes_any_words(runs: list[tuple[str, bool]], data: st.DataObject) -> None:
    """However a paragraph is split into runs: the new words stand in the place of the old, plainly and as revisions, and the rest keeps its looks."""
    text = "".join(said for said, _ in runs)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = data.draw(st.text("丙2", min_size=int(start == end), max_size=3))
    body = "".join(f'<w:r>{"<w:rPr><w:b/></w:rPr>" if bold else ""}<w:t xml:space="preserve">{said}</w:t></w:r>' for said, bold in runs)
    xml = f'<w:document xmlns:w="{W[1:-1]}"><w:body><w:p>{body}</w:p></w:body></w:document>'
    custom = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        package.writestr("word/document.xml", xml)
        package.writestr("docProps/custom.xml", custom)
    edit = Edit(0, start, end, new)
    for track in (False, True):
        content = revised(stream.getvalue(), [edit], {}, track=track)
        root = etree.fromstring(ZipFile(BytesIO(content)).read("word/document.xml"))
        assert [item.words.text for item in trace_body(root)] == [text[:start] + new + text[end:]]
        assert looks(stream.getvalue(), (edit,), new=False) == looks(content, (edit,), new=True)


# ---------------------------------------------------------------------------------------------------- the command
def test_the_command_writes_a_new_file_and_tells(tmp_path: Path) -> None:
    """Beside the document by default, under a free name; the document keeps its bytes; what changed and what is left is listed with its line."""
    (tmp_path / "要点.yaml").write_text(f"year: 2026\nregion: {{level: county}}\noccasion: {{name: 项目推进会, kind: push}}\n{UP}", encoding="utf-8")
    assert run("draft", "要点.yaml", "-o", "稿.docx", cwd=tmp_path).exit_code == 0
    old = (tmp_path / "稿.docx").read_bytes()
    (tmp_path / "要点.yaml").write_text((tmp_path / "要点.yaml").read_text(encoding="utf-8").replace("value: 12", "value: 13"), encoding="utf-8")
    listed = run("update", "稿.docx", "--brief", "要点.yaml", "--dry-run", cwd=tmp_path)
    assert listed.exit_code == 0 and "要改" in listed.stdout and "12亿元 → 13亿元（到位资金，要点.yaml:5）" in listed.stdout
    assert sorted(item.name for item in tmp_path.iterdir()) == ["稿.docx", "要点.yaml"]
    assert run("update", "稿.docx", "--brief", "要点.yaml", cwd=tmp_path).exit_code == 0
    assert run("update", "稿.docx", "--brief", "要点.yaml", "--track", cwd=tmp_path).exit_code == 0
    assert sorted(item.name for item in tmp_path.glob("*.docx")) == ["稿-更新.docx", "稿-更新2.docx", "稿.docx"]
    assert (tmp_path / "稿.docx").read_bytes() == old
    told = run("update", "稿-更新.docx", "--brief", "要点.yaml", cwd=tmp_path)
    assert told.exit_code == 0 and "没有要改的数" in told.stdout and "已写出" not in told.stdout
    assert run("update", "稿-更新.docx", "--brief", "要点.yaml", "-o", "同.docx", cwd=tmp_path).exit_code == 0
    assert (tmp_path / "同.docx").read_bytes() == (tmp_path / "稿-更新.docx").read_bytes()


def test_json_has_the_shape_of_the_contract(tmp_path: Path) -> None:
    """changed and left, each with ref, old, new, paragraph, text; exit 1 where anything is left."""
    facts = f"year: 2026\nregion: {{level: county}}\noccasion: {{name: 项目推进会, kind: push}}\n{UP}"
    (tmp_path / "要点.yaml").write_text(facts, encoding="utf-8")
    run("draft", "要点.yaml", "-o", "稿.docx", cwd=tmp_path)
    (tmp_path / "要点.yaml").write_text(facts.replace("value: 12", "value: 9"), encoding="utf-8")
    (tmp_path / "稿.docx").write_bytes(edited((tmp_path / "稿.docx").read_bytes(), "12亿元", "12.5亿元", "plain"))
    told_call = run("update", "稿.docx", "--brief", "要点.yaml", "--json", "--dry-run", cwd=tmp_path)
    told = json.loads(told_call.stdout)
    assert told_call.exit_code == 1 and told["left"]
    for item in (*told["changed"], *told["left"]):
        assert {"ref", "old", "new", "paragraph", "text"} <= set(item)
    left = next(item for item in told["left"] if item["ref"] == "a.value")
    assert (left["old"], left["now"], left["new"]) == ("12亿元", "12.5亿元", "9亿元")


REFUSED = [
    (("update", "别人的.docx", "--brief", "要点.yaml"), 5, "不是拟稿写出的"),
    (("update", "稿.txt", "--brief", "要点.yaml"), 2, "只能更新 .docx"),
    (("update", "稿.docx"), 2, "--brief"),
    (("update", "没有.docx", "--brief", "要点.yaml"), 2, "没有"),
    (("update", "稿.docx", "--brief", "坏.yaml"), 3, "坏.yaml:2"),
    (("update", "坏.docx", "--brief", "要点.yaml"), 5, "坏.docx"),
    (("update", "稿.docx", "--brief", "要点.yaml", "-o", "稿.docx"), 6, "不改原稿"),
    (("update", "稿.docx", "--brief", "要点.yaml", "-o", "别人的.docx"), 6, "别人的.docx"),
    (("update", "稿.docx", "--brief", "要点.yaml", "-o", "没有/新.docx"), 2, "没有“没有”这个文件夹"),
]


@pytest.mark.parametrize(("arguments", "code", "words"), REFUSED, ids=[" ".join(case[0]) for case in REFUSED])
def test_what_cannot_be_done_is_said_and_nothing_is_touched(arguments: tuple[str, ...], code: int, words: str, tmp_path: Path) -> None:
    """Exit code, message, and every file as it was."""
    (tmp_path / "要点.yaml").write_text(f"year: 2026\nregion: {{level: county}}\noccasion: {{name: 项目推进会, kind: push}}\n{UP}", encoding="utf-8")
    run("draft", "要点.yaml", "-o", "稿.docx", cwd=tmp_path)
    (tmp_path / "要点.yaml").write_text((tmp_path / "要点.yaml").read_text(encoding="utf-8").replace("value: 12", "value: 13"), encoding="utf-8")
    (tmp_path / "稿.txt").write_text("各位同志：\n", encoding="utf-8")
    (tmp_path / "坏.yaml").write_text("年份: [\n", encoding="utf-8")
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    import docx

    docx.Document().save(str(tmp_path / "别人的.docx"))
    before = {item.name: item.read_bytes() for item in tmp_path.iterdir()}
    made = run(*arguments, cwd=tmp_path)
    assert made.exit_code == code and words in made.stderr, made.output
    assert {item.name: item.read_bytes() for item in tmp_path.iterdir()} == before


def test_a_number_typed_before_its_unit_is_told() -> None:
    """Where a person took the digits out and typed others before what was left of the figure, those are what stands there."""
    words = Words("到位资金增长近17%。", bookmarks=(Bookmark("n1", 9, 10),))
    record = {"figures": {"n1": ["a.yoy", "16.8%", "到位资金增长", "。", "16.8"]}}
    made = update(Document("稿.docx", "docx", (words,), record=record), brief(UP))
    assert [(left.now, left.new, left.why) for left in made.revision.left] == [("17%", "20.0%", RETYPED)]
