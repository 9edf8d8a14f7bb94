"""The room of edited documents: what a brief that has changed asks of a draft that people have worked on, and how two versions differ.

``prints`` tells what a brief prints today for what a draft said, ``relations`` which words beside a number no longer fit it, ``plan`` what is
changed and what is left to a person, ``versions`` compares two documents. None of them writes: ``writers.docx`` does.
"""
