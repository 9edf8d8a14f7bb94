"""Runs of 13 characters that a draft shares with an archive, by an automaton of all runs of the draft."""
import re
import sys

import ahocorasick

RUN = 13
text, corpus = sys.argv[1:]
automaton = ahocorasick.Automaton()
with open(text, encoding="utf-8") as stream:
    for piece in re.findall("[\u4e00-\u9fff]+", stream.read()):
        for at in range(len(piece) - RUN + 1):
            automaton.add_word(piece[at:at + RUN], piece[at:at + RUN])
automaton.make_automaton()
with open(corpus, encoding="utf-8") as stream:
    print(sum(1 for line in stream for _ in automaton.iter(line)))
