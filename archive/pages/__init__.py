"""What a page may hold. May import rendering and what lies below it, and the open project.

Begin with ``check``, which reads each ``document`` once: ``macro_gate`` for its calls, then
``html_policy`` on what Markdown makes of it (``rendered``), ``links``, ``parity``, ``reviews``.
"""
