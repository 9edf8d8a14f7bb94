"""Numerals and punctuation: every bad form is found where it stands, with the right text beside it; what only looks like one is left alone."""
from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marked import BREAK, expected, text_document

from generator import checks
from generator.checks import numerals, punctuation
from generator.checks.review import Found, Review
from generator.model import Checking
from generator.readers.body import Words
from generator.readers.document import Document, read_document
from generator.standards import Standards

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"
STANDARDS = Standards()
GOLDEN = {path.stem: path.read_text(encoding="utf-8").splitlines() for path in sorted((HERE / "golden").glob("*.txt"))}
FRONT = "在全县大会上的讲话 ¶ 同志们： ¶ "
BOTH = {"numerals": numerals, "punctuation": punctuation}
often = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def review(lines: list[str] | tuple[str, ...], names: tuple[str, ...] = (), where: str = "body", kind: str = "txt") -> Review:
    """Some lines as a document."""
    return Review(Document("稿", kind, tuple(Words(line, where) for line in lines)), STANDARDS, checking=Checking(names=names))


def found_in(marked: str, names: tuple[str, ...] = ()) -> list[Found]:
    """What the two rules find in marked text."""
    paragraphs = text_document(marked).paragraphs
    looked = Review(Document("稿", "docx", paragraphs), STANDARDS, checking=Checking(names=names))
    return [item for rule in BOTH.values() for item in rule.check(looked)]


