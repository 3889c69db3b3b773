"""Collects the words of the command line, ours and click's, into the Danish catalogue, and compiles it (``make words``).

A word that has no translation yet is left empty, and ``test_i18n`` says which.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
PO = ROOT / "mailflow" / "locale" / "da" / "LC_MESSAGES" / "mailflow.po"
MO = PO.with_suffix(".mo")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  # no date in the files: the same words give the same bytes
HEADER = """\
# The command line in Danish. `make words` collects what is new; an empty msgstr waits for a translation.
msgid ""
msgstr ""
"Language: da\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def empty() -> Catalog:
    return Catalog(locale="da", creation_date=LONG_AGO, revision_date=LONG_AGO, project="mailflow", version="")


def spoken() -> Catalog:
    """Every word in the program's sources and in click's, untranslated."""
    found = empty()
    for folder in (ROOT / "mailflow", Path(click.__file__).parent):
        for _, _, message, _, context in extract_from_dir(folder, [("**.py", "python")], keywords=DEFAULT_KEYWORDS):
            found.add(message, None, context=context)
    return found


def danish() -> Catalog:
    with PO.open("rb") as stream:
        return read_po(stream, locale="da")


def collect() -> Catalog:
    """The words spoken today, with the translations there are."""
    words, known = spoken(), danish() if PO.exists() else empty()
    for message in words:
        if message.id and (old := known.get(message.id)) is not None:
            message.string = old.string
    return words


def as_po(words: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, words, width=100, omit_header=True, sort_output=True, no_location=True)
    return HEADER.encode() + out.getvalue()


def as_mo(words: Catalog) -> bytes:
    dated = empty()
    for message in words:
        if message.id:
            dated.add(message.id, message.string)
    out = io.BytesIO()
    write_mo(out, dated)
    return out.getvalue()


def main() -> None:
    words = collect()
    PO.write_bytes(as_po(words))
    MO.write_bytes(as_mo(words))
    missing = [message.id for message in words if message.id and not all(texts(message.string))]
    print(f"{len(words)} words, {len(missing)} without Danish" + "".join(f"\n  {one!r}" for one in missing))


def texts(value: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """One text, or those of singular and plural."""
    return [value or ""] if isinstance(value, str) or value is None else list(value)


if __name__ == "__main__":
    main()
