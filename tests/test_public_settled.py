"""What the secretary settles before the round opens: doubts that are kept, words that are left out."""

from __future__ import annotations

import pytest

from mailflow.documents import PublicVersion
from mailflow.pages.public import public_version
from mailflow.parsers import document

HEAD = "# Referat af bestyrelsesmøde 5. januar 2026\n\n"


def made(words: str, keep: tuple[str, ...] = (), remove: tuple[str, ...] = ()) -> PublicVersion:
    return public_version(document.read((HEAD + words + "\n").encode(), "a.md"), keep, remove)


def test_a_doubt_waits_is_kept_or_is_removed() -> None:
    words = "## 1. Regnskab\n\nNøglen ligger hos Bo, Birkevej 12, og tallet er 4711 0815."
    assert [doubt.what for doubt in made(words).doubts] == ["Birkevej 12", "4711 0815"]
    settled = made(words, keep=("4711 0815",), remove=("birkevej  12",))
    assert settled.doubts == settled.unknown == ()
    assert "hos Bo, [udeladt], og tallet er 4711 0815." in settled.text
    assert [(one.what, one.settled, one.gone) for one in settled.removals] == [
        ("Birkevej 12", "removed", True), ("4711 0815", "kept", False)
    ]  # fmt: skip


def test_a_part_of_a_doubt_takes_the_whole_of_it_along() -> None:
    version = made("## 1. Post\n\nBo, Birkevej 12, 5000 Odense, kommer.", remove=("Birkevej",))
    assert "Bo, [udeladt], kommer." in version.text
    assert version.doubts == ()


@pytest.mark.parametrize("words", ["Ring 12 34 56 78 til sekretariatet", "Skriv til kontor@fkt.example"])
def test_the_associations_own_number_may_be_shown(words: str) -> None:
    assert "[udeladt]" in made(words).text
    shown = made(words, keep=("12 34 56 78" if "Ring" in words else "kontor@fkt.example",))
    assert words in shown.text
    assert [one.settled for one in shown.removals] == ["kept"]


@pytest.mark.parametrize(
    ("words", "secret"),
    [
        ("CPR 010170-1234 er oplyst", "010170-1234"),
        ("Mødet: https://zoom.us/j/123?pwd=abc her", "https://zoom.us/j/123?pwd=abc"),
        ("Mødekode: 123456", "123456"),
        ("## 2. Sag (lukket)\n\nHemmeligt forhold", "Hemmeligt forhold"),
    ],
)
def test_what_is_always_private_cannot_be_kept(words: str, secret: str) -> None:
    version = made(words, keep=(secret,))
    assert secret not in version.text + version.html
    assert version.unknown == (secret,)


def test_words_that_fit_nothing_are_told() -> None:
    version = made("Intet her.", keep=("Birkevej 12",), remove=("Bøgevej", " "))
    assert version.unknown == ("Birkevej 12", "Bøgevej", " ")
    assert version.removals == ()


def test_words_are_left_out_everywhere_even_across_emphasis_and_links() -> None:
    version = made(
        "Sagen om **Bo** Berg.\n\n- [Bo Berg](https://a.example/bo) igen\n\n| A | B |\n|---|---|\n| x | Bo\u00a0Berg |",
        remove=("Bo Berg",),
    )
    assert "Berg" not in version.html
    assert "a.example" not in version.html
    assert len([one for one in version.removals if one.settled == "removed"]) == 3


def test_a_link_is_left_out_by_where_it_leads() -> None:
    words = "Se [bilaget](https://firma.sharepoint.com/x/bilag)."
    assert [doubt.what for doubt in made(words).doubts] == ["https://firma.sharepoint.com/x/bilag"]
    assert "Se bilaget." in made(words, remove=("firma.sharepoint.com",)).text
    assert "firma.sharepoint.com" in made(words, keep=("https://firma.sharepoint.com/x/bilag",)).html


def test_every_word_that_may_belong_to_a_closed_item_is_a_doubt_of_its_own() -> None:
    words = (
        "Sagen er fortrolig. "
        + "Der blev talt længe om alt muligt andet. " * 4
        + "Referatet er ikke offentligt, tavshedspligt."
    )
    doubts = made(words).doubts
    assert len(doubts) == 2
    assert made(words, keep=("Sagen er fortrolig",)).doubts == doubts[1:]
    assert (
        made(words, keep=("Sagen er fortrolig",), remove=("Referatet er ikke offentligt, tavshedspligt.",)).doubts == ()
    )
