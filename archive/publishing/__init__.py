"""What is published beside the pages: data, feeds, linked data, search index, the site's root.

May import rendering and what lies below it, and the open project; not the pages' rules.
"""
