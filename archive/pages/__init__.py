"""What a page may hold. May import rendering and what lies below it, and the open project."""
