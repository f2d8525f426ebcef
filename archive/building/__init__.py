"""Build, preview and scaffold: the only room that starts MkDocs. May import every other room.

A whole site is ``build``: ``check``, then ``language_site`` in the ``workers``, in a new
``site_folder``; ``preview`` and ``release`` build upon it. MkDocs calls ``assets`` and, through
``macros.py``, ``page_metadata``. What changes the data: ``new``, which reads or asks for fields
(``prompts``) and writes in place (``yaml_edit``), and ``rename``, which looks for ``mentions``.
"""
