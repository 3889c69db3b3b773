"""The website's folder: whole at every moment, exactly what was approved, and nothing of anybody else's touched."""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import os
import re
import resource
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from mailflow.documents import PublishedPage
from mailflow.errors import InputError, MailflowError, TemporaryError, UnavailableError
from mailflow.pages import website
from mailflow.pages.public import public_version
from mailflow.parsers import document
from mailflow.site import MADE, Site

DEMO = Path(__file__).parent.parent / "mailflow" / "demo"
PAGE = PublishedPage(
    slug="hb-2026-08-27", title="Referat af møde i Hovedbestyrelsen den 27. august 2026", body="Hovedbestyrelsen",
    meeting_date=date(2026, 8, 27), html="<h1>Referat</h1>\n<p>Æbler &amp; pærer.</p>\n",
    approved_at=datetime(2026, 9, 3, 22, 30, tzinfo=UTC), published_at=datetime(2026, 9, 4, 6, 15, tzinfo=UTC),
    association="Foreningen Kommunale Topchefer",
)  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site", "https://www.fkt.example/referater/")


def listed(site: Site) -> list[str]:
    tree = LexborHTMLParser((site.folder / "index.html").read_text("utf-8"))
    return [link.attributes["href"] or "" for link in tree.css("main ul.list a")]


def names(site: Site) -> set[str]:
    """All files but those that are made anew from the pages."""
    return {path.name for path in site.folder.iterdir()} - set(MADE)


def test_publish_read_back_republish_unpublish(site: Site) -> None:
    assert site.publish(PAGE) == "https://www.fkt.example/referater/hb-2026-08-27.html"
    assert site.read_back(PAGE.slug) == PAGE.html.encode()
    assert listed(site) == ["hb-2026-08-27.html"]
    newer = replace(PAGE, html="<p>Rettet.</p>\n")
    site.publish(newer)
    assert site.read_back(PAGE.slug) == b"<p>Rettet.</p>\n"
    site.unpublish(PAGE.slug)
    assert site.read_back(PAGE.slug) is None
    assert names(site) == {"index.html"}
    assert listed(site) == []
    site.unpublish(PAGE.slug)


def test_the_manifest_says_what_is_published(site: Site) -> None:
    site.publish(PAGE)
    assert json.loads((site.folder / "hb-2026-08-27.json").read_text("utf-8")) == {
        "slug": "hb-2026-08-27", "title": PAGE.title, "body": "Hovedbestyrelsen", "meeting_date": "2026-08-27",
        "sha256": hashlib.sha256(PAGE.html.encode()).hexdigest(), "approved_at": "2026-09-03T22:30:00Z", "kind": "minutes",
        "published_at": "2026-09-04T06:15:00Z", "association": "Foreningen Kommunale Topchefer", "rehearsal": False,
    }  # fmt: skip


def test_the_list_is_by_year_the_newest_first_and_made_anew_from_the_manifests(site: Site) -> None:
    for day in (date(2025, 12, 1), date(2026, 2, 3), date(2026, 1, 15)):
        site.publish(replace(PAGE, slug=f"hb-{day}", meeting_date=day))
    (site.folder / "index.html").unlink()
    (site.folder / "hb-2026-02-03.html").unlink()  # gone by somebody else's hand: not on the list
    site.publish(replace(PAGE, slug="gf-2026-05-01", meeting_date=date(2026, 5, 1)))
    assert listed(site) == ["gf-2026-05-01.html", "hb-2026-01-15.html", "hb-2025-12-01.html"]
    tree = LexborHTMLParser((site.folder / "index.html").read_text("utf-8"))
    assert [heading.text() for heading in tree.css("h2")] == ["2026", "2025"]


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="ab<>!-/&;\n {%}mailflow:begnd\r\u2028æ", max_size=80).map(lambda t: f"<p>{t}</p>"))
def test_any_fragment_comes_back_byte_for_byte(tmp_path_factory: pytest.TempPathFactory, html: str) -> None:
    if website.BEGIN in html or website.END in html:
        return  # a sanitised fragment holds no comments
    assert website.fragment_of(website.page_bytes(replace(PAGE, html=html))) == html.encode()


def test_a_page_that_was_tampered_with_does_not_read_back_the_same(site: Site) -> None:
    site.publish(PAGE)
    path = site.folder / "hb-2026-08-27.html"
    path.write_bytes(path.read_bytes().replace("Æbler".encode(), b"Bananer"))
    assert site.read_back(PAGE.slug) == PAGE.html.replace("Æbler", "Bananer").encode()
    path.write_text("<html>Vi er straks tilbage</html>")
    assert site.read_back(PAGE.slug) is None


