"""The checklist of a follow-up: what the article says against what is on record. Pure."""

from collections.abc import Iterator

import msgspec

from claimdesk.accounts.rules import Role
from claimdesk.followups import wording
from claimdesk.followups.schemas import (
    CheckResult,
    ReasonClass,
    SourceContent,
    SourceKnowledge,
    Terms,
)
from claimdesk.followups.wording import Told
from claimdesk.policies.followups import FollowUpPolicy, SourceCheck


class OnRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk has recorded, as far as the checks look at it.

    `people` is how many stand behind the words (null: not recorded), `vouching` how many people
    bear the source out, `editor_knows` whether the colleague who knows is an editor and when they
    were told is recorded, `corroborations` what counts of them under the policy.
    """

    reason_class: ReasonClass = ReasonClass.NONE_GIVEN
    reason_words: str = ""
    reason: bool = False
    terms: Terms = Terms.UNKNOWN
    basis: bool = False
    knowledge: SourceKnowledge = SourceKnowledge.UNKNOWN
    content: SourceContent = SourceContent.UNKNOWN
    people: int | None = None
    vouching: int = 0
    known_to: bool = False
    editor_knows: bool = False
    attempts: int = 0
    corroborations: int = 0
    approver: Role | None = None
    signed: bool = False
    approver_knows: bool = False
    reply_sought: bool = False


class _Found(msgspec.Struct, frozen=True):
    check: SourceCheck
    met: bool
    detail: str
    todo: str = ""


def checklist(
    policy: FollowUpPolicy, article: Told, record: OnRecord, waived: frozenset[SourceCheck]
) -> list[CheckResult]:
    """Every check that applies, in the order in which a desk works through them.

    Nothing in it quotes the notes, since it is shown to people who may not read them.
    """
    required = set(policy.required)
    if record.approver is not None:
        required.add(SourceCheck.SIGN_OFF)
    return [
        CheckResult(
            check=found.check,
            required=found.check in required,
            met=found.met,
            waived=found.check in waived,
            detail=found.detail,
            todo="" if found.met else found.todo,
        )
        for found in (
            *_words(article, record),
            *_knowledge(record),
            *_work(policy, record),
        )
    ]


def _words(article: Told, record: OnRecord) -> Iterator[_Found]:
    """What the article's own words give away."""
    if article.hearsay:
        behind = (record.people or 0) > 0
        yield _Found(
            SourceCheck.SOMEBODY_BEHIND,
            behind,
            f"“{article.cue}” passes on what is said, with nobody behind it"
            + (", but a source is on record." if behind else "."),
            "Find out who says so and name them, or record how many people stand behind it.",
        )
    else:
        yield _Found(
            SourceCheck.SOMEBODY_BEHIND,
            True,
            "The article says that somebody gave the information.",
        )
        bare = wording.tells_nothing(article.description)
        yield _Found(
            SourceCheck.DESCRIPTION,
            not bare,
            f"Readers are told “{article.description}” and nothing more of the source."
            if bare
            else f"The article describes the source: “{article.description}”.",
            "Describe the source as closely as the terms allow, so that readers can tell how they know.",
        )
        yield _plural(article, record)
    yield _Found(
        SourceCheck.DECLINED_COMMENT,
        not article.declined,
        "The article also says: "
        + " … ".join(f"“{passage}”" for passage in article.declined)
        + " That may be the very source it quotes."
        if article.declined
        else "Nobody described like the source is said not to comment.",
        "Make sure that it is somebody else, or take it out: it would mislead readers.",
    )
    given = record.reason_class is not ReasonClass.NONE_GIVEN
    yield _Found(
        SourceCheck.REASON,
        given,
        f"The source is not named because: {record.reason_class.replace('_', ' ')}."
        if given
        else "No reason is recorded why the source is not named.",
        "Ask why, and record the class of the reason in `reason_class`.",
    )
    told = bool(article.reason or record.reason_words.strip())
    yield _Found(
        SourceCheck.REASON_FOR_READERS,
        told,
        "The article tells readers why the source is not named."
        if told
        else "The article does not tell readers why the source is not named.",
        "Have the reason written into the article, and record its words in `reason_words`.",
    )