# (marked text, the right text that is advised, severity where it is not the rule's own)
NUMERALS = [
    # 1: half-width digits
    ("一季度新签约项目«２３»个。", "23"), ("协议投资同比增长«１２．５»%。", "12.5"), ("新签约项目«2３»个。", "23"), ("«２０２６»年新签约项目23个。", "2026"),
    ("到位资金«6．3»亿元。", "6.3"), ("到位资金«6。3»亿元。", "6.3"), ("增长12.5«％»。", "%", "info"),
    # 3: dates
    ("«25年»一季度新签约项目23个。", "2025年"), ("到«24年»底开工8个。", "2024年"), ("«98年»12月建成。", "1998年"), ("自«’25年»起施行。", "2025年"),
    ("«2024-25年»建成三个园区。", "2024—2025年"), ("«二五年»底建成。", "2025年"), ("«25年»上半年开工。", "2025年"), ("«二0二六»年开工。", "二〇二六"),
    ("«二○二六»年开工。", "二〇二六"), ("«二零二六»年开工。", "二〇二六", "info"), ("«202O»年开工。", "2020"), ("«08月01日»开工。", "8月1日"),
    ("2026年«8月01日»开工。", "8月1日"), ("8月«1号»开工。", "1日"), ("每月«10号»前报送。", "10日"), ("«二〇二六年8月»开工。", ""), ("«2026年八月»开工。", ""),
    ("定于2026年8月1日开工，«2026.9.1»投产。", "2026年9月1日"), ("定于2026年8月1日开工，«2026-09-01»投产。", "2026年9月1日"),
    ("定于«2026/9/1»投产。", "2026年9月1日", "info"),
    # 2: approximations
    ("引进«3、5»个项目。", "三五"), ("请«一、两»个人先看着。", "一两"), ("引进«17、8»家企业。", "十七八"), ("引进«30、40»家企业。", "三四十"), ("引进«十七、八»家企业。", "十七八"),
    ("开了«两、三»次会。", "两三"), ("又走了«十4»家企业。", "", "error"), ("会议定在下午«3点三十分»。", "", "error"), ("«零点五»个百分点也要争。", "0.5"),
    ("打好«第1仗»。", "第一仗"), ("编制«第15个五年»规划。", "第十五个五年"), ("«第2»，要把话说明白。", "第二"), ("«七月三十一号»前交账。", "7月31日"),
    ("再干«三、五»年。", "三五"), ("来了«二、三»十人。", "二三"), ("引进«3几»个项目。", "", "error"), ("引进«30几»个项目。", "三十几", "error"),
    ("引进«10几»家企业。", "十几", "error"),
    ("引进«几10»家企业。", "几十", "error"),
    # 4: 万 and 亿
    ("总投资«3千万»元。", "3000万"), ("总投资«5百万»元。", "500万"), ("总投资«2.5千亿»元。", "2500亿"), ("用工«3万5千»人。", "3.5万"),
    ("引进«3千»家企业。", "3000", "error"), ("铺面«1千268»间。", "1268", "error"),
    ("招来«2百»多家企业。", "200", "error"), ("引进«3十»个项目。", "30", "error"), ("引进«二十3»个项目。", "", "error"), ("完成投资«560亿5000万»元。", "560.5亿", "info"),
    ("税收«1,234»万元。", "1234", "info"), ("税收«1,234,567»元。", "1234567", "info"), ("占«百分之30»。", "30%"), ("占«三十%»。", "30%"), ("占«十二点五%»。", "12.5%"),
    # 5: the 0 of a decimal, blanks
    ("占比提高«.5»个百分点。", "0.5"), ("到位«6.3.2»亿元。", "", "error"), ("新签约项目« 23 »个。", "23"), ("到位资金6.3« »亿元。", "删去空格"),
    ("新签约项目« »23个。", "删去空格"),
    ("增长12.5« »%。", "删去空格"),
    # 6, 7: ranges
    ("加工率«15～20%»。", "15%～20%"), ("用工«5～10万人»。", "5万～10万人"), ("用工«5-10万人»。", "5万～10万人"), ("投资«3-5亿元»。", "3亿～5亿元"),
    ("增长«8-10%»。", "8%～10%"),
    ("增长«8%-10%»。", "8%～10%"), ("占«15至20%»。", "15%至20%"), ("用地«500~800亩»。", "500～800亩"), ("用时«3-5天»。", "3～5天"), ("用时«3——5天»。", "3～5天"),
    ("用时«3－5天»。", "3～5天", "info"), ("«2021-2025年»建三个园区。", "2021—2025年"), ("«2021年-2025年»建三个园区。", "2021年—2025年"),
    ("«2021--2025年»建三个园区。", "2021—2025年"), ("«2021～2025年»建三个园区。", "2021—2025年", "info"), ("«1-3月»新签约23个。", "1—3月"),
    ("«1~3月»新签约23个。", "1—3月"),
    ("«3日-5日»开会。", "3日—5日"), ("上午«9:00-11:30»开会。", "9:00—11:30"), ("来了三«~»五家。", "～"),
    # 10: 倍 with what falls
    ("用地«减少了2倍»。", ""), ("成本«下降一倍»。", ""), ("用时比去年«少两倍»。", ""), ("差距«缩小了近3倍»。", ""), ("税收增长3倍，是上年«的3倍»。", "的4倍"),
    # 12: one mark of approximation
    ("新签约«约30个左右»。", "约30个”或“30个左右"), ("引进«近30多家»企业。", "近30家”或“30多家"), ("开工«超过20个以上»。", "超过20个”或“20个以上"),
    ("占«大约30%左右»。", "大约30%”或“30%左右"),
    ("投入«约占30%左右»。", "约占30%”或“30%左右"), ("走访«不少于2次以上»。", "不少于2次”或“2次以上"), ("开工«至少3个以上»。", "至少3个”或“3个以上"),
    ("办结«不超过5天以内»。", "不超过5天”或“5天以内"), ("来了«约五百多人»。", "约五百人”或“五百多人"), ("引进企业«近百余家»。", "近百家”或“百余家"),
    ("引进企业«达20多家»。", "达20家”或“20多家", "info"),
    # units
    ("开工23«个个»。", "", "error"), ("投资5«亿亿»元。", "", "error"), ("增长3«%%»。", "", "error"), ("提高3«%个百分点»。", "", "error"),
    ("引进3«家家»企业。", "", "error"),
]
PUNCTUATION = [
    # 1: full-width marks, no doubled stops
    ("一季度新签约23个«,»到位资金6.3亿元。", "，"), ("会议强调«:»要抓落实。", "："), ("抓签约«;»抓开工。", "；"), ("怎么办«?»要实干。", "？"), ("干起来«!»", "！"),
    ("新签约23«,»45家开工。", "，"),
    ("增长12.5%«,»开工8个。", "，"), ("县政府«(办公室)»牵头。", "（办公室）"), ("生产总值«(GDP)»增长6%。", "（GDP）"), ("县政府«(»办公室）牵头。", "（"),
    ("县政府（办公室«)»牵头。", "）"),
    ("县政府抓好工作«.»", "。"), ("抓好工作«.»下一步抓落实。", "。"), ("抓签约«､»抓开工。", "、"), ("开了好头«。。»", "。"), ("开了好头«，，»再接着干。", "，"),
    ("开了好头«，。»", "。"),
    ("抓签约«、，»抓开工。", "，"), ("抓签约«；。»", "。"), ("怎么干«？。»", "？"),
    # 2: quotation marks and pairs
    ('我们喊的是«"项目为王"»。', "“项目为王”"), ("我们喊的是«'项目为王'»。", "“项目为王”"), ('我们喊的是“项目为王«"»。', ""),
    ("我们喊的是«“»项目为王，看的是工地。", "补上 ”"),
    ("我们喊的是项目为王«”»，看的是工地。", "补上 “"), ("我们喊的是“项目为王«“»，看的是工地。", "”"), ("我们喊的是«”»项目为王”，看的是工地。", "“"),
    ("会上印发了«《»扶持办法。", "补上 》"),
    ("会上印发了扶持办法«》»。", "补上 《"), ("会上印发了«《»办法，很好。", "补上 》"), ("请县政府«（»办公室牵头。", "补上 ）"), ("会上印发了“《办法«”»》。", "先关里面"),
    ("会上印发了«“»《办法》。", "补上 ”"), ("外面用«‘十四五’»的。", "“十四五”"), ("«「项目」»为王。", "“项目”"),
    # 3, 4: nesting, 顿号 between quotes
    ("印发《关于«《办法》»的通知》。", "〈办法〉"), ("他说“我们要«“快”»字当头”。", "‘快’"), ("印发了«〈办法〉»。", "《办法》", "info"),
    ("讲“早”«、»“快”两个字。", "删去", "info"),
    ("印发《甲办法》«、»《乙办法》。", "删去", "info"),
    # 5: 等
    ("要做到“先办后补«，»”不是先等后看。", "引号外面"), ("我们等得起吗«。»", "？", "info"), ("谁来办？谁来管？谁来兜底«。»", "？", "info"),
    ("一是要快；二是要准«、»三是要狠。", "；", "info"), ("招商、用地«、等»方面都要跟上。", "等"), ("招商、用地«、等»。", "等"),
    ("招商、用地«，等»方面都要跟上。", "等", "info"), ("招商、用地等«……»", "删去"),
    ("招商、用地«……等»。", "删去"),
    # 6: ellipses and dashes
    ("这样的事还有«…»", "……"), ("这样的事还有«...»", "……"), ("这样的事还有«。。。»", "……"), ("这样的事还有«………»", "……"), ("抓落实«--»这是关键。", "——"),
    ("抓落实«———»这是关键。", "——"),
    ("抓落实，«—»这是关键。", "——"), ("抓落实«—»这是关键。", "——", "info"), ("抓落实«――»这是关键。", "——"), ("抢抓机遇 ¶ «—»在大会上的讲话 ¶ 同志们：", "——"),
    # 7: markers
    ("«1、»抓签约", "1."), ("先抓签约。«1、»发动要早。", "1."), ("«1，»抓签约", "1."), ("«1．»抓签约", "1.", "info"), ("«（一）、»抓签约", "（一）"),
    ("«（1）．»抓签约", "（1）"), ("«一，»抓签约", "一、"),
    ("«一.»抓签约", "一、"), ("«1）»抓签约", "（1）"), ("«一)»抓签约", "（一）"), ("«(一)»抓签约", "（一）"), ("«第一、»抓签约。", "第一，"),
    ("«首先、»抓签约。", "首先，"),
    ("«一是，»抓签约。", "一是", "info"), ("«㈠»抓签约", "（一）", "info"), ("«⒈»抓签约", "1.", "info"),
    # 11: numbers of documents, the dot in names
    ("照大发«[2004]5号»文件办。", "〔2004〕5号"), ("照大发«(2026)5号»文件办。", "〔2026〕5号"), ("照大发«【2026】5号»文件办。", "〔2026〕5号"),
    ("照大发«［2026］第5号»文件办。", "〔2026〕5号"),
    ("照大发«〔2026〕05号»文件办。", "〔2026〕5号"), ("约翰«•»史密斯来了。", "·"),
    # 12: the stop inside and outside
    ("他说：“要抓项目。”«。»", "删去"), ("他说：“要抓项目。”«，»说完就走。", "删去"),
    # 14: blanks, empty pairs, a stop at the head
    ("抓签约« »抓开工。", "删去空格"), ("抓签约，« »抓开工。", "删去空格"), ("抓签约«　　»抓开工。", "删去空格"), ("抓签约。« »2026年再干。", "删去空格"),
    ("« 　»抓签约。", "删去空格", "info"),
    ("抓签约。« »", "删去空格", "info"), ("会议通报了«（）»情况。", "补上"), ("会议印发了«《》»。", "补上"), ("我们喊的是«“ ”»。", "补上"),
    ("抓签约。 ¶ «，»抓开工。", ""), ("印发了《«，»办法》。", "删去"),
]
SHAPES = [
    # 9, 10 and ends: whole documents
    ("在全县大会上的讲话«。» ¶ 同志们： ¶ 今天开会。", "删去"), ("抓招商«，»促发展 ¶ 同志们： ¶ 今天开会。", "空格", "info"), (FRONT + "一、抓签约«。» ¶ 要早。", "删去"),
    (FRONT + "（一）抓签约«：» ¶ 要早。", "删去"), ("在全县大会上的讲话 ¶ 同志«们» ¶ 今天开会。", "们："), ("在全县大会上的讲话 ¶ 同志们«；» ¶ 今天开会。", "："),
    ("在全县大会上的讲话 ¶ 各位领导«；»同志们： ¶ 今天开会。", "，"), (FRONT + "今天召开这次大会，就是要把全年的任务定下来，把各家的责任分清«楚»", "楚。", "info"),
    (FRONT + "今天召开这次大会。大家手头都忙，还是要把全年的任务定下来，把责任分清«楚»", "楚。"),
    (FRONT + "今天召开这次大会，是要把全年的任务定下来，把各家的责任分清楚«，»", "。"),
]
GOOD = [
    "2026年一季度（1—3月）新签约项目23个，加工率15%～18%，用时15～30天，用工5万～10万人，总投资3亿元～5亿元。", "2021—2025年、8:30—11:30、3月5日—7日，北京—上海一线。",
    "千万元以上项目、亿元项目、三千万元以上的项目，二十三个村，上百家企业，千余名干部，五成以上。", "用电5千瓦、10千伏、3千克、2千米，世界500强，千方百计，百分点。",
    "比例3:7，上午9:30，A,B两栋，A—B段。",
    "约30个，30个左右，超过20家，20家以上，近30家，达到20个以上，近10多年来，近两个多月，签约20多个，附近30多家，下达20多项任务，大合约30个左右。",
    "成本下降两成，投资增长3倍，是上年的4倍。",
    "23家家电企业、5个个体户、3名名师、2户户主、5项项目。", "GB/T 15834-2011，电话0512-58012345，小康路3-5号，A3-5栋，G60走廊，5G，7×24小时，12345热线，1+6+N机制。",
    "第3、4项，1、2号泊位，8、9月份，一、二、三产业，第一、二产业，三、四线城市，五、六年级。",
    "二〇二六年七月三十一日，正月十五日，三月三，第1、2号泊位，第十五个五年规划，第1名，两、三线城市，零点五折。", "“要干，”他说，“就干好。”谁来办？谁先办，谁就主动。做到了吗？",
    "一是快、二是准、三是狠；四是稳。", "二〇二六年八月一日，1978年，20世纪90年代，第25年，十年磨一剑，25年底蕴，10年初步建成。", "3月5号泊位开工，8号路，2号楼。",
    "从15.3%提高到20.1%，由5个增加到8个，2024年比2023年多3个，由3到5个百分点。", "税收123456万元，12.3∶45.2∶42.5。",
    "他说：“要抓项目。”他又问：“怎么干？”“谁来干？”", "“一事一议”“一企一策”和“不可能”变“可能”，讲“早”、“快”、实三个字。",
    "《〈政府工作报告〉重点工作分工方案》《中共中央 国务院关于推进改革的意见》都讲了。", "《甲办法》（试行）、《乙办法》。", "他说“我们要‘快’字当头”。",
    "不等、不靠，靠、等、要都不行；等一张纸、等一条线，抢抓机遇、等客商上门不行。",
    "这样的事还有……抓落实——这是关键。", "招商，用地，等等，都要跟上。", "大发〔2004〕5号、（2026年）5号楼。", "周　明、约翰·史密斯。", "好！真的好？！",
    "第一，抓签约；首先，抓开工；一是抓投产，二是抓税收。第一、第二产业。首先、其次、再次都要讲。",
    "1.抓签约。（1）发动要早。（一）时间要紧。", "谋划—签约—开工—投产一条链。", "请看http://a.cn/b?c=1,2。", "（一）抓签约。各单位都要早动手。",
    "20世纪90年代，90后、00后，10月1日，5·20签约，9·8投洽会。", "不到30天，不足三分之一，一两个月，三五家，十七八个，几十家。", "（2026年2月）", "——在全县大会上的讲话",
]
GOOD_SHAPES = [
    "抢抓机遇　乘势而上 ¶ ——在全县大会上的讲话 ¶ （2026年3月5日） ¶ 县委书记　周　明 ¶ 各位领导、各位来宾，同志们： ¶ 今天开会。",
    "在“十四五”重大项目开工仪式上的讲话 ¶ 同志们！ ¶ 今天开会。",
    FRONT + "一、肯定成绩，统一思想，抓落实 ¶ （一）抓签约。各单位都要早动手，把材料备齐。 ¶ 一、差距在哪里？ ¶ 下面，我讲三点：",
    FRONT + "1.全力推进全县招商引资工作、重点项目建设工作、营商环境工作再上新台阶 ¶ 附件：全县招商引资和项目建设任务分解表、责任清单、时限一览表、联系人名单",
    FRONT + "今天召开这次大会，把任务定下来，把责任分清楚，请大家看附件里的表格（略）。",
]


