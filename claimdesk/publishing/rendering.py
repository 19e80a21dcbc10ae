"""Public pages and embeds as HTML: templates that escape whatever they are given."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from claimdesk.publishing.cards import Card, notice_of, source_of
from claimdesk.publishing.checks import CheckRecord, Standing
from claimdesk.publishing.claimreview import POLICIES, Publisher, is_page
from claimdesk.publishing.schemas import EventKind, RatingEvent
from claimdesk.publishing.words import WORDS, Words

_TEMPLATES = Environment(
    loader=PackageLoader("claimdesk.publishing"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def _page(template: str, publisher: Publisher, **values: object) -> str:
    words = WORDS[publisher.policy.language]
    policies = [
        (words.policy(name), address)
        for name in POLICIES
        if (address := publisher.address_of_policy(name))
    ]
    return _TEMPLATES.get_template(template).render(
        publisher=publisher,
        words=words,
        policies=policies,
        root=f"{publisher.base_url}/public",
        **values,
    )


def check_page(record: CheckRecord, review: dict[str, object] | None) -> str:
    """The page that says how a verdict came about; `review` is its ClaimReview, where it has one."""
    words = WORDS[record.publisher.policy.language]
    events = [(event.at, _told(event, n, words)) for n, event in enumerate(record.history)]
    corrected = any(
        event.kind in {EventKind.CORRECTED, EventKind.WITHDRAWN} and not event.held_back
        for event in record.history
    )
    return _page(
        "check.html",
        record.publisher,
        record=record,
        rating=record.verdict.rating,
        work=record.work,
        holds=record.standing is Standing.HOLDS,
        notice=notice_of(record, words),
        source=source_of(record, words),
        article_url=record.article.url if is_page(record.article.url) else None,
        review=review,
        events=events,
        corrected=corrected,
    )


def _told(event: RatingEvent, place: int, words: Words) -> str:
    """One event of a claim's history in words."""
    before = event.previous.label if event.previous else ""
    after = event.verdict.rating.label if event.verdict else ""
    if event.held_back:
        return words.held_back if event.kind is EventKind.WITHDRAWN else words.let_go
    if event.kind is EventKind.STALE:
        return words.stale
    if event.kind is EventKind.WITHDRAWN:
        return words.withdrawn.format(before=before)
    if event.kind is EventKind.CORRECTED:
        return words.corrected_from(event)
    return (words.published_again if place else words.published).format(after=after)


def desk_page(publisher: Publisher) -> str:
    """What the newsroom says of how it works, and where all its checks are."""
    return _page("desk.html", publisher)


def policy_page(publisher: Publisher, name: str) -> str:
    """One of the stated policies, in its own words. Raises KeyError for a name that is none."""
    stated = publisher.stated(name)
    title = WORDS[publisher.policy.language].policy(name)
    paragraphs = [part for part in stated.text.split("\n\n") if part.strip()]
    return _page("policy.html", publisher, title=title, paragraphs=paragraphs)


def not_shown_page(publisher: Publisher) -> str:
    """What is shown of a check whose article is held back: nothing of either."""
    return _page("not_shown.html", publisher)


def missing_page(base_url: str) -> str:
    """What is shown where there is no page."""
    return _TEMPLATES.get_template("missing.html").render(
        words=WORDS["en"], root=f"{base_url}/public"
    )


def embed(card: Card) -> str:
    """A check as HTML for somebody's page: no script, no style, nothing fetched."""
    return _TEMPLATES.get_template("embed.html").render(card=card, words=WORDS[card.language])


def component(card: Card, base_url: str) -> str:
    """The same as a web component, which shows the check as it stands and else what is inside."""
    return _TEMPLATES.get_template("component.html").render(
        card=card,
        root=f"{base_url}/public",
        fallback=Markup(embed(card).rstrip()),  # noqa: S704 (a template of ours, which escapes)
    )
