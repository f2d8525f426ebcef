"""What pages show: wording, macros, charts and Markdown. May import loading and what is below.

Begin with ``macros``, which pages call (``calls``); what they print is worded by ``wording``,
through the ``context`` of a language and a page, in the Jinja partials of ``templates``.
"""