@pytest.mark.parametrize(("marked", "advice", "severity"), [(*row, "")[:3] for row in NUMERALS + PUNCTUATION])
def test_a_bad_form_is_found(marked: str, advice: str, severity: str) -> None:
    """Exactly one finding, over exactly the marked stretch, with the right text in the advice."""
    (found,) = found_in(FRONT + marked) if "同志们" not in marked else found_in(marked)
    shift = 0 if "同志们" in marked else FRONT.count(BREAK)
    assert [(found.paragraph - shift, found.start, found.end)] == expected(marked)
    assert advice in found.suggestion
    assert found.severity == severity


@pytest.mark.parametrize(("marked", "advice", "severity"), [(*row, "")[:3] for row in SHAPES])
def test_an_end_that_is_wrong_is_found(marked: str, advice: str, severity: str) -> None:
    """Titles, headings, salutations and paragraphs have the stop that they should have, or none."""
    (found,) = found_in(marked)
    assert [(found.paragraph, found.start, found.end)] == expected(marked)
    assert advice in found.suggestion
    assert found.severity == severity


@pytest.mark.parametrize("text", GOOD)
def test_what_only_looks_wrong_is_left_alone(text: str) -> None:
    """Good forms that share their looks with bad ones raise nothing."""
    assert found_in(FRONT + text) == []


