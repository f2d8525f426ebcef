"""The fields of the model taken apart, for whoever reads, names or asks for what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import chain
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from archive.model.fields import Entry, Refers

# Where something stands in a file: the keys and numbers that lead to it.
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Shape:
    """The type inside a field, what is said of it, whether it holds many, or many by their ids."""

    type: Any
    annotations: tuple[Any, ...] = ()
    many: bool = False
    keyed: bool = False

    @classmethod
    def of(cls, annotation: Any, annotations: tuple[Any, ...] = (), many: bool = False) -> Shape:
        """``tuple[Annotated[str, Refers(…)], ...] | None`` -> str, (Refers(…),), many."""
        origin, inside = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return cls.of(inside[0], (*annotations, *inside[1:]), many)
        if origin in (Union, UnionType):
            (one,) = (item for item in inside if item is not NoneType)
            return cls.of(one, annotations, many)
        if origin is tuple:
            return cls.of(inside[0], annotations, True)
        if origin is dict:
            return cls(inside[1], keyed=True)
        flat = (one.metadata if isinstance(one, FieldInfo) else [one] for one in annotations)
        return cls(annotation, tuple(chain.from_iterable(flat)), many)

    @property
    def nested(self) -> type[Entry] | None:
        """The shape of the entries inside, if that is what it holds."""
        return self.type if isinstance(self.type, type) and issubclass(self.type, Entry) else None

    @property
    def values(self) -> tuple[str, ...]:
        """The words among which it chooses, if it does."""
        if get_origin(self.type) is Literal:
            return get_args(self.type)
        chooses = isinstance(self.type, type) and issubclass(self.type, StrEnum)
        return tuple(map(str, self.type)) if chooses else ()

    @property
    def refers(self) -> Refers | None:
        """What its values name, if they are ids."""
        return next((one for one in self.annotations if isinstance(one, Refers)), None)


@cache
def shapes(model: type[Entry]) -> Mapping[str, Shape]:
    """The fields of ``model``, taken apart."""
    return {
        name: Shape.of(field.annotation, tuple(field.metadata))
        for name, field in model.model_fields.items()
    }


def own_shapes(model: type[Entry]) -> Mapping[str, Shape]:
    """The fields that are part of an entry; what is kept by id, such as claims, stands alone."""
    return {name: shape for name, shape in shapes(model).items() if not shape.keyed}


def walk(entry: Entry, place: Place = ()) -> Iterator[tuple[Place, Entry]]:
    """``entry``, which stands at ``place``, and everything inside it."""
    yield place, entry
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if isinstance(value, Entry):
            yield from walk(value, (*place, name))
        elif isinstance(value, dict | tuple):
            for key, item in value.items() if isinstance(value, dict) else enumerate(value):
                if isinstance(item, Entry):
                    yield from walk(item, (*place, name, key))
