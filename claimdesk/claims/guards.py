"""The conditions of the transitions: what each means and when it holds. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from claimdesk.accounts.rules import Actor, Role
from claimdesk.claims.facts import ORPHANED, Facts, Opinion, State


class Guard(StrEnum):
    """A condition of a transition, by name, so that documents and pages can show it."""

    HOLDER = "holder"
    OWN_OR_EDITOR = "own_or_editor"
    LEASE_OVER_OR_EDITOR = "lease_over_or_editor"
    NOT_BYLINE = "not_byline"
    EVIDENCE = "evidence"
    NOT_AUTHOR = "not_author"
    SECOND_EDITOR = "second_editor"
    FOLLOWUP_CLOSED = "followup_closed"
    NOT_PUBLISHED = "not_published"
    AUTHOR_OR_EDITOR = "author_or_editor"
    VERDICT_OWN_OR_EDITOR = "verdict_own_or_editor"
    NOT_SECONDED = "not_seconded"
    OTHER_PERSON = "other_person"
    ASKED = "asked"
    NOT_ASKED = "not_asked"
    UNSEEN = "unseen"
    OPINION_IN = "opinion_in"
    AGREED = "agreed"
    DISAGREED = "disagreed"
    THIRD_PERSON = "third_person"
    STALE = "stale"
    PLACED = "placed"
    UNPLACED = "unplaced"
    EDITOR_IF_PUBLISHED = "editor_if_published"


MEANING: Mapping[Guard, str] = {
    Guard.HOLDER: "Only the person it is assigned to writes its verdict. Assign it to yourself first.",
    Guard.OWN_OR_EDITOR: "A colleague has this claim. Ask them or an editor.",
    Guard.LEASE_OVER_OR_EDITOR: "A colleague is working on this claim. Wait until their lease is over, or ask an editor.",
    Guard.NOT_BYLINE: "You are in the article's byline, so a colleague has to check and approve its claims.",
    Guard.EVIDENCE: "The verdict rests on no evidence yet. Add at least one link first.",
    Guard.NOT_AUTHOR: "You wrote this verdict, so another editor has to approve it.",
    Guard.SECOND_EDITOR: "The claim is sensitive and you wrote or approved its verdict, so another editor has to publish it.",
    Guard.FOLLOWUP_CLOSED: "The follow-up of its unnamed source is still open. Close it with an outcome first.",
    Guard.NOT_PUBLISHED: "Readers see a verdict on this claim. Correct it with a new verdict instead.",
    Guard.AUTHOR_OR_EDITOR: "Only whoever judged the claim or an editor asks for a second opinion on it.",
    Guard.VERDICT_OWN_OR_EDITOR: "Only whoever gave this verdict or an editor takes it back.",
    Guard.NOT_SECONDED: "A second opinion was given on this verdict. Ask an editor to return it.",
    Guard.OTHER_PERSON: "The first verdict is yours, so somebody else gives the second opinion.",
    Guard.NOT_ASKED: "You are asked for this opinion, so a colleague has to call it off.",
    Guard.ASKED: "A colleague was asked for this second opinion by name.",
    Guard.UNSEEN: "You could read the first verdict, so your opinion would not be blind. Have somebody asked by name.",
    Guard.OPINION_IN: "The desk wants a second opinion on this claim first. Ask for one; an approved verdict is returned for it.",
    Guard.AGREED: "The second opinion differs. An editor has to settle that with a reason, or return the verdict.",
    Guard.DISAGREED: "No second opinion differs from this verdict, so there is nothing to settle.",
    Guard.THIRD_PERSON: "You gave one of the two verdicts, so another editor has to settle it.",
    Guard.STALE: "Its words are the ones that were judged. Only a new text of the article changes that.",
    Guard.PLACED: "Its words have no certain place in the article's current text. Place it there first, or dismiss it.",
    Guard.UNPLACED: "This claim has its place in the current revision.",
    Guard.EDITOR_IF_PUBLISHED: "Readers see a verdict on this claim, so an editor has to say where it stands.",
}
"""What a caller is told where a guard does not hold: what is wrong and what to do."""

SECOND_PERSON = frozenset({Guard.NOT_AUTHOR, Guard.SECOND_EDITOR})
"""The two-person rule: what an admin may break in an emergency, with a reason and loudly."""

ABOUT_PEOPLE = frozenset(
    {
        Guard.OWN_OR_EDITOR,
        Guard.LEASE_OVER_OR_EDITOR,
        Guard.NOT_BYLINE,
        Guard.AUTHOR_OR_EDITOR,
        Guard.VERDICT_OWN_OR_EDITOR,
        Guard.OTHER_PERSON,
        Guard.ASKED,
        Guard.NOT_ASKED,
        Guard.UNSEEN,
        Guard.THIRD_PERSON,
        Guard.EDITOR_IF_PUBLISHED,
    }
)
"""Guards that somebody else would pass: the refusal is 403, not 409."""


def is_byline(byline: str, name: str) -> bool:
    """Whether somebody of that name wrote the article: their whole name stands in its byline.

    Letter case, accents, punctuation and "Surname, First name" make no difference.
    """
    words = _plain(name)
    given = f" {' '.join(_plain(byline))} "
    orders = (words, [*words[-1:], *words[:-1]])
    return bool(words) and any(f" {' '.join(order)} " in given for order in orders)


def _plain(text: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(character for character in apart if not unicodedata.combining(character))
    return _WORD.findall(bare.casefold())


_WORD = re.compile(r"[^\W_]+")


def hides_verdict(facts: Facts, actor: Actor) -> bool:
    """Whether the first verdict is kept from somebody until their blind second opinion is in.

    From the person asked; where anybody is, from all checkers but who gave it or has the claim.
    """
    if facts.state is not State.SECOND_OPINION or not facts.opinion_blind:
        return False
    if actor.person_id is None or actor.person_id in {facts.verdict_author, facts.holder}:
        return False
    if facts.opinion_of is not None:
        return facts.opinion_of == actor.person_id
    return not actor.has(Role.EDITOR, facts.desk)


def holds(guard: Guard, facts: Facts, actor: Actor) -> bool:
    """Whether a condition is met for this caller and what is known of the claim."""
    own = facts.holder is not None and facts.holder == actor.person_id
    editor = actor.has(Role.EDITOR, facts.desk)
    match guard:
        case Guard.HOLDER:
            return own
        case Guard.OWN_OR_EDITOR:
            return own or editor or facts.holder is None
        case Guard.LEASE_OVER_OR_EDITOR:
            return not own and (editor or facts.lease_over)
        case Guard.NOT_BYLINE:
            return not is_byline(facts.byline, actor.name)
        case Guard.EVIDENCE:
            return facts.verdict_evidence > 0 and not facts.evidence_lacks
        case Guard.NOT_AUTHOR:
            return facts.verdict_author != actor.person_id
        case Guard.SECOND_EDITOR:
            return not facts.sensitive or actor.person_id not in {
                facts.approver,
                facts.verdict_author,
            }
        case Guard.FOLLOWUP_CLOSED:
            return not facts.followup_open
        case Guard.NOT_PUBLISHED:
            return not facts.published
        case Guard.AUTHOR_OR_EDITOR:
            return editor or actor.person_id in {facts.holder, facts.verdict_author}
        case Guard.VERDICT_OWN_OR_EDITOR:
            return editor or (
                facts.verdict_author is not None and facts.verdict_author == actor.person_id
            )
        case Guard.NOT_SECONDED:
            return not facts.seconded
        case Guard.OTHER_PERSON:
            return actor.person_id not in {facts.holder, facts.verdict_author}
        case Guard.ASKED:
            return facts.opinion_of in {None, actor.person_id}
        case Guard.NOT_ASKED:
            return facts.opinion_of is None or facts.opinion_of != actor.person_id
        case Guard.UNSEEN:
            return not facts.opinion_blind or hides_verdict(facts, actor)
        case Guard.OPINION_IN:
            return facts.opinion is not Opinion.WANTED
        case Guard.AGREED:
            return facts.opinion is not Opinion.DISAGREED
        case Guard.DISAGREED:
            return facts.opinion is Opinion.DISAGREED
        case Guard.THIRD_PERSON:
            return actor.person_id not in {facts.verdict_author, facts.opinion_by}
        case Guard.STALE:
            return facts.stale
        case Guard.PLACED:
            return facts.anchor not in ORPHANED
        case Guard.UNPLACED:
            return facts.anchor in ORPHANED
        case Guard.EDITOR_IF_PUBLISHED:
            return editor or not facts.published