@pytest.mark.parametrize("text", GOOD_SHAPES)
def test_good_documents_are_left_alone(text: str) -> None:
    """Title blocks, headings, run-in headings and lists as offices write them raise nothing."""
    assert found_in(text) == []


@pytest.mark.parametrize("row", [row for row in NUMERALS + PUNCTUATION if row[1] and "”或“" not in row[1] and "同志们" not in row[0]])
def test_the_advice_heals(row: tuple[str, ...]) -> None:
    """A text in which the advised words stand raises nothing at that place."""
    marked = FRONT + row[0]
    (found,) = found_in(marked)
    told = re.fullmatch("改成“(.+)”", found.suggestion)
    if told is None:
        return
    lines = [words.text for words in text_document(marked).paragraphs]
    text = lines[found.paragraph]
    lines[found.paragraph] = text[: found.start] + told[1] + text[found.end:]
    assert found_in(BREAK.join(lines)) == []


def test_names_are_never_questioned() -> None:
    """A bad form that lies inside a name of the unit is its own affair; the same form elsewhere is not."""
    names = ("3千计划", "A，，B中心", "（大发[2004]5号）")
    text = "3千计划和A，，B中心照（大发[2004]5号）办。"
    assert found_in(FRONT + text, names) == []
    assert len(found_in(FRONT + text)) == 3
    assert len(found_in(FRONT + text + "引进3千家企业。", names)) == 1


