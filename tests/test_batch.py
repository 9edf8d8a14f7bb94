"""``nigao batch``: many briefs or a table over one, a draft each; what is wrong is named by its row, and the rest is made."""
from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from openpyxl import Workbook

from cli_calls import BRIEF, brief_in, call, files_in, shell
from generator.batch import Job, Pattern, distinct, each, read_pattern
from generator.cli.batch import Order, make
from generator.cli.options import Folders, Wanted
from generator.errors import BriefError, CallError, DocumentError
from generator.readers.rows import read_rows

HEAD = "地区.名称,figures.signed.value,数据.paid.数值,region.level,date"
COUNTIES = [f"{name}县,{141 + at},{156 + at}.50,," for at, name in enumerate("东西南北上下前后左右青白红黄黑江河湖海山")]
TITLED = f"title: 在县里会议上的讲话\n{BRIEF}"
WANTED = Wanted(None, 0, None, (), Folders())


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    """A brief with a title of its own, in a folder of its own."""
    return brief_in(tmp_path, TITLED)


def csv_in(folder: Path, *lines: str, name: str = "各县.csv", encoding: str = "utf-8") -> Path:
    """A table on file."""
    path = folder / name
    path.write_text("\n".join([*lines, ""]), encoding=encoding)
    return path


def xlsx_in(folder: Path, *rows: list[Any], forms: dict[str, str] | None = None) -> Path:
    """A workbook on file, some of its cells with a number format."""
    book = Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    for cell, form in (forms or {}).items():
        sheet[cell].number_format = form
    path = folder / "各县.xlsx"
    book.save(path)
    return path


def batch(brief: Path, *options: object, to: str = "txt") -> Result:
    """A batch over one brief or more into the folder 出稿 beside it."""
    return call("batch", brief, *options, "-o", brief.parent / "出稿", "--to", to)


def made(brief: Path) -> dict[str, bytes]:
    """The files that a batch wrote, with what they hold."""
    return {path.name: path.read_bytes() for path in sorted((brief.parent / "出稿").iterdir())}


# ------------------------------------------------------------------------------------------------- a table
def test_twenty_counties_with_two_bad_rows(brief: Path) -> None:
    """Eighteen drafts; the wrong number and the unknown level are named by row, column and key; exit 1."""
    rows = [HEAD, *COUNTIES]
    rows[6], rows[13] = "上县,一百多,160.50,,", "红县,154,168.50,卫星城,"
    result = batch(brief, "--table", csv_in(brief.parent, *rows), "--name", "{row}{region.name}")
    assert result.exit_code == 1
    assert sorted(made(brief)) == sorted(f"{at}{row.split(',')[0]}.txt" for at, row in enumerate(rows, 1) if at not in (1, 7, 14))
    assert re.search(r"各县\.csv 第 7 行\n.*各县\.csv:7:2  figures\.signed\.value\n  “一百多”", result.stderr, re.DOTALL)
    assert re.search(r"各县\.csv:14:4  region\.level\n  层级没有“卫星城”", result.stderr)
    assert "--set" not in result.stderr + result.stdout
    text = made(brief)["2东县.txt"].decode()
    assert "141个" in text and "156.50亿元" in text


def test_the_summary_has_a_line_for_each_row(brief: Path) -> None:
    """Row, file, characters, gaps and notes, or the error in one line, in the order of the table; then how many."""
    table = csv_in(brief.parent, HEAD, COUNTIES[0], "西县,x,,,", COUNTIES[2])
    result = batch(brief, "--table", table, "--name", "{地区.名称}")
    lines = result.stdout.splitlines()
    assert re.fullmatch(r"行 +文件 +字数 +待补 +提示", lines[0])
    assert re.fullmatch(r"2 +东县\.txt +\d+ .*", lines[1])
    assert re.fullmatch(rf"3 +（没有写成） +{re.escape(str(table))}:3:2 figures\.signed\.value .*x.*", lines[2])
    assert lines[3].startswith("4 ") and lines[4] == ""
    assert re.fullmatch(r"写出 2 份，在 .*出稿 里.*；没有写成 1 份", lines[5])


