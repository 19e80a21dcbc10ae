"""What readers have, rebuilt from the ratings feed."""

from claimdesk.publishing.rules import reconciliation
from claimdesk.publishing.schemas import EventKind, FeedEvent, RatingsPage, Reconciliation


class Mirror:
    """The last event of every claim. Keep `after` and `feed` with it, and go on from there."""

    def __init__(self) -> None:
        self.after = 0
        self.feed = ""
        self.latest: dict[int, FeedEvent] = {}

    def clear(self) -> None:
        """Forget all of it: the feed is another one."""
        self.after, self.feed = 0, ""
        self.latest.clear()

    def read(self, page: RatingsPage) -> bool:
        """Take a page in, as it was answered to `after`; whether there is more."""
        for event in page.items:
            self.take(event)
        self.after, self.feed = page.next, page.feed
        return page.more

    def take(self, event: FeedEvent) -> bool:
        """Take an event in; false for one that is not newer than what is known of its claim."""
        known = self.latest.get(event.claim.id)
        if known is not None and known.seq >= event.seq:
            return False
        self.latest[event.claim.id] = event
        self.after = max(self.after, event.seq)
        return True

    def of_article(self, article: int) -> list[FeedEvent]:
        """What readers have of an article, in the order of its text: nothing that is withdrawn."""
        found = [
            event
            for event in self.latest.values()
            if event.article.id == article and event.kind is not EventKind.WITHDRAWN
        ]
        return sorted(found, key=lambda event: (event.claim.start, event.claim.end))

    def digest(self, article: int | None = None) -> Reconciliation:
        """What the desk's `reconcile` answers where the two are in step."""
        return reconciliation(
            event
            for event in self.latest.values()
            if article is None or event.article.id == article
        )
