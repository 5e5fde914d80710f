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
def by_title(published, pages):
    """Page -> title -> transcript, all runs of a session included."""
    sessions = {name: Titled(page) for name, page in pages.items()}
    for session, transcript in published.items():
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


def wrong_numbers(texts, claims):
    """What is wrong between pages, name -> text, and claims, (page, number): each with its place and what to do."""
    found, wrong, expected = set(), [], sorted(claims)
    for page, text in texts.items():
        for comment in re.finditer(r"<!--\W*claims?\b.*?(?:-->|$)", text, re.IGNORECASE | re.MULTILINE):
            place = f"docs/{page}:{text.count(chr(10), 0, comment.start()) + 1}: {comment[0]}"
            number = re.fullmatch(r"<!-- claim: (\d+) -->", comment[0])
            if number is None:
                wrong.append(f"{place} can't be read; write <!-- claim: 1 -->")
            elif (page, int(number[1])) in found:
                wrong.append(f"{place} stands on this page twice; number each sentence anew")
            elif (page, int(number[1])) not in expected:
                wrong.append(f"{place} has no test; write one in tests/claims/")
            else:
                found.add((page, int(number[1])))
    lost = [each for each in expected if each not in found]
    return wrong + [f"docs/{page}: no <!-- claim: {number} -->, but a test in tests/claims/" for page, number in lost]


def test_every_numbered_sentence_has_its_test_and_the_other_way_round(pages):
    texts = {page.name: page.text for page in pages.values()}
    assert wrong_numbers(texts, [(claim.page, claim.number) for claim in CLAIMS]) == []


@pytest.mark.parametrize("comment", ["<!-- claim 2 -->", "<!--claim: 2-->", "<!-- claim: two -->", "<!-- Claim: 2 -->"])
def test_a_comment_that_cannot_be_read_is_named_with_its_own_place(comment):
    texts = {"a.md": "# A\n\n一。<!-- claim: 1 -->\n", "b.md": f"# B\n\n一。<!-- claim: 1 -->\n二。{comment}\n"}
    found = wrong_numbers(texts, [("a.md", 1), ("b.md", 1)])
    assert found == [f"docs/b.md:4: {comment} can't be read; write <!-- claim: 1 -->"]


def test_a_number_without_a_test_and_a_test_without_a_number_are_named():
    text = "<!-- claim: 1 --> <!-- claim: 1 --> <!-- claim: 3 -->"
    assert wrong_numbers({"a.md": text}, [("a.md", 1), ("a.md", 2)]) == [
        "docs/a.md:1: <!-- claim: 1 --> stands on this page twice; number each sentence anew",
        "docs/a.md:1: <!-- claim: 3 --> has no test; write one in tests/claims/",
        "docs/a.md: no <!-- claim: 2 -->, but a test in tests/claims/",
    ]