def test_a_row_is_what_set_makes_of_it(brief: Path) -> None:
    """The bytes of ``nigao draft`` with the same values in the same order; empty cells change nothing, blank rows are passed over, rows keep their numbers."""
    table = csv_in(brief.parent, HEAD, "江口县,150,,,2026-04-10", "", ",,,,", "河口县,,88.20,区,")
    assert batch(brief, "--table", table, "--name", "{row}", "--variant", 2, "--set", "speaker.name=李平", to="docx").exit_code == 0
    for row, sets in ((2, ["地区.名称=江口县", "figures.signed.value=150", "date=2026-04-10"]), (5, ["地区.名称=河口县", "数据.paid.数值=88.20", "region.level=区"])):
        one = brief.parent / "一份.docx"
        assert call("draft", brief, "-o", one, "--variant", 2, *(part for told in ["speaker.name=李平", *sets] for part in ("--set", told))).exit_code == 0
        assert made(brief)[f"{row}.docx"] == one.read_bytes()
        one.unlink()
    assert len(made(brief)) == 2


@pytest.mark.parametrize(("encoding", "sign"), [("utf-8", b"\xe5"), ("utf-8-sig", b"\xef\xbb\xbf"), ("gb18030", b"\xb5")])
def test_every_encoding_of_a_table(brief: Path, encoding: str, sign: bytes) -> None:
    """UTF-8 with and without BOM, and what a Chinese Excel saves as csv."""
    table = csv_in(brief.parent, HEAD, "桦甸县,151,,,", encoding=encoding)
    assert table.read_bytes().startswith(sign)
    assert batch(brief, "--table", table, "--name", "{地区.名称}").exit_code == 0
    assert "151个" in made(brief)["桦甸县.txt"].decode()


def test_a_workbook_gives_what_its_cells_show(tmp_path: Path) -> None:
    """Decimals by the cell's format, percents, dates, words beside numbers; all that is stored where the format is of another kind."""
    rows = [
        (156.5, "0.00", "156.50"), (156.5, "General", "156.5"), (1234.5, "#,##0.00_ ", "1234.50"), (0.125, "0.0%", "12.5%"), (3.5, '0.0"亿元"', "3.5亿元"),
        (12, "0_);[Red]\\(0\\)", "12"), (-2.346, "0.00_);[Red]\\(0.00\\)", "-2.35"), (0.1 + 0.2, "General", "0.3"), (7, "000", "007"), (1.5, "0.00E+00", "1.5"),
        (15600, '0!.0,"万"', "15600"), (2.50, "0.0##", "2.5"), (2026, "General", "2026"), (1e15, "General", "1000000000000000"), (True, "General", "是"),
        (date(2026, 4, 10), 'yyyy"年"m"月"d"日"', "2026-04-10"), (datetime(2026, 4, 10), "yyyy-mm-dd", "2026-04-10"), (datetime(2026, 4, 1), 'yyyy"年"m"月"', "2026-04"),
        (datetime(2026, 4, 10, 9, 30), "yyyy-mm-dd hh:mm", "2026-04-10 09:30"), (time(9, 5), "hh:mm", "09:05"), ("  两头空  ", "@", "两头空"),
    ]
    path = xlsx_in(tmp_path, ["标题"], *([value] for value, _, _ in rows), forms={f"A{at}": form for at, (_, form, _) in enumerate(rows, 2)})
    assert [row.cells[0] for row in read_rows(path).rows] == [said for _, _, said in rows]


def test_a_workbook_makes_drafts(brief: Path) -> None:
    """156.5 shown as 156.50 is spoken as 156.50, a date cell is the date; a blank row is passed over."""
    path = xlsx_in(brief.parent, ["地区.名称", "数据.paid.数值", "日期"], [None], ["江口县", 166.5, date(2026, 4, 10)], forms={"B3": "0.00"})
    assert batch(brief, "--table", path, "--name", "{row}{date}").exit_code == 0
    text = made(brief)["32026-04-10.txt"].decode()
    assert "166.50亿元" in text and "2026年4月10日" in text


