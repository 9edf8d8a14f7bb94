"""The edge: the only room that prints, exits and catches broadly. One file a command; start at ``main.py``."""
