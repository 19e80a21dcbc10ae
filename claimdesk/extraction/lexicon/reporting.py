"""Verbs that report what somebody said, thinks, wants or shows, with the frames they take.

Where it comes from: our own knowledge of English, ordered after the verb classes that any grammar
of English describes (verbs of communication, propositional attitude, volition, judgement). No
corpus was counted.

A line reads ``frames: verbs``. The letters of a frame say what the verb takes as its content:

====  =======================================================================
t     a that-clause, "that" optional            she said (that) it was late
T     a that-clause, "that" required            she complained that it was late
q     a quotation                               she said, "It is late"
w     an indirect question                      she asked whether it was late
n     a noun phrase                             she denied the charge
i     a to-infinitive                           she promised to leave
o     an object and a to-infinitive             she urged them to leave
a     an addressee before any of these          she told them (that) it was late
p     an addressee with a preposition           she said to them that it was late
g     an -ing clause                            she recalled leaving
s     an object and "as ..."                    she described it as late
c     an object and a predicate                 she called it late
f     a prepositional phrase                    she warned of delays
====  =======================================================================
"""

from __future__ import annotations

SPEECH = """
tqpw: say add write state reply respond
tqpwn: explain note declare announce report confirm acknowledge
tqpwf: insist comment
tqpw: answer remark observe tweet post testify argue maintain contend concede conclude counter estimate joke quip
tqpn: suggest assert allege admit reveal disclose stress emphasize emphasise reiterate repeat underline recall predict propose mention
tqpni: claim pledge
tqafw: tell
tqawf: question press
taf: assure inform remind notify reassure convince persuade
tqaf: warn caution advise brief
tqTp: complain lament grumble gripe gush boast brag crow rail fume vent moan marvel muse object protest rejoin retort interject opine theorize theorise speculate surmise posit proclaim profess preach blog caption hint intimate signal imply confess volunteer attest vouch affirm aver avow declaim demur deadpan fret
tq: read
Tqn: deny dispute refute rebut contradict
tqn: decree rule determine
T: charge relay divulge concur deduce infer conjecture calculate stipulate hypothesize hypothesise fret rejoice demand leak pray
w: recount narrate relay fret
qwf: ask inquire enquire query question wonder
qna: quote cite
tqi: vow promise swear threaten
q: continue begin interrupt conclude exclaim shout yell scream cry whisper murmur mutter mumble growl bark snap hiss groan chant sing laugh chuckle grin smile sigh shrug nod wink sniff snort sneer scoff sob gasp stammer plead sputter bellow roar thunder holler intone recite lecture scold tease chide admonish implore beseech
"""

ADDRESS = """
oq: urge exhort implore beg beseech entreat command instruct direct order press
oqn: demand request recommend order
oqna: ask
oqa: tell advise warn
of: invite encourage call
o: pressure lobby nudge warn ask remind
"""

BELIEF = """
tn: believe think know feel hope fear doubt suspect assume presume reckon figure guess understand realize realise recognize recognise see expect anticipate foresee imagine remember forget learn hear discover agree consider
t: wish
T: trust bet gamble wager prefer
n: dread envision envisage distrust mistrust detest loathe despise abhor relish cherish
f: sympathize sympathise disapprove approve despair fret marvel puzzle
T: worry regret dream mean
f: agree disagree worry think care know learn hear dream
w: know wonder decide understand
t: decide determine
"""

WANT = """
in: want plan hope intend aim seek prefer desire wish
i: yearn long
f: long yearn clamor clamour agitate
i: agree decide refuse decline vow promise pledge offer threaten propose plan resolve choose opt volunteer expect try
f: push call hope wish argue plead press appeal
o: want expect encourage invite
"""

JUDGE = """
w: discuss debate explore examine outline describe detail
n: support oppose back endorse favor favour reject condemn denounce criticize criticise praise welcome blast slam attack mock ridicule defend dismiss applaud question challenge deny admit love hate like dislike respect admire appreciate resent fear
n: list catalogue
n: bemoan mourn lament trumpet extol laud castigate excoriate vilify pan taunt assail skewer savage downplay minimise minimize
n: rebuff second parrot cheer jeer heckle salute bash belittle demonise demonize deplore disown disavow repudiate renounce
n: liken compare rip
n: hail decry deplore blame deride disparage lambaste lampoon chastise rebuke reprimand berate bash trash tout champion embrace promote outline detail discuss describe address voice express echo cite invoke highlight propose
f: balk scoff bristle seethe chafe recoil cringe rail sneer quibble testify
s: refer
s: describe characterize characterise portray depict regard view see cast dismiss denounce brand label praise criticize hail frame paint cite
c: call label brand dub deem consider declare term pronounce proclaim christen nickname
n: accuse blame thank congratulate credit commend lambast
f: criticize praise apologize apologise talk speak complain boast brag warn object elaborate
"""

SHOW = """
tn: show indicate suggest reveal demonstrate find prove illustrate confirm
"""

PHRASAL = {
    ("point", "out"): "tq",
    ("spell", "out"): "tn",
    ("lay", "out"): "n",
    ("sum", "up"): "ns",
    ("fire", "back"): "tq",
    ("hit", "back"): "tq",
    ("shoot", "back"): "tq",
    ("call", "out"): "n",
    ("speak", "out"): "f",
    ("go", "on"): "q",
    ("chime", "in"): "tq",
    ("blurt", "out"): "tq",
    ("cry", "out"): "tq",
    ("make", "clear"): "tnw",
    ("make", "plain"): "tnw",
    ("make", "known"): "tn",
    ("play", "down"): "n",
    ("shrug", "off"): "n",
    ("brush", "off"): "n",
    ("brush", "aside"): "n",
    ("wave", "off"): "n",
    ("laugh", "off"): "n",
    ("rule", "out"): "n",
    ("let", "on"): "T",
    ("let", "slip"): "T",
}
"""Verb and particle that report only together -> frames; "make it clear that" is one of them."""

PREPOSITIONS = """
of about on for against with: agree disagree
of about: think know learn hear dream speak talk complain boast brag worry
about: care ask question press
of about against: warn caution
on for: call
for: push hope wish plead press appeal thank apologize apologise criticize praise blame congratulate
for against about: argue
at: balk scoff bristle seethe chafe recoil cringe rail sneer marvel
of: approve disapprove despair
for: long yearn clamor clamour agitate
with: sympathize sympathise quibble
about over: fret puzzle
to: testify
against: rail
on: insist elaborate comment congratulate
to: object
"""
"""Prepositions that open content, and the verbs they do it for."""

_SECTIONS = (
    ("speech", SPEECH),
    ("address", ADDRESS),
    ("belief", BELIEF),
    ("want", WANT),
    ("judge", JUDGE),
    ("show", SHOW),
)


def _verbs() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = {}
    for verb, _ in PHRASAL:
        table.setdefault(verb, {})
    for name, section in _SECTIONS:
        for line in section.strip().splitlines():
            frames, _, words = line.partition(":")
            for word in words.split():
                entry = table.setdefault(word, {})
                entry[name] = entry.get(name, "") + frames.strip()
    return table


def _opens_content() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for line in PREPOSITIONS.strip().splitlines():
        prepositions, _, verbs = line.partition(":")
        for verb in verbs.split():
            table[verb] = table.get(verb, frozenset()) | frozenset(prepositions.split())
    return table


OPENS_CONTENT: dict[str, frozenset[str]] = _opens_content()
"""Base form -> the prepositions that may open its content."""

VERBS: dict[str, dict[str, str]] = _verbs()
"""Base form -> class -> frames."""