@pytest.mark.parametrize(("cell", "kept", "said"), [("=1+1", None, "公式还没有算出数来"), ("#DIV/0!", "e", "错误值 #DIV/0!")])
def test_a_cell_without_a_value_is_named(brief: Path, cell: str, kept: str | None, said: str) -> None:
    """A formula that was never computed is no empty cell, an error no text: the row is named, and the others are made."""
    book = Workbook()
    sheet: Any = book.active
    for row in (["地区.名称", "数据.signed.数值"], ["东县", 150], ["西县", cell]):
        sheet.append(row)
    if kept:
        sheet["B3"].data_type = kept
    book.save(brief.parent / "各县.xlsx")
    result = batch(brief, "--table", brief.parent / "各县.xlsx", "--name", "{地区.名称}")
    assert result.exit_code == 1 and set(made(brief)) == {"东县.txt"}
    assert "各县.xlsx:3:2  数据.signed.数值" in result.stderr and said in result.stderr


@pytest.mark.parametrize(("row", "place", "said"), [
    ("东县,150,,,,多的", "各县.csv:2:6", "“多的”上面没有表头"), ("东\u202e县,150,,,", "各县.csv:2:1", "看不见的控制字符 U+202E"), ("\ufdd0县,,,,", "各县.csv:2:1", "U+FDD0"),
])
def test_cells_that_no_brief_may_hold(brief: Path, row: str, place: str, said: str) -> None:
    """A cell beyond the header or with signs that cannot be seen stops its row; nothing of it is made."""
    result = batch(brief, "--table", csv_in(brief.parent, HEAD, row))
    assert result.exit_code == 3 and place in result.stderr and said in result.stderr
    assert files_in(brief.parent) == {"要点.yaml", "各县.csv"}


def packed(**parts: str) -> bytes:
    """A zip package."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(("name", "content", "code", "words"), [
    ("空.csv", b"", 5, ["空文件"]),
    ("空.csv", b"\n\n", 5, ["空文件"]),
    ("无表头.csv", "\n东县,1\n".encode(), 2, ["第一行是空的"]),
    ("无表头.csv", ",,\n东县,1\n".encode(), 2, ["第一行是空的"]),
    ("只有表头.csv", "地区.名称\n\n,\n".encode(), 2, ["没有一行内容"]),
    ("错键.csv", "地区.名子,数据.signed.数值\n东县,1\n".encode(), 2, ["错键.csv:1:1", "没有“地区.名子”这个键", "是不是：地区.名称"]),
    ("错键.csv", "地区.名称,签约项目\n东县,1\n".encode(), 2, ["错键.csv:1:2", "是不是：数据.signed.数值"]),
    ("错键.csv", b"__class__,0,{{x}}\n1,2,3\n", 2, ["表头有3处问题"]),
    ("错指标.csv", "数据.sined.数值\n1\n".encode(), 2, ["没有“sined”这个指标", "是不是：数据.signed"]),
    ("重复.csv", "地区.名称,region.name\n东县,西县\n".encode(), 2, ["重复.csv:1:2", "“region.name”和前面的“地区.名称”是同一个键"]),
    ("后缀.txt", "地区.名称\n东县\n".encode(), 5, ["不认识这种表格", "另存为 .xlsx"]),
    ("旧.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), 5, ["旧格式（.xls）或加了密码"]),
    ("坏.xlsx", b"PK\x03\x04" + bytes(99), 5, ["已经损坏"]),
    ("别的.xlsx", packed(**{"word/document.xml": "<a/>"}), 5, ["不是 .xlsx"]),
    ("文字.xlsx", "地区.名称\n东县\n".encode(), 5, ["不是 .xlsx"]),
    ("炸弹.xlsx", packed(**{"xl/workbook.xml": " " * 60_000_000}), 5, ["压得过小"]),
    ("实体.xlsx", packed(**{"xl/workbook.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), 5, ["DOCTYPE"]),
    ("表.csv", packed(a="b"), 5, ["不是 UTF-8 或 GB18030", "改回 .xlsx"]),
    ("引号.csv", "地区.名称\n\"东县\n西县\n".encode(), 5, ["双引号没有成对"]),
    ("乱码.csv", b"\xff\xff\xff\xff", 5, ["不是 UTF-8 或 GB18030"]),
    ("太大.csv", b"a" * (5 * 1024 * 1024 + 1), 5, ["超过5 MB"]),
    ("太长.csv", ("地区.名称\n" + "东县\n" * 5001).encode(), 5, ["超过5000行"]),
    ("太宽.csv", (",".join(["a"] * 501) + "\n1\n").encode(), 5, ["超过500列"]),
])
def test_a_bad_table_is_refused_whole(brief: Path, name: str, content: bytes, code: int, words: list[str]) -> None:
    """What is wrong and what to do, the exit code, and nothing written."""
    (brief.parent / name).write_bytes(content)
    before = files_in(brief.parent)
    result = batch(brief, "--table", brief.parent / name)
    assert (result.exit_code, result.stdout) == (code, ""), result.stderr
    assert all(word in result.stderr for word in words), result.stderr
    assert result.stderr.startswith("错误：") and files_in(brief.parent) == before


def test_a_new_figure_needs_its_label(brief: Path) -> None:
    """A figure that the brief does not list is taken where a column names it, or where a cell is all of it."""
    table = csv_in(brief.parent, "地区.名称,数据.visits.名称,数据.visits.数值,数据.visits.单位,数据.落户企业", "东县,外出招商,33,次,12家")
    assert batch(brief, "--table", table).exit_code == 0


# ------------------------------------------------------------------------------------------------- names
@pytest.mark.parametrize(("pattern", "named"), [
    ("{title}", "在县里会议上的讲话"), ("{标题}", "在县里会议上的讲话"), ("{row}-{brief}", "2-要点"), ("{行}{要点}", "2要点"), ("{region.level}{year}", "县2026"),
    ("{figures.signed}", "141个"), ("{数据.paid.数值}", "156.50"), ("{数据.signed.目标}{figures.signed.label}", "131签约项目"), ("{date}{skeleton}", "2026-04quarterly_review"),
    ("../{region.name}", "_东县"), ("/etc/{region.name}", "_etc_东县"), ("a\\b:{region.name}*", "a_b_东县_"), ("{region.short}", "讲话稿"), ("con", "_con"), ("..", "讲话稿"),
])
def test_names_by_a_pattern(brief: Path, pattern: str, named: str) -> None:
    """Keys in either language, the row, the brief's file; whatever they hold, the file lies in the folder."""
    assert batch(brief, "--table", csv_in(brief.parent, "地区.名称,date", "东县,2026-04"), "--name", pattern).exit_code == 0
    assert set(made(brief)) == {f"{named}.txt"}


