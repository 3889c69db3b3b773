"""Pages in a real WordPress: draft, publish, read back, take down; one post whatever happens; nothing but what was approved."""

from __future__ import annotations

import base64
import json
import logging
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from interop import wordpress as real
from interop.conftest import need
from mailflow import config
from mailflow.cms import wordpress
from mailflow.cms.wordpress import WordPress
from mailflow.documents import PublishedPage
from mailflow.errors import UnavailableError
from mailflow.pages.public import public_version
from mailflow.parsers import document

DEMO = Path(__file__).parent.parent.parent / "mailflow" / "demo"
TRICKY = (
    "<h1>Referat af møde den 27. august</h1>\n<p>“Æbler” &amp; 'pærer' - \"10x10\" -- [gallery] [x] :) ... &lt;b&gt; (tm) "
    'Wordpress http://fkt.example/a--b <a href="https://www.fkt.example/a?b=1&amp;c=2" rel="noopener noreferrer">her</a></p>\n'
    "<p>https://www.fkt.example/video</p>\n"
    '<ol start="3">\n<li><strong>Tre</strong>\n<ul>\n<li>under</li>\n</ul>\n</li>\n</ol>\n'
    "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>ét<br>to</td></tr></tbody></table>\n"
    "<pre><code>a  b --\n</code></pre>\n<blockquote>\n<p><em>citat</em> <s>væk</s></p>\n</blockquote>\n"
)
PAGE = PublishedPage(
    slug="hb-2026-08-27", title="Referat: \"Æbler\" & 'pærer' -- 10x10", body="Hovedbestyrelsen", meeting_date=date(2026, 8, 27),
    html=TRICKY, approved_at=datetime(2026, 9, 3, tzinfo=UTC), published_at=datetime(2026, 9, 4, tzinfo=UTC), association="FKT",
)  # fmt: skip


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[real.Running]:
    need("publishing to a real WordPress", *real.PROGRAMS)
    assert real.SOURCE.exists(), "wordpress is not installed: .ci/run says which packages are needed"
    started = real.start(tmp_path_factory.mktemp("wp"))
    yield started
    started.end()


@pytest.fixture
def site(running: real.Running, tmp_path: Path) -> Iterator[WordPress]:
    made = WordPress(
        tmp_path, "", config.WordPress(running.address, "mailflow", config.Secret(file="x")), lambda: running.password
    )
    yield made
    for slug in ("hb-2026-08-27", "demo", "mailflow-check"):
        made.unpublish(slug)


def as_editor(running: real.Running, method: str, route: str, **content: Any) -> Any:
    login = base64.b64encode(f"anden:{running.editor}".encode()).decode()
    request = urllib.request.Request(
        f"{running.address}/?rest_route={route}", data=json.dumps(content).encode() if content else None, method=method,
        headers={"Authorization": f"Basic {login}", "Content-Type": "application/json"},
    )  # fmt: skip
    with urllib.request.urlopen(request, timeout=60) as got:
        return json.load(got)


def posts(running: real.Running, slug: str) -> list[dict[str, Any]]:
    route = f"/wp/v2/posts&context=edit&status={wordpress.ALL},trash&slug={slug}"
    return list(as_editor(running, "GET", route))


def test_published_read_back_revised_and_taken_down(site: WordPress, running: real.Running) -> None:
    site.check()
    assert site.read_back(PAGE.slug) is None
    url = site.publish(PAGE)
    assert site.read_back(PAGE.slug) == PAGE.html.encode()
    with urllib.request.urlopen(url, timeout=60) as got:
        assert "Æbler".encode() in got.read()
    assert PAGE.slug in site.slugs()
    assert site.publish(PAGE) == url
    site.publish(replace(PAGE, html="<p>Rettet.</p>\n"))
    assert site.read_back(PAGE.slug) == b"<p>Rettet.</p>\n"
    assert len(posts(running, PAGE.slug)) == 1
    site.unpublish(PAGE.slug)
    site.unpublish(PAGE.slug)
    assert site.read_back(PAGE.slug) is None
    assert posts(running, PAGE.slug) == []


