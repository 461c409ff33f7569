"""``dataclass`` and ``replace`` as in the standard library, for frozen records made by the thousand.

A frozen dataclass sets each field through ``object.__setattr__``, by name: four times the price of
an ordinary attribute. Here a new record is for a moment one of a twin class, the same but not
frozen, whose attributes are set the ordinary way. What is made is the same in every other respect.

>>> @dataclass(frozen=True, slots=True)
... class Pair:
...     one: int
...     other: int = 2
>>> Pair(1), replace(Pair(1), other=3), Pair(1) == Pair(1, 2)
(Pair(one=1, other=2), Pair(one=1, other=3), True)
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass, replace
else:

    def dataclass(**options: Any) -> Callable[[type], type]:
        """``dataclasses.dataclass(...)``; a frozen record with slots is quick to make and to copy."""
        lean = options.get("frozen") and options.get("slots")

        def made(cls: type) -> type:
            record = dataclasses.dataclass(**options)(cls)
            return _quick(record) if lean and not hasattr(record, "__post_init__") else record

        return made

    def replace(record: Any, /, **changes: Any) -> Any:
        """A copy with some fields changed; AttributeError for a field it has not."""
        copied = type(record).__dict__.get("_copied")
        if copied is None:  # a class of the standard library's making
            return dataclasses.replace(record, **changes)
        made = copied(record)
        for name, value in changes.items():
            setattr(made, name, value)
        made.__class__ = record.__class__
        return made


def _quick(record: type) -> type:
    """The class with an ``__init__`` and a ``_copied`` that set attributes the ordinary way."""
    own: dict[str, Any] = {
        "__slots__": (),
        "__setattr__": object.__setattr__,
        "__delattr__": object.__delattr__,
    }
    open_twin = type(f"_Open{record.__name__}", (record,), own)
    become = vars(object)["__class__"].__set__
    scope: dict[str, Any] = {"_record": record, "_open": open_twin, "_become": become}
    scope |= {"_make": object.__new__, "_missing": MISSING}
    fields = dataclasses.fields(record)
    places = [_parameter(f, scope) for f in fields if not f.kw_only]
    named = [_parameter(f, scope) for f in fields if f.kw_only]
    lines = [f"def __init__({', '.join(['self', *places, *(['*', *named] if named else [])])}):"]
    lines += ["    _become(self, _open)"]
    lines += [f"    self.{f.name} = {_given(f)}" for f in fields]
    lines += ["    self.__class__ = _record"]
    lines += ["def _copied(self):", "    made = _make(_open)"]
    lines += [f"    made.{f.name} = self.{f.name}" for f in fields]
    lines += ["    return made"]
    exec("\n".join(lines), scope)  # noqa: S102  as the standard library's own dataclasses are made
    for name in ("__init__", "_copied"):
        scope[name].__qualname__ = f"{record.__qualname__}.{name}"
        scope[name].__module__ = record.__module__
    scope["__init__"].__annotations__ = getattr(record, "__init__").__annotations__  # noqa: B009
    setattr(record, "__init__", scope["__init__"])  # noqa: B010
    setattr(record, "_copied", scope["_copied"])  # noqa: B010
    return record


def _parameter(field: Field[Any], scope: dict[str, Any]) -> str:
    if field.default is not MISSING:
        scope[f"_default_{field.name}"] = field.default
        return f"{field.name}=_default_{field.name}"
    if field.default_factory is not MISSING:
        scope[f"_make_{field.name}"] = field.default_factory
        return f"{field.name}=_missing"
    return field.name


def _given(field: Field[Any]) -> str:
    if field.default_factory is MISSING:
        return field.name
    return f"{field.name} if {field.name} is not _missing else _make_{field.name}()"


__all__ = ["dataclass", "replace"]