@pytest.mark.parametrize(("pattern", "said"), [
    ("{__class__}", "没有这个键"), ("{0}", "没有这个键"), ("{}", "没有这个键"), ("{title!r}", "没有这个键"), ("{title:>9}", "没有这个键"), ("{title.__class__}", "没有这个键"),
    ("{title", "花括号没有成对"), ("title}", "花括号没有成对"), ("{{title}}", "花括号没有成对"), ("{region.nmae}", "是不是：region.name"), ("{地区名称}", "是不是：地区.名称"),
    ("{problems}", "不是一个值"), ("{audience}", "不是一个值"), ("{region}", "不是一个值"), ("{figures}", "不是一个值"), ("{figures.signed.share.of}", "不是一个值"),
])
def test_a_pattern_that_says_nothing(brief: Path, pattern: str, said: str) -> None:
    """Exit 2 before anything is made, with near keys where there are any."""
    result = batch(brief, "--table", csv_in(brief.parent, "地区.名称", "东县"), "--name", pattern)
    assert result.exit_code == 2 and said in result.stderr, result.stderr
    assert not (brief.parent / "出稿").exists()


def test_a_figure_in_a_name_that_one_brief_lacks(brief: Path) -> None:
    """The brief without it is named with near ones; the others are made."""
    other = brief_in(brief.parent, TITLED.replace("signed:", "sign:"), "乙.yaml")
    result = batch(brief, other, "--name", "{figures.signed}")
    assert result.exit_code == 1 and set(made(brief)) == {"141个.txt"}
    assert "乙.yaml" in result.stderr and "是不是：sign" in result.stderr


