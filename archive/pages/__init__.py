"""What a page may hold: macro gate, HTML policy, links, parity, typed figures, review status.

May import rendering and what lies below it, and the open project.
"""
