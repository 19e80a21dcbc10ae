"""Which segment of an old text is which of a new one. Pure.

Words that stand once in either text are theirs whatever moved around them; what is repeated belongs
where its neighbours are; what changed is looked for by likeness, above a threshold and ahead of the
runner-up by a margin, counting the neighbours it kept. Nothing is placed where two places would do.
The time taken grows with the length of the texts, not with its square.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable

import msgspec
from rapidfuzz import fuzz

from claimdesk.anchoring.blocks import Block, Range, longest_run, word_blocks
from claimdesk.anchoring.options import (
    LIKE_IN_PLACE,
    NEIGHBOUR,
    WORTH_A_LOOK,
    Option,
    contested,
    convinces,
)
from claimdesk.anchoring.tokens import Tokens

TELLING_WORDS = 6
"""Segments shorter than this are recognised by their neighbours only."""
_NEAR, _RARE, _SHORTLIST, _COPIES = 3, 16, 6, 6
_ROUNDS, _RUN = 3, 8


class Bead(msgspec.Struct):
    """Segments of the old text and those of the new that they are. `score` is their likeness."""

    old: Range
    new: Range
    score: float
    blocks: tuple[Block, ...] = ()
    moved: bool = False


class Alignment:
    """The old text's segments in the new text.

    `bead[i]` says what segment `i` became, and is null where it is gone or where several places
    would do; these are then in `doubt[i]`, as ranges of the new text's tokens.
    """

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = Tokens(old), Tokens(new)
        self.bead: list[Bead | None] = [None] * len(self.old.segments)
        self.doubt: dict[int, list[Range]] = {}
        self._taken = [False] * len(self.new.segments)
        self._by_key: dict[str, list[int]] = defaultdict(list)
        for j, key in enumerate(self.new.key):
            self._by_key[key].append(j)
        self._link_the_same()
        for _ in range(_ROUNDS):
            if not self._link_the_alike():
                break
        self._find_moves()

    def nobodys(self, token: int) -> bool:
        """Whether a token of the new text is in a segment that no old one became."""
        j = bisect_left(self.new.segments, (token + 1,)) - 1
        return 0 <= j < len(self._taken) and token < len(self.new) and not self._taken[j]

    def segment_of(self, token: int) -> int:
        """The old segment that a token of the old text is in."""
        return bisect_left(self.old.segments, (token + 1,)) - 1

    def _put(self, old: Range, new: Range, score: float) -> None:
        bead = Bead(old, new, score)
        for i in range(*old):
            self.bead[i] = bead
        for j in range(*new):
            self._taken[j] = True

    def _link_the_same(self) -> None:
        """Link what reads the same: once in both texts, or beside something that was linked."""
        once = Counter(self.old.key)
        n, m = len(self.old.key), len(self.new.key)
        link: list[int | None] = [None] * n
        for i, key in enumerate(self.old.key):
            places = self._by_key.get(key, ())
            first, last = self.old.segments[i]
            if once[key] == 1 and len(places) == 1 and last - first >= TELLING_WORDS:
                link[i] = places[0]
        linked = {j for j in link if j is not None}
        after = self._chain(link, linked, range(n), -1, 1)
        before = self._chain(link, linked, range(n - 1, -1, -1), m, -1)
        wanted: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for i in range(n):
            places_of = {after[i], before[i]} - {None}
            if link[i] is None and len(places_of) == 1:
                j = places_of.pop()
                if j is not None:
                    sides = (after[i] is not None) + (before[i] is not None)
                    wanted[j].append((sides, i))
        for j, who in wanted.items():
            who.sort(reverse=True)
            if len(who) == 1 or who[0][0] > who[1][0]:
                link[who[0][1]] = j
        linked = {j for j in link if j is not None}
        for i, place in enumerate(link):
            if place is None:
                continue
            left = place - 1 if i == 0 and place == 0 else link[i - 1] if i else None
            right = (
                place + 1 if i == n - 1 and place == m - 1 else link[i + 1] if i < n - 1 else None
            )
            # What lost its neighbours, or one of them to a copy of itself, is left to be weighed
            # against everything that is like it.
            kept = (left == place - 1, right == place + 1)
            doubtful = (not kept[0] and self._copy(i, place - 1, linked)) or (
                not kept[1] and self._copy(i, place + 1, linked)
            )
            if any(kept) and not doubtful:
                self._put((i, i + 1), (place, place + 1), 100.0)

    def _copy(self, i: int, j: int, linked: set[int]) -> bool:
        """Whether a new segment that is nobody's reads like segment `i`."""
        if not 0 <= j < len(self.new.key) or j in linked:
            return False
        return fuzz.ratio(self.old.key[i], self.new.key[j]) >= LIKE_IN_PLACE

    def _chain(
        self, link: list[int | None], linked: set[int], order: Iterable[int], edge: int, step: int
    ) -> list[int | None]:
        """For each segment that is not linked, the same words beside what its neighbour became."""
        chained: list[int | None] = [None] * len(link)
        at: int | None = edge
        for i in order:
            if link[i] is not None:
                at = link[i]
                continue
            place = None if at is None else at + step
            if (
                place is not None
                and 0 <= place < len(self.new.key)
                and place not in linked
                and (self.new.key[place] == self.old.key[i])
            ):
                chained[i] = at = place
            else:
                at = None
        return chained

    def _link_the_alike(self) -> bool:
        """One round over what is not placed yet; whether anything was. Placed ones help others."""
        unplaced = [i for i, bead in enumerate(self.bead) if bead is None]
        index = self._index()
        options = {i: self._options(i, index) for i in unplaced}
        demand: dict[int, list[Option]] = defaultdict(list)
        for found in options.values():
            for option in found:
                for j in range(*option.new):
                    demand[j].append(option)
        chosen = []
        for i, found in options.items():
            self.doubt.pop(i, None)
            best = found[0] if found else None
            if best is not None and convinces(best, found) and not contested(best, demand):
                chosen.append(best)
            elif found:
                self.doubt[i] = [self._tokens(option.new) for option in found[:_SHORTLIST]]
        chosen.sort(key=lambda option: (-option.total, option.old, option.new))
        for option in chosen:
            free = not any(self._taken[j] for j in range(*option.new))
            if free and all(self.bead[i] is None for i in range(*option.old)):
                self._put(option.old, option.new, option.score)
                for i in range(*option.old):
                    self.doubt.pop(i, None)
        return bool(chosen)

    def _index(self) -> dict[str, list[int]]:
        """The free new segments by their rare words."""
        index: dict[str, list[int]] = defaultdict(list)
        for j, (first, last) in enumerate(self.new.segments):
            if not self._taken[j]:
                for word in set(self.new.word[first:last]):
                    index[word].append(j)
        return {word: places for word, places in index.items() if len(places) <= _RARE}

    def _options(self, i: int, index: dict[str, list[int]]) -> list[Option]:
        """Places that segment `i` may have gone to, the likeliest first."""
        near = set(self._beside(i))
        shared: Counter[int] = Counter()
        first, last = self.old.segments[i]
        for word in set(self.old.word[first:last]):
            shared.update(index.get(word, ()))
        places = near | {j for j, _ in shared.most_common(_SHORTLIST)}
        copies = self._by_key.get(self.old.key[i], [])
        places |= {j for j in copies[:_COPIES] if not self._taken[j]}
        best: dict[Range, Option] = {}
        for j in sorted(places):
            single = 0.0
            for old, new in self._shapes(i, j):
                option = self._weigh(old, new)
                if (old[1] - old[0], new[1] - new[0]) == (1, 1):
                    single = option.score
                elif option.score <= single:
                    continue  # the second segment adds nothing
                if option.score >= WORTH_A_LOOK and (
                    new not in best or option.total > best[new].total
                ):
                    best[new] = option
        return sorted(best.values(), key=lambda o: (-o.total, o.new))

    def _beside(self, i: int) -> list[int]:
        """Free places close to where the nearest placed neighbours went."""
        places: list[int] = []
        for step, edge in ((-1, -1), (1, len(self.new.key))):
            k = i + step
            while 0 <= k < len(self.bead) and self.bead[k] is None and abs(k - i) <= _NEAR:
                k += step
            if not 0 <= k < len(self.bead):
                at = edge
            elif (bead := self.bead[k]) is not None:
                at = bead.new[1] - 1 if step < 0 else bead.new[0]
            else:
                continue
            for distance in range(1, _NEAR + abs(k - i) + 1):
                j = at - step * distance
                if not 0 <= j < len(self.new.key) or self._taken[j]:
                    break
                places.append(j)
        return places

    def _shapes(self, i: int, j: int) -> list[tuple[Range, Range]]:
        """One to one; cut in two; two made one."""
        whole = [((i, i + 1), (j, j + 1))]
        if self.old.key[i] == self.new.key[j]:
            return whole
        cut = [
            ((i, i + 1), (k, k + 2))
            for k in (j - 1, j)
            if 0 <= k < len(self._taken) - 1 and not (self._taken[k] or self._taken[k + 1])
        ]
        made_one = [
            ((k, k + 2), (j, j + 1))
            for k in (i - 1, i)
            if 0 <= k < len(self.bead) - 1 and self.bead[k] is None and self.bead[k + 1] is None
        ]
        return whole + cut + made_one

    def _weigh(self, old: Range, new: Range) -> Option:
        score = fuzz.ratio(
            " ".join(self.old.key[old[0] : old[1]]),
            " ".join(self.new.key[new[0] : new[1]]),
            score_cutoff=WORTH_A_LOOK,
        )
        before = self._kept(old[0] - 1, new[0] - 1)
        after = self._kept(old[1], new[1])
        sides = (before is True) + (after is True)
        open_sides = (before is None) + (after is None)
        total = score + NEIGHBOUR * sides
        return Option(old, new, score, total, total + NEIGHBOUR * open_sides, sides)

    def _kept(self, i: int, j: int) -> bool | None:
        """Whether old segment `i` is the new one `j`; null where it may yet turn out to be."""
        if not 0 <= i < len(self.bead) or not 0 <= j < len(self._taken):
            return (i < 0 and j < 0) or (i == len(self.bead) and j == len(self._taken))
        if (bead := self.bead[i]) is not None:
            return bead.new[0] <= j < bead.new[1]
        return None if not self._taken[j] and self.old.key[i] == self.new.key[j] else False

    def _tokens(self, segments: Range) -> Range:
        return self.new.segments[segments[0]][0], self.new.segments[segments[1] - 1][1]

    def _find_moves(self) -> None:
        """Mark what no longer stands in the old order: all outside the longest run that does."""
        beads: list[Bead] = []
        for bead in self.bead:
            if bead is not None and (not beads or beads[-1] is not bead):
                beads.append(bead)
        in_order = longest_run([bead.new[0] for bead in beads])
        for k, bead in enumerate(beads):
            bead.moved = k not in in_order

    def blocks(self, bead: Bead) -> tuple[Block, ...]:
        """The words of a bead against each other, found when first asked for."""
        if not bead.blocks:
            if bead.score == 100.0 and bead.old[1] - bead.old[0] == bead.new[1] - bead.new[0]:
                bead.blocks = (Block(self._tokens_of_old(bead.old), self._tokens(bead.new), True),)
            else:
                self._align(self._run(bead))
        return bead.blocks

    def _run(self, bead: Bead) -> list[Bead]:
        """A changed bead with those that follow each other in both texts and changed too.

        Where the border between two changed sentences is now, only both together can tell.
        """
        run = [bead]
        for step in (-1, 1):
            while len(run) < _RUN:
                edge = run[0] if step < 0 else run[-1]
                i = edge.old[0] - 1 if step < 0 else edge.old[1]
                other = self.bead[i] if 0 <= i < len(self.bead) else None
                if other is None or other.score == 100.0 or other.blocks:
                    break
                if (other.new[1] != edge.new[0]) if step < 0 else (other.new[0] != edge.new[1]):
                    break
                run.insert(0 if step < 0 else len(run), other)
        return run

    def _align(self, run: list[Bead]) -> None:
        old, new = (run[0].old[0], run[-1].old[1]), (run[0].new[0], run[-1].new[1])
        (first, last), (to, until) = self._tokens_of_old(old), self._tokens(new)
        starts = (
            {start - first for start, _ in self.old.segments[slice(*old)]},
            {start - to for start, _ in self.new.segments[slice(*new)]},
        )
        blocks = tuple(
            Block(
                (block.old[0] + first, block.old[1] + first),
                (block.new[0] + to, block.new[1] + to),
                block.equal,
            )
            for block in word_blocks(self.old.word[first:last], self.new.word[to:until], starts)
        )
        for bead in run:
            bead.blocks = blocks

    def _tokens_of_old(self, segments: Range) -> Range:
        return self.old.segments[segments[0]][0], self.old.segments[segments[1] - 1][1]
