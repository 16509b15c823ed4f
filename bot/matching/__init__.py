"""Names and questions: what an analyst types becomes the facts that fit, or silence. Pure.

How a search like this works, in the order in which a question meets it (bot/README.md maps the rooms):

1. A text is *folded*: lower case, no accents, one form for letters that are written in several ways. A word
   is kept by its *stem*, so that attack, attacks and attacking meet.
2. Facts have numbers. The *index* keeps for each word, name and topic the rising numbers of the facts that
   have it: its *postings*. What a question finds is these sets, met and joined.
3. A word that nothing holds may be a slip, or spelt by ear: names and words that are a few *edits* away, or
   sound alike, are found without comparing it with all of them.
4. How much a part of a question tells is its *rarity*: the logarithm of how many facts there are for each
   that has it. A fact's *share* of a question is the rarity that it accounts for, over that of the whole.
5. First the question is read to the letter, and facts must explain every part of it. Where none does, or
   words had to be corrected, the facts that account for most of it, the *closest*, are looked for as well.
6. What speaks for the best fact becomes one number, the *chance* that it answers. Below the setting: silence.
"""

from bot.matching.matcher import Matcher, Prepared
from bot.matching.relations import Relations
from bot.matching.showing import FactShower
from bot.matching.terms import TERMS_VERSION, terms_of
from bot.matching.text import normalise

__all__ = ["TERMS_VERSION", "FactShower", "Matcher", "Prepared", "Relations", "normalise", "terms_of"]
