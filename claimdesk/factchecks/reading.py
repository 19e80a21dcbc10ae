"""Reading a file of checks from its beginning, an element at a time, however long it is.

No I/O of its own: a stream of bytes comes in, and its place in the file is the stream's own.
"""

import csv
import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import IO

import ijson
import msgspec
from ijson.common import ObjectBuilder

from claimdesk.factchecks.rules import Check, Refused, columns_of, of_json, of_row

MAX_LINE = 1_000_000
SNIFFED = 65_536
"""Bytes of a file that say how it is written."""
CONTAINERS = ("item", "@graph.item", "dataFeedElement.item", "claims.item")
"""Where a JSON document has its checks: a list, JSON-LD's graph, a DataFeed, a search's answer."""

PIECE = 65_536
"""Bytes that are parsed at a time."""
DEEPEST = 64
MOST_DIGITS = 1_000
_DIGITS = re.compile(rb"[0-9]{%d}" % (MOST_DIGITS + 1))
_OPENS = {"start_map", "start_array"}
_CLOSES = {"end_map", "end_array"}

Element = list[Check | Refused]


class FileKind(StrEnum):
    """How a file of checks is written."""

    JSON = "json"
    LINES = "lines"
    CSV = "csv"


class BrokenFile(Exception):
    """The file cannot be read on from here. The message says why, for whoever sent it."""


def kind_of(head: bytes, name: str = "", content_type: str = "") -> FileKind:
    """How a file is written, by its media type, its name, and failing these its first bytes."""
    end = name.lower().rpartition(".")[2]
    if content_type in {"application/x-ndjson", "application/jsonl"} or end in {"jsonl", "ndjson"}:
        return FileKind.LINES
    if content_type == "text/csv" or end in {"csv", "tsv"}:
        return FileKind.CSV
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith((b"{", b"[")):
        is_json = content_type.endswith(("/json", "+json")) or end in {"json", "jsonld"}
        return FileKind.JSON if is_json else FileKind.CSV
    first, _, rest = start.partition(b"\n")
    return FileKind.LINES if rest.strip() and _is_whole(first) else FileKind.JSON


def elements(stream: IO[bytes], kind: FileKind) -> Iterator[Element]:
    """What each element of the file holds, in order: checks, and why something is none.

    Raises BrokenFile at the place from which on nothing can be understood.
    """
    read: dict[FileKind, Callable[[IO[bytes]], Iterator[Element]]] = {
        FileKind.JSON: _json,
        FileKind.LINES: _lines,
        FileKind.CSV: _csv,
    }
    return read[kind](stream)


def _json(stream: IO[bytes]) -> Iterator[Element]:
    start = stream.read(SNIFFED).removeprefix(b"\xef\xbb\xbf").lstrip()
    if start and not start.startswith((b"{", b"[")):
        raise BrokenFile("a file of checks in JSON begins with { or [, and this one does not")
    stream.seek(0)
    if stream.read(3) != b"\xef\xbb\xbf":
        stream.seek(0)
    builder: ObjectBuilder | None = None
    root = ObjectBuilder()
    within = ""
    found = False
    for prefix, event, value in ijson.parse(_events(stream)):
        if builder is None and prefix in CONTAINERS and event not in {"end_map", "end_array"}:
            builder, within = ObjectBuilder(), prefix
        if builder is None:
            root.event(event, value)
            continue
        builder.event(event, value)
        if prefix == within and event not in {"start_map", "start_array", "map_key"}:
            yield list(of_json(builder.value))
            builder, found = None, True
    if not found:  # a single review, without a list around it
        yield list(of_json(root.value))


def _events(stream: IO[bytes]) -> Iterator[tuple[str, object]]:
    """What the parser meets, up to what is broken, nested too deeply or too long a number.

    Fed by hand, a piece at a time: the parser by itself drops what stood before an error in a piece,
    needs the square of the depth in memory for its prefixes, and crashes on a number that has more
    digits than Python turns into one.
    """
    met = ijson.sendable_list()
    parser = ijson.basic_parse_coro(met)
    depth, before, begun = 0, b"", False
    while True:
        piece = stream.read(PIECE)
        begun = begun or bool(piece.strip())
        error = ""
        digits = _DIGITS.search(before + piece)
        if digits is not None:
            error = f"a number has more than {MOST_DIGITS:,} digits"
            piece = piece[: max(0, digits.start() - len(before))]
        before = piece[-MOST_DIGITS:]
        try:
            if piece:
                parser.send(piece)
            if not piece and not error:
                parser.close()
        except (ijson.JSONError, UnicodeDecodeError, ValueError) as broken:
            # The parser draws where it was, on a second line.
            why = str(broken).splitlines()[0][:200]
            error = f"the JSON breaks off or is malformed: {why}" if begun else "the file is empty"
        for event in met:
            depth += (event[0] in _OPENS) - (event[0] in _CLOSES)
            if depth > DEEPEST:
                raise BrokenFile(f"the JSON is nested more than {DEEPEST} deep")
            yield event
        del met[:]
        if error:
            raise BrokenFile(error)
        if not piece:
            return


def _lines(stream: IO[bytes]) -> Iterator[Element]:
    for line in _each_line(stream):
        if not line.strip():
            continue
        try:
            yield list(of_json(msgspec.json.decode(line)))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            yield [Refused(detail="the line is no JSON")]


def _csv(stream: IO[bytes]) -> Iterator[Element]:
    if b"\0" in stream.read(SNIFFED):
        raise BrokenFile(
            "this is no table in text, but maybe a spreadsheet or a picture. Save the table as CSV in UTF-8"
        )
    stream.seek(0)
    text = (line.decode() for line in _each_line(stream))
    try:
        header = next(text, "")
        if not header.strip():
            raise BrokenFile("the file is empty, or its first row is")
        delimiter = max(",;\t", key=header.count)
        columns = columns_of(next(csv.reader([header], delimiter=delimiter), []))
        for row in csv.reader(text, delimiter=delimiter):
            if any(cell.strip() for cell in row):
                named = {name: row[n] for n, name in columns.items() if n < len(row)}
                yield [of_row(named)]
    except UnicodeDecodeError as error:
        raise BrokenFile("the table is not in UTF-8. Save it as CSV in UTF-8") from error
    except (csv.Error, ValueError) as error:
        raise BrokenFile(f"the table cannot be read: {error}") from error


def _each_line(stream: IO[bytes]) -> Iterator[bytes]:
    """The lines with their ends, without a byte order mark. Raises BrokenFile for an endless one."""
    mark = b"\xef\xbb\xbf"
    while line := stream.readline(MAX_LINE + 1):
        if len(line) > MAX_LINE:
            raise BrokenFile(f"a line has more than {MAX_LINE:,} bytes")
        yield line.removeprefix(mark)
        mark = b""


def _is_whole(line: bytes) -> bool:
    try:
        msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return True