def test_names_that_are_the_same_are_numbered_in_order(brief: Path) -> None:
    """（2）, （3） by the order of the rows, whatever became of a row before."""
    table = csv_in(brief.parent, HEAD, "东县,151,,,", "东县,x,,,", "东县,152,,,", "东县,153,,,")
    assert batch(brief, "--table", table, "--name", "{region.name}").exit_code == 1
    files = made(brief)
    assert list(files) == ["东县.txt", "东县（2）.txt", "东县（3）.txt"]
    assert [re.search(r"15\d个", text.decode()).group() for text in files.values()] == ["151个", "152个", "153个"]  # type: ignore[union-attr]


def test_distinct_names() -> None:
    """Also among names that end in such a number, and names that differ by capitals only."""
    taken: dict[str, int] = {}
    assert [distinct(name, taken) for name in ("a", "a（2）", "A", "a", "b", "a（2）")] == ["a", "a（2）", "A（3）", "a（4）", "b", "a（2）（2）"]


def test_thousands_of_one_name_are_quick() -> None:
    """Numbering costs the same for each."""
    taken: dict[str, int] = {}
    assert [distinct("讲话", taken) for _ in range(20_000)][-1] == "讲话（20000）"


# ------------------------------------------------------------------------------------------------ many briefs
def test_many_briefs(brief: Path) -> None:
    """A draft each, the bytes of ``nigao draft``; a bad brief is named with its lines and the rest is made."""
    bad = brief_in(brief.parent, TITLED.replace("value: 141", "value: 一百"), "坏.yaml")
    last = brief_in(brief.parent, BRIEF, "丙.yaml")
    result = batch(brief, bad, last, to="md")
    assert result.exit_code == 1 and f"没有写成：{bad}\n" in result.stderr and "坏.yaml:7:" in result.stderr
    assert len(made(brief)) == 2
    assert call("draft", last, "--to", "md").exit_code == 0
    (one,) = brief.parent.glob("*.md")
    assert made(brief)[one.name] == one.read_bytes()


def test_a_brief_from_stdin(brief: Path) -> None:
    """``-`` is the brief, over a table too; twice is once too many."""
    table = csv_in(brief.parent, "地区.名称", "东县", "西县")
    result = call("batch", "-", "--table", table, "-o", brief.parent / "出稿", "--to", "txt", "--name", "{brief}{region.name}", stdin=TITLED)
    assert result.exit_code == 0 and set(made(brief)) == {"标准输入东县.txt", "标准输入西县.txt"}
    assert call("batch", "-", "-", "-o", brief.parent, stdin=TITLED).exit_code == 2


def test_shared_figures_are_equal_everywhere(brief: Path) -> None:
    """``figures_from``: the same numbers in every draft, by briefs and by rows; a column cannot half replace one of them."""
    (brief.parent / "数据.yaml").write_text("数据:\n  signed: {名称: 签约项目, 数值: 77, 单位: 个}\n", encoding="utf-8")
    head, _, rest = TITLED.partition("figures:")
    shared = f"{head}figures_from: 数据.yaml\nproblems{rest.partition('problems')[2]}highlights:\n- {{head: 签约快, figures: [signed]}}\n"
    files = [brief_in(brief.parent, shared.replace("临江县", f"{name}县"), f"{name}.yaml") for name in "甲乙丙"]
    assert batch(files[0], *files[1:], "--name", "{region.name}").exit_code == 0
    assert batch(files[0], "--table", csv_in(brief.parent, "地区.名称", "丁县", "戊县"), "--name", "{region.name}").exit_code == 0
    texts = [text.decode() for text in made(brief).values()]
    assert len(texts) == 5 and all("77个" in text for text in texts)
    result = batch(files[0], "--table", csv_in(brief.parent, "数据.signed.数值", "78"))
    assert result.exit_code == 2 and "要点自己的数据里没有“signed”" in result.stderr


# -------------------------------------------------------------------------------------------------- the call
def test_two_processes_give_the_same_bytes(brief: Path) -> None:
    """``--jobs 2``: the files and the summary of ``--jobs 1``, in the order of the rows."""
    table = csv_in(brief.parent, HEAD, *COUNTIES[:5], "坏县,x,,,", *COUNTIES[5:7])
    one = batch(brief, "--table", table, to="docx")
    files = made(brief)
    (brief.parent / "出稿").rename(brief.parent / "一")
    two = batch(brief, "--table", table, "--jobs", 2, to="docx")
    assert (two.exit_code, two.stdout, two.stderr) == (one.exit_code, one.stdout, one.stderr)
    assert made(brief) == files and len(files) == 7


