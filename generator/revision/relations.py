"""Words beside a number that say how it stands to another: which way it moved, whether a plan was met.

A number may be put in the place of another only where the words beside it stay true. Where the movement turns round and the words stand right
before the number (同比增长9.1%), they are turned too; where a sentence draws conclusions from it, a person has to.
"""
from __future__ import annotations

import re

from generator.frozen import Frozen

# Words for a rise and for a fall that stand right before a number, the longer before the shorter.
_TURNS = (
    ("比计划多", "比计划少"), ("超出计划", "离计划还差"), ("超计划", "离计划还差"), ("净增", "净减"), ("增长", "下降"), ("增加", "减少"), ("提高", "下降"),
    ("上升", "下降"), ("增幅", "降幅"), ("涨幅", "跌幅"), ("扩大", "缩小"), ("前移", "后退"), ("多", "少"), ("高", "低"), ("增", "减"), ("升", "降"),
)
_FALLS = ("下降", "减少", "降低", "回落", "下滑", "降", "减", "跌")
_TAIL = r"(?:了|为|是|达|到|达到)?$"
_BEFORE = re.compile(rf"(?P<word>{'|'.join(sorted({word for pair in _TURNS for word in pair} | set(_FALLS), key=len, reverse=True))}){_TAIL}")
_RISING = dict(_TURNS)
_FALLING = {fall: rise for rise, fall in reversed(_TURNS)} | dict.fromkeys(("降低", "回落", "下滑"), "增长") | {"降": "升", "减": "增", "跌": "涨"}
# What makes more of a movement than the movement: such a sentence is a person's to turn.
_DRAWN = re.compile("却|但|反而|虽然|尽管|仍|还是|还没|依然|不降反|不增反|首次|连续|好于|高于|低于|势头|形势|可喜|喜人|难得|来之不易|喜|忧|过线|创|突破|成效|靠的是|说明|，达到")
_ONLY = re.compile("(?P<word>只|仅仅|仅|才|刚)(?=完成|到了|占|为)")


class Claim(Frozen):
    """Words that stand in a sentence and what has to hold for them; ``what`` names the derived number that they are about."""

    words: re.Pattern[str]
    what: str
    least: float
    most: float


_CLAIMS = (
    Claim(re.compile("正好完成|与计划持平|刚好完成"), "completion", 100, 100), Claim(re.compile("刚刚过线"), "completion", 100, 105),
    Claim(re.compile("超额完成|超额"), "completion", 100, float("inf")), Claim(re.compile("没有完成|没完成|未完成"), "completion", 0, 100),
    Claim(re.compile("过了一半|过半|超过一半"), "share", 50, 100), Claim(re.compile("破零"), "value", 0, 0),
)


def turned(before: str, rises: bool, points: bool = False) -> tuple[int, int, str] | None:
    """Where the word of movement right before a number stands in the words ``before`` it and what it has to be now: ``(start, end, word)``, the
    word itself where it is right as it stands; None where there is none. ``points``: what moved is a rate, which is 提高, not 增长."""
    found = _BEFORE.search(before)
    if found is None:
        return None
    word = found["word"]
    falls = word in _FALLING and word not in _RISING
    if falls != rises:
        return found.start("word"), found.end("word"), word
    other = _FALLING[word] if falls else _RISING[word]
    return found.start("word"), found.end("word"), "提高" if points and other == "增长" else other


def draws(sentence: str) -> bool:
    """Whether a sentence says more of a movement than that it is one."""
    return _DRAWN.search(sentence) is not None


def goes_on(after: str) -> bool:
    """Whether a sentence has more to say behind a number than other numbers: a judgement that may hang on it."""
    clauses = re.split("[，：]", after.partition("；")[0].rstrip("。！？!?”’）》"))[1:]
    return any(clause.strip() and not re.search(r"\d|【待补", clause) for clause in clauses)


def belittled(before: str) -> tuple[int, int] | None:
    """Where 只 or 仅 stands in the last clause before a share of a plan; None where none does."""
    clause = re.split("[，；。：、]", before)[-1]
    found = _ONLY.search(clause)
    return None if found is None else (len(before) - len(clause) + found.start("word"), len(before) - len(clause) + found.end("word"))


def claims(sentence: str) -> list[Claim]:
    """What a sentence says of plan, half and nought in so many words."""
    return [claim for claim in _CLAIMS if claim.words.search(sentence)]


_MOVES = re.compile("增长|增加|增幅|上升|提高|下降|减少|降幅|回落|下滑|超额|完成|没有完成|过半|前移|后退|翻番|翻一番")


def moves(sentence: str) -> bool:
    """Whether a sentence speaks of a rise, a fall or a plan."""
    return _MOVES.search(sentence) is not None
