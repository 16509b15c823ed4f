"""Names and questions: what an analyst types becomes the facts that fit, or silence. Pure."""

from bot.matching.matcher import Matcher
from bot.matching.text import normalise

__all__ = ["Matcher", "normalise"]
