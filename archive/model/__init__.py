"""What a record is made of: values, claims, collections, and what follows from them alone.

Knows nothing of files, pages or words. May import :mod:`archive.problems` and
:mod:`archive.languages`.
"""
