"""mailflow doctor against real servers: when something is wrong it says what, what to do, and exits with 1."""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from doctors import Office, problems

from mailflow.cli import main
from mailflow.demo.servers import Servers
from mailflow.documents import PublishedPage
from mailflow.errors import RefusedError, StoreError
from mailflow.site import Site
from mailflow.store import installation


@pytest.fixture
def office(
    tmp_path: Path, embedded: Servers, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Office:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("STATE_DIRECTORY", raising=False)
    return Office(tmp_path, embedded, capsys)


def test_a_healthy_installation_has_no_problem(office: Office) -> None:
    code, found = office.doctor()
    assert code == 0
    assert problems(found) == {}
    looked_at = {
        "config", "secrets", "templates", "store", "permissions", "disk", "audit", "outbox", "clock", "website", "pages",
        "alarm", "imap", "capabilities", "folders", "claim", "baseline", "smtp",
    }  # fmt: skip
    assert looked_at <= set(found)
    assert "INBOX" in found["folders"][0].what
    assert "Junk" in found["folders"][0].what
    assert found["baseline"][0].what.startswith("Not read yet")
    assert office.servers.outgoing == []


def test_people_get_the_findings_line_by_line_and_a_summing_up(office: Office) -> None:
    office.write(imap='exclude = ["Privat [bold]"]')
    code = main.invoke(["--config", str(office.config), "doctor"])
    out = office.capsys.readouterr().out
    assert code == 0
    assert "ok  store: Opens" in out
    assert " !  folders: imap.exclude names folders that are not there: Privat [bold]." in out
    assert "→ Correct the names" in out
    assert "could be better" in out.splitlines()[-1]


def test_every_mistake_in_the_configuration_is_named_and_nothing_else_is_tried(office: Office) -> None:
    office.config.write_text('[association]\nname = "FKT"\n[imap]\nhost = "127.0.0.1"\nport = "x"\nnonsense = 1\n')
    code, found = office.doctor()
    assert code == 1
    assert set(found) == {"config"}
    assert all(word in found["config"][0].what for word in ("port", "nonsense", "smtp"))
    assert office.servers.connections == 0


def test_a_secret_that_others_can_read(office: Office) -> None:
    (office.folder / "password").chmod(0o644)
    code, found = office.doctor()
    assert code == 1
    assert "chmod 600" in problems(found)["secrets"]


def test_a_wrong_password_is_told_for_both_servers(office: Office) -> None:
    office.password("forkert")
    code, found = office.doctor()
    assert code == 1
    assert {"imap", "smtp"} <= set(problems(found))
    assert "password" in problems(found)["imap"].lower()
    assert "password" in problems(found)["smtp"].lower()
    assert "forkert" not in str(found)
    assert "claim" not in found


def test_closed_ports(office: Office) -> None:
    office.servers.stop()
    code, found = office.doctor("--send-test")
    assert code == 1
    assert set(problems(found)) == {"imap", "smtp"}
    assert all(finding.remedy for name in ("imap", "smtp") for finding in found[name])


def test_a_server_with_little_to_offer_is_only_a_warning(tmp_path: Path, capsys: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with Servers(without={"IDLE", "MOVE", "UIDPLUS"}) as poor:
        office = Office(tmp_path, poor, capsys)
        office.write(imap='move_to = "Behandlet"')
        code, found = office.doctor()
    assert code == 0
    assert found["capabilities"][0].status == "warning"
    assert "IDLE" in found["capabilities"][0].what
    assert "MOVE" in found["capabilities"][0].what


def test_excluding_the_inbox_is_a_problem_and_junk_a_warning(office: Office) -> None:
    office.write(imap='exclude = ["INBOX", "Junk"]')
    code, found = office.doctor()
    assert code == 1
    assert "INBOX" in problems(found)["folders"]
    office.write(imap='exclude = ["Junk"]')
    code, found = office.doctor()
    assert code == 0
    assert [finding.status for finding in found["folders"]] == ["warning", "ok"]
    assert found["folders"][1].what.endswith("left out: Junk.")


def test_another_installation_has_the_mailbox(office: Office) -> None:
    main.invoke(["--config", str(office.config), "tick"])
    office.capsys.readouterr()
    assert office.doctor()[0] == 0
    office.store_file.unlink()
    for beside in ("mailflow.db-wal", "mailflow.db-shm"):
        office.store_file.with_name(beside).unlink(missing_ok=True)
    code, found = office.doctor()
    assert code == 1
    assert "Another mailflow installation" in problems(found)["claim"]


# --- the store and the clock ---------------------------------------------------------------------------------------


def test_a_store_of_a_newer_version(office: Office) -> None:
    office.doctor()
    with sqlite3.connect(office.store_file) as raw:
        raw.execute("UPDATE alembic_version SET version_num = 'from-the-future'")
    raw.close()
    code, found = office.doctor()
    assert code == 1
    assert "newer mailflow" in problems(found)["store"]
    assert "imap" in found  # the rest is looked at all the same
    assert "claim" not in found


def test_a_restored_store_is_frozen_until_a_named_person_thaws_it(office: Office) -> None:
    office.doctor()
    (office.store_file.parent / "epoch").write_text("7\n")
    code, found = office.doctor()
    assert code == 1
    assert "restored backup" in problems(found)["frozen"]
    assert "--thaw --by NAME" in problems(found)["frozen"]

    code, found = office.doctor("--thaw", "--by", "Signe Holk")
    assert code == 0
    assert "frozen" not in office.doctor()[1]
    with pytest.raises(RefusedError, match="not frozen"):
        office.doctor("--thaw", "--by", "Signe Holk")


def test_a_clock_that_has_gone_back_is_trusted_again_on_a_named_persons_word(office: Office) -> None:
    office.doctor()
    store = office.store()
    with store.writing() as session:
        installation.queries.association(session).seen_at = datetime.now(UTC) + timedelta(hours=3)
    store.close()
    code, found = office.doctor()
    assert code == 1
    assert "gone back" in problems(found)["clock"]
    assert "--trust-clock --by NAME" in problems(found)["clock"]

    assert office.doctor("--trust-clock", "--by", "Signe Holk")[0] == 0
    code, found = office.doctor()
    assert code == 0
    assert found["clock"][0].status == "ok"


def test_a_chain_that_somebody_changed(office: Office) -> None:
    office.doctor()
    with sqlite3.connect(office.store_file) as raw:
        raw.execute("UPDATE event SET verb = 'nothing.happened' WHERE id = 1")
    raw.close()
    code, found = office.doctor()
    assert code == 1
    assert "line 1" in problems(found)["audit"]


def test_a_store_that_others_can_read(office: Office) -> None:
    office.doctor()
    office.store_file.chmod(0o644)
    code, found = office.doctor()
    assert code == 1
    assert f"chmod 600 {office.store_file}" in problems(found)["permissions"]


def test_a_stop_file_is_pointed_at(office: Office) -> None:
    office.doctor()
    (office.store_file.parent / "STOP").touch()
    code, found = office.doctor()
    assert code == 0
    assert found["stopped"][0].status == "warning"
    assert "STOP" in found["stopped"][0].what


def test_a_file_that_is_no_store(office: Office) -> None:
    office.store_file.parent.mkdir(parents=True)
    office.store_file.write_bytes(b"this is not a database, whatever its name says" * 100)
    code, found = office.doctor()
    assert code == 1
    assert "not a mailflow store" in problems(found)["store"]
    assert "doctor" not in problems(found)["store"]
    with pytest.raises(StoreError):
        office.store()


# --- templates, website, alarm -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("Subject: Hej\n\n{% if person %}Uden slutning", "notice-held.md.j2"),
        ("Subject: Hej\n\n{{ personen.navn }}", "personen"),
        ("Kære formand", "Subject"),
    ],
)
def test_own_templates_that_do_not_work(office: Office, template: str, said: str) -> None:
    own = office.folder / "templates" / "da"
    own.mkdir(parents=True)
    (own / "notice-held.md.j2").write_text(template)
    code, found = office.doctor()
    assert code == 1
    assert said in problems(found)["templates"]


