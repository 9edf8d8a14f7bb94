"""Runs shared with older speeches: found whatever the punctuation, in any encoding, across any cut, and never in what is nobody's wording."""
from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from briefs import PRINT, ROOT, SHARED, draft_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import checks
from generator.checks import overlap
from generator.checks.review import Review
from generator.frozen import replace
from generator.language.overlap import RUN, runs
from generator.model import Brief, Checking, Finding
from generator.readers import corpus
from generator.readers.body import Words
from generator.readers.document import Document, read_document
from generator.standards import Standards
from generator.writers.docx import to_docx
from generator.writers.text import to_text

KEPT = re.compile("[\u3400-\u9fff0-9A-Za-z]")
STANDARDS = Standards()
OLD = "把每一个项目的名字和责任人都贴在墙上"                     # 18 characters


def document(*paragraphs: str, name: str = "稿.docx") -> Document:
    """A document under a title and a salutation."""
    return Document(name, "docx", tuple(map(Words, ("在全县工作会议上的讲话", "同志们：", *paragraphs))))


def found(read: Document, folder: Path, brief: Brief | None = None, checking: Checking | None = None) -> list[Finding]:
    """What the rule finds in a document beside a folder."""
    return checks.check(Review(read, STANDARDS, brief, checking or Checking(), corpus=(folder,)), ["overlap"])


def told(findings: Iterable[Finding]) -> list[tuple[int, str, str]]:
    """Paragraph under the salutation (from 0), words and message of each finding that is no remark."""
    return [(finding.paragraph - 2, finding.text, finding.message) for finding in findings if finding.severity != "info"]


@pytest.mark.parametrize(("old", "new", "expected"), [
    (OLD, f"会后要{OLD}。", OLD),
    (f"前面的话。{OLD}。后面的话。", f"会后要{OLD}！", OLD),
    ("把每一个项目的名字，和责任人，都贴在墙上", f"会后要{OLD}。", OLD),
    (OLD, "会后要把每一个项目的 名字、和“责任人”都贴在墙上。", "把每一个项目的 名字、和“责任人”都贴在墙上"),
    (OLD[:13], f"会后要{OLD}。", OLD[:13]),
    (OLD[:12], f"会后要{OLD}。", ""),
    (f"{OLD[:7]}\n{OLD[7:]}", f"会后要{OLD}。", ""),
    (OLD, f"会后要{OLD[:7]}。\n{OLD[7:]}", ""),
    ("开工23个，投产8个，全年要到90个ABC", "看数：开工23个，投产8个，全年要到90个ABC。", "开工23个，投产8个，全年要到90个ABC"),
    (f"{OLD}让群众看", f"{OLD}，请群众看。", f"{OLD}"),
    ("㐀㿿䶵㐀㿿䶵㐀㿿䶵㐀㿿䶵㐀", "㐀㿿䶵㐀㿿䶵㐀。㿿䶵㐀㿿䶵㐀", "㐀㿿䶵㐀㿿䶵㐀。㿿䶵㐀㿿䶵㐀"),
    (f"カナ{OLD[:6]}カナ{OLD[6:]}Ω", f"会后要{OLD}。", OLD),
])
def test_a_run_is_told_as_it_stands_in_the_document(old: str, new: str, expected: str, tmp_path: Path) -> None:
    """Thirteen counted characters in a row are found, punctuation and spaces of either side aside; twelve are not, nor what paragraphs part."""
    (tmp_path / "去年.txt").write_text(old, encoding="utf-8")
    assert [words for _, words, _ in told(found(document(*new.split("\n")), tmp_path))] == [expected] * bool(expected)


@pytest.mark.parametrize(("name", "content", "place"), [
    ("去年.txt", f"第一行\n\n前面的话{OLD}\n".encode(), "第3行"),
    ("去年.md", f"# 标题\r\n\r\n- **{OLD}**\r\n".encode(), "第3行"),
    ("老稿.txt", f"第一行\r前面{OLD}\r".encode("gb18030"), "第2行"),
    ("带BOM.txt", f"\ufeff{OLD}".encode(), "第1行"),
])
def test_a_finding_names_file_place_and_length(name: str, content: bytes, place: str, tmp_path: Path) -> None:
    """The file by its path in the folder, the line as an editor counts it, the characters that are the same."""
    (tmp_path / "2025").mkdir()
    (tmp_path / "2025" / name).write_bytes(content)
    assert told(found(document(f"要{OLD}。"), tmp_path)) == [(0, OLD, f"和“2025/{name}”{place}有18个字一字不差")]


