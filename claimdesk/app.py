"""Wiring: settings in, application out."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from datetime import timedelta
from typing import TYPE_CHECKING

from litestar import Litestar, Router
from litestar.config.compression import CompressionConfig
from litestar.datastructures import State
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.types import Middleware

from claimdesk import __version__
from claimdesk.accounts.account_routes import ROUTES as OWN_ACCOUNT
from claimdesk.accounts.passkey_routes import ROUTES as PASSKEYS
from claimdesk.accounts.provider_routes import ROUTES as BY_PROVIDER
from claimdesk.accounts.routes import ROUTES as ACCOUNTS
from claimdesk.accounts.session_routes import ROUTES as SIGNING_IN
from claimdesk.articles.routes import ROUTES as ARTICLES
from claimdesk.assignments.routes import ROUTES as ASSIGNMENTS
from claimdesk.audit.routes import ROUTES as AUDIT
from claimdesk.claims.routes import ROUTES as CLAIMS
from claimdesk.comments.routes import ROUTES as COMMENTS
from claimdesk.corrections.routes import ROUTES as CORRECTIONS
from claimdesk.db.engine import OnConnect, close_pool, open_pool
from claimdesk.evidence.routes import ROUTES as EVIDENCE
from claimdesk.factchecks.routes import ROUTES as FACT_CHECKS
from claimdesk.filters.routes import ROUTES as FILTERS
from claimdesk.followups.routes import ROUTES as FOLLOWUPS
from claimdesk.health.probes import PROBES
from claimdesk.health.routes import ROUTES as HEALTH
from claimdesk.inbox.routes import ROUTES as INBOX
from claimdesk.ingest.routes import ROUTES as INGEST
from claimdesk.jobs.worker import working
from claimdesk.live.channels import Channels
from claimdesk.live.routes import ROUTES as LIVE
from claimdesk.live.rules import BEAT
from claimdesk.matching import currencies
from claimdesk.matching.routes import ROUTES as MATCHING
from claimdesk.opinions.routes import ROUTES as OPINIONS
from claimdesk.policies.routes import ROUTES as POLICIES
from claimdesk.publishing import pages as public_pages
from claimdesk.publishing.feeds import Feeds
from claimdesk.publishing.routes import ROUTES as PUBLISHING
from claimdesk.replies.routes import ROUTES as REPLIES
from claimdesk.reports.routes import ROUTES as REPORTS
from claimdesk.reviews.routes import ROUTES as REVIEWS
from claimdesk.scales.routes import ROUTES as SCALES
from claimdesk.search.routes import ROUTES as SEARCH
from claimdesk.settings import Settings
from claimdesk.setup.routes import ROUTES as SETUP
from claimdesk.sources.routes import ROUTES as SOURCES
from claimdesk.web import pages, problems
from claimdesk.web.authentication import Authentication, require_json
from claimdesk.web.callers import document_callers, schemes
from claimdesk.web.documentation import document_problems
from claimdesk.web.idempotency import Idempotency
from claimdesk.web.limits import Rate, limits
from claimdesk.web.metrics import counted, measured
from claimdesk.web.parameters import provide_actor
from claimdesk.web.requests import numbered
from claimdesk.web.segments import keeping_segments
from claimdesk.web.sessions import Config, TableStore
from claimdesk.webhooks.documented import described
from claimdesk.webhooks.routes import ROUTES as WEBHOOKS

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

ROUTES = (
    *ACCOUNTS,
    *OWN_ACCOUNT,
    *SIGNING_IN,
    *PASSKEYS,
    *BY_PROVIDER,
    *POLICIES,
    *ARTICLES,
    *CLAIMS,
    *ASSIGNMENTS,
    *REVIEWS,
    *SCALES,
    *OPINIONS,
    *EVIDENCE,
    *FOLLOWUPS,
    *INBOX,
    *INGEST,
    *FACT_CHECKS,
    *FILTERS,
    *SOURCES,
    *SEARCH,
    *MATCHING,
    *COMMENTS,
    *REPLIES,
    *PUBLISHING,
    *WEBHOOKS,
    *CORRECTIONS,
    *REPORTS,
    *AUDIT,
    *HEALTH,
    *SETUP,
    *LIVE,
)
DESCRIPTION = """\
Articles in, attributable claims out, verdicts and ratings back.

