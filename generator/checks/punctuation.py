"""punctuation 标点用得不合规范

汉字旁边用全角标点；点号不重着用；引号、书名号、括号成对，不交叉，套用时里外不同；省略号“……”、破折号“——”各占两格，起止用一字线“—”；文号的年份用六角
括号；序号后面的标点各有规定；标题末尾、小标题末尾不加点号，称谓末尾用冒号，一段话末尾要有句末点号；汉字之间不留空格，不留空的括号和引号。
引号跨了段的，每段各自看。表格里的话可以没有末尾的点号。

依据：GB/T 15834-2011《标点符号用法》4.3—4.15、5.1、附录A、附录B；GB/T 9704-2012 7.2.5、7.3.1、7.3.3。

错：一季度新签约项目23个«,»到位资金6.3亿元。
错：一季度开了个好头«。，»二季度要接着干。
错：我们喊的是«"»项目为王"，看的是工地。
错：我们喊的是«“»项目为王，看的是工地。
错：会上印发了《关于«《»办法》的通知》。
错：要讲“早”«、»“快”两个字。
错：招商、用地«、»等方面都要跟上。
错：这样的事还有«…»
错：请照大发«[2004]5号»文件办。
错：会议通报了«（）»情况。
错：一季度开了好头， ¶ «1、»抓签约。
错：在全县大会上的讲话 ¶ 同志们： ¶ 一、抓好项目建设«。» ¶ 要抓好。
错：在全县大会上的讲话 ¶ 同志们«；» ¶ 今天讲三点。
错：在全县大会上的讲话 ¶ 同志们： ¶ 今天召开这次大会，是要把全年的任务定下来，把各家的责任分清«楚»
错：抓签约« »抓开工。
错：要抓签约、抓开工«、»和抓投产。
错：各乡镇«，»各部门，都要到现场去。
错：难道我们不能快一点«。»
对：2021—2025年，“签约”“开工”“投产”三张表都照大发〔2004〕5号文件办，《关于〈办法〉的通知》也印发了。
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.characters import HAN
from generator.checks.forms import Form, bad_forms, form, gathered, inside_name, instead, possible
from generator.checks.review import Found, Passage, Review

ID, SEVERITY, NEEDS = "punctuation", "warning", ()

# ------------------------------------------------------------------------------------------------- what texts are made of
_MARKS = "，。、；：？！…“”‘’《》〈〉（）〔〕【】"
_BESIDE = "[^\x00-\xff]"                                    # what makes a half-width mark beside it a wrong one: characters and full-width marks
_CN = "一二三四五六七八九十"
_BLANK = "[ \t\u00a0\u2002-\u200b\u202f\u2060\ufeff]"
_FULL = str.maketrans(",;:?!().｡､｢｣﹐﹑﹔﹕﹖﹗", "，；：？！（）。。、“”，、；：？！")
_RANK = "？！。；：，、"                                       # the mark that stays of several
_OPENED = r"(?:^\s*|(?<=[。；：！？])\s*)"
_SQUARE = str.maketrans("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", "一二三四五六七八九十")
_DELETE = "删去空格"
_B21, _B3 = "（GB/T 15834-2011 附录B.2.1）", "（GB/T 15834-2011 附录B.3）"
_WIDTH = "（GB/T 15834-2011 5.1）"


def _full(match: re.Match[str]) -> str:
    return instead((match.groupdict().get("at") or match.group()).translate(_FULL))


def _bracketed(match: re.Match[str]) -> str | None:
    """A pair of half-width brackets with Chinese in it or beside it."""
    text, (start, end) = match.string, match.span()
    around = text[max(0, start - 1):end + 1]
    return instead(f"（{match['inside']}）") if re.search(_BESIDE, around) else None


def _quoted(match: re.Match[str]) -> str | None:
    """A pair of straight quotation marks with Chinese in it or beside it, and words between them."""
    text, (start, end) = match.string, match.span()
    if not match["inside"].strip(_MARKS):
        return None
    return instead(f"“{match['inside']}”") if re.search(_BESIDE, text[max(0, start - 1):end + 1]) else None


def _one_stop(match: re.Match[str]) -> str | None:
    """The strongest of several stops; questions and exclamations may stand together."""
    marks = set(match.group())
    return None if marks <= set("？！") else instead(next(mark for mark in _RANK if mark in marks))


def _dots(match: re.Match[str]) -> str | None:
    return None if len(match.group()) in (2, 4) else instead("……")


def _number(match: re.Match[str]) -> str | None:
    """The number of a document in its brackets."""
    return instead(f"〔{match['y']}〕{int(match['n'])}号")


def _heading_number(match: re.Match[str]) -> str:
    """㈠ as （一）, ⑴ as （1）, ⒈ as 1."""
    mark = match["at"]
    if mark in "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩":
        return instead(f"（{mark.translate(_SQUARE)}）")
    if "⑴" <= mark <= "⒇":
        return instead(f"（{ord(mark) - ord('⑴') + 1}）")
    return instead(f"{ord(mark) - ord('⒈') + 1}.")


_DELETE_MARK = "删去顿号"
_UNITS_OF = "乡镇|镇|乡|镇街|街道|部门|单位|县区|县市区|县|区|园区|专班|科室|村|社区|企业|级各部门"


_DOCUMENTS = (
    form(rf"(?<={HAN})[\[［(（【〈﹝] ?(?P<y>[12][0-9]{{3}}) ?[\]］)）】〉﹞] ?第?0*(?P<n>[0-9]+) ?号", "发文字号的年份用六角括号“〔〕”（GB/T 9704-2012 7.2.5）",
         _number, "号"),
    form("〔(?P<y>[12][0-9]{3})〕(?:第0*|0+)(?P<n>[0-9]+)号", "发文字号不加“第”，不编虚位（GB/T 9704-2012 7.2.5）", _number, "〔"),
)
_MARKERS = (
    form(rf"{_OPENED}(?P<at>(?P<n>[0-9]{{1,2}})、)(?={HAN}|[“《])", "阿拉伯数字的序号后面用“.”" + _B3, lambda match: instead(match["n"] + "."), "、"),
    form(rf"^\s*(?P<at>(?P<n>[0-9]{{1,2}})[，,：:])(?={HAN}|[“《])", "阿拉伯数字的序号后面用“.”" + _B3, lambda match: instead(match["n"] + "."), "，,：:"),
    form(rf"^\s*(?P<at>(?P<n>[0-9]{{1,2}})．)(?={HAN}|[“《])", "阿拉伯数字的序号后面用半角的“.”" + _B3, lambda match: instead(match["n"] + "."), "．", "info"),
    form(rf"{_OPENED}(?P<at>[（(](?P<n>[{_CN}]{{1,3}}|[0-9]{{1,2}})[）)][、，．.：,:])", "带括号的序号后面不加点号" + _B3,
         lambda match: instead(f"（{match['n']}）"), ")）"),
    form(rf"{_OPENED}(?P<at>(?P<n>[{_CN}]{{1,3}}|[0-9]{{1,2}})[)）])(?={HAN}|[“《])", "序号的括号成对用" + _B3,
         lambda match: instead(f"（{match['n']}）"), ")）"),
    form(rf"^\s*(?P<at>(?P<n>[{_CN}]{{1,3}})[，,．.。：:])(?={HAN}|[“《])", "汉字的序号后面用顿号" + _B3, lambda match: instead(match["n"] + "、"), _CN),
    form(rf"{_OPENED}(?P<at>(?P<n>第[{_CN}]{{1,3}}|首先|其次|再次|最后)、)(?!第|[{_CN}]|其次|再次|最后)(?={HAN}|[“《])", "“第一”“首先”后面用逗号" + _B3,
         lambda match: instead(match["n"] + "，"), "、"),
    form(rf"(?:^\s*|(?<=[。；：，])\s*)(?P<at>(?P<n>[{_CN}]{{1,2}}[是要])[，、,])(?={HAN}|[“《])", "“一是”后面不加点号" + _B3, lambda match: instead(match["n"]),
         "，、,", "info"),
    form(r"^\s*(?P<at>[㈠-㈩⑴-⒇⒈-⒛])", "序号写成“（一）”“1.”“（1）”（GB/T 9704-2012 7.3.3）", _heading_number, "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑", "info"),
)
_WRONG = (
    # ellipses and dashes
    form(r"…+", "省略号是六个点，占两格（GB/T 15834-2011 4.11）", _dots, "…"),
    form(rf"⋯+|(?<={_BESIDE})\.{{2,}}(?!\s*[0-9]+\s*$)|(?<![0-9A-Za-z.])\.{{3,}}(?={_BESIDE})|。{{3,}}|(?<={_BESIDE})[·•]{{3,}}",
         "省略号写作“……”（GB/T 15834-2011 4.11）", instead("……"), "⋯.。·•"),
    form("等(?:等)?(?P<at>……)|(?P<too>……)等(?![到我你他她它着待一候])", "省略号和“等”不一起用（GB/T 15834-2011 附录A.9.2）", "删去一个", "…"),
    form(rf"—{{3,}}|(?<={_BESIDE})-{{2,}}(?![0-9])|(?<![0-9-])-{{2,}}(?={_BESIDE})|－{{2,}}|(?<={_BESIDE})[―─]+|[―─]+(?={_BESIDE})",
         "破折号写作“——”，占两格（GB/T 15834-2011 4.10）", instead("——"), "—-－―─"),
    form(rf"^\s*(?P<at>—)(?={HAN}|[“《])", "破折号写作“——”，占两格（GB/T 15834-2011 4.10）", instead("——"), "—"),
    form(rf"(?<=[，。；：])—(?={HAN})|(?<={HAN})—(?=[，。；：])|(?<={HAN}) +[-–—]+ +(?={HAN})", "破折号写作“——”，占两格（GB/T 15834-2011 4.10）",
         instead("——"), "-–—"),
    # stops
    form("[，。、；：？！]{2,}", "点号不重着用", _one_stop, "，。、；：？！"),
    form("(?<=。[”’])[，。；、]", "引号里已经有句号，外面不再加点号" + _B21, "删去一个", "”’"),
    form("(?<=。）)。", "括号里外只留一个句号（GB/T 15834-2011 附录B.2.2）", "删去一个", "）", "info"),
    form(r"^\s*(?P<at>[，。、；：？！”’》）〉〕】])", "点号和后半个括号、引号不出现在一段开头（GB/T 15834-2011 5.1）", "", "，。、；：？！”’》）〉〕】"),
    form("(?<=[《（〈])[，。、；：？！]|(?<=[“‘])[，。、；：？！](?=[^“”‘’]*[”’])|、(?=[”’》）〉])",
         "引号、括号、书名号里面的头上不加点号，末尾不加顿号" + _WIDTH, "删去它", "“‘《（〈、"),
    form(rf"(?<={HAN})(?<![靠要看])、等(?!等)(?=$|[，。；：）]|[0-9]+[个家项条]|方面|方式|办法|措施|问题|工作|部门|单位|产业|项目|领域|事[项情，。；]|"
         "因素|环节|困难|制度|地(?=[，。；的]))", "“等”前面不加顿号（GB/T 15834-2011 附录B.1.2）", instead("等"), "等"),
    form(r"、[^，。；：、]{1,12}(?P<at>，等)(?=$|[，。；：]|方面|方式|措施|问题|领域|因素|环节)", "前面用顿号并列，“等”前面不加点号（GB/T 15834-2011 附录B.1.2）", instead("等"),
         "等", "info"),
    form("《(?P<inside>[^《》]*(?:会议|大会|恳谈会|座谈会|洽谈会|推介会|博览会|招商会|交易会|对接会|动员会|茶话会|论坛|签约仪式|启动仪式|开工仪式|活动|活动周|活动月))》",
         "会议、活动的名称不用书名号（GB/T 15834-2011 附录A.13.1）", lambda match: instead(match["inside"]), "《"),
    form("(?<=[，。；：])[^，。；：？]{0,10}(?:要|务必|必须|应当)(?:能)?(?:说|讲|答|弄|搞|问|想|写|看)(?:得|清楚?|明白?|准)(?!没有)"
         "[^。；？！吗呢]*(?:什么|哪[里些儿个一天]|谁|怎么|多少|几)[^。；？！吗呢]*(?P<at>？)", "说的是要弄清楚的事，不是在问（GB/T 15834-2011 4.2）", instead("。"), "？", "info"),
    form("[^，。；：？！]*(?:什么|哪[里些儿个]|谁|怎么|多少|是否|[是能有要该]不[是能有要该]|能不能|如何)[^，。；：？！]*，[^，。；：？！吗呢吧谁哪怎何么]*(?<!不)(?<!没)"
         "(?:清楚|明白|有数|讲清|说清|弄清|心中有底)(?P<at>？)", "问的话说完了，这是在陈述（GB/T 15834-2011 4.2）", instead("。"), "？", "info"),
    form("(?:什么|哪[里些儿个]|谁|怎么样?|多少|几[个家条次项])[^，。；：？！]{0,8}(?P<at>？)(?=(?:都|这些|全|一律)(?:要|得)?(?:一?[项条件个]?)?(?:记|写|讲|说|列|报|弄|查|问|登|答|交代))",
         "问的话是句子的一部分，不在问（GB/T 15834-2011 4.2）", instead("，"), "？", "info"),
    form("(?<=[是叫为成到把用])“[^“”。！？]{1,20}(?P<at>。)”(?=$|[^，。；])", "引的只是句子的一部分，句号放在引号外面（GB/T 15834-2011 附录B.4.2）", instead("”。"), "。", "info"),
    form("(?:[问想看查算](?:一[问想看查算]|清|明白))[^，。；：？！吗呢]{0,20}(?:谁|什么|哪|怎么|多少|几)[^，。；：？！吗呢]{0,12}(?P<at>？)",
         "说的是要弄清楚的事，不是在问（GB/T 15834-2011 4.2）", instead("。"), "？", "info"),
    form("(?P<at>[，、])”(?![^，。；！？]{0,10}[说讲问答道喊])(?=[^，。；！？”])",
         "引的话末尾的逗号、顿号放在引号外面，或者不用（GB/T 15834-2011 附录B.2.1）", "移到引号外面，或者删去", "”"),
    form(f"(?<={HAN})、(?=(?:以及|和(?![谐平睦气美解蔼善顺])|与(?![时会此])|及(?![时早格]))[^，。；、：]{{1,14}}(?:[，。；]|$))", "“和”“与”“及”前面不加顿号",
         _DELETE_MARK, "和与及"),
    form(f"(?:^|(?<=[，。；：]))各(?:{_UNITS_OF})(?P<at>，)各(?:{_UNITS_OF})(?=[，、])", "并列的词语之间用顿号（GB/T 15834-2011 4.5）", instead("、"), "，"),
    form("难道[^。！？；]{2,40}(?P<at>。)", "反问用问号（GB/T 15834-2011 4.2）", instead("？"), "难"),
    form("(?:要问|反问|请问|试问)：(?:为什么|凭什么|怎么|谁|哪|难道)[^。！？，；]{1,30}(?P<at>。)", "问的话用问号（GB/T 15834-2011 4.2）", instead("？"), "问", "info"),
    form("吗(?P<at>。)", "问的话用问号（GB/T 15834-2011 4.2）", instead("？"), "吗", "info"),
    form("(?P<word>为什么|凭什么|怎么|谁|哪|难道|何)[^。！？]{1,40}？(?:(?P=word)[^。！？]{1,40}？)*(?P=word)[^，。；！？]{1,16}(?P<at>。)",
         "并排的问话都用问号（GB/T 15834-2011 4.2）",
         instead("？"), "？", "info"),
    form(f"[{_CN}]是[^。！？]{{1,80}}；[^。！？]{{0,80}}?(?P<at>、)[{_CN}]是", "并列的各项之间用同一种点号", instead("；"), "；", "info"),
    # half-width marks
    form(rf"(?<=[^\x00-\x24\x26-\xff])[,;:!]|[,;:!](?={_BESIDE})|(?<=[^\x00-\x24\x26-\xff])\?(?![0-9.]+[万亿个家元%])|(?<![0-9])\?(?={_BESIDE})"
         rf"|{HAN}[0-9.]+(?P<at>,)(?![0-9]{{3}}(?![0-9]))(?=[0-9.]+(?:{HAN}|[%]))", "汉字旁边用全角标点" + _WIDTH, _full, ",;:!?"),
    form(r"\((?P<inside>[^()（）]*)\)", "汉字旁边用全角括号" + _WIDTH, _bracketed, "("),
    form(r"\((?=[^()（）]*）)|（[^()（）]*(?P<at>\))", "汉字旁边用全角括号" + _WIDTH, _full, "()"),
    form(rf"(?:(?<={HAN})|(?<=[”’》）〉]))\.(?![.0-9A-Za-z*＊×])", "句号写作“。”，人名中间用“·”" + _WIDTH, instead("。"), "."),
    form(rf"(?<={HAN})[•・‧∙⋅](?={HAN})", "人名、书名中间的间隔号用“·”（GB/T 15834-2011 4.14）", instead("·"), "•・‧∙⋅"),
    form("[｡､｢｣﹐﹑﹔﹕﹖﹗]", "汉字旁边用全角标点" + _WIDTH, _full, "｡､｢｣﹐﹑﹔﹕﹖﹗"),
    # quotation marks
    form(r'["＂](?P<inside>[^"＂]*)["＂]', "引号用“”（GB/T 15834-2011 4.8）", _quoted, '"＂'),
    form(rf'(?<={_BESIDE})["＂]|["＂](?={_BESIDE})', "引号用“”（GB/T 15834-2011 4.8）", "", '"＂'),
    form(r"(?<![A-Za-z0-9])['＇](?P<inside>[^'＇]*)['＇](?![A-Za-z])", "引号用“”‘’（GB/T 15834-2011 4.8）", _quoted, "'＇"),
    form("[「『](?P<inside>[^「」『』]*)[」』]", "横排的引号用“”（GB/T 15834-2011 4.8）", lambda match: instead(f"“{match['inside']}”"), "「『"),
    # nothing inside, blanks
    form(r"（[\s]*）|《\s*》|“\s*”|‘\s*’|〈\s*〉|〔\s*〕|\(\s*\)", "空的括号或引号", "补上内容，或者删去", "）》”’〉〕)"),
)
_BLANKS = (
    form(rf"(?<={_BESIDE})(?:{_BLANK}+|[　]{{2,}})(?={_BESIDE})(?![^《》]*》)", "汉字之间不留空格", _DELETE, " \t\u00a0\u3000\u200b\ufeff"),
    form(rf"(?<=[{_MARKS}]){_BLANK}+(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]){_BLANK}+(?=[{_MARKS}])", "标点旁边不留空格", _DELETE, " \t\u00a0"),
)

# ------------------------------------------------------------------------------------------------- pairs
_CLOSED = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "〔": "〕", "【": "】"}
_OPENS = {close: opening for opening, close in _CLOSED.items()}
_PAIRED = frozenset((*_CLOSED, *_OPENS, "(", ")", '"'))
_AS_FULL = str.maketrans("()", "（）")
_NO_PAIR = re.compile(rf"(?:^\s*|(?<=[。；：，]))(?:[0-9]{{1,2}}|[a-zA-Z]|[{_CN}]{{1,2}})[)）]|(?<=[A-Za-z])’|[‘’](?=[0-9]{{2}}年)")
_WITHIN = {
    "“": ("引号里再用引号，里面一层用“‘’”（GB/T 15834-2011 4.8）", "‘", "’"), "《": ("书名号里再用书名号，里面一层用“〈〉”（GB/T 15834-2011 4.15）", "〈", "〉"),
}
_OUTSIDE = {"‘": ("引号外面一层用“”（GB/T 15834-2011 4.8）", "“", "”", ""), "〈": ("书名号外面一层用“《》”（GB/T 15834-2011 4.15）", "《", "》", "info")}
_HOLDS = {"‘": "“", "〈": "《"}                                # what a mark of the second level stands in


class _Pairs:
    """The paired marks of one paragraph, from left to right."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        text = passage.text.translate(_AS_FULL)
        skipped = {at for match in _NO_PAIR.finditer(text) for at in range(*match.span())}
        self.marks = [(at, mark) for at, mark in enumerate(text) if mark in _PAIRED and at not in skipped]
        self.opened: list[tuple[int, str]] = []
        self.found: list[Found] = []
        kinds = "".join(mark for _, mark in self.marks)
        for place, (at, mark) in enumerate(self.marks):
            later = kinds[place + 1:]
            kind = self._straight() if mark == '"' else mark
            self._open(at, kind, later) if kind in _CLOSED else self._close(at, kind, later)
        for at, mark in self.opened:
            self._alone(at, mark)

    def _is_open(self, mark: str) -> bool:
        return any(kind == mark for _, kind in self.opened)

    def _straight(self) -> str:
        """What a straight mark stands for; it is reported as such, so here it closes what is open."""
        return "”" if self._is_open("“") else "“"

    def _report(self, start: int, end: int, message: str, advice: str, severity: str = "") -> None:
        self.found.append(Found(self.passage.at, start, end, message, advice, severity))

    def _alone(self, at: int, mark: str) -> None:
        if self.passage.text[at] == '"':
            return
        other = _CLOSED.get(mark) or _OPENS[mark]
        self._report(at, at + 1, f"这个 {mark} 没有配对", f"补上 {other}，或者删去 {mark}")

    def _open(self, at: int, mark: str, later: str) -> None:
        close = _CLOSED[mark]
        if mark in ("“", "‘", "《") and self._is_open(mark):
            needed = sum(kind == mark for _, kind in self.opened) + 1 + later.count(mark)
            if later.count(close) < needed:                 # one of them has no other half
                following = next((kind for kind in later if kind in (mark, close)), "")
                if following != close:
                    self._report(at, at + 1, "前后用反了", instead(close))
                    self._close(at, close, later)
                    return
                before = next(place for place in reversed(range(len(self.opened))) if self.opened[place][1] == mark)
                self._alone(*self.opened.pop(before))
        self.opened.append((at, mark))

    def _close(self, at: int, mark: str, later: str) -> None:
        opening = _OPENS[mark]
        if not self._is_open(opening):
            if mark in ("”", "’", "》") and next((kind for kind in later if kind in (opening, mark)), "") == mark:
                self._report(at, at + 1, "前后用反了", instead(opening))
                self.opened.append((at, opening))
            else:
                self._alone(at, mark)
            return
        place = next(place for place in reversed(range(len(self.opened))) if self.opened[place][1] == opening)
        between = self.opened[place + 1:]
        if any(_CLOSED[kind] in later for _, kind in between):
            self._report(at, at + 1, "两对标点交叉了", "先关里面的一对，再关外面的一对")
        else:
            for lone in between:
                self._alone(*lone)
            del self.opened[place + 1:]
        start, _ = self.opened.pop(place)
        self._nested(start, at + 1, opening)

    def _nested(self, start: int, end: int, mark: str) -> None:
        """A pair that was just closed, if it stands at the wrong level."""
        inside = self.passage.text[start + 1:end - 1]
        level = [kind for _, kind in self.opened if kind in "“‘《〈"]
        if mark in _WITHIN and level[-1:] == [mark]:
            message, left, right = _WITHIN[mark]
            self._report(start, end, message, instead(f"{left}{inside}{right}"))
        elif mark in _OUTSIDE and _HOLDS[mark] not in level:
            message, left, right, severity = _OUTSIDE[mark]
            self._report(start, end, message, instead(f"{left}{inside}{right}"), severity)


