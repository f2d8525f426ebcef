"""Dead links in the record, and known holes in the locked packages, as Markdown.

python -m tools.audit          # prints nothing and exits 0 if all is well
"""

from __future__ import annotations

import json
import re
import sys
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# Neither the preview's own address nor one that stands for any ("https://…").
_ADDRESS = re.compile(r"https?://(?!127\.0\.0\.1:8000/)\w[^\s)>\"'，。；）》]+")
_AGENT = {"User-Agent": "Mozilla/5.0 (link check of a public record)"}
_OSV = "https://api.osv.dev/v1/querybatch"
# The server is there and does not talk to programs, or asks to wait: no dead link.
_ALIVE = (401, 403, 405, 406, 412, 418, 429, 503)


def addresses(root: Path) -> Mapping[str, str]:
    """Every address of another site in data and pages, with the place where it stands first."""
    found: dict[str, str] = {}
    for path in sorted([*(root / "data").glob("*.yml"), *(root / "docs").rglob("*.md")]):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for address in _ADDRESS.findall(line):
                found.setdefault(address, f"{path.relative_to(root).as_posix()}:{number}")
    return found


def locked(text: str) -> list[tuple[str, str]]:
    """The packages of a lock file with their versions."""
    return re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.MULTILINE)


def _dead(address: str) -> str:
    """Why a link is dead; empty if it is not. Asked twice: a server may have stumbled."""
    return _fault(address) and _fault(address)


def _fault(address: str) -> str:
    try:
        request = urllib.request.Request(address, headers=_AGENT)  # noqa: S310 — https or http
        with urllib.request.urlopen(request, timeout=20):  # noqa: S310
            return ""
    except urllib.error.HTTPError as error:
        return "" if error.code in _ALIVE else f"返回 · answers {error.code}"
    except (OSError, ValueError) as error:
        return str(getattr(error, "reason", error))[:100]


def _holes(packages: list[tuple[str, str]]) -> Iterator[str]:
    """What the OSV database knows of the ``packages``."""
    queries = [
        {"package": {"name": name, "ecosystem": "PyPI"}, "version": version}
        for name, version in packages
    ]
    request = urllib.request.Request(
        _OSV, json.dumps({"queries": queries}).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        results = json.load(answer)["results"]
    for (name, version), result in zip(packages, results, strict=True):
        for hole in result.get("vulns", ()):
            yield f"- {name} {version}: https://osv.dev/{hole['id']}"


def main() -> int:
    """Print what is wrong; 1 if anything is."""
    root = Path.cwd()
    parts: dict[str, list[str]] = defaultdict(list)
    known = addresses(root)
    with ThreadPoolExecutor(8) as pool:
        for (address, place), fault in zip(known.items(), pool.map(_dead, known), strict=True):
            if fault:
                parts["链接 · Links"].append(f"- `{place}`: <{address}> {fault}")
    for lock in sorted((root / "requirements").glob("*.txt")):
        text = lock.read_text(encoding="utf-8")
        try:
            parts["软件包 · Packages"] += _holes(locked(text))
        except OSError as error:
            parts["软件包 · Packages"].append(
                f"- {lock.name} 没有查到 · was not looked up: {error}"
            )
    for title, lines in parts.items():
        if lines:
            print(f"## {title}\n\n" + "\n".join(lines) + "\n")
    return int(any(parts.values()))


if __name__ == "__main__":
    sys.exit(main())
