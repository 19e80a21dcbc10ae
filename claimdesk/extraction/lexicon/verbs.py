"""Everyday English verbs, so that a clause's verb can be told from its nouns.

Where it comes from: our own knowledge of English (irregular verbs are a closed class; the rest are
everyday verbs written down from memory, without counting any corpus).
"""

from __future__ import annotations

from claimdesk.extraction.lexicon import words

IRREGULAR = """
arise arose arisen; awake awoke awoken; be was been; bear bore borne; beat beat beaten; become became become;
begin began begun; bend bent bent; bet bet bet; bid bid bid; bind bound bound; bite bit bitten; bleed bled bled;
blow blew blown; break broke broken; breed bred bred; bring brought brought; broadcast broadcast broadcast;
build built built; burn burnt burnt; burst burst burst; buy bought bought; cast cast cast; catch caught caught;
choose chose chosen; cling clung clung; come came come; cost cost cost; creep crept crept; cut cut cut;
deal dealt dealt; dig dug dug; do did done; draw drew drawn; dream dreamt dreamt; drink drank drunk; drive drove driven;
eat ate eaten; fall fell fallen; feed fed fed; feel felt felt; fight fought fought; find found found; flee fled fled;
fling flung flung; fly flew flown; forbid forbade forbidden; forecast forecast forecast; foresee foresaw foreseen;
forget forgot forgotten; forgive forgave forgiven; freeze froze frozen; get got gotten; give gave given; go went gone;
grind ground ground; grow grew grown; hang hung hung; have had had; hear heard heard; hide hid hidden; hit hit hit;
hold held held; hurt hurt hurt; keep kept kept; kneel knelt knelt; know knew known; lay laid laid; lead led led;
lean leant leant; leap leapt leapt; learn learnt learnt; leave left left; lend lent lent; let let let; lie lay lain;
light lit lit; lose lost lost; make made made; mean meant meant; meet met met; mislead misled misled;
mistake mistook mistaken; misunderstand misunderstood misunderstood; outdo outdid outdone; overcome overcame overcome;
override overrode overridden; oversee oversaw overseen; overtake overtook overtaken; overthrow overthrew overthrown;
pay paid paid; plead pled pled; prove proved proven; put put put; quit quit quit; read read read; rebuild rebuilt rebuilt;
rethink rethought rethought; rewrite rewrote rewritten; rid rid rid; ride rode ridden; ring rang rung; rise rose risen; run ran run; say said said;
see saw seen; seek sought sought; sell sold sold; send sent sent; set set set; shake shook shaken; shed shed shed;
shine shone shone; shoot shot shot; show showed shown; shrink shrank shrunk; shut shut shut; sing sang sung; sink sank sunk;
sit sat sat; slay slew slain; sleep slept slept; slide slid slid; speak spoke spoken; speed sped sped; spell spelt spelt;
spend spent spent; spill spilt spilt; spin spun spun; split split split; spread spread spread; spring sprang sprung;
stand stood stood; steal stole stolen; stick stuck stuck; sting stung stung; strike struck struck; strive strove striven;
swear swore sworn; sweep swept swept; swim swam swum; swing swung swung; take took taken; teach taught taught; tear tore torn;
tell told told; think thought thought; throw threw thrown; undergo underwent undergone; understand understood understood;
undertake undertook undertaken; undo undid undone; uphold upheld upheld; upset upset upset; wake woke woken; wear wore worn;
weave wove woven; weep wept wept; win won won; wind wound wound; withdraw withdrew withdrawn; withhold withheld withheld;
withstand withstood withstood; write wrote written; retell retold retold; foretell foretold foretold; beseech besought besought
"""

DOUBLING = words("""admit commit permit submit omit refer prefer occur defer infer deter concur plan stop drop stir step slam
    rob rip ban beg chat clap cram dip drag fit flip grab grin hop hug jam jog knit mop nod pat pin plot plug pop prod quip
    rub fret ship shop skip slap slip snap spot stab strip swap tap top trap trim trip tug vet wrap wed whip brag blog bar compel
    control cancel expel propel rebel repel equip regret acquit allot rig flag lag pit tag nab dub dab rap scrap spar star tip
    scan shun stun thin sob con bug log mug beset drum hum strum slur blur scar tar war""")