def test_an_older_docx_is_read_as_a_person_sees_it(tmp_path: Path) -> None:
    """A draft's own file as the older speech: words of a paragraph are found with that paragraph's number, deleted ones are not."""
    path = ROOT / "examples" / "临江县一季度汇报会.yaml"
    _, draft = draft_of(path)
    (tmp_path / "去年.docx").write_bytes(to_docx(draft, PRINT))
    at, words = next((at, words.text) for at, words in enumerate(read_document(tmp_path / "去年.docx").paragraphs) if len(words.text) > 60)
    sentence = words[:40]
    assert f"第{at + 1}段" in told(found(document(sentence), tmp_path))[0][2]


def test_the_longest_run_has_its_characters(tmp_path: Path) -> None:
    """Of runs over one another the longest is told whole, a shorter one with what it has besides; no character is told twice, none is left out."""
    text = "".join(chr(0x4E00 + at) for at in range(60))
    (tmp_path / "一.txt").write_text(text[:30], encoding="utf-8")
    (tmp_path / "三.txt").write_text(text[5:20], encoding="utf-8")
    (tmp_path / "二.txt").write_text(text[20:45], encoding="utf-8")
    (tmp_path / "四.txt").write_text(text[40:54], encoding="utf-8")
    assert told(found(document(text), tmp_path)) == [
        (0, text[:30], "和“一.txt”第1行有30个字一字不差"), (0, text[30:54], "和“二.txt”第1行有15个字一字不差")]


LAW = "中华人民共和国招标投标法实施条例"


@pytest.mark.parametrize(("same", "checking"), [
    (f"按照《{LAW}》", Checking()),
    ("云岭县食用菌全产业链示范园区", Checking(names=("云岭县食用菌全产业链示范园区",))),
    ("立足山区抓菌菇、跳出山区闯市场", Checking(formulations=("立足山区抓菌菇、跳出山区闯市场",))),
    ("认真学习党的二十届三中全会精神", Checking()),
    ("以习近平新时代中国特色社会主义思想为指导", Checking()),
])
def test_names_and_formulations_are_nobodys_wording(same: str, checking: Checking, tmp_path: Path) -> None:
    """What an official name holds, with a few words around it, is not copied; the same words and a clause of one's own are."""
    (tmp_path / "去年.txt").write_text(f"{same}{OLD}", encoding="utf-8")
    assert told(found(document(f"会上{same}办。"), tmp_path, checking=checking)) == []
    assert len(told(found(document(f"会上{same}，{OLD}。"), tmp_path, checking=checking))) == 1


def test_meetings_and_title_blocks_are_not_compared(tmp_path: Path) -> None:
    """Last year's title, salutation and the meeting's name are those of this year."""
    (tmp_path / "去年.txt").write_text("在全县一季度招商引资工作汇报会上的讲话\n今天召开全县一季度招商引资工作汇报会\n", encoding="utf-8")
    speech = Document("稿.txt", "txt", tuple(map(Words, ("在全县一季度招商引资工作汇报会上的讲话", "", "同志们：", "今天召开全县一季度招商引资工作汇报会。"))))
    assert found(speech, tmp_path) == []


def test_facts_of_the_brief_are_nobodys_wording(tmp_path: Path) -> None:
    """Drafts made from the seeds' briefs share their headings, lists and figures with the seeds, and nothing is told; a seed's own wording is."""
    seeds, briefs = SHARED / "seeds", SHARED / "design" / "briefs"
    if not seeds.is_dir():
        pytest.skip("the seeds' texts are not beside this checkout")
    for name in ("S0", "S3"):
        brief, draft = draft_of(briefs / f"{name}.yaml")
        (tmp_path / "稿.txt").write_text(to_text(draft), encoding="utf-8")
        assert found(read_document(tmp_path / "稿.txt"), seeds, brief) == []


# -------------------------------------------------------------------------------------------- the document itself
SPEECH = tuple(f"{first}先把手里的项目一个一个过一遍，再定谁去办、几号办完{last}。" for first, last in zip("甲乙丙丁戊己", "子丑寅卯辰巳", strict=True))
OTHERS = "\n".join("".join(chr(0x5000 + 30 * row + at) for at in range(26)) for row in range(6))       # a speech of the same length