def test_the_usual_folder_of_templates_may_be_missing_but_not_one_that_was_named(office: Office) -> None:
    assert office.doctor()[1]["templates"][0].status == "ok"
    office.config.write_text('templates = "breve"\n' + office.config.read_text())
    code, found = office.doctor()
    assert code == 1
    assert str(office.folder / "breve") in problems(found)["templates"]


def test_english_letters_can_be_written_too(office: Office) -> None:
    office.config.write_text('language = "en"\n' + office.config.read_text())
    assert "(en)" in office.doctor()[1]["templates"][0].what


def test_a_website_that_cannot_be_written(office: Office) -> None:
    (office.folder / "site").write_text("a file where the folder should be")
    code, found = office.doctor()
    assert code == 1
    assert "cannot be written" in problems(found)["website"]
    assert "website.folder" in problems(found)["website"]


def test_pages_that_the_store_knows_nothing_of(office: Office) -> None:
    """As after a restored backup: the round is open again, and its page is public."""
    when = datetime(2026, 9, 4, 8, tzinfo=UTC)
    page = PublishedPage(
        slug="hb-2026-08-27", title="Referat", body="Hovedbestyrelsen", meeting_date=date(2026, 8, 27), html="<p>x</p>",
        association="Foreningen Kommunale Topchefer", timezone="Europe/Copenhagen", approved_at=when, published_at=when,
    )  # fmt: skip
    site = Site(office.folder / "site", "https://fkt.example")
    site.publish(page)
    code, found = office.doctor()
    assert code == 1
    assert "hb-2026-08-27.html" in problems(found)["pages"]
    site.unpublish(page.slug)
    assert office.doctor()[1]["pages"][0].status == "ok"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_website_folder_without_the_right_to_write(office: Office) -> None:
    site = office.folder / "site"
    site.mkdir(mode=0o500)
    assert "website" in problems(office.doctor()[1])


def test_the_alarm_is_only_raised_when_asked_for(office: Office) -> None:
    assert office.doctor()[1]["alarm"][0].status == "ok"
    assert not office.alarm.exists()
    assert office.doctor("--test-alarm")[0] == 0
    assert "Foreningen Kommunale Topchefer" in office.alarm.read_text()


def test_an_alarm_that_fails_and_none_at_all(office: Office) -> None:
    text = office.config.read_text()
    office.config.write_text(text[: text.index("[alarm]")] + '[alarm]\ncommand = ["/nonexistent/alarm"]\n')
    code, found = office.doctor("--test-alarm")
    assert code == 1
    assert "did not go out" in problems(found)["alarm"]
    office.config.write_text(text[: text.index("[alarm]")])
    code, found = office.doctor()
    assert code == 0
    assert found["alarm"][0].status == "warning"


def test_by_goes_only_with_a_repair(office: Office) -> None:
    with pytest.raises(Exception, match="--thaw"):
        main.invoke(["--config", str(office.config), "doctor", "--by", "Signe Holk"])
