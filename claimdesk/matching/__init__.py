"""Has this been checked before? Statements that say the same, found among all and judged.

Pure: `terms`, `quantities`, `facts`, `contrasts`, `scoring`, `fusion`, `judging`. The README has the figures.
"""