_LIST = re.compile("(?:“[^“”]*”|《[^《》]*》)(?:、(?:“[^“”]*”|《[^《》]*》))+")
_BETWEEN = re.compile("(?<=[”》])、(?=[“《])")


def _listed(passage: Passage) -> Iterator[Found]:
    """顿号 between quoted words; where words without quotes stand in the same list they may stay."""
    text = passage.text
    if "、“" not in text and "、《" not in text:
        return
    for names in _LIST.finditer(text):
        if text[names.start() - 1:names.start()] != "、" and text[names.end():names.end() + 1] != "、":
            for mark in _BETWEEN.finditer(text, *names.span()):
                yield Found(passage.at, *mark.span(), "并列的引号、书名号之间一般不用顿号（GB/T 15834-2011 4.5.3.5）", "删去它", "info")


_DASH = re.compile(rf"(?:(?<={HAN})|(?<=[”》]))—(?={HAN}|[“《])")
_ROUTE = re.compile("[省市县区州镇乡村港站]—|—[^，。；]{1,12}(?:线|铁路|高铁|高速|公路|航线|班列|班轮|走廊|通道|经济带|段)")


def _dashes(passage: Passage) -> Iterator[Found]:
    """A single stroke between words, unless it says from where to where, or strings several things together."""
    if "—" not in passage.text:
        return
    for dash in _DASH.finditer(passage.text):
        start, end = passage.sentence_at(dash.start())
        sentence = passage.text[start:end]
        if len(_DASH.findall(sentence)) == 1 and not _ROUTE.search(sentence):
            yield Found(passage.at, *dash.span(), "破折号写作“——”；表示起止才用“—”（GB/T 15834-2011 4.10、4.13）", instead("——"), "info")


