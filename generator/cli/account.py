"""What a draft amounts to, for the person who asked for it: length, figures, gaps, notes."""
from __future__ import annotations

from generator.model import Draft, Library


def account(draft: Draft, library: Library) -> list[str]:
    """The lines printed under a draft: characters and minutes, figures used and unused, gaps, notes, general blocks."""
    return [size(draft), *_figures(draft), *gaps(draft), *_notes(draft), _general(draft, library)]


def size(draft: Draft) -> str:
    """``字数：4012，约讲 20～25 分钟``."""
    low, high = (f"{minutes:.0f}" for minutes in draft.minutes)
    span = low if low == high else f"{low}～{high}"
    return f"字数：{draft.characters}，约讲 {span} 分钟" if draft.minutes[1] >= 1 else f"字数：{draft.characters}，不到 1 分钟"


def gaps(draft: Draft) -> list[str]:
    """The gaps, one line each, or a single line that says there are none."""
    if not draft.gaps:
        return ["待补：无"]
    return [f"待补：{len(draft.gaps)} 处", *(f"  {gap.label}（{gap.ref}）{_where(gap.paragraphs)}" for gap in draft.gaps)]


def _where(paragraphs: tuple[int, ...]) -> str:
    """Paragraphs counted from 1, as a person counts them."""
    return f"，第 {'、'.join(str(index + 1) for index in paragraphs)} 段" if paragraphs else ""


def _figures(draft: Draft) -> list[str]:
    used = {row.ref.partition(".")[0] for row in draft.figures}
    lines = [f"数据：用了 {len(used)} 个指标，{len(draft.figures)} 个数"]
    return [*lines, f"没用上：{'、'.join(draft.unused)}"] if draft.unused else lines


def _notes(draft: Draft) -> list[str]:
    return ["提示：", *(f"  {note}" for note in draft.notes)] if draft.notes else []


def _general(draft: Draft, library: Library) -> str:
    from generator.style import general_share

    return f"通用语块：占 {general_share(draft.paragraphs, library):.0%}"
