"""``claimdesk extract``: articles in, claims out, without a desk or a database."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import IO, NoReturn

import click
import msgspec
from rich.console import Console
from rich.progress import Progress

from claimdesk.cli.tagger_model import ModelError, load_model
from claimdesk.extraction.pipeline import extract as run
from claimdesk.extraction.render import as_html, as_text
from claimdesk.extraction.tagger import SecondReader

MAX_BYTES = 8_000_000
"""Larger files are refused: no article is that long, and something else was meant."""

_SUFFIXES = frozenset((".txt", ".text", ".md", ""))


class BadInputError(Exception):
    """An input that cannot be an article; its message says what to do about it."""


def decode(data: bytes, name: str) -> str:
    """Bytes of one input as text; raises :class:`BadInputError` for whatever is no article."""
    if len(data) > MAX_BYTES:
        raise BadInputError(
            f"{name}: {len(data):,} bytes is over the limit of {MAX_BYTES:,}; split it into single articles"
        )
    if not data.strip():
        raise BadInputError(f"{name}: empty; give a file that holds the article's text")
    if b"\0" in data:
        raise BadInputError(
            f"{name}: holds NUL bytes, so it is not plain text; save the article as UTF-8 text"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInputError(
            f"{name}: not valid UTF-8 at byte {error.start:,}; save it as UTF-8 text "
            f"(for an old file: iconv -f windows-1252 -t utf-8)"
        ) from None


def inputs(paths: tuple[str, ...]) -> list[str]:
    """Every file to read, folders opened (their text files, in order of name); "-" is standard input."""
    out: list[str] = []
    for path in paths or ("-",):
        if path != "-" and Path(path).is_dir():
            # os.walk passes over what vanishes or may not be read while it walks; rglob stops there.
            out += sorted(
                str(file)
                for folder, _, names in os.walk(path)
                for name in names
                if (file := Path(folder, name)).suffix.lower() in _SUFFIXES and file.is_file()
            )
        else:
            out.append(path)
    return out


def read(path: str) -> str:
    """The text of one input; raises :class:`BadInputError` with what to do."""
    if path == "-":
        return decode(sys.stdin.buffer.read(MAX_BYTES + 1), "standard input")
    file = Path(path)
    if not file.exists():
        raise BadInputError(f"{path}: no such file; check the path")
    try:
        if file.stat().st_size > MAX_BYTES:
            raise BadInputError(
                f"{path}: {file.stat().st_size:,} bytes is over the limit of {MAX_BYTES:,}; split it into single articles"
            )
        return decode(file.read_bytes(), path)
    except OSError as error:
        raise BadInputError(
            f"{path}: cannot be read ({error.strerror}); check its permissions"
        ) from None


@cache
def _reader(model: str | None) -> SecondReader | None:
    """The model, opened once a process."""
    return None if model is None else load_model(Path(model))


def render_one(path: str, output: str, explain: bool, model: str | None = None) -> tuple[str, bool]:
    """What is printed for one input, and whether it went well (else it is the message)."""
    try:
        text = read(path)
    except BadInputError as error:
        return str(error), False
    found = run(text, doc="stdin" if path == "-" else Path(path).stem, reader=_reader(model))
    if output == "text":
        return as_text(found, text, explain=explain), True
    if output == "html":
        return as_html(found, text), True
    data = msgspec.json.encode(found)
    return (msgspec.json.format(data, indent=2) if output == "json" else data).decode("utf-8"), True


def _results(
    paths: list[str], output: str, explain: bool, jobs: int, model: str | None
) -> Iterator[tuple[str, bool]]:
    if jobs == 1 or len(paths) < 2:
        for path in paths:
            yield render_one(path, output, explain, model)
        return
    with ProcessPoolExecutor(max_workers=min(jobs, len(paths))) as pool:
        chunk = max(1, min(32, len(paths) // (jobs * 4)))
        yield from pool.map(
            render_one,
            paths,
            [output] * len(paths),
            [explain] * len(paths),
            [model] * len(paths),
            chunksize=chunk,
        )


@click.command(name="extract")
@click.argument("paths", nargs=-1, metavar="[FILE | DIR | -]...")
@click.option(
    "--format",
    "output",
    type=click.Choice(["jsonl", "json", "text", "html"]),
    default="text",
    show_default=True,
    help="jsonl: one object an article; json: the same, indented (a list for several); text: a report; html: a page.",
)
@click.option("--explain", is_flag=True, help="Say why each claim was found (text format).")
@click.option(
    "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes to use."
)
@click.option(
    "--output",
    "target",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write here instead of to standard output.",
)
@click.option(
    "--resume",
    is_flag=True,
    help="With --output and jsonl: skip what that file already holds, append the rest.",
)
@click.option(
    "--model",
    metavar="FILE",
    help="A model made by `claimdesk train`, used where it is surer than the rules.",
)
def extract(
    paths: tuple[str, ...],
    output: str,
    explain: bool,
    jobs: int,
    target: Path | None,
    resume: bool,
    model: str | None,
) -> None:
    """Find the claims in articles: who is said to have said what, and who is unnamed.

    Reads UTF-8 text files, folders of them, or standard input ("-" or nothing).
    """
    try:
        _reader(model)
    except ModelError as error:
        _refuse(str(error))
    files = inputs(paths)
    if not files:
        _refuse(f"{' '.join(paths)}: no text files in it; give files ending in .txt")
    if output == "html" and len(files) > 1:
        _refuse("--format html makes one page of one article; give one file")
    if resume and (target is None or output != "jsonl"):
        _refuse("--resume goes on with a file of JSON lines: add --output FILE --format jsonl")
    if resume and target is not None:
        known = done(target)
        files = [file for file in files if Path(file).stem not in known]
    if target is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            # an article may hold what the terminal's own encoding has no character for
            sys.stdout.reconfigure(encoding="utf-8")
        bad = write(sys.stdout, files, output, explain, jobs, model)
    else:
        with target.open("a" if resume else "w", encoding="utf-8", newline="") as stream:
            bad = write(stream, files, output, explain, jobs, model)
    if bad:
        sys.exit(2)


def _refuse(message: str) -> NoReturn:
    click.echo(f"claimdesk extract: {message}", err=True)
    sys.exit(2)


def done(target: Path) -> frozenset[str]:
    """The articles a file of JSON lines already holds; a last line cut off half-way is removed."""
    if not target.exists():
        return frozenset()
    data = target.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    if len(whole) < len(data):
        target.write_bytes(whole)
    return frozenset(msgspec.json.decode(line, type=_Doc).doc for line in whole.splitlines())


class _Doc(msgspec.Struct):
    doc: str


def write(
    stream: IO[str],
    files: list[str],
    output: str,
    explain: bool,
    jobs: int,
    model: str | None = None,
) -> int:
    """Print every input's result to ``stream``, complaints to standard error; how many were bad."""
    console = Console(stderr=True)
    several = output == "json" and len(files) > 1
    printed = bad = 0
    hidden = not console.is_terminal or len(files) < 2
    with Progress(console=console, transient=True, disable=hidden) as progress:
        task = progress.add_task("Extracting", total=len(files))
        for rendered, good in _results(files, output, explain, jobs, model):
            progress.advance(task)
            if not good:
                bad += 1
                progress.console.print(
                    f"claimdesk extract: {rendered}", markup=False, highlight=False, soft_wrap=True
                )
                continue
            if several:
                stream.write("[\n" if printed == 0 else ",\n")
            elif output == "text" and printed:
                stream.write("\n")
            ending = "" if several or rendered.endswith("\n") else "\n"
            stream.write(rendered + ending)
            stream.flush()
            printed += 1
    if several:
        stream.write("\n]\n" if printed else "[]\n")
    stream.flush()
    return bad
