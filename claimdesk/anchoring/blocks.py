"""The words of two passages against each other. Pure."""

from bisect import bisect_left

import msgspec
from rapidfuzz.distance import Indel

Range = tuple[int, int]


class Block(msgspec.Struct, frozen=True):
    """Tokens of the old text and what they became: the same words where `equal`."""

    old: Range
    new: Range
    equal: bool


def word_blocks(
    before: list[str], after: list[str], starts: tuple[set[int], set[int]]
) -> list[Block]:
    """What is the same, and between it what was put in, taken out or replaced.

    `starts` are where segments begin in either. Where the same words stand on both sides of what
    was put in or taken out, it could as well begin a few words earlier or later: then it is taken
    to begin where a segment does.
    """
    blocks: list[Block] = []
    for code in Indel.opcodes(before, after):
        old, new = (code.src_start, code.src_end), (code.dest_start, code.dest_end)
        equal = code.tag == "equal"
        if blocks and not equal and not blocks[-1].equal:
            last = blocks.pop()
            old, new = (last.old[0], old[1]), (last.new[0], new[1])
        blocks.append(Block(old, new, equal))
    for k in range(1, len(blocks) - 1):
        block = blocks[k]
        if block.equal or (block.old[0] < block.old[1] and block.new[0] < block.new[1]):
            continue
        inserted = block.old[0] == block.old[1]
        words, (start, end) = (after, block.new) if inserted else (before, block.old)
        by = _slide(words, start, end, starts[inserted], blocks[k - 1], blocks[k + 1])
        if by:
            blocks[k - 1] = _stretched(blocks[k - 1], 0, by)
            blocks[k] = _stretched(block, by, by)
            blocks[k + 1] = _stretched(blocks[k + 1], by, 0)
    return blocks


def _slide(
    words: list[str], start: int, end: int, starts: set[int], left: Block, right: Block
) -> int:
    """By how many words to slide `words[start:end]` for it to begin with a segment; 0 if it cannot."""
    for step, room in ((-1, left.old[1] - left.old[0]), (1, right.old[1] - right.old[0])):
        for by in range(0, step * (room + 1), step):
            if start + by in starts:
                return by
            one, other = (start + by - 1, end + by - 1) if step < 0 else (start + by, end + by)
            if one < 0 or other >= len(words) or words[one] != words[other]:
                break
    return 0


def _stretched(block: Block, start: int, end: int) -> Block:
    """A block that begins and ends so many words later."""
    return Block(
        (block.old[0] + start, block.old[1] + end),
        (block.new[0] + start, block.new[1] + end),
        block.equal,
    )


def longest_run(places: list[int]) -> set[int]:
    """Which of these places, by index, make the longest run that goes upwards."""
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for k, place in enumerate(places):
        at = bisect_left(ends, place)
        before.append(tails[at - 1] if at else -1)
        ends[at : at + 1] = [place]
        tails[at : at + 1] = [k]
    run = set()
    k = tails[-1] if tails else -1
    while k >= 0:
        run.add(k)
        k = before[k]
    return run
