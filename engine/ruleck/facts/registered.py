"""A project's own validators: those of the Pydantic models that it registered as kinds.

What such a model demands of its fields beyond their types is run on the facts as they were written. It speaks of exact
values, so a fact with a range, a span of days or a `?` in it is not put before it: nothing there can be said to break a
rule yet.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import cache
from typing import Any

from ruleck.facts.document import token
from ruleck.facts.draft import Draft
from ruleck.facts.problems import Problem
from ruleck.facts.record import Record
from ruleck.facts.vocabulary import Kind, Vocabulary
from ruleck.facts.wording import a
from ruleck.values.date import DateSpan, Duration
from ruleck.values.misread import shorten
from ruleck.values.number import Number
from ruleck.values.truth import Unknown


class _Inexact(Exception):  # noqa: N818 - it is no error: the fact stays as it is
    pass


def check_registered(draft: Draft, vocabulary: Vocabulary) -> None:
    """Run the models' own validators; what they object to becomes problems."""
    for kind in vocabulary.kinds.values():
        if kind.model is not None and (records := draft.records[kind.name]):
            for record in records:
                _check(draft, kind, kind.model, record)


def _check(draft: Draft, kind: Kind, model: Any, record: Record) -> None:
    from pydantic import ValidationError

    links = tuple(name for name, f in kind.fields.items() if f.type.base == "link")
    own = set(model.model_fields)
    try:
        values = {name: _python(value) for name, value in record.fields.items() if name in own}
    except _Inexact:
        return
    try:
        _checked_model(model, links).model_validate(values)
    except ValidationError as error:
        for told in error.errors(include_url=False, include_input=False):
            place = "".join(f"/{token(str(part))}" for part in told["loc"] if not isinstance(part, str) or part in own)
            reason = str(told.get("ctx", {}).get("error") or told["msg"])
            name = told["loc"][0] if told["loc"] else None
            subject = f"`{name}` of {a(kind.name)}" if name is not None else a(kind.name)
            message = f"{subject} is refused: {shorten(reason[:1].lower() + reason[1:])}"
            draft.problems.append(Problem("refused", f"{record.pointer}{place}", message))
    except Exception as error:
        # A validator is a project's own code, and may fail in any way it likes.
        message = f"{a(kind.name)} cannot be checked: its own validator failed with `{type(error).__name__}`"
        draft.problems.append(Problem("refused", record.pointer, message, (shorten(str(error)),)))


@cache
def _checked_model(model: Any, links: tuple[str, ...]) -> Any:
    """The model with its links left open: they lead to records, not to instances of other models."""
    from pydantic import ConfigDict, create_model

    opened: dict[str, Any] = dict.fromkeys(links, (Any, None))
    checked = create_model(model.__name__, __base__=model, **opened)
    checked.model_config |= ConfigDict(populate_by_name=True, extra="ignore")
    checked.model_rebuild(force=True)
    return checked


def _python(value: Any) -> Any:
    """A value of ours as Python has it."""
    if isinstance(value, tuple):
        return [_python(one) for one in value]
    if isinstance(value, Record):
        return value.fields.get("name") or value.fields.get("id")
    if isinstance(value, Unknown):
        raise _Inexact
    if isinstance(value, Number):
        if not value.exact:
            raise _Inexact
        if value.low == int(value.low):
            return int(value.low)
        return Decimal(value.low.numerator) / Decimal(value.low.denominator)  # type: ignore[union-attr]  # exact: no infinity
    if isinstance(value, DateSpan):
        if not value.exact or isinstance(value.first, float):
            raise _Inexact
        if value.clock is not None and value.written is not None:
            return value.written
        return datetime.date.fromordinal(value.first)
    if isinstance(value, Duration):
        if value.months:
            raise _Inexact
        return datetime.timedelta(value.days)
    return value
