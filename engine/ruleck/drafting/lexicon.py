"""The closed lists that the patterns go by: titles, verbs of saying, words that make a name an organization's.

All in lower case, apostrophes straight. What is on none of these lists is drafted as `?` or not at all.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A fifth of the words of a text in English, and hardly any of one in another language.
ENGLISH = _words("the of and to that is was were for on with by from said has have it its be are he she they")
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("january jan.", "february feb.", "march mar.", "april apr.", "may", "june jun."),
            *("july jul.", "august aug.", "september sept. sep.", "october oct.", "november nov.", "december dec."),
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HOLIDAYS = {"christmas": (12, 25), "halloween": (10, 31)}
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

# A title comes before a name. Those of one word; "Lt. Gen." is two of them.
TITLES = _words(
    "mr. mrs. ms. mr mrs ms miss dr. dr prof. professor sir dame lord lady rev. reverend bishop archbishop"
    " cardinal pope father rabbi imam sheikh king queen prince princess president chancellor minister senator sen."
    " rep. congressman congresswoman representative governor gov. mayor councilman councilwoman councillor"
    " councilor alderman ambassador secretary judge justice sheriff chief commissioner superintendent inspector"
    " detective officer constable captain capt. major maj. general gen. colonel col. lieutenant lt. sergeant sgt."
    " corporal cpl. admiral adm. commander cmdr. brigadier brig. private pvt. commodore marshal coach director"
    " chairman chairwoman chair principal"
)
# The same where they have a capital: "Chief Executive", "Lead Counsel".
TITLES |= _words(
    "executive officer counsel spokesman spokeswoman spokesperson leader economist analyst editor organizer organiser"
    " manager surgeon engineer investigator scientist strategist curator provost dean"
)
# What may stand before a title or name and says more of the person: "retired Air Force Lt. Gen.", "Prime Minister".
BEFORE_TITLES = _words(
    "prime vice deputy former retired acting interim foreign defence defense health finance interior"
)
BEFORE_TITLES |= _words("attorney lieutenant first state police fire air force army navy marine district assistant")

ABBREVIATIONS = _words(
    "mr mrs ms dr prof rev sen rep gov lt gen col maj capt sgt cpl adm cmdr brig pvt st jr sr no vs inc co corp"
    " ltd dept jan feb mar apr jun jul aug sept sep oct nov dec mt ft"
)
# A word that, with a capital after an abbreviation, starts a sentence.
OPENERS = _words(
    "the a an in on at he she it they we i but and this that these those his her their its after before when"
    " while as if for to by from with according there some more most many no not so since until however also"
)

# Verbs of saying, in the forms that stand beside a quote.
SAYING = _words(
    "said says say saying told tells tell added adds adding asked asks warned warns warning wrote writes stated"
    " states asserted asserts insisted insists argued argues explained explains noted notes replied replies"
    " answered answers recalled recalls claimed claims declared declares announced announces tweeted posted"
    " testified acknowledged acknowledges conceded concedes admitted admits continued continues concluded"
    " concludes suggested suggests promised promises vowed vows complained complains joked jokes urged urges"
    " predicted predicts confirmed confirms denied denies remarked observed observes responded responds repeated"
    " shouted cried whispered muttered quipped pleaded lamented countered interjected commented stressed"
    " emphasized emphasised cautioned reiterated maintained maintains"
)
# Verbs that put a fragment into somebody's mouth: "he called it “a patch”".
CALLING = _words(
    "called calls call calling described describes describe describing dismissed dismisses dismissing denounced"
    " denounces condemned condemns criticized criticised praised praises labeled labelled branded termed compared"
    " likened characterized characterised threatened spoke speaks speaking found finds found concluded demanded"
    " demands boasted swore pledged pledges estimated estimates reported reports showed shows put puts"
)
AUXILIARIES = _words(
    "has have had is are was were be been being will would shall should can could may might must do does did also"
    " then later only again once never already recently repeatedly simply still now earlier therefore just even"
    " not"
)
# The verbs that commonly follow a subject in the sentences of news, beside those above; they end a noun phrase.
VERBS = _words(
    "has have had is are was were be been being will would shall should can could may might must do does did"
    " remain remains remained left leave leaves live lives lived die dies died kill killed hold holds held found"
    " find come comes came go goes went gone take takes took make makes made give gives gave get gets got stay"
    " stays stayed stand stands stood lose loses lost lack lacks support oppose oppose opposes supports escaped"
    " fled flee need needs needed want wants wanted showed voted vote attended gathered took reached crossed"
    " carried carry carries rose fell grew dropped worked work works waited wait face faces faced expected"
    " reported arrived returned hurt injured wounded missing arrested detained displaced sent fought began begin"
    " ended used served joined signed marched filed issued published released compiled commissioned obtained"
    " prepared written leaked seen"
)
# Verbs that put a figure without quote marks into somebody's mouth.
TELLING = _words(
    "said says say told according announced confirmed stated states added adds warned claimed claims acknowledged"
    " estimated estimates reported reports found finds put puts counted counts asserted insisted noted wrote shows"
    " showed"
)

PRONOUNS = _words("he she they it we i you who his her their one others nobody everybody someone somebody")
DETERMINERS = _words("a an the his her its their our my your this that these those another several some many two three")
POSSESSIVES = _words("his her its their our my your")
PREPOSITIONS = _words(
    "of in on at by for from with to into onto over under about after before since until till during through"
    " across along against among between beyond near without within per via as than like inside outside around"
)
CONJUNCTIONS = _words(
    "and or but while because although though whereas if when where whether that which who whom whose so"
)
STOPS = PREPOSITIONS | CONJUNCTIONS | PRONOUNS | DETERMINERS | VERBS | SAYING | _words(
    "not no nor ago each both all more less fewer most much many earlier later last next this away apart"
    " today yesterday tomorrow tonight there here then yet still only up down out off"
)  # fmt: skip

# A name that has one of these words in it is an organization's.
ORGANIZATION = _words(
    "council committee commission university college school institute institution academy ministry department"
    " agency authority bureau office administration service services force forces army navy party congress senate"
    " parliament assembly court tribunal union association federation foundation fund trust society group company"
    " corporation corp. corp inc. inc ltd ltd. co. plc llc bank exchange board hospital clinic church club league"
    " team network news press times post tribune herald gazette guardian observer journal telegraph mail magazine"
    " radio television broadcasting research laboratories laboratory observatory monitor monitoring watch"
    " organization organisation alliance coalition front movement brigade police airlines airways railways motors"
    " industries systems technologies partners holdings museum library theatre theater orchestra international"
    " sans frontières médecins amnesty oxfam greenpeace rights crescent"
)
# A name that ends in one of these is a place's.
PLACES = _words(
    "street road avenue lane square bridge river valley delta bay island islands lake mountain mountains hill"
    " hills county city town village province region district state park station airport port harbour harbor coast"
    " sea ocean desert border north south east west street, building hall tower house center centre stadium"
    " highway boulevard"
)
COUNTRIES = _words(
    "america american britain british england english france french germany german russia russian china chinese"
    " japan japanese india indian iraq iraqi syria syrian iran iranian turkey turkish israel israeli egypt"
    " egyptian spain spanish italy italian europe european africa african asia asian australia australian canada"
    " canadian mexico mexican brazil brazilian ukraine ukrainian poland polish kurdish islamic muslim christian"
    " jewish catholic western eastern northern southern democrat democrats republican republicans congress"
    " christmas easter god internet"
)
PARTICLES = _words("de la le van von der den del della di da dos du bin ibn al el ter ten zu y e")

# What a description of a source ends in, and what sort of source that is.
DOCUMENTS = _words(
    "report statement letter email e-mail memo memorandum document study survey poll bulletin filing complaint"
    " lawsuit indictment affidavit transcript release note tweet post article paper audit review census records"
    " record data"
)
DATASETS = _words("poll survey study census data records")
BODIES = _words(
    "agency ministry department government council committee commission company coalition alliance authority"
    " movement group party police court bank union university hospital service army military administration office"
    " board organization organisation brigade association federation institute bureau campaign union"
)
PERSONS = _words(
    "official officials spokesman spokeswoman spokesperson spokespeople representative representatives officer"
    " officers minister ministers aide aides adviser advisers advisor advisors diplomat diplomats commander"
    " commanders witness witnesses resident residents neighbor neighbour neighbors neighbours teacher teachers"
    " doctor doctors nurse nurses analyst analysts expert experts critic critics opponent opponents supporter"
    " supporters leader leaders member members lawyer lawyers attorney attorneys prosecutor prosecutors"
    " investigator investigators engineer engineers scientist scientists researcher researchers farmer farmers"
    " worker workers employee employees source sources woman women man men mother father brother sister son"
    " daughter activist activists campaigner campaigners student students professor director chairman chairwoman"
    " manager managers executive executives driver drivers soldier soldiers rebel rebels militant militants"
    " survivor survivors victim victims author economist economists mayor governor president senator senators"
    " lawmaker lawmakers legislator legislators judge people coach player players girl girls boy boys child children"
    " baby husband wife grandmother grandfather uncle aunt friend friends buyer buyers seller sellers owner owners"
    " tenant tenants patient patients regulator regulators investor investors pilot pilots defendant defendants suspect"
    " suspects chef clerk mechanic counsel barrister solicitor parent parents"
)
OFFICIALS = _words("official officials minister ministers ministry police government")
PLURALS = frozenset(word for word in PERSONS if word.endswith("s") and word[:-1] in PERSONS) | _words(
    "women men people children witnesses spokespeople"
)
# How something was said; after the verb and `in a`, `by`.
MEDIA = _words(
    "statement interview speech email e-mail letter tweet post telephone phone address briefing conference memo"
    " call broadcast message report filing testimony video"
)

# Nouns in the plural that have no `s`.
IRREGULAR = _words("people men women children police staff troops personnel fish sheep cattle feet teeth mice geese")
# Units that are measured, of which "over three weeks" does not mean "more than".
TIME_UNITS = _words("second seconds minute minutes hour hours day days night nights week weeks month months year years")
TIME_UNITS |= _words("decade decades century centuries weekend weekends")
# Multipliers without a figure: there is an amount, and the story does not say which.
VAGUE = _words("dozens scores hundreds thousands millions billions")
# Before a number these make it a name: "No. 9", "Route 66".
NUMBERED = _words(
    "no. no number route highway flight section article chapter room page channel unit platform line interstate"
    " boeing airbus gate lot apartment apt. suite building precinct ward district account model apollo type class"
    " phase proposition amendment resolution order clause paragraph exhibit psalm verse version"
)
# The figure that the story reports was arrived at by somebody.
ESTIMATING = _words(
    "estimate estimates estimated believed thought count counts counted put puts toll poll survey census figure"
    " figures number numbers said says according least about nearly almost around roughly approximately expected"
    " forecast projected reported total"
)
COSTING = _words(
    "estimate estimates estimated cost costs costing expected projected worth budget price put puts damage damages"
)
CHANGING = _words(
    "rose rise rises risen fell fall falls fallen grew grown increased increase dropped drop climbed jumped"
    " shrank decreased declined cut raised went surged soared slid plunged slipped down up narrowed widened"
    " improved doubled"
)
# With these in it, a sentence may speak of a day to come.
FUTURE = _words("will shall due expected until next tomorrow coming upcoming deadline scheduled plans planned goes")
FUTURE |= _words("expect expects forecast intends hopes aims ahead set would before begins starts opens")
# Right before a weekday these say what is on some day to come, or what is on every time.
PRESENT = _words("is are isn't aren't meets meet votes vote falls fall takes place comes ends end closes close returns")
PRESENT |= _words("plays play arrives arrive leaves leave starts start begins begin opens open resumes resume holds")
TIMES_OF_DAY = _words("morning afternoon evening night noon midnight")
# After `who` these say what somebody is; other verbs tell what somebody did.
HOLDING = _words(
    "is was leads led heads headed runs ran commands commanded chairs chaired directs directed represents"
    " represented owns teaches taught studies serves served works worked oversees oversaw manages managed coaches"
    " edits founded has had once now also"
)
# What may stand before a month or a year.
DATE_LEADS = _words(
    "in since until till by from of during for to through before after between and around about late early mid"
)
# Capitals that are no organization's name.
NO_ORGANIZATIONS = _words(
    "TV AM PM GMT UTC BC AD CEO CFO COO MP GDP VAT DNA GPS USB SUV COVID HIV AIDS OK ID FAQ US UK EU UN"
)
# They end the description of a speaker: what follows says when, why or how.
ENDING = _words("who when while as after before on during because and but that which late early")


def is_plural(word: str) -> bool:
    """Whether a small word looks like a noun in the plural.

    >>> is_plural("soldiers"), is_plural("people"), is_plural("glass"), is_plural("less")
    (True, True, False, False)
    """
    if word in IRREGULAR:
        return True
    return len(word) > 3 and word[-1] == "s" and word[-2] not in "su'i" and word not in STOPS
