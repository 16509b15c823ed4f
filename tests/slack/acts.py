"""Everything that people, Slack and time can do to the bot, each an act that two numbers make definite."""

import json
from dataclasses import replace

from bot.console.errors import ConsoleError, Refused
from bot.console.select_rules import offered
from bot.console.team import (
    ANA,
    BEN,
    BOT_USER_ID,
    CAI,
    CLOSED,
    CURATION,
    GENERAL,
    GUEST,
    SHARED,
    STRANGER,
    VISITED,
)
from bot.console.views import EXTERNAL, MANY
from bot.curation.rules import ActRefusedError
from bot.domain.handling import CEILINGS
from bot.domain.ledger import Actor
from bot.slack.blocks.check_buttons import CHECK_MESSAGE
from tests.slack.marked_base import MARKS, SHARED_WORDS, WORDS
from tests.slack.walls import Walls

CHANNELS = [each.id for each in (GENERAL, SHARED, VISITED, CLOSED, CURATION)]
PEOPLE = [each.id for each in (ANA, BEN, CAI, GUEST, STRANGER)]
DOCUMENTS = [*MARKS]
QUESTIONS = [
    *(
        "kabul",
        "attacks",
        "isis",
        "people hurt in kabul",
        "sources",
        "compare kabul attacks",
        "timeline kabul",
    ),
    *("changes kabul", "since 2020 kabul", "place:kabul", "credibility:6 isis", "changes", "timeline"),
    *("kabul known on 2026-11-24", "attacks as of 2024-03", "sources press", "source:press kabul"),
    *("review", "propose", "gaps", "digest", "digest list", "digest daily 9:00 kabul", "digest preview"),
    *("digest send", "digest weekly summary", "digest resume", "help", "", "compare isis voronkov"),
    *(f"check {SHARED_WORDS}", "check ISIS hurt nobody in Kabul.", "check Ten people were hurt in Kabul."),
    # One letter short of a word that may be a secret here: it must not be spelt out.
    *(f"{word[:3]}{word[4:]}" for words in WORDS.values() for word in words),
]
TEXTS = ["The document says otherwise.", SHARED_WORDS, "Kabul attacks", "forty"]
TYPED = ["kab", "isi", "article", "press", "att", "test press"]
LISTENED_TO = ("conversations.info", "conversations.members", "users.info", "users.list")


