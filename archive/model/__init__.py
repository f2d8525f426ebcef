"""What a record is made of, and what follows from that alone, addresses included. Reads no files.

Begin with ``collections``, the registry of what there is, and ``claims``, the heart of it;
``evidence``, ``relations`` and ``history`` are worked out from these. May import the languages.
"""
