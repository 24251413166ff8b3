"""Methods that are functions told where they are at home, `search = _of(full_text.search)`: pages show them as methods.

An extension of griffe, which reads source and does not run it: for it they are values without a docstring.
"""

from typing import Any

import griffe

_TOLD = "_of"


class BorrowedMethods(griffe.Extension):
    """Puts a method in the place of each such value of a class."""

    def on_package(self, *, pkg: griffe.Module, **_: Any) -> None:
        """Look through the classes of a package once it is loaded."""
        for module in _modules_in(pkg):
            for kind in module.classes.values():
                if not kind.is_alias:
                    for name, value in list(kind.attributes.items()):
                        if (function := _function_of(value, pkg)) is not None:
                            kind.set_member(name, _as_method(function, value))


def _modules_in(module: griffe.Module) -> list[griffe.Module]:
    inner = [one for one in module.modules.values() if not one.is_alias]
    return [module, *(deeper for one in inner for deeper in _modules_in(one))]


def _function_of(value: griffe.Attribute, package: griffe.Module) -> griffe.Function | None:
    told = value.value
    if not isinstance(told, griffe.ExprCall) or str(told.function) != _TOLD:
        return None
    path = getattr(told.arguments[0], "canonical_path", "")
    found = package.modules_collection[path]
    return found if isinstance(found, griffe.Function) else None


def _as_method(function: griffe.Function, value: griffe.Attribute) -> griffe.Function:
    """The function under the value's name and at its place; who it is asked of takes the place of the database."""
    given = [griffe.Parameter("self", kind=griffe.ParameterKind.positional_or_keyword), *list(function.parameters)[1:]]
    method = griffe.Function(
        value.name,
        lineno=value.lineno,
        endlineno=value.endlineno,
        parameters=griffe.Parameters(*given),
        returns=function.returns,
        docstring=function.docstring,
    )
    method.labels |= function.labels
    return method