# --- the page itself --------------------------------------------------------------------------------------------------


def test_the_page_is_accessible_danish_and_needs_nothing_from_elsewhere(site: Site) -> None:
    version = public_version(document.read((DEMO / "referat.docx").read_bytes(), "referat.docx"))
    site.publish(replace(PAGE, html=version.html))
    for name in ("hb-2026-08-27.html", "index.html"):
        text = (site.folder / name).read_text("utf-8")
        tree = LexborHTMLParser(text)
        assert tree.css_first("html").attributes["lang"] == "da"
        assert len(tree.css("h1")) == len(tree.css("main")) == len(tree.css("title")) == 1
        assert tree.css_first("a.skip").attributes["href"] == "#" + (tree.css_first("main").attributes["id"] or "")
        levels = [int((node.tag or "h0")[1]) for node in tree.css("h1,h2,h3,h4,h5,h6")]
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
        assert not tree.css("script, link:not([rel=alternate]), img, iframe, form, [style], [onclick]")
        assert not re.search(r"url\(|@import", text)
        style = tree.css_first("style").text()
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert tree.css_first("meta[http-equiv]").attributes["content"] == (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        )
        for rule in ("prefers-color-scheme: dark", "@media print", ":focus-visible"):
            assert rule in style


def test_the_page_says_when_in_the_associations_zone(site: Site) -> None:
    site.publish(PAGE)
    facts = LexborHTMLParser((site.folder / "hb-2026-08-27.html").read_text("utf-8")).css_first(".facts").text()
    assert " ".join(facts.split()) == (
        "Mødet blev holdt 27. august 2026. Referatet blev godkendt 4. september 2026 og offentliggjort 4. september 2026."
    )


def test_a_rehearsal_says_so_on_page_and_list_and_nothing_else_does(site: Site) -> None:
    site.publish(PAGE)
    assert "rehearsal" not in re.sub(
        r"<style>.*</style>", "", (site.folder / "index.html").read_text("utf-8"), flags=re.DOTALL
    )
    site.publish(replace(PAGE, rehearsal=True))
    for name in ("hb-2026-08-27.html", "index.html"):
        assert '<p class="rehearsal" role="note">Dette er en prøve' in (site.folder / name).read_text("utf-8")


def test_hostile_words_in_title_body_and_association_are_only_words(site: Site) -> None:
    evil = "</title><script>alert(1)</script>{{ 7 * 7 }}"
    site.publish(replace(PAGE, title=evil, body=evil, association=evil, html="<p>x</p>\n"))
    for name in ("hb-2026-08-27.html", "index.html"):
        text = (site.folder / name).read_text("utf-8")
        assert "<script>" not in text
        assert "{{ 7 * 7 }}" in text
    tree = LexborHTMLParser((site.folder / "hb-2026-08-27.html").read_text("utf-8"))
    assert tree.css_first("h1").text() == evil  # the fragment has no heading of its own


# --- the folder -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["", "../x", "a/b", ".x", "index", "A", "æ", "a" * 101, "a\n", "-a", "a.html"])
def test_a_slug_that_is_no_name_is_refused(site: Site, slug: str) -> None:
    for call in (
        lambda: site.publish(replace(PAGE, slug=slug)),
        lambda: site.read_back(slug),
        lambda: site.unpublish(slug),
    ):
        with pytest.raises(InputError):
            call()
    assert not site.folder.exists()


def test_somebody_elses_start_page_is_never_replaced(site: Site) -> None:
    site.folder.mkdir()
    (site.folder / "index.html").write_text("<h1>Velkommen til foreningen</h1>")
    for call in (site.check, lambda: site.publish(PAGE)):
        with pytest.raises(UnavailableError) as refused:
            call()
        assert "index.html" in str(refused.value)
    assert (site.folder / "index.html").read_text() == "<h1>Velkommen til foreningen</h1>"


