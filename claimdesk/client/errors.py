"""What can go wrong between a desk and its client."""


class ApiError(Exception):
    """The desk refused a call (RFC 9457); `detail` says what to do, `problem` is all of it."""

    def __init__(self, status: int, detail: str, problem: dict[str, object]) -> None:
        super().__init__(f"{status}: {detail}")
        self.status = status
        self.detail = detail
        self.problem = problem


class OtherFeed(ApiError):
    """The ratings feed is another than the one read so far: read it from 0, in place of what you have."""


class NotGenuine(Exception):
    """A message is not the desk's, or it is too old or too new. Answer it with 401."""
