"""Closed classes of English: words that can be listed, with the part of speech they mostly are.

Where it comes from: any grammar of English; written down from our own knowledge.

One letter a class: D determiner, P preposition, C coordinator, S subordinator, O pronoun, M modal,
A auxiliary, T "to", W wh-word, R adverb, J adjective, # number.
"""

from __future__ import annotations

from claimdesk.extraction.lexicon import words

_CLASSES = {
    "D": """the a an this that these those my your his her its our their some any no every each either neither both all
        another such half many few several much more most fewer less""",
    "P": """of in on at by for with from about into over after before under between through during against among within
        without across behind beyond near since until despite toward towards upon onto off above below beside besides
        amid amidst alongside inside outside via per versus regarding concerning including like unlike except throughout
        along around past down up out aboard amongst beneath notwithstanding pending respecting than as following
        according ahead""",
    "C": "and or but nor yet plus",
    "S": "because if when while although though unless whereas once whether lest so",
    "O": """i you he she it we they me him us them himself herself itself themselves myself yourself ourselves mine yours
        hers ours theirs someone somebody anyone anybody everyone everybody nobody something anything everything nothing
        none one others there""",
    "M": "will would can could may might must shall should ought cannot 'll 'd",
    "A": """be is are was were been being am 's 're 'm has have had having do does did 've isn't aren't wasn't weren't hasn't
        haven't hadn't don't doesn't didn't won't wouldn't can't couldn't shouldn't mightn't mustn't ain't""",
    "T": "to",
    "W": "who whom whose which what where why how whoever whatever wherever whichever however",
    "R": """not n't also only just even still never always often sometimes soon already again then now today yesterday
        tomorrow tonight here very too quite rather almost nearly perhaps maybe instead meanwhile moreover furthermore
        nonetheless nevertheless therefore thus hence later earlier recently ever far well away back together
        otherwise else abroad home once twice elsewhere indeed likewise anyway afterward afterwards beforehand
        long ago yet seldom rarely hardly barely merely simply apart aside forward publicly privately jointly
        least further flatly openly bluntly most""",
    "#": """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion
        dozen dozens hundreds thousands millions billions""",
    "J": """new old good bad great big small large long high low little young early late first last next other same
        different important public political national local federal federated major military economic foreign own able
        available likely unlikely possible sure certain clear true free full open strong whole real best better right
        wrong white black red former current recent senior top key main several necessary primary temporary contrary ordinary legendary extraordinary voluntary further serious significant special
        necessary ready happy sorry afraid aware proud glad concerned worried confident optimistic pessimistic hopeful
        skeptical sceptical convinced adamant unaware responsible familiar close private secret anonymous independent
        presidential republican democratic conservative liberal progressive democratic-led international global financial
        legal criminal civil human social medical nuclear electoral rural urban""",
}

TAGS: dict[str, str] = {}
for _tag, _words in _CLASSES.items():
    for _word in _words.split():
        TAGS.setdefault(_word, _tag)
TAGS["her"] = "D"
TAGS["that"] = "D"
TAGS["so"] = "R"
TAGS["one"] = "#"

BE = words("be is are was were been being am 's 're 'm isn't aren't wasn't weren't ain't")
DO = words("do does did don't doesn't didn't")
MONTHS = words("""january february march april may june july august september october november december jan. feb. mar. apr. jun. jul.
    aug. sept. sep. oct. nov. dec.""")
DAYS = words(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight"
)
"""Words for a day that may stand, without a comma, where an adverb does."""

TITLES = words("""mr. mrs. ms. dr. prof. gen. col. lt. sgt. capt. maj. adm. sen. rep. gov. rev. pres. mr mrs ms dr sir dame lord lady
    president senator governor congressman congresswoman representative mayor minister secretary judge justice attorney
    general colonel captain sergeant lieutenant professor pope king queen prince princess chancellor ambassador sheriff
    chief officer commissioner director premier""")
