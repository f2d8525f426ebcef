"""The command line's own words in the language of messages, and the option that chooses it."""

from __future__ import annotations

import os
import sys
from copy import copy
from inspect import cleandoc
from typing import Any

import click

from archive.languages import LANGUAGES
from archive.messages import say
from archive.problems import ContentError, RefusedError
from archive.reporting import fail_on


def _set_language(context: click.Context, parameter: click.Parameter, language: str | None) -> None:
    """Have everything that this command says, and whatever it starts, said in ``language``."""
    if language:
        os.environ["LANGUAGE"] = language


_LANGUAGE = click.Option(
    ["--lang"],
    type=click.Choice(LANGUAGES),
    is_eager=True,
    expose_value=False,
    callback=_set_language,
    help="The language of messages [default: the system's].",
)


class _Formatter(click.HelpFormatter):
    """Headings with the colon of the language of messages."""

    def write_heading(self, heading: str) -> None:
        """Write the name of a list, such as that of the options."""
        self.write(" " * self.current_indent + say("{heading}:", heading=heading) + "\n")


class _Context(click.Context):
    formatter_class = _Formatter


class _TranslatedCommand(click.Command):
    """What explains itself in the language of messages, as chosen by then."""

    context_class = _Context

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.params.append(_LANGUAGE)

    def get_help(self, ctx: click.Context) -> str:
        """What ``--help`` prints."""
        return super(_TranslatedCommand, self._translated()).get_help(ctx)

    def get_short_help_str(self, limit: int = 45) -> str:
        """What the list of commands says of this one."""
        return super(_TranslatedCommand, self._translated()).get_short_help_str(limit)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option ``--help``, which explains itself, too."""
        option = super().get_help_option(ctx)
        if option:
            option.help = say("Show this message and exit.")
        return option

    def _translated(self) -> Any:
        command = copy(self)
        command.help = say(cleandoc(self.help)) if self.help else None
        command.params = list(map(copy, self.params))
        for option in command.params:
            if isinstance(option, click.Option) and option.help:
                option.help = say(option.help)
        return command


class Group(_TranslatedCommand, click.Group):
    """Commands that explain themselves in the language of messages, and say what went wrong."""

    command_class = _TranslatedCommand

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; exit 1 for mistakes in the content, or if it cannot be done."""
        try:
            return super().invoke(ctx)
        except ContentError as error:
            fail_on(error.problems)
        except RefusedError as error:
            click.echo(error, err=True)
            sys.exit(1)