class Acts(Walls):
    """Each act is done at a place, which it returns: there, or by who acted, all that came of it is seen."""

    async def do(self, kind, first, second):
        """Do one act, let what it began end, and look at what was said."""
        self.trail.append(f"{kind} {first} {second}")
        try:
            place = await getattr(self, kind)(first, second)
        except (ConsoleError, Refused, ActRefusedError) as error:
            self.trail[-1] += f" ({type(error).__name__})"
            place = GENERAL.id
        await self.app.work.settle(at_most_s=5)
        self.look(place)

    def _utter(self, name):
        """Say the name of a fact or a document: what is answered may hold it from now on."""
        self.uttered |= {name, self.secrets[name].document}

    def who(self, number, channel):
        """Somebody who is in a channel."""
        members = self.workspace.team.channels[channel].members - {BOT_USER_ID}
        return sorted(members)[number % len(members)] if members else ANA.id

    async def ask(self, first, second):
        channel = CHANNELS[second % len(CHANNELS)]
        text = QUESTIONS[first % len(QUESTIONS)]
        await self.workspace.slash("/threat", text, channel=channel, user=self.who(first + second, channel))
        return channel

    async def ask_by_id(self, first, second):
        """Ask for a fact or a document that may be above; whoever says its name is told it again."""
        name = [*self.secrets][first % len(self.secrets)]
        self._utter(name)
        channel = CHANNELS[second % len(CHANNELS)]
        words = (
            ("about", "about", "source", "sources", "timeline source:")[first % 5]
            if "." in name
            else "source"
        )
        await self.workspace.slash(
            "/threat", f"{words} {name}", channel=channel, user=self.who(second, channel)
        )
        return channel

    async def mention(self, first, second):
        channel = CHANNELS[second % len(CHANNELS)]
        text = QUESTIONS[first % len(QUESTIONS)]
        await self.workspace.mention(text, channel=channel, user=self.who(first, channel))
        return channel

    async def write(self, first, second):
        user = PEOPLE[second % len(PEOPLE)]
        await self.workspace.direct(QUESTIONS[first % len(QUESTIONS)], user=user)
        return user

    async def press(self, first, second, forged=()):
        """Press one of the newest things that can be pressed, in a message, a modal or a home."""
        shown = self._pressable()
        if not shown:
            return GENERAL.id
        where = shown[first % len(shown)]
        if forged:
            where = forge(where, *forged)
        choice = where.choices[second % len(where.choices)]
        if hasattr(where, "callback_id"):
            await self.workspace.press(where, choice.number)
            return self.views.get(where.id, where.user)
        user = where.user or self.who(second, where.channel)
        await self.workspace.press(where, choice.number, user=user)
        return where.channel

    async def forge(self, first, second):
        """Press with another fact's id, or another question, in the place of what the button carries."""
        name = [*self.secrets][second % len(self.secrets)]
        self._utter(name)
        return await self.press(first // 7, second, (name, QUESTIONS[first % 7]))

    def _pressable(self):
        users = self.workspace.team.users
        views = [view for user in users for view in self.workspace.modals(user)[-1:]]
        homes = [home for user in users if (home := self.workspace.home(user))]
        standing = [each for each in self.workspace.replies[-12:] if each.kind != "deletion"]
        return [each for each in [*views, *homes, *standing[::-1]] if each.choices]

    async def submit(self, first, second):
        """Fill everything in that a modal asks for, and submit it; names are typed ahead."""
        views = [view for user in self.workspace.team.users for view in self.workspace.modals(user)[-1:]]
        if not views:
            return GENERAL.id
        view = views[first % len(views)]
        place = self.views[view.id]
        entries = {}
        for number, field in enumerate(view.fields):
            entry = await self._entry(view, field, second + number)
            if entry is not None:
                entries[str(field.number)] = entry
        await self.workspace.submit(view, entries)
        return place

    async def _entry(self, view, field, number):
        if field.kind in EXTERNAL:
            options = await self._suggested(view, field, number)
            entry = options[number % len(options)] if options else None
            return [entry] if entry and field.kind in MANY else entry
        options = offered(field.element)
        if options:
            entry = options[number % len(options)]["value"]
            return [entry] if field.kind in MANY else entry
        if field.kind == "plain_text_input":
            known = [*self.uttered] or TEXTS
            text = (known if field.block_id == "by" else TEXTS)[number % 4 % len(known)]
            return text[: field.element.get("max_length", 3000)]
        values = {"datepicker": "2026-11-25", "timepicker": "09:00", "conversations_select": GENERAL.id}
        return values.get(field.kind)

    async def _suggested(self, view, field, number):
        options = await self.workspace.type_ahead(view, field.block_id, TYPED[number % len(TYPED)])
        self.look(self.views[view.id])
        return options

    async def shortcut(self, first, second):
        channel = CHANNELS[second % len(CHANNELS)]
        user = self.who(first, channel)
        said = self.workspace.say(TEXTS[first % len(TEXTS)], channel=channel, user=user)
        await self.workspace.shortcut(said, CHECK_MESSAGE, channel=channel, user=user)
        return channel

    async def home(self, first, second):
        user = PEOPLE[first % 4]
        await self.workspace.open_home(user, tab=("home", "messages")[second % 2])
        return user

    async def share(self, first, _second):
        channel = CHANNELS[first % len(CHANNELS)]
        await self.workspace.share_channel(channel)
        return channel

    async def unshare(self, first, _second):
        channel = CHANNELS[first % len(CHANNELS)]
        await self.workspace.unshare_channel(channel)
        return channel

    async def come(self, first, second):
        channel, user = CHANNELS[first % len(CHANNELS)], PEOPLE[second % len(PEOPLE)]
        if user == STRANGER.id:
            # Only to a shared channel another organisation's people can come.
            await self.workspace.share_channel(channel)
        await self.workspace.join(channel, user)
        return channel

    async def go(self, first, second):
        channel = CHANNELS[first % len(CHANNELS)]
        await self.workspace.leave(channel, PEOPLE[second % len(PEOPLE)])
        return channel

    async def change_person(self, first, second):
        user = PEOPLE[first % 4]
        change = self.workspace.make_guest if second % 2 else self.workspace.make_member
        await change(user)
        return user

    async def judge(self, first, second):
        """Act on a fact in the ledger, as a curator at a command line does."""
        facts = [name for name in self.secrets if "." in name]
        fact_id, other = facts[first % len(facts)], facts[second % len(facts)]
        acts, by, why = self.curating.acts, Actor("cli:dee", "dee"), f"{other} says otherwise."
        match ("retract", "supersede", "restore", "dispute", "flag", "redact")[second % 6]:
            case "supersede":
                await acts.supersede(fact_id, by, why, by=other)
            case "flag":
                person = self.workspace.team.users[PEOPLE[first % len(PEOPLE)]]
                await acts.flag(fact_id, Actor(f"slack:{person.id}", person.name), why)
            case "redact":
                await acts.redact(fact_id, by, why)
                secret = self.secrets[fact_id]
                secret.is_gone, secret.words = True, secret.words[:1]
            case name:
                await getattr(acts, name)(fact_id, by, why)
        await self.follower.beat()
        return GENERAL.id

    async def revise(self, _first, second):
        """Give the fact that was born in Slack another marking, by a revision."""
        tlp = CEILINGS[second % len(CEILINGS)]
        await self.curating.acts.revise(self.born, {"tlp": tlp}, Actor("cli:dee", "dee"), "Marked anew.")
        self.secrets[self.born].own = tlp
        await self.follower.beat()
        return GENERAL.id

    async def mark_anew(self, first, second):
        await self.mark(DOCUMENTS[first % len(DOCUMENTS)], CEILINGS[second % len(CEILINGS)])
        return GENERAL.id

    async def wait(self, first, second):
        """Let time pass, and what happens by itself happen."""
        self.now.passes(**({"days": 1} if first % 2 else {"minutes": second}))
        await self.beat()
        return GENERAL.id

    async def fail(self, first, second):
        """Let Slack not say who is where, for some calls."""
        method = LISTENED_TO[first % len(LISTENED_TO)]
        faults = self.workspace.faults
        (faults.answer_500, faults.drop_after_commit)[second % 2](method, times=1 + second % 3)
        self.is_failing = True
        return GENERAL.id


def forge(where, name, question):
    """Return a thing that can be pressed, of which every value and every action id says something else."""

    def other(told):
        if isinstance(told, list):
            return [other(each) for each in told]
        if not isinstance(told, dict):
            return told
        return {
            key: said(value) if key in ("value", "action_id") else other(value) for key, value in told.items()
        }

    def said(value):
        if not isinstance(value, str):
            return other(value)
        if value.startswith(("{", "fact_menu:{")):
            head = value[: value.index("{")]
            return f"{head}{json.dumps({'q': question or name, 'p': 1, 'e': ''})}"
        parts = value.split(":")
        if (len(parts) > 1 and parts[1] in MARKS) or (len(parts) > 1 and "." in parts[1]):
            return ":".join([parts[0], name, *parts[2:]])
        return value

    if hasattr(where, "content"):
        return replace(where, content=other(where.content))
    return replace(where, blocks=tuple(other([*where.blocks])))
