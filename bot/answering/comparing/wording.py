"""The words that carry a statement, each by the idea it stands for: attack, assault and raid are one.

The lists are of English as reports on conflicts use it. A word that is on none is compared by its stem, and
a word that the other statement does not have is never guessed to be the same.
"""

from collections.abc import Mapping
from functools import lru_cache

from bot.documents.directions import directions_in
from bot.matching.stopwords import STOP_WORDS
from bot.matching.text import normalise, stem

_ALIKE = """
attack assault strike raid offensive
fighter combatant militant jihadist insurgent
reserve fund cash money
financial finance monetary
ability capability capacity able capable
association link tie relation relationship connection
territory land
support backing
threat danger menace
significant serious substantial considerable major
extensive vast large big
worldwide global globally world
defeat beat
branch split splinter
affect impact hit
challenge problem difficulty
persistent lasting enduring
measure step
effort attempt
casualty victim
activity operation
spur prompt encourage
control hold held occupy rule
attract draw drew drawn
cause result
numerous many countless
disrupt disturb
counter-terrorism counterterrorism
arrest detain capture
injure wound
destroy demolish
recruit enlist
soldier troop
leader chief
begin start
purchase buy bought
"""
# What adds weight and no content: a statement without it says less, not something else.
_WEIGHT_WORDS = """
significant serious extensive vast force frequency notable notably significantly substantially numerous
community head
"""
_CONTINUING = "continue remain still maintain keep kept persist retain sustain ongoing"
_CEASING = "stop end halt cease sever suspend quit"
_PAST = "former formerly once previous previously earlier originally"
_UNREAL = """
will would shall should must if unless whether plan plans planned want wants wanted try tries tried
seek seeks sought intend intends intended threaten threatens threatened aim aims aimed hope hopes hoped
expect expects expected wish wishes need needs needed ought can cannot able promise promises promised
vow vows vowed prepare prepares prepared attempt attempts attempted nearly almost
i we you my our think thinks doubt doubts true false untrue wrong incorrect fake hoax myth rumour rumor
unclear
"""
_NARROWING = """
all every each most only again new other another same first last everywhere always entire mostly half without
except
"""
# Beside what asks and answers leave out: what joins sentences, and verbs that need a noun to say anything.
_JOINING = """
however yet additionally moreover furthermore meanwhile despite particularly especially also there these which
region report official mount perform exist within inside amid along well longer pose poses posed posing
action actions subsequent subsequently face faces faced facing stand stands stood
"""
# What a question may leave out, and a statement may turn on.
_TELLING = """
hold holds held holding help helps helped helping go goes went gone going come comes came coming
become becomes became becoming left let lets give gives gave given giving get gets got getting gotten
put find finds found finding use uses used using see sees saw seen show shows showed shown
know knows knew known happen happens happened look looks looked back away main key biggest important
effect effects mean means meant discuss list seem seems seemed
"""

CONTINUING = frozenset(map(stem, _CONTINUING.split()))
CEASING = frozenset(map(stem, _CEASING.split()))
PAST = frozenset(map(stem, _PAST.split()))
UNREAL = frozenset(_UNREAL.split())
"""What a sentence with one of these says is not said to be so, or only by whoever writes it."""
NARROWING = frozenset(_NARROWING.split())
"""A sentence with one of these says more, or less, than the same without it."""
_VOID = (STOP_WORDS | frozenset(_JOINING.split())) - frozenset(_TELLING.split())
_MARKERS = CONTINUING | CEASING | PAST


def _ideas() -> Mapping[str, str]:
    groups = (line.split() for line in _ALIKE.strip().splitlines())
    return {stem(normalise(word).replace(" ", "")): group[0] for group in groups for word in group}


_IDEAS = _ideas()
_FORMS = {line.split()[0]: frozenset(map(normalise, line.split())) for line in _ALIKE.strip().splitlines()}
WEIGHTS = frozenset(_IDEAS.get(stem(word), stem(word)) for word in _WEIGHT_WORDS.split())
"""Ideas that a statement may leave out and still say the same, only less strongly."""


@lru_cache(maxsize=2**14)
def idea_of(key: str) -> str:
    """Return the idea that a folded word stands for; empty if it carries none of its own."""
    stemmed = stem(key)
    if key in _VOID or key in UNREAL or key in NARROWING or stemmed in _MARKERS or directions_in(key):
        return ""
    return _IDEAS.get(stemmed, stemmed)


def forms_of(idea: str) -> frozenset[str]:
    """Return the folded words that stand for an idea."""
    return _FORMS.get(idea, frozenset({idea}))
