"""The static website as bytes: a page for each approved minutes, a manifest beside it, and the list of all.

Pages are whole in themselves: no script, no picture, nothing from elsewhere, and a policy (CSP level 3) that allows just the
one style sheet inside, by its hash. The published fragment stands between two marks, so that it can be read back exactly.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
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


def index_bytes(entries: Iterable[Entry], association: str, *, rehearsal: bool = False) -> bytes:
    """The list of minutes by year, the newest meeting first."""
    ordered = sorted(entries, key=lambda one: (one.meeting_date, one.slug), reverse=True)
    years = [(year, list(pages)) for year, pages in groupby(ordered, key=lambda one: one.meeting_date.year)]
    html = _templates().get_template("index.html.j2").render(**_frame(association, rehearsal=rehearsal), years=years)
    return html.encode()


def _frame(association: str, *, rehearsal: bool) -> dict[str, Any]:
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return {"association": association, "rehearsal": rehearsal, "style": style, "policy": policy}


@cache
def _style() -> str:
    return resources.files("mailflow").joinpath("templates/site/style.css").read_text("utf-8")


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("mailflow", "templates/site"), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters["day"] = lambda day: format_date(day, "long", locale="da")
    return environment