# ------------------------------------------------------------------------------------------------- ends of paragraphs
_SPEECH = re.compile("(?:讲话|致辞|发言|报告|主持词|汇报|总结|表态|动员)稿?$")
_STOPPED = re.compile("[，。；：、！,.;:!]$")
_IN_TITLE = re.compile("[，。；：]")
_HEADED = re.compile(rf"^\s*(?:[0-9]{{1,2}}[.．、]|[（(][0-9{_CN}]{{1,3}}[）)]|[{_CN}]{{1,3}}、|第[{_CN}]{{1,3}}(?:个[^，：]{{1,4}})?[，：、章节条]|附件|附：|——)")
_HAILED = r"(?:尊敬的)?(?:各位[^\W0-9A-Za-z_]{1,6}|同志们|朋友们|[女男]士们|先生们|来宾们)"
_HAILING = re.compile(
    rf"^\s*{_HAILED}(?:[、，,；; 　]{_HAILED})*(?P<end>[^\w：:！!]?)\s*$")
_UNENDED = re.compile(rf"(?P<last>(?:{HAN}|[”》）])[，、,]?|[0-9%])\s*$")
_FRONT, _SHORT, _LONG, _HEADING = 12, 30, 60, 30


def _ends(passages: tuple[Passage, ...]) -> Iterator[Found]:
    """Titles and headings that have a stop at their end, salutations and paragraphs that lack theirs."""
    hailed = any(passage.role == "salutation" for passage in passages)
    for passage in passages:
        if passage.where == "body" and passage.text.strip():
            yield from _title(passage, hailed) if passage.role == "title" else ()
            yield from _heading(passage) if passage.role in ("heading1", "heading2") else ()
            yield from _salutation(passage) if passage.role == "salutation" else ()
            yield from _unended(passage) if passage.role == "body" else ()
    if not hailed:
        front = [passage for passage in passages if passage.where == "body" and passage.text.strip()][:_FRONT]
        yield from (found for passage in front if len(passage.text) <= _SHORT for found in _hailing(passage))


