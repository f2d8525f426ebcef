"""What a build, a change and a first view cost, beside builders that do less.

Everything is measured in scratch copies and through the commands that contributors use.
"""

from __future__ import annotations

import os

from tests.built import PROJECT

# What commands in scratch copies run with; the copy's own engine comes first on the path.
ENVIRONMENT = {
    **os.environ,
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONPATH": str(PROJECT),
    "PYTHONUTF8": "1",
}
