"""The command line speaks Danish and English: every word has a translation, and each translation fits its word."""

from __future__ import annotations

import ast
import gettext
import io
import logging
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest
import words

from mailflow import errors, i18n, log
from mailflow.errors import UnavailableError

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _as_before():
    before = i18n.language()
    yield
    i18n.activate(before)


def pairs() -> list[tuple[str, str]]:
    """(word, its Danish), singular and plural apart."""
    return [
        pair
        for message in words.danish()
        if message.id
        for pair in zip(words.texts(message.id), words.texts(message.string), strict=True)
    ]


def test_every_word_that_is_spoken_has_its_danish():
    known = {message.id for message in words.danish() if message.id and all(words.texts(message.string))}
    assert {message.id for message in words.spoken() if message.id} - known == set(), "run: make words, and translate"


def test_no_translation_is_left_over():
    assert {m.id for m in words.danish() if m.id} - {m.id for m in words.spoken() if m.id} == set(), "run: make words"


def test_the_compiled_catalogue_is_of_the_same_words():
    assert words.as_mo(words.danish()) == words.MO.read_bytes(), "run: make words"


def test_the_catalogue_is_written_as_make_words_writes_it():
    assert words.as_po(words.danish()) == words.PO.read_bytes(), "run: make words"


def fields(text: str) -> set[str]:
    """What stands between braces or after % in a text that is filled in; none where the braces mean themselves."""
    try:
        names = {
            f"{name}!{conversion}" if conversion else name
            for _, name, _, conversion in string.Formatter().parse(text)
            if name
        }
    except ValueError:
        return set()
    return {name for name in names if re.fullmatch(r"\w+(!r)?", name)} | set(re.findall(r"%\(\w+\)s", text))


def test_a_translation_asks_for_nothing_that_its_word_does_not_give():
    wrong = [(word, danish) for word, danish in pairs() if fields(danish) != fields(word)]
    # "one" in the singular may leave the number out
    assert [pair for pair in wrong if not fields(pair[1]) < fields(pair[0])] == []


def test_options_and_commands_are_not_translated():
    """What has to be typed is the same in both languages."""
    typed = re.compile(
        r"(?<!\w)--[a-z][a-z-]+|\bmailflow (?:init|doctor|run|tick|review|members \w+|minutes \w+|render|demo)\b"
    )
    wrong = [(word, danish) for word, danish in pairs() if set(typed.findall(word)) != set(typed.findall(danish))]
    assert wrong == []


def test_space_and_line_ends_are_kept():
    for word, danish in pairs():
        assert (danish[:1].isspace(), danish[-1:].isspace()) == (word[:1].isspace(), word[-1:].isspace()), word
        assert danish.count("\n\n") == word.count("\n\n"), word


def test_active_language():
    i18n.activate("da")
    assert i18n._("Nothing waits for you.") == "Intet venter på dig."
    assert i18n.ngettext("{path}: one problem", "{path}: {number} problems", 2) == "{path}: {number} problemer"
    assert i18n.language() == "da"
    i18n.activate("en")
    assert i18n._("Nothing waits for you.") == "Nothing waits for you."
    i18n.activate("kl")
    assert i18n.language() == "en"
    assert i18n._("") == ""


def test_people_read_danish_and_the_log_stays_english():
    i18n.activate("da")
    said = i18n._("The IMAP server refuses ({doing}): {words}.").format(doing=i18n._("logging in"), words="NO")
    error = UnavailableError(said, i18n._("Try again in a moment."))
    assert str(error) == "IMAP-serveren afviser det (logger ind): NO. Prøv igen om lidt."
    logger, out = logging.getLogger("mailflow"), io.StringIO()
    before = logger.handlers[:], logger.level, logger.propagate
    try:
        log.start(stream=out)
        log.warning("daemon.mailbox-refused", reason=error, also=said, count=3, name="Anna")
    finally:
        logger.handlers[:], logger.level, logger.propagate = before
    assert 'reason="The IMAP server refuses (logging in): NO. Try again in a moment."' in out.getvalue()
    assert 'also="The IMAP server refuses (logging in): NO." count=3 name=Anna' in out.getvalue()


def test_every_error_is_told_in_the_active_language():
    """No plain English in what is raised: the first words of each of our errors go through gettext."""
    ours = {name for name, value in vars(errors).items() if isinstance(value, type)}
    plain = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted((ROOT / "mailflow").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ours
        for words in node.args[:2]
        if isinstance(words, ast.Constant) or (isinstance(words, ast.JoinedStr) and _letters(words))
    ]
    assert plain == []


def _letters(words: ast.JoinedStr) -> bool:
    """An f-string with words of its own, not only marks around what is filled in."""
    own = "".join(str(part.value) for part in words.values if isinstance(part, ast.Constant))
    return any(character.isalpha() for character in own)


@pytest.mark.parametrize(
    ("environment", "config", "language"),
    [
        ({}, None, "en"),
        ({"LANG": "da_DK.UTF-8"}, None, "da"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "da_DK"}, None, "da"),
        ({"LANG": "da_DK.UTF-8", "LC_MESSAGES": "C"}, None, "en"),
        ({"LANG": "C.UTF-8"}, "", "da"),
        ({"LANG": "da_DK.UTF-8"}, 'language = "en"', "en"),
        ({"LANG": "da_DK.UTF-8"}, 'language = "kl"', "en"),
        ({"LANG": "da_DK.UTF-8"}, "not toml at all", "da"),
        ({"LANGUAGE": "en:da", "LANG": "da_DK.UTF-8"}, 'language = "da"', "en"),
        ({"LANGUAGE": "da"}, 'language = "en"', "da"),
        ({"LANG": "sv_SE.UTF-8"}, None, "en"),
        ({"LANG": "data_center"}, None, "en"),
    ],
)
def test_which_language_is_chosen(tmp_path, environment, config, language):
    path = None
    if config is not None:
        path = tmp_path / "mailflow.toml"
        path.write_text(config)
    assert i18n.choose(environment, path) == language


@pytest.mark.parametrize(
    ("language", "said"), [("da", ("Brug:", "Skriv en første")), ("en", ("Usage:", "Write a first"))]
)
def test_the_program_speaks_it_from_the_first_word(tmp_path, language, said):
    environment = {"LANGUAGE": language, "HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-c", "from mailflow.cli.main import main; main()"]
    help_ = subprocess.run(
        [*command, "init", "--help"], env=environment, capture_output=True, text=True, timeout=60
    ).stdout
    assert all(word in help_ for word in said)
    wrong = subprocess.run([*command, "nope"], env=environment, capture_output=True, text=True, timeout=60)
    assert ("Fejl: Der er ingen kommando 'nope'." in wrong.stderr) == (language == "da")


def test_the_compiled_file_is_found_by_plain_gettext():
    """As click finds its own words: through the text domain of the process."""
    assert gettext.translation("mailflow", i18n.LOCALE, ["da"]).gettext("Usage:") == "Brug:"
