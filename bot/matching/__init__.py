"""Names and questions: what an analyst types becomes the facts that fit, or silence. Pure."""

from bot.matching.matcher import Matcher, Prepared
from bot.matching.relations import Relations
from bot.matching.showing import FactShower
from bot.matching.terms import TERMS_VERSION, terms_of
from bot.matching.text import normalise

__all__ = ["TERMS_VERSION", "FactShower", "Matcher", "Prepared", "Relations", "normalise", "terms_of"]
