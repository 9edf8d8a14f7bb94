"""formulation-early 还没到时候的提法

拿新稿改旧事、补写旧稿，或者照着文件的草稿写，都会写出讲话那时还没有的提法。盼着它来的话（迎接、谋划、编制）不算。

依据：phrasebank/formulations.yaml（每条提法的起止年月）。

错：全面落实«“十六五”»规划，抓紧开工。
对：谋划好“十六五”规划的项目，征集“十六五”重大项目，实施好“十五五”规划。
"""
from __future__ import annotations

from collections.abc import Iterator

from generator.checks import dated
from generator.checks.review import Found, Review
from generator.language import formulations

ID, SEVERITY, NEEDS = "formulation-early", "warning", ()


def check(review: Review) -> Iterator[Found]:
    """Every formulation that was not yet said at the time of the speech."""
    for passage, start, end, row in dated.out_of_time(review, formulations.early, ahead=True):
        yield dated.found(passage, start, end, row, f"{row.valid_from}才开始用，讲话是{review.when}的")._replace(suggestion="那时还没有这样讲，换成当时的提法")