def test_whole_minutes_come_back(site: WordPress) -> None:
    version = public_version(document.read((DEMO / "referat.docx").read_bytes(), "referat.docx"))
    page = replace(PAGE, slug="demo", html=version.html)
    site.publish(page)
    assert site.read_back("demo") == version.html.encode()


class _Killed(BaseException):
    pass


class _DieAt(logging.Handler):
    def __init__(self, step: int) -> None:
        super().__init__(logging.DEBUG)
        self.left = step

    def emit(self, record: logging.LogRecord) -> None:
        if getattr(record, "verb", "").startswith(("cms.", "site.")):
            if self.left == 0:
                raise _Killed
            self.left -= 1


def test_killed_after_any_request_and_run_again_there_is_one_page(site: WordPress, running: real.Running) -> None:
    logger = logging.getLogger("mailflow")
    before = logger.level
    logger.setLevel(logging.DEBUG)
    step = 0
    try:
        while True:
            handler = _DieAt(step)
            logger.addHandler(handler)
            try:
                site.publish(PAGE)
                killed = False
            except _Killed:
                killed = True
            finally:
                logger.removeHandler(handler)
            site.publish(PAGE)
            found = posts(running, PAGE.slug)
            assert [(post["status"], post["slug"]) for post in found] == [("publish", PAGE.slug)], step
            site.unpublish(PAGE.slug)
            if not killed:
                break
            step += 1
    finally:
        logger.setLevel(before)
    assert step >= 6


def test_a_plug_in_that_adds_to_the_text_is_found_and_nothing_is_shown(site: WordPress, running: real.Running) -> None:
    plugin = running.root / "wp-content" / "mu-plugins" / "share.php"
    plugin.parent.mkdir(exist_ok=True)
    plugin.write_text("<?php add_filter('the_content', function ($html) { return $html . '<p>Del på nettet</p>'; });")
    try:
        for call in (site.check, lambda: site.publish(PAGE)):
            with pytest.raises(UnavailableError, match="Del på nettet"):
                call()
    finally:
        plugin.unlink()
    assert [post["status"] for post in posts(running, PAGE.slug)] == ["draft"]
    assert site.read_back(PAGE.slug) is None


def test_somebody_elses_page_of_that_name_is_left_alone(site: WordPress, running: real.Running) -> None:
    other = as_editor(running, "POST", "/wp/v2/posts", title="Deres", slug=PAGE.slug, status="publish", content="Deres")
    try:
        for call in (lambda: site.publish(PAGE), lambda: site.unpublish(PAGE.slug), lambda: site.read_back(PAGE.slug)):
            with pytest.raises(UnavailableError, match="somebody else"):
                call()
        assert as_editor(running, "GET", f"/wp/v2/posts/{other['id']}")["status"] == "publish"
    finally:
        as_editor(running, "DELETE", f"/wp/v2/posts/{other['id']}&force=true")


def test_the_credential_can_do_no_more(site: WordPress, running: real.Running) -> None:
    for route, content in (
        ("/wp/v2/pages", {"title": "x", "status": "publish"}),
        ("/wp/v2/users", {"username": "x", "email": "x@fkt.example", "password": "x"}),
        ("/wp/v2/settings", {"title": "x"}),
        ("/wp/v2/plugins", {"slug": "x"}),
    ):
        answer = site._ask("POST", route, content=content)
        assert answer.status in (401, 403), route
    wrong = WordPress(
        site.folder, "", config.WordPress(running.address, "mailflow", config.Secret(file="x")), lambda: "wrong"
    )
    with pytest.raises(UnavailableError) as refused:
        wrong.check()
    assert "login" in str(refused.value) or "Login" in str(refused.value)
