"""What is held against this record’s own content: its claims, its pages, its queries."""
