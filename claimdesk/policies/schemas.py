"""A desk's policy in the API's words: one section a feature, each with what holds if nothing is said.

A section knows nothing of its feature; the feature's `rules.py` says what follows from it.
"""

from typing import Annotated

from msgspec import Meta, field

from claimdesk.policies.followups import FollowUpPolicy
from claimdesk.policies.publishing import PublishingPolicy
from claimdesk.schemas import Input, Schema

ScaleKey = Annotated[str, Meta(min_length=1, max_length=40)]
LeaseMinutes = Annotated[int, Meta(ge=5, le=7 * 24 * 60)]


class AssignmentPolicy(Input, frozen=True, kw_only=True):
    """How claims find their checkers.

    `lease_minutes`: how long a claim stays with somebody who gives no sign of working on it.
    `max_load`: claims that one person holds before take-next and the automatic rule give no more.
    `automatic`: whether accepted claims are given out by themselves, those from `min_checkworthiness`
    (0..1) on, to people whose languages, beats and hours fit.
    """

    lease_minutes: LeaseMinutes = 8 * 60
    max_load: Annotated[int, Meta(ge=1, le=500)] = 10
    automatic: bool = False
    min_checkworthiness: Annotated[float, Meta(ge=0, le=1)] = 0.0
    by_language: bool = True
    by_beat: bool = False
    by_hours: bool = True


class VerdictPolicy(Input, frozen=True, kw_only=True):
    """How claims are judged.

    `scale` is the key of the rating scale that verdicts are given on unless they name another of
    those `offered`. `blind`: whoever gives a second opinion does not see the first verdict, unless
    the asking says otherwise. `second_opinion_if_sensitive`: one is asked for, of anybody, when the
    verdict of a claim marked sensitive is submitted, and without one it is not approved.
    """

    scale: ScaleKey = "five_step"
    offered: Annotated[list[ScaleKey], Meta(max_length=40)] = field(default_factory=list)
    blind: bool = True
    second_opinion_if_sensitive: bool = False


class EvidencePolicy(Input, frozen=True, kw_only=True):
    """What a verdict has to rest on, before it is submitted and again before it is approved.

    `min_independent`: how many sources, those of common origin counted once. `allow_unnamed`:
    whether evidence may come from sources that are not named.
    """

    min_independent: Annotated[int, Meta(ge=1, le=20)] = 1
    allow_unnamed: bool = True


class Rules(Input, frozen=True, kw_only=True):
    """Everything a desk may decide. A section left out has its defaults."""

    assignment: AssignmentPolicy = field(default_factory=AssignmentPolicy)
    verdicts: VerdictPolicy = field(default_factory=VerdictPolicy)
    evidence: EvidencePolicy = field(default_factory=EvidencePolicy)
    followups: FollowUpPolicy = field(default_factory=FollowUpPolicy)
    publishing: PublishingPolicy = field(default_factory=PublishingPolicy)


class PolicyWrite(Rules, frozen=True, kw_only=True):
    """What a desk decides, in place of what it decided before."""


class Policy(Schema, frozen=True, kw_only=True):
    """A desk's policy. `version` is 0 while the desk has changed nothing."""

    desk: int
    version: int
    rules: Rules