def _title(passage: Passage, hailed: bool) -> Iterator[Found]:
    text = passage.text.rstrip()
    if not hailed and not _SPEECH.search(text.rstrip("，。；：、！,.;:!")):
        return
    stop = _STOPPED.search(text)
    if stop:
        yield Found(passage.at, *stop.span(), "标题末尾不加标点（GB/T 15834-2011 附录B.4）", "删去它")
    for mark in _IN_TITLE.finditer(text, 0, len(text) - 1):
        yield Found(passage.at, *mark.span(), "标题里一般不用点号（GB/T 9704-2012 7.3.1）", "用空格隔开，或者分行", "info")


def _heading(passage: Passage) -> Iterator[Found]:
    """A short heading on its own line; one in which a sentence ended before is run in, and ends as sentences do."""
    text = passage.text.rstrip()
    stop = _STOPPED.search(text)
    if stop and len(text) <= _HEADING and not re.search("[。！？；]", text[:-1]):
        yield Found(passage.at, *stop.span(), "单独成行的小标题末尾不加点号（GB/T 15834-2011 附录B.4）", "删去它")


def _salutation(passage: Passage) -> Iterator[Found]:
    for mark in re.finditer("[；;。]", passage.text):
        yield Found(passage.at, *mark.span(), "称谓之间用“、”或“，”", instead("，"))


