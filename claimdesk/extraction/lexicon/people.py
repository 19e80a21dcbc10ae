"""Nouns that name a source's kind, and the words by which anonymity is given and explained.

Where it comes from: our own knowledge of English and of newsroom style guides; no corpus.
"""

from __future__ import annotations

from claimdesk.extraction.lexicon import words
from claimdesk.extraction.lexicon.persons import PERSON_NOUNS, PERSON_PLURALS, plural_of

ANONYMOUS = words("""source sources insider insiders informant informants whistleblower whistleblowers whistle-blower whistle-blowers
    observer observers someone somebody leaker leakers tipster tipsters interlocutor interlocutors""")
"""Heads that name nobody by themselves, whatever stands before them."""

ROLES = words("""official officials officer officers spokesman spokesmen spokeswoman spokeswomen spokesperson spokespersons
    spokespeople aide aides adviser advisers advisor advisors diplomat diplomats minister ministers lawmaker lawmakers
    legislator legislators senator senators congressman congressmen congresswoman representative representatives
    president governor governors mayor mayors secretary secretaries ambassador ambassadors envoy envoys general generals
    commander commanders prosecutor prosecutors judge judges sheriff deputy deputies chief chiefs director directors
    commissioner commissioners chairman chairwoman chair chairperson premier chancellor king queen pope inspector inspectors investigator investigators agent agents detective detectives bureaucrat bureaucrats
    staffer staffers staff negotiator negotiators attorney-general justice justices councillor councillors councilman
    councilwoman delegate delegates leader leaders authorities troops soldiers soldier magistrate coroner ombudsman speaker whip chairperson comptroller treasurer
    administrator administrators head heads superintendent intermediary cabinet-minister operative operatives""")
"""Roles in government, politics and administration: kind "official"."""

_EVERYDAY = words("""person people man men woman women witness witnesses expert experts analyst analysts economist economists scientist
    scientists researcher researchers doctor doctors nurse nurses teacher teachers student students worker workers employee
    employees executive executives manager managers lawyer lawyers solicitor solicitors barrister barristers counsel attorney attorneys resident residents neighbor neighbors
    neighbour neighbours voter voters supporter supporters opponent opponents critic critics activist activists
    protester protesters demonstrator demonstrators advocate advocates strategist strategists consultant consultants
    pollster pollsters journalist journalists columnist columnists correspondent correspondents billionaire businessman businesswoman businessmen tycoon frontrunner front-runner editor editors writer writers actor actress singer comedian filmmaker surgeon neurosurgeon physician scholar scholars entrepreneur developer mogul founder founders co-founder ceo spokesmen-elect journalist journalists reporter reporters author authors professor professors academic academics
    historian historians friend friends relative relatives mother father parent parents brother sister son daughter wife
    husband family families colleague colleagues ally allies member members victim victims survivor survivors passenger
    passengers driver drivers player players coach coaches fan fans trader traders investor investors banker bankers
    farmer farmers owner owners customer customers patient patients child children boy girl user users viewer viewers
    conservatives conservative liberals liberal republicans republican democrats democrat progressives progressive
    moderates moderate independents evangelicals christians muslims jews americans veterans veteran immigrants immigrant
    refugees refugee migrant migrants commentator commentators blogger bloggers pundit pundits host hosts anchor anchors
    candidate candidates contender contenders nominee nominees rival rivals donor donors delegate delegates insider
    organizer organizers organiser organisers trustee trustees clinician clinicians engineer engineers contractor
    contractors shareholder shareholders creditor creditors tenant tenants landlord landlords villager villagers
    bystander bystanders eyewitness eyewitnesses athlete athletes skeptics skeptic sceptics sceptic others many some most
    few several one two three four five six seven both neither none others each those everybody everyone anyone nobody folks guy
    guys lady gentleman teenager teenagers youth adult adults teen teens rebels rebel militants militant insurgents clergy priest priests
    bishop bishops imam imams rabbi rabbis pastor pastors leaders employee-owners star stars prince princess celebrity celebrities pastor reverend defender defenders backers backer detractors
    detractor foes foe plaintiff plaintiffs defendant defendants claimant claimants juror jurors suspect suspects accuser
    accusers petitioner petitioners pensioner pensioners commuter commuters motorist motorists shopper shoppers cyclist
    cyclists politicians politician proponents proponent applicants applicant respondents respondent participants
    participant attendees attendee millennials superdelegates superdelegate constituents constituent loyalists loyalist
    surrogates surrogate holdouts retiree retirees magnate newcomers locals onlookers onlooker spectators
    spectator crowd audience electorate taxpayers taxpayer consumers consumer borrowers borrower
    employers employer regulators graduates graduate freshmen sophomore interns intern volunteers volunteer
    staffers campaigners campaigner envoys leftists rightists hawks doves elites insiders majorities majority
    caucusgoers caucus-goers churchgoers fact-checkers speechwriter speechwriters strangers stranger enthusiasts
    undecideds whites blacks latinos hispanics boyfriend girlfriend mom dad moms dads grandmother grandfather aunt uncle cousin
    cousins nephew niece spouse spouses roommate classmate classmates teammate teammates narrator announcer
    moderator moderators panelist panelists citizen citizens centrist centrists radical radicals associates associate personnel attendees organisers questioner interviewer heckler hecklers
    gentlemen ladies masses alumni counterparts cops policemen""")

_NO_PLURAL = words(
    """chair whip staff head speaker ceo counsel many some most few several one two three four five six seven both
    neither none each everybody everyone anyone nobody youth clergy audience electorate crowd majority press frontrunner"""
)
_PLURALS = frozenset(
    plural_of(w) for w in (ROLES | _EVERYDAY) - _NO_PLURAL if not w.endswith(("s", "men", "people"))
)