def test_tables_and_margins_are_treated_leniently() -> None:
    """Numbers in cells are not questioned and cells need no stop; a half-width mark in a cell is still wrong; headers are not read at all."""
    cells = ("1,234", "5-10万", "2026.8.1", "完成投资和到位资金两项指标都比上年同期有较大幅度的增长，很好", "签约 23 个")
    assert [item for rule in BOTH.values() for item in rule.check(review(("标题", *cells), where="table"))] == []
    assert len(list(punctuation.check(review(("抓签约,抓开工",), where="table")))) == 1
    assert [item for rule in BOTH.values() for item in rule.check(review(("第２页,共3 页",), where="footer"))] == []


def test_a_fault_that_runs_through_a_paragraph_is_told_once() -> None:
    """Half-width commas all along a paragraph are one finding that says how many; up to five are told one by one."""
    lines = ["标题。", "甲" + ",甲" * 40 + "。", "乙" + ",乙" * 5 + "。"]
    found = [item for item in punctuation.check(review(lines)) if item.paragraph]
    assert [item.paragraph for item in found] == [1, 2, 2, 2, 2, 2]
    assert "共40处" in found[0].message
    assert (found[0].start, found[0].end) == (1, 2)


def test_indents_are_a_matter_of_word_files() -> None:
    """Blanks at the head of a line are how texts indent; in a .docx the style does it."""
    lines = ["标题", "　　抓签约。"]
    assert list(punctuation.check(review(lines))) == []
    assert len(list(punctuation.check(review(lines, kind="docx")))) == 1


