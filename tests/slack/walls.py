"""A whole bot, what it may tell where by the rules, and all that anybody was told by it."""

import json
from collections import defaultdict

from bot.console.team import BEN, BOT_USER_ID, CAI, CLOSED, CURATION, CURATORS, TEAM_ID
from bot.curation.wording import ProposedFact
from bot.domain.handling import is_within
from bot.domain.ledger import Actor
from bot.factbase.sync import sync
from bot.settings import Settings
from bot.slack.blocks.forms import PROPOSE_FORM
from bot.slack.manifest import manifest
from tests.slack.marked_base import BORN, BORN_WORDS, MARKS, Secret, secrets, write
from tests.slack.whole_bot import WholeBot

NAMED = {CLOSED.id: "RED", CURATION.id: "AMBER+STRICT", CAI.id: "GREEN"}


class LeakError(AssertionError):
    """Somebody was told what is not for them."""


def settings():
    """Ben's group are curators; some places have a ceiling of their own."""
    return Settings(_env_file=None, curators=(CURATORS.id,), curators_channel=CURATION.id, ceilings=NAMED)


class Walls(WholeBot):
    """The bot with its base of five markings, and the eye on everything that leaves it."""

    def begin(self, files):
        """Begin to look."""
        self.files, self.documents, self.secrets = files, dict(MARKS), secrets()
        self.workspace.install(manifest("/threat", None))
        self.uttered: set[str] = set()
        self.read = defaultdict(int)
        self.views: dict[str, str] = {}
        self.hashes: set[str] = set()
        self.trail: list[str] = []
        self.is_failing = False

    async def give_birth(self):
        """Let a fact be proposed and approved in Slack; its document is CLEAR, and so is it at first."""
        fields = {
            "claim": f"{BORN} says that people were hurt in Kabul.",
            "quotes": [{"exact": BORN_WORDS}],
            "attribution": {"chain": ["test-press"], "how": "own-voice"},
            "places": ["kabul"],
        }
        proposals = self.curating.proposals
        made = await proposals.propose(ProposedFact("plain-240216", fields), Actor(f"slack:{CAI.id}", "cai"))
        assert made.proposal, made.remarks
        [event, *_] = await proposals.approve(made.proposal.id, Actor(f"slack:{BEN.id}", "ben"))
        born = event.target.id
        self.secrets[born] = Secret(born, (BORN, born), "plain-240216", "CLEAR")
        self.born = born
        await self.beat()
        self.look(CURATION.id)

    async def mark(self, document, tlp):
        """Give a document another marking in its file, and let the bot hear of it."""
        self.documents[document] = tlp
        write(self.files, self.documents)
        await sync(self.database, self.files.knowledge, self.files.seeds, self.now)
        await self.follower.beat()

    def ceiling(self, place, user=None):
        """What a place, a channel or a person, may be told now, as the rules have it; to one person there."""
        team = self.workspace.team
        person = place.replace("D", "U", 1) if place.startswith("D") else place
        people = {person} if person.startswith("U") else team.channels[place].members - {BOT_USER_ID}
        channel = team.channels.get(place)
        found = [team.users[each] for each in {*people, *([user] if user else [])}]
        outside = any(each.is_restricted or each.team != TEAM_ID for each in found)
        if outside or (channel and (channel.is_ext_shared or channel.is_pending_ext_shared)):
            return "CLEAR"
        return NAMED.get(person, "AMBER")

    def visible(self, place):
        """How many facts that are about Kabul a place may be told of."""
        ceiling = self.ceiling(place)
        return sum(
            is_within(each.tlp(self.documents), ceiling) and not each.is_gone
            for each in self.secrets.values()
            if "." in each.name
        )

    def look(self, place):
        """Hold everything that was said since the last look against the rules; it was done at a place."""
        team = self.workspace.team
        deliveries = self._new("deliveries", self.workspace.deliveries)
        self.echoed = json.dumps([_carried(each.payload) for each in deliveries], ensure_ascii=False).lower()
        for reply in self._new("replies", team.replies):
            where = [reply.channel, *([place] if reply.user else [])]
            # Who else reads metadata than the bot is an app, and its key was given at first.
            metadata = reply.metadata if reply.kind == "message" else None
            self._hold(where, reply.kind, (reply.text, reply.blocks, metadata), reply.user)
        for note in self._new("notes", team.agent.notes):
            self._hold([note.channel], "note", note.words)
        for delivery in deliveries:
            self._hold([place], "acknowledgement", delivery.answer.body)
        for user in team.users:
            if home := self.workspace.home(user):
                self._look_at(home, user)
            for view in self.workspace.modals(user):
                is_of_person = view.callback_id == PROPOSE_FORM
                known = self.views.get(view.previous_id or view.id, place)
                self.views.setdefault(view.id, user if is_of_person else known)
                self._look_at(view, self.views[view.id])

    def _look_at(self, view, place):
        if view.hash not in self.hashes:
            self.hashes.add(view.hash)
            self._hold([place], view.title, (view.content, [*view.errors.values()]), view.user)

    def _new(self, name, everything):
        new = everything[self.read[name] :]
        self.read[name] = len(everything)
        return new

    def _hold(self, places, kind, said, user=None):
        """Find no word of what is above the ceilings of all these places in what was said."""
        told = json.dumps(said, ensure_ascii=False).lower()
        ceilings = [self.ceiling(place, user) for place in places]
        for each in self.secrets.values():
            tlp = each.tlp(self.documents)
            if not each.is_gone and any(is_within(tlp, ceiling) for ceiling in ceilings):
                continue
            for word in each.words:
                if word.lower() in told and word not in self.uttered and word.lower() not in self.echoed:
                    where = dict(zip(places, ceilings, strict=True))
                    raise LeakError(f"{word} of {each.name} ({tlp}) in a {kind} in {where}: {told}")


def _carried(payload):
    """Return the words that an act brings along itself; whoever acts has them already."""
    event, view = payload.get("event", {}), payload.get("view", {})
    actions = [(each.get("value"), each.get("selected_option")) for each in payload.get("actions", ())]
    return [payload.get("text"), event.get("text"), actions, view.get("state"), view.get("private_metadata")]
