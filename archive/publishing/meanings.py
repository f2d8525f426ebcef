"""What tables, columns and values mean, in both languages, from ``templates/columns.yml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.languages import LANGUAGES, Language
from archive.publishing.columns import Column
from archive.publishing.table import Table
from archive.rendering.templates import Templates

Both = Mapping[Language, str]


@dataclass(frozen=True)
class Meanings:
    """The words of a project's ``templates/``."""

    templates: Templates

    @property
    def notes(self) -> list[Both]:
        """What holds for all tables."""
        return list(self.templates.columns["notes"])

    def title(self, table: Table) -> Both:
        """What to call ``table``; its bare name if nobody has written more yet."""
        return self._of(table).get("title") or dict.fromkeys(LANGUAGES, table.name)

    def table(self, table: Table) -> Both:
        """What a row of ``table`` is; nothing if nobody has written it yet."""
        return self._of(table).get("row", {})

    def _of(self, table: Table) -> Mapping[str, Both]:
        tables: Mapping[str, Mapping[str, Both]] = self.templates.columns["tables"]
        return tables.get(table.name.partition("/")[0], {})

    def field(self, table: str, path: str, name: str) -> Both:
        """What a field means; ``path`` is that of one inside another, as in ``part_of.fund``."""
        fields = self.templates.columns["fields"]
        keys = (f"{table}.{path}", f"{table}.{name}", path.replace(".", "_"), name)
        return next((dict(fields[key]) for key in keys if key in fields), {})

    def column(self, table: Table, column: Column) -> Both:
        """What a column's cells say, with their unit; nothing if nobody has written it yet."""
        meaning = self.field(table.name, column.field, column.field)
        if not column.aspect:
            return meaning
        side = self.templates.columns["aspects"][column.aspect]
        return {key: side[key].format(meaning=words) for key, words in meaning.items()}

    def values(self, column: Column) -> dict[str, Both]:
        """What each of a column's values means, where it has words of its own."""
        return self.of_values("", column.aspect or column.field, column.values)

    def of_values(self, path: str, name: str, values: Sequence[str]) -> dict[str, Both]:
        """The same of those of a field."""
        known = self.templates.columns["values"]
        kind = known.get(path.replace(".", "_")) or known.get(name, {})
        if isinstance(kind, str):  # the interface has words for it
            labels = self.templates.labels
            kind = {value: labels[f"{kind}-{value}"] for value in values}
        return {value: kind.get(value, {}) for value in values}