# ------------------------------------------------------------------------------------------------- over whole speeches
def places(mark: str) -> list[tuple[str, int, int]]:
    """(speech, line, place) of every match of a pattern in the running text of the golden drafts."""
    long = [(name, at, line) for name, lines in GOLDEN.items() for at, line in enumerate(lines) if len(line) > 40]
    return [(name, at, found.start()) for name, at, line in long for found in re.finditer(mark, line)]


def changed(place: tuple[str, int, int], length: int, to: str) -> tuple[list[Found], int]:
    """What is found in the paragraph once a stretch of it is replaced, and where it stands."""
    name, at, start = place
    lines = [*GOLDEN[name][:4], GOLDEN[name][at]]
    lines[-1] = lines[-1][:start] + to + lines[-1][start + length:]
    found = [item for rule in BOTH.values() for item in rule.check(review(lines))]
    return [item for item in found if item.paragraph == 4], start


@pytest.mark.parametrize("name", GOLDEN)
def test_our_own_drafts_are_clean(name: str) -> None:
    """A draft that nobody touched raises nothing."""
    assert [item for rule in BOTH.values() for item in rule.check(review(GOLDEN[name]))] == []


@often
@given(st.sampled_from(places("[，；：？！]")))
def test_a_half_width_mark_is_found_anywhere(place: tuple[str, int, int]) -> None:
    """One mark of a clean draft made half-width: one finding, at that place, with the mark that stood there."""
    mark = GOLDEN[place[0]][place[1]][place[2]]
    (found,), start = changed(place, 1, mark.translate(str.maketrans("，；：？！", ",;:?!")))
    assert (found.start, found.end, found.suggestion) == (start, start + 1, f"改成“{mark}”")


