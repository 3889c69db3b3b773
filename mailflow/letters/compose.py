"""A template and its words make a draft: subject, plain text and HTML of one letter.

``templates/<language>/<kind>.md.j2`` is the whole letter: the first line "Subject: …", an empty line, then Markdown. An
installation's own folder wins, file by file. What the words are is said in ``letters.minutes``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mailflow.errors import ConfigError
from mailflow.i18n import _
from mailflow.letters import markdown, plain
from mailflow.letters.build import Draft

TEMPLATES = Path(__file__).parent.parent / "templates"
LARGEST = 1_000_000  # characters of one letter's own text; a template that makes more is in a loop
LAYOUT = "letter.html.j2"
_MARK = markdown.Markdown("\ue000")  # private use: no value can hold it, and no template should


@dataclass(frozen=True, slots=True)
class Inset:
    """A document in the midst of a letter, as text and as HTML. In a template it stands on a line of its own."""

    text: str
    html: str


@lru_cache(16)
def inset(document: str) -> Inset | None:
    """The document's Markdown made ready, the same for every recipient; None when it is blank."""
    if not document.strip():
        return None
    return Inset(plain.document_to_text(document), markdown.document_to_html(document))


def environment(override_folder: Path | None, language: str) -> jinja2.Environment:
    """The templates of a language ("da", "en"); those in ``override_folder/<language>`` win over the built-in ones.

    Values are data: they are never compiled, and ``finalize`` escapes each as it is put in; in a page (``.html.j2``)
    Jinja's own escaping does. A word that does not exist is an error. Filters: ``quote``, ``link``, ``command``.
    """
    roots = [root for root in (override_folder, TEMPLATES) if root is not None]
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader([folder for root in roots for folder in (root / language, root)]),
        undefined=jinja2.StrictUndefined, finalize=_put_in, autoescape=_is_page,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters.update(quote=markdown.quote, link=markdown.link, command=markdown.command)
    environment.globals["language"] = language
    return environment


def _is_page(name: str | None) -> bool:
    return name is not None and name.endswith(".html.j2")


@jinja2.pass_eval_context
def _put_in(context: jinja2.nodes.EvalContext, value: object) -> object:
    if isinstance(value, Inset):
        return _MARK
    return value if context.autoescape else markdown.escape(value)


def kinds(env: jinja2.Environment) -> list[str]:
    """The letters there are templates for."""
    ending = ".md.j2"
    names = (name.removesuffix(ending) for name in env.list_templates() if name.endswith(ending))
    return sorted({name for name in names if not name.startswith("_") and "/" not in name})


def check(env: jinja2.Environment) -> None:
    """Compile every template. Raises ``ConfigError`` with the file and line of the first that is no template."""
    for kind in kinds(env):
        _load(env, f"{kind}.md.j2")
    _load(env, LAYOUT)


def compose(env: jinja2.Environment, kind: str, words: Mapping[str, Any]) -> Draft:
    """The letter of that kind. ``words["document"]``, Markdown or "", is shown in full below it, ``words["inset"]``, an
    ``Inset`` or None, where the template puts it.

    Raises ``ConfigError`` when the template is missing, broken, uses a word that is not there, or runs wild.
    """
    name = f"{kind}.md.j2"
    first, _end, body = _render(_load(env, name), words).lstrip("\n").partition("\n")
    label, _colon, title = first.partition(":")
    subject = _subject(title.strip())
    if label.strip().lower() != "subject" or not subject:
        raise ConfigError(
            _("The template {name} does not begin with a line 'Subject: …'.").format(name=name),
            _("Put one on its first line."),
        )
    document = str(words.get("document") or "")
    text, page_html = _with_inset(body, words)
    if document:
        text += f"\n\n{'=' * 40}\n\n{plain.document_to_text(document)}"
    layout = _load(env, LAYOUT)
    page = {
        "subject": subject,
        "letter": page_html,
        "document": markdown.document_to_html(document) if document else "",
    }
    html = _render(layout, {**words, **page})
    language = str(env.globals["language"])
    return Draft(subject=subject, text=text + "\n", html=html.strip() + "\n", language=language)


@lru_cache(64)  # many letters have the same
def _subject(title: str) -> str:
    return plain.to_text(title).replace("\n", " ")


def note(env: jinja2.Environment, name: str, words: Mapping[str, Any]) -> str:
    """The plain text of a part that has no subject. Raises as ``compose`` does."""
    return _with_inset(_render(_load(env, f"{name}.md.j2"), words), words)[0]


def _with_inset(body: str, words: Mapping[str, Any]) -> tuple[str, str]:
    """The Markdown as text and as HTML."""
    parsed = markdown.LETTER.parse(body)
    text, html = plain.to_text(parsed), markdown.to_html(parsed)
    within = words.get("inset")
    if isinstance(within, Inset):
        text = text.replace(_MARK, within.text)
        html = html.replace(f"<p>{_MARK}</p>", within.html).replace(_MARK, within.html)
    return text, html


def _load(env: jinja2.Environment, name: str) -> jinja2.Template:
    try:
        return env.get_template(name)
    except jinja2.TemplateNotFound as error:
        raise ConfigError(
            _("There is no template {name}.").format(name=error.name), _("Add it, or remove the templates folder.")
        ) from error
    except jinja2.TemplateSyntaxError as error:
        raise ConfigError(
            _("The template {name} is wrong in line {line}: {reason}").format(
                name=error.name, line=error.lineno, reason=error.message
            ),
            _("Correct that file."),
        ) from error


def _render(template: jinja2.Template, words: Mapping[str, Any]) -> str:
    pieces: list[str] = []
    size = 0
    try:
        for piece in template.generate(words):
            pieces.append(piece)
            size += len(piece)
            if size > LARGEST + 20 * len(str(words.get("document") or "")):
                message = _("The template {name} makes more than {number} characters.")
                raise ConfigError(message.format(name=template.name, number=LARGEST), _("Correct that file."))
    except (jinja2.TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise ConfigError(
            _("The template {name} cannot be used: {reason}").format(name=template.name, reason=error),
            _("Correct that file."),
        ) from error
    return "".join(pieces)