People sign in with `POST /api/v1/session` and send its `csrf_token` as `X-CSRF-Token` with every
write; programs send `Authorization: Bearer <token>`. Every write may carry an `Idempotency-Key`: sent
again, it acts once and answers the same (calls with a password or a token's secret aside). What replaces something needs `If-Match` with the ETag read
before. Every error is a problem (RFC 9457) whose `detail` says what to do. Offsets are Unicode code
points, end exclusive.
"""
# A code point is at most four bytes, or twelve when JSON escapes it; a little more for the rest.
BYTES_PER_CHARACTER = 12


def provide_settings(state: State) -> Settings:
    """What the application was made with."""
    settings: Settings = state.settings
    return settings


def provide_feeds(state: State) -> Feeds:
    """The ClaimReview feeds that this process built."""
    built: Feeds = state.built_feeds
    return built


def _tracing(
    settings: Settings, traces: "TracerProvider | None"
) -> tuple[list[Middleware], OnConnect | None]:
    """What traces requests and statements; nothing where it is off, and no package is missed then."""
    if traces is None and not settings.telemetry:
        return [], None
    from claimdesk.web import tracing

    provider = traces or tracing.otlp_provider()
    return [tracing.middleware(provider)], tracing.watched(provider)


def create_app(settings: Settings, traces: "TracerProvider | None" = None) -> Litestar:
    """The application. The database is configured and migrated beforehand (`db.open.database`).

    `traces` is where they go instead of where the settings have them sent.
    """
    tracing, watched = _tracing(settings, traces)
    largest = max(settings.max_article_chars * BYTES_PER_CHARACTER, settings.max_file_bytes)
    max_body = largest + 100_000
    sessions = Config(
        # By this prefix a browser takes it from nobody but this very host, and only over TLS.
        key=("__Host-" if settings.behind_tls else "") + "claimdesk_session",
        store="sessions",
        max_age=settings.session_hours * 3600,
        secure=settings.behind_tls,
        httponly=True,
        samesite="lax",
    )
    api = Router(
        "/api/v1",
        route_handlers=ROUTES,
        middleware=[
            sessions.middleware,
            Authentication,
            *limits(settings, Rate.ENTRY, Rate.WRITE, Rate.COSTLY),
            Idempotency(max_body),
        ],
        before_request=require_json,
        dependencies={"actor": Provide(provide_actor)},
    )

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        await asyncio.to_thread(currencies.load)
        await open_pool(settings.pool_size, watched)
        try:
            async with (
                measured(settings),
                working(settings) if settings.serve_jobs else nullcontext(),
            ):
                yield
        finally:
            await close_pool()

    channels = Channels()
    app = Litestar(
        route_handlers=[
            api,
            pages.health,
            *PROBES,
            *public_pages.routers(limits(settings, Rate.PUBLIC)),
            *pages.routers(),
        ],
        lifespan=[lifespan],
        middleware=tracing,
        plugins=[problems.plugin(), channels],
        exception_handlers=problems.EXCEPTION_HANDLERS,
        dependencies={
            "settings": Provide(provide_settings, sync_to_thread=False),
            "built_feeds": Provide(provide_feeds, sync_to_thread=False),
        },
        stores={"sessions": TableStore(timedelta(days=settings.session_days))},
        before_send=[pages.secure],
        # Not where a secret stands beside what a caller sent: its length must give nothing away.
        # Nor events, which would wait for more.
        compression_config=CompressionConfig(
            backend="gzip",
            gzip_compress_level=6,
            exclude=[
                "/api/v1/(session|setup|tokens|events|webhooks)$",
                "/api/v1/(session|account)/",
                "/api/v1/people/.*/password-link$",
                "/api/v1/webhooks/.*/secret$",
            ],
        ),
        request_max_body_size=max_body,
        debug=False,  # else a variable, LITESTAR_DEBUG, would have failures shown to whoever caused them
        logging_config=None,  # whoever runs it says how: `claimdesk.logs`
        openapi_config=OpenAPIConfig(
            title="claimdesk",
            version=__version__,
            description=DESCRIPTION,
            path="/api/openapi.json",  # not above it: what is unknown there gets a page of Litestar's own
            webhooks=described(),
            components=schemes(sessions.key),
            render_plugins=[JsonRenderPlugin(path="/")],
            use_handler_docstrings=True,
        ),
    )
    app.asgi_handler = counted(numbered(keeping_segments(app.asgi_handler)))
    app.state.settings = settings
    app.state.stopping = False
    app.state.sessions = sessions
    app.state.channels = channels
    app.state.built_feeds = Feeds(settings)
    app.state.live_beat = BEAT
    document_problems(app)
    document_callers(app)
    return app
