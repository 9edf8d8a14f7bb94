"""Numbering: headings and series out of order are found where the order breaks, announced counts are kept, and nothing else is said."""
from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import BREAK, expected, text_document

from generator import checks
from generator.checks import numbering
from generator.checks.review import Found, Review
from generator.language.ordinals import cn, count_cn
from generator.readers.body import Words
from generator.readers.document import Document, read_document
from generator.standards import Standards

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"
STANDARDS = Standards()
GOLDEN = {path.stem: path.read_text(encoding="utf-8").splitlines() for path in sorted((HERE / "golden").glob("*.txt"))}
FRONT = "在全县大会上的讲话 ¶ 同志们： ¶ "
often = settings(max_examples=150, deadline=None)
FORMS = {"一、": "{cn}、", "（一）": "（{cn}）", "1.": "{n}.", "（1）": "（{n}）", "第一个问题": "第{cn}个问题：", "一是": "{cn}是", "一要": "{cn}要", "第一": "第{cn}，"}
HEADINGS = ("一、", "（一）", "1.", "（1）", "第一个问题")
SERIES = ("一是", "一要", "第一")


def numbered(form: str, number: int) -> str:
    """A number in a form named by its first member."""
    return FORMS[form].format(cn=cn(number), n=number)


def found_in(marked: str) -> list[Found]:
    """What the rule finds in marked text."""
    return list(numbering.check(Review(text_document(marked), STANDARDS)))


def lines_found(lines: list[str]) -> list[Found]:
    """What the rule finds in some lines behind a title and a salutation."""
    return list(numbering.check(Review(Document("稿", "txt", tuple(map(Words, ("在全县大会上的讲话", "同志们：", *lines)))), STANDARDS)))


