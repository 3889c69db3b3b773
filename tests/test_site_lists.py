"""What follows from the pages: lists by body, search, feed, forums."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree.ElementTree import fromstring

from selectolax.lexbor import LexborHTMLParser

from mailflow.desks.forumpublic import PublicForum, PublicSeat
from mailflow.documents import Kind, PublishedPage
from mailflow.pages.search import fold
from mailflow.site import Site

ATOM = "{http://www.w3.org/2005/Atom}"
PAGE = PublishedPage(
    slug="hb-2026-08-27", title="Referat & mere", body="Hovedbestyrelsen", meeting_date=date(2026, 8, 27),
    html="<p>Ærlig snak om Ålborg, én gang.</p>\n", approved_at=datetime(2026, 9, 3, 22, 30, tzinfo=UTC),
    published_at=datetime(2026, 9, 4, 6, 15, tzinfo=UTC), association="Foreningen Kommunale Topchefer",
)  # fmt: skip
FORUM = PublicForum(
    "raadet",
    "Rådet <b>",
    "Styrelsen",
    "",
    (PublicSeat("Medlem", "kl", "", "Bente Holm", "Vejle"), PublicSeat("", "", "")),
)


def links(path: Path) -> list[str]:
    tree = LexborHTMLParser(path.read_text("utf-8"))
    return [node.attributes["href"] or "" for node in tree.css("ul.list a")]


def site(tmp_path: Path) -> Site:
    made = Site(tmp_path / "site", "https://www.fkt.example/referater")
    made.publish(PAGE)
    made.publish(replace(PAGE, slug="fokus", body="Årsmødet", kind=Kind.PAPER, meeting_date=date(2025, 5, 1)))
    return made


def test_each_body_has_its_list_as_long_as_there_are_several(tmp_path: Path) -> None:
    folder = site(tmp_path).folder
    assert links(folder / "organ-hovedbestyrelsen.html") == ["hb-2026-08-27.html"]
    assert links(folder / "organ-aarsmoedet.html") == ["fokus.html"]
    assert "Vedtaget papir" in (folder / "index.html").read_text("utf-8")
    site(tmp_path).unpublish("fokus")
    assert list(folder.glob("organ-*")) == []


def test_the_search_holds_every_word_of_every_page_folded(tmp_path: Path) -> None:
    index = json.loads((site(tmp_path).folder / "search.json").read_text("utf-8"))
    assert index["pages"][0] == ["hb-2026-08-27", "Referat & mere", "Hovedbestyrelsen", "2026-08-27"]
    assert index["words"]["aalborg"] == [0, 1]
    assert index["words"]["en"] == [0, 1]
    assert index["words"]["aarsmoedet"] == [1]
    assert fold("ÆØÅ é A\u030a") == "aeoeaa e aa"


def test_the_feed_is_atom_and_ids_stay_when_a_page_is_revised(tmp_path: Path) -> None:
    made = site(tmp_path)
    before = fromstring((made.folder / "feed.xml").read_bytes())
    made.publish(replace(PAGE, title="Rettet", published_at=datetime(2026, 9, 9, tzinfo=UTC)))
    after = fromstring((made.folder / "feed.xml").read_bytes())
    ids = [[one.findtext(f"{ATOM}id") for one in feed.iter(f"{ATOM}entry")] for feed in (before, after)]
    assert sorted(ids[0]) == sorted(ids[1]) == [
        "tag:www.fkt.example,2026:referater/fokus", "tag:www.fkt.example,2026:referater/hb-2026-08-27",
    ]  # fmt: skip
    assert after.findtext(f"{ATOM}updated") == "2026-09-09T00:00:00Z"
    for feed in (before, after):
        for one in (feed, *feed.iter(f"{ATOM}entry")):  # RFC 4287 sections 4.1.1 and 4.1.2
            assert all(len(one.findall(ATOM + name)) == 1 for name in ("id", "title", "updated"))


def test_forums_show_public_seats_and_go_with_their_forum(tmp_path: Path) -> None:
    made = site(tmp_path)
    assert made.show_forums([FORUM], PAGE.association)
    assert not made.show_forums([FORUM], PAGE.association)
    tree = LexborHTMLParser((made.folder / "forum-raadet.html").read_text("utf-8"))
    assert tree.css_first("h1").text() == "Rådet <b>"
    assert [node.text() for node in tree.css(".seats .name")] == ["Bente Holm", "Ubesat"]
    assert 'href="udpegninger.html"' in (made.folder / "index.html").read_text("utf-8")
    assert made.show_forums([], PAGE.association)
    assert list(made.folder.glob("forum-*")) == []
    assert 'href="udpegninger.html"' not in (made.folder / "index.html").read_text("utf-8")


def test_the_page_for_what_is_not_there_works_at_any_address(tmp_path: Path) -> None:
    text = (site(tmp_path).folder / "404.html").read_text("utf-8")
    assert 'href="/referater/index.html"' in text
    assert 'href="index.html"' not in text
