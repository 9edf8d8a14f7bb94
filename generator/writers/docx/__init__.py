"""Draft → .docx: the only rooms that know Word."""
from generator.writers.docx.package import to_docx

__all__ = ["to_docx"]
