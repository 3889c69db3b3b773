"""What was published, as a feed (Atom, RFC 4287): one entry a page, the newest publication first.

Ids are tag URIs (RFC 4151) made of the site's host, its path and the page's name: they stay when the page is revised.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from mailflow.pages.website import Entry

NAMESPACE = "http://www.w3.org/2005/Atom"
NEWEST = 50  # entries
_NO_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535, *range(55296, 57344)))


def feed(entries: Iterable[Entry], association: str, base_url: str) -> bytes:
    """The whole file. ``base_url`` without a slash at its end. The same entries in any order make the same bytes."""
    newest = sorted(entries, key=lambda one: (one.published_at, one.slug), reverse=True)[:NEWEST]
    root = Element("feed", {"xmlns": NAMESPACE, "xml:lang": "da"})
    _text(root, "id", _tag(base_url, "feed"))
    _text(root, "title", f"{association}: referater")
    _text(root, "updated", _stamp(max((one.published_at for one in newest), default=datetime(1970, 1, 1, tzinfo=UTC))))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{base_url}/feed.xml"})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": f"{base_url}/index.html"})
    _text(SubElement(root, "author"), "name", association)
    _text(root, "generator", "mailflow")
    for one in newest:
        item = SubElement(root, "entry")
        _text(item, "id", _tag(base_url, one.slug))
        _text(item, "title", one.title)
        _text(item, "updated", _stamp(one.published_at))
        _text(item, "published", _stamp(one.approved_at))
        SubElement(item, "link", {"rel": "alternate", "type": "text/html", "href": f"{base_url}/{one.slug}.html"})
        if one.body:
            SubElement(item, "category", {"term": _clean(one.body)})
        _text(item, "summary", f"{one.body + ', ' if one.body else ''}{one.meeting_date.isoformat()}")
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + written + b"\n"


def _text(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = _clean(words)


def _clean(words: str) -> str:
    """Without what XML 1.0 cannot hold."""
    return words.translate(_NO_XML)


def _tag(base_url: str, name: str) -> str:
    parts = urlsplit(base_url)
    return f"tag:{parts.hostname or 'localhost'},2026:{parts.path.strip('/')}/{name}"


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
