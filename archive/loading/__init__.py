"""YAML with line numbers -> the model, or every mistake at once. May import the model.

Begin with ``load``: ``yaml_file`` reads a file with the line of each value, the model judges its
entries, ``references`` and ``rules`` what holds between them.
"""
