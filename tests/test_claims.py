"""Every claim of a page holds on its real runs, and can fail."""

import re

import pytest
from claims import CLAIMS, key, load

load()


class Titled(dict):
    """Title -> transcript (see claims.key), for the sessions of a page; those that no Python here fits are skipped."""

    def __init__(self, page):
        super().__init__()
        self.python = {session.options.title: session.options.pythons for session in page.sessions}

    def __missing__(self, title):
        pytest.skip(f"not run: no Python {self.python[title]} on this machine")


@pytest.fixture(scope="session")
def by_title(plays, pages):
    """Page -> title -> transcript, all runs of a session included."""
    sessions = {name: Titled(page) for name, page in pages.items()}
    for session, transcript in plays[0].items():
        titles = sessions[session.page]
        assert key(session) not in titles, f"two sessions of {session.page} have one title"
        titles[key(session)] = transcript
    return sessions


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.page}-{claim.number}")
class TestClaim:
    def test_holds_on_the_real_run(self, claim, by_title):
        claim.holds(by_title[claim.page])

    def test_fails_on_a_doctored_run(self, claim, by_title):
        real = by_title[claim.page]
        doctored = claim.doctor(real)
        assert doctored != real, "the doctor changes nothing"
        with pytest.raises(AssertionError):
            claim.holds(doctored)


def test_every_numbered_sentence_has_its_test_and_the_other_way_round(pages):
    on_pages = [
        (page.name, int(number))
        for page in pages.values()
        for number in re.findall(r"<!-- claim: (\d+) -->", page.text)
    ]
    assert sorted(on_pages) == sorted((claim.page, claim.number) for claim in CLAIMS)
