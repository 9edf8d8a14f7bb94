"""The words of a .docx: the accepted view, without what a revision deleted or moved away."""
from __future__ import annotations

from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def paragraphs(document: bytes) -> list[str]:
    """The text of each paragraph of a body."""
    root = ElementTree.fromstring(document)
    for parent in list(root.iter()):
        for child in [child for child in parent if child.tag in (f"{W}del", f"{W}moveFrom")]:
            parent.remove(child)
    return ["".join(node.text or "" for node in paragraph.iter(f"{W}t")) for paragraph in root.iter(f"{W}p")]
