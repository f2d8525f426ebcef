"""The engine of a bilingual public record: facts in ``data/``, prose in ``docs/``.

The engine knows claims, sources and evidence. It does not know what any
particular record is about: with another ``data/`` and ``docs/`` it builds
another record.

    from archive.loading.load import load
    archive = load(Path("."))
    archive.claims["some-fund.total"].value
"""
