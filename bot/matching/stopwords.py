"""Words that carry no content of their own, in the languages questions come in."""

from bot.matching.text import normalise

_ENGLISH = """
a an the this that these those there here it its itself he him his she her hers they them their theirs
i me my mine we us our ours you your yours one ones someone anyone something anything everything nothing
and or but nor so if then than as while because though although yet also too either neither both
of in on at by to from for with without into onto over under between among against about around across
after before during since until till through within per via near toward towards upon up down out off
is are was were be been being am isnt arent wasnt werent do does did done doing dont doesnt didnt
has have had having hasnt havent hadnt will would shall should can could cant cannot couldnt may might must
not no yes any some all each every most more much many few less least several lot lots such same other others
who whom whose what which when where why how whats whos wheres whens hows
get gets got getting gotten make makes made making take takes took taken taking put puts
say says said saying tell tells told telling give gives gave given giving show shows showed shown showing
know knows knew known knowing think thinks thought thinking happen happens happened happening
go goes went gone going come comes came coming become becomes became becoming
keep keeps kept keeping remain remains remained remaining stay stays let lets want wants need needs
see sees saw seen look looks looking find finds found use uses used using seem seems seemed
left still just only even ever never again already really very quite rather almost exactly
now currently today nowadays recently lately latest recent current new newest last
news information info source sources thing things kind kinds
update updates situation fact facts detail details summary overview briefing
please thanks thank hello hi hey ok okay regarding concerning vs versus compare compared number like etc
able back way well another anyway
mr mrs ms sir group groups part parts global globally overall main major key biggest important
country countries nation nations region regions place places year month date
amount figure figures total count estimate estimates estimated
launch launches launched launching conduct conducts conducted conducting carry carries carried carrying
continue continues continued continuing maintain maintains maintained maintaining
manage manages managed managing try tries tried trying hold holds holding help helps helped helping
stop stops stopped stopping effect effects once mean means meant explain describe list discuss
t m re ve ll isn aren wasn weren don doesn didn hasn haven hadn won wouldn shouldn couldn mustn ain
"""
_SPEECH = """
say says said saying according think thinks believe believes claim claims claimed stated
announce announced mention mentioned indicate indicated highlight highlighted note noted remark remarked
reported reportedly warn warns warned speak speaks spoke
"""
_REPORTS = """
report reports reporting statement statements view views
"""
# The commonest function words only; names are looked up before them.
_OTHERS = """
le la les l d de du des une et ou en au aux dans sur par pour que qui est sont
combien quand comment quel quelle
في من على الى عن و ما هو هي هل كم أين متى حول
در از به که و را است چه چند کجا کی کیست آیا درباره
په د کی کې ته له او څه
в во на и из о об по с со у к ко от для что как кто это где когда сколько
"""
STOP_WORDS = frozenset(f"{_ENGLISH} {_SPEECH} {normalise(_OTHERS)}".split())
"""Folded: lower case, without accents."""
SPEECH_WORDS = frozenset(f"{_SPEECH} {_REPORTS} estimate estimates estimated".split())
"""Words that ask what somebody says; those for reports have content of their own."""
