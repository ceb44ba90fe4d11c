"""`ruleck init`"""

from __future__ import annotations

import click

from ruleck.cli.call import FINE
from ruleck.cli.output import write


@click.command()
@click.argument("folder", default=".", type=click.Path(file_okay=False))
@click.option("--pre-commit", is_flag=True, help="Have pre-commit check what is committed, too.")
def init(folder: str, pre_commit: bool) -> int:
    """Set a folder up with a first rule and story.

    Makes ruleck.toml, rules/house.ruleck and an example in stories/. Asks nothing, and leaves what is there as it is.

    \b
    ruleck init
    ruleck init desk --pre-commit
    """
    from pathlib import Path

    from ruleck.starter import write_starter

    try:
        made, left = write_starter(Path(folder), pre_commit=pre_commit)
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise click.ClickException(f"`{error.filename}` cannot be made: {reason}") from None
    if made:
        write(f"made {', '.join(made)}\n")
    if left:
        write(f"left as {'it was' if len(left) == 1 else 'they were'}: {', '.join(left)}\n")
    there = "" if folder == "." else f"cd {folder}, then "
    write(f"next: {there}ruleck check stories/ (the example breaks the rule, to show what that looks like)\n")
    if pre_commit:
        write("and to switch the checks of commits on: pre-commit install\n")
    return FINE
