"""The room of the archive: from a unit's own speeches to cards, phrases, frames, candidate blocks and skeletons.

``archive`` reads files, ``scrape`` cuts speeches out of pages, ``outline`` and ``moves`` say how a speech is built, ``grams`` counts what is said again,
``phrases`` chooses what is a phrase, ``frames`` abstracts sentences, ``cards``, ``candidates`` and ``skeletons`` write down what was found, ``mined`` is
all of it and the files that it becomes. What is done to one document (map) and how results are put together (reduce) are apart, so that an archive can
be mined by many.
"""
