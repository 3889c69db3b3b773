"""Pages in Drupal (a strict stand-in) and over a command: draft, publish, read back, take down; one page whatever happens."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from drupalsite import DrupalSite

from mailflow import config
from mailflow.cms.drupal import Drupal
from mailflow.cms.hook import Hooked
from mailflow.cms.wordpress import block, encoded
from mailflow.documents import PublishedPage
from mailflow.errors import TemporaryError, UnavailableError
from mailflow.pages.sameness import differences

PAGE = PublishedPage(
    slug="hb-2026-08-27", title="Referat af møde & mere", body="Hovedbestyrelsen", meeting_date=date(2026, 8, 27),
    html='<h1>Referat</h1>\n<p>Æbler &amp; "pærer".</p>\n<ul>\n<li>ét</li>\n<li>to</li>\n</ul>\n',
    approved_at=datetime(2026, 9, 3, tzinfo=UTC), published_at=datetime(2026, 9, 4, tzinfo=UTC), association="FKT",
)  # fmt: skip


@pytest.fixture
def standin() -> Iterator[DrupalSite]:
    made = DrupalSite()
    yield made
    made.close()


def drupal(standin: DrupalSite, folder: Path, password: str = "hemmeligt æ") -> Drupal:
    settings = config.Drupal(standin.address, "mailflow", config.Secret(file="x"))
    return Drupal(folder, "https://www.fkt.example", settings, lambda: password)


def test_drupal_published_read_back_revised_and_taken_down(standin: DrupalSite, tmp_path: Path) -> None:
    site = drupal(standin, tmp_path)
    site.check()
    assert standin.nodes == {}
    assert site.read_back(PAGE.slug) is None
    url = site.publish(PAGE)
    assert url == f"{standin.address}/referater/hb-2026-08-27"
    assert site.publish(PAGE) == url
    assert site.read_back(PAGE.slug) == PAGE.html.encode()
    assert site.slugs() == {PAGE.slug}
    site.publish(replace(PAGE, html="<p>Rettet.</p>\n"))
    assert site.read_back(PAGE.slug) == b"<p>Rettet.</p>\n"
    assert len(standin.nodes) == 1
    site.unpublish(PAGE.slug)
    site.unpublish(PAGE.slug)
    assert (site.read_back(PAGE.slug), site.slugs(), standin.nodes) == (None, set(), {})


@pytest.mark.parametrize("lost", [True, False])
def test_drupal_cut_off_at_any_request_and_run_again_there_is_one_page(
    standin: DrupalSite, tmp_path: Path, lost: bool
) -> None:
    for number in range(1, 7):
        standin.nodes.clear()
        standin.asked.clear()
        standin.drops, standin.trouble = ({number}, {}) if lost else (set(), {number: 503})
        with pytest.raises(TemporaryError):
            drupal(standin, tmp_path).publish(PAGE)
        standin.drops, standin.trouble = set(), {}
        drupal(standin, tmp_path).publish(PAGE)
        assert [node["moderation_state"] for node in standin.nodes.values()] == ["published"]
    standin.nodes.clear()
    standin.asked.clear()
    drupal(standin, tmp_path).publish(PAGE)
    assert len(standin.asked) == 6  # each of them was cut off above


def test_a_text_format_that_changes_the_text_holds_the_page(standin: DrupalSite, tmp_path: Path) -> None:
    standin.filter = lambda html: html.replace("<h1>", "<p>").replace("</h1>", "</p>")
    site = drupal(standin, tmp_path)
    with pytest.raises(UnavailableError, match="h1: Referat"):
        site.publish(PAGE)
    assert standin.nodes == {}


def test_drupal_says_why_it_refuses(standin: DrupalSite, tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="login"):
        drupal(standin, tmp_path, "forkert").check()
    settings = config.Drupal(standin.address, "mailflow", config.Secret(file="x"), format="full_html")
    with pytest.raises(UnavailableError, match="not a valid choice"):
        Drupal(tmp_path, "", settings, lambda: "hemmeligt æ").publish(PAGE)
    settings = config.Drupal(standin.address, "mailflow", config.Secret(file="x"), moderation=False)
    with pytest.raises(UnavailableError, match="status"):
        Drupal(tmp_path, "", settings, lambda: "hemmeligt æ").publish(PAGE)
    standin.close()
    with pytest.raises(TemporaryError) as away:
        drupal(standin, tmp_path).publish(PAGE)
    assert "hemmeligt" not in str(away.value)


# --- the command ------------------------------------------------------------------------------------------------------


def hooked(tmp_path: Path, script: str) -> Hooked:
    program = tmp_path / "carry"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    settings = config.Website(target="command", command=[str(program), "a b"])
    return Hooked(tmp_path / "site", "https://www.fkt.example", settings)


def test_the_command_gets_the_folder_and_the_page(tmp_path: Path) -> None:
    told = tmp_path / "told"
    site = hooked(tmp_path, f'printf "%s|" "$@" "$MAILFLOW_ACTION" "$MAILFLOW_FILE" >>{told}; echo >>{told}')
    site.publish(PAGE)
    site.unpublish(PAGE.slug)
    folder = tmp_path / "site"
    file = f"{folder}/hb-2026-08-27.html"
    assert told.read_text().splitlines() == [
        f"a b|{action}|{folder}|{file}|{action}|{file}|" for action in ("publish", "unpublish")
    ]


def test_the_commands_exit_code_says_whether_it_is_tried_again(tmp_path: Path) -> None:
    with pytest.raises(TemporaryError, match="optaget"):
        hooked(tmp_path, "echo optaget >&2; exit 75").publish(PAGE)
    with pytest.raises(UnavailableError, match="exit code 23.*ingen adgang"):
        hooked(tmp_path, "echo ingen adgang; exit 23").publish(PAGE)
    assert hooked(tmp_path, "exit 0").read_back(PAGE.slug) == PAGE.html.encode()


# --- whether it is the same --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<h2>a</h2>", "<h3>a</h3>"), ("<p>a</p><p>b</p>", "<p>a b</p>"), ("<p>a</p>", "<p>a</p><script>1</script>"),
        ("<p>nej</p>", "<p></p>"), ('<p><a href="https://a.example">x</a></p>', '<p><a href="https://b.example">x</a></p>'),
        ("<ul><li>a</li></ul>", "<p>a</p>"), ("<p>a</p>", '<p onclick="x()">a</p>'), ("<p>3 - 4</p>", "<p>3 – 4</p>"),
    ],
)  # fmt: skip
def test_what_differs_is_found(before: str, after: str) -> None:
    assert differences(before, after)


def test_what_a_website_may_do_is_no_difference() -> None:
    assert differences(PAGE.html, PAGE.html) == []
    theirs = '<div class="field"><h1 id="x">Referat</h1><p>Æbler &#038; &#8220;</p></div>'.replace(
        "&#8220;", "&quot;pærer&quot;."
    )
    theirs += "<ul class='wp'><li>e\u0301t</li><li>to</li></ul>"
    assert differences(PAGE.html, theirs) == []
    assert differences(PAGE.html, encoded(PAGE.html)) == []
    assert differences(PAGE.html, block(PAGE.html)) == []
    json.dumps(block(PAGE.html))