@pytest.mark.parametrize(("name", "remarks"), [("稿.txt", 0), ("稿.md", 0), ("二稿.txt", 1)])
def test_the_document_is_not_its_own_source(name: str, remarks: int, tmp_path: Path) -> None:
    """A file with its sentences and its name is passed over, one of another name with a word about it; a file that only shares a part is compared."""
    (tmp_path / name).write_text("\n".join(SPEECH), encoding="utf-8")
    (tmp_path / "别的.txt").write_text(f"{SPEECH[0]}\n{OTHERS}", encoding="utf-8")
    findings = found(document(*SPEECH, name="稿.txt"), tmp_path)
    assert "和“别的.txt”第1行有25个字一字不差" in {message for _, _, message in told(findings)}
    assert all("别的.txt" in message for _, _, message in told(findings))
    assert [finding.message for finding in findings if finding.severity == "info"] == [f"旧稿里的“{name}”和这份稿子几乎句句相同，当作同一篇，没有比"] * remarks


def test_the_file_itself_is_known_by_its_path(tmp_path: Path) -> None:
    """However short it is and whatever it is called: the file that the document was read from is passed over without a word, another is not."""
    for name in ("稿.txt", "去年.txt"):
        (tmp_path / name).write_text(OLD, encoding="utf-8")
    speech = replace(document(OLD, name="别名.docx"), path=tmp_path / "稿.txt")
    assert told(found(speech, tmp_path)) == [(0, OLD, "和“去年.txt”第1行有18个字一字不差")]
    (tmp_path / "去年.txt").unlink()
    assert found(speech, tmp_path) == []


def test_another_speech_of_the_same_name_is_compared(tmp_path: Path) -> None:
    """讲话.txt of last year is no copy of this year's."""
    (tmp_path / "讲话.txt").write_text(f"{SPEECH[0]}\n{OTHERS}", encoding="utf-8")
    assert told(found(document(*SPEECH, name="讲话.txt"), tmp_path))


def test_a_short_text_that_is_copied_whole_is_told(tmp_path: Path) -> None:
    """One sentence says nothing of being the same speech."""
    (tmp_path / "去年.txt").write_text(OLD, encoding="utf-8")
    assert told(found(document(OLD), tmp_path))


# ------------------------------------------------------------------------------------------------ files of all kinds
def test_what_cannot_be_read_is_said_once(tmp_path: Path) -> None:
    """Broken, locked and old files are named in one remark at the beginning; what is no document is passed over; the rest is compared."""
    for name, content in (("乱码.txt", b"\xff\xfe\x81"), ("半截.txt", "一".encode() * 99 + b"\xff"), ("坏.docx", b"PK\x03\x04"), ("老.doc", b"\xd0\xcf"),
                          ("表.xlsx", b"x"), (".藏.txt", b"\xff"), ("~$稿.docx", b"x"), ("好.txt", OLD.encode())):
        (tmp_path / name).write_bytes(content)
    findings = found(document(OLD), tmp_path)
    assert [(item.severity, item.paragraph, item.start, item.end) for item in findings] == [("warning", 2, 0, 18), ("info", 0, 0, 0)]
    assert re.fullmatch("旧稿里的“.+”“.+”“.+”等4份读不了，没有比", findings[1].message)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    """Nothing compared is not nothing found."""
    assert [finding.message for finding in found(document(OLD), tmp_path / "没有")] == ["旧稿里的“没有”读不了，没有比"]


def test_a_file_is_read_once(tmp_path: Path) -> None:
    """However many ways lead to it."""
    (tmp_path / "去年.txt").write_text(OLD, encoding="utf-8")
    assert [source.name for source in corpus.sources([tmp_path, tmp_path, tmp_path / "去年.txt"])] == ["去年.txt"]


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]), st.integers(1, 9))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pieces_make_up_the_text(text: str, encoding: str, size: int) -> None:
    """Whatever the encoding and wherever a file is cut, its pieces are its text with one kind of line end."""
    plain = encoding == "gb18030" and _utf8_too(text.encode(encoding))
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(corpus, "_PIECE", max(size, len(text) * 5 + 9 if encoding == "gb18030" else size))
        path = Path(folder, "旧.txt")
        path.write_bytes(text.encode(encoding))
        (source,) = corpus.sources([path])
        read = b"".join(source.pieces).decode().removeprefix("\ufeff")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    assert plain or read in (lines, lines.removesuffix("\n"))


