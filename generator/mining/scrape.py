"""Speeches cut out of pages: without what the site put around them, several on one page parted, half-width punctuation folded.

Nothing is taken out of the middle of a line: a speech is a list of stretches of its source, so that every place in it is a place in the source.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.frozen import Frozen

_FULL = tuple(zip(",;:?!()", "，；：？！（）", strict=True))
_BETWEEN = re.compile(r"(?<=[0-9A-Za-z])([,:])(?=[0-9A-Za-z])")       # 1,200 and 9:30 keep theirs
# What a site says and no speech does: downloads, counters, links, notices; and words that both may use, of which a whole sentence is a speech's.
_CHROME = re.compile(
    r"资源(?:ID|大小|格式|预览|描述)|全文页数|页数[:：]|扫一扫|扫码|微信[:：号]|加微信|公众号|网盘|文库|范文(?:网|大全)|公文(?:网|汇|素材)|秘书阁|免费(?:阅读|获取|复制)|代笔|"
    r"发布(?:时间|日期)|发布于|全文(?:约|共)?\s*\d+\s*字|当前(?:显示|位置)|还剩\d|(?:预览|试读)(?:结束|完)|文档总共|提示信息|所在栏目|内容摘要|关键词[:：]|相关(?:推荐|文章|阅读)|上一[篇页]|下一[篇页]|返回顶部|"
    r"投稿|验证码|用户名|赞助会员|转载请|复制请|侵权|本文(?:来源|内容|由)|网络收集|信息存储|https?://|www\.|\.com|@|不成功不收费|一对一|试题|试卷|迅雷|PDF|DOCX?\b|ICP备|Copyright|"
    r"^(?:时间|日期|来源|作者|字数|密\s*码)[:：]|^(?:正文(?:复制)?|注册|最近更新|会员信息)$|[（(]来源[:：]|阅读[:：]?\s*\d*$")
_DOUBTFUL = re.compile(r"下载|登录|登陆|友情提示|积分|金币|会员|客服|微信|阅读更多|点击|浏览|搜索|分类|转载|版权|举报|分享|收藏|打印|关闭|首页|来源[:：]|作者[:：]|字数[:：]?\d")
_OPENS = re.compile(r"[。！？][”’）》]?|[【（(\[]|[\s　]+(?=[^\s]*$)|[\s　]+(?=[^\s，。]{2,6}[，,][^\s，。]{2,8}$)")
_POSTED = re.compile(r"发布(?:时间|于|日期)|^(?:时间|日期)[:：]|^\d{4}[-年/]\d{1,2}[-月/]\d{1,2}")
_SHORT = 120                                     # characters of a line that may be the site's whole
_SENTENCE = re.compile("[。！？][”’）》]?$")
_SITE = re.compile(r"下载|迅雷|浏览器|PDF|试题试卷|登录|登陆|会员|网盘|文档和图纸")      # what no numbered point of a speech speaks of
POST = "(?P<post>[^，。：\\s　]{0,20}(?:书记|[省市县区镇乡州旗]长|主任|专员))"      # of who speaks, above the speech or in its title
_BYLINE = re.compile(rf"^{POST}[\s　]+[^，。：\s　]{{2,4}}$")
_FRONT = 8                                       # lines in which a byline stands
_COUNTER = re.compile(r"^[\s(（\[]*\d{1,4}[\s)）\]]*$|^[-|_·•—\s]+$|^(?:第\s*\d+\s*页\s*/?\s*)?共\s*\d+\s*页$|^本文\d+$")
_LINKS = re.compile(r"^(?:[^\s，。；：！？、“”]{2,12}(?:讲话|报告|要领|材料|资料|范文|总结|教程|演讲稿|会议|服务|咨询|分类|资讯)?[\s　|]+)*[^\s，。；：！？、“”]{2,12}$")
_OUTLINE = re.compile(r"^\s*【(?:提纲|目录|大纲|提要)】")
_PART = re.compile(r"^\s*(?:篇|第|范文|例文)\s*([0-9一二三四五六七八九十]{1,3})\s*篇?\s*[:：]")
_TAIL = re.compile(
    r"以上为免费阅读|本文来源|如需阅读全文|阅读更多文章|[(（【]?(?:试读|预览)结束|第\s*\d+\s*页\s*共\s*\d+\s*页|未完，|全文完|[（(]完[）)]\s*$"
    r"|[（(【]更多|[\s　][^\s，。]{2,6}[，,][^\s，。]{0,8}(?:之家|文库|大全|范文网)\s*$")
_OMITTED = re.compile(r"[（(【\[]?\s*(?:此处|中间|以下)?(?:省略|隐藏)\s*(?:了)?\s*\d*\s*(?:余)?字\s*[）)】\]]?|…{2,}\s*$")
_STOP = re.compile(r"[。！？；：]")
_HAIL = re.compile(r"(?:各位|同志|领导|来宾|朋友|代表|乡亲|老师|企业家)[^。；！？\n]{0,40}?(?:们|们好|好)?\s*[:：]|(?:同志们|各位领导|各位代表|朋友们)\s*[:：]")
_TITLE = re.compile(r"^[《]?(?:在|关于)?[^。；！？]{2,60}(?:讲话|发言|报告|致辞|动员|部署|汇报|表态)(?:稿|提纲|摘要|要点|范文)?[》]?(?:[（(\[][^）)\]]{1,30}[）)\]])?$")
_CN = "[一二三四五六七八九十]{1,3}"
_LEVEL = re.compile(rf"^\s*(?:{_CN}、|[（(](?:{_CN}|\d{{1,2}})[）)]|\d{{1,2}}[.．、]|第{_CN}(?:[，、：]|个)|{_CN}[是要])")
_LEAST = 200                                     # characters of what may be a speech


class Paragraph(Frozen):
    """A paragraph of a speech: its text, folded, and where it begins in the source; character ``n`` of the text is character ``offset + n`` there."""

    text: str
    offset: int


class Speech(Frozen):
    """A speech of a source: ``number`` counts those of one page from 1, 0 for the only one. ``whole`` is False where the page says that words are
    left out or the last sentence is cut off."""

    source: str
    number: int
    title: str
    paragraphs: tuple[Paragraph, ...]
    whole: bool = True
    noted: str = ""                              # what the page says of it: the day on which it was posted
    post: str = ""                               # of who speaks, as the byline names it

    @property
    def name(self) -> str:
        """The source, with the number where the page has several."""
        return f"{self.source}#{self.number}" if self.number else self.source


def speeches(text: str, source: str = "") -> list[Speech]:
    """The speeches of a decoded page or file, in order; one whose words are too few for a speech is none."""
    lines = list(_lines(text))
    starts = [at for at, line in enumerate(lines) if _PART.match(line.text)]
    parts = [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)] if starts else [lines]
    posted = next((line.text.strip() for line in lines if _POSTED.search(line.text)), "")
    found = [speech for part in parts if (speech := _speech(part, source, posted)) is not None]
    return [Speech(item.source, number if len(found) > 1 else 0, item.title, item.paragraphs, item.whole, item.noted, item.post) for number, item in enumerate(found, 1)]


def fold(text: str) -> str:
    """Half-width punctuation as full-width, character by character; between digits and letters it stays."""
    kept = {match.start() for match in _BETWEEN.finditer(text)}
    folded = text
    for half, full in _FULL:                     # on Chinese text many times as fast as a table of characters
        folded = folded.replace(half, full)
    return "".join(text[at] if at in kept else char for at, char in enumerate(folded)) if kept else folded


def _lines(text: str) -> Iterator[Paragraph]:
    """Lines with words, without the white space around them."""
    for match in re.finditer(r"[^\r\n]+", text):
        line = match.group()
        bare = line.strip(" \t　\ufeff")
        if bare:
            yield Paragraph(fold(bare), match.start() + line.index(bare))


def _speech(lines: Sequence[Paragraph], source: str, posted: str) -> Speech | None:
    titles = [line.text for line in lines if _TITLE.match(line.text) and not _PART.match(line.text) and not _CHROME.search(line.text) and not re.search(r"\s", line.text)]
    whole = not any(_OMITTED.search(line.text) or re.search("预览结束|试读结束|^[（(]未完", line.text) for line in lines)
    body = [line for line in lines if not _is_noise(line.text)]
    title = titles[0] if titles else _glued_title(body)
    body = list(_parted(_without_title(body, title)))
    body = _trimmed(body)
    if sum(len(line.text) for line in body) < _LEAST:
        return None
    whole = whole and bool(re.search(r"[。！？”’）》]$", body[-1].text))
    post = next((found["post"] for line in lines[:_FRONT] if (found := _BYLINE.match(line.text))), "")
    return Speech(source, 0, title, tuple(body), whole, posted, post)


def _is_noise(line: str) -> bool:
    if _COUNTER.match(line) or _OUTLINE.match(line) or _PART.match(line):
        return True
    if _LEVEL.match(line):
        return len(line) < _SHORT and bool(_SITE.search(line))
    words = _site_words(line)
    if words == 0 and len(line) < (_SHORT if len(_CHROME.findall(line)) < 2 else 3 * _SHORT):
        return True
    if words is None and len(line) < _SHORT and not _SENTENCE.search(line) and _DOUBTFUL.search(line):
        return True
    return not _STOP.search(line) and bool(re.search(r"[\s　|]", line)) and bool(_LINKS.match(line))


def _site_words(line: str) -> int | None:
    """Where the words of a site begin in a line: with the sentence or the bracket in which they stand, 0 where a speech says nothing before them; None
    where there are none."""
    found = _CHROME.search(line)
    if found is None:
        return None
    opened = max((match.end() if match.group()[0] not in "【[（(" else match.start() for match in _OPENS.finditer(line, 0, found.start() + 1)), default=0)
    return opened if _STOP.search(line[:opened]) or _LEVEL.match(line) else 0


def _glued_title(body: Sequence[Paragraph]) -> str:
    """A title that runs into the first line, up to its salutation."""
    head = next((line.text[: hail.start()] for line in body if (hail := _HAIL.search(line.text[:200]))), "")
    halves = re.findall(r"(?:在|关于)[^。]{4,60}?(?:讲话|发言|报告)", head)
    return halves[-1].strip() if halves else ""


def _without_title(body: Sequence[Paragraph], title: str) -> Iterator[Paragraph]:
    """The lines without the title, wherever it stands alone or before the salutation."""
    for at, line in enumerate(body):
        hail = _HAIL.search(line.text[:240]) if at < 4 else None
        if hail is not None and hail.start() and _before_hail(line.text[:hail.start()], title):
            yield Paragraph(line.text[hail.start():], line.offset + hail.start())
        elif not (_TITLE.match(line.text) and (line.text == title or at < 4)):
            yield line


def _before_hail(head: str, title: str) -> bool:
    """Whether what stands before a salutation is a title, perhaps twice."""
    return not _STOP.search(head) and (not title or title[:6] in head or bool(re.search("讲话|发言|报告", head)))


def _parted(body: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Lines parted where words are left out, and cut where the site's own words run into the last of them."""
    for line in body:
        cut = _TAIL.search(line.text)
        stop = min(cut.start() if cut else len(line.text), _site_words(line.text) or len(line.text))
        at = 0
        for hole in _OMITTED.finditer(line.text, 0, stop):
            yield from _piece(line, at, hole.start())
            at = hole.end()
        yield from _piece(line, at, stop)


def _piece(line: Paragraph, start: int, end: int) -> Iterator[Paragraph]:
    said = line.text[start:end]
    bare = said.strip(" 　")
    if bare:
        yield Paragraph(bare, line.offset + start + said.index(bare))


def _trimmed(body: list[Paragraph]) -> list[Paragraph]:
    """The lines from the first that is spoken to the last: what has no stop and no number at either end is no speech."""
    spoken = [at for at, line in enumerate(body) if re.search("[。！？；：，]", line.text) and len(line.text) > 4 or _HAIL.match(line.text)]
    if not spoken:
        return []
    first = next((at for at, line in enumerate(body) if _HAIL.search(line.text[:60])), spoken[0])
    return body[min(first, spoken[0]) if body[spoken[0]].text[-1] not in "。！？" else spoken[0] if first > spoken[0] + 3 else first:spoken[-1] + 1]