def _hailing(passage: Passage) -> Iterator[Found]:
    hail = _HAILING.match(passage.text)
    if hail:
        start, end = hail.span("end")
        start = start if end > start else start - 1
        yield Found(passage.at, start, end, "称谓末尾用冒号（GB/T 15834-2011 4.7）", instead(passage.text[start:end].rstrip("，。；、,;. ") + "："))


def _unended(passage: Passage) -> Iterator[Found]:
    """A paragraph of running text that ends without a stop."""
    text = passage.text.rstrip()
    end = _UNENDED.search(text)
    if end is None or len(text) < _SHORT or _HEADED.match(text) and len(text) <= _LONG:
        return
    if not re.search("[，。；：,;:]", text[:-1]) and not end["last"].endswith(("，", "、", ",")):
        return
    ended = "。" in text[:-1] or len(text) >= _LONG or end["last"][-1] in "，、,"
    right = instead(text[-1].rstrip("，、,") + "。")
    yield Found(passage.at, len(text) - 1, len(text), "一段话末尾要有句末点号（GB/T 15834-2011 4.1）", right, "" if ended else "info")


_EDGE = re.compile(rf"^(?:{_BLANK}|　)+|(?:{_BLANK}|　)+$")


def _edges(passage: Passage, kind: str) -> Iterator[Found]:
    """Blanks at the head of a paragraph, where the indent belongs to its style, and at its end."""
    if kind != "docx" or passage.role == "byline":
        return
    for blank in _EDGE.finditer(passage.text):
        message = "首行缩进不用空格" if blank.start() == 0 else "段末有多余的空格"
        yield Found(passage.at, *blank.span(), message, _DELETE, "info")


# ------------------------------------------------------------------------------------------------- all of it
_SPACED = ("title", "subtitle", "byline")                    # where words are set apart by blanks


class _Tables:
    """The tables of forms, as far as a document may hold them."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._documents, self._markers, self._wrong, self._blanks = (possible(table, passages) for table in (_DOCUMENTS, _MARKERS, _WRONG, _BLANKS))

    def of(self, passage: Passage) -> tuple[Form, ...]:
        """Those for a passage: in cells no numbering is questioned, in title lines no blanks."""
        markers = () if passage.where == "table" else self._markers
        blanks = () if passage.role in _SPACED and "。" not in passage.text else self._blanks
        return (*self._documents, *markers, *self._wrong, *blanks)


def check(review: Review) -> Iterator[Found]:
    """Marks that are wrong, out of place or missing."""
    tables = _Tables(list(review.body))
    for passage in review.body:
        yield from gathered(bad_forms(passage, tables.of(passage), review.names))
        for found in (*_Pairs(passage).found, *_listed(passage), *_dashes(passage)):
            if not inside_name(passage.text, found.start, found.end, review.names):
                yield found
        if passage.where != "table":
            yield from _edges(passage, review.document.kind)
    yield from _ends(review.passages)
