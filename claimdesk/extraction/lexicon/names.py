"""Given names by gender, places that stand for governments, and organisations with bare names.

Where it comes from: our own general knowledge; common given names in the English-speaking world
and beyond, the world's countries and capitals, well-known news agencies and companies.
"""

from __future__ import annotations

from claimdesk.extraction.lexicon import words

MALE = words(
    """aaron abdul abraham adam adrian ahmed alan albert alberto alex alexander alfred ali allen andre andrew andy angel
    anthony antonio arthur barack ben benjamin bernard bernie bill billy bob bobby boris brad brandon brian bruce bryan
    carl carlos chad charles charlie chris christian christopher chuck craig curtis dan daniel darren dave david dean dennis
    derek dick dmitri don donald doug douglas dwight ed eddie edgar eduardo edward edwin elliott emmanuel eric ernest ethan
    eugene evan fernando francis francisco frank fred frederick gabriel gareth gary geoffrey george gerald giorgio glenn
    gordon graham greg gregory guillermo guy hans harold harry hassan hector henry herbert howard hugh hussein ian ibrahim
    igor isaac ivan jack jacob jake jamal james jason javier jay jeff jeffrey jeremy jerome jerry jesse jim jimmy joe joel
    john johnny jon jonathan jorge jose joseph josh joshua juan julian justin karl keith ken kenneth kevin khalid kyle lance
    larry lawrence lee leo leon leonard leroy lewis liam lindsey louis lucas luis luke malcolm manuel marc marco marcus
    mario mark marshall martin marvin matt matthew maurice max michael miguel mike milton mitch mitt mohamed mohammad
    mohammed morris moses muhammad narendra nathan neil nelson nicholas nick nigel noah norman oliver omar oscar osama
    patrick paul pedro peter phil philip pierre rafael ralph rand randy raul ray raymond recep ricardo richard rick ricky
    rob robert roberto robin rodney roger roland ron ronald ross roy russell ryan salman sam samuel scott sean sergei seth
    shane simon stanley stephen steve steven stuart ted terry theodore thomas tim timothy todd tom tommy tony travis trevor
    tyler vernon victor vincent vladimir volodymyr walter warren wayne wesley will william xi yusuf zachary"""
)

FEMALE = words(
    """abigail alma alexandra alexandria alice alicia alison amanda amber amy ana andrea angela anita ann anna anne annette annie april
    aisha ashley audrey barbara beatrice becky bernadette beth betsy betty beverly bonnie brenda bridget brittany carly
    carmen carol caroline carolyn catherine cathy charlotte cheryl christina christine cindy claire clara claudia connie
    courtney crystal cynthia daisy dana danielle dawn deborah debbie debra denise diana diane dolores donna doris dorothy
    edith eileen elaine eleanor elena elizabeth ella ellen emily emma erica erin esther ethel eva evelyn fatima fiona
    florence frances gail georgia geraldine gina giorgia gladys gloria grace greta gwen hannah harriet hazel heather heidi helen
    hillary holly huma ida ines irene iris isabel ivanka jackie jacqueline jane janet janice jasmine jean jeanette jennifer
    jenny jessica jill joan joanna joanne jocelyn jodi josephine joy joyce juanita judith judy julia julie june kamala
    karen kate katherine kathleen kathryn kathy katie kellyanne kelly kim kimberly kristen kristin laura lauren leah leslie
    lillian linda lisa lois loretta lori lorraine louise lucia lucille lucy lydia madeleine mandy margaret maria marie
    marilyn marine marion marjorie marsha martha mary maureen megan megyn melania melanie melissa meredith michelle mildred
    monica nadia nancy naomi natalie nicola nicole nikki nina nora olga olivia pamela patricia patty paula pauline peggy
    phyllis priya priti rachel rebecca regina renee rhonda rita robin rosa rose rosemary roxanne ruth sabrina sally samantha sandra
    sara sarah shannon sharon sheila shirley simone sonia sonya sophia sophie stacy stella stephanie sue susan suzanne sylvia
    tammy tanya tara teresa thelma theresa tina tracy tulsi ursula valerie vanessa vera veronica victoria viola virginia vivian
    wanda wendy whitney yolanda yvette yvonne zoe"""
)

PLACES = words(
    """afghanistan albania algeria argentina armenia australia austria azerbaijan bahrain bangladesh belarus belgium bolivia bosnia
    brazil britain bulgaria burma cambodia cameroon canada chile china colombia congo croatia cuba cyprus denmark ecuador
    egypt england eritrea estonia ethiopia finland france gaza germany ghana greece greenland guatemala haiti honduras hungary
    iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya kosovo kuwait kyrgyzstan laos
    latvia lebanon libya lithuania luxembourg malaysia mali malta mexico moldova mongolia morocco mozambique myanmar nepal
    netherlands nicaragua niger nigeria norway oman pakistan palestine panama paraguay peru philippines poland portugal
    qatar romania russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden switzerland
    syria taiwan tajikistan tanzania thailand tunisia turkey turkmenistan uganda ukraine uruguay uzbekistan venezuela
    vietnam wales yemen zambia zimbabwe abuja amman ankara athens baghdad bangkok beijing beirut belgrade berlin bern
    bogota brasilia brussels bucharest budapest cairo canberra caracas copenhagen damascus delhi dhaka doha dublin geneva hanoi
    havana helsinki islamabad jakarta jerusalem kabul khartoum kiev kyiv lisbon london madrid manila moscow nairobi
    ottawa oslo paris pretoria pyongyang riyadh rome santiago seoul sofia stockholm taipei tehran tokyo tripoli vienna warsaw
    washington wellington downing westminster holyrood capitol europe asia africa america
    alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois iowa kansas
    kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada
    ohio oklahoma oregon pennsylvania tennessee texas utah vermont wisconsin wyoming ontario quebec alberta manitoba
    saskatchewan queensland tasmania bavaria catalonia punjab sindh balochistan"""
)
"""Countries and their parts (but those that are given names too), and capitals that stand for governments."""

ORGANISATIONS = words(
    """reuters ap afp bbc cnn nbc cbs abc msnbc npr pbs upi politico bloomberg axios aljazeera tass xinhua google facebook
    meta twitter x instagram youtube tiktok apple microsoft amazon netflix tesla spacex boeing airbus pfizer moderna
    volkswagen toyota ford walmart nike shell bp exxon chevron gazprom huawei samsung sony intel nvidia openai uber
    hamas hezbollah taliban isis nato opec unicef unesco who oxfam greenpeace amnesty interpol europol fifa uefa
    kremlin pentagon vatican medicare nasa gallup ipsos yougov quinnipiac rasmussen breitbart salesforce oracle ibm
    facebook's labour likud fidesz"""
)
"""Bare names, without a word like "company" or "party" in them, that are organisations'."""

PARTICLES = words(
    "de da do dos das del della di du der den la le van von zu zur bin ibn ben abu al el ter ten y"
)
"""Small words inside family names: "Luis de la Cruz"."""

PERSON_ENDINGS = (
    "er",
    "or",
    "man",
    "woman",
    "person",
    "ist",
    "ian",
    "eer",
    "crat",
    "ant",
    "agogue",
    "parent",
    "loyalist",
    "holder",
    "worker",
    "maker",
    "goer",
)
PLURAL_PERSON_ENDINGS = (
    "men",
    "women",
    "people",
    "ists",
    "ians",
    "eers",
    "crats",
    "goers",
    "makers",
    "holders",
    "workers",
    "ers",
    "ors",
    "ants",
    "ees",
    "loyalists",
)
"""Endings that make a noun a person's, for nouns that no list has."""
