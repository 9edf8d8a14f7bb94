"""length 太长

会议给多少时间，就讲多少字。写作要点里写了字数（或分钟数，按语速折算，不写语速按每分钟180字），改完的稿子超出两成就提示，并说明念下来大约几分钟。
单位可以定一个上限（length），超过了不论要点怎么写都算问题。只管长，不管短：要点的事实不够时，拟稿本来就写得短，并且已经说明。

一句话从头到尾（分号也可以换气）超过160字，没有人能一口气念完，听的人也记不住开头，提示拆开；这个字数也可以由单位自己定（sentence）。字数不算空格。

依据：《党政机关公文处理工作条例》第十九条（内容简洁，文字精练）。

错：同志们： ¶ «各责任单位要把手里的项目一个一个理清楚，哪些已经签了合同还没有动工，哪些动了工又停下来，哪些建好了厂房却没有装设备，哪些装好了设备却招不到工人，每一种都要找出原因，写明是卡在用地上、卡在资金上还是卡在审批上，由谁去办，几号办完，办不完怎么交代，都要在会后十天之内报到县里来，县里要派人一个一个去看，看完还要在下次会上一个一个念出来给大家听，念到谁谁就站起来说清楚。»
对：同志们： ¶ 各责任单位要把手里的项目一个一个理清楚。哪些签了合同还没有动工，哪些动了工又停下来，每一种都要找出原因，写明由谁去办、几号办完。
"""  # noqa: E501
from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.review import Found, Review
from generator.model import Brief

ID, SEVERITY, NEEDS = "length", "info", ()
_RATE = 180                                      # characters a minute (contract: minutes × rate)
_OVER = 1.2                                      # drafts keep to ±8%
_BREATH = 160                                    # characters of a sentence
_SAID = re.compile(r"[^。！？；!?;\n]+[。！？；!?;]*[”’）》]*")


def check(review: Review) -> Iterator[Found]:
    """A speech that is longer than it may be, sentences that nobody can speak."""
    yield from _whole(review)
    most = review.cap("sentence", _BREATH)
    for passage in review.spoken:
        for found in _SAID.finditer(passage.text):
            size = _size(found.group())
            if size > most:
                start = found.end() - len(found.group().lstrip())
                yield Found(passage.at, start, found.end(), f"这一句{size}字，一口气念不下来", "拆成两三句，一句说一个意思", "info")


def _whole(review: Review) -> Iterator[Found]:
    """The whole speech against the unit's limit, else against what the brief asks for."""
    told = [passage for passage in review.body if passage.where in ("body", "table", "box")]
    size = sum(_size(passage.text) for passage in told)
    most, wanted = review.cap("length", 0), _wanted(review.brief)
    if most and size > most:
        yield Found(told[0].at, 0, len(told[0].text), f"{_told(size, review.brief)}，超过上限{most:.0f}字", "删去次要的内容", "warning")
    elif wanted and size > wanted * _OVER:
        message = f"{_told(size, review.brief)}，要点要的是{wanted}字，多出{size / wanted - 1:.0%}"
        yield Found(told[0].at, 0, len(told[0].text), message, "删去次要的内容，或者改要点里的字数")


def _told(size: int, brief: Brief | None) -> str:
    return f"全文{size}字，念下来大约{round(size / _rate(brief))}分钟"


def _wanted(brief: Brief | None) -> int:
    """The characters that a brief asks for; 0 where it asks for none."""
    if brief is None:
        return 0
    return int(brief.data["length"] or 0) or int(brief.data["minutes"] or 0) * _rate(brief)


def _rate(brief: Brief | None) -> int:
    return int((brief.data["rate"] if brief is not None else 0) or _RATE)


def _size(text: str) -> int:
    """Characters but for white space."""
    return len("".join(text.split()))
