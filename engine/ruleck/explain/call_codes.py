"""Codes."""

from __future__ import annotations

from ruleck.explain.codes import Code

CODES: tuple[Code, ...] = ()
