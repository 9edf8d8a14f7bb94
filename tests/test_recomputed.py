"""Every number of a draft computed a second time, from the brief as YAML alone with fractions, and compared digit by digit; what a draft says of
a number is the same in its text, its JSON, its ledger, its bookmarks and its comments."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from briefs import EXAMPLES, PRINT, SEED_BRIEFS, UNSEEN, draft_of
from openpyxl import load_workbook

from generator.frozen import replace
from generator.model import Draft, FigureUse
from generator.readers.record import remember
from generator.writers import ledger, workbook
from generator.writers.docx import to_docx
from generator.writers.json import as_dict

ENGLISH = {
    "名称": "label", "数值": "value", "单位": "unit", "目标": "target", "上年同期": "last", "其中": "part_of", "算式": "formula", "完成率": "completion",
    "同比": "yoy", "同比百分点": "yoy_pp", "占比": "share", "超额": "excess"}
SIZES = {"万": 10**4, "亿": 10**8}
BRIEFS = [*EXAMPLES, *UNSEEN, *SEED_BRIEFS]
PATHS = pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
VARIANTS = range(3)
# Texts that say a number in words, with the number that they say.
DOUBLED = {"翻一番": Fraction(2), "翻两番": Fraction(4)}
DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九十")}


class Oracle:
    """The figures of a brief, read and computed without a line of the package."""

    def __init__(self, path: Path) -> None:
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        raw = data.get("figures") or data.get("数据") or {}
        self.figures = {key: {ENGLISH.get(name, name): value for name, value in item.items()} if isinstance(item, dict) else _one_line(item)
                        for key, item in raw.items()}

    def size(self, name: str) -> int:
        """What 万 and 亿 before the unit multiply by."""
        unit, size = str(self.figures[name].get("unit") or ""), 1
        while unit[:1] in SIZES:
            size, unit = size * SIZES[unit[0]], unit[1:]
        return size

    def number(self, name: str, what: str) -> Fraction | None:
        """A raw number of a figure in its own unit; a value by its formula where that is all there is."""
        told = self.figures[name].get(what)
        if told not in (None, ""):
            return _fraction(str(told))
        if what == "value" and self.figures[name].get("formula"):
            return self._formula(name)
        return None

    def _formula(self, name: str) -> Fraction:
        figure = self.figures[name]
        words = re.findall(r"[A-Za-z_\u3400-\u9fff][\w\u3400-\u9fff]*|\d+|[-+*/()×÷−]", str(figure["formula"]))
        code = "".join({"×": "*", "÷": "/", "−": "-"}.get(word, word if re.fullmatch(r"[-+*/()]", word) else f"F({word})" if word.isdigit() else f"N[{word!r}]")
                       for word in words)
        inputs = {word: (self.number(word, "value") or Fraction(0)) * self.size(word) for word in words if word in self.figures}
        found: Fraction = eval(code, {"__builtins__": {}, "F": Fraction, "N": inputs})        # a formula of a brief in this repository
        return found * 100 if figure.get("unit") == "%" else found / self.size(name)

    def expected(self, ref: str) -> Fraction | None:
        """What a ref stands for, unrounded; None where the brief states it itself."""
        name, _, what = ref.rpartition(".")
        value, target, last = (self.number(name, key) for key in ("value", "target", "last"))
        if what in ("value", "target", "last"):
            return self.number(name, what)
        if self.figures[name].get(what) not in (None, ""):
            return None
        rank = self.figures[name].get("unit") == "名"
        if what == "share":
            whole = str(self.figures[name]["part_of"])
            return 100 * value * self.size(name) / (self.number(whole, "value") * self.size(whole))
        return {
            "completion": lambda: 100 * value / target, "excess": lambda: value - target, "yoy": lambda: 100 * (value - last) / last,
            "yoy_pp": lambda: value - last, "multiple": lambda: value / last, "ratio": lambda: value,
            "difference": lambda: (last - value if rank else value - (target if last is None else last)),
        }[what]()


def _one_line(text: str) -> dict[str, str]:
    found = re.match(r"\s*(-?[\d.,/]+)\s*(.*)", str(text))
    return {"value": found[1], "unit": found[2]} if found else {}


def _fraction(text: str) -> Fraction | None:
    told = text.strip().strip("%").replace(",", "")
    found = re.match(r"-?\d+(?:\.\d+)?(?:/\d+)?", told)
    scale = SIZES.get(told[found.end() : found.end() + 1], 1) if found else 1
    return Fraction(found[0]) * scale if found and not re.search(r"[~～\[]", told) else None


def rounded(value: Fraction, places: int) -> str:
    """Half away from zero, as it is printed."""
    scaled = Decimal(abs(value).numerator * 10**places) / Decimal(abs(value).denominator)
    return f"{scaled.quantize(Decimal(1), ROUND_HALF_UP).scaleb(-places):f}"


def in_words(text: str) -> Fraction | None:
    """The number that a text says without digits: 翻一番, 三分之二; None for any other."""
    found = re.fullmatch("([一二三四五六七八九十])分之([一二三四五六七八九十])", text)
    return Fraction(DIGITS[found[2]], DIGITS[found[1]]) if found else DOUBLED.get(text)


def wrong(use: FigureUse, oracle: Oracle) -> str | None:
    """What is wrong with a printed figure; None where its digits are right."""
    expected = oracle.expected(use.ref)
    told = in_words(use.text)
    digits = re.match(r"-?\d+(?:\.\d+)?", use.text)
    if expected is None or re.search(r"[～]", use.text):
        return None
    if told is not None:
        return None if told in (expected, expected / 100) else f"{use.ref} {use.text} ≠ {expected}"
    if digits is None:
        return f"{use.ref} {use.text} has no digits"
    scale = SIZES.get(use.text[digits.end() : digits.end() + 1], 1) if not use.unit.startswith(("万", "亿")) else 1
    places = len(digits[0].partition(".")[2])
    exact = rounded(expected / scale, places)
    return None if digits[0].lstrip("-") == exact else f"{use.ref} {use.text} ≠ {exact}"


def stated(use: FigureUse, oracle: Oracle) -> bool:
    """Whether the brief says this very number itself."""
    name, _, what = use.ref.rpartition(".")
    return oracle.figures[name].get(what) not in (None, "")


@PATHS
def test_every_figure_is_right_a_second_time(path: Path) -> None:
    """In three variants: each printed figure has the digits that fractions give, each computed one tells its formula, each stated one none."""
    oracle = Oracle(path)
    for variant in VARIANTS:
        draft = draft_of(path, variant)[1]
        assert [found for use in draft.figures if (found := wrong(use, oracle))] == []
        assert [use.ref for use in draft.figures if (use.formula is None) != stated(use, oracle) and not use.ref.endswith((".value", ".ratio"))] == []


@PATHS
def test_one_number_is_said_in_one_way(path: Path) -> None:
    """Wherever a figure occurs it has the same digits and unit; only a whole multiple may be 翻番 in one place and 倍 in another."""
    for variant in VARIANTS:
        said: dict[str, set[str]] = {}
        for use in draft_of(path, variant)[1].figures:
            said.setdefault(use.ref, set()).add(use.text)
        assert [(ref, texts) for ref, texts in said.items() if len(texts) > 1 and not texts & set(DOUBLED)] == []


def test_the_second_computation_sees_a_wrong_digit() -> None:
    """A figure with one digit changed is found: the oracle can fail."""
    path = EXAMPLES[0]
    oracle, draft = Oracle(path), draft_of(path)[1]
    changed = [replace(use, text=re.sub(r"\d(?=\D*$)", lambda last: str((int(last[0]) + 1) % 10), use.text))
               for use in draft.figures if re.search(r"\d", use.text) and oracle.expected(use.ref) is not None]
    assert len(changed) > 5 and all(wrong(use, oracle) for use in changed)


# -------------------------------------------------------------------------------------------- one number, said in five places
def places(draft: Draft) -> list[tuple[str, int]]:
    """Every place of the text where a figure stands, with its paragraph."""
    return [(paragraph.text[span.start : span.end], at) for at, paragraph in enumerate(draft.paragraphs, 1) for span in paragraph.spans if span.kind == "figure"]


@PATHS
def test_text_json_ledger_bookmarks_and_comments_agree(path: Path) -> None:
    """The same numbers at the same places with the same refs, values, formulas and lines."""
    draft = draft_of(path)[1]
    told = json.loads(json.dumps(as_dict(draft), ensure_ascii=False))
    by_json = [(paragraph["text"][span["start"] : span["end"]], span["ref"]) for paragraph in told["paragraphs"] for span in paragraph["spans"] if span["kind"] == "figure"]
    uses = {(row["ref"], row["text"]): row for row in told["figures"]}
    assert {(ref, text) for text, ref in by_json} == set(uses)
    assert [text for text, _ in by_json] == [text for text, _ in places(draft)]

    rows = [row for row in ledger.rows(draft) if row.value or row.formula]
    assert [(row.text, row.paragraph) for row in rows] == places(draft)
    for row, (text, ref) in zip(rows, by_json, strict=True):
        use = uses[ref, text]
        assert (row.label, row.value, row.unit, row.formula, row.source) == (use["label"], use["value"], use["unit"], use["formula"] or "", use["source"])
        assert row.paragraph - 1 in use["paragraphs"]

    sheet = load_workbook(BytesIO(workbook.to_xlsx(draft))).worksheets[0]
    table = list(csv.reader(io.StringIO(ledger.to_csv(draft).decode("utf-8-sig"))))
    assert [str(row[1].value) for row in list(sheet.rows)[1:]] == [row[1].lstrip("'") for row in table[1:-1]]

    with zipfile.ZipFile(BytesIO(to_docx(draft, PRINT, annotate=True))) as package:
        body, comments = package.read("word/document.xml").decode(), package.read("word/comments.xml").decode()
        record = remember(package.read("docProps/custom.xml"))
    held = {name: (ref, text) for name, (ref, text, *_around) in record["figures"].items()}
    assert [held[name] for name in re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', body)] == [(ref, text) for text, ref in by_json]
    notes = [unescape(re.sub("<[^>]+>", "", note)) for note in re.findall(r"<w:comment .*?</w:comment>", comments, re.DOTALL)]
    figure_notes = [note for note in notes if not note.startswith("待补")]
    for (text, ref), use in ((pair, uses[pair[1], pair[0]]) for pair in by_json):
        line = use["source"].rpartition(":")[2]
        assert any(use["label"] in note and (use["formula"] is None or "算式" in note) and f":{line}" in note for note in figure_notes), (text, ref)
