"""``python -m archive`` is the command ``archive``."""

from archive.cli import main

main()
