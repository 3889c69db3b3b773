"""The static website as bytes: a page for each approved minutes, a manifest beside it, the lists, the search, the forums.

Pages are whole in themselves: no script but the search's own, no picture, nothing from elsewhere, and a policy (CSP level 3)
that allows just the one style sheet inside, by its hash.
The published fragment stands between two marks, so that it can be read back exactly.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

import jinja2
import msgspec
from babel.dates import format_date

from mailflow.desks.forumpublic import PublicForum
from mailflow.documents import PublishedPage

BEGIN = "<!-- mailflow: begin -->\n"
END = "<!-- mailflow: end -->\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the list says of a page; kept as its manifest (JSON). ``sha256`` is that of the fragment."""

    slug: str
    title: str
    body: str | None
    meeting_date: date
    sha256: str
    approved_at: datetime
    published_at: datetime
    association: str
    rehearsal: bool = False
    kind: str = "minutes"


def entry(page: PublishedPage) -> Entry:
    return Entry(
        page.slug, page.title, page.body, page.meeting_date, hashlib.sha256(page.html.encode()).hexdigest(),
        page.approved_at, page.published_at, page.association, page.rehearsal, page.kind.value,
    )  # fmt: skip


def manifest(page: PublishedPage) -> bytes:
    """The page's manifest, from which the list can be made again."""
    return msgspec.json.format(msgspec.json.encode(entry(page)), indent=2) + b"\n"


def read_manifest(data: bytes) -> Entry | None:
    """A manifest as written by ``manifest``; None for anything else."""
    try:
        return msgspec.json.decode(data, type=Entry)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def page_bytes(page: PublishedPage) -> bytes:
    """The whole page. ``fragment_of`` finds ``page.html`` in it again, byte for byte."""
    zone = ZoneInfo(page.timezone)
    html = _templates().get_template("page.html.j2").render(
        **_frame(page.association, rehearsal=page.rehearsal), title=page.title, heading="<h1>" not in page.html,
        kind=page.kind.value, body=page.body,
        fragment=page.html, begin=BEGIN, end=END, meeting=page.meeting_date,
        approved=page.approved_at.astimezone(zone), published=page.published_at.astimezone(zone),
    )  # fmt: skip
    return html.encode()


def fragment_of(page: bytes) -> bytes | None:
    """The fragment that a page shows; None when the page is not one of ours or is broken."""
    _, begin, rest = page.partition(BEGIN.encode())
    fragment, end, _ = rest.rpartition(END.encode())
    return fragment if begin and end else None


def is_ours(page: bytes) -> bool:
    """Whether a page was made here, so that it may be replaced."""
    return b'<meta name="generator" content="mailflow">' in page[:2000]


def index_bytes(
    entries: Iterable[Entry], association: str, *, rehearsal: bool = False, bodies: Sequence[tuple[str, str]] = (),
    here: str = "", heading: str = "Referater", forums: bool = False,
) -> bytes:  # fmt: skip
    """The list of minutes by year, the newest meeting first.

    ``bodies``: (name, end of its address) of those with a list of their own; ``here``: the one this list is of.
    ``forums``: there are pages of who represents the association.
    """
    ordered = sorted(entries, key=lambda one: (one.meeting_date, one.slug), reverse=True)
    years = [(year, list(pages)) for year, pages in groupby(ordered, key=lambda one: one.meeting_date.year)]
    html = _templates().get_template("index.html.j2").render(
        **_frame(association, rehearsal=rehearsal), years=years, bodies=bodies, here=here, heading=heading, forums=forums,
    )  # fmt: skip
    return html.encode()


def search_bytes(association: str, *, rehearsal: bool = False) -> bytes:
    """The page that searches: the one page with a script, which may read this site's own files and nothing else."""
    script = _asset("search.js")
    policy = f"; script-src {_hashed(script)}; connect-src 'self'"
    frame = _frame(association, rehearsal=rehearsal, more=policy)
    return _templates().get_template("search.html.j2").render(**frame, script=script).encode()


def missing_bytes(association: str, root: str, *, rehearsal: bool = False) -> bytes:
    """The page for addresses that lead nowhere (404). It may be shown at any address: ``root`` is the path of the site."""
    frame = _frame(association, rehearsal=rehearsal, root=root)
    return _templates().get_template("404.html.j2").render(**frame).encode()


def forum_pages(forums: Sequence[PublicForum], association: str, *, rehearsal: bool = False) -> dict[str, bytes]:
    """Who represents the association, by file name: a page for each forum and the list of them; {} for no forums."""
    if not forums:
        return {}
    frame = _frame(association, rehearsal=rehearsal)
    page, index = _templates().get_template("forum.html.j2"), _templates().get_template("forums.html.j2")
    made = {f"forum-{forum.id}.html": page.render(**frame, forum=forum).encode() for forum in forums}
    return {**made, "udpegninger.html": index.render(**frame, forums=forums).encode()}


def _frame(association: str, *, rehearsal: bool, more: str = "", root: str = "") -> dict[str, Any]:
    style = _asset("style.css")
    policy = f"default-src 'none'; style-src {_hashed(style)}; base-uri 'none'; form-action 'none'{more}"
    return {"association": association, "rehearsal": rehearsal, "style": style, "policy": policy, "root": root}


def _hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _asset(name: str) -> str:
    return resources.files("mailflow").joinpath(f"templates/site/{name}").read_text("utf-8")


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("mailflow", "templates/site"), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters["day"] = lambda day: format_date(day, "long", locale="da")
    return environment
