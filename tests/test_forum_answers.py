# ruff: noqa: E501 - answers are easier to read on one line
"""Answers to calls for nominations: the judgement of each and who is nominated (tests/answers/forum*.txt).

The first property: nobody is nominated who was not put forward, and a no is never taken for a nomination.
"""

from __future__ import annotations

import edges
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailflow.parsers import forum
from mailflow.parsers.municipalities import MUNICIPALITIES
from mailflow.replies import Intent, Nominee
from tests.answers_read import GREETINGS, SIGN_OFFS, forums

ANSWERS = forums()
NOT_NOMINATING = [words for wanted, _, words in ANSWERS if wanted != "nominate"]
NOT_DECLINING = [words for wanted, _, words in ANSWERS if wanted != "decline"]
NOMINATING = [(nominees, words) for wanted, nominees, words in ANSWERS if wanted == "nominate"]


@pytest.mark.parametrize("words", NOT_NOMINATING)
def test_nothing_but_a_nomination_is_taken_for_one(words: str) -> None:
    assert forum.nominations(words).intent is not Intent.NOMINATE


@pytest.mark.parametrize("words", NOT_DECLINING)
def test_nothing_but_a_no_is_taken_for_one(words: str) -> None:
    assert forum.nominations(words).intent is not Intent.DECLINE


@pytest.mark.parametrize(("wanted", "words"), NOMINATING)
def test_nobody_is_invented(wanted: frozenset[Nominee], words: str) -> None:
    answer = forum.nominations(words)
    invented = {(one.name, one.self) for one in answer.nominees} - {(one.name, one.self) for one in wanted}
    assert not invented


def test_exactly_the_right_people_are_nominated() -> None:
    missed = []
    for wanted, words in NOMINATING:
        answer = forum.nominations(words)
        if answer.intent is not Intent.NOMINATE or frozenset(answer.nominees) != wanted:
            missed.append((words, answer))
    assert len(missed) <= len(NOMINATING) * 0.05, missed


@pytest.mark.parametrize("intent", ["decline", "question", "none", "unclear"])
def test_other_answers_are_known_for_what_they_are(intent: str) -> None:
    answers = [words for wanted, _, words in forums(later=False) if wanted == intent]
    missed = [words for words in answers if forum.nominations(words).intent != intent]
    assert len(missed) <= max(1, len(answers) * 0.05), missed


@pytest.mark.parametrize(("intent", "share"), [("decline", 0.06), ("question", 0.05), ("none", 0.3), ("unclear", 0.05)])
def test_other_answers_of_every_kind_are_known_or_held(intent: str, share: float) -> None:
    """Talk of anything under the sun is not recognised as that, but then a human looks at it."""
    answers = [words for wanted, _, words in ANSWERS if wanted == intent]
    missed = [words for words in answers if forum.nominations(words).intent != intent]
    assert len(missed) <= len(answers) * share, missed
    held = {forum.nominations(words).intent for words in missed}
    assert held <= {Intent.UNCLEAR, Intent.QUESTION} | ({Intent.NONE} if intent == "unclear" else set())


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(ANSWERS), st.sampled_from(GREETINGS), st.sampled_from(SIGN_OFFS))
def test_a_greeting_or_sign_off_changes_nothing(
    answer: tuple[str, frozenset[Nominee], str], greeting: str, sign_off: str
) -> None:
    words = answer[2]
    bare = forum.nominations(words, "Per Holm")
    signed = forum.nominations(words + sign_off, "Per Holm")
    assert (signed.intent, frozenset(signed.nominees)) == (bare.intent, frozenset(bare.nominees))
    if not words.lower().startswith(("hej", "kære", "hello", "hi ")):
        greeted = forum.nominations(greeting + words, "Per Holm")
        assert (greeted.intent, frozenset(greeted.nominees)) == (bare.intent, frozenset(bare.nominees))


@pytest.mark.parametrize("municipality", MUNICIPALITIES)
@pytest.mark.parametrize(
    "way", ["fra {}", "({})", ", {}", "fra {} Kommune", ", {} kommune", "i {}", ", kommunaldirektør i {}"]
)
def test_each_municipality_is_known_beside_a_name(municipality: str, way: str) -> None:
    beside = way.format(municipality) if way[0] == "," else " " + way.format(municipality)
    answer = forum.nominations(f"Jeg foreslår Hanne Bak{beside}.")
    assert answer.nominees == (Nominee("Hanne Bak", municipality, False),)


@pytest.mark.parametrize("municipality", MUNICIPALITIES)
def test_each_municipality_is_known_without_its_dots(municipality: str) -> None:
    for bare in (
        municipality.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa"),
        municipality.lower().replace("æ", "a").replace("ø", "o").replace("å", "a"),
        municipality.upper(),
    ):
        answer = forum.nominations(f"Jeg foreslår Hanne Bak fra {bare} kommune")
        assert answer.nominees == (Nominee("Hanne Bak", municipality, False),), bare


