"""How commands say numbers of things."""


def counted(number: int, one: str, many: str) -> str:
    """`1 article`, `1,000 articles`."""
    return f"{number:,} {one if number == 1 else many}"
