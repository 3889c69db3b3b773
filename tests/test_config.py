"""The configuration: every mistake is told at once, with its line and what to do; no secret is ever repeated."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from mailflow import configfile, i18n, paths
from mailflow.config import Config, Secret
from mailflow.errors import ConfigError
from mailflow.parsers import settings

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "config" / "mailflow.toml"
SMALLEST = """\
[association]
name = "FKT"
[imap]
address = "sekretariatet@fkt.example"
host = "imap.fkt.example"
password = { file = "secret" }
[smtp]
host = "smtp.fkt.example"
password = { file = "secret" }
"""


@pytest.fixture(autouse=True)
def _english():
    before = i18n.language()
    i18n.activate("en")
    yield
    i18n.activate(before)


def written(folder: Path, text: str) -> Path:
    path = folder / "mailflow.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(text: str) -> list[tuple[int, str]]:
    config, found = settings.parse(text)
    assert (config is None) == bool(found)
    return [(problem.line, problem.key) for problem in found]


def with_line(section: str, line: str) -> str:
    """The smallest configuration with a line more in a section (made if it is not there)."""
    if f"[{section}]\n" not in SMALLEST:
        return f"{SMALLEST}[{section}]\n{line}\n"
    return SMALLEST.replace(f"[{section}]\n", f"[{section}]\n{line}\n")


# --- the sample


def uncommented() -> str:
    return re.sub(r"^#(?=[a-z\[])", "", SAMPLE.read_text("utf-8"), flags=re.M)


def struct_of(type_: Any) -> type[msgspec.Struct] | None:
    return next((t for t in (type_, *get_args(type_)) if isinstance(t, type) and issubclass(t, msgspec.Struct)), None)


def differences(raw: dict[str, Any], kind: type[msgspec.Struct], path: str = "") -> list[str]:
    """Keys that only one of the sample and the structs has, and shown defaults that are not the default."""
    found = [f"{path}{key} is unknown" for key in raw.keys() - set(kind.__struct_fields__)]
    for one in msgspec.structs.fields(kind):
        name = path + one.name
        if one.name not in raw:
            found.append(f"{name} is not mentioned")
        elif (inner := struct_of(one.type)) is Secret:
            continue
        elif inner is not None:
            found += differences(raw[one.name], inner, f"{name}.")
        elif one.default not in (msgspec.NODEFAULT, "", raw[one.name]):
            found.append(f"{name} is shown as {raw[one.name]!r}, the default is {one.default!r}")
    return found


def test_the_sample_loads_as_it_stands():
    config = configfile.load(SAMPLE)
    assert config.association.short == "FKT"
    assert config.minutes.days == 7
    assert config.imap.password.file == str(SAMPLE.parent / "imap-password")


def test_the_sample_mentions_every_key_and_shows_the_true_defaults():
    assert differences(tomllib.loads(uncommented()), Config) == []
    assert all(f"{{ {name} = " in SAMPLE.read_text("utf-8") for name in Secret.__struct_fields__)


def test_the_sample_is_right_with_every_comment_removed():
    assert problems(uncommented()) == []


# --- what it says


def test_the_smallest_configuration_gets_the_rest_filled_in(tmp_path):
    path = written(tmp_path, SMALLEST)
    config = configfile.load(path, {"STATE_DIRECTORY": "/var/lib/mailflow"})
    assert config.store.url == "sqlite:////var/lib/mailflow/mailflow.db"
    assert config.website.folder == "/var/lib/mailflow/site"
    assert config.templates == str(tmp_path / "templates")
    assert (config.imap.user, config.smtp.user) == ("sekretariatet@fkt.example",) * 2
    assert config.smtp.password.file == str(tmp_path / "secret")
    assert config.secretary == ["sekretariatet@fkt.example"]


EVERY_MISTAKE = """\
language = "fr"
rehersal = true
templates = 5
[association]
timezone = "Europe/Copenhaven"
secretary = ["a b@x", "ok@fkt.example"]
[imap]
host = "imap.fkt.example"
prot = 993
port = 99999
tls = "none"
auth = "oauth"
password = "hunter2"
exclude = [
  "Kladder",
  5,
]
[smtp]
host = "smtp.fkt.example"
per_minute = 0
password = { file = "a", credential = "b/c" }
[minutes]
days = -3
reminder_days = 9
publish_from = "16:00"
publish_to = "8:00"
grace_hours = "two"
minimum_days = true
[store]
url = "postgresql://m:hunter2@db.fkt.example/x"
[alarm]
to = ["x@y.example"]
url = "alarm.example"
[website]
url = "www.fkt.example"
[limits]
automatic_per_hour = 1.5
[colour]
red = 1
"""


def test_every_mistake_is_told_at_once_with_its_line():
    assert problems(EVERY_MISTAKE) == [
        (1, "language"), (2, "rehersal"), (3, "templates"),
        (4, "association.name"), (5, "association.timezone"), (6, "association.secretary"),
        (7, "imap.address"), (7, "imap"), (9, "imap.prot"), (10, "imap.port"), (11, "imap.tls"), (13, "imap.password"),
        (14, "imap.exclude"),
        (20, "smtp.per_minute"), (21, "smtp.password.file"), (21, "smtp.password.credential"),
        (23, "minutes.days"), (26, "minutes.publish_to"), (27, "minutes.grace_hours"), (28, "minutes.minimum_days"),
        (30, "store.url"), (32, "alarm.to"), (33, "alarm.url"), (35, "website.url"), (37, "limits.automatic_per_hour"),
        (38, "colour"),
    ]  # fmt: skip


def test_the_message_names_the_file_counts_and_says_what_to_do(tmp_path):
    path = written(tmp_path, EVERY_MISTAKE)
    with pytest.raises(ConfigError) as caught:
        configfile.load(path)
    lines = str(caught.value).split("\n")
    assert lines[0] == f"{path}: 26 problems"
    assert "  line 2: rehersal: There is no such key. Did you mean rehearsal?" in lines
    assert '  line 1: language: It must be one of "da", "en", not "fr".' in lines
    assert "  line 10: imap.port: It must be a whole number from 1 to 65535, not 99999." in lines
    assert '  line 26: minutes.publish_to: It must be a time of day such as "08:00", not "8:00".' in lines
    assert "hunter2" not in str(caught.value)
    assert caught.value.exit_code == 78


@pytest.mark.parametrize(
    ("section", "line", "key", "words"),
    [
        ("minutes", 'publish_from = "16:00"', "minutes.publish_from", "earlier than"),
        ("minutes", 'publish_to = "08:00"', "minutes.publish_to", "earlier than"),
        ("minutes", 'publish_to = "24:00"', "minutes.publish_to", "time of day"),
        ("minutes", "days = 2", "minutes.days", "reminder"),
        ("imap", 'tls = "none"', "imap.tls", "Without TLS"),
        ("imap", 'auth = "none"', "imap.auth", "logging in"),
        ("imap", 'auth = "oauth"', "imap", "[oauth]"),
        ("smtp", 'auth = "oauth"', "smtp", "[oauth]"),
        ("imap", "poll_seconds = 3600", "imap.poll_seconds", "from 1 to 300"),
        ("store", 'url = "sqlite:///mailflow.db"', "store.url", "absolute"),
        ("store", 'url = "mysql://db/x"', "store.url", "Only SQLite and PostgreSQL"),
        ("store", 'url = "postgresql://[db"', "store.url", "not a database address"),
        ("oauth", 'client_id = "x"', "oauth.client_secret", "missing"),
        ("oauth", 'client_id = "x"\nclient_secret = { file = "x" }', "oauth", "either tenant"),
        (
            "oauth",
            'client_id = "x"\nclient_secret = { file = "x" }\ntoken_url = "http://x.example"',
            "oauth.token_url",
            "https",
        ),
        ("alarm.smtp", 'host = "x.example"\npassword = { command = ["x"] }', "alarm.smtp", "Nobody"),
        ("alarm", 'smtp = "x.example"', "alarm.smtp", "table"),
        ("association", "secretary = 5", "association.secretary", "list of texts"),
        ("association", 'secretary = ["Karen <k@fkt.example>"]', "association.secretary", "Write it alone"),
        ("association", 'secretary = ["søren@fkt.example"]', "association.secretary", "not an e-mail address"),
        ("association", 'timezone = "København"', "association.timezone", "Europe/Copenhagen"),
        ("association", 'timezone = "copenhagen"', "association.timezone", "Did you mean Europe/Copenhagen?"),
        ("association", 'timezone = "../../etc/passwd"', "association.timezone", "no such time zone"),
    ],
)
def test_one_mistake_one_problem(section, line, key, words):
    config, found = settings.parse(with_line(section, line))
    assert config is None
    assert [(problem.key, words in problem.what) for problem in found if problem.key.startswith(key)] == [(key, True)]
    assert found[0].line > 0


def test_a_missing_table_is_named_with_what_it_needs():
    config, found = settings.parse('[association]\nname = "FKT"\n')
    assert config is None
    assert [(problem.line, problem.key) for problem in found] == [(0, "imap"), (0, "smtp")]
    assert "Add [imap] with at least: host, address" in found[0].what


def test_tls_may_be_left_out_on_this_machine_only():
    for host in ("localhost", "127.0.0.1", "127.8.8.8", "::1"):
        text = with_line("imap", 'tls = "none"').replace("imap.fkt.example", host)
        assert problems(text) == []
    for host in ("10.0.0.1", "localhost.fkt.example", "0.0.0.0", "127.0.0.1.fkt.example"):
        text = with_line("imap", 'tls = "none"').replace("imap.fkt.example", host)
        assert problems(text) == [(4, "imap.tls")]


def test_lines_are_found_past_multi_line_values_comments_and_windows_line_ends():
    text = (
        '# a comment with [brackets] and key = "x"\n[association]\nname = """\nFKT\n[imap]\nprot = 1\n"""\n'
        'secretary = [  # one a line\n  "a@fkt.example",\n]\nwrong = 1\n' + SMALLEST.split("\n", 2)[2] + "prot = 5\n"
    )
    assert problems(text) == [(11, "association.wrong"), (19, "smtp.prot")]
    assert problems(text.replace("\n", "\r\n")) == [(11, "association.wrong"), (19, "smtp.prot")]


def test_a_mistake_in_the_notation_itself_has_its_line():
    config, found = settings.parse(SMALLEST.replace('"imap.fkt.example"', "imap.fkt.example"))
    assert config is None
    assert [problem.line for problem in found] == [5]
    assert "quotation marks" in found[0].what


@pytest.mark.parametrize("place", ["imap.password", "smtp.password", "oauth.client_secret", "alarm.smtp.password"])
def test_a_password_in_the_file_is_refused_and_not_repeated(place):
    table, key = place.rsplit(".", 1)
    without = SMALLEST.replace('password = { file = "secret" }\n', "")
    head = f"[{table}]\n"
    text = without if head in without else without + head
    config, found = settings.parse(text.replace(head, f'{head}{key} = "hunter2"\n'))
    assert config is None
    assert [problem.key for problem in found if "may not stand in this file" in problem.what] == [place]
    assert "hunter2" not in "".join(map(str, found))


@pytest.mark.parametrize(
    "secret", ['{ file = ["hunter2"] }', "{ command = 'echo hunter2' }", '{ value = "hunter2" }', "{}"]
)
def test_a_secret_in_the_wrong_form_is_not_repeated_either(secret):
    config, found = settings.parse(SMALLEST.replace('{ file = "secret" }', secret, 1))
    assert config is None
    assert found
    assert "hunter2" not in "".join(map(str, found))


# --- the file


def test_the_search_order(tmp_path):
    own = tmp_path / "own" / "mailflow" / "mailflow.toml"
    environment = {"XDG_CONFIG_HOME": str(tmp_path / "own")}
    assert paths.config_candidates(environment) == [own, Path("/etc/mailflow/mailflow.toml")]
    own.parent.mkdir(parents=True)
    own.write_text(SMALLEST)
    assert paths.find_config(None, environment) == own
    assert paths.find_config(None, {**environment, "MAILFLOW_CONFIG": "/x.toml"}) is None
    assert paths.find_config(Path("given.toml"), environment) == Path("given.toml")


def test_no_configuration_says_where_it_looked_and_what_to_do(tmp_path):
    with pytest.raises(ConfigError, match="mailflow init") as caught:
        configfile.load(None, {"MAILFLOW_CONFIG": str(tmp_path / "nowhere.toml")})
    assert "nowhere.toml" in str(caught.value)


def test_a_file_that_cannot_be_read_is_told_plainly(tmp_path):
    with pytest.raises(ConfigError, match="No such file"):
        configfile.load(tmp_path / "nowhere.toml")
    with pytest.raises(ConfigError, match="cannot be read"):
        configfile.load(tmp_path)
    latin = tmp_path / "latin.toml"
    latin.write_bytes(SMALLEST.replace("FKT", "Søren").encode("cp1252"))
    with pytest.raises(ConfigError, match="not UTF-8"):
        configfile.load(latin)


def test_notepad_s_byte_order_mark_is_no_trouble(tmp_path):
    path = tmp_path / "mailflow.toml"
    path.write_text(SMALLEST, encoding="utf-8-sig")
    assert configfile.load(path).association.name == "FKT"


def test_data_lie_where_the_service_keeps_them():
    home = {"XDG_DATA_HOME": "/home/karen/data"}
    assert paths.data_folder(Path("/home/karen/mailflow.toml"), home) == Path("/home/karen/data/mailflow")
    assert paths.data_folder(Path("/etc/mailflow/mailflow.toml"), home) == Path("/var/lib/mailflow")
    assert paths.data_folder(None, {"STATE_DIRECTORY": "/var/lib/mailflow:/other", **home}) == Path("/var/lib/mailflow")
    assert paths.data_folder(None, {"XDG_DATA_HOME": "relative"}) == Path.home() / ".local/share/mailflow"
