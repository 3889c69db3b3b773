"""``make fuzz TARGET=mail MINUTES=30``: atheris throws mutated seeds at one parser (``tests/fuzz/targets.py``).

Exit code 1 when something was found; each finding is a file with its input and one with what happened, in ``--findings``.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
TARGETS = re.findall(r'^    "([a-z-]+)": Target\(', (HERE / "targets.py").read_text(encoding="utf-8"), re.M)


def main() -> None:
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--findings", type=Path, default=Path("fuzz-findings"), help="a folder")
    given = parser.parse_args()
    findings = given.findings / given.target
    findings.mkdir(parents=True, exist_ok=True)
    before = set(findings.glob("*.txt"))
    with tempfile.TemporaryDirectory(prefix="mailflow-fuzz-") as folder:
        corpus = Path(folder)
        limits = ["-max_len=16384", "-timeout=30", "-rss_limit_mb=1500", "-malloc_limit_mb=500"]
        output = [f"-max_total_time={given.minutes * 60:.0f}", "-print_final_stats=1", f"-artifact_prefix={findings}/"]
        own = [sys.executable, str(HERE / "fuzz.py"), given.target, str(findings), str(corpus)]
        run = subprocess.run([*own, *limits, *output], stderr=subprocess.PIPE, text=True, errors="replace", check=False)
    print("\n".join(run.stderr.splitlines()[-8:]))
    new = sorted(set(findings.glob("*.txt")) - before)
    for found in new:
        print(f"\n{found}\n{found.read_text(encoding='utf-8')}")
    done = re.search(r"stat::number_of_executed_units:\s*(\d+)", run.stderr)
    executed = f"{int(done[1]):,} executions" if done else "no figures: the run was cut off"
    print(f"\n{given.target}: {executed} in {given.minutes:g} minutes, {len(new)} findings")
    sys.exit(1 if new or run.returncode else 0)


if __name__ == "__main__":
    main()