# (marked text, what the message says, severity where it is not the rule's own)
BAD = [
    # headings
    ("一、甲 ¶ «三、»乙 ¶ 四、丙", "缺“二、”"), ("一、甲 ¶ «四、»乙", "缺“二、”“三、”"), ("一、甲 ¶ 二、乙 ¶ «二、»丙 ¶ 三、丁", "重复"),
    ("一、甲 ¶ 二、乙 ¶ «二、»丙 ¶ 四、丁", "重复"),
    ("«二、»甲 ¶ 三、乙", "一上来就是“二、”"), ("一、甲 ¶ «一、»乙 ¶ 二、丙", "重复"), ("一、甲 ¶ 二、乙 ¶ 三、丙 ¶ «二、»丁 ¶ 四、戊", "倒回"),
    ("一、甲 ¶ 二、乙 ¶ «一、»丙 ¶ 二、丁", "又从"),
    ("一、甲 ¶ （一）子 ¶ （二）丑 ¶ 二、乙 ¶ «（三）»寅 ¶ （四）卯", "缺“（一）”"), ("一、甲 ¶ （一）子 ¶ «（三）»丑 ¶ 二、乙", "缺“（二）”"),
    ("一、甲 ¶ 1.子 ¶ 2.丑 ¶ «4.»寅 ¶ 二、乙", "缺“3.”"),
    ("一、甲 ¶ （一）子 ¶ 1.寅 ¶ «3.»卯 ¶ （二）丑 ¶ 二、乙", "缺“2.”"), ("«（一）»子 ¶ （二）丑 ¶ 一、甲 ¶ 二、乙", "上面没有“一、”"),
    ("一、甲 ¶ «（1）»子 ¶ （2）丑 ¶ 二、乙", "级次跳了"),
    ("一、甲 ¶ «（一）»子 ¶ 二、乙", "只有“（一）”一条", "info"), ("第一个问题：甲 ¶ «第三个问题：»乙", "缺“第二个问题”"),
    ("1.甲 ¶ 2.乙 ¶ «1.»丙 ¶ 2.丁", "又从", "info"),
    # series
    ("一是甲；二是乙；«四是»丙。", "缺“三是”"), ("一是甲；二是乙；«二是»丙；三是丁。", "重复"), ("一是甲；«一是»乙；二是丙。", "重复"),
    ("一要甲，«三要»乙。", "缺“二要”"), ("一是甲。二是乙。 ¶ 三是丙。 ¶ «五是»丁。", "缺“四是”"),
    ("一是甲；二是乙；三是丙；«二是»丁。", "倒回"), ("先抓招商。«二是»抓项目。", "前面没有“一是”"), ("第一，甲；«第三»，乙。", "缺“第二”"),
    ("第一，关于认识。好。 ¶ «第三»，关于争取。好。", "缺“第二”"),
    ("一共«三条目标»。第一条，甲；第二条，乙。", "下面讲了2"), ("首先，甲；«再次»，乙；最后，丙。", "缺“其次”"), ("首先，甲；其次，乙；«其次»，丙。", "重复"),

    ("要抓好：一是甲:二是乙,«四是»丙。", "缺“三是”"),
    # announced
    ("下面，我讲«四点意见»。 ¶ 一、甲 ¶ 二、乙 ¶ 三、丙", "说的是4，下面讲了3"), ("我分«三个方面»来讲。 ¶ 一、甲 ¶ 二、乙", "少了1"),
    ("下面，我强调«两点»。 ¶ 一、甲 ¶ 二、乙 ¶ 三、丙", "多了1"),
    ("下面，我就思想、队伍、办法«三个问题»，再强调几句。 ¶ 一、甲 ¶ 二、乙", "少了1"), ("现在，我讲«三个问题»。 ¶ 第一，认识。好。 ¶ 第二，争取。好。", "少了1"),
    ("现在，我讲«三个问题»。 ¶ 第一个问题：甲 ¶ 好。 ¶ 第二个问题：乙 ¶ 好。", "少了1"), ("下面，我讲«3点意见»。 ¶ 一、甲 ¶ 二、乙", "少了1"),
    ("下面，我补充«三点要求»。 ¶ （一）甲 ¶ （二）乙", "少了1"),
    ("做好«三项工作»：一是甲，二是乙。", "少了1"), ("存在«三个方面的问题»。一是甲。二是乙。三是丙。四是丁。", "多了1"), ("抓好«三件事»：一要甲；二要乙。", "少了1"),
    ("有«两条原因»：一是甲；二是乙；三是丙。", "多了1"),
    ("一、甲 ¶ 要着重抓好«三项工作»： ¶ 1.子 ¶ 2.丑 ¶ 二、乙", "少了1"),
]
GOOD = [
    "一、甲 ¶ 二、乙 ¶ 三、丙", "一、甲 ¶ （一）子 ¶ （二）丑 ¶ 二、乙 ¶ （一）寅 ¶ （二）卯", "一、甲 ¶ 1.子 ¶ 2.丑 ¶ 二、乙 ¶ 1.寅 ¶ 2.卯",
    "（一）甲 ¶ 1.子 ¶ （1）天 ¶ （2）地 ¶ 2.丑 ¶ （二）乙",
    "一、甲 ¶ 一是子；二是丑。 ¶ 二、乙 ¶ 一是寅； ¶ 二是卯。", "一是甲，一要子、二要丑；二是乙，一要寅、二要卯。",
    "一是甲；二是乙：一是子；二是丑；三是寅。三是丙。", "一靠政策，二靠投入，三要实干。", "首先甲；其次乙；第三是丙；最后丁。",
    "首先，甲。再次强调，安全是底线。最后，谢谢。", "发展第一要务是项目，第一书记要来，第一时间到，第一季度好，第一、二产业好。第三产业好。总量全省第一，增速第二。",
    "一是一、二是二，说话算数。", "1.甲；2.乙；3.丙。",
    "刚才，县长讲了四点意见，我都同意。 ¶ 一、甲 ¶ 二、乙", "刚才县长讲四点意见，下面我再讲两点。 ¶ 一、甲 ¶ 二、乙",
    "去年三个方面的成绩，前面三个同志讲了。 ¶ 一、甲 ¶ 二、乙", "下面，我讲几点意见。 ¶ 一、甲 ¶ 二、乙",
    "我先讲两层意思：一是甲；二是乙。 ¶ 一、甲 ¶ 二、乙 ¶ 三、丙", "下面，我讲三点意见，讲一点就要办一点。 ¶ 一、甲 ¶ 二、乙 ¶ 三、丙",
    "做好三项工作：一是甲；二是乙；三是丙。", "做好三项工作：一是甲；二是乙；还有丙。",
    "做好三项工作：一是甲；二靠乙；三看丙。", "去年开工8个项目。一是甲；二是乙。", "三个乡镇都来了，一是甲，二是乙。", "今年要办的三件事都办了。 ¶ 一、甲 ¶ 二、乙",
    "下面，我讲三个问题。 ¶ 要讲的话很长。",
    "一、甲 ¶ 要着重抓好三项工作。讲的时候分得开。 ¶ 1.子 ¶ 2.丑 ¶ 二、乙", "统一是好事，唯一是他。专一要紧。", "市委书记还要讲三点要求。 ¶ 一、甲 ¶ 二、乙",
    "我讲三点意见。 ¶ 一、甲 ¶ 二、乙 ¶ 三、十月看销号", "一、二、三产业都好。 ¶ 一、甲 ¶ 二、乙", "一、甲 ¶ 乙", "一是甲。 ¶ 一是子；二是丑；三是寅。 ¶ 二是乙。",
    "一、甲 ¶ 二、乙 ¶ 附件：任务表 ¶ 一、甲 ¶ 二、乙", "一、甲 ¶ 二、乙 ¶ 在全市大会上的讲话 ¶ 同志们： ¶ 一、甲 ¶ 二、乙",
]