@often
@given(st.sampled_from(places("[0-9]")))
def test_a_full_width_digit_is_found_anywhere(place: tuple[str, int, int]) -> None:
    """One digit of a clean draft made full-width: it is found, and the advice is the number as it was."""
    line = GOLDEN[place[0]][place[1]]
    found, start = changed(place, 1, chr(ord(line[place[2]]) - ord("0") + ord("０")))
    hits = [item for item in found if item.start <= start < item.end]
    assert len(hits) == 1
    assert hits[0].suggestion == f"改成“{line[hits[0].start:hits[0].end]}”"


@often
@given(st.sampled_from(places("[“”《》（）]")))
def test_a_lost_half_of_a_pair_is_found_anywhere(place: tuple[str, int, int]) -> None:
    """One of two paired marks taken away from a clean draft: one finding, at the half that is left."""
    found, _ = changed(place, 1, "")
    assert len(found) == 1
    assert any(told in found[0].message for told in ("没有配对", "用反", "成对"))


@often
@given(st.sampled_from(places("(?<=[\u4e00-\u9fff])[\u4e00-\u9fff](?![^《]*》)")), st.sampled_from([" ", "\u00a0", "  ", "\t"]))
def test_a_blank_between_words_is_found_anywhere(place: tuple[str, int, int], blank: str) -> None:
    """A blank put between two characters of a clean draft, but for titles of books, which have theirs: one finding, the blank itself."""
    (found,), start = changed(place, 0, blank)
    assert (found.start, found.end) == (start, start + len(blank))


@often
@given(st.sampled_from(places("[，。；、：]")), st.sampled_from("，。；、："))
def test_a_doubled_stop_is_found_anywhere(place: tuple[str, int, int], mark: str) -> None:
    """A second stop put behind one of a clean draft: a finding that covers both."""
    found, start = changed(place, 0, mark)
    assert any(item.start <= start and start + 2 <= item.end or item.start == start + 1 for item in found)


@often
@given(st.sampled_from(places("[0-9](?=[个家亿万%])")), st.sampled_from("左右 上下 以上".split()))
def test_what_is_added_to_a_number_alone_is_no_fault(place: tuple[str, int, int], tail: str) -> None:
    """One word of approximation more, where there was none, raises nothing about approximation."""
    line = GOLDEN[place[0]][place[1]]
    unit = re.compile("[0-9](?:[万亿]*[元个家户项次吨亩]|%)").match(line, place[2])
    if unit is None or line[unit.end():unit.end() + 2] in ("以上", "以内") or re.search("[约近超逾少过足于低]了?[0-9.～%万亿元]*$", line[: place[2]]):
        return
    found, _ = changed((place[0], place[1], unit.end()), 0, tail)
    assert not [item for item in found if "约数" in item.message]


@pytest.mark.parametrize("rule", BOTH)
def test_a_speech_is_read_in_no_time(rule: str) -> None:
    """A document of 5,000 characters takes a few milliseconds; five times as long is allowed here, for slow machines."""
    looked = review(max(GOLDEN.values(), key=lambda lines: sum(map(len, lines))))
    took = []
    list(BOTH[rule].check(looked))
    for _ in range(5):
        began = time.perf_counter()
        list(BOTH[rule].check(looked))
        took.append(time.perf_counter() - began)
    assert min(took) < 0.05


@pytest.mark.parametrize("name", ["S0", "S3"])
def test_the_model_speeches_are_clean(name: str) -> None:
    """The exemplars raise nothing, their gaps aside."""
    path = SHARED / "design" / "exemplars" / f"{name}.txt"
    if not path.exists():
        pytest.skip("the shared exemplars are not here")
    looked = Review(read_document(path), STANDARDS)
    assert checks.check(looked, BOTH) == []


@pytest.mark.parametrize(("seed", "said"), [("002", "[2004]5号"), ("002", " "), ("004", "8-10%"), ("000", "1-2月"), ("001", ",")])
def test_the_known_faults_of_the_seeds_are_found(seed: str, said: str) -> None:
    """What the analysis of the seeds lists under defects (section 12), and what their scraping did to them."""
    path = next(iter(sorted((SHARED / "seeds").glob(f"{seed}_*.txt"))), None)
    if path is None:
        pytest.skip("the shared seeds are not here")
    assert any(finding.text == said for finding in checks.check(Review(read_document(path), STANDARDS), BOTH))
