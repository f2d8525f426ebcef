"""Build, preview and scaffold: the only room that starts MkDocs.

May import every other room; only the command line and ``macros.py`` import it.
"""
