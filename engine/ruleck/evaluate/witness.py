"""Rules watched while they run: what each of their conditions and predicates gave.

A witness is looked for when a rule is made into closures, never while one runs: rules that nobody watches run as if
there were no such thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ParamSpec, TypeAlias, TypeVar

from ruleck.values.truth import Truth

P = ParamSpec("P")
R = TypeVar("R")

# Is told a condition or predicate of the program, and what it gave.
Witness: TypeAlias = Callable[[object, Truth], None]

_present: ContextVar[Witness | None] = ContextVar("witness", default=None)


@contextmanager
def before(witness: Witness | None) -> Iterator[None]:
    """Rules made into closures in here are run before this witness."""
    token = _present.set(witness)
    try:
        yield
    finally:
        _present.reset(token)


def watched() -> bool:
    """Whether what is made into closures now will be run before a witness."""
    return _present.get() is not None


def telling(node: object) -> Callable[[Truth], object]:
    """What tells a witness that a node, which was not asked, can but give a certain truth."""
    witness = _present.get()
    return (lambda truth: None) if witness is None else (lambda truth: witness(node, truth))


def witnessed(ask: Callable[P, R], node: object, gave: Callable[[R], Iterable[Truth]]) -> Callable[P, R]:
    """The closure of a node; before a witness, one that tells what it `gave`."""
    witness = _present.get()
    if witness is None:
        return ask

    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        found = ask(*args, **kwargs)
        for truth in gave(found):
            witness(node, truth)
        return found

    return asked
