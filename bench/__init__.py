"""What a build, a change and a first view cost, beside builders that do less.

Everything runs in scratch copies and through the commands that contributors use;
of the engine nothing is imported.
"""

from __future__ import annotations

from pathlib import Path

PROJECT = Path(__file__).parent.parent
CONFIGS = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}
