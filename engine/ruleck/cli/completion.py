"""`ruleck completion`"""

from __future__ import annotations

import click

from ruleck.cli.call import ASKED, FINE
from ruleck.cli.output import write

SHELLS = {
    "bash": 'in ~/.bashrc: eval "$(ruleck completion bash)"',
    "zsh": 'in ~/.zshrc, after compinit: eval "$(ruleck completion zsh)"',
    "fish": "once: ruleck completion fish > ~/.config/fish/completions/ruleck.fish",
}


@click.command(epilog="\n".join(["\b", "Where it goes:", *(f"  {where}" for where in SHELLS.values())]))
@click.argument("shell", type=click.Choice(tuple(SHELLS)))
def completion(shell: str) -> int:
    """Print what makes a shell complete commands, options, files and names.

    \b
    ruleck completion bash
    """
    write(script(shell))
    return FINE


def script(shell: str) -> str:
    """What a shell runs to learn what it can complete."""
    from click.shell_completion import get_completion_class

    from ruleck.cli import command

    kind = get_completion_class(shell)
    assert kind is not None, "click knows the three"
    made = kind(command, {}, "ruleck", ASKED)
    return f"{(made.source_template % made.source_vars()).strip()}\n"
