"""Modules that stand on packages of an extra: imported when they are used, and named when they are missing."""

import importlib
from typing import Any


class MissingExtraError(Exception):
    """A package that only an extra brings is not installed. The message names the extra and how to install it."""


def load(module: str, extra: str, need: str) -> Any:
    """Import a module that needs the packages of an extra ("columns", "pdf", "page").

    `need` says in a few words what the user asked for, such as "Parquet".

    Raises:
        MissingExtraError: when one of these packages is not installed.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] == __package__:
            raise  # a module of our own is a fault of ours, and no extra brings it
        remedy = f"install it with: pip install 'wirebook[{extra}]'"
        raise MissingExtraError(f"{need} needs the package {error.name}, which is not installed; {remedy}") from error
