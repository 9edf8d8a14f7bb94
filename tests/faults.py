"""Faults for the whole command: what lies in the folder, what is called, and how it has to end. A row is data; test_faults.py runs it."""
from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import docx

from cli_calls import BRIEF

Make = Callable[[Path], object]
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = f"<w:document {NS}><w:body><w:p><w:r><w:t>同志们：</w:t></w:r></w:p></w:body></w:document>"
TYPES = {"[Content_Types]_xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOVE = "  move: MEA.DRIVE\n"


class Fault(NamedTuple):
    """``make`` writes the files, ``call`` is the command line in that folder, which ends with ``code`` and says each of ``said``."""

    name: str
    make: Make
    call: Sequence[str]
    code: int
    said: Sequence[str]


def text(name: str, content: str | bytes) -> Make:
    """A file."""
    return lambda folder: (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def several(*makes: Make) -> Make:
    """Some files, with a good brief beside them."""
    def make(folder: Path) -> None:
        text("要点.yaml", BRIEF)(folder)
        for one in makes:
            one(folder)

    return make


def package(name: str = "稿.docx", **parts: str | bytes) -> Make:
    """A .docx with some parts beside a body, which one named ``word__document_xml`` replaces."""
    def make(folder: Path) -> None:
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, content in ({"word__document_xml": BODY} | parts).items():
                archive.writestr(part.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)

    return make


def bank(content: str | bytes, name: str = "a.yaml") -> Make:
    """A user's bank of one file, beside a good brief."""
    def make(folder: Path) -> None:
        (folder / "库").mkdir()
        text(f"库/{name}", content)(folder)

    return several(make)


def block(words: str, more: str = "") -> Make:
    """A bank of one block that the brief pins, so that it is drawn."""
    def make(folder: Path) -> None:
        (folder / "库").mkdir()
        text("库/a.yaml", f"blocks:\n- id: own_x\n{MOVE}  says: tasks\n{more}  text: |\n    {words}\n")(folder)
        text("要点.yaml", BRIEF + "choose: {MEA.DRIVE: own_x}\n")(folder)

    return make


def skeleton(content: str) -> Make:
    """A user's folder of one skeleton, beside a good brief."""
    def make(folder: Path) -> None:
        (folder / "骨架").mkdir()
        text("骨架/own.j2", content)(folder)

    return several(make)


def bomb(folder: Path) -> None:
    """A part that unpacks to a thousand times its size."""
    package(word__media__big_bin=b"\0" * 210_000_000)(folder)


def many(folder: Path) -> None:
    """More parts than any speech has."""
    package(**{f"word__p{number}_xml": "" for number in range(2001)})(folder)


def nested(folder: Path) -> None:
    """A body of tables in tables."""
    deep = "<w:tbl><w:tr><w:tc>" * 20_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 20_000
    package(word__document_xml=f"<w:document {NS}><w:body>{deep}</w:body></w:document>")(folder)


def whole(folder: Path) -> None:
    """A document as a word processor writes it."""
    docx.Document().save(str(folder / "稿.docx"))


def sheet(folder: Path) -> None:
    """An Excel file that calls itself a document."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    (folder / "稿.docx").write_bytes(content.getvalue())


def fifo(folder: Path) -> None:
    """A pipe where a file should be."""
    os.mkfifo(folder / "稿.docx")


DRAFT = ("draft", "要点.yaml", "-o", "出.docx")
BANK = (*DRAFT, "--phrasebank", "库")
SKELETON = (*DRAFT, "--templates", "骨架", "--skeleton", "own")
CHECK = ("check", "稿.docx")
FRONT = "---\nid: own\nname: 自己的\nmoves: [OPN.CONVENE]\nneeds: []\nsources: [own]\nlength: [100, 200]\n---\n"

BRIEFS = [
    Fault(name, text("要点.yaml", content), DRAFT, 3, said) for name, content, said in (
        ("空文件", "", ["空"]),
        ("只有注释", "# 还没写\n", ["空"]),
        ("一列", "- 2026\n- 临江县\n", ["要点.yaml:1"]),
        ("一句话", "全县一季度招商引资工作汇报会\n", ["要点.yaml:1"]),
        ("两份在一起", BRIEF + "---\n" + BRIEF, ["要点.yaml:"]),
        ("同一个键两遍", BRIEF + "year: 2027\n", ["写了两遍"]),
        ("中英两遍", BRIEF + "年份: 2026\n", ["写了两遍"]),
        ("键不是文字", BRIEF + "? [a, b]\n: 1\n", ["要点.yaml:"]),
        ("键是数", BRIEF + "2026: 1\n", ["不认识的键"]),
        ("键是空", BRIEF + "~: 1\n", ["要点.yaml:"]),
        ("合并键", BRIEF + "<<: {title: 甲}\n", ["要点.yaml:"]),
        ("别名成串", "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(9)) + BRIEF, ["锚点"]),
        ("自己套自己", "title: &a [*a]\n" + BRIEF, ["锚点"]),
        ("标签", BRIEF + "title: !!python/object/apply:os.system [ls]\n", ["标签"]),
        ("自定义标签", BRIEF + "title: !own 乙\n", ["标签"]),
        ("方括号三千层", BRIEF + "slogans: " + "[" * 3000 + "]" * 3000 + "\n", ["层"]),
        ("缩进三百层", BRIEF + "verdict:\n" + "".join(f"{' ' * n}a:\n" for n in range(1, 300)), ["层"]),
        ("花括号没有成对", BRIEF + "verdict: {good: 好\n", ["没有成对"]),
        ("引号没有成对", BRIEF + 'title: "甲\n', ["引号"]),
        ("制表符", BRIEF + "verdict:\n\tgood: 好\n", ["制表符"]),
        ("全角冒号", BRIEF + "标题：甲\n", ["全角冒号"]),
        ("二进制", bytes(range(256)) * 9, ["要点.yaml"]),
        ("不完整的 GBK", BRIEF.encode("gb18030")[:-3] + b"\xff\xff", ["编码"]),
        ("UTF-16", BRIEF.encode("utf-16"), ["UTF-8"]),
        ("UTF-32", BRIEF.encode("utf-32"), ["UTF-8"]),
        ("夹着 NUL", BRIEF + "title: 甲\0乙\n", ["U+0000"]),
        ("夹着响铃", BRIEF + 'title: "甲\\a乙"\n', ["U+0007"]),
        ("夹着反向书写", BRIEF + "title: 甲\u202e乙\n", ["U+202E"]),
        ("夹着记号", BRIEF + "title: 甲\ufdd0乙\n", ["U+FDD0"]),
        ("半个代理", BRIEF + 'title: "甲\\ud800乙"\n', ["要点.yaml:12:"]),
        ("五十兆", b"# " + b"x" * 50_000_000, ["2 MB"]),
        ("一行两兆", b"title: " + b"x" * 2_100_000, ["2 MB"]),
        ("没有年份", BRIEF.replace("year: 2026\n", ""), ["year"]),
        ("年份是字", BRIEF.replace("2026", "明年"), ["要点.yaml:1"]),
        ("没有这一级", BRIEF.replace("level: county", "level: 大县"), ["大县"]),
        ("没有这种会", BRIEF.replace("kind: report", "kind: 茶话会"), ["茶话会"]),
        ("没有这个骨架", BRIEF + "skeleton: nope\n", ["没有骨架“nope”"]),
        ("没有这个语块", BRIEF + "choose: {MEA.DRIVE: nope}\n", ["没有语块“nope”"]),
        ("没有这一天", BRIEF + "date: 2026-02-30\n", ["没有这一天"]),
        ("字数是字", BRIEF + "length: 很长\n", ["应是整数"]),
        ("字数是负数", BRIEF + "length: -5\n", ["length"]),
        ("数是字", BRIEF.replace("value: 141", "value: 很多"), ["figures.signed.value"]),
        ("数是无穷", BRIEF.replace("value: 141", "value: .inf"), ["figures.signed.value"]),
        ("数太长", BRIEF.replace("value: 141", f"value: {'9' * 5000}"), ["figures.signed.value"]),
        ("件数是负数", BRIEF.replace("value: 141", "value: -141"), ["figures.signed.value"]),
        ("算式绕圈", BRIEF.replace("problems:", "  a: {unit: '%', formula: b / b}\n  b: {unit: '%', formula: a / a}\nproblems:"), ["要点.yaml:"]),
        ("算式是程序", BRIEF.replace("problems:", "  a: {unit: '%', formula: __import__('os')}\nproblems:"), ["只能用"]),
        ("用了没有的数", BRIEF + "highlights: [{head: 甲, figures: [nope]}]\n", ["没有指标“nope”"]),
        ("数据来源不在", BRIEF + "figures_from: 没有.yaml\n", ["没有.yaml"]),
        ("数据来源在外面", BRIEF + "figures_from: ../../../etc/passwd\n", ["figures_from"]),
    )
]
BANKS = [
    Fault(name, bank(content), BANK, 4, ["库/a.yaml:", *said]) for name, content, said in (
        ("库不是 YAML", "blocks: [\n", ["YAML"]),
        ("库是二进制", bytes(range(256)) * 9, ["UTF-8"]),
        ("库是 GBK", "blocks:\n- 甲\n".encode("gb18030"), ["UTF-8"]),
        ("库是一列", "- 甲\n", []),
        ("库里的部分不认识", "block:\n- id: x\n", ["不认识的部分"]),
        ("库里的部分是数", "blocks: 5\n", []),
        ("库里的部分是一组", "blocks: {id: x}\n", []),
        ("语块是一句话", "blocks:\n- 今天开会。\n", ["的一条"]),
        ("语块缺键", "blocks:\n- id: x\n", ["缺少"]),
        ("语块键不认识", f"blocks:\n- id: x\n{MOVE}  text: 甲。\n  wait: 1\n", ["不认识的键"]),
        ("语块键是数", f"blocks:\n- id: x\n{MOVE}  text: 甲。\n  5: 1\n", ["不认识的键"]),
        ("语块编号两遍", f"blocks:\n- id: x\n{MOVE}  text: 甲。\n- id: x\n{MOVE}  text: 乙。\n", ["重复"]),
        ("语块编号是一列", f"blocks:\n- id: [x]\n{MOVE}  text: 甲。\n", ["id"]),
        ("语块文字是一列", f"blocks:\n- id: x\n{MOVE}  text: [甲]\n", ["text"]),
        ("语块权重是字", f"blocks:\n- id: x\n{MOVE}  text: 甲。\n  weight: 重\n", ["weight"]),
        ("语块条件是一句", f"blocks:\n- id: x\n{MOVE}  text: 甲。\n  requires: item.name\n", ["requires"]),
        ("语块语步没有", "blocks:\n- id: x\n  move: NO.SUCH\n  text: 甲。\n", ["没有的语步"]),
        ("语块事项没有", f"blocks:\n- id: x\n{MOVE}  text: 甲。\n  topics: [没有]\n", ["没有的事项"]),
        ("语块年月不对", f"blocks:\n- id: x\n{MOVE}  text: 甲。\n  valid_from: 很早\n", ["valid_from"]),
        ("词表是一列", "wording: [甲]\n", ["wording"]),
        ("标题组成员是一列", "headings:\n- {id: x, name: 甲, members: [乙]}\n", ["members"]),
        ("事项的词是一句", "topics:\n- {id: x, name: 甲, words: 乙}\n", ["words"]),
        ("库里标签", "blocks: !!python/object/apply:os.system [ls]\n", ["YAML"]),
        ("库里别名成串", "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*{'ab'[n > 0]}{n - 1 if n else ''}, *{'ab'[n > 0]}{n - 1 if n else ''}]\n" for n in range(40)), []),
        ("库里自己套自己", "wording: &a {b: *a}\n", []),
        ("库里三千层", "wording: " + "[" * 3000 + "]" * 3000 + "\n", []),
    )
]
BLOCKS = [
    Fault(name, block(words, more), BANK, 4, ["own_x", *said]) for name, words, more, said in (
        ("语块语法错", "{{ item.what", "", ["模板语法错误"]),
        ("语块用了没有的名称", "{{ nothing }}。", "", ["没有的名称"]),
        ("语块用了没有的过滤器", "{{ item.what | nothing }}。", "", ["模板语法错误"]),
        ("语块摸内部", "{{ item.__class__.__mro__ }}。", "", ["不允许"]),
        ("语块绕到内部", "{{ item | map(attribute='__class__') | list }}。", "", ["own_x"]),
        ("语块调用方法", "{{ item.what.format(1) }}。", "", ["不允许"]),
        ("语块导入", "{% import 'os' as os %}甲。", "", ["不允许"]),
        ("语块包含自己", "{% include 'own_x' %}", "", ["不允许"]),
        ("语块没完没了", "{% for a in items %}{% for b in items %}" + "{% for c in 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' %}" * 9
         + "{% endfor %}" * 9 + "{% endfor %}{% endfor %}", "", ["own_x"]),
        ("语块自己叫自己", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "", ["own_x"]),
        ("语块越写越长", "{% set a = 'xxxxxxxxxxxxxxxx' %}" + "{% set a = a ~ a %}" * 40 + "{{ a }}", "", ["own_x"]),
        ("语块成倍", "{{ 'x' * 1000000000 }}", "", ["不允许"]),
        ("语块乘方", "{{ 9 ** 9 ** 9 }}", "", ["不允许"]),
        ("语块条件语法错", "甲。", "  requires: ['item.']\n", ["own_x"]),
        ("语块条件摸内部", "甲。", "  requires: [item.__class__]\n", ["own_x"]),
    )
]
SKELETONS = [
    Fault(name, skeleton(content), SKELETON, 4, ["own.j2", *said]) for name, content, said in (
        ("骨架没有说明", "甲\n", ["---"]),
        ("骨架缺键", "---\nid: own\n---\n甲\n", ["缺少"]),
        ("骨架说明不是 YAML", "---\nid: [\n---\n甲\n", ["YAML"]),
        ("骨架长度不是一对", FRONT.replace("[100, 200]", "500") + "甲\n", ["length"]),
        ("骨架语步不是一列", FRONT.replace("[OPN.CONVENE]", "OPN.CONVENE") + "甲\n", ["moves"]),
        ("骨架语步没有", FRONT.replace("OPN.CONVENE", "NO.SUCH") + "甲\n", ["NO.SUCH"]),
        ("骨架语法错", FRONT + "{% for %}\n", ["模板语法错误"]),
        ("骨架用了没有的名称", FRONT + "{{ nothing }}\n", ["没有的名称"]),
        ("骨架摸内部", FRONT + "{{ region.__class__ }}\n", ["不允许"]),
    )
]
DOCUMENTS = [
    Fault(name, make, CHECK, 5, ["稿.docx", *said]) for name, make, said in (
        ("空的稿子", text("稿.docx", b""), ["空文件"]),
        ("旧格式", text("稿.docx", OLE + b"\0" * 600), ["旧格式"]),
        ("加了密码", text("稿.docx", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")), ["密码"]),
        ("是 PDF", text("稿.docx", b"%PDF-1.7\n"), ["PDF"]),
        ("是表格", sheet, ["Excel"]),
        ("是图片", text("稿.docx", b"\x89PNG\r\n\x1a\n" + b"\0" * 99), []),
        ("只有一半", several(package(), lambda folder: (folder / "稿.docx").write_bytes((folder / "稿.docx").read_bytes()[:-40])), []),
        ("压缩炸弹", bomb, []),
        ("部件太多", many, ["2000"]),
        ("部件两遍", package(WORD__document_xml=BODY), ["word/document.xml"]),
        ("没有正文", lambda folder: zipfile.ZipFile(folder / "稿.docx", "w").close(), []),
        ("正文不是 XML", package(word__document_xml="同志们"), ["不合规范"]),
        ("正文有 DOCTYPE", package(word__document_xml=f"<!DOCTYPE a>{BODY}"), []),
        ("外部实体", package(word__document_xml=f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>{BODY.replace("同志们", "&x;")}'), []),
        ("实体成串", package(word__document_xml='<!DOCTYPE a [<!ENTITY a "xx">' + "".join(f'<!ENTITY a{n} "&a{n - 1 if n else ""};&a{n - 1 if n else ""};">' for n in range(20))
                             + f"]>{BODY}"), []),
        ("半个代理字符", package(word__document_xml=BODY.replace("同志们", "&#xD800;")), ["不合规范"]),
        ("控制字符", package(word__document_xml=BODY.replace("同志们", "&#1;")), ["不合规范"]),
        ("两万层表格", nested, []),
        ("是管道", fifo, []),
    )
]
CALLS = [
    Fault("没有这个命令", several(), ("drafts", "要点.yaml"), 2, ["draft"]),
    Fault("没有这个选项", several(), (*DRAFT, "--lenght", "5"), 2, ["--length"]),
    Fault("没有这个文件", several(), ("draft", "没有.yaml"), 2, ["没有.yaml"]),
    Fault("要点是文件夹", lambda folder: (folder / "要点.yaml").mkdir(), DRAFT, 2, ["要点.yaml"]),
    Fault("没有说要点", several(), ("draft",), 2, ["要点"]),
    Fault("set 没有等号", several(), (*DRAFT, "--set", "year"), 2, ["="]),
    Fault("set 的键没有", several(), (*DRAFT, "--set", "yaer=2026"), 3, ["year"]),
    Fault("set 的值不对", several(), (*DRAFT, "--set", "year=明年"), 3, ["year"]),
    Fault("写法是负数", several(), (*DRAFT, "--variant", "-1"), 2, ["--variant"]),
    Fault("字数是零", several(), (*DRAFT, "--length", "0"), 2, ["--length"]),
    Fault("没有这个语块库", several(), BANK, 2, ["库"]),
    Fault("语块库是文件", several(text("库", "甲")), BANK, 2, ["库"]),
    Fault("没有这个骨架的选项", several(), (*DRAFT, "--skeleton", "quarterly"), 2, ["quarterly_review"]),
    Fault("没有这个版式", several(), (*DRAFT, "--layout", "没有.yaml"), 2, ["没有.yaml"]),
    Fault("版式写错", several(text("版.yaml", "paper: A3\nsize: 很大\n")), (*DRAFT, "--layout", "版.yaml"), 4, ["版.yaml"]),
    Fault("样稿不是 docx", several(text("样.docx", "甲")), (*DRAFT, "--reference-doc", "样.docx"), 5, ["样.docx"]),
    Fault("旧稿不在", several(), (*DRAFT, "--unlike", "没有.docx"), 2, ["没有.docx"]),
    Fault("格式不认识", several(), ("draft", "要点.yaml", "-o", "出.doc"), 2, [".doc"]),
    Fault("出处的文件夹不在", several(), ("draft", "要点.yaml", "-o", "没有/出.docx"), 2, ["没有"]),
    Fault("出处是文件夹", several(lambda folder: (folder / "出.docx").mkdir()), DRAFT, 7, ["出.docx"]),
    Fault("已有这个文件", several(text("出.docx", "别人的")), DRAFT, 6, ["出.docx"]),
    Fault("已有的不是我们的", several(text("出.docx", "别人的")), (*DRAFT, "--force"), 6, ["出.docx"]),
    Fault("正开着", several(text("出.docx", "别人的"), text("~$出.docx", "")), (*DRAFT, "--force"), 7, ["出.docx"]),
    Fault("名字太长", several(), ("draft", "要点.yaml", "-o", "长" * 200 + ".docx"), 7, ["名"]),
    Fault("数据核对表写不了", several(lambda folder: (folder / "表.csv").mkdir()), (*DRAFT, "--ledger", "表.csv"), 7, ["表.csv"]),
    Fault("有缺口又要求没有", several(text("要点.yaml", BRIEF.replace("value: 141, ", ""))), (*DRAFT, "--strict"), 1, ["待补"]),
    Fault("规则没有", several(package()), (*CHECK, "--only", "figure"), 2, ["figure-unknown"]),
    Fault("家规写错", several(package(), text("nigao.yaml", "rule: 1\n")), CHECK, 3, ["nigao.yaml:1"]),
    Fault("家规不是 YAML", several(package(), text("nigao.yaml", "rules: [\n")), CHECK, 3, ["nigao.yaml:"]),
    Fault("比的文件夹不在", several(package()), (*CHECK, "--corpus", "没有"), 2, ["没有"]),
    Fault("更新的稿子没有书签", several(package()), ("update", "稿.docx", "--brief", "要点.yaml"), 5, ["稿.docx"]),
    Fault("稿子是文件夹", lambda folder: (folder / "稿.docx").mkdir(), CHECK, 2, ["稿.docx"]),
    Fault("批注稿是文件夹", several(whole, lambda folder: (folder / "批.docx").mkdir()), (*CHECK, "--annotate", "批.docx"), 7, ["批.docx"]),
    Fault("清稿缺部件", several(package()), ("clean", "稿.docx", "-o", "定.docx"), 5, ["稿.docx"]),
    Fault("清稿的部件不是 XML", several(package(**TYPES, docProps__core_xml="甲")), ("clean", "稿.docx", "-o", "定.docx"), 5, ["稿.docx"]),
    Fault("清稿的部件有 DOCTYPE", several(package(**TYPES, word__styles_xml="<!DOCTYPE a><a/>")), ("clean", "稿.docx", "-o", "定.docx"), 5, ["DOCTYPE"]),
    Fault("清稿要换掉别人的", several(package(**TYPES), text("定.docx", "别人的")), ("clean", "稿.docx", "-o", "定.docx"), 6, ["定.docx"]),
    Fault("没有可读的旧稿", several(lambda folder: (folder / "旧").mkdir(), text("旧/a.doc", OLE)), ("mine", "旧", "-o", "新"), 5, ["旧"]),
    Fault("旧稿的文件夹不在", several(), ("mine", "没有", "-o", "新"), 2, ["没有"]),
]
FAULTS = [*BRIEFS, *BANKS, *BLOCKS, *SKELETONS, *DOCUMENTS, *CALLS]
