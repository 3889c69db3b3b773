"""Who a mail is really from: Authentication-Results with alignment, look-alike addresses, writing on behalf of another.

Only the header that the configured server wrote counts for a mail (RFC 8601 section 5): a sender can add as many of
his own as he likes. A result counts only for the domain it names, and only if that is the domain in From (alignment,
RFC 7489 section 3.1).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, Protocol

import authres

from mailflow.mail import Mail, Mailbox
from mailflow.parsers.danish import fold

Verdict = Literal["pass", "fail", "none"]
MAX_HEADER = 4096
_ID = re.compile(r'\s*("[^"\\]{1,200}"|[^\s;="()]{1,200})(?:\s+\d+)?\s*(?:;|$)')
_IDLESS = re.compile(r"\s*(?:spf|dkim|dmarc|compauth|arc)\s*=", re.I)
_LOUD = re.compile(r"\b(?:dmarc|compauth|spf|dkim)\s*=\s*(?:hard)?fail\b", re.I)
_ON_BEHALF = re.compile(
    r"\b(?:på vegne af|paa vegne af|p\.?v\.?a\.?|på vegne|on behalf of|för|pva)\s+(?P<name>[^\W\d_][^\n<>()]{1,80})",
    re.I,
)


class Trust(Protocol):
    """What of the configuration is needed; ``config.Imap`` has it."""

    @property
    def authserv_id(self) -> str: ...
    @property
    def microsoft365(self) -> bool: ...


def authentication(mail: Mail, trust: Trust | None = None) -> Verdict:
    """Whether the sender is proven. ``trust`` None (nothing is configured): any failure counts, no pass does.

    "pass": the topmost header of the trusted server shows an aligned DMARC, DKIM or SPF pass. "fail": any header of it
    shows a failure and none a pass. "none": nothing is known.
    """
    if mail.from_ is None:
        return "none" if trust is not None else _loudest(mail.authentication_results)
    domain = mail.from_.address.rpartition("@")[2]
    if trust is None or not (trust.authserv_id or trust.microsoft365):
        found = [_one(value, domain) for value in mail.authentication_results[:20]]
        return "fail" if "fail" in found else "none"
    ours = [value for value in mail.authentication_results if _is_ours(value, trust)]
    found = [_one(value, domain) for value in ours[:20]]
    if found and found[0] == "pass":
        return "pass"
    return "fail" if "fail" in found else "none"


def _loudest(values: tuple[str, ...]) -> Verdict:
    return "fail" if any(_LOUD.search(value[:MAX_HEADER]) for value in values) else "none"


def _is_ours(value: str, trust: Trust) -> bool:
    if trust.microsoft365 and _IDLESS.match(value):
        return True
    named = _ID.match(value[:MAX_HEADER])
    return bool(trust.authserv_id) and named is not None and named[1].strip('"') == trust.authserv_id


@lru_cache(maxsize=64)  # asked when the words are judged, and again when it is decided what they count for
def _one(value: str, domain: str) -> Verdict:
    """One header's verdict on the From domain."""
    value = value[:MAX_HEADER]
    if _IDLESS.match(value):  # Microsoft 365 leaves the authserv-id out
        value = "microsoft365.invalid; " + value
    if value.count("(") > 50:
        return "fail" if _LOUD.search(value) else "none"
    try:
        results = authres.AuthenticationResultsHeader.parse("Authentication-Results: " + value).results  # type: ignore[no-untyped-call, call-arg]
    except (authres.AuthResError, ValueError, AttributeError, TypeError, IndexError, KeyError, RecursionError):
        return "fail" if _LOUD.search(value) else "none"
    passed = False
    worst: dict[str, str] = {}
    for result in results:
        method = str(getattr(result, "method", "") or "").lower()
        stated = str(getattr(result, "result", "") or "").lower()
        names = {f"{p.type}.{p.name}".lower(): str(p.value or "") for p in getattr(result, "properties", None) or ()}
        if method == "dmarc":
            if stated == "pass" and aligned(names.get("header.from", domain), domain):
                passed = True
            elif stated in ("fail", "permerror"):
                return "fail"
        elif method == "compauth" and stated == "fail":
            return "fail"
        elif method == "dkim":
            signer = names.get("header.d", "") or names.get("header.i", "").rpartition("@")[2]
            if stated == "pass" and signer and aligned(signer, domain):
                passed = True
            elif stated == "fail":
                worst.setdefault("dkim", stated)
        elif method == "spf":
            sender = (names.get("smtp.mailfrom", "") or names.get("smtp.helo", "")).rpartition("@")[2]
            if stated == "pass" and "smtp.mailfrom" in names and aligned(sender, domain):
                passed = True
            elif stated in ("fail", "hardfail", "softfail"):
                worst.setdefault("spf", stated)
    if passed:
        return "pass"
    return "fail" if worst else "none"


