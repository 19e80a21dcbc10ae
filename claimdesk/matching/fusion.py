"""One score of how well words answer and how near the meaning is. Pure.

A convex combination: Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval",
ACM Transactions on Information Systems 42 (2023), find it better than fusing ranks (Cormack, Clarke
and Büttcher, SIGIR 2009), with one weight to choose. Both scores have a scale of their own already: 0
is nothing in common, 1 is the same.
"""

MEANING = 0.4
"""How much meaning weighs beside words. The README says what it was measured on."""


def fused(words: float, cosine: float | None, weight: float = MEANING) -> float:
    """A score up to 1, by the score by words and the cosine; without a cosine that of words alone.

    What has no vector yet stands where words put it, so no claim waits for its vector to be found.
    """
    by_words = min(1.0, words)
    if cosine is None:
        return by_words
    return weight * max(0.0, cosine) + (1 - weight) * by_words
