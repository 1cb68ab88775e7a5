"""Who counts as one voter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehrenamtskarte.accounts.rules import EmailInvalid
from ehrenamtskarte.awards.voting import voter_rules

SAME = [
    "erika.muster@gmail.com",
    "Erika.Muster@Gmail.com",
    "erikamuster@gmail.com",
    "e.r.i.k.a.muster@googlemail.com",
    "erika.muster+preis@gmail.com",
    " ERIKA.muster+1+2@GMAIL.com ",
    "erika.muster@gmail.com",
]


@pytest.mark.parametrize("email", SAME)
def test_one_mailbox_is_one_voter(email: str) -> None:
    assert voter_rules.normal_voter(email) == "erikamuster@gmail.com"


def test_a_domain_with_umlauts_is_the_same_as_its_ascii_form() -> None:
    assert voter_rules.normal_voter("info@müller.example") == voter_rules.normal_voter(
        "info@xn--mller-kva.example"
    )


def test_other_mailboxes_are_other_voters() -> None:
    found = {voter_rules.normal_voter(email) for email in ("a@x.de", "a@y.de", "b@x.de", "a-b@x.de")}
    assert len(found) == 4


@pytest.mark.parametrize(
    "email",
    ["", "erika", "+preis@x.de", "...@x.de", "erika@", "a\x00b@x.de", "a\x1b@x.de", f"a@{'x' * 64}.de"],
)
def test_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(EmailInvalid):
        voter_rules.normal_voter(email)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_an_address_or_refused_and_stays_what_it_became(local: str, domain: str) -> None:
    try:
        normal = voter_rules.normal_voter(f"{local}@{domain}.de")
    except EmailInvalid:
        return
    assert voter_rules.normal_voter(normal) == normal


def test_digests_differ_by_call_and_by_what_they_are_of() -> None:
    one = voter_rules.voter_digest(b"one", "a@x.de")
    assert one == voter_rules.voter_digest(b"one", "A+1@x.de")
    assert one != voter_rules.voter_digest(b"two", "a@x.de")
    assert voter_rules.network_digest(b"one", "::1") != voter_rules.agent_digest(b"one", "::1")


def test_a_household_is_one_network() -> None:
    assert voter_rules.network_of("192.0.2.7") == "192.0.2.7"
    assert voter_rules.network_of("::ffff:192.0.2.7") == "192.0.2.7"
    assert voter_rules.network_of("2001:db8:1:2:3:4:5:6") == voter_rules.network_of("2001:db8:1:2::9")
    assert voter_rules.network_of("2001:db8:1:2::9") != voter_rules.network_of("2001:db8:1:3::9")
    assert voter_rules.network_of("unknown") == "unknown"
