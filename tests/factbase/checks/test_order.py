import pytest

from tests.factbase.knowledge_files import a_fact

ACTORS = {"subjects": ["isis"], "objects": ["voronkov"]}
PLACES = {"places": ["kabul", "united-states"]}


class TestCheckOrder:
    @pytest.mark.parametrize(
        ("quote", "claim", "tags"),
        [
            ("ISIS attacked Voronkov", "ISIS struck at Voronkov.", ACTORS),
            ("ISIS attacked Voronkov", "Voronkov was attacked by ISIS.", ACTORS),
            ("Voronkov was hit by men of ISIS", "ISIS hit Voronkov.", ACTORS),
            ("Voronkov, whom ISIS attacked", "ISIS attacked Voronkov.", ACTORS),
            ("ISIS and Voronkov met", "Voronkov and ISIS met.", ACTORS),
            ("ISIS hit Voronkov and ISIS fled", "Voronkov was hit; ISIS fled.", ACTORS),
            ("attacked Voronkov", "ISIS attacked Voronkov.", ACTORS),
            ("Kabul and the US", "It went on in the US and Kabul.", PLACES),
            ("In Kabul it grew as in the US", "In the US it grew, in Kabul too.", PLACES),
        ],
    )
    def test_who_did_what_to_whom_may_be_said_otherwise(self, files, quote, claim, tags):
        found = files.check(f"{quote}. ISIS went on.", a_fact(claim, quote, **tags))

        assert [each for each in found if each.check == "order"] == []

    @pytest.mark.parametrize(
        ("quote", "claim", "tags"),
        [
            ("ISIS attacked Voronkov", "Voronkov attacked ISIS.", ACTORS),
            ("ISIS attacked Voronkov", "ISIS was attacked by Voronkov.", ACTORS),
            ("Voronkov was hit by ISIS", "Voronkov hit the ISIS men.", ACTORS),
            ("ISIS grew by attacking Voronkov", "Voronkov grew by attacking ISIS.", ACTORS),
            ("attacked Voronkov", "Voronkov attacked ISIS.", ACTORS),
            ("It moved from Kabul to the US", "It moved from the US to Kabul.", PLACES),
            ("more in Kabul than in the US", "It was more in the US than in Kabul.", PLACES),
        ],
    )
    def test_an_exchange_is_a_warning(self, files, quote, claim, tags):
        found = files.check(f"{quote}. ISIS went on.", a_fact(claim, quote, **tags))

        [finding] = [each for each in found if each.check == "order"]
        assert finding.level == "warning"
        assert finding.message.endswith("Keep who did what to whom.")
