"""The engine of a bilingual public record: facts in ``data/``, prose in ``docs/``.

It does not know what any particular record is about: with other facts it builds another record.
"""