def _utf8_too(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not content.isascii()


@given(st.text(st.sampled_from("一㐀㿿䶵鿿9aZ，。、《》“”—…　 \n！ｚ９あ・é𠀀\t\0·")))
def test_condensing_keeps_what_counts(text: str) -> None:
    """The quick way over bytes keeps the characters that a regular expression would."""
    assert overlap.condensed(text.encode()) == "".join(re.findall("[\n\u3400-\u9fff0-9A-Za-z]", text))


# ---------------------------------------------------------------------------------------------------------- exactness
WORDS = st.text(st.sampled_from("甲乙丙，。"), max_size=40)
ROWS = st.lists(st.one_of(WORDS, st.integers(0, 30)), max_size=12)


def woven(rows: list[str | int], base: str) -> str:
    """Random words and stretches of a text that both sides draw on, in a row."""
    return "".join(row if isinstance(row, str) else base[row:row + 20] for row in rows)


def covered(findings: Iterable[Finding], read: Document) -> set[tuple[int, int]]:
    """(paragraph, offset) of every counted character that a finding spans; none is spanned twice."""
    places = [(item.paragraph, at) for item in findings for at in range(item.start, item.end) if KEPT.match(read.paragraphs[item.paragraph].text[at])]
    assert len(places) == len(set(places))
    return set(places)


def by_force(read: Document, texts: Iterable[str]) -> set[tuple[int, int]]:
    """The same, by looking for every thirteen characters in every line."""
    known = {run for text in texts for line in text.split("\n") for run in runs(line)}
    places = set()
    for paragraph, words in enumerate(read.paragraphs):
        kept = [at for at, character in enumerate(words.text) if KEPT.match(character)]
        for at, run in enumerate(runs(words.text)):
            places |= {(paragraph, kept[by]) for by in range(at, at + RUN)} if run in known else set()
    return places


@given(WORDS, st.lists(ROWS, min_size=1, max_size=4), st.lists(ROWS, min_size=1, max_size=3), st.sampled_from([1, 5, 64, 1 << 18]))
@settings(max_examples=200, deadline=None)
def test_what_is_covered_is_what_a_search_by_force_covers(base: str, paragraphs: list[list[str | int]], files: list[list[str | int]], size: int) -> None:
    """For any document and any corpus, read in pieces of any size, no shared run is missed and none is made up."""
    read = document(*(woven(rows, base) for rows in paragraphs))
    texts = [woven(rows, base).replace("。", "。\n") for rows in files]
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(corpus, "_PIECE", size)
        patch.setattr(overlap, "_FEWEST", 10 ** 6)              # no file is the document itself
        for number, text in enumerate(texts):
            Path(folder, f"{number}.txt").write_text(text, encoding="utf-8", newline="")
        assert covered(found(read, Path(folder)), read) == by_force(read, texts)


@given(st.integers(0, 300), st.integers(RUN, 200), st.integers(20, 90))
@settings(max_examples=60, deadline=None)
def test_a_run_across_any_cut_is_whole(before: int, length: int, size: int) -> None:
    """A text without line breaks is read in pieces; a run that crosses their borders is told in its full length."""
    run = "".join(chr(0x4E00 + at) for at in range(length))
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(corpus, "_PIECE", size)
        Path(folder, "旧.txt").write_text("龙" * before + run + "凤" * 50, encoding="utf-8")
        assert [words for _, words, _ in told(found(document(f"会后{run}。"), Path(folder)))] == [run]


# ------------------------------------------------------------------------------------------------------------- memory
CHILD = """
import resource, sys
from pathlib import Path
from generator.checks import overlap
from generator.checks.review import Review
from generator.readers.body import Words
from generator.readers.document import Document
from generator.standards import Standards
speech = Document("稿.docx", "docx", tuple(Words("会后要把第%d个项目的名字和责任人都贴在墙上，让群众看。" % at) for at in range(90)))
found = list(overlap.check(Review(speech, Standards(), corpus=(Path(sys.argv[1]),))))
assert len(found) == 90, found[:3]
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory_does_not_grow_with_the_corpus(tmp_path: Path) -> None:
    """5 MB and 40 MB of older speeches in one line each take the same memory, give or take 10 MB (in a process of its own)."""
    pytest.importorskip("resource", reason="no resource usage on this system")
    other = "".join(chr(0x4E00 + at * 7919 % 20000) for at in range(200_000))
    row = (other + "".join(f"会后要把第{at}个项目的名字和责任人都贴在墙上，让群众看。" for at in range(90))).encode()
    peaks = []
    for size in (5, 40):
        path = tmp_path / f"{size}.txt"
        with path.open("wb") as stream:
            for _ in range(size * 1_000_000 // len(row)):
                stream.write(row)
        done = subprocess.run([sys.executable, "-c", CHILD, str(path)], capture_output=True, text=True, cwd=ROOT, check=True)
        peaks.append(int(done.stdout) / (1024 * 1024 if sys.platform == "darwin" else 1024))
    assert peaks[1] - peaks[0] < 10, peaks
