from tests.factbase.knowledge_files import DOSSIER, a_fact

TEXT = "ISIS attacked Kabul."


def only_finding(files):
    [finding] = files.load().findings
    return finding


class TestOpenDocument:
    def test_a_document_as_it_was_registered_passes(self, files):
        assert files.check(TEXT, a_fact(TEXT)) == []

    def test_a_missing_document_is_an_error_at_the_sources_line(self, files):
        files.dossier(TEXT, a_fact(TEXT))
        (files.seeds / "test-240216.txt").unlink()

        finding = only_finding(files)

        assert (finding.level, finding.check, finding.file, finding.line) == ("error", "document", DOSSIER, 1)
        assert (
            finding.message == "seeds/test-240216.txt is missing. Put the document back, or correct `file`."
        )

    def test_one_changed_byte_is_an_error(self, files):
        files.dossier(TEXT, a_fact(TEXT))
        (files.seeds / "test-240216.txt").write_text(TEXT + "\n")

        assert only_finding(files).message.startswith(
            "seeds/test-240216.txt has changed since it was registered: sha256 "
        )

    def test_a_document_that_is_no_text_is_an_error(self, files):
        files.dossier(" ", a_fact(TEXT))

        assert (
            only_finding(files).message == "seeds/test-240216.txt holds no text. Store the document's words."
        )

    def test_a_link_does_not_lead_out_of_the_seeds(self, files):
        files.dossier(TEXT, a_fact(TEXT))
        outside = (files.seeds / "test-240216.txt").rename(files.root / "outside.txt")
        (files.seeds / "test-240216.txt").symlink_to(outside)

        assert only_finding(files).message.startswith("seeds/test-240216.txt leads out of the seeds.")

    def test_a_path_is_no_file_name(self, files):
        files.dossier(TEXT)
        dossier = (files.root / DOSSIER).read_text().replace("file: test-240216.txt", "file: ../outside.txt")
        files.write(DOSSIER, dossier)

        assert "“file” does not fit" in files.load().findings[0].message

    def test_a_directory_is_said_to_be_unreadable(self, files):
        files.dossier(TEXT)
        (files.seeds / "test-240216.txt").unlink()
        (files.seeds / "test-240216.txt").mkdir()

        assert "cannot be read (Is a directory)" in only_finding(files).message
