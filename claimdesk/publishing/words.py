"""What a public page says beside what the desk wrote, in the languages there are. Pure."""

from datetime import UTC, date, datetime
from typing import Final

import msgspec
from babel.dates import format_date

from claimdesk.evidence.schemas import Stance
from claimdesk.policies.publishing import Language
from claimdesk.publishing.schemas import RatingEvent


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one language. Those with braces are filled in by the methods."""

    locale: str
    fact_check: str
    by: str
    claimed: str
    in_article: str
    unnamed: str
    described: str
    itself: str
    rated: str
    on_scale: str
    off_scale: str
    scale: str
    rests_on: str
    supports: str
    refutes: str
    context: str
    published_on: str
    kept_on: str
    fingerprint: str
    taken_back: str
    undisclosed_one: str
    undisclosed: str
    how: str
    verdict_given: str
    opinions_one: str
    opinions: str
    approved: str
    approved_alone: str
    first_published: str
    people: str
    corrections: str
    no_corrections: str
    corrected: str
    reworded: str
    stale: str
    stale_since: str
    withdrawn: str
    withdrawn_since: str
    held_back: str
    let_go: str
    published_again: str
    published: str
    policies: str
    principles: str
    unnamed_sources: str
    fact_checking: str
    corrections_policy: str
    feed: str
    how_checked: str
    not_shown: str
    not_found: str
    not_found_why: str
    quoted: str

    def day(self, at: datetime | date) -> str:
        """A day as readers write it; a moment's is that in UTC."""
        day = at.astimezone(UTC).date() if isinstance(at, datetime) else at
        return format_date(day, "long", locale=self.locale)

    def corrected_from(self, event: RatingEvent) -> str:
        """What a correction changed: the rating, or only what is said of it."""
        before = event.previous.label if event.previous else ""
        after = event.verdict.rating.label if event.verdict else ""
        said = self.reworded if before == after else self.corrected
        return said.format(before=before, after=after)

    def stance(self, stance: Stance) -> str:
        """What a piece of evidence does for the claim."""
        named: dict[Stance, str] = {
            Stance.SUPPORTS: self.supports,
            Stance.REFUTES: self.refutes,
            Stance.CONTEXT: self.context,
        }
        return named[stance]

    def policy(self, name: str) -> str:
        """The title of a stated policy by its name in the desk's policy."""
        return {
            "principles": self.principles,
            "unnamed_sources": self.unnamed_sources,
            "fact_checking": self.fact_checking,
            "corrections": self.corrections_policy,
        }[name]


