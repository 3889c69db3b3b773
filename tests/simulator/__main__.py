"""Play seeds by hand: many in a row, or one with everything that happens in it."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from simulator.story import Result, play


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="simulator", description="Plays whole worlds; each seed is one, always the same."
    )
    parser.add_argument("--seeds", type=int, default=200, help="how many")
    parser.add_argument("--from", type=int, default=0, dest="first", help="the first seed")
    parser.add_argument("--seed", type=int, help="only this one")
    parser.add_argument("--verbose", action="store_true", help="tell everything that happens")
    parser.add_argument("--jobs", type=int, default=1, help="how many at a time")
    given = parser.parse_args()
    seeds = [given.seed] if given.seed is not None else range(given.first, given.first + given.seeds)
    began, failed, ends, struck = time.perf_counter(), 0, Counter(), Counter()
    for result in _played(seeds, given.jobs, given.verbose):
        failed += bool(result.broken)
        ends.update(result.states.values())
        struck.update(result.struck)
        for wrong in result.broken:
            print(f"seed {result.seed}: {wrong}", flush=True)
    took = time.perf_counter() - began
    count = len(seeds)
    print(f"{count} seeds, {failed} with a broken invariant; {1000 * took / count:.0f} ms a seed")
    print("rounds ended as:", ", ".join(f"{state} {number}" for state, number in sorted(ends.items())))
    print("faults played:", ", ".join(f"{name} {number}" for name, number in sorted(struck.items())))
    return 1 if failed else 0


def _played(seeds: Sequence[int], jobs: int, verbose: bool) -> Iterator[Result]:
    if jobs == 1 or verbose:
        yield from (play(seed, print if verbose else lambda line: None) for seed in seeds)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(play, seeds, chunksize=5)


if __name__ == "__main__":
    sys.exit(main())
