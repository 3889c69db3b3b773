"""text/plain; format=flowed put back into paragraphs (RFC 3676)."""

from __future__ import annotations


def unflow(text: str, delsp: bool = False) -> str:
    """Lines that end in a blank are joined with the next of the same quote depth; "-- " is a signature, not a flow."""
    out: list[str] = []
    pending: list[str] = []
    pending_depth = 0
    for line in text.split("\n"):
        bare = line.lstrip(">")
        depth = len(line) - len(bare)
        if bare.startswith(" "):  # space-stuffing, section 4.4
            bare = bare[1:]
        flows = bare.endswith(" ") and bare != "-- "
        if pending and (depth != pending_depth or bare == "-- "):
            out.append(_line(pending_depth, pending))
            pending = []
        pending_depth = depth
        pending.append(bare[:-1] if flows and delsp else bare)
        if not flows:
            out.append(_line(depth, pending))
            pending = []
    if pending:
        out.append(_line(pending_depth, pending))
    return "\n".join(out)


def _line(depth: int, pieces: list[str]) -> str:
    joined = "".join(pieces)
    joined = joined if joined == "-- " else joined.rstrip(" ")
    return ">" * depth + (" " if depth and joined else "") + joined
