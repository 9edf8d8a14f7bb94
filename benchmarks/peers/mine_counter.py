"""Every run of 4 to 12 characters of an archive in a Counter."""
import re
import sys
from collections import Counter

CLAUSE = re.compile("[^\u4e00-\u9fff]+")
counts: Counter[str] = Counter()
with open(sys.argv[1], encoding="utf-8") as stream:
    for line in stream:
        for clause in CLAUSE.split(line):
            for size in range(4, min(12, len(clause)) + 1):
                counts.update(clause[at:at + size] for at in range(len(clause) - size + 1))
print(sum(1 for count in counts.values() if count >= 20))
