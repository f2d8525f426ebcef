"""What commands print of mistakes, and of what is left to translate: a line each."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from archive.languages import ENGLISH_NAMES, Language, other
from archive.loading import yaml_file
from archive.messages import say
from archive.pages.reviews import Review
from archive.problems import Problem, listed


def echo(sentence: str, **values: object) -> None:
    """Print a sentence in the language of messages."""
    click.echo(say(sentence, **values))


def fail_on(problems: Sequence[Problem], *, writing: bool = True) -> None:
    """Print one line per mistake and exit 1, if there are any; ``writing`` is what else would."""
    for problem in problems:
        print_problem(problem)
    if problems:
        count = len(problems)
        click.echo(
            say("One mistake.") if count == 1 else say("{count} mistakes.", count=count), err=True
        )
        if writing:
            click.echo(say("Nothing was written."), err=True)
        sys.exit(1)


def print_problem(problem: Problem, kind: str = "error") -> None:
    """Print a message; in GitHub's workflows so that it stands at its line of the pull request."""
    on_github = os.environ.get("GITHUB_ACTIONS") == "true"
    text = problem.annotation(kind) if on_github else str(problem)
    click.echo(text, err=kind == "error")


def print_notice(problem: Problem) -> None:
    """Print what is no mistake."""
    message = say("worth a look: {message}", message=problem.message)
    print_problem(replace(problem, message=message), "notice")


def print_reviews(reviews: Sequence[Review]) -> None:
    """Say at the place to mend what is to be translated; this never fails a check."""
    for review in reviews:
        if review.outdated:
            for problem in _to_translate(review, review.outdated, reviews):
                print_notice(problem)
    unsure = Counter(one.src for one in reviews if not one.in_step and not one.outdated)
    if unsure:
        echo(
            "Of these, both languages are new or have changed, and nobody has noted yet that "
            "they say the same (a number is one of entries): {names} — compare them, then: "
            "make reviewed",
            names=listed(src if n == 1 else f"{src} ({n})" for src, n in unsure.items()),
        )


def _to_translate(
    review: Review, language: Language, reviews: Sequence[Review]
) -> Iterator[Problem]:
    command = f"make reviewed PAGES={review.src}"
    for place in review.places:
        message = say(
            "the {language} text is still to be written — when both are in step: {command}",
            language=say(ENGLISH_NAMES[language]),
            command=command,
        )
        yield yaml_file.read(Path(review.src), review.src).problem((*place, language), message)
    if review.places:
        return
    if alone := _alone(review, reviews):
        message = say(
            "the other language has this page, and lacks {files} — if that is the same, renamed "
            "on one side, give both one name; else, when both are in step: {command}",
            files=listed(alone),
            command=command,
        )
    elif review.missing:
        message = say(
            "the other language has this page — when both are in step: {command}",
            command=command,
        )
    else:
        message = say(
            "the other language has changed — when both are in step: {command}", command=command
        )
    if review.entry:
        yield yaml_file.read(Path(review.src), review.src).problem(
            (review.entry, language), message
        )
    else:
        yield Problem(f"docs/{language}/{review.src}", 1, message)


def _alone(review: Review, reviews: Sequence[Review]) -> list[str]:
    """The pages beside the missing one that stand only on its side."""
    if not review.missing:
        return []
    beside = (one for one in reviews if one.missing == other(review.missing) and not one.entry)
    return [one.src for one in beside if Path(one.src).parent == Path(review.src).parent]
