"""What pages show: wording, macros, facets, charts, the time axis, the Markdown extension.

May import loading and what lies below it.
"""
