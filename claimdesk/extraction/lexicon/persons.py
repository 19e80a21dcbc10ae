"""Nouns for people by trade, age, kin, belief and part in events: what unnamed sources are called.

Where it comes from: our own knowledge of English, gone through by field (work, study, faith, sport,
arts, law, war, kin, following); no corpus. Written in the singular, plurals are made.
"""

from __future__ import annotations

from claimdesk.extraction.lexicon import words

_SINGULAR = words(
    """
accountant actuary anaesthetist anthropologist apprentice arborist archaeologist architect archivist
astronaut astronomer auctioneer auditor autoworker baker barber barista bartender biologist boatman
bodyguard bookkeeper bookseller botanist brewer bricklayer broker builder busboy butcher butler caregiver
carer caretaker carpenter cashier caterer chauffeur chef chemist chiropractor cleaner clerk climatologist
coder conductor conservationist cook copywriter courier craftsman crewman dealer deckhand demographer
dentist dermatologist designer dietitian dispatcher docker dockworker doorman ecologist electrician
epidemiologist ethicist firefighter fireman fisherman fishmonger florist forecaster foreman forester
freelancer gardener geneticist geologist geophysicist gravedigger grocer grower guard gunsmith gynaecologist
hairdresser handyman headhunter herder hotelier housekeeper hunter hydrologist illustrator immunologist
innkeeper interpreter inventor ironworker janitor jeweler jeweller joiner laborer labourer landscaper
librarian lifeguard lineman linguist lobbyist locksmith logger longshoreman machinist maid mailman marketer
mason mathematician mechanic mediator merchant messenger meteorologist midwife miner nanny negotiator
neurologist notary novelist nutritionist obstetrician oceanographer oncologist optician orderly organist
ornithologist paediatrician painter paralegal paramedic pathologist pediatrician pharmacist philanthropist
philosopher photographer physicist physiotherapist pilot plumber podiatrist policeman policewoman porter
postman potter producer programmer promoter psychiatrist psychoanalyst psychologist psychotherapist
publicist purser quarryman radiologist rancher realtor receptionist recruiter restaurateur roofer salesman
salesperson saleswoman scavenger seismologist servant shipbuilder shoemaker shopkeeper sociologist
statistician steelworker stenographer steward stewardess stockbroker stonemason surveyor tailor taxidermist
technician technologist theologian therapist toxicologist trainer translator trucker undertaker underwriter
urologist usher vendor vet veterinarian vicar vintner virologist waiter waitress watchmaker watchman weaver
webmaster welder woodcutter zookeeper zoologist

airman airwoman arsonist assailant attacker aviator bomber brigadier cadet captive captor cavalryman
chieftain colonel combatant commando conscript convict corporal crusader deportee deserter detainee
dissident escapee evacuee exile felon fighter fugitive gangster guerrilla gunman hacker hijacker hostage
infantryman inmate insurgent jailer jihadist kidnapper lieutenant looter marine marksman mercenary mobster
mutineer officeholder paratrooper parolee patrolman peacekeeper perpetrator pirate prisoner raider ranger
recruit reservist robber sailor scammer seaman sergeant serviceman servicemember servicewoman shooter
smuggler sniper spy squaddie superior thug trafficker trooper vigilante warden warder warlord whistle-blower

abbess abbot agnostic archbishop atheist ayatollah believer cardinal chaplain churchgoer clergyman
clergywoman cleric congregant convert deacon devotee disciple evangelist friar missionary monk mullah nun
parishioner pilgrim preacher rector secularist seminarian sheikh televangelist verger worshiper worshipper

alderman alderwoman apparatchik appointee assemblyman assemblywoman assessor attache attaché backbencher
bigwig bundler campaigner canvasser centrist challenger churchwarden communist congressperson constable
consul councillor councilmember councilor councilperson courtier crony czar diehard dissenter elector
emissary environmentalist ethnographer extremist feminist firebrand freshman fundraiser hardliner
heavyweight ideologue incumbent instigator islamist jurist kingmaker lawmaker lawman leftist liaison
libertarian loyalist marshal monarchist nationalist naysayer neoconservative nihilist noble nobleman
oligarch pacifist parliamentarian patriot peer policymaker politico populist postmaster propagandist provost
reformer reformist regulator revolutionary ringleader royal ruler separatist socialist spymaster staffer
stalwart statesman stateswoman strongman supremacist tactician technocrat unionist vice-president warrior

accuser adjudicator appellant appellee arbitrator bailiff barrister beneficiary bondholder borrower claimant
co-conspirator complainant conveyancer debtor depositor executor guarantor heir heiress homebuyer homemaker
homeowner householder informer leaseholder lessee lessor licensee litigant litigator magistrate mortgagee
payee policyholder proprietor proprietress saver squatter stakeholder subcontractor subscriber taxpayer
testator trader tribesman tribeswoman

alumna alumnus classmate dean dropout educator headmaster headmistress headteacher invigilator kindergartner
learner lecturer mentor postgraduate principal pupil registrar schoolboy schoolchild schoolgirl schoolmate
schoolteacher senior sophomore trainee tutor undergraduate valedictorian

acrobat artist artiste astrologer balladeer ballerina biographer boxer cameraman cartoonist chanteuse
choreographer cinematographer collector composer concertgoer controversialist crooner curator dancer
documentarian dramatist drummer essayist fashionista gallerist guitarist humorist impresario influencer
jockey juggler listener lyricist magician memoirist moviegoer musician newscaster newsman newsreader
newswoman obituarist partygoer performer pianist playwright podcaster poet presenter puppeteer rapper reader
reveler reveller reviewer screenwriter sculptor showman showrunner socialite songwriter stuntman theatergoer
theatregoer violinist vlogger vocalist weatherman webcaster youtuber

angler archer batsman birdwatcher camper captain climber cricketer cyclist defender footballer gambler
goalkeeper golfer gymnast handler hiker hooligan jogger midfielder mountaineer oarsman olympian outfielder
pitcher punter quarterback racer rambler referee rookie rower runner scout selector skater skier snowboarder
sportsman sportswoman sprinter striker surfer swimmer umpire walker weightlifter winger wrestler

adolescent adoptee aunt babysitter bachelor bride bridegroom brother-in-law centenarian companion confidant
confidante dad daughter-in-law descendant elder ex-boyfriend ex-girlfriend ex-husband ex-wife father-in-law
fiance fiancee fiancé fiancée flatmate forebear godfather godmother grandad grandchild granddaughter grandma
grandpa grandparent grandson granny great-aunt great-uncle groom guardian half-brother half-sister housemate
housewife in-law kid kinsman kinswoman lad lodger lover mistress mother-in-law newlywed octogenarian
old-timer orphan pal partner playmate septuagenarian sibling sister-in-law son-in-law soulmate stepbrother
stepdaughter stepfather stepmother stepsister stepson sweetheart teenager toddler triplet twin widow widower
youngster

acolyte acquaintance addict admirer adversary aficionado alcoholic antagonist apologist aristocrat
asylum-seeker attendee barfly benefactor bigot billionaire boss bully buyer caller celebrant client
collaborator commoner competitor conspirator consumer contributor cop counterpart creator dieter diner
do-gooder doubter dreamer drinker dweller elitist emigrant employer entertainer enthusiast expat expatriate
exponent fanatic fellow first-timer follower foreigner gatherer gawker genius groupie guest helper hero
heroine hitchhiker hobbyist hustler hypochondriac idealist immigrant inhabitant innovator insomniac
intellectual intermediary intimate intruder islander job-seeker jobseeker layman layperson local loner
looker-on loser marcher mastermind member millionaire minion mourner multimillionaire native newbie newcomer
nomad nonbeliever nonvoter northerner occupant onlooker optimist outsider participant passer-by passerby
patron peasant pedestrian penpal pessimist picketer picnicker pioneer planner practitioner predecessor
professional protagonist protege protégé purist purveyor racist rally-goer rallygoer realist recipient
recluse renter rescuer returnee rider rioter sceptic schemer sender settler sightseer slave sleuth smoker
snob southerner speculator sponsor stargazer stranger successor sufferer superfan superstar survivalist
sympathiser sympathizer theorist thinker tourist traditionalist trailblazer traitor traveler traveller
tycoon ultranationalist vacationer vegan vegetarian villain vip visionary visitor wannabe westerner worrier
xenophobe zealot
"""
)

_IRREGULAR = {
    "alumnus": "alumni",
    "alumna": "alumnae",
    "grandchild": "grandchildren",
    "schoolchild": "schoolchildren",
    "passer-by": "passers-by",
    "passerby": "passersby",
    "midwife": "midwives",
    "housewife": "housewives",
    "thief": "thieves",
    "congressperson": "congresspeople",
    "salesperson": "salespeople",
    "layperson": "laypeople",
    "councilperson": "councilpeople",
    "ex-wife": "ex-wives",
    "father-in-law": "fathers-in-law",
    "mother-in-law": "mothers-in-law",
}


def plural_of(noun: str) -> str:
    """The plural of a noun for people."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("woman"):
        return noun[:-5] + "women"
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("ch", "sh", "s", "x", "ero")) else "s")


PERSON_NOUNS = _SINGULAR
"""In the singular."""

PERSON_PLURALS = frozenset(plural_of(n) for n in PERSON_NOUNS)
"""The same in the plural."""
