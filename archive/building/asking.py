"""The fields of an entry, told and asked for as the model has them: no list of questions."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal, get_args, get_origin

import click
from pydantic import TypeAdapter, ValidationError

from archive.loading import yaml_file
from archive.loading.load import details, explain
from archive.messages import deferred, say
from archive.model.collections import Archive
from archive.model.dates import When
from archive.model.fields import Address, Currency, Entry, Locator, Text
from archive.model.shapes import Shape, own_shapes
from archive.problems import suggestion

_MOST_LISTED = 12
_LISTED_BY = re.compile(r"[,，、]")
# What texts of a form of their own look like.
_FORMS = {
    Address: deferred("an address, https://…"),
    Currency: deferred("an ISO 4217 code, such as CNY"),
    Locator: deferred("paragraphs, such as ¶3 or ¶3 ¶5"),
}
_TYPES = {
    Text: deferred("a text in both languages"),
    When: deferred("a date: 2020-02-07, 2020-02, 2020 or 2020-03-24/2020-03-25"),
    Decimal: deferred("a number, all its digits written out"),
    int: deferred("a whole number"),
    bool: deferred("true or false"),
    str: deferred("a text"),
}


@dataclass(frozen=True)
class Told:
    """A field: its name, what it may hold, whether it must be there."""

    name: str
    holds: str
    required: bool


def fields_of(model: type[Entry], archive: Archive, prefix: str = "") -> Iterable[Told]:
    """The fields of ``model``, and those of what stands inside them."""
    for name, shape in own_shapes(model).items():
        required = model.model_fields[name].is_required()
        yield Told(prefix + name, _holds(shape, archive, _MOST_LISTED * 4), required)
        if shape.nested and shape.nested is not Text:
            yield from fields_of(shape.nested, archive, f"{prefix}{name}.")


def words_of(line: str) -> list[str]:
    """``name.en="Some Name" kind=press`` as a shell would read it, and without its powers;
    ValueError, with a sentence, for a quotation mark that is not closed."""
    try:
        return shlex.split(line)
    except ValueError:
        raise ValueError(say("a quotation mark is not closed in {text}", text=line)) from None


def given(model: type[Entry], written: Iterable[str]) -> dict[str, Any]:
    """The fields written as ``name.zh=某报``; a list of shapes gets its first from ``sources.…``.

    ValueError, with a sentence, for a field that ``model`` does not have.
    """
    entry: dict[str, Any] = {}
    seen: set[str] = set()
    for pair in written:
        path, equals, value = pair.partition("=")
        if not equals:
            raise ValueError(say('got "{pair}" — write FIELD=VALUE', pair=pair))
        *above, last = path.split(".")
        inside, shape = entry, Shape(model)
        if path in seen:
            raise ValueError(say("{field} is given twice — write it once", field=path))
        seen.add(path)
        for part in above:
            shape = _shape(shape, part)
            inside = inside.setdefault(part, [{}] if shape.many else {})
            inside = inside[0] if isinstance(inside, list) else inside
        shape = _shape(shape, last)
        try:
            inside[last] = _read(shape, value)
        except ValueError as error:
            raise ValueError(f"{path}: {error}") from None
    return entry


def ask(model: type[Entry], entry: dict[str, Any], archive: Archive) -> None:
    """Ask for what ``model`` requires and ``entry`` lacks."""
    for name in own_shapes(model):
        if model.model_fields[name].is_required() and name not in entry:
            entry[name] = ask_field(model, name, archive)


def ask_field(model: type[Entry], name: str, archive: Archive) -> Any:
    """What somebody types for a field of ``model``, asked for again until it has the right form."""
    shape = _shape(Shape(model), name)
    if shape.nested is None:
        return _prompt(name, shape, archive)
    inner = shape.nested
    if inner is Text:
        return {
            side: _prompt(f"{name}.{side}", one, archive) for side, one in own_shapes(Text).items()
        }
    items: list[dict[str, Any]] = []
    while not items or (shape.many and click.confirm(say("One more under {name}?", name=name))):
        click.echo(f"{name}:")
        items.append({})
        ask(inner, items[-1], archive)
        ask_more(inner, items[-1], archive, lambda item: _wrong(inner, item))
    return items if shape.many else items[0]


def ask_more(
    model: type[Entry],
    entry: dict[str, Any],
    archive: Archive,
    wrong_with: Callable[[dict[str, Any]], list[str]],
) -> None:
    """Ask for further fields by name until somebody wants none and nothing is wrong."""
    while True:
        mistakes = wrong_with(entry)
        for mistake in mistakes:
            click.echo(f"  {mistake}")
        names = [name for name in own_shapes(model) if name not in entry]
        if not names and not mistakes:
            return
        asked = say("Another field ({names}), or Enter", names=", ".join(names))
        name = click.prompt(asked, default="", show_default=False).strip()
        if name in own_shapes(model):
            entry[name] = ask_field(model, name, archive)
        elif name:
            click.echo(suggestion(name, own_shapes(model)))
        elif not mistakes:
            return


def _wrong(model: type[Entry], entry: Mapping[str, Any]) -> list[str]:
    """What is wrong with an entry by itself."""
    try:
        model.model_validate(entry)
    except ValidationError as error:
        return [explain(detail, model) for detail in details(error)]
    return []


def _shape(outer: Shape, name: str) -> Shape:
    known = own_shapes(outer.nested) if outer.nested else {}
    if name not in known:
        inside = [
            one for one, shape in known.items() if shape.nested and name in own_shapes(shape.nested)
        ]
        hint = (
            say('did you mean "{name}"?', name=f"{inside[0]}.{name}")
            if inside
            else suggestion(name, known)
        )
        raise ValueError(say('unknown field "{name}" — {hint}', name=name, hint=hint))
    return known[name]


def _prompt(name: str, shape: Shape, archive: Archive) -> Any:
    form: TypeAdapter[Any] = TypeAdapter(
        Annotated[shape.type, name, *shape.said]  # type: ignore[arg-type]
    )

    def value(text: str) -> Any:
        try:
            found = _read(shape, text)
            for one in found if shape.many else [found]:
                form.validate_python(one)
                if (known := _known(shape, archive)) is not None and one not in known:
                    hint = suggestion(one, known, archive.former)
                    raise click.UsageError(say('unknown id "{id}" — {hint}', id=one, hint=hint))
        except ValidationError as error:
            raise click.UsageError(explain(error.errors()[0], Entry)) from None
        except ValueError as error:
            raise click.UsageError(str(error)) from None
        return found

    return click.prompt(f"{name} ({_holds(shape, archive, _MOST_LISTED)})", value_proc=value)


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
        raise ValueError(parsed.problems[0].message)
    return parsed.data


def _known(shape: Shape, archive: Archive) -> list[str] | None:
    """The ids that a field may hold; None if it holds no ids."""
    if shape.refers is None:
        return None
    found = [
        key
        for name in shape.refers.collections
        for key in (
            getattr(archive, name) if name in ("records", "claims") else archive.entries(name)
        )
    ]
    return [*found, *shape.refers.besides]


def _holds(shape: Shape, archive: Archive, most: int) -> str:
    """What a field may hold, in a few words."""
    held = _one_holds(shape, archive, most)
    return say("any number: {held}", held=held) if shape.many else held


def _one_holds(shape: Shape, archive: Archive, most: int) -> str:
    if (known := _known(shape, archive)) is not None:
        listed = ", ".join(known[:most]) + (" …" if len(known) > most else "")
        return say("an id: {ids}", ids=listed)
    if get_origin(shape.type) is Literal:
        return " | ".join(get_args(shape.type))
    if isinstance(shape.type, type) and issubclass(shape.type, StrEnum):
        return " | ".join(shape.type)
    for form, words in _FORMS.items():
        if set(Shape.of(form).said) <= set(shape.said):
            return say(words)
    if shape.nested and shape.nested is not Text:
        return say("the fields below")
    return say(_TYPES.get(shape.type, _TYPES[str]))
