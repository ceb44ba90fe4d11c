"""`ruleck init`"""

from __future__ import annotations

import click

from ruleck.cli.call import FINE
from ruleck.cli.output import write


@click.command()
@click.argument("folder", default=".", type=click.Path(file_okay=False))
def init(folder: str) -> int:
    """Set a folder up with a first rule and story.

    Makes ruleck.toml, rules/house.ruleck and an example in stories/. Asks nothing, and leaves what is there as it is.
    """
    from pathlib import Path

    from ruleck.starter import write_starter

    try:
        made, left = write_starter(Path(folder))
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise click.ClickException(f"`{error.filename}` cannot be made: {reason}") from None
    if made:
        write(f"made {', '.join(made)}\n")
    if left:
        write(f"left as {'it was' if len(left) == 1 else 'they were'}: {', '.join(left)}\n")
    there = "" if folder == "." else f"cd {folder}, then "
    write(f"next: {there}ruleck check stories/ (the example breaks the rule, to show what that looks like)\n")
    return FINE
