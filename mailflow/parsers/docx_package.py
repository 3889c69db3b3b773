"""A Word file taken apart safely (ECMA-376 part 2): a zip of XML parts from strangers, with limits on everything."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError  # parsing itself is defusedxml's

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.parsers.docx_numbers import W

LARGEST_PART = 20 * 1024 * 1024  # bytes of XML; a year's minutes are below one
LARGEST_WHOLE = 200 * 1024 * 1024
LARGEST_RATIO = 250  # honest Word XML is packed 5 to 40 times

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PROPERTIES = {"title", "subject", "creator", "description", "keywords", "lastModifiedBy", "category", "contentStatus",
               "Company", "Manager", "HyperlinkBase", "Template"}  # fmt: skip
_STRICT = b"http://purl.oclc.org/ooxml/"


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word file that hold words."""

    body: Element
    styles: Element | None
    numbering: Element | None
    links: dict[str, str]  # relationship id -> where a hyperlink leads
    notes: dict[tuple[str, str], Element]  # (tag, id) -> foot- or endnote
    comments: Element | None
    heads: tuple[Element, ...] = ()  # heads and feet of the pages
    properties: tuple[str, ...] = ()  # author, company and the like: "creator: Signe Holk"


def take_apart(data: bytes) -> Package:
    """Raises ``InputError`` for what is no Word document, is damaged or protected, or unpacks to more than the limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check(archive)
            main = _main_part(archive)
            folder, name = posixpath.split(main)
            document = part(archive, main)
            body = document.find(f"{W}body") if document is not None else None
            if body is None:
                raise InputError(_("The file is no Word document."), _("Save it as .docx in Word and try again."))
            links = part(archive, f"{folder}/_rels/{name}.rels")
            return Package(
                body=body,
                styles=part(archive, f"{folder}/styles.xml"),
                numbering=part(archive, f"{folder}/numbering.xml"),
                links=_links(links),
                notes=_notes(part(archive, f"{folder}/footnotes.xml"))
                | _notes(part(archive, f"{folder}/endnotes.xml")),
                comments=part(archive, f"{folder}/comments.xml"),
                heads=tuple(_heads(archive, folder, links)),
                properties=tuple(_properties(archive)),
            )
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ParseError,
        OSError,
        ValueError,
    ) as error:
        # zipfile says RuntimeError for a password and NotImplementedError for an unknown packing.
        raise InputError(
            _("The Word document is damaged and cannot be read."), _("Open it in Word, save it anew and try again.")
        ) from error


def too_much() -> InputError:
    """The answer to a bomb: a small file that unpacks, or nests, without end."""
    return InputError(
        _("The document unpacks to far more than any minutes need; it is not opened."),
        _("Copy its text into a new document and try again."),
    )


def check(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    whole = sum(entry.file_size for entry in entries)
    bomb = any(
        entry.file_size > 1_000_000 and entry.file_size > LARGEST_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    if len(entries) > 5000 or whole > LARGEST_WHOLE or bomb:
        raise too_much()
    if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        raise InputError(
            _("The document holds macros, and mail programs stop such files."),
            _("Save it as .docx in Word (without macros) and try again."),
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise InputError(_("The document is protected by a password."), _("Save it without a password and try again."))


def part(archive: zipfile.ZipFile, name: str) -> Element | None:
    """A part of the package, parsed without entities; None when it is not there. Sizes in the directory may lie, so the
    stream is cut off at the limit."""
    try:
        with archive.open(name.lstrip("/")) as stream:
            data = stream.read(LARGEST_PART + 1)
    except KeyError:
        return None
    if len(data) > LARGEST_PART:
        raise too_much()
    if _STRICT in data[:4096]:  # "Strict Open XML" has the same elements under other names
        data = data.replace(b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode())
        data = data.replace(b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode())
    try:
        root: Element = ElementTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise too_much() from error
    return root


def _main_part(archive: zipfile.ZipFile) -> str:
    root = part(archive, "_rels/.rels")
    for link in root.iter(_REL) if root is not None else ():
        if link.get("Type", "").endswith("/officeDocument"):
            return link.get("Target", "").lstrip("/")
    return "word/document.xml"


def _heads(archive: zipfile.ZipFile, folder: str, links: Element | None) -> Iterator[Element]:
    for link in links.iter(_REL) if links is not None else ():
        if link.get("Type", "").endswith(("/header", "/footer")):
            found = part(archive, posixpath.normpath(posixpath.join(f"/{folder}", link.get("Target", ""))))
            if found is not None:
                yield found


def _properties(archive: zipfile.ZipFile) -> Iterator[str]:
    """What the file says of itself (ECMA-376 part 2, 10; part 1, 22.2). Statistics and dates are nobody's secret."""
    for name in ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"):
        root = part(archive, name)
        for node in root.iter() if root is not None else ():
            tag = node.tag.rpartition("}")[2]
            if node.text and node.text.strip() and (tag in _PROPERTIES or name.endswith("custom.xml")):
                yield f"{tag}: {node.text.strip()}"


def _links(root: Element | None) -> dict[str, str]:
    if root is None:
        return {}
    return {
        link.get("Id", ""): link.get("Target", "")
        for link in root.iter(_REL)
        if link.get("Type", "").endswith("/hyperlink")
    }


def _notes(root: Element | None) -> dict[tuple[str, str], Element]:
    """Foot- and endnotes by (kind, id), without Word's separators."""
    if root is None:
        return {}
    return {
        (node.tag, node.get(f"{W}id", "")): node
        for node in root if node.tag in {f"{W}footnote", f"{W}endnote"} and node.get(f"{W}type") in {None, "normal"}
    }  # fmt: skip
