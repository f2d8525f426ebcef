"""The record's colours, for what is drawn or written without the style sheet that names them.

colours(root)["record-accent"]    # of overrides/stylesheets/tokens.css, in the light
"""

from __future__ import annotations

import re
from pathlib import Path

STYLES = Path("overrides") / "stylesheets"
_COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")


def colours(root: Path, *, dark: bool = False) -> dict[str, str]:
    """The colours of one scheme by their names."""
    scheme = r'"slate"\]' if dark else ":root"
    tokens = (root / STYLES / "tokens.css").read_text("utf-8")
    return dict(_COLOUR.findall(re.split(rf"{scheme} {{", tokens)[1].partition("}")[0]))