@pytest.mark.parametrize(("marked", "message", "severity"), [(*row, "")[:3] for row in BAD])
def test_a_break_is_found(marked: str, message: str, severity: str) -> None:
    """Exactly one finding, over the number where the order breaks or over the count that is not kept."""
    (found,) = found_in(FRONT + marked)
    assert [(found.paragraph - FRONT.count(BREAK), found.start, found.end)] == expected(marked)
    assert message in found.message
    assert found.severity == severity


@pytest.mark.parametrize("text", GOOD)
def test_what_is_in_order_is_left_alone(text: str) -> None:
    """Levels that restart under each parent, series inside series, ordinals that number nothing, counts of something else."""
    assert found_in(FRONT + text) == []


def test_a_right_number_is_advised() -> None:
    """The advice names the number that belongs there, in its own form, or the count that was given."""
    assert found_in(FRONT + "一是甲；二是乙；四是丙。")[0].suggestion.startswith("改成“三是”")
    assert found_in(FRONT + "一、甲 ¶ 三、乙")[0].suggestion.startswith("改成“二、”")
    assert found_in(FRONT + "下面，我讲四点意见。 ¶ 一、甲 ¶ 二、乙")[0].suggestion.startswith("改成“两点意见”")


def test_tables_are_not_numbered_text() -> None:
    """Numbers in the cells of a table make no series."""
    words = (Words("标题"), *(Words(text, "table") for text in ("一、甲", "三、乙", "5.丙", "一是甲；三是乙。")))
    assert list(numbering.check(Review(Document("稿", "docx", words), STANDARDS))) == []


# ------------------------------------------------------------------------------------------------- any series
many = st.integers(2, 12)


@often
@given(many, st.sampled_from(HEADINGS), st.integers(0, 3))
def test_headings_in_order_raise_nothing(count: int, form: str, between: int) -> None:
    """Any number of headings of one form, with any text between them."""
    assert lines_found([line for n in range(1, count + 1) for line in (f"{numbered(form, n)}抓项目", *["要早动手。"] * between)]) == []


@often
@given(many, st.sampled_from(SERIES), st.sampled_from(["；", "。", "，", "\n"]))
def test_series_in_order_raise_nothing(count: int, form: str, stop: str) -> None:
    """Any number of items, in one paragraph or in a paragraph each."""
    assert lines_found([f"要抓好下面的事：{stop.join(f'{numbered(form, n)}抓项目' for n in range(1, count + 1))}。"] if stop != "\n" else [
        f"{numbered(form, n)}抓项目。" for n in range(1, count + 1)]) == []


@often
@given(st.data(), st.integers(3, 12), st.sampled_from(HEADINGS + SERIES))
def test_a_dropped_item_is_found_once(data: st.DataObject, count: int, form: str) -> None:
    """An inner item taken away: one finding, at the item behind the gap, that names what is lacking."""
    gone = data.draw(st.integers(2, count - 1))
    kept = [n for n in range(1, count + 1) if n != gone]
    found = lines_found([f"{numbered(form, n)}抓项目。" for n in kept])
    assert [(item.paragraph - 2, item.start, item.severity) for item in found] == [(kept.index(gone + 1), 0, "")]
    assert f"缺“{numbered(form, gone).rstrip('：，')}”" in found[0].message


@often
@given(st.data(), st.integers(3, 12), st.sampled_from(SERIES))
def test_a_dropped_item_is_found_inside_a_paragraph(data: st.DataObject, count: int, form: str) -> None:
    """The same where all items stand in one paragraph."""
    gone = data.draw(st.integers(2, count - 1))
    text = "；".join(f"{numbered(form, n)}抓项目" for n in range(1, count + 1) if n != gone) + "。"
    (found,) = lines_found([text])
    assert found.start == text.index(numbered(form, gone + 1))


@often
@given(st.data(), many, st.sampled_from(HEADINGS + SERIES))
def test_a_doubled_item_is_found_once(data: st.DataObject, count: int, form: str) -> None:
    """An item written twice: one finding, at the second."""
    twice = data.draw(st.integers(1, count))
    given_ = sorted([*range(1, count + 1), twice])
    found = lines_found([f"{numbered(form, n)}抓项目。" for n in given_])
    assert [(item.paragraph - 2, "重复" in item.message) for item in found] == [(given_.index(twice) + 1, True)]


