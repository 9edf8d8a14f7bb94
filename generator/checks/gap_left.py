"""gap-left 待补没有补上

拟稿把材料里没有的写成【待补：……】，人手也爱用 ××、＊＊、X个、____ 先占个位子。这样的空印出去、念出来都是事故，所以定稿前一处也不能留。
数掉了、单位还站着的（到位资金万元）也是空。“此处……”一类写给同事看的话（此处加数字、此处略）也算。某市、某部门不算空，除非数也是“某”（某个、某%）。

依据：GB/T 9704-2012 5.2（版面用字应确定）；讲话稿通行做法。

错：一季度新签约项目«【待补：新签约项目】»，到位资金6.3亿元。
错：由副县长«某某某»牵头，请县财政局抓紧办。
错：请« »局抓紧办。
错：项目名称«？？？»要抓紧定下来。
错：«这里加一个例子»。
错：常务副县长«（姓名）»通报了情况。
错：这个«数待核»，开会以前补上。
错：共有«N»个项目。
错：以上«内容由办公室补齐»。
错：«（写一段环境）»环境就是本钱。
对：一季度新签约项目23个，到位资金6.3亿元。
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from generator.characters import HAN
from generator.checks.review import Found, Review, matches

ID, SEVERITY, NEEDS = "gap-left", "error", ()
_AROUND = 2                                      # characters on either side by which the brief's words are known
_NUMERAL = "〇零一二三四五六七八九十百千万亿两半"
_UNIT = "[个家项户次名人位万亿元%％年月日天成倍亩]"
_HOLES = (
    # what drafting leaves itself, and the same by hand
    r"【待补[^】]*】?|【\s*】|【[^】]{0,6}(?:姓名|名称|职务|单位|时间|地点|数字|数据|金额|名单)】|【[^】]{0,10}(?:待|请|补充|填写|核实|略|插入)[^】]{0,10}】|（\s*待补[^）]*）|（[^（）]{0,14}待(?:[^（）]{0,8}(?:核|核实|核定|确认|补|补充|查|填|提供|报))?(?:定)?）|待(?:补充|填写|核实|确认)(?=[）】])",
    # signs that keep a place: crosses, letters, stars, lines, boxes, question marks, 某
    rf"[×╳✕]+|[XxＸｘ]{{2,}}|(?<![A-Za-z0-9Ａ-Ｚ])[XxＸｘ](?={_UNIT})|某(?=[个%％])|某{{2,}}",
    r"[*＊]+|[_＿]{2,}|[□○]{2,}|[□○](?=[万亿]?[个家项户次名人位元亩%])|(?<![A-Za-z0-9+＋])[NnＮ](?=[个家项户次名人位元亩%])|\?(?=\d)|？(?=0)|(?<=\d)[?？]+(?=[\d万亿个家元%])|[？?]{2,}",
    # a unit without its number, blanks for a number, a day, a name
    rf"(?:(?<={HAN})(?<![{_NUMERAL}几多来余数整上过超破近达满逾每以按用])|(?<=[达过超]到))(?:[万亿]美?元|个百分点)(?=[，。；、”）！？])",
    r"(?<=[年月\d])[ 　]+(?=[月日](?:）?(?:$|[，。）])|[以之]?[前内]|[底起止]))|(?<=[^\x00-\xff])[ 　]{2,}(?=[月日号个家项局部镇位名人次）)]|[万亿]元)",
    r"[（(](?:姓名|职务|单位|单位名称|时间|日期|地点|数字|数据|人名|地名|企业名称|项目名称|会议名称)[)）]",
    r"(?<=[于在自到，、：])[ 　]+(?=月)|(?<=[请由让])[ 　]+(?=[局镇乡县市区部]|同志|先生|女士)",
    # words to colleagues
    r"(?:数字?|数据|金额|名单|时间|地点|人选)(?:还|暂|有|都)?待(?:核实?|核定|定|补充?|查)(?=[，。；）！]|$)",
    r"(?:这里|这一段|以上|以下|下面)[^，。！？]{0,8}[加补写填核插][^，。！？]{0,4}(?:例子?|数字|数据|一段|材料|案例|出处|来源)(?=$|[）)。，])",
    r"(?:内容|数据|数字|例子|名单|情况|这段)[^，。！？]{0,2}[由请等](?:办公室|秘书科?|综合科|起草组|材料组|科里)[^，。！？]{0,4}(?:补|核|提供|填)[^，。！？]{0,3}",
    r"[（(](?:写|加|补|插|展开|删|改)[^（）()]{1,20}[)）]",
    r"[（(][^（）()]{0,20}(?:问一[下问]|再填|再补|补上|填上|核一下|查一下|待核|会前补|请[^（）()]{1,8}[补填核])[^（）()]{0,12}[)）]",
    r"[（(【]?此处(?:省略|略|加|补|填|插入|待|写|需|应|可)[^。！？]{0,20}|TODO|（略）|\(略\)",
)
_HOLE = re.compile("|".join(_HOLES))


def check(review: Review) -> Iterator[Found]:
    """Every hole that somebody left to be filled."""
    given = review.facts.texts if review.facts is not None else ""
    for passage, hole in matches(review.body, _HOLE):
        if passage.text[max(0, hole.start() - _AROUND):hole.end() + _AROUND] in given:
            continue                             # 不许写某某科室, in the brief's own words
        yield Found(passage.at, hole.start(), hole.end(), f"“{hole.group()}”还空着", "补上，或把这句话改得不用它")