EVERYDAY = """
abandon absorb abuse accelerate accept access accommodate accompany accomplish account accumulate achieve acknowledge acquire act
adapt add address adjust administer admire admit adopt advance advise advocate affect afford agree aid aim air alarm allege allow
alter amend amount analyze anger announce annoy answer anticipate apologize appeal appear applaud apply appoint appreciate approach
approve argue arm arrange arrest arrive ask assassinate assault assemble assert assess assign assist assume assure attach attack
attempt attend attract attribute auction author authorize avoid await award back balance ban bar base battle beg behave believe
belong benefit betray blame blast block board bolster bomb boost border borrow bother bounce brace breach brief brush buckle
budget bury calculate call calm campaign cancel capture care carry cause caution cease celebrate challenge champion change
characterize charge chase chat check cheer circulate cite claim clarify clash classify clean clear climb close coach collaborate
collapse collect combat combine command comment commit communicate compare compel compensate compete compile complain complete
comply compose comprise compromise concede conceal concentrate concern conclude condemn conduct confess confine confirm conflict
confront confuse congratulate connect consider consist constitute construct consult consume contact contain contend contest continue
contract contradict contrast contribute control convene convert convey convict convince cook cooperate cope correct correspond
counter couple court cover crack craft crash create criticize cross crowd crush cry cultivate curb cure damage dare date deal
debate decide declare decline dedicate deem deepen defeat defend define defy delay delegate delete deliver demand demonstrate
denounce deny depart depend depict deploy deport depose deprive derail derive descend describe deserve design designate desire
destroy detail detain detect deter deteriorate determine develop devote die differ diminish direct disagree disappear disappoint
discard disclose discourage discover discuss dismantle dismiss dispatch display dispute disrupt dissolve distance distinguish
distract distribute divert divide divorce document dominate donate double doubt downplay draft drag drain drift drop drown dump
earn ease echo edge edit educate elect elevate eliminate embarrass embrace emerge emphasize employ empower enable enact encounter
encourage end endanger endorse endure enforce engage enhance enjoy enlist ensure enter entertain entitle envision erase erode erupt
escalate escape establish estimate evacuate evaluate evolve examine exceed exchange exclude excuse execute exercise exhaust exist
expand expect expel experience expire explain explode exploit explore export expose express extend extract eye face facilitate
fade fail falter fan favor fear feature field figure file fill film finance fine finish fire fit fix flip float flood flow focus
follow force forge form formulate foster frame free frighten frustrate fuel fulfill function fund further gain gamble garner gather
gauge generate glance govern grab graduate grant grasp greet grip guarantee guard guess guide halt hammer hand handle happen harass
harden harm hate haul haunt head heal heighten help hesitate highlight hinder hinge hint hire honor hope host house hug hunt hurry
identify ignite ignore illustrate imagine impact impeach implement imply import impose impress imprison improve include incorporate
increase incur indicate indict infect inflict influence inform inherit initiate inject injure inquire insert insist inspect inspire
install institute instruct insult insure integrate intend intensify interact intercept interest interfere interpret interrupt
intervene interview introduce invade invent invest investigate invite invoke involve isolate issue join joke judge jump justify
kick kidnap kill kiss knock label lack land last laugh launch lessen level leverage license lift like limit line link list listen
live load lobby locate lock long look loom loosen love lower maintain manage mandate manipulate march mark market marry match
matter mention merge mind miss mobilize mock monitor motivate mount move mourn multiply murder name narrow near need negotiate
neglect nominate note notice notify number obey object oblige observe obstruct obtain occupy occur offend offer open operate oppose
opt order organize oust outline outpace outrage overhaul overlook overturn overwhelm owe own pack paint park participate partner
pass pause pave penalize perceive perform permit persist persuade phone pick place plague plan plant play plead please pledge plot
plunge point poison poll ponder pop portray pose possess post postpone pour power praise pray predict prefer prepare prescribe
present preserve press pressure presume prevail prevent proceed process proclaim produce profit prohibit project promise promote
prompt pronounce propel propose prosecute protect protest provide provoke publish pull punish purchase pursue push qualify question
quote race rain raise rally ramp range rank rate ratify reach react realize reassure rebuff recall receive recognize recommend
reconcile record recover recruit reduce refer reflect reform refuse regain regard register regret regulate reign reinforce reject
relate relax release rely remain remark remember remind remove renew renounce rent repair repeal repeat replace reply report
represent request require rescue research resemble resent reserve reside resign resist resolve resort respect respond rest restore
restrain restrict result resume retain retire retreat retrieve return reveal reverse review revise revive revoke reward rip risk
rival roll rule rush sack sacrifice sail sanction satisfy save scale scare schedule score scramble scrap screen scrutinize seal
search secure seem seize select separate serve settle shape share shatter shelter shift ship shock shoulder shout shrug sign signal
slam slash slip slow smash smile smuggle snap soar soften solicit solve sort sound spark specialize specify spur stabilize stage
stall stamp star stare start state stay stem step stir stop store storm strain strengthen stress stretch strip structure struggle
study stumble submit succeed suffer suggest suit summon supply support suppose suppress surge surprise surrender surround survey
survive suspect suspend sustain switch sympathize tackle talk tap target taste tax tear tell tempt tend terminate test testify thank
threaten thrive tie tighten top topple torture toss total touch tour track trade trail train transfer transform translate transport
travel treat trigger trim triumph trouble trust try turn tweet undermine underscore unify unite unleash unveil update urge use
utter vacate value vary venture view violate visit voice volunteer vote vow wage wait walk wander want warn warrant waste watch
weaken weigh welcome whip widen wield wipe wish withdraw witness wonder work worry worsen wrestle yield zero allocate backfire
bankrupt bash batter bid blur boycott broker bully cap cater chair chip choke cite cling coin comfort command commemorate commence
concoct confer confide contend cripple crumble dash dazzle debut decry deem default deflect degrade delight denigrate deplore
dictate dig dilute dip disappoint disavow discredit dodge dwarf dwell embark embody emulate endear entice entrench envisage erect
evade excel exempt exert exude falsify fare fend flaunt flee flock flounder flourish foment forego fret gloat glorify goad grapple
groom harbor hamper hail hasten hover huddle impede incite inflate infuriate insinuate instill intimidate jeopardize juggle lag
lament languish lash lean linger loot lurk mar mishandle mislead misrepresent muster nudge obscure oversee pander pardon pale
penetrate perpetuate pin plummet poise portray preach preclude preempt prop prod quell rack rattle rebound rebuke recede reclaim
redefine refrain refute relinquish repudiate rescind resonate retaliate revel revert ridicule rile rouse safeguard salvage scold
scoff shove shun shy sideline skip skirt slander slide smear snub soothe spearhead spew squander stoke stray subside subsidize
succumb sue supplant sway tamper tarnish taunt teeter thwart tilt tinker torpedo tout trample traverse tumble tweak unravel unseat
usher vanish veer vilify vouch wane warm weather whine withhold woo
bake bathe blend boil bounce breathe chew click coil comb crawl creak curl dine drip fry gaze glow glue grate graze groom
hammer heat hike iron itch jolt kneel knock lick limp load lodge melt mend mix nibble paddle paint pat peel pinch polish
pound rake reap rinse roast rot rub scatter scrape scratch scrub seep sew shiver shovel simmer sip skate ski slice smear
soak sob sow spark spill splash spray sprint sprout squeeze stack stain stare stitch stroll stuff surface swallow sway
swell thaw thread tickle tilt toast toil tow trot tuck twist type wade wag water weed wrap yawn zip airlift backtrack
bail barricade befriend blacklist bribe bulldoze campaign canvass chronicle circumvent coax collide commandeer compost
computerise confiscate congregate contaminate corrode corroborate counteract crackdown criminalise curtail decommission
decriminalise deduct defraud delist demolish demote desalinate desegregate detonate devastate diagnose digitise disarm
disembark dislodge dispense disperse dredge drench eavesdrop embezzle emigrate encrypt enroll entrust equalise euthanise
evict exacerbate excavate exhume exonerate expedite extort extradite ferry fertilise flatten flee fluctuate forfeit
fumigate furlough gentrify germinate gouge graft hibernate hijack hoard immigrate immunise impound incinerate
indemnify infest infiltrate innovate inoculate insulate intermarry invalidate irrigate jettison liquidate litigate loosen
magnify malfunction maximise minimise modernise moor mutate nationalise neutralise nullify orbit outlaw outnumber
outsource overcharge overdose oversleep overspend overtax pasteurise patrol pave peak pedal photograph pilfer plough
plunder pollinate pollute postpone prune quarantine ratify rebrand recede recharge reckon recycle redeploy redesign
redistribute refinance refit refuel refund rehearse reimburse reinstate relapse relocate remodel renovate repaint
replenish repossess reschedule resettle reshape restock resurface resuscitate retrain revamp rewire salvage
scavenge scuttle seethe sequester shortlist siphon smelt smoulder sniff spawn splinter stagnate starve sterilise
stockpile streamline strengthen subcontract submerge subpoena subtract swerve swindle tally tamper tarnish taxi test
thicken transcribe transmit trawl trek trespass tutor unearth unload unlock unpack unplug vaccinate vandalise ventilate
waive warp welcome whistle whittle wither
"""

