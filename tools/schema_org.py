"""Cut schema.org's vocabulary down to the terms that the built site uses, for its tests.

    .venv/bin/python tools/schema_org.py schemaorg-current-https.jsonld site > tests/schema_org.json

The vocabulary is published at https://schema.org/docs/developers.html (CC BY-SA 3.0). Run
this when a page describes itself with a type or property that it had not used before.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def used(site: Path) -> tuple[set[str], set[str]]:
    """The types and the properties in all pages below ``site``."""
    nodes: list[dict[str, Any]] = []
    for page in site.rglob("*.html"):
        for script in _SCRIPT.findall(page.read_text(encoding="utf-8")):
            json.loads(script, object_hook=nodes.append)
    keys = {key for node in nodes for key in node if key[0] != "@"}
    types = {node["@type"] for node in nodes if "@type" in node}
    return types, {re.sub(r"-(in|out)put$", "", key) for key in keys}


def _ids(value: Any) -> list[str]:
    entries = value if isinstance(value, list) else [value] if value else []
    return sorted(entry["@id"].removeprefix("schema:") for entry in entries)


def main() -> None:
    """Read the vocabulary and the site named on the command line; print the extract."""
    vocabulary, site = map(Path, sys.argv[1:])
    graph = {
        node["@id"].removeprefix("schema:"): node
        for node in json.loads(vocabulary.read_text(encoding="utf-8"))["@graph"]
    }
    types, properties = used(site)
    ranges = {key: _ids(graph[key].get("schema:rangeIncludes")) for key in sorted(properties)}
    wanted = types | {name for names in ranges.values() for name in names}
    parents: dict[str, list[str]] = {}
    while wanted:
        name = wanted.pop()
        if name in graph and name not in parents:
            parents[name] = _ids(graph[name].get("rdfs:subClassOf"))
            wanted |= set(parents[name])
    extract = {
        "source": "schema.org vocabulary, CC BY-SA 3.0; made by tools/schema_org.py",
        "types": dict(sorted(parents.items())),
        "properties": {
            key: {"domains": _ids(graph[key].get("schema:domainIncludes")), "ranges": ranges[key]}
            for key in sorted(properties)
        },
    }
    print(json.dumps(extract, indent=1))


if __name__ == "__main__":
    main()