def test_links_out_of_the_folder_are_not_followed(site: Site, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(website.page_bytes(PAGE))
    site.folder.mkdir()
    (site.folder / "hb-2026-08-27.html").symlink_to(secret)
    (site.folder / ".other.html.new").symlink_to(secret)
    with pytest.raises(UnavailableError):
        site.read_back(PAGE.slug)
    with pytest.raises(UnavailableError):
        site.publish(replace(PAGE, html="<p>y</p>"))
    site.publish(replace(PAGE, slug="other", html="<p>y</p>"))
    assert secret.read_bytes() == website.page_bytes(PAGE)


def test_other_files_in_the_folder_are_left_alone(site: Site) -> None:
    site.folder.mkdir()
    for name, text in (
        ("robots.txt", "User-agent: *"),
        ("data.json", '{"slug": "x"}'),
        ("bad.json", "{"),
        ("bad.html", "<p>"),
    ):
        (site.folder / name).write_text(text)
    site.publish(PAGE)
    site.unpublish(PAGE.slug)
    assert names(site) == {"robots.txt", "data.json", "bad.json", "bad.html", "index.html"}


def test_a_folder_that_cannot_be_one_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        for call in (Site(folder, "").check, lambda folder=folder: Site(folder, "").publish(PAGE)):
            with pytest.raises(UnavailableError) as refused:
                call()
            assert refused.value.remedy


def test_the_web_server_can_read_what_is_written(site: Site) -> None:
    before = os.umask(0o077)
    try:
        site.publish(PAGE)
    finally:
        os.umask(before)
    assert {path.stat().st_mode & 0o777 for path in site.folder.iterdir()} == {0o644}


def in_a_child(work: Callable[[], object]) -> int:
    """Run it in a process of its own; its exit status (70 for an exception of ours)."""
    child = os.fork()
    if child == 0:
        status = 70
        try:
            work()
            status = 0
        except MailflowError as error:
            status = error.exit_code
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_full_disk_is_temporary_and_leaves_the_old_page(site: Site) -> None:
    site.publish(PAGE)

    def too_large() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        site.publish(replace(PAGE, html="<p>" + "x" * 10_000 + "</p>"))

    assert in_a_child(too_large) == TemporaryError.exit_code
    assert site.read_back(PAGE.slug) == PAGE.html.encode()
    assert names(site) == {"index.html", "hb-2026-08-27.html", "hb-2026-08-27.json"}


class _DieAt(logging.Handler):
    """Kills the process, with no chance to tidy up, at the n-th step."""

    def __init__(self, step: int) -> None:
        super().__init__(logging.DEBUG)
        self.left = step

    def emit(self, record: logging.LogRecord) -> None:
        if self.left == 0:
            os._exit(99)
        self.left -= 1


def _killed_at(step: int, work: Callable[[], object]) -> bool:
    def run() -> None:
        logger = logging.getLogger("mailflow")
        logger.setLevel(logging.DEBUG)
        logger.addHandler(_DieAt(step))
        work()

    status = in_a_child(run)
    assert status in {0, 99}
    return status == 99


def test_killed_at_any_step_of_publishing_the_page_is_old_or_new_and_doing_it_again_finishes(tmp_path: Path) -> None:
    newer = replace(PAGE, html="<p>Rettet.</p>\n", title="Rettet referat")
    step = 0
    while True:
        site = Site(tmp_path / str(step), "https://www.fkt.example")
        site.publish(replace(PAGE, slug="other"))
        site.publish(PAGE)
        killed = _killed_at(step, lambda site=site: site.publish(newer))
        assert site.read_back(PAGE.slug) in {PAGE.html.encode(), newer.html.encode()}
        assert sorted(listed(site)) == ["hb-2026-08-27.html", "other.html"]
        site.publish(newer)
        assert site.read_back(PAGE.slug) == newer.html.encode()
        assert "Rettet referat" in (site.folder / "index.html").read_text("utf-8")
        assert not [name for name in names(site) if name.startswith(".")]
        if not killed:
            break
        step += 1
    assert step >= 15


def test_killed_at_any_step_of_taking_away_the_page_is_whole_or_gone_and_doing_it_again_finishes(
    tmp_path: Path,
) -> None:
    step = 0
    while True:
        site = Site(tmp_path / str(step), "https://www.fkt.example")
        site.publish(PAGE)
        killed = _killed_at(step, lambda site=site: site.unpublish(PAGE.slug))
        assert site.read_back(PAGE.slug) in {PAGE.html.encode(), None}
        site.unpublish(PAGE.slug)
        assert listed(site) == []
        assert names(site) == {"index.html"}
        if not killed:
            break
        step += 1
    assert step >= 9


def test_two_processes_publishing_at_once_lose_nothing(tmp_path: Path) -> None:
    site = Site(tmp_path / "site", "https://www.fkt.example")
    children = []
    for worker in range(4):
        child = os.fork()
        if child == 0:
            for number in range(5):
                site.publish(replace(PAGE, slug=f"w{worker}-{number}"))
            os._exit(0)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 4
    assert len(listed(site)) == 20
