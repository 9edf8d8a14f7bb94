"""formulation-outdated 过期的提法

提法有时候：会议开过、规划期满、机构改了名，旧的说法再当眼前的事来讲就是事故。回头看的话（“十四五”期间、脱贫攻坚取得的成果）不算。
日期拿得准的是警告，拿不大准的是提示。要点里本来就这样写、又不是口号目标的，不问；单位认可的提法写进 nigao.yaml 的“提法”。

依据：phrasebank/formulations.yaml（每条提法的起止年月）。

错：全面贯彻«党的十九大»精神，把一季度的事办好。
错：实施好«“十四五”»规划，抓紧开工。
错：以优异成绩«迎接党的二十大胜利召开»。
对：全面贯彻党的二十大精神，总结好“十四五”期间的做法，实施好“十五五”规划。
"""
from __future__ import annotations

from collections.abc import Iterator

from generator.checks import dated
from generator.checks.review import Found, Review
from generator.language import formulations

ID, SEVERITY, NEEDS = "formulation-outdated", "warning", ()


def check(review: Review) -> Iterator[Found]:
    """Every formulation that was no longer said at the time of the speech."""
    for passage, start, end, row in dated.out_of_time(review, formulations.outdated, ahead=False):
        yield dated.found(passage, start, end, row, f"用到{row.valid_to}为止，讲话是{review.when}的")
    whole = "\n".join(passage.text for passage in review.body)
    held = (row for row in formulations.found(review.standards.formulations, whole, ahead=True) if review.when and formulations.held(row, review.when))
    for row in held:
        for passage in review.body:
            if (told := formulations.welcomed(row, passage.text)) is not None:
                yield Found(passage.at, *told.span(), f"{row.text.removesuffix('精神')}{row.valid_from}已经召开，讲话是{review.when}的", "改成贯彻它的精神，或者迎接下一件大事")
