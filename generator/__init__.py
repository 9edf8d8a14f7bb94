"""nigao (拟稿) drafts Chinese official speeches from YAML briefs. Start reading at ``model.py``."""

__version__ = "0.1.0"