def _plural(article: Told, record: OnRecord) -> _Found:
    claimed = wording.people_claimed(article)
    on_file = record.people if record.people is not None else 1 + record.vouching
    exactly = article.count is not None and article.count > 1
    amount = str(claimed) if exactly else "more than one"
    met = claimed <= max(on_file, 1)
    return _Found(
        SourceCheck.PLURAL,
        met,
        f"The article’s words fit the number of people on record ({on_file})."
        if met
        else f"“{article.description}” means {amount}, and {on_file} on record.",
        "Record in `source_count` how many people stand behind it, or have the plural taken out.",
    )


def _knowledge(record: OnRecord) -> Iterator[_Found]:
    """What the desk knows of the source."""
    agreed = record.terms not in (Terms.UNKNOWN, Terms.OFF_THE_RECORD)
    yield _Found(
        SourceCheck.TERMS,
        agreed,
        f"The terms: {record.terms.replace('_', ' ')}."
        if record.terms is not Terms.UNKNOWN
        else "What was agreed with the source is not recorded.",
        "What is off the record is not used: get it elsewhere or agree on other terms."
        if record.terms is Terms.OFF_THE_RECORD
        else "Record in `terms` what the source may be used for.",
    )
    yield _Found(
        SourceCheck.BASIS,
        record.basis,
        "How the source knows is recorded."
        if record.basis
        else "How the source knows is not recorded.",
        "Ask, and record it in `basis_of_knowledge`.",
    )
    first = record.knowledge is SourceKnowledge.FIRST_HAND
    yield _Found(
        SourceCheck.FIRST_HAND,
        first,
        {
            SourceKnowledge.FIRST_HAND: "The source knows it at first hand.",
            SourceKnowledge.SECOND_HAND: "The source passes on what others said.",
            SourceKnowledge.UNKNOWN: "Whether the source knows it at first hand is not recorded.",
        }[record.knowledge],
        "Find somebody who was there, or a document; record it in `knowledge`.",
    )
    fact = record.content is SourceContent.INFORMATION
    yield _Found(
        SourceCheck.INFORMATION,
        fact,
        {
            SourceContent.INFORMATION: "The source gives information, not an opinion.",
            SourceContent.OPINION: "The source gives an opinion and is not named.",
            SourceContent.UNKNOWN: "Whether the source gives information or an opinion is not recorded.",
        }[record.content],
        "An opinion, above all an attack, wants a name: leave it out or get one."
        if record.content is SourceContent.OPINION
        else "Record it in `content`.",
    )
    yield _Found(
        SourceCheck.EDITOR_KNOWS,
        record.editor_knows,
        "An editor knows the source’s identity, and when they were told is recorded."
        if record.editor_knows
        else "A colleague knows the source’s identity, but no editor does."
        if record.known_to
        else "Nobody on the desk is recorded as knowing the source’s identity.",
        "Tell an editor, never in writing here, and record them in `known_to`.",
    )


def _work(policy: FollowUpPolicy, record: OnRecord) -> Iterator[_Found]:
    """What was done about the source."""
    yield _Found(
        SourceCheck.ATTEMPT,
        record.attempts > 0,
        f"Asked to go on the record: {record.attempts}."
        if record.attempts
        else "No attempt to get the source on the record is recorded.",
        "Ask the source to be named, and record what came of it.",
    )
    enough = record.corroborations >= policy.corroborations
    listed = "independent and on the list" if policy.corroborations_listed else "independent"
    yield _Found(
        SourceCheck.CORROBORATION,
        enough,
        f"Corroborations that are {listed}: {record.corroborations} of {policy.corroborations}.",
        "Find somebody or something independent of the source, and record it.",
    )
    yield _Found(
        SourceCheck.RIGHT_OF_REPLY,
        record.reply_sought,
        "Those concerned were asked for a reply, and it is there or its deadline is over."
        if record.reply_sought
        else "No reply of those concerned is there, and none is past its deadline.",
        "Ask whoever the claim concerns, and record it among the article’s replies.",
    )
    role = record.approver or Role.EDITOR
    yield _Found(
        SourceCheck.SIGN_OFF,
        record.signed,
        "This use is signed off." if record.signed else "This use of the source is not signed off.",
        f"Ask somebody with the role {role} who does not work on the claim to sign it off.",
    )
    yield _Found(
        SourceCheck.APPROVER_KNOWS,
        record.approver_knows,
        "Whoever signed it off knows the source’s identity."
        if record.approver_knows
        else "Nobody who knows the source’s identity has signed this use off.",
        "Have it signed off by somebody who was told the identity.",
    )
