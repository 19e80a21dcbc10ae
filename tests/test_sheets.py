"""CSV that a spreadsheet opens as data."""

import csv
import io

import pytest

from claimdesk.sheets import lines


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_no_text_is_a_formula(start: str) -> None:
    rows = list(csv.reader(io.StringIO(lines([[f"{start}1+1"]]), newline="")))
    assert rows == [[f"'{start}1+1"]]


def test_everything_else_comes_back_as_it_was() -> None:
    row = ['say "no"', "a,b", "two\r\nlines", "“x” = y", "", "é😀"]
    assert list(csv.reader(io.StringIO(lines([row]), newline=""))) == [row]


def test_numbers_stay_numbers_and_nothing_is_empty() -> None:
    assert lines([[-5, 0.25, None, True]]) == "-5,0.25,,True\r\n"
