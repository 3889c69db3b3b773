"""What somebody has to do after the meeting, as the sentences of the minutes say it: who, and what.

What was done already, what is only recommended, and what the meeting itself did (discussed, approved) is no task.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from mailflow.parsers import decidewords, people, sentences, taskwords
from mailflow.parsers.labels import Section
from mailflow.parsers.names import FIRST_NAMES
from mailflow.parsers.personname import fold
from mailflow.parsers.sections import Line
from mailflow.reading import Action

LONGEST = 1200  # characters of a sentence

_HEAD = {
    Section.RECOMMENDATION, Section.AGENDA, Section.TITLE, Section.PEOPLE, Section.REGRETS, Section.TIME, Section.PLACE,
    Section.LINK, Section.HOST, Section.CHAIR, Section.TAKER, Section.END,
}  # fmt: skip
_ROLE = re.compile(taskwords.ROLE)
_LED_BY = re.compile(
    r"^(?:opgaver?|opfølgning|handling|aftalt|aftale|to-?do|aktion|aktionspunkt|handlingspunkt|husk|næste skridt|ansvarlig)\s*:\s*",
    re.IGNORECASE,
)
# A mark that stands before what is to be done: an arrow, an empty box, "@" before a name.
_MARKED = re.compile(r"^\s*(?:[→➔➜►▶»☐□]|=>|->|\[[ xX]?\])\s*@?|^\s*@(?=[A-ZÆØÅ])")
# "drøfter sagen med KL og vender tilbage": both are still to be done, unlike in "drøftede sagen og vender tilbage".
_TWO_THINGS = re.compile(r"\s+(?!er\b|har\b|var\b)[a-zæøå]{2,}r\s[^.,;:]{2,120}?\sog\s")
_THAT = re.compile(r"^at\s+(?=\w)")  # an entry below "Bestyrelsen besluttede"
_JOINT = re.compile(r"(?:,?\s+(?:og|mens)\s+|;\s+)(?=[A-ZÆØÅ]|sekretariatet\b|formanden\b)")
_NOTHING = re.compile(r"\W*(?:ingen|intet)\W*", re.IGNORECASE)
_OWN = re.compile(
    r"\b([A-ZÆØÅ]{2,10})(?:s|['’]s|-)?[ -](?:medlemmer|sekretariat\w*|hjemmeside\w*|bestyrelse\w*)"
    r"|\bmedlem(?:mer|merne)? af ([A-ZÆØÅ]{2,10})\b"
)


@dataclass(frozen=True, slots=True)
class Task:
    action: Action
    paragraph: int
    words: str


@dataclass(frozen=True, slots=True)
class _Context:
    item: str | None  # the item's path
    firm: bool  # under "Beslutning" or in a list of tasks
    listed: bool  # in a list of tasks
    before: bool  # in what an item with a decision tells first
    actors: Container[str]  # folded names and initials of those who may have something to do


def read(lines: Sequence[Line], paths: Sequence[str], names: Sequence[str]) -> list[Task]:
    """The tasks in their order. ``paths`` are the items' paths, ``names`` the people of the meeting. Never raises."""
    found: list[Task] = []
    actors = _actors(lines, names)
    before = ""  # the sentence above, for "Ansvarlig: ..." as a line of its own
    decided = {line.item for line in lines if line.section is Section.DECISION and line.words}
    for line in lines:
        if line.section in _HEAD or (line.item is None and line.section is not Section.ACTIONS):
            continue
        item = paths[line.item] if line.item is not None and line.item < len(paths) else None
        if line.rows:
            found += _table(line, item)
            continue
        listed = line.section is Section.ACTIONS
        firm = listed or line.section is Section.DECISION
        context = _Context(item, firm, listed, line.item in decided and not firm, actors)
        parts = _joined(sentences.read(line.words))
        for at, sentence in enumerate(parts):
            said = sentence
            if at == 0 and before and taskwords.RESPONSIBLE_ALONE.match(sentence):
                found = [one for one in found if one.words != before]
                said = f"{before} {sentence}"
            found += [Task(action, line.paragraph, sentence) for action in _tasks(said, context)]
        before = parts[-1] if parts and line.item is not None else ""
    return found


