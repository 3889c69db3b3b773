"""Files that are no minutes, broken, hostile or too large: refused at once, with what to do about it."""

from __future__ import annotations

import io
import struct
import zipfile

import edges
import pytest
import word
from hypothesis import given, settings
from hypothesis import strategies as st

from mailflow.errors import InputError
from mailflow.parsers import document

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def bomb() -> bytes:
    return word.package(document=word.body("<w:p/>" * 10_000_000))


BAD: dict[str, tuple[bytes, str, str]] = {
    "empty": (b"", "referat.docx", "empty"),
    "blank": (b" \r\n\0\n", "referat.txt", "empty"),
    "large": (b"a" * (20 * 2**20 + 1), "referat.txt", "larger than 20 MB"),
    "long": (b"Ord. " * 300_000, "referat.txt", "longer"),
    "old Word": (OLE + b"\0" * 600, "referat.doc", ".doc"),
    "password": (OLE + b"\0" * 100 + "EncryptedPackage".encode("utf-16-le"), "referat.docx", "password"),
    "pdf": (b"%PDF-1.7\n...", "referat.pdf", "PDF cannot be read yet"),
    "pdf called docx": (b"%PDF-1.7\n...", "referat.docx", "does not read"),
    "rtf": (b"{\\rtf1 Referat}", "referat.rtf", "does not read"),
    "odt": (word.package(**{"content.xml": "<a/>"}), "referat.odt", "does not read"),
    "other zip": (word.package(**{"a.txt": "x"}), "referat.docx", "no Word document"),
    "cut off": (word.data(word.new("Referat"))[:2000], "referat.docx", "damaged"),
    "broken XML": (word.package(document="<w:document"), "referat.docx", "damaged"),
    "picture": (bytes(range(256)) * 20, "referat.txt", "neither"),
    "only a picture": (word.package(document=word.body("<w:p/>")), "referat.docx", "no text"),
    "zip bomb": (bomb(), "referat.docx", "unpacks"),
    "entity bomb": (
        word.package(document='<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY c "&b;&b;">]>' + word.body(word.said("&c;"))),
        "referat.docx", "unpacks",
    ),
    "macros": (
        word.package(document=word.body(word.said("Referat")), **{"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
        "referat.docm", "macros",
    ),
    "two thousand pages": (
        word.package(document=word.body(word.said("Ord og flere ord. " * 200) * 2000)), "referat.docx", "unpacks",
    ),
    "nesting": (word.package(document=word.body("<w:sdt>" * 5000 + "</w:sdt>" * 5000)), "referat.docx", "unpacks"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_with_a_remedy(name: str) -> None:
    data, filename, words = BAD[name]
    with edges.ends(), pytest.raises(InputError) as refused:
        document.read(data, filename)
    assert words in str(refused.value)
    assert refused.value.remedy


def test_a_zip_that_lies_about_its_sizes_is_cut_off() -> None:
    honest = word.package(document=word.body("<w:p/>" * 5_000_000))
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    lying = honest.replace(struct.pack("<L", size), struct.pack("<L", 1000))
    with pytest.raises(InputError):
        document.read(lying, "referat.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_danish_letters_in_every_encoding_windows_writes(encoding: str) -> None:
    minutes = document.read(
        "Referat af møde i Repræsentantskabet 5. januar 2026\r\n\r\nÆØÅ\r\n".encode(encoding), "r.txt"
    )
    assert minutes.body == "Repræsentantskabet"
    assert "ÆØÅ" in minutes.markdown


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400), st.sampled_from(["a.txt", "a.md"]))
def test_any_text_is_read_or_refused(words: str, name: str) -> None:
    try:
        minutes = document.read(words.encode("utf-8", "replace"), name)
    except InputError:
        return
    assert minutes.markdown.strip()
