"""Speed and memory of `check`: schema validation beside peers on the same records, and the whole check by size.

python -m bench.speed_check OUT          records a second on the JSON-LD lines of a built folder
python -m bench.speed_check OUT --sizes  also the memory of streaming validation and of the whole check, by size
"""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from bench.peers import children, frictionless_rate, pyshacl_rate
from bench.synthetic import write_copies, write_lines
from pipeline.check.validators import KINDS, compiled, fast, quick, reference
from pipeline.records.node import json_schema

#: Seconds that each validator is given.
BUDGET = 3.0
STREAMED = (10_000, 100_000, 1_000_000)
#: `dateline`, with the most memory that it had, in KiB, as its last word.
COMMAND = """
import atexit, pathlib, runpy
atexit.register(lambda: print(pathlib.Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]))
runpy.run_module("pipeline", run_name="__main__")
"""
CHECKED = (10_000, 40_000, 120_000, 400_000, 1_000_000)


def main(out: Path, *, sizes: bool = False) -> None:
    """Print records a second and the ratio to plain jsonschema, and with `sizes` seconds and memory by size.

    Records a second are those of one processor, but for the row that says two, whose processes work at the same time.
    """
    nodes = nodes_of(out)
    plain = {name: Draft202012Validator(json_schema(kind)).is_valid for name, kind in KINDS.items()}
    contenders: dict[str, dict[str, Callable[[Any], bool]]] = {"plain jsonschema, formats not asserted": plain}
    contenders["reference validator, formats asserted"] = {name: reference(name).is_valid for name in KINDS}
    contenders["compiled validator, formats asserted"] = {name: compiled(name) for name in KINDS}
    fastest = {name: found for name in KINDS if (found := fast(name))}
    if fastest:
        contenders["fast validator, formats asserted"] = fastest
    base = 0.0
    for label, validators in contenders.items():
        rate = measured(nodes, validators)
        base = base or rate
        told(label, rate, base)
    if fastest:
        with ProcessPoolExecutor(2, get_context("spawn")) as pool:
            told("the same in two processes at once", sum(pool.map(fast_rate, (out, out))), base)
    for label, peer in (("pySHACL, our shapes", pyshacl_rate), ("frictionless, our descriptor", frictionless_rate)):
        result = peer(out)
        if isinstance(result, str):
            print(f"{label:<42} skipped: {result}")
        else:
            told(label, result, base)
    for command, numbers in (("stream", STREAMED), ("check", CHECKED)) if sizes else ():
        for number in numbers:
            print(alone(command, out, number))


def told(label: str, rate: float, base: float) -> None:
    """One line of the table."""
    print(f"{label:<42} {rate:>10,.0f} records/s  × {rate / base:.2f}")


def lines_of(out: Path, name: str) -> list[str]:
    """The lines of a kind."""
    return (out / f"jsonld/{name}.jsonl").read_text(encoding="utf-8").splitlines()


def nodes_of(out: Path) -> dict[str, list[Any]]:
    """The records of each kind."""
    return {name: [json.loads(line) for line in lines_of(out, name)] for name in KINDS}


def fast_rate(out: Path) -> float:
    """Records a second, by the clock, of the quickest validator."""
    return measured(nodes_of(out), {name: quick(name) for name in KINDS}, time.perf_counter)


def measured(
    nodes: dict[str, list[Any]],
    validators: dict[str, Callable[[Any], bool]],
    clock: Callable[[], float] = time.process_time,
) -> float:
    """Records a second over as many rounds as the budget allows; of one processor, unless another clock is given."""
    count, began = 0, clock()
    while clock() - began < BUDGET:
        for name, members in nodes.items():
            for node in members:
                assert validators[name](node)
            count += len(members)
    return count / (clock() - began)


def alone(command: str, out: Path, number: int) -> str:
    """What a process of its own reports, so that its peak of memory is its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.speed_check", str(out), command, str(number)], capture_output=True, text=True
    )
    return done.stdout.strip() or f"{command} of {number}: {done.stderr.strip().splitlines()[-1]}"


def stream(out: Path, number: int) -> None:
    """Validate `number` records read from a file one by one; print seconds and peak of memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.jsonl"
        write_lines(itertools.islice(itertools.cycle(lines_of(out, "events")), number), path)
        valid = quick("events")
        began = time.process_time()
        with path.open("rb") as lines:
            assert all(valid(json.loads(line)) for line in lines)
        report("read and validated line by line", number, time.process_time() - began, peak())


def whole(out: Path, number: int) -> None:
    """Check a folder of about `number` records, copies of one article; print seconds and peak of memory."""
    with tempfile.TemporaryDirectory() as folder:
        folder_of = Path(folder) / "out"
        # Written by another process, so that the peak of memory is the check's own.
        command = [sys.executable, "-m", "bench.speed_check", str(folder_of), "write", str(number)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        began = children()
        # As a user runs it, so that the memory is that of the command and of nothing that measures it.
        command = [sys.executable, "-c", COMMAND, "--quiet", "check", str(folder_of)]
        memory = int(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1])
        seconds = children() - began
        entries = json.loads((folder_of / "manifest.json").read_bytes())["files"].items()
        rows = sum(entry["rows"] for name, entry in entries if name.startswith("tables/"))
        report("whole check, all rules", rows, seconds, memory / 1024)


def report(label: str, number: int, seconds: float, memory: float) -> None:
    """One line of the second table; memory is the most that the process had, in MiB."""
    print(f"{label:<42} {number:>9,} records {seconds:>7.1f} s {number / seconds:>9,.0f}/s, peak {memory:,.0f} MiB")


def peak() -> float:
    """Most memory that this process has had, in MiB."""
    # Not the kernel's account of used resources, which counts what the parent had when it started this process.
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


COMMANDS: dict[str, Callable[[Path, int], object]] = {
    "stream": stream,
    "check": whole,
    "write": lambda out, number: write_copies(number, out),
}

if __name__ == "__main__":
    folder, *rest = sys.argv[1:]
    if rest and rest[0] in COMMANDS:
        COMMANDS[rest[0]](Path(folder), int(rest[1]))
    else:
        main(Path(folder), sizes="--sizes" in rest)
