"""YAML with line numbers -> the model, or every mistake at once. May import the model."""
