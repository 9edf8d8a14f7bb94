"""What a text is known by when we see it again: a hash of its words, and where each format keeps it."""
from __future__ import annotations

import hashlib
import re


def digest(text: str) -> str:
    """Hash of a text's characters, white space dropped."""
    return hashlib.sha256(re.sub(r"\s", "", text).encode("utf-8")).hexdigest()[:32]


def signed_markdown(text: str) -> str:
    """Markdown with its own hash in a comment that no reader sees."""
    return f"{text.rstrip()}\n\n<!-- nigao {digest(text)} -->\n"


def signed_html(text: str) -> str:
    """A page with its own hash in a comment after its end."""
    return f"{text.rstrip()}\n<!-- nigao {digest(text)} -->\n"


def signed_yaml(text: str) -> str:
    """A table with its own hash in a last comment; what a person adds behind it (``curated:``) is not counted."""
    return f"{text.rstrip()}\n# nigao {digest(text)}\n"


def signed_template(text: str) -> str:
    """A template with its own hash in a comment that prints nothing."""
    return f"{text.rstrip()}\n{{# nigao {digest(text)} #}}\n"


def signed_csv(text: str) -> str:
    """A table with its own hash in a last row."""
    return f"{text}nigao,{digest(text)}\r\n"