_ENGLISH = Words(
    locale="en_GB",
    fact_check="Fact check",
    by="by {organisation}",
    claimed="What was claimed",
    in_article="In:",
    unnamed="A source that the article does not name",
    described="A source that the article does not name. It says: “{words}”.",
    itself="The article itself",
    rated="The rating",
    on_scale="{rank} of {of}, where {of} is the true end of the scale.",
    off_scale="This rating is off the scale from false to true.",
    scale="All ratings of the scale",
    rests_on="What it rests on",
    supports="Supports the claim",
    refutes="Speaks against the claim",
    context="Context",
    published_on="Published on {day}",
    kept_on="The desk kept a copy on {day}.",
    fingerprint="SHA-256 of the copy",
    taken_back="The desk relies on this no longer.",
    undisclosed_one="One more document is kept by the desk and not shown here.",
    undisclosed="{count} more documents are kept by the desk and not shown here.",
    how="How it was checked",
    verdict_given="A checker gave the verdict on {day}.",
    opinions_one="One independent second opinion was given.",
    opinions="{count} independent second opinions were given.",
    approved="An editor who had not written it approved it on {day}.",
    approved_alone="It was approved on {day} without a second person, as an exception on record.",
    first_published="It was published on {day}.",
    people="People who took part: {count}.",
    corrections="Corrections",
    no_corrections="Nothing was corrected.",
    corrected="The rating was changed from “{before}” to “{after}”.",
    reworded="The rating “{after}” was explained anew.",
    stale="The article was changed.",
    stale_since="The article has changed since this verdict was given, on the words below. It is being checked again.",
    withdrawn="The rating “{before}” was withdrawn.",
    withdrawn_since="This rating was withdrawn. It no longer holds.",
    held_back="The article was held back for a time, and this check with it.",
    let_go="The check was published again with the article.",
    published_again="A new verdict was published: “{after}”.",
    published="The verdict was published: “{after}”.",
    policies="How we work",
    principles="Publishing principles",
    unnamed_sources="Unnamed sources",
    fact_checking="How we check facts",
    corrections_policy="Corrections",
    feed="All checks as ClaimReview (JSON-LD)",
    how_checked="How this was checked",
    not_shown="This check is not shown any more.",
    not_found="There is no such page",
    not_found_why="It may have been taken down, or the address is not whole.",
    quoted="“{words}”",
)
_GERMAN = Words(
    locale="de_DE",
    fact_check="Faktencheck",
    by="von {organisation}",
    claimed="Was behauptet wurde",
    in_article="In:",
    unnamed="Eine Quelle, die der Artikel nicht nennt",
    described="Eine Quelle, die der Artikel nicht nennt. Es heißt dort: „{words}“.",
    itself="Der Artikel selbst",
    rated="Die Bewertung",
    on_scale="{rank} von {of}; {of} ist das wahre Ende der Skala.",
    off_scale="Diese Bewertung liegt nicht auf der Skala von falsch bis wahr.",
    scale="Alle Bewertungen der Skala",
    rests_on="Worauf sie beruht",
    supports="Stützt die Behauptung",
    refutes="Spricht gegen die Behauptung",
    context="Zusammenhang",
    published_on="Veröffentlicht am {day}",
    kept_on="Die Redaktion hat am {day} eine Kopie aufbewahrt.",
    fingerprint="SHA-256 der Kopie",
    taken_back="Die Redaktion stützt sich darauf nicht mehr.",
    undisclosed_one="Ein weiteres Dokument liegt der Redaktion vor und wird hier nicht gezeigt.",
    undisclosed="{count} weitere Dokumente liegen der Redaktion vor und werden hier nicht gezeigt.",
    how="Wie geprüft wurde",
    verdict_given="Das Urteil wurde am {day} gefällt.",
    opinions_one="Es wurde eine unabhängige Zweitmeinung abgegeben.",
    opinions="Es wurden {count} unabhängige Zweitmeinungen abgegeben.",
    approved="Am {day} hat es jemand aus der Redaktionsleitung freigegeben, der es nicht verfasst hat.",
    approved_alone="Es wurde am {day} ohne zweite Person freigegeben, als vermerkte Ausnahme.",
    first_published="Es wurde am {day} veröffentlicht.",
    people="Beteiligte Personen: {count}.",
    corrections="Korrekturen",
    no_corrections="Es wurde nichts korrigiert.",
    corrected="Die Bewertung wurde von „{before}“ in „{after}“ geändert.",
    reworded="Die Bewertung „{after}“ wurde neu begründet.",
    stale="Der Artikel wurde geändert.",
    stale_since="Der Artikel hat sich geändert, seit dieses Urteil über die Worte unten gefällt wurde. Es wird neu geprüft.",
    withdrawn="Die Bewertung „{before}“ wurde zurückgezogen.",
    withdrawn_since="Diese Bewertung wurde zurückgezogen. Sie gilt nicht mehr.",
    held_back="Der Artikel wurde eine Zeit lang zurückgehalten und diese Prüfung mit ihm.",
    let_go="Die Prüfung wurde mit dem Artikel wieder veröffentlicht.",
    published_again="Ein neues Urteil wurde veröffentlicht: „{after}“.",
    published="Das Urteil wurde veröffentlicht: „{after}“.",
    policies="Wie wir arbeiten",
    principles="Grundsätze",
    unnamed_sources="Ungenannte Quellen",
    fact_checking="Wie wir Fakten prüfen",
    corrections_policy="Korrekturen",
    feed="Alle Prüfungen als ClaimReview (JSON-LD)",
    how_checked="Wie dies geprüft wurde",
    not_shown="Diese Prüfung wird nicht mehr gezeigt.",
    not_found="Diese Seite gibt es nicht",
    not_found_why="Sie wurde vielleicht entfernt, oder die Adresse ist nicht vollständig.",
    quoted="„{words}“",
)
WORDS: Final[dict[Language, Words]] = {"en": _ENGLISH, "de": _GERMAN}