def aligned(one: str, other: str) -> bool:
    """Relaxed alignment: the same domain, or one is below the other."""
    one, other = one.strip("<>. \t").lower(), other.strip("<>. \t").lower()
    shorter, longer = sorted((one, other), key=len)
    return shorter.count(".") >= 1 and (one == other or longer.endswith("." + shorter))


# Characters that look like a Latin letter or digit (a small part of Unicode TR39), and pairs that do in many fonts.
_CONFUSABLE = str.maketrans(
    "аеорсухіјѕһԁԛԝвнкмтгαονικρτυχ0135ɡıłøæåäöüéèßđļ", "aeopcyxijshdqwbhkmtraovikptuxolesgiloaaaoueesdl"
)
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"), ("aa", "a"), ("oe", "o"), ("ae", "a"))


@lru_cache(maxsize=4096)  # the members' addresses come up with each mail
def _skeleton(text: str) -> str:
    """What an address looks like to an eye in a hurry."""
    if "xn--" in text:
        text = ".".join(_from_punycode(label) for label in text.split("."))
    text = unicodedata.normalize("NFKC", text).lower()
    text = "".join(
        c
        for c in unicodedata.normalize("NFD", text)
        if not unicodedata.combining(c) and unicodedata.category(c) != "Cf"
    )
    text = text.translate(_CONFUSABLE)
    for pair, single in _PAIRS:
        text = text.replace(pair, single)
    return text.replace("i", "l").replace("-", "").replace("_", "")


def _from_punycode(label: str) -> str:
    if not label.startswith("xn--") or len(label) > 63:
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return label


def looks_like(address: str, known: list[str]) -> bool:
    """An address that is none of these but is made, or happens, to look like one of them."""
    lowered = address.strip().lower()[:320]
    others = [one.strip().lower() for one in known]
    if lowered in others or "@" not in lowered:
        return False
    local, _, domain = lowered.rpartition("@")
    plain_local = _plain_local(local)
    for other in others:
        other_local, _, other_domain = other.rpartition("@")
        if _skeleton(lowered) == _skeleton(other):
            return True
        same_local = plain_local == _plain_local(other_local)
        if same_local and (domain == other_domain or _near(domain, other_domain)):
            return True
        if domain == other_domain and len(other_local) > 3 and _distance_one(_skeleton(local), _skeleton(other_local)):
            return True
        if _skeleton(domain) == _skeleton(other_domain) and domain != other_domain:
            return True
    return False


def marks(address: str) -> tuple[str, str, str]:
    """Of two addresses that look alike, at least one of these is the same: the whole and the domain as an eye sees them,
    the name before the @ without its points."""
    lowered = address.strip().lower()[:320]
    local, _, domain = lowered.rpartition("@")
    return f"whole {_skeleton(lowered)}", f"domain {_skeleton(domain)}", f"local {_plain_local(local)}"


def _plain_local(local: str) -> str:
    return re.sub(r"[.\-_]", "", local.partition("+")[0])


def _near(domain: str, other: str) -> bool:
    """One keystroke away, another ending, or the other's name inside (hedensted-kommune.example for hedensted.example)."""
    name, other_name = domain.rpartition(".")[0], other.rpartition(".")[0]
    if _distance_one(_skeleton(domain), _skeleton(other)) or (name and _skeleton(name) == _skeleton(other_name)):
        return True
    core = _skeleton(other_name.rpartition(".")[2])
    return len(core) >= 4 and core in _skeleton(domain)


def _distance_one(one: str, other: str) -> bool:
    """Equal, or one insertion, deletion, substitution or swap of neighbours apart."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    return (
        one[1:] == other[1:] or one[1:] == other or one == other[1:]
        or (one[:2] == other[1::-1] and one[2:] == other[2:] and len(one) > 1)
    )  # fmt: skip


def on_behalf(mail: Mail, new_text: str = "") -> tuple[Mailbox | None, str]:
    """(who sent it, for whom): Sender when it differs from From (RFC 5322 section 3.6.2), and the name after "på vegne af"."""
    sender = mail.sender
    if sender is not None and mail.from_ is not None and sender.address.lower() == mail.from_.address.lower():
        sender = None
    for place in (mail.from_.name if mail.from_ else "", new_text[:2000], new_text[-600:]):
        found = _ON_BEHALF.search(place)
        if found and not fold(found["name"]).startswith(("kommunen", "os", "mig")):
            return sender, found["name"].strip(" .,;:")
    return sender, ""