PEOPLE = (
    _EVERYDAY | PERSON_NOUNS | PERSON_PLURALS | _PLURALS | words("crew crews couples")
) - ROLES
"""Everybody else: kind "person", or "group" in the plural."""

ORGANISATIONS = words("""agency agencies committee commission council court tribunal ministry department bureau office government
    administration parliament congress senate house party campaign company companies firm firms corporation bank union unions
    association organization organisation group groups institute institution university college school hospital foundation charity
    newspaper magazine network station channel broadcaster outlet outlets website site paper press media board panel team club
    league federation army navy police force military militia regime kingdom republic state states city county country
    countries nation nations embassy church airline manufacturer retailer regulator watchdog coalition alliance
    movement lobby industry municipality authority service kremlin pentagon vatican taliban hamas hezbollah nato un eu fbi
    cia nsa irs epa fda cdc imf who white-house lab laboratory startup publisher society trust fund chamber
    caucus delegation jury chain consortium""")

DOCUMENTS = words("""report reports document documents statement statements memo memos letter letters email emails e-mail e-mails filing filings
    lawsuit suit complaint indictment affidavit ruling opinion order transcript transcripts record records file files
    study studies paper papers article articles story stories editorial column book books post posts tweet tweets release
    law bill act constitution treaty agreement data figures statistics analysis review audit survey-report dossier
    testimony message messages note notes advertisement ad ads video recording headline headlines website page pages account
    accounts findings evidence research brief briefing decree charter contract log logs rumors rumours""")

POLLS = words("poll polls survey surveys polling census referendum ballot")

GENERIC_ORGANISATION_WORDS = words("""university institute company corporation inc inc. corp corp. co co. ltd ltd. llc group bank association commission committee
    council department ministry agency bureau party times post journal news network tribune herald press foundation center centre
    court congress senate house union office service force police army administration campaign government parliament
    society league federation organization organisation international states nations board fund club
    watch alliance coalition capital holdings partners industries systems technologies ferries foods farms airlines energy
    motors pharmaceuticals labs services solutions brothers trust watchdog insurance builders airways railways railway homes
    properties estates studios pictures entertainment games software networks telecom logistics shipping lines stores
    hotels brewery research analytics securities investments investors ventures equity ministers gazette courier
    chronicle observer mercury standard ledger examiner register guardian mirror sun echo star independent team ward college school hospital church authority daily magazine radio tv television media""")
"""Words that, inside a proper name, make it an organisation's."""

ACQUAINTED = ("familiar", "briefed", "close", "knowledgeable", "aware", "involved", "acquainted")
"""Adjectives that join a nameless person to what they know of ("a person familiar with the matter")."""

PERSON_PRONOUNS = words("he she him her who whom i")
"""Pronouns that only people are called by."""

QUANTIFIERS = words(
    """some many others several few most both neither one two three four five six another none all each half any
    dozens hundreds thousands millions"""
)
"""Words that, alone, stand for people whom nobody names."""

TITLED = frozenset(w for w in ROLES | PEOPLE if not w.endswith("s"))
"""People's nouns in the singular."""

PARTITIVES = words(
    "array group number host handful majority dozens couple pair lot lots variety chorus crowd range trio string slew"
    " scores hundreds thousands minority half most some many majorities lots plurality percentage share"
    " proportion fraction two-thirds three-quarters third quarter"
)
"""What people come in: "a group of residents" are residents."""

PLURALS = frozenset(p for p in PERSON_PLURALS if not p.endswith("s")) | words(
    "crew gentlemen policemen firemen servicemen congressmen congresswomen councilmen spokesmen spokeswomen businessmen laymen rabbis personnel crowd audience electorate majorities minorities people men women children police folks clergy staff youth majority"
)
"""Plurals without an s."""

CAPITALISED = words(
    """republicans democrats conservatives liberals progressives americans russians ukrainians israelis palestinians
    muslims christians jews catholics evangelicals europeans britons germans italians iranians iraqis syrians afghans
    canadians mexicans africans asians hispanics latinos"""
)
"""Names of peoples, parties' members and believers: capitalised, but nobody's name."""

NEWSROOMS = words("media news press newspaper broadcast wire web internet online open public")
"""What stands before "sources" that are papers, not people."""

PARTIES = words(
    """republican democrat conservative liberal progressive independent american muslim christian jew catholic
    evangelical"""
)
"""The same in the singular: "a Brackwater Republican" is no name."""

NOT_PEOPLE = words(
    """numbers papers letters matters orders headquarters powers waters flowers towers computers chapters servers
    borders figures factors sectors errors doors floors colors colours favors favours labors terrors horrors mirrors
    answers dangers rumors rumours offers centers centres quarters trailers posters stickers banners covers layers weapons
    grants restaurants elephants warrants plants consultant-reports constant restaurant elephant warrant plant important
    relevant significant human covenant garment german roman woman-led amendment moment parchment list twist mist fist
    checklist playlist shortlist waitlist exist consist persist career pioneer-program volunteer-work beer deer sheer
    performers-union others further whether together better another letter chapter paper number answer order matter
    newsletter tracker newspaper poster register banner charter ledger folder reminder disclaimer calculator indicator factor
    mirror marker timer counter character theater theatre semester quarter disaster encounter shelter filter winter summer
    water river fever cover layer server printer computer router sensor motor tractor reactor elevator corridor sector error
    terror horror color colour flavor harbor harbour labor labour favor behaviour behavior major minor interior exterior
    tenor vapor rumor tumor humor honor odor vigor rigor armor anchor-point matter clatter chatter laughter slaughter
    daughter-company corner border gender tender slander thunder under over after ever never river-bank
    trousers slippers markers indicators generators monitors sensors elevators tutors-guild"""
)
"""Nouns that end like a person's but are none."""