def test_as_a_user_calls_it(brief: Path) -> None:
    """In a shell, with processes: no bar where nobody watches, and the user's own settings reach every process."""
    table = csv_in(brief.parent, HEAD, *COUNTIES[:3])
    done = shell("batch", brief, "--table", table, "-o", brief.parent / "出稿", "--jobs", 2, env={"NIGAO_LAYOUT": "podium"})
    assert (done.returncode, done.stderr) == (0, b"")
    one = brief.parent / "一份.docx"
    sets = [part for head, cell in zip(HEAD.split(","), COUNTIES[0].split(","), strict=True) if cell for part in ("--set", f"{head}={cell}")]
    assert call("draft", brief, *sets, "--layout", "podium", "-o", one).exit_code == 0
    assert made(brief)["在县里会议上的讲话.docx"] == one.read_bytes()


def test_json(brief: Path) -> None:
    """One document and nothing else: what was made, what failed with its code and all its problems; the same exit code."""
    table = csv_in(brief.parent, HEAD, COUNTIES[0], "西县,x,,y,", COUNTIES[2])
    result = batch(brief, "--table", table, "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (1, "")
    assert set(told) == {"schema", "drafts", "failed"} and told["schema"] == 1
    assert [set(item) for item in told["drafts"]] == [{"row", "brief", "path", "characters", "gaps", "notes"}] * 2
    assert [item["row"] for item in told["drafts"]] == [2, 4] and all(Path(item["path"]).is_file() and item["characters"] > 500 for item in told["drafts"])
    (lost,) = told["failed"]
    assert (lost["row"], lost["brief"], lost["code"]) == (3, str(brief), 3) and "各县.csv:3:2" in lost["message"] and "各县.csv:3:4" in lost["message"]
    alone = json.loads(batch(brief, "--json", "--name", "甲").stdout)
    assert [item["row"] for item in alone["drafts"]] == [None] and alone["failed"] == []


def test_existing_files_stay(brief: Path) -> None:
    """Refused row by row; with --force ours are replaced and kept as .bak, a person's are not."""
    table = csv_in(brief.parent, "地区.名称", "东县", "西县")
    (brief.parent / "出稿").mkdir()
    (brief.parent / "出稿" / "东县.md").write_text("我写的", encoding="utf-8")
    options = ("--table", table, "--name", "{region.name}")
    first = batch(brief, *options, to="md")
    assert first.exit_code == 1 and "已有文件" in first.stderr and "--force" in first.stderr
    again = batch(brief, *options, to="md")
    assert (again.exit_code, again.stdout) == (6, "一份也没有写出。\n")
    forced = batch(brief, *options, "--force", "--variant", 1, to="md")
    assert forced.exit_code == 1 and "看不出这个文件是 nigao 生成的" in forced.stderr
    assert set(made(brief)) == {"东县.md", "西县.md", "西县.md.bak"} and made(brief)["东县.md"].decode() == "我写的"


def test_what_fails_alike_is_told_once(brief: Path) -> None:
    """A skeleton that does not exist fails every row in the same way: one message, the code of the first."""
    result = batch(brief, "--table", csv_in(brief.parent, HEAD, *COUNTIES[:8]), "--skeleton", "quarterly_revew")
    assert (result.exit_code, result.stdout) == (2, "一份也没有写出。\n")
    assert result.stderr.count("quarterly_review") == 1 and "第 2、3、4、5、6…… 行，共 8 份" in result.stderr
    assert not (brief.parent / "出稿").exists()


Call = Callable[[Path], list[object]]


@pytest.mark.parametrize(("arguments", "code", "said"), [
    (lambda brief: [brief], 2, "--out"),
    (lambda brief: ["-o", brief.parent], 2, "要点"),
    (lambda brief: [brief, "-o", brief], 2, "这里要的是文件夹"),
    (lambda brief: [brief, "-o", brief.parent / "没有" / "出稿"], 2, "请先建好"),
    (lambda brief: [brief, brief, "--table", csv_in(brief.parent, "year", "2026"), "-o", brief.parent], 2, "只配一份要点"),
    (lambda brief: [brief, "--name", "{row}", "-o", brief.parent], 2, "没有表格"),
    (lambda brief: [brief, "--to", "md", "--layout", "podium", "-o", brief.parent], 2, "没有版式"),
    (lambda brief: [brief, "--jobs", "0", "-o", brief.parent], 2, "超出范围"),
    (lambda brief: [brief_in(brief.parent, "年份: [", "坏.yaml"), "--table", csv_in(brief.parent, "year", "2026"), "-o", brief.parent], 3, "括号"),
    (lambda brief: [brief_in(brief.parent, "- 甲", "列.yaml"), "--table", csv_in(brief.parent, "year", "2026"), "-o", brief.parent], 3, "一份清单"),
])
def test_wrong_calls(brief: Path, arguments: Call, code: int, said: str) -> None:
    """Said at once, and nothing written."""
    given = arguments(brief)
    before = files_in(brief.parent)
    result = call("batch", *given)
    assert result.exit_code == code and said in result.stderr, result.stderr
    assert files_in(brief.parent) == before


# ----------------------------------------------------------------------------------------------- as a function
def told(job: Job) -> str:
    """Stands for making a draft."""
    if job.row == 3:
        raise BriefError("坏了")
    return f"第{job.row}行"


def test_any_executor_does() -> None:
    """``each`` gives the same in the same order without an executor and with one of threads, is never far ahead, and hands errors back as values."""
    asked: list[int] = []

    def jobs() -> Any:
        for row in range(40):
            asked.append(row)
            yield Job("甲", row)

    alone = [str(result) for _, result in each(jobs(), told)]
    asked.clear()
    with ThreadPoolExecutor(2) as executor:
        results = each(jobs(), told, executor, 2)
        assert str(next(results)[1]) == "第0行" and len(asked) <= 6
        assert ["第0行", *(str(result) for _, result in results)] == alone
    assert alone[3] == "坏了" and alone[39] == "第39行"


def test_errors_that_are_not_ours_are_raised() -> None:
    """A bug is no bad row."""
    def broken(job: Job) -> str:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(each([Job("甲")], broken))


def test_one_job_is_a_draft(brief: Path) -> None:
    """What is sent to a process gives name and bytes."""
    found = make(Job(str(brief), 7, (("region.name", "东县"),)), Order(WANTED, "txt", None, read_pattern("{row}{地区.名称}", rows=True)))
    assert found.name == "7东县" and found.content.decode().startswith("在县里会议上的讲话") and found.characters > 500


def test_patterns_and_tables_raise_what_they_promise(tmp_path: Path) -> None:
    """CallError for a pattern, DocumentError for a file; a pattern is plain words and keys by turns."""
    assert read_pattern("a{标题}b", rows=False) == Pattern(("a", "标题", "b"))
    with pytest.raises(CallError):
        read_pattern("{row}", rows=False)
    with pytest.raises(DocumentError):
        read_rows(tmp_path / "没有.csv")
    with pytest.raises(DocumentError):
        read_rows(tmp_path)


def test_rows_of_a_table_as_values(tmp_path: Path) -> None:
    """Quoted commas and lines, short rows, numbers of rows as in a spreadsheet."""
    table = read_rows(csv_in(tmp_path, "a, b ,,", '"x,1","y', 'z"', "", "w"))
    assert table.head == ("a", "b") and [(row.number, row.cells) for row in table.rows] == [(2, ("x,1", "y\nz")), (4, ("w", ""))]


def test_the_page_names_every_option() -> None:
    """docs/batch.md: the options of batch that draft does not have."""
    from generator.cli.batch import batch as command
    from generator.cli.draft import draft

    page = (Path(__file__).parent.parent / "docs" / "batch.md").read_text(encoding="utf-8")
    shared = {option.opts[-1] for option in draft.params}
    options = [option.opts[-1] for option in command.params if option.opts[-1].startswith("--") and option.opts[-1] not in shared - {"--to", "--force"}]
    assert [option for option in options if option not in page and option != "--out"] == []
