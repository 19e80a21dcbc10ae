"""Second opinions: independent verdicts, what they make of the first, and how far checkers agree."""
