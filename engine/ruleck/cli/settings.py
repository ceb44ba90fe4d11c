"""Options that go with settings, made from their definition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ruleck.settings import Configuration, option_of, settings_of

if TYPE_CHECKING:
    from ruleck.configuration import Projects

F = TypeVar("F", bound=Callable[..., Any])
_ABOUT = settings_of(Configuration)


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line sets: settings by name, as a file would hold them, and the file to read others from."""

    values: Mapping[str, object] = field(default_factory=dict)
    file: Path | None = None

    def projects(self) -> Projects:
        """The projects of a call."""
        from ruleck.configuration import Projects

        return Projects(self.values, self.file)


def setting_option(name: str) -> Callable[[F], F]:
    """The option that goes with a setting; the command gets none, or nothing in a list, where it is not given."""
    about = _ABOUT[name]
    shape = about.shape
    default = getattr(Configuration(), name)
    help = about.summary
    if shape.many:
        help += " May be repeated."
    if about.unset not in ("none", "all") and not isinstance(default, bool):
        help += f" Default: {about.unset or default}."
    if isinstance(default, bool):
        return click.option(option_of(name), name, cls=SettingOption, is_flag=True, default=None, help=help)
    if shape.choices and not shape.many:
        choice = click.Choice(shape.choices)
        return click.option(option_of(name), name, cls=SettingOption, type=choice, help=help)
    return click.option(
        option_of(name), name, cls=SettingOption, metavar=shape.metavar, multiple=shape.many, help=help
    )


class SettingOption(click.Option):
    """An option that ruleck.toml can say, too."""


class SettingsCommand(click.Command):
    """A command whose help tells settings from other options."""

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Two lists of options."""
        parts: dict[bool, list[tuple[str, str]]] = {False: [], True: []}
        for parameter in self.get_params(context):
            record = parameter.get_help_record(context)
            if record is not None and isinstance(parameter, click.Option):
                parts[isinstance(parameter, SettingOption)].append(record)
        for title, records in (("Options", parts[False]), ("Settings, which ruleck.toml can hold", parts[True])):
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)


def said(options: Mapping[str, Any]) -> dict[str, object]:
    """What options of settings say, as a file would hold it; those that were not given are left out."""
    values: dict[str, object] = {}
    for name, value in options.items():
        if value not in (None, (), False):
            values[name] = _ABOUT[name].shape.spoken([str(value)] if isinstance(value, (str, bool)) else value)
    return values


def settings(*names: str) -> Callable[[F], F]:
    """The options of several settings, and `--config`; the command gets all that was said as `given`."""

    def decorate(command: F) -> F:
        @wraps(command)
        def called(*arguments: Any, **named: Any) -> Any:
            values = said({name: named.pop(name) for name in names})
            file = named.pop("config")
            return command(*arguments, given=Given(values, Path(file) if file else None), **named)

        option = click.option(
            "--config", metavar="FILE", help="The settings to go by, instead of the ruleck.toml that is found upwards."
        )
        decorated: Any = option(called)
        for name in reversed(names):
            decorated = setting_option(name)(decorated)
        found: F = decorated
        return found

    return decorate


# What says by which rules a run goes.
BY_RULES = ("rules", "packs", "select", "ignore", "severity")
# What says how a run goes.
OF_A_RUN = (
    *BY_RULES,
    *("fail_on", "undecided", "approximation", "exclude", "force_exclude", "waivers", "baseline", "today"),
)