NEVER_NOUNS = words(
    """say tell think believe know argue insist admit agree predict acknowledge allege announce assert assume complain
    concede conclude confirm contend declare deny describe disagree disclose dismiss emphasize emphasise explain expect
    hear imagine indicate inform learn maintain mention oppose recognize recognise recommend reject remember reveal see
    suggest suspect understand urge warn write accuse criticize criticise condemn denounce become remain seem appear have
    want prefer refuse decline describe consider continue insist worry"""
)
"""Base forms that are hardly ever nouns: after a noun they are verbs even without a plural."""

PLAIN_NOUNS = words(
    """clinic topic music traffic republic fabric logic metric statistic arithmetic critic mechanic panic epidemic pandemic
    fabric plastic tactic rhetoric mosaic trial memorial material potential initiative objective incentive perspective
    alternative narrative motive archive executive representative relative native native detective operative table cable
    vegetable variable constable rabble finish rubbish parish polish tutorial serial burial editorial"""
)
"""Nouns that end like adjectives."""

RISEN = words(
    """rose fell grew sank slid shrank climbed soared plunged surged jumped tumbled dipped slumped swelled rallied
    plummeted skyrocketed rocketed ballooned dwindled waned crept edged inched dropped slipped declined"""
)
"""Pasts of going up and down, which nobody does to anything: "by" says how far, not by whom."""

NOT_NOUNS = words("""said told added argued believed thought wrote asked knew went came became began did got gave took made saw
    kept held found felt left brought lost met paid sent sold spoke stood won""")
