"""What a build, a change and a first view cost, beside builders that do less.

Everything runs in scratch copies and through the commands that contributors use;
of the engine nothing is imported.
"""

from __future__ import annotations

import os
from pathlib import Path

PROJECT = Path(__file__).parent.parent
CONFIGS = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}
# What commands in scratch copies run with; the copy's own engine comes first on the path.
ENVIRONMENT = {
    **os.environ,
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONPATH": str(PROJECT),
    "PYTHONUTF8": "1",
}
