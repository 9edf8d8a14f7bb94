"""Whole commands run in turn, A B C, A B C …, so that what slows the machine slows all of them."""
from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

# As commands run every day: their own modules compiled before.
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class Measured(NamedTuple):
    """Of a command the median wall time in seconds, by round the times, and the peak memory in MiB."""

    median: float
    rounds: tuple[float, ...]
    peak: float


def paired(commands: Mapping[str, Sequence[str]], rounds: int, warm: int = 2) -> dict[str, Measured]:
    """The commands of a job, measured in turn. Raises RuntimeError for one that fails: a command that does nothing is fast."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    peaks: dict[str, float] = dict.fromkeys(commands, 0.0)
    for number in range(warm + rounds):
        for name, command in commands.items():
            seconds, peak = _once(name, command)
            peaks[name] = max(peaks[name], peak)
            if number >= warm:
                times[name].append(seconds)
    return {name: Measured(statistics.median(held), tuple(held), peaks[name]) for name, held in times.items()}


def ratio(one: Measured, other: Measured) -> float:
    """How many times as long one takes as the other: the median of the ratios by round."""
    return statistics.median(a / b for a, b in zip(one.rounds, other.rounds, strict=True))


def _once(name: str, command: Sequence[str]) -> tuple[float, float]:
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_ENVIRONMENT)
    told = process.stderr.read() if process.stderr is not None else b""
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):         # 1: done, with findings
        raise RuntimeError(f"{name}: {' '.join(command)} ({process.returncode})\n{told.decode('utf-8', 'replace')[-2000:]}")
    return seconds, used.ru_maxrss / 1024