def test_for_oneself_the_municipality_is_the_texts_else_the_known_one() -> None:
    assert forum.nominations("Jeg stiller op", "Bo Lund", "Assens").nominees == (Nominee("Bo Lund", "Assens", True),)
    assert forum.nominations("Som direktør i Vejle stiller jeg gerne op", "Bo Lund", "Assens").nominees == (
        Nominee("Bo Lund", "Vejle", True),
    )
    assert forum.nominations("Jeg foreslår Hanne Bak", "Bo Lund", "Assens").nominees == (
        Nominee("Hanne Bak", None, False),
    )


OTHER_MATTERS = """
    Jeg kommer til mødet på torsdag. | Jeg sidder i toget og svarer senere. | Jeg tager bilen i morgen. | Jeg er klar til mødet på mandag.
    Jeg har interesse i at høre mere om emnet. | Jeg deltager i generalforsamlingen. | Jeg vil gerne deltage i webinaret den 4.
    Jeg siger ja til invitationen til webinaret. | Skriv mig på mail. | Sæt mig gerne på cc. | Jeg vil gerne afmeldes nyhedsbrevet.
    Jeg fortsætter arbejdet med høringssvaret. | Jeg søger en ny sekretær. | Jeg stiller gerne spørgsmål på mødet. | Jeg vil gerne have referatet.
    Jeg tager gerne en kop kaffe med jer. | Jeg er klar over fristen. | Jeg melder mig syg i dag. | Jeg melder mig, når jeg er hjemme.
    Jeg er til rådighed på telefon 20304050. | Mit navn staves med W. | Mit kandidatur til folketinget er i øvrigt aflyst. | Ja tak, send det endelig.
    Vi vil gerne være vært for mødet. | Det tager jeg med til kredsen. | Jeg er interesseret i deltagerlisten. | Hanne Bak er ny kommunaldirektør i Skive.
    Hanne Bak vil gerne have referatet. | Hanne Bak er min nye sekretær. | Hanne Bak skal have en kopi. | Sæt Hanne Bak på cc. | Hanne Bak stiller op til kommunalvalget.
"""


@pytest.mark.parametrize(
    "words", [words.strip() for line in OTHER_MATTERS.strip().split("\n") for words in line.split("|")]
)
def test_nobody_is_nominated_by_a_letter_about_another_matter(words: str) -> None:
    assert forum.nominations(words).intent in {Intent.UNCLEAR, Intent.NONE, Intent.QUESTION}


SUBJECTS = """
    Hanne Bak, Vejle Kommune, vil gerne stille op. | Hanne Bak fra Vejle, som også er formand for kredsen, vil gerne være kandidat.
    Min vicedirektør, Hanne Bak, vil gerne påtage sig opgaven. | Spørg Hanne Bak i Vejle! Hun har sagt til mig, at hun er frisk.
    Vi vil gerne byde ind med Hanne Bak. | Bo Lund spurgte mig, om jeg ville foreslå Hanne Bak, og det gør jeg. | Hanne Bak, Vejle Kommune, afløser mig.
    Vi har her på gangen en ung dame, Hanne Bak, som jeg gerne vil anbefale. | Jeg vil hellere pege på Hanne Bak end på Bo Lund.
    Hej, det er Bo Lund, jeg vil gerne foreslå Hanne Bak.
"""


@pytest.mark.parametrize("sender", ["", "Per Holm"])
@pytest.mark.parametrize("words", [words.strip() for line in SUBJECTS.strip().split("\n") for words in line.split("|")])
def test_who_writes_is_not_nominated_with_the_one_who_is_spoken_of(words: str, sender: str) -> None:
    assert {(one.name, one.self) for one in forum.nominations(words, sender).nominees} <= {("Hanne Bak", False)}


WORST = ["a", "jeg ", "vil gerne ", "Hanne ", "Vejle ", "(", "x. ", "Mvh\n", "/ ", "a\n", "Hanne Bak, ", "?", "\n", "1. Bo Lund, Vejle\n", "ikke ", "og jeg ", "Hanne fra Vejle og "]  # fmt: skip


@pytest.mark.parametrize("piece", WORST)
@pytest.mark.parametrize("size", [7_900, 1_000_000])
def test_the_reading_is_linear_in_the_text(piece: str, size: int) -> None:
    text = piece * (size // len(piece))
    with edges.ends():
        forum.nominations(text)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400), st.text(max_size=30))
def test_nothing_raises(text: str, sender: str) -> None:
    answer = forum.nominations(text, sender)
    assert 0 <= answer.span[0] <= answer.span[1] <= len(text)
