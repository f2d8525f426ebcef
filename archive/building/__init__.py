"""Build, preview and scaffold: the only room that starts MkDocs. May import every other room."""