def _joined(parts: Sequence[str]) -> list[str]:
    """The sentences, "Ansvarlig: Anna Berg." with the one before it."""
    out: list[str] = []
    for part in parts:
        if out and taskwords.RESPONSIBLE_ALONE.match(part):
            out[-1] += f" {part}"
        else:
            out.append(part)
    return out


def _tasks(sentence: str, context: _Context) -> list[Action]:
    """The tasks that a sentence sets: two where two people do two things ("Anna booker lokalet, og Bo laver programmet")."""
    if len(sentence) > LONGEST:
        return []
    words = _LED_BY.sub("", _MARKED.sub("", sentence))
    for joint in list(_JOINT.finditer(words))[:5]:
        halves = [_task(words[: joint.start()], context), _task(words[joint.end() :], context)]
        both = [half for half in halves if half is not None and half.who is not None]
        if len(both) == 2 and both[0].who != both[1].who:
            return both
    action = _task(words, context if words == sentence else replace(context, firm=True, listed=True))
    return [action] if action is not None and not taskwords.NO_TASK.match(action.what) else []


def _task(sentence: str, context: _Context) -> Action | None:
    """The task that a sentence sets."""
    for pattern, allowed in ((taskwords.RESPONSIBLE, True), (taskwords.LED, context.listed)):
        match = pattern.match(sentence) if allowed else None
        if match and _known(match["who"], context.actors):
            more = match["more"] if pattern is taskwords.RESPONSIBLE else ""
            return Action(_who(match["who"]), _tidy(f"{match['what']} {more}"), context.item)
    behind = taskwords.BEHIND.match(sentence)
    if behind and _known(behind["who"], context.actors) and taskwords.TO_BE_DONE.search(behind["what"]):
        return Action(_who(behind["who"]), _tidy(behind["what"]), context.item)
    led = taskwords.LED.match(sentence)
    if led and _known(led["who"], context.actors) and taskwords.BEGINS_TO_DO.match(led["what"]):
        return Action(_who(led["who"]), _tidy(led["what"]), context.item)
    inner = _THAT.sub("", taskwords.DECIDED_THAT.sub("", sentence))
    decided = inner != sentence
    asked = taskwords.ASKED_TO.match(sentence)
    if asked and _known(asked["who"], context.actors):
        return Action(_who(asked["who"]), _tidy(asked["what"]), context.item)
    given = context.firm and re.search(r"\bf[åi][rk] til opgave\b", inner) is not None
    hedge = taskwords.NOT_A_TASK.search(inner)
    if hedge and (also := re.search(r"\s+og\s+$", inner[: hedge.start()])):
        inner, hedge = inner[: also.start()], None  # "vil udsende filmene og foreslår denne rækkefølge": the first half
    if taskwords.DISCUSSION.match(inner) or (hedge and not decided and not given):
        return None
    named = _named(inner, context, decided)
    if named is not None:
        return named
    passive = taskwords.PASSIVE.match(inner)
    if (
        passive
        and (not context.before or inner.startswith("Der "))
        and (context.firm or decided or re.search(r"\bvil\s+blive\b|^Der\s", inner))
    ):
        return Action(None, _tidy(inner), context.item)
    if (
        context.listed
        and len(sentence) > 5
        and not sentence.endswith("?")
        and not _NOTHING.fullmatch(sentence)
        and not decidewords.ALONE.match(sentence)
    ):
        return Action(None, _tidy(sentence), context.item)
    return None


