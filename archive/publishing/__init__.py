"""What is published beside the pages. May import rendering, what lies below it, and the project.

For taking away: ``package``, whose ``tables`` have ``columns`` from the model. For readers:
``claim_pages``, ``citations``, the ``search_index``, and the ``book`` and ``offline`` copy of a
release. For programs: ``schema_org``, ``dcat``, ``site_root``, ``content_security``.
"""
