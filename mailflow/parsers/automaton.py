"""A regular grammar over words, and all places where a phrase that begins at a given word may end.

``NAME: words`` is a list, one word of which is meant. ``NAME = phrase`` is a rule; a phrase is made of words, of NAMES
of lists and of other rules, of ``[…]`` (may be left out), ``( … | … )`` (one of them) and ``*`` (any number of times,
also none). ``@name`` and the like stand for a class of words that the caller knows. A line that begins with # is a remark.
Rules may not be circular, so the language is regular and a text is read in linear time: the states are made
deterministic as they are needed (Thompson 1968; Aho, Sethi and Ullman, "Compilers", 3.7).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mailflow.parsers.danish import fold

Symbols = tuple[str, ...]  # what one word may stand for: itself, the lists it is on, its classes
Place = tuple[int, Any]  # a place in a rule, and the places to go on at when the rule ends: (place, (place, … ()))
_SIGNS = re.compile(r"[()\[\]|*]|[^\s()\[\]|*]+")
_RULE = re.compile(r"^([A-Z][A-Z_0-9]*) *([=:])", re.M)
MAX_REMEMBERED = (
    2_000_000  # places in the states kept, about 100 bytes each; beyond, all are forgotten and worked out anew
)


class State:
    """A set of places in the grammar. ``labels`` are the top rules that may end here."""

    __slots__ = ("labels", "next", "places")

    def __init__(self, places: frozenset[Place], labels: tuple[str, ...]) -> None:
        self.places = places
        self.labels = labels
        self.next: dict[Symbols, State | None] = {}


class Grammar:
    """Rules compiled for the top rules ``tops``; ``words`` tells what each word of the rules may stand for."""

    def __init__(self, text: str, tops: Sequence[str]) -> None:
        self._rules: dict[str, list[str]] = {}
        self._lists: dict[str, list[str]] = {}
        for name, sign, content in _read(text):
            (self._lists if sign == ":" else self._rules)[name] = content
        self._edges: list[dict[str, list[int]]] = []
        self._free: list[list[int]] = []  # transitions that read nothing
        self._calls: list[list[tuple[int, int]]] = []  # (begin of a rule, where to go on after it)
        self._ended: dict[int, str] = {}  # place -> the rule that ends there
        self._compiled: dict[str, tuple[int, int]] = {}
        spelled: set[str] = set()
        begins: list[Place] = [(self._compile(top, spelled)[0], ()) for top in tops]
        found: dict[str, list[str]] = {word: [word] for word in spelled}
        for name, words in self._lists.items():
            for word in words:
                found.setdefault(fold(word), []).append(name)
        self.words: Mapping[str, Symbols] = {word: tuple(symbols) for word, symbols in found.items()}
        self._known: dict[tuple[frozenset[Place], tuple[str, ...]], State] = {}
        self._remembered = 0
        self.start = self._state(begins)

    def ends(self, symbols: Sequence[Symbols], begin: int, longest: int) -> list[tuple[int, tuple[str, ...]]]:
        """(position behind it, labels) of every phrase that begins at ``begin`` and has at most ``longest`` words."""
        found: list[tuple[int, tuple[str, ...]]] = []
        state = self.start
        for position in range(begin, min(len(symbols), begin + longest)):
            read = symbols[position]
            following = state.next[read] if read in state.next else self._step(state, read)
            if following is None:
                break
            state = following
            if state.labels:
                found.append((position + 1, state.labels))
        return found

    def _step(self, state: State, read: Symbols) -> State | None:
        edges = self._edges
        places = [(to, after) for at, after in state.places for one in read for to in edges[at].get(one, ())]
        following = self._state(places) if places else None
        if self._remembered >= MAX_REMEMBERED:
            self._known.clear()
            self.start.next.clear()
            self._remembered = 0
        state.next[read] = following
        return following

    def _state(self, places: Iterable[Place]) -> State:
        closed = set(places)
        waiting = list(closed)
        while waiting:
            at, after = waiting.pop()
            reached: list[Place] = [(to, after) for to in self._free[at]]
            reached += [(begin, (back, after)) for begin, back in self._calls[at]]
            if after and at in self._ended:
                reached.append(after)
            for place in reached:
                if place not in closed:
                    closed.add(place)
                    waiting.append(place)
        labels = tuple(sorted({self._ended[at] for at, after in closed if not after and at in self._ended}))
        reading = frozenset(place for place in closed if self._edges[place[0]])
        key = reading, labels
        if (known := self._known.get(key)) is None:
            known = self._known[key] = State(reading, labels)
            self._remembered += len(reading)
        return known

    # --- from notation to places ------------------------------------------------------------------------------------

    def _place(self) -> int:
        self._edges.append({})
        self._free.append([])
        self._calls.append([])
        return len(self._edges) - 1

    def _compile(self, name: str, spelled: set[str]) -> tuple[int, int]:
        """The first and last place of a rule; each rule is laid out once."""
        if name not in self._compiled:
            begin = self._place()
            phrase = self._rules[name]
            _check_brackets(name, phrase)
            end, position = self._either(phrase, 0, begin, spelled)
            if position != len(phrase):
                raise ValueError(f"the rule {name} does not end where it should")
            self._compiled[name] = begin, end
            self._ended[end] = name
        return self._compiled[name]

    def _either(self, phrase: list[str], position: int, begin: int, spelled: set[str]) -> tuple[int, int]:
        end = self._place()
        while True:
            at, position = self._sequence(phrase, position, begin, spelled)
            self._free[at].append(end)
            if position == len(phrase) or phrase[position] != "|":
                return end, position
            position += 1

    def _sequence(self, phrase: list[str], position: int, begin: int, spelled: set[str]) -> tuple[int, int]:
        at = begin
        while position < len(phrase) and phrase[position] not in "|)]":
            sign = phrase[position]
            before = self._place()
            self._free[at].append(before)
            if sign in "([":
                after, position = self._either(phrase, position + 1, before, spelled)
                position += 1
                if sign == "[":
                    self._free[before].append(after)
            else:
                after, position = self._one(sign, before, spelled), position + 1
            if position < len(phrase) and phrase[position] == "*":
                self._free[after].append(before)
                after, position = before, position + 1
            at = self._place()
            self._free[after].append(at)
        return at, position

    def _one(self, sign: str, begin: int, spelled: set[str]) -> int:
        end = self._place()
        if sign in self._rules:
            self._calls[begin].append((self._compile(sign, spelled)[0], end))
            return end
        if sign[0] != "@" and sign not in self._lists:
            if sign.isupper():
                raise ValueError(f"a rule names {sign}, which is none")
            sign = fold(sign)
            spelled.add(sign)
        self._edges[begin].setdefault(sign, []).append(end)
        return end


def _read(text: str) -> Iterable[tuple[str, str, list[str]]]:
    """Name, sign (":" a list, "=" a phrase) and words of every rule."""
    without_remarks = re.sub(r"(?m)^#.*$", "", text)
    found = list(_RULE.finditer(without_remarks))
    for index, rule in enumerate(found):
        until = found[index + 1].start() if index + 1 < len(found) else len(without_remarks)
        yield rule[1], rule[2], _SIGNS.findall(without_remarks[rule.end() : until])


def _check_brackets(name: str, phrase: list[str]) -> None:
    """Raise ValueError, with the words around it, for a bracket that does not close."""
    opened: list[int] = []
    for position, sign in enumerate(phrase):
        if sign in "([":
            opened.append(position)
        elif sign in ")]" and (not opened or phrase[opened.pop()] + sign not in ("()", "[]")):
            raise ValueError(
                f"the rule {name} closes too much: {' '.join(phrase[max(0, position - 8) : position + 1])}"
            )
    if opened:
        raise ValueError(f"the rule {name} leaves open: {' '.join(phrase[opened[-1] : opened[-1] + 8])}")
