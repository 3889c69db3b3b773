"""The website in a real Chromium: axe-core finds nothing against WCAG 2.1 AA, and the search works under its policy (CSP)."""

from __future__ import annotations

import functools
import http.server
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from interop.conftest import HERE, need
from mailflow.desks.forumpublic import PublicForum, PublicSeat
from mailflow.documents import Kind, PublishedPage
from mailflow.pages.public import public_version
from mailflow.parsers import document
from mailflow.site import Site

DEMO = HERE.parent.parent / "mailflow" / "demo"
RUN = (
    '<script src="/axe.js"></script><script>axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]})'
    '.then(r => { const p = document.createElement("pre"); p.id = "axe"; p.textContent = JSON.stringify(r.violations.map('
    "v => [v.id, v.nodes.map(n => n.html)])); document.body.append(p); });</script>"
)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    need("the website in Chromium, with axe", "chromium", "npm")
    folder, js = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("js")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / "js" / name, js)
    got = subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=js,
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert got.returncode == 0, got.stderr
    made = Site(folder, "https://www.fkt.example/referater")
    version = public_version(document.read((DEMO / "referat.docx").read_bytes(), "referat.docx"))
    page = PublishedPage(
        slug="hb-2026-08-27", title="Referat af møde i Hovedbestyrelsen", body="Hovedbestyrelsen",
        meeting_date=date(2026, 8, 27), html=version.html, approved_at=datetime(2026, 9, 3, tzinfo=UTC),
        published_at=datetime(2026, 9, 4, tzinfo=UTC), association="Foreningen Kommunale Topchefer",
    )  # fmt: skip
    made.publish(page)
    made.publish(
        replace(page, slug="fokus-2025", title="Fokusområder: Ærø, Århus og Øst", kind=Kind.PAPER, body="Repræsentantskabet",
                meeting_date=date(2025, 5, 1), html="<h1>Fokus</h1>\n<p>Kædeansvar i grænselandet.</p>\n")
    )  # fmt: skip
    seats = (PublicSeat("Medlem", "kl", "", "Bente Holm", "Vejle", date(2026, 1, 1)), PublicSeat("Suppleant", "", ""))
    made.show_forums(
        [PublicForum("raadet", "Rådet for digital dannelse", "Styrelsen", "Råd.", seats)], page.association
    )
    shutil.copy(js / "node_modules" / "axe-core" / "axe.min.js", folder / "axe.js")
    for name in [path.name for path in folder.glob("*.html")]:
        text = (folder / name).read_text("utf-8")
        (folder / f"axe-{name}").write_text(
            re.sub(r"<meta http-equiv[^>]*>", "", text).replace("</body>", RUN + "</body>")
        )
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def shown(address: str, folder: Path, *options: str) -> str:
    done = subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
         f"--user-data-dir={folder.parent / 'chromium'}", "--virtual-time-budget=8000", *options, "--dump-dom", address],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_axe_has_nothing_against_any_page(site: tuple[Path, str]) -> None:
    folder, address = site
    pages = sorted(path.name for path in folder.glob("axe-*.html"))
    assert len(pages) >= 8, pages
    for name in pages:
        for options in (
            ("--window-size=390,844",),
            ("--window-size=1280,900", "--blink-settings=preferredColorScheme=0"),
        ):
            found = re.search(r'<pre id="axe">(.*?)</pre>', shown(f"{address}/{name}", folder, *options), re.DOTALL)
            assert found, name
            assert json.loads(found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")) == [], name


@pytest.mark.parametrize(
    ("asked", "slugs"),
    [("Ærø århus", ["fokus-2025"]), ("aero", ["fokus-2025"]), ("kædeans", ["fokus-2025"]), ("zzz", [])],
)
def test_the_search_works_under_its_policy(site: tuple[Path, str], asked: str, slugs: list[str]) -> None:
    from urllib.parse import quote

    folder, address = site
    text = shown(f"{address}/soeg.html?q={quote(asked)}", folder)
    listed = re.search(r'<ul class="list" id="fundne">(.*?)</ul>', text, re.DOTALL)
    assert listed
    assert re.findall(r'href="([^"]+)\.html"', listed[1]) == slugs
    assert (">Intet fundet." in text) == (not slugs)
