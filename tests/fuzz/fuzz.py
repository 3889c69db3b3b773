"""The process that is fuzzed. Arguments: target, folder for findings, working corpus, then libFuzzer's own.

A finding does not end the run: its input is kept once for each place in our code, and the run goes on.
"""

from __future__ import annotations

import hashlib
import sys
import time
import traceback
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent.parent))

with atheris.instrument_imports(include=["mailflow.parsers"]):
    from fuzz.targets import TARGETS, SlowError

TARGET = TARGETS[sys.argv[1]]
FINDINGS = Path(sys.argv[2])
# Instrumented code is several times slower than ours: a megabyte a second becomes this.
SECONDS, SECONDS_A_KILOBYTE = 1.0, 0.05


def one(data: bytes) -> None:
    begin = time.process_time()
    try:
        TARGET.read(data)
        spent = time.process_time() - begin
        if spent > SECONDS + SECONDS_A_KILOBYTE * len(data) / 1000:
            raise SlowError(f"{spent:.1f} s for {len(data)} octets")
    except TARGET.allowed:
        return
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
        keep(data, error)


def keep(data: bytes, error: Exception) -> None:
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if "/mailflow/" in frame.filename]
    place = f"{Path(ours[-1].filename).stem}-{ours[-1].lineno}" if ours else "whole"
    found = FINDINGS / f"{type(error).__name__}-{place}"
    if isinstance(error, SlowError):
        found = found.with_name(f"{found.name}-{hashlib.sha256(data).hexdigest()[:8]}")
    if found.with_suffix(".txt").exists():
        return
    found.with_suffix(".input").write_bytes(data)
    found.with_suffix(".txt").write_text("".join(traceback.format_exception(error)), encoding="utf-8")


def main() -> None:
    corpus = Path(sys.argv[3])
    for seed in TARGET.seeds():
        (corpus / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    atheris.Setup([sys.argv[0], str(corpus), *sys.argv[4:]], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