def _named(inner: str, context: _Context, decided: bool) -> Action | None:
    """The task of a sentence that says who does it."""
    for match in taskwords.WILL.finditer(inner):
        if not _known(match["who"], context.actors) or taskwords.SUBORDINATE.search(inner[: match.start("who")]):
            continue
        if re.match(r"bedes|bør", match["what"]) and context.before and taskwords.BODY.fullmatch(match["who"]):
            continue
        return Action(_who(match["who"]), _tidy(match["what"]), context.item)
    for pattern in (taskwords.PRESENT, taskwords.AND_THEN):
        found = pattern.match(inner)
        if (
            found
            and _known(found["who"], context.actors)
            and not (context.before and taskwords.UNLIKELY.match(found["what"]))
        ):
            what = inner[found.end("who") :] if _TWO_THINGS.match(inner[found.end("who") :]) else found["what"]
            return Action(_who(found["who"]), _tidy(what), context.item)
    then = taskwords.WHO_THEN.search(inner) if context.firm else None
    if then and _known(then["who"], context.actors):
        return Action(_who(then["who"]), _tidy(then["what"]), context.item)
    any_ = taskwords.ANYTHING.match(inner) if context.firm or not context.before else None
    if (
        any_
        and not re.match(r"\S+\s+ikke\b", any_["what"])
        and _known(any_["who"], context.actors)
        and not taskwords.BODY.fullmatch(any_["who"])
        and (
            context.firm
            or (not _ROLE.fullmatch(any_["who"]) and any_["who"] != "KL" and not taskwords.SAYS.match(any_["what"]))
        )
    ):
        return Action(_who(any_["who"]), _tidy(any_["what"]), context.item)
    turned = taskwords.INVERTED.match(inner)
    if turned and _known(turned["who"], context.actors):
        lead = turned["lead"]
        if (
            not taskwords.GONE.search(lead)
            and not taskwords.CONDITION.match(lead)
            and not (context.before and taskwords.UNLIKELY.match(turned["verb"]))
        ):
            return Action(_who(turned["who"]), _tidy(f"{turned['verb']} {turned['rest'] or ''} ({lead})"), context.item)
    turned = taskwords.WILL_INVERTED.search(inner)
    if turned and (context.firm or decided) and _known(turned["who"], context.actors):
        return Action(_who(turned["who"]), _tidy(f"vil {turned['what']}"), context.item)
    return None


def _actors(lines: Sequence[Line], names: Sequence[str]) -> frozenset[str]:
    """Those who may have something to do besides the roles: the people of the meeting, by name, first name and initials, and
    the association by its letters, where the document shows that they are its own ("FKTs medlemmer")."""
    found = {fold(name) for name in names} | {fold(name.split()[0]) for name in names if name}
    found |= {fold("".join(word[0] for word in name.split())) for name in names}
    for line in lines:
        for match in _OWN.finditer(line.words):
            found.add(fold(match[1] or match[2]))
    return frozenset(found)


def _known(who: str, actors: Container[str]) -> bool:
    """Whether each of those named is a role, a person of the meeting, or goes by a first name of a person's."""
    for one in re.split(r"\s+og\s+|\s+samt\s+|\s*[,/]\s*", who):
        words = one.split()
        if _ROLE.fullmatch(one) or fold(one) in actors or (words and people.is_place(one)):
            continue
        if len(words) > 1 and fold(words[0]) in FIRST_NAMES:
            continue
        if len(words) == 1 and one[:1].isupper() and not one.isupper() and not who.startswith(one):
            continue  # a place behind a name: "Anna Berg, Søndervig og ..."
        return False
    return True


def _table(line: Line, item: str | None) -> list[Task]:
    """A list of tasks as a table: a column says what, another who."""
    header = [cell.casefold() for cell in line.rows[0]] if line.rows else []

    def column(pattern: str) -> int | None:
        return next((at for at, cell in enumerate(header) if re.match(pattern, cell)), None)

    what = column(r"opgave|handling|hvad|aktion|to[- ]?do|opfølgning|aktivitet")
    who = column(r"ansvarlig|hvem|ansv|udføres af")
    when = column(r"frist|hvornår|deadline|tid|senest")
    if what is None or who is None:
        return []
    out = []
    for row in line.rows[1:]:
        cells = [*row, *[""] * (len(header) - len(row))]
        if cells[what]:
            due = f" ({line.rows[0][when]}: {cells[when]})" if when is not None and cells[when] else ""
            words = ", ".join(cell for cell in row if cell)
            out.append(Task(Action(cells[who] or None, f"{cells[what]}{due}", item), line.paragraph, words))
    return out


def _who(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip(" ,")


def _tidy(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip(" ,;:–-").removesuffix(".")
