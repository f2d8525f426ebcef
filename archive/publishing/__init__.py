"""What is published beside the pages. May import rendering, what lies below it, and the project."""