@often
@given(st.data(), st.integers(3, 12), st.sampled_from(HEADINGS + SERIES))
def test_a_number_mistyped_as_its_neighbour_is_found_once(data: st.DataObject, count: int, form: str) -> None:
    """三 typed as 二 (一二二四): one finding, and what follows is taken as right."""
    wrong = data.draw(st.integers(2, count))
    found = lines_found([f"{numbered(form, n - (n == wrong))}抓项目。" for n in range(1, count + 1)])
    assert [item.paragraph - 2 for item in found] == [wrong - 1]


@often
@given(st.lists(st.integers(2, 4), min_size=2, max_size=5))
def test_each_parent_counts_its_own(children: list[int]) -> None:
    """The second level starts again under each heading of the first; run on from the last parent it is found."""
    lines = [line for n, count in enumerate(children, 1) for line in (f"{cn(n)}、抓项目", *(f"（{cn(k)}）要早动手" for k in range(1, count + 1)))]
    assert lines_found(lines) == []
    on, run = [], 0
    for line in lines:
        run += line.startswith("（")
        on.append(re.sub("（.*）", f"（{cn(run)}）", line))
    assert len(lines_found(on)) == len(children) - 1


@often
@given(st.integers(2, 9), st.integers(2, 9), st.sampled_from(["下面，我讲{}点意见。", "我分{}个方面来讲。", "下面，我强调{}个问题。", "现在，我就做好下一步工作，再提{}点要求。"]))
def test_an_announced_count_of_headings_is_kept(said: int, count: int, lead: str) -> None:
    """What is announced before the first heading is found exactly where it is not the number of headings."""
    found = lines_found([lead.format(count_cn(said)), *(f"{cn(n)}、抓项目" for n in range(1, count + 1))])
    assert [item.paragraph for item in found] == ([] if said == count else [2])


@often
@given(st.integers(2, 9), st.integers(2, 9), st.sampled_from(SERIES), st.sampled_from(["做好{}项工作：", "存在{}个方面的问题。", "要办{}件事：", "提{}点要求："]))
def test_an_announced_count_of_items_is_kept(said: int, count: int, form: str, lead: str) -> None:
    """What is announced right before a series is found exactly where it is not the number of its items."""
    found = lines_found([lead.format(count_cn(said)) + "；".join(f"{numbered(form, n)}抓项目" for n in range(1, count + 1)) + "。"])
    assert [item.start for item in found] == ([] if said == count else [lead.index("{")])


# ------------------------------------------------------------------------------------------------- whole speeches
@pytest.mark.parametrize("name", GOLDEN)
def test_our_own_drafts_are_in_order(name: str) -> None:
    """A draft that nobody touched raises nothing; with any of its headings taken away but the last of a level, it does."""
    assert list(numbering.check(Review(Document(name, "txt", tuple(map(Words, GOLDEN[name]))), STANDARDS))) == []
    tops = [at for at, line in enumerate(GOLDEN[name]) if re.match("[一二三四五六七八九十]、", line)]
    for at in tops[:-1]:
        kept = [line for place, line in enumerate(GOLDEN[name]) if place != at]
        found = list(numbering.check(Review(Document(name, "txt", tuple(map(Words, kept))), STANDARDS)))
        assert any(item.start == 0 and "缺" in item.message for item in found)


@pytest.mark.parametrize("name", ["S0", "S3"])
def test_the_model_speeches_are_in_order(name: str) -> None:
    """The exemplars raise nothing."""
    path = SHARED / "design" / "exemplars" / f"{name}.txt"
    if not path.exists():
        pytest.skip("the shared exemplars are not here")
    assert checks.check(Review(read_document(path), STANDARDS), ["numbering"]) == []


@pytest.mark.parametrize(("seed", "said", "message"), [("000", "四是", "缺“三是”"), ("001", "四点意见", "说的是4"), ("004", "一是", "重复")])
def test_the_known_breaks_of_the_seeds_are_found(seed: str, said: str, message: str) -> None:
    """一是、二是、四是 in S0, four points announced in S1 of which three are there, 一是 inside 一是 in S4 (analysis of the seeds, section 12)."""
    path = next(iter(sorted((SHARED / "seeds").glob(f"{seed}_*.txt"))), None)
    if path is None:
        pytest.skip("the shared seeds are not here")
    found = checks.check(Review(read_document(path), STANDARDS), ["numbering"])
    assert any(item.text == said and message in item.message for item in found)
