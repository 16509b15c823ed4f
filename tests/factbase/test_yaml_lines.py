import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.factbase.errors import DossierError
from bot.factbase.yaml_lines import MAX_BYTES, read_yaml


def refusal(content):
    """What is said of a file that is refused; else only its name."""
    try:
        read_yaml(content, "a.yaml")
    except DossierError as error:
        return str(error)
    return "a.yaml:"


class TestReadYaml:
    def test_every_scalar_is_a_string(self):
        node = read_yaml(b"codes: [NO, yes, null, 1.10, 2024-02-16, 0x1F]\nempty:\n", "a.yaml")

        assert node == {"codes": ["NO", "yes", "null", "1.10", "2024-02-16", "0x1F"], "empty": ""}

    def test_folded_text_loses_the_line_break_at_its_end(self):
        assert read_yaml(b"claim: >\n  One\n  sentence.\n", "a.yaml") == {"claim": "One sentence."}

    def test_mappings_know_their_lines_and_those_of_their_keys(self):
        facts = read_yaml(b"# comment\n- id: a\n  claim: b\n\n- id: c\n", "a.yaml")

        assert [fact.line for fact in facts] == [2, 5]
        assert facts[0].key_lines == {"id": 2, "claim": 3}

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"id: a\nid: b\n", "a.yaml:2: “id” stands twice in one mapping. Keep one of the two."),
            (b"a: &x 1\n", "a.yaml:1: anchors (&) and aliases (*) are refused. Write the value out."),
            (b"\na: *x\n", "a.yaml:2: anchors (&) and aliases (*) are refused. Write the value out."),
            (
                b"a: !!python/name:os.system x\n",
                "a.yaml:1: tags (!) are refused. Remove the tag, or quote the value.",
            ),
            (b"a\n---\nb\n", "a.yaml:2: a second document begins (`---`). Keep one document a file."),
            (b"? [a]\n: b\n", "a.yaml:1: a key is not a plain word. Write `key: value`."),
            (b"# nothing\n", "a.yaml:2: the file is empty. Fill it or delete it."),
            (
                b"a: b\nc: d: e\n",
                "a.yaml:2: not YAML: mapping values are not allowed in this context. Correct the line.",
            ),
            (
                b"a: b\nc: \x01\n",
                "a.yaml:2: not YAML: control characters are not allowed. Remove the character.",
            ),
            (b"a: b\nc: \xff\n", "a.yaml:2: the file is not UTF-8. Save it as UTF-8."),
            (b"[" * 21 + b"]" * 21, "a.yaml:1: nested more than 20 levels deep. Flatten it."),
            (b"#" * (MAX_BYTES + 1), "a.yaml:1: the file is larger than 8,000,000 bytes. Split it."),
        ],
    )
    def test_what_could_surprise_a_reader_is_refused_with_its_line(self, content, sentence):
        with pytest.raises(DossierError) as error:
            read_yaml(content, "a.yaml")

        assert str(error.value) == sentence

    @given(st.one_of(st.binary(), st.text(alphabet="ab:-[]{}&*!|>'\"#?,% \n\t").map(str.encode)))
    def test_whatever_the_bytes_it_reads_them_or_says_why_not(self, content):
        assert refusal(content).startswith("a.yaml:")
