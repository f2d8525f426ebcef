"""The fields of a new entry, from the command line or asked for, as the model has them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import partial
from typing import Annotated, Any

import click
from pydantic import TypeAdapter, ValidationError

from archive.building.field_list import holds, known_ids
from archive.loading import yaml_file
from archive.loading.load import details, explain
from archive.messages import say
from archive.model.collections import Archive
from archive.model.fields import Entry
from archive.model.shapes import Shape, own_shapes, shapes
from archive.model.texts import Text
from archive.problems import RefusedError, refusal, suggestion

_LISTED_BY = re.compile(r"[,，、]")


def split_fields(line: str) -> list[str]:
    """``name.en="Some Name" kind=press`` as a shell would read it, and without its powers;
    RefusedError for a quotation mark that is not closed."""
    try:
        return shlex.split(line)
    except ValueError:
        raise refusal("a quotation mark is not closed in {text}", text=line) from None


def parse_fields(model: type[Entry], written: Iterable[str]) -> dict[str, Any]:
    """The fields written as ``name.zh=某报``; a list of shapes gets its first from ``sources.…``,
    and ``claims.total.value=5`` is that of the claim ``total``.

    RefusedError for a field that ``model`` does not have.
    """
    entry: dict[str, Any] = {}
    seen: set[str] = set()
    for pair in written:
        path, equals, value = pair.partition("=")
        if not equals:
            raise refusal('got "{pair}" — write FIELD=VALUE', pair=pair)
        if path in seen:
            raise refusal("{field} is given twice — write it once", field=path)
        seen.add(path)
        *above, last = path.split(".")
        inside, shape = entry, Shape(model)
        for part in above:
            shape = _inner(shape, part)
            value_inside = inside.setdefault(part, [{}] if shape.many else {})
            inside = value_inside[0] if isinstance(value_inside, list) else value_inside
        try:
            inside[last] = _read(_inner(shape, last), value)
        except RefusedError as error:
            raise RefusedError(f"{path}: {error}") from None
    return entry


def ask(
    model: type[Entry],
    entry: dict[str, Any],
    archive: Archive,
    mistakes_in: Callable[[dict[str, Any]], list[str]],
    path: str = "",
) -> None:
    """Ask for what ``model`` requires and ``entry``, which stands at ``path``, lacks; then for
    further fields by name until somebody wants none and nothing is wrong. Enter leaves out what
    may be."""
    fields = shapes(model)
    for name in own_shapes(model):
        required = model.model_fields[name].is_required()
        if name not in entry and (required or name in model.asked):
            answer = _answer(fields[name], path + name, archive, optional=not required)
            if answer is not None:
                entry[name] = answer
    while True:
        mistakes = mistakes_in(entry)
        for mistake in mistakes:
            click.echo(f"  {mistake}")
        names = [name for name in fields if name not in entry]
        if not names and not mistakes:
            return
        question = say("Another field ({names}), or Enter", names=", ".join(names))
        name = click.prompt(question, default="", show_default=False).strip()
        if name in fields:
            entry[name] = _answer(fields[name], path + name, archive)
        elif name:
            click.echo(suggestion(name, fields))
        elif not mistakes:
            return


def _answer(shape: Shape, path: str, archive: Archive, *, optional: bool = False) -> Any:
    """What somebody types for the field at ``path``, asked for again until it has the right form;
    None for nothing, if it is ``optional``."""
    inner = shape.nested
    if inner is None:
        return _prompt(path, shape, archive, optional=optional)
    if inner is Text:
        sides: dict[str, str] = {}
        while not sides:
            for side, words_shape in own_shapes(Text).items():
                if words := _prompt(f"{path}.{side}", words_shape, archive, optional=True):
                    sides[side] = words
        return sides
    if optional and not click.confirm(say("Fields under {name}?", name=path)):
        return None
    items: list[dict[str, Any]] = []
    ids: list[str] = []
    several = shape.many or shape.keyed
    while not items or (several and click.confirm(say("One more under {name}?", name=path))):
        ids += [click.prompt(say("Its id"))] if shape.keyed else []
        items.append({})
        ask(inner, items[-1], archive, partial(_mistakes_in, inner), f"{path}.")
    if shape.keyed:
        return dict(zip(ids, items, strict=True))
    return items if shape.many else items[0]


def _mistakes_in(model: type[Entry], entry: Mapping[str, Any]) -> list[str]:
    """What is wrong with an entry by itself."""
    try:
        model.model_validate(entry)
    except ValidationError as error:
        return [explain(detail, model) for detail in details(error)]
    return []


def _inner(outer: Shape, name: str) -> Shape:
    """The shape of what is called ``name`` inside ``outer``; RefusedError if there is nothing."""
    if outer.keyed:
        return Shape(outer.type)
    fields = shapes(outer.nested) if outer.nested else {}
    if name not in fields:
        paths = [
            f"{field}.{name}"
            for field, shape in fields.items()
            if shape.nested and not shape.keyed and name in own_shapes(shape.nested)
        ]
        hint = say('did you mean "{name}"?', name=paths[0]) if paths else suggestion(name, fields)
        raise refusal('unknown field "{name}" — {hint}', name=name, hint=hint)
    return fields[name]


def _prompt(path: str, shape: Shape, archive: Archive, *, optional: bool = False) -> Any:
    form: TypeAdapter[Any] = TypeAdapter(
        Annotated[shape.type, path, *shape.annotations]  # type: ignore[arg-type]
    )
    ids = known_ids(shape, archive)

    def value(text: str) -> Any:
        if optional and not text.strip():
            return None
        try:
            answer = _read(shape, text)
            for item in answer if shape.many else [answer]:
                form.validate_python(item)
                if ids is not None and item not in ids:
                    hint = suggestion(item, ids, archive.former)
                    raise refusal('unknown id "{id}" — {hint}', id=item, hint=hint)
        except ValidationError as error:
            raise click.UsageError(explain(error.errors()[0], Entry)) from None
        except RefusedError as error:
            raise click.UsageError(str(error)) from None
        return answer

    held = holds(shape, archive)
    if optional:
        held = say("{held}, or Enter", held=held)
    default = "" if optional else None
    return click.prompt(f"{path} ({held})", default, show_default=False, value_proc=value)


def _read(shape: Shape, text: str) -> Any:
    """What ``text`` stands for in a field of this shape, as it would be read from a file."""
    text = text.strip()
    if shape.nested:
        wrapped = f"[{text}]" if shape.many and not text.startswith("[") else text
        return _yaml(wrapped)
    if shape.many:
        return [one.strip() for one in _LISTED_BY.split(text.strip("[]")) if one.strip()]
    return _yaml(text) if shape.type in (int, bool, Decimal) else text


def _yaml(text: str) -> Any:
    parsed = yaml_file.parse(text, "")
    if parsed.problems:
        raise RefusedError(parsed.problems[0].message)
    return parsed.data
