# ruff: noqa: E501 - messages and answers are easier to read on one line
"""Who a mail is from: Authentication-Results with alignment, and addresses made to look like a member's (T-01 to T-15)."""

from __future__ import annotations

import pytest

from mailflow.config import Imap
from mailflow.parsers import identity
from mailflow.parsers import mail as parse_mail

OURS = Imap(host="mx.fkt.example", address="sekretariatet@fkt.example", authserv_id="mx.fkt.example")
M365 = Imap(host="outlook.example", address="sekretariatet@fkt.example", microsoft365=True)
NOBODY = Imap(host="mx.fkt.example", address="sekretariatet@fkt.example")
MICROSOFT = "spf=pass (sender IP is 192.0.2.4) smtp.mailfrom=hedensted.example; dkim=none (message not signed) header.d=none;dmarc=pass action=none header.from=hedensted.example;compauth=pass reason=100"


def _verdict(trust: Imap | None, *values: str) -> str:
    headers = "".join(f"Authentication-Results: {value}\n" for value in values)
    mail = parse_mail.parse(f"From: Per Holm <per@hedensted.example>\n{headers}\nGodkendt".encode())
    return identity.authentication(mail, trust)


@pytest.mark.parametrize(
    ("wanted", "values"),
    [
        ("pass", ["mx.fkt.example; dmarc=pass header.from=hedensted.example"]),
        ("pass", ["mx.fkt.example 1; dkim=pass header.d=hedensted.example"]),
        ("pass", ["mx.fkt.example; spf=pass smtp.mailfrom=per@mail.hedensted.example"]),
        ("pass", ["mx.fkt.example; dkim=fail header.d=liste.example; spf=pass smtp.mailfrom=per@hedensted.example"]),
        ("none", []),
        ("none", ["mx.fkt.example; none"]),
        ("none", ["mx.fkt.example; dkim=pass header.d=evil.example"]),
        ("none", ["mx.fkt.example; spf=pass smtp.mailfrom=hedensted.example.evil.example"]),
        ("none", ["mx.fkt.example; spf=pass smtp.helo=hedensted.example"]),
        ("none", ["MX.fkt.example; dmarc=pass header.from=hedensted.example"]),
        ("none", ["mx.fkt.example.evil.example; dmarc=pass header.from=hedensted.example"]),
        ("none", ["(mx.fkt.example) evil.example; dmarc=pass header.from=hedensted.example"]),
        ("none", ["mx.fkt.example; spf=none (dmarc=pass) smtp.mailfrom=hedensted.example"]),
        ("none", [MICROSOFT]),
        ("none", ["evil.example; dmarc=pass header.from=hedensted.example"]),
        ("fail", ["mx.fkt.example; dmarc=fail header.from=hedensted.example"]),
        ("fail", ["mx.fkt.example; spf=fail smtp.mailfrom=hedensted.example"]),
        ("fail", ["mx.fkt.example; dmarc=fail header.from=hedensted.example", "mx.fkt.example; dmarc=pass header.from=hedensted.example"]),
        ("fail", ['mx.fkt.example; spf=fail smtp.mailfrom="dmarc=pass"@x.example']),
    ],
)  # fmt: skip
def test_only_the_trusted_servers_aligned_result_counts(wanted: str, values: list[str]) -> None:
    assert _verdict(OURS, *values) == wanted


def test_microsofts_form_without_an_id_counts_only_where_configured() -> None:
    assert _verdict(M365, MICROSOFT) == "pass"
    assert _verdict(M365, MICROSOFT.replace("compauth=pass", "compauth=fail")) == "fail"
    assert (
        _verdict(M365, MICROSOFT.replace("from=hedensted", "from=x").replace("mailfrom=hedensted", "mailfrom=x"))
        == "none"
    )
    assert _verdict(M365, "evil.example; dmarc=pass header.from=hedensted.example") == "none"


@pytest.mark.parametrize("trust", [None, NOBODY])
def test_without_a_trusted_server_failures_count_and_passes_do_not(trust: Imap | None) -> None:
    assert _verdict(trust, "anyone.example; dmarc=pass header.from=hedensted.example") == "none"
    assert _verdict(trust, "anyone.example; dmarc=fail header.from=hedensted.example") == "fail"
    assert _verdict(trust, "anyone.example; dmarc=fail (((((( broken") == "fail"


KNOWN = ["per.holm@hedensted.example", "sara@kolding.example"]


@pytest.mark.parametrize(
    "address",
    ["per.holm@hedenst\u0435d.example", "per.holm@hedensted-kommune.example", "per.holm@hedenstad.example", "perholm@hedensted.example", "per.holm@hedensted.test",
     "sara@ko1ding.example", "sara@koldlng.example", "per.holm+x@hedensted.example", "per.ho1m@hedensted.example", "anyone@k\u043elding.example"],
)  # fmt: skip
def test_an_address_made_to_look_like_a_members(address: str) -> None:
    assert identity.looks_like(address, KNOWN)


@pytest.mark.parametrize(
    "address",
    [
        "per.holm@hedensted.example",
        "PER.HOLM@hedensted.example",
        "lone@kolding.example",
        "nyt@avis.example",
        "sara@vejle.example",
        "not an address",
    ],
)
def test_an_address_that_is_a_members_or_nobodys(address: str) -> None:
    assert not identity.looks_like(address, KNOWN)


def test_on_behalf_of() -> None:
    mail = parse_mail.parse(b"From: Per Holm <per@hedensted.example>\nSender: Ida Lund <ida@hedensted.example>\n\nhej")
    sender, name = identity.on_behalf(mail, "På vegne af Per Holm: godkendt")
    assert sender is not None
    assert sender.address == "ida@hedensted.example"
    assert name.startswith("Per Holm")
