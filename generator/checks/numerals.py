"""numerals 数字写得不合规范

公文里的数字照国家标准写：计数、金额、比例、日期用半角阿拉伯数字；年份写足四位，月、日不补0；范围两端都带“%”和“万”“亿”；大数只用“万”“亿”作单位；
一个数只用一个表示约数的词；减少不说“倍”。数和汉字之间不空格，阿拉伯数字和汉字数字不混在一个数里。整份稿子的日期用一种写法。
整个用汉字说的门槛（千万元以上项目、亿元项目）不算错；表格里的数不问。

依据：GB/T 15835-2011《出版物上数字用法》4.1.1、4.3、5.1.2—5.1.4、5.2.1、5.2.5、5.3；GB/T 15834-2011 4.13.3；GB/T 9704-2012 7.3.5.4。

错：一季度新签约项目«２３»个。
错：«25年»一季度新签约项目23个。
错：加工率提高到«15～18%»。
错：2021«-»2025年建成三个园区。
错：到位资金«3千»万元，比去年多。
错：引进企业«十七、八»家。
错：新签约项目«约23个左右»。
错：用地«减少了2倍»。
错：新签约项目« 23 »个。
错：招来«2百»多家企业。
对：2026年一季度（1—3月）新签约项目23个，加工率15%～18%，十七八家企业参会，千万元以上项目约9个。
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.characters import HAN
from generator.checks.forms import bad_forms, form, gathered, inside_name, instead, possible
from generator.checks.review import Found, Passage, Review
from generator.language.ordinals import cn
from generator.language.said import chinese, spelled

ID, SEVERITY, NEEDS = "numerals", "warning", ()


# ------------------------------------------------------------------------------------------------- what numbers are made of
_NUM = r"[0-9]+(?:\.[0-9]+)?"
_ALONE = r"(?<![0-9０-９A-Za-z.．,/〔\-－—–~～〜第])"        # a number begins here
_UNIT = (
    "(?:个百分点|个工作日|个小时|个月|平方公里|平方米|立方米|公里|公顷|千瓦时|千瓦|人次|美元|小时|分钟|[%‰元个家户项次名人位亩吨台套辆座栋条批组场处倍成年天月日周岁米度件支])")
_COUNTED = "(?:[个家名人天位处户倍元亩斤吨岁次遍趟回面番桌句条项批件层步样种间块座台套支笔份辆栋头只箱道场张口根]|年(?!级)|公里|小时|分钟)"
_BLANKS = " \t\u00a0\u2002\u2003\u2004\u2005\u2006\u2009\u200a\u202f"
_BLANK = f"[{_BLANKS}]"
_SIGN = r"(?:[-–]{1,2}|[~～－〜]|——)"                       # what stands between two numbers instead of a right sign
_WIDE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_DIGITS = "零一二三四五六七八九"
_ZEROS = str.maketrans(dict.fromkeys("0０OoＯｏ○◯零", "〇"))
_TENS = {"十": 10, "百": 100, "千": 1000}
_MOST = {"十": 9, "百": 99, "千": 99}                        # what still reads as a number of tens, hundreds, thousands
_CENTURY = 60                                               # 60年 is 1960, 59年 is 2059


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _fraction(match: re.Match[str]) -> str:
    """三分之一 for 3分之1."""
    said = f"{match['of'] or match['whole']}分之{match['n'] or match['part']}"
    return instead(re.sub("[0-9]+", lambda number: cn(int(number.group())), said))


def _of_two(match: re.Match[str]) -> str:
    """The year that two digits mean."""
    year = match["yy"]
    return instead(f"{20 if int(year) < _CENTURY else 19}{year}年")


def _unpadded(match: re.Match[str]) -> str:
    return instead(re.sub(r"(?<![0-9])0([0-9])", r"\1", match["at"]).replace("号", "日"))


def _unscaled(match: re.Match[str]) -> str | None:
    """3千 is 3000; 2.5百 is 250; None where the number is none of tens."""
    if Decimal(match["n"]) > _MOST[match["k"]]:
        return None
    return instead(_plain(Decimal(match["n"]) * _TENS[match["k"]]) + match.groupdict().get("s", ""))


def _rising(match: re.Match[str]) -> bool:
    low, high = Decimal(match["low"]), Decimal(match["high"])
    return not (match["low"].startswith("0") and "." not in match["low"]) and (low < high or bool(match["lowscale"]))


def _range(match: re.Match[str]) -> str | None:
    """A range as it should be: its sign and what both ends carry; None for two numbers that make no range."""
    if not _rising(match):
        return None
    shared = match["scale"] if match["scale"] and not match["lowscale"] and not match["lowunit"] else ""
    percent = "%" if match["unit"] == "%" and not match["lowunit"] else ""
    sign = match["sign"] if match["sign"] in ("至", "到", "—") else "～"
    return instead(f"{match['low']}{match['lowscale']}{shared}{match['lowunit']}{percent}{sign}{match['high']}{match['scale']}{match['unit'] or ''}")


def _half_said(match: re.Match[str]) -> str | None:
    """As a range, where its low end lacks what the high end has."""
    lacks = (match["scale"] and not match["lowscale"] and not match["lowunit"]) or (match["unit"] == "%" and not match["lowunit"])
    return _range(match) if lacks else None


def _digits_run_on(match: re.Match[str]) -> str | None:
    """三、五 as 三五, where the two are near enough to be one guess."""
    first, second = match["first"], match["second"]
    low, high = (2 if char == "两" else _DIGITS.index(char) if char in _DIGITS else int(char) for char in (first, second))
    if not 0 < high - low <= 2:
        return None
    before = match["before"]
    tens = cn(int(before) * 10) if before.isdecimal() else before
    return instead(f"{tens}{first if first == '两' else _DIGITS[low]}{second if second == '两' else _DIGITS[high]}")


def _tens_run_on(match: re.Match[str]) -> str | None:
    first, second = int(match["first"]), int(match["second"])
    return instead(f"{_DIGITS[first]}{_DIGITS[second]}十") if second - first == 1 else None


def _with_point(match: re.Match[str]) -> str | None:
    """零点五 as 0.5."""
    whole = chinese(match["a"])
    return None if whole is None else instead(f"{_plain(whole)}.{''.join(str(_DIGITS.index(char)) for char in match['b'])}")


def _in_digits(match: re.Match[str]) -> str | None:
    """七月三十一号 as 7月31日."""
    month, day = chinese(match["m"]), chinese(match["d"])
    return None if month is None or day is None else instead(f"{_plain(month)}月{_plain(day)}日")


def _numeral(match: re.Match[str]) -> str | None:
    """三十% as 30%."""
    value = chinese(match["n"])
    return None if value is None else instead(f"{_plain(value)}%")


# ------------------------------------------------------------------------------------------------- two words for "about"
_ABOUT = ("左右", "上下", "多", "余", "来", "以上")
_TWICE = {
    "约": _ABOUT, "近": _ABOUT, "超": ("多", "余", "以上", "左右", "上下"), "至少": ("以上",), "至多": ("以下", "以内"), "不足": ("左右", "多", "余", "以下"),
    "达": ("多", "余"),
}
_HEADS = {
    "大约": "约", "大概": "约", "将近": "近", "接近": "近", "超过": "超", "逾": "超", "不少于": "至少", "不低于": "至少", "最少": "至少", "不超过": "至多",
    "不多于": "至多", "不高于": "至多", "最多": "至多",
}
_HEAD = (
    "大约|大概|将近|接近|(?<![签合节预履公条制相解违续邀立特缔简大])约|(?<![附最邻就临新靠亲相远将接])近|超过|(?<![赶反])超(?!过)|逾|不少于|不低于|至少|最少|不超过|不多于|不高于|"
    "至多|最多|不足")
_ROUGHLY = (
    rf"(?:为|占|有|需|达|了)?(?P<number>(?:{_NUM}|[一二两三四五六七八九十百千万几]+)[十百千万亿]*)(?P<mid>[多余来](?=[万亿]|{_UNIT}))?(?P<unit>[万亿]*{_UNIT}?)"
    r"(?P<tail>左右|上下|以上|以下|以内|[多余](?=[，。；、）的]|$))?")
_SPAN_OF_TIME = re.compile("个?(?:年|月|天|周|日|小时|季度)")


def _once(match: re.Match[str]) -> str | None:
    """Both ways of saying it once; None where the words go together, or 近 means of late (近10多年)."""
    head, tail = match["head"], match["mid"] or match["tail"] or ""
    kind = _HEADS.get(head, head)
    if tail not in _TWICE[kind] or kind == "近" and _SPAN_OF_TIME.match(match["unit"]):
        return None
    number, unit = match["number"], match["unit"]
    told = match.group()[len(head):].removeprefix("了")
    first = match.group()[: len(head)] + told.replace(number + (match["mid"] or ""), number, 1)
    first = first if match["mid"] else first.removesuffix(tail)
    other = f"{number}{match['mid'] or ''}{unit}{match['tail'] or ''}"
    return instead(f"{first}”或“{other}")


# ------------------------------------------------------------------------------------------------- the table
_FALLING = "下降|减少|缩小|降低|缩短|减低|回落|下滑|压缩|减轻"
_TIMES = r"(?:[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十几]+)多?倍"
_LEFT, _RIGHT = rf"(?P<low>{_NUM})(?P<lowscale>[万亿]*)(?P<lowunit>%|元|)", rf"(?P<high>{_NUM})(?P<scale>[万亿]*)(?P<unit>{_UNIT})?"
_MEASURED = rf"(?=[0-9.]+(?:[万亿]|{_UNIT}))"                # what follows the sign is a quantity
_OF_A_YEAR = (
    "(?:第?[一二三四1-4]季度|[上下]半年|年?底(?![蕴子气部层盘数线色])|年?末(?![端位])|初(?![中级步等期心])|度|(?:1[0-2]|0?[1-9])月|全年|同期|春节|元旦|国庆|[-—～~至][0-9]{2}年)")
_TIME_LEFT = r"(?P<a>(?<![0-9A-Za-z./\-])(?:[12][0-9]{3}年?|[0-9]{1,2}[月日时]|[0-9]{1,2}[:：][0-9]{2}|[0-9]{1,2}))"
_TIME_RIGHT = "(?P<b>[0-9]{1,2}月(?!内)|[0-9]{1,2}日(?!内)|[0-9]{1,2}时(?!间)|[0-9]{1,2}[:：][0-9]{2}(?![0-9])|(?<=年.)[12][0-9]{3}年)"
_YEARS = r"(?<![0-9])(?P<a>[12][0-9]{3}年?)%s(?P<b>[12][0-9]{3}年)"
_NUMBERED = (                                               # what carries a number with 号
    "(?!线|楼|院|文|令|店|门|柜|机|站|桥|台|公路|国道|省道|泊位|码头|厂|地块|井|炉|高炉|车间|园|仓|馆|库|路|会议室|坑|矿|船|隧道|标|窗口|生产线)")
_PREFIXED = "(?![克瓦米伏卡赫帕字焦安升吨兆分货方四五])"     # 千克, 千方百计, 百分点 …
_CHAR = f"[{_DIGITS}〇0OoＯｏ○◯]"
_SHORT_YEAR = "年份写足四位（GB/T 15835-2011 5.1.4）"
_YEAR_ZERO = "年份里的零写作“〇”（GB/T 15835-2011 5.2.5）"
_BOTH_ENDS = "范围的两端都要带“%”“万”“亿”（GB/T 15835-2011 5.1.3）"
_WAVE, _STROKE = "数值范围用浪纹线“～”（GB/T 15834-2011 4.13.3.3）", "起止时间用一字线“—”（GB/T 15834-2011 4.13.3.2）"
_GUESS = "两个数连用表示约数，中间不加顿号（GB/T 15835-2011 5.2.1）"
_MIXED, _SCALE = "一个数不混用两种数字（GB/T 15835-2011 5.3）", "大数只用“万”“亿”作单位（GB/T 15835-2011 5.3）"
_NO_BLANK, _NO_TIMES = "数和汉字之间不空格", "减少、下降不用“倍”，用百分数或分数"
_DELETE = "删去空格"


def _stroke(match: re.Match[str]) -> str:
    return instead(f"{match['a']}—{match['b']}")


_FORMS = (
    # digits
    form("(?<![0-9０-９])(?=[0-9.．]*[０-９])[0-9０-９][0-9０-９.．]*", "数字用半角（GB/T 15835-2011 4.1.1、5.1.7）",
         lambda match: instead(match.group().translate(_WIDE)), "０１２３４５６７８９"),
    form(r"(?<=[^\s0-9])[0-9]+[．。·][0-9]+(?=[%万亿])", "小数点用半角的“.”（GB/T 15835-2011 5.1.2）",
         lambda match: instead(re.sub("[．。·]", ".", match.group())), "．。·"),
    form("(?<=[0-9])％", "百分号用半角“%”", instead("%"), "％", "info"),
    # dates
    form("(?<![0-9A-Za-z])['‘’′＇](?P<yy>[0-9]{2})年", _SHORT_YEAR, _of_two, "'‘’′＇"),
    form(rf"(?<![0-9０-９.．,—～~至年第近去满前\-])(?P<at>(?P<yy>[0-9]{{2}})年)(?={_OF_A_YEAR})", _SHORT_YEAR, _of_two, "年"),
    form(r"(?<![0-9０-９.．,—～~至第\-])(?P<at>(?P<yy>0[0-9])年)", _SHORT_YEAR, _of_two, "0"),
    form("每(?:周|星期)(?P<at>[1-6])(?![0-9.个次天回])", "星期几用汉字数字（GB/T 15835-2011 4.2）", lambda match: instead(cn(int(match["at"]))), "周期"),
    form("(?<![0-9])(?P<m>[0-9]{1,2})月(?P<to>[到至]|[-—－]+)(?P<d>十[一二]?|[一二三四五六七八九])月", _MIXED,
         lambda match: instead(f"{match['m']}月{match['to']}{chinese(match['d'])}月"), "月"),
    form("[正冬腊]月初?(?P<at>[0-9]{1,2})", "农历的月日用汉字数字（GB/T 15835-2011 4.2.2）", lambda match: instead(cn(int(match["at"]))), "正冬腊"),
    form("(?<![0-9])(?P<from>[12][0-9]{3})年?[-—–~～－]{1,2}(?P<to>[0-9]{2})年", _SHORT_YEAR,
         lambda match: instead(f"{match['from']}—{match['from'][:2]}{match['to']}年"), "年"),
    form(f"(?<![0-9{_DIGITS}十百千万〇两第])(?P<at>二(?P<cn>[〇{_DIGITS}])年)(?=第?[一二三四]季度|[上下]半年|年?底|年?末)",
         "年份写足四位（GB/T 15835-2011 5.2.2）",
         lambda match: instead(f"202{_DIGITS.index(match['cn'].replace('〇', '零'))}年"), "二"),
    form(f"(?<!{_CHAR})[一二](?=[〇{_DIGITS}]{{0,2}}[0OoＯｏ○◯]){_CHAR}{{3}}(?=年|[—至～~-][一二])", _YEAR_ZERO,
         lambda match: instead(match.group().translate(_ZEROS)), "0OoＯｏ○◯"),
    form(f"(?<!{_CHAR})[一二](?=[〇{_DIGITS}]*零)[〇{_DIGITS}]{{3}}(?=年)", _YEAR_ZERO,
         lambda match: instead(match.group().translate(_ZEROS)), "零", "info"),
    form("(?<![0-9A-Za-z])[12](?=[0-9]{0,2}[〇○◯OoＯ])[0-9〇○◯OoＯ]{3}(?=年)", _MIXED, lambda match: instead(re.sub("[〇○◯OoＯ]", "0", match.group()))),
    form("(?<![0-9])(?P<at>0[1-9]月(?:[0-9]{1,2}[日号])?|[0-9]{1,2}月0[1-9][日号])", "月、日前面不补0（GB/T 9704-2012 7.3.5.4）", _unpadded, "0"),
    form(f"(?:(?<![0-9])[0-9]{{1,2}}月|[本上下每当]月)(?P<at>[0-9]{{1,2}}号){_NUMBERED}", "日期写“日”，不写“号”（GB/T 15835-2011 5.1.4）",
         lambda match: instead(match["at"].replace("号", "日")), "号"),
    form(f"[一二][〇{_DIGITS}]{{3}}年[0-9]{{1,2}}月|(?<![0-9])[12][0-9]{{3}}年(?:十[一二]?|[一二三四五六七八九])月(?!份)"
         f"|(?<![0-9])[0-9]{{1,2}}月[{_DIGITS}十]{{1,3}}[日号]|(?:十[一二]?|[一二三四五六七八九])月[0-9]{{1,2}}[日号]", "一个日期只用一种数字（GB/T 15835-2011 4.3）",
         "", "月"),
    form(f"(?<![0-9年正冬腊{_DIGITS}十])(?P<at>(?P<m>十[一二]?|[一二三四五六七八九])月(?P<d>三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])[日号])",
         "公历的月、日用阿拉伯数字（GB/T 15835-2011 4.1.2）", _in_digits, "月"),
    # times and years from … to …
    form(_YEARS % "(?:[-–]{1,2}|——)", _STROKE, _stroke, "年"),
    form(_YEARS % "[~～－〜]", _STROKE, _stroke, "年", "info"),
    form(f"{_TIME_LEFT}(?:[-–~]{{1,2}}|——){_TIME_RIGHT}", _STROKE, _stroke, "-–~—"),
    form(f"{_TIME_LEFT}[～－〜]{_TIME_RIGHT}", _STROKE, _stroke, "～－〜", "info"),
    # numbers from … to …
    form(f"{_ALONE}{_LEFT}(?P<sign>{_SIGN}|—|至|到){_RIGHT}", _BOTH_ENDS, _half_said),
    form(rf"{_ALONE}{_LEFT}(?P<sign>[-–~]{{1,2}}|——){_MEASURED}{_RIGHT}(?![-0-9.])", _WAVE, _range, "-–~—"),
    form(rf"{_ALONE}{_LEFT}(?P<sign>[－〜]){_MEASURED}{_RIGHT}(?![-0-9.])", _WAVE, _range, "－〜", "info"),
    form("(?<=[一二三四五六七八九十百千万亿])~(?=[一二三四五六七八九十])", _WAVE, instead("～"), "~"),
    # about so many
    form(f"(?:(?<={HAN})|(?<=[，。；])|^)(?<!第)(?P<at>(?P<before>[1-9]?)(?P<first>[1-9])、(?P<second>[2-9]))(?=[十百千万亿]*多?{_COUNTED}|[万亿])",
         _GUESS, _digits_run_on, "、"),
    form(f"(?:(?<={HAN})|(?<=[，]))(?<!第)(?P<at>(?P<first>[1-9])0、(?P<second>[2-9])0)(?=多?{_COUNTED}|[万亿])", _GUESS, _tens_run_on, "、"),
    form(f"(?:(?<={HAN})|(?<=[，。；：])|(?<=[^第前{_DIGITS}十百千万0-9]、)|^)(?<![第前{_DIGITS}十百千万])(?P<at>(?P<before>(?:[一二三四五六七八九]?[十百千万])?)(?P<first>[一二两三四五六七八])、"
         f"(?P<second>[二两三四五六七八九]))(?=[十百千万亿]*多?{_COUNTED})", _GUESS, _digits_run_on, "、"),
    form(f"(?<![0-9.])(?P<at>(?P<n>[0-9]{{1,3}})(?:[到至、]|{_SIGN})(?P<cn>[{_DIGITS}十百两]+))(?={_COUNTED})", _MIXED, "", "一二三四五六七八九十百两", "error"),
    form(f"(?<![0-9第{_DIGITS}十百千万])(?P<at>(?P<cn>[{_DIGITS}十百两]+)(?:[到至、]|{_SIGN})(?P<n>[0-9]{{1,3}}))(?={_COUNTED})", _MIXED, "", "一二三四五六七八九十百两", "error"),
    form(f"(?P<head>{_HEAD}){_ROUGHLY}", "一个数只用一个表示约数的词", _once, "多余来上下左内"),
    form(f"(?<![下到发转直送传抵表通])(?P<head>达)(?!到){_ROUGHLY}", "“达”后面跟准数，不跟“多”“余”", _once, "达", "info"),
    # Arabic and Chinese numerals in one number
    form(f"(?<![0-9.])(?P<at>(?P<ten>[1-9])(?P<zero>0?)几)(?={HAN})", _MIXED,
         lambda match: instead(cn(int(match["ten"]) * 10) + "几") if match["zero"] else "", "几", "error"),
    form("(?P<at>[1-9]番[1-9]次|[1-9]令[1-9]申|[1-9]心[1-9]意|[1-9]清[1-9]楚|[1-9]面[1-9]方|[1-9]通[1-9]平|[1-9]分为[1-9]|[1-9]天[1-9]夜|[1-9]年[1-9]载)",
         "成语、固定的词用汉字数字（GB/T 15835-2011 4.2.4）",
         lambda match: instead(re.sub("[1-9]", lambda digit: cn(int(digit.group())), match["at"])), "番令心清面通分天年"),
    form("几(?P<n>10{0,3}|0{1,3})(?![0-9.])", _MIXED, lambda match: instead("几" + "个十百千"[match["n"].count("0")]), "几", "error"),
    form("(?<![0-9.])(?P<at>[0-9]+千[0-9]+百(?:[0-9]+十?)?|[0-9]+百[0-9]+十)", _MIXED, "", "百", "error"),
    form("(?P<at>1[0-5]五)(?=”|规划|计划|时期|期间|末)", "“十二五”这样的说法用汉字数字（GB/T 15835-2011 4.2.4）",
         lambda match: instead(cn(int(match["at"][:-1])) + "五"), "五"),
    form(rf"(?<![0-9.])(?P<n>{_NUM})(?P<k>[十百千])(?P<s>[万亿]+)", _SCALE, _unscaled, "十百千"),
    form(f"(?<![0-9.])(?P<a>[0-9]+)万(?P<b>[0-9])千{_PREFIXED}", _SCALE, lambda match: instead(f"{match['a']}.{match['b']}万"), "千"),
    form(f"(?<![0-9.])(?P<n>{_NUM})(?P<k>[十百千]){_PREFIXED}(?={HAN}|$)", _MIXED, _unscaled, "十百千", "error"),
    form(f"(?<![第〇])(?P<at>[二三四五六七八九]?十[1-9]|[一二三四五六七八九]百[1-9][0-9]?)(?={_COUNTED}|[万亿])", _MIXED, "", "十百", "error"),
    form(f"(?P<at>(?<![0-9])[0-9]{{1,2}}[点时][{_DIGITS}十]+分)(?![之])", _MIXED, "", "分", "error"),
    form(f"(?<![0-9{_DIGITS}十百千万第])(?P<at>(?P<a>[{_DIGITS}十百]+)点(?P<b>[{_DIGITS}]+))(?=个百分点|[万亿])", "带小数的数用阿拉伯数字（GB/T 15835-2011 4.1.1）",
         _with_point, "点"),
    form(r"(?<![0-9.])(?P<a>[1-9])千(?P<b>[0-9]{3})(?![0-9.])", _MIXED, lambda match: instead(match["a"] + match["b"]), "千", "error"),
    form(f"(?P<of>{_NUM})分之(?P<n>[0-9{_DIGITS}十]+)|(?P<whole>[{_DIGITS}十]+)分之(?P<part>{_NUM})", _MIXED, _fraction, "分"),
    form(f"(?P<k>[百千])分之(?P<n>{_NUM})", _MIXED, lambda match: instead(match["n"] + ("%" if match["k"] == "百" else "‰")), "分"),
    form(f"(?<![0-9{_DIGITS}十百千万点第])(?P<n>[{_DIGITS}十百千两]+(?:点[{_DIGITS}]+)?)%", "“%”前面用阿拉伯数字（GB/T 15835-2011 4.1.1）", _numeral, "%"),
    form(rf"(?<![0-9.])(?P<a>{_NUM})亿零?(?P<b>[0-9]{{1,4}})万", "大数用一个单位", lambda match: instead(
        f"{_plain(Decimal(match['a']) + Decimal(match['b']) / 10000)}亿"), "亿", "info"),
    form("(?<![0-9.])[0-9]+(?P<u>[个家项条户张台套名人亩栋])[^，。；：]{0,10}[、和][^，。；：、0-9]{0,4}?(?P<at>[二三四五六七八九]?[十百][一二三四五六七八九]?(?P=u))",
         "并列的数用一种数字（GB/T 15835-2011 4.3）", "", "十百"),
    form("(?P<at>第1(?:仗|步|时间|要务|资源|位(?!数)|线|关|桶金|把火|课|梯队|动力|方阵|生产力|责任人|枪|炮))", "固定的词用汉字数字（GB/T 15835-2011 4.2.4）",
         lambda match: instead(match["at"].replace("1", "一")), "第"),
    form("(?P<at>第(?P<n>[0-9]{1,2})个五年)(?=规划|计划)", "“第×个五年规划”用汉字数字（GB/T 15835-2011 4.2.4）",
         lambda match: instead(f"第{cn(int(match['n']))}个五年"), "五"),
    form("(?:^|(?<=[。；：]))(?P<at>第(?P<n>[1-9]))(?=[，：])", "“第一”“第二”这样的序数用汉字数字", lambda match: instead(f"第{cn(int(match['n']))}"), "第"),
    form("(?<![0-9.])(?P<at>[1-3]把手|1(?:刀切|盘棋|揽子|条龙|站式|门式|窗式|体化|线(?=职工|干部|工人|岗位)|口价|股劲|辈子|家人|回事|句话|年半载|年到头|天到晚|心一意|清二楚|点一滴|五一十|举两得|分为二))",
         "成语、固定的词用汉字数字（GB/T 15835-2011 4.2.4）", lambda match: instead(cn(int(match["at"][0])) + match["at"][1:]), "把刀盘揽条站门窗体线口股辈家回句年天心清点五举分"),
    # points, commas, blanks
    form(r"(?<![0-9,.])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9,])", "正文里的数不加千分撇，大数用“万”“亿”作单位",
         lambda match: instead(match.group().replace(",", "")), ",", "info"),
    form(r"(?<![0-9A-Za-z.])\.[0-9]+(?=[%‰万亿倍元个])", "小数点前面的0要写出（GB/T 15835-2011 5.1.2）", lambda match: instead("0" + match.group()), "."),
    form(r"[0-9]+\.(?:[0-9]+\.|\.)[0-9]+(?=[%‰万亿])", "多了一个小数点", "", ".", "error"),
    form(rf"(?:(?<={HAN})|(?<=[，。；：、“（]))(?P<at>{_BLANK}+(?P<n>{_NUM}%?){_BLANK}+)(?={HAN})", _NO_BLANK, lambda match: instead(match["n"]), _BLANKS),
    form(rf"(?<={HAN}){_BLANK}+(?=[0-9])|(?<=[0-9%]){_BLANK}+(?={HAN}|[%])", _NO_BLANK, _DELETE, _BLANKS),
    # units
    form("(?<=[0-9])(?:个个(?![体人性案例别])|家家(?![具电庭纺居政装禽畜乐族用长园])|亿亿|万万|亿万|元元(?![件素旦宵首])|%%|%个?百分点|个?百分点%|个百分点个百分点|"
         "(?:项项|亩亩|吨吨|次次|户户|名名|倍倍)(?=[，。；、）]|$))", "单位写重了", "", severity="error"),
    form(f"(?:{_FALLING})(?:了|近|约|超过)*{_TIMES}", _NO_TIMES, "", "倍"),
    form(f"比[^，。；：]{{1,20}}(?P<at>[少低慢短]了?{_TIMES})", _NO_TIMES, "", "倍"),
    form(rf"增[长加]了?(?P<n>{_NUM})倍[，、][^，。；]{{0,10}}(?P<at>的(?P=n)倍)", "增长几倍，就是原来的几加一倍",
         lambda match: instead(f"的{_plain(Decimal(match['n']) + 1)}倍"), "倍"),
)

_SPOKEN_DATE = re.compile(r"[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日")
_OTHER_DATE = re.compile(
    r"(?<![0-9A-Za-z./\-])(?P<y>[12][0-9]{3})(?P<dot>[-./．])(?P<m>1[0-2]|0?[1-9])(?P=dot)(?P<d>3[01]|[12][0-9]|0?[1-9])(?![-0-9./])")
_UNQUESTIONED = ("table", "header", "footer")


def check(review: Review) -> Iterator[Found]:
    """Numbers in forms that the standards do not allow."""
    passages = [passage for passage in review.body if passage.where not in _UNQUESTIONED or "。" in passage.text]      # a cell may hold sentences
    forms = possible(_FORMS, passages)
    for passage in passages:
        yield from gathered(bad_forms(passage, forms, review.names))
    yield from _dates(passages, review)
    yield from _mixed(review)


def _mixed(review: Review) -> Iterator[Found]:
    """Numbers that the draft has in characters beside others of their kind, and that somebody wrote in digits: 六十名毕业生走了41名."""
    for swap in review.swaps:
        if swap.now.isascii() and swap.now.isdigit() and chinese(swap.was) == int(swap.now):
            clause = f"{swap.before}{swap.now}{swap.after}"
            beside = {clause[end:end + 1] for _, end in spelled(clause)}
            if swap.after[:1] in beside:
                yield Found(swap.paragraph, swap.start, swap.end, "并列的数用一种数字（GB/T 15835-2011 4.3）", f"改成“{swap.was}”")


def _dates(passages: list[Passage], review: Review) -> Iterator[Found]:
    """Dates in figures alone: a second form beside 2026年8月1日; alone they may stand with hyphens, not with dots."""
    spoken = any(_SPOKEN_DATE.search(passage.text) for passage in passages)
    for passage in passages:
        for date in _OTHER_DATE.finditer(passage.text):
            if (spoken or date["dot"] != "-") and not inside_name(passage.text, *date.span(), review.names):
                message = "全文的日期用一种写法（GB/T 15835-2011 4.3）" if spoken else "日期写年、月、日（GB/T 15835-2011 5.1.4）"
                right = instead(f"{date['y']}年{int(date['m'])}月{int(date['d'])}日")
                yield Found(passage.at, *date.span(), message, right, "" if spoken else "info")
