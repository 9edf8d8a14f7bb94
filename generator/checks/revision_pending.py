"""revision-pending 修订没有处理

几个人传着改的稿子，修订还挂在上面：看的人看到的是改后的样子，打印出来却可能连删掉的话一起印上。定稿前要一处一处接受或拒绝。
查的时候按全部接受来读；有修订没有处理，clean 不清理，也不替人决定。批注不算修订。

依据：《党政机关公文处理工作条例》第二十五条（印发前应当复核）；GB/T 9704-2012 5.2（版面用字应确定）。

错：一季度新签约«项目{-20-}{+23+}个»，到位资金6.3亿元。
对：一季度新签约项目23个，到位资金6.3亿元。
"""
from __future__ import annotations

from collections.abc import Iterator

from generator.checks.review import Found, Review
from generator.readers import body

ID, SEVERITY, NEEDS = "revision-pending", "info", ("docx",)


def check(review: Review) -> Iterator[Found]:
    """One finding at the first paragraph in which a revision waits."""
    words = (*review.document.paragraphs, *review.document.beside)
    waiting = [at for at, said in enumerate(words) if said.pending]
    if waiting:
        many = f"，在{len(waiting)}段里" if len(waiting) > 1 else ""
        yield Found(waiting[0], 0, len(words[waiting[0]].text), f"有{body.pending(words)}处修订没有处理{many}，接受或拒绝以后 clean 才能清理",
                    "在“审阅”里逐处接受或拒绝")
