"""What an organisation's own office answers when it is told of an appointment: noted, or something that a person must read."""

from __future__ import annotations

import re

_LONGEST = 400  # characters: whoever writes more has more to say
_NOTED = re.compile(
    r"\b(?:(?:er|har|vi har|det er|den er|hermed)?\s*(?:noteret|registreret|modtaget og noteret|bekræftet|opdateret|rettet til|"
    r"indført|noterer|registrerer|bekræfter|tilføjet)|noted|registered|confirmed|we confirm|updated|recorded)\b",
    re.I,
)
_DOUBT = re.compile(
    r"\?|\b(?:ikke|men|dog|først|når|hvis|endnu|desværre|afvis\w*|fejl\w*|forkert\w*|mangler|mangle|spørgsmål|uklart?|venter|afventer|"
    r"skal\s+(?:først|have|bruge)|kan\s+I|vil\s+I|not|but|however|unless|until|when|if|unfortunately|wrong|missing|question|"
    r"pending|awaiting|cannot|can't|refus\w*|reject\w*|sorry|beklager|umuligt|tidligst|allerede\s+besat|forventer)\b",
    re.I,
)


def is_confirmation(text: str) -> bool:
    """ "Tak, det er noteret." Only what says so and nothing that doubts it; thanks alone are none, nor is a question. ``text``: the
    new words of a mail, without what it quotes and without its signature."""
    words = " ".join(text.split())
    return bool(words) and len(words) <= _LONGEST and bool(_NOTED.search(words)) and not _DOUBT.search(words)
