"""``claimdesk train``: a desk's own corrections become an optional tagger, held to a held-out part."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

from claimdesk.cli.tagger_model import ModelError, fit, marginals, save_model, sidecar_of
from claimdesk.extraction.tagger import Blend
from claimdesk.extraction.training import (
    Example,
    attribution_f1,
    example_from_gold,
    example_from_line,
    hold_out,
    training_sentences,
    tune,
)

_FEWEST = 4


def read_examples(path: Path) -> list[Example]:
    """JSON lines of text and claims, or a folder of articles and gold; ValueError says what is wrong."""
    found = []
    if path.is_dir():
        for gold in sorted((path / "gold").glob("*.json")):
            article = path / "articles" / f"{gold.stem}.txt"
            if not article.is_file():
                raise ValueError(f"{gold}: its article {article} is not there")
            text = article.read_bytes().decode("utf-8")
            try:
                found.append(example_from_gold(text, gold.read_bytes()))
            except ValueError as error:
                raise ValueError(f"{gold}: {error}") from None
    else:
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            if line.strip():
                try:
                    found.append(example_from_line(line))
                except ValueError as error:
                    raise ValueError(f"{path}, line {number}: {error}") from None
    return found


@click.command(name="train")
@click.argument("corrections", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--output",
    "target",
    required=True,
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="The model file to write; FILE.json is written beside it.",
)
def train(corrections: Path, target: Path) -> None:
    """Make this desk's corrections into a model for `claimdesk extract --model`.

    CORRECTIONS is a file of JSON lines, each {"text": ..., "claims": [...]} with claims as `claimdesk
    extract` writes them and checkers mended them, or a folder with articles/ and gold/. A quarter of
    the articles is held out to say what the model does on texts it has not seen; where it would do
    harm, nothing is written.
    """
    try:
        examples = read_examples(corrections)
        if len(examples) < _FEWEST:
            _refuse(f"{len(examples)} articles are too few; {_FEWEST} at least, better hundreds")
        learn, held = hold_out(examples)
        threshold = tune(learn, lambda seen: marginals(fit(seen)))
        data = fit(training_sentences(learn))
        blend = Blend(marginals(data), threshold)
    except (ModelError, ValueError) as error:
        _refuse(str(error))
    before, after = attribution_f1(held, None), attribution_f1(held, blend)
    click.echo(f"trained on {len(learn)} articles, held out {len(held)}")
    click.echo(f"attribution F1 on the held-out articles: {before:.3f} before, {after:.3f} after")
    if after < before:
        _refuse(
            "the model does harm on the held-out articles, so nothing was written; collect more"
        )
    if threshold > 1:
        click.echo("no confidence was found at which it helps: this model changes nothing yet")
    else:
        click.echo(f"the model speaks where it is at least {threshold:.0%} sure")
    try:
        save_model(
            target,
            data,
            threshold=threshold,
            articles=len(learn),
            claims=sum(len(example.marks) for example in learn),
            held_out=len(held),
            before_f1=before,
            after_f1=after,
        )
    except OSError as error:
        _refuse(f"{target}: cannot be written ({error.strerror}); check the folder")
    click.echo(f"wrote {target} and {sidecar_of(target).name}")


def _refuse(message: str) -> NoReturn:
    click.echo(f"claimdesk train: {message}", err=True)
    sys.exit(2)
