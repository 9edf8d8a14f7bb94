"""gap-left 待补没有补上

拟稿把材料里没有的写成【待补：……】，人手也爱用 ××、＊＊、X个、____ 先占个位子。这样的空印出去、念出来都是事故，所以定稿前一处也不能留。
数掉了、单位还站着的（到位资金万元）也是空。“此处……”一类写给同事看的话（此处加数字、此处略）也算。某市、某部门不算空，除非数也是“某”（某个、某%）。

依据：GB/T 9704-2012 5.2（版面用字应确定）；讲话稿通行做法。

错：一季度新签约项目«【待补：新签约项目】»，到位资金6.3亿元。
对：一季度新签约项目23个，到位资金6.3亿元。
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from generator.characters import HAN
from generator.checks.review import Found, Review, matches

ID, SEVERITY, NEEDS = "gap-left", "error", ()
_NUMERAL = "〇零一二三四五六七八九十百千万亿两半"
_UNIT = "[个家项户次名人位万亿元%％年月日天成倍亩]"
_HOLE = re.compile(
    r"【待补[^】]*】?|【\s*】|（\s*待补[^）]*）|（[^（）]{0,14}待(?:[^（）]{0,8}(?:核|核实|核定|确认|补|补充|查|填|提供|报))?(?:定)?）|待(?:补充|填写|核实|确认)(?=[）】])"
    rf"|[×╳✕]+|[XxＸｘ]{{2,}}|(?<![A-Za-z0-9Ａ-Ｚ])[XxＸｘ](?={_UNIT})|某(?=[个%％])"
    r"|[*＊]+|[_＿]{2,}|[□○]{2,}|\?(?=\d)|？(?=0)|(?<=\d)[?？]+(?=[\d万亿个家元%])"
    rf"|(?<={HAN})(?<![{_NUMERAL}几多来余数整上过超破近达满逾每以按用])(?:[万亿]美?元|个百分点)(?=[，。；、])"
    r"|(?<=[年月\d])[ 　]+(?=[月日]）?(?:$|[，。）]))"
    r"|[（(【]?此处(?:省略|略|加|补|填|插入|待|写|需|应|可)[^。！？]{0,20}|TODO|（略）|\(略\)"
)


def check(review: Review) -> Iterator[Found]:
    """Every hole that somebody left to be filled."""
    for passage, hole in matches(review.body, _HOLE):
        yield Found(passage.at, hole.start(), hole.end(), f"“{hole.group()}”还空着", "补上，或把这句话改得不用它")
