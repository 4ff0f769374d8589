"""What a class made by `#[derive(PyDataClass)]` can do in Python, on 3,376 real airports.

`python demo.py`, or `cargo xtask demo` in the root of the repository, which builds it first.
"""

from __future__ import annotations

import multiprocessing
import platform
import pydoc
import sys
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import measure
import nearest
from airport_rows import Rejected, load, read_rows
from airports import OPTIMIZED, Airport, Settings, ValidationError


def main() -> None:
    print(f"Python {platform.python_version()}; Airport is a Rust struct in src/lib.rs.")
    rows = read_rows()
    airports, rejected = load(Airport, rows)
    by_code = {airport.iata: airport for airport in airports}

    the_class(by_code["JFK"])
    reading(len(rows), airports, rejected)
    order_and_sets(airports, by_code)
    matching(by_code)
    changes(by_code["JFK"])
    processes(airports)
    settings()
    beside_a_dataclass()


def the_class(jfk: Airport) -> None:
    headline("1. A class like any other")
    session(
        {"jfk": jfk},
        "import inspect, typing",
        "jfk",
        "inspect.signature(Airport)",
        "typing.get_type_hints(Airport)['city']",
        "jfk.latitude",
        "Airport('JFK', 'Kennedy')",
        "Airport('JFK', 'Kennedy', None, None, 'USA', '40.6', -73.8)",
    )
    print("\nDoc comments in Rust have become docstrings. From help(Airport):\n")
    lines = pydoc.plain(pydoc.render_doc(Airport)).splitlines()
    for title, length in (("An airport", 1), ("distance_km", 2), ("city", 5)):
        start = next(i for i, line in enumerate(lines) if line.startswith(f" |  {title}"))
        print("\n".join([*lines[start : start + length], " |  ..."]))


def reading(count: int, airports: list[Airport], rejected: list[Rejected]) -> None:
    headline("2. Rows that are no airports")
    print(f"{count:,} rows read: {len(airports):,} airports, {len(rejected)} rows rejected, since")
    reasons = Counter(
        (".".join(problem["loc"]), problem["msg"])
        for row in rejected
        if isinstance(row.error, ValidationError)
        for problem in row.error.errors()
    )
    for (field, message), times in reasons.most_common():
        print(f"  {times:>2}  {field or 'the row'}: {message}")
    print("\nThree of them, as str(error) tells it and with the row:")
    for line, row, error in rejected:
        if row[0] in ("06A", "GUM", "PUW"):
            print(f"\n  line {line}: {row}\n{indented(str(error))}")
    print("\nAll that is wrong is told at once, for people and for programs:\n")
    session(
        {},
        "Airport('jfk', 'Kennedy', 'New York, NY', 'NY', 'USA', 40.6, 286.2)",
        "try:\n"
        "    Airport('jfk', 'Kennedy', 'New York', 'NY', 'USA', 40.6, -73.8)\n"
        "except ValidationError as error:\n"
        "    print(error.errors())\n",
    )


def order_and_sets(airports: list[Airport], by_code: dict[str, Airport]) -> None:
    headline("3. Sorting, sets and dicts")
    print("Airports compare field by field; and since they are frozen, they have a hash.\n")
    session(
        {"airports": airports, "jfk": by_code["JFK"], "lga": by_code["LGA"]},
        "[a.iata for a in sorted(airports)[:5]]",
        "max(airports, key=lambda a: a.latitude).name",
        "again, _ = load(Airport, read_rows())",
        "again[0] == airports[0], again[0] is airports[0]",
        "len(airports + again), len(set(airports + again))",
        "borough = {jfk: 'Queens'}",
        "borough[again[airports.index(jfk)]]",
        "jfk.distance_km(lga)  # a method from #[pymethods]",
    )


def matching(by_code: dict[str, Airport]) -> None:
    headline("4. Pattern matching")
    if sys.version_info < (3, 10):
        print("Python 3.10 and later: `match` is new there. matching.py has the code.")
        return
    from matching import describe

    for code in ("JFK", "BRW", "YAP", "00M"):
        print(f"  {code}  {describe(by_code[code])}")
    print("\nThe third is `case Airport(name=name, city=None, country=country)` in matching.py.")


def changes(jfk: Airport) -> None:
    headline("5. Frozen, and copied with a change")
    replace = "copy.replace(jfk, {})" if sys.version_info >= (3, 13) else "jfk.__replace__({})"
    session(
        {"jfk": jfk},
        "import copy",
        "jfk.name = 'Idlewild'",
        replace.format("name='Idlewild'") + ".name",
        replace.format("latitude=400"),
        replace.format("state=None"),
        "copy.copy(jfk) == jfk, copy.deepcopy(jfk) == jfk",
    )


def processes(airports: list[Airport]) -> None:
    headline("6. To other processes and back")
    print("Two processes look for the airports whose nearest neighbour is farthest.")
    # A new Python rather than a copy of this one, as is usual on macOS and Windows.
    spawn = multiprocessing.get_context("spawn")
    start = time.perf_counter()
    with ProcessPoolExecutor(max_workers=2, mp_context=spawn) as pool:
        halves = [pool.submit(neighbours, airports[i::2], airports) for i in range(2)]
        found = [pair for half in halves for pair in half.result()]
        error = pool.submit(Airport, "jfk", "Kennedy", None, None, "Utopia", 0.0, 0.0).exception()
    seconds = time.perf_counter() - start
    print(f"{len(airports) ** 2:,} distances in {seconds:.1f} s, the start of both included:\n")
    for airport, other in sorted(found, key=lambda pair: -pair[0].distance_km(pair[1]))[:5]:
        print(f"  {airport.distance_km(other):5,.0f} km from {airport.name} to {other.name}")
    print("\nErrors travel too:\n")
    print(indented(exception_text(error)))


def neighbours(part: list[Airport], airports: list[Airport]) -> list[tuple[Airport, Airport]]:
    """Each airport of a part with the nearest of all."""
    pairs = ((airport, airport.nearest(airports)) for airport in part)
    return [(airport, other) for airport, other in pairs if other is not None]


def settings() -> None:
    headline("7. A builder, for values from many places")
    print("nearest.py is a command with a TOML file, the environment and a command line.\n")
    session(
        {"settle": nearest.settle},
        "draft = Settings.builder().latitude(40.7)",
        "draft",
        "draft.longitude(-740)",
        "draft.build()",
        "draft.longitude(-74).build()",
        "settle([('file', {'latitude': 95}), ('environment', {'COUNT': 3, 'count': 'many'})])",
    )


def beside_a_dataclass() -> None:
    headline("8. Beside a dataclass of the stdlib")
    if not OPTIMIZED:
        print("This is a debug build, so Rust is slow: maturin develop --release first.\n")
    slots = "slots, " if sys.version_info >= (3, 10) else ""
    print(f"stdlib_airport.py has the same class as a dataclass ({slots}frozen, order), with the")
    print("same rules by hand in __post_init__. Nanoseconds for one object, the best of")
    print(f"{measure.RUNS} runs over all of them:\n")
    print(f"  {'':34}{'Rust':>8}{'stdlib':>9}")
    for what, rust, stdlib in measure.times():
        print(f"  {what:34}{rust:8,.0f}{stdlib:9,.0f}   {ratio(rust, stdlib, 'faster', 'slower')}")
    weights = measure.weights()
    if weights is None:
        print("  bytes of memory: not measured here, only on Linux")
    else:
        what, rust, stdlib = weights
        print(f"  {what:34}{rust:8,.0f}{stdlib:9,.0f}   {ratio(rust, stdlib, 'less', 'more')}")
    print(
        "\nReading is where Rust fields lose: each time, the value becomes a new Python object,"
        "\nwhile the dataclass holds one ready. So work on many fields belongs into a method, as"
        "\nnearest() shows."
    )


def ratio(rust: float, stdlib: float, better: str, worse: str) -> str:
    if 0.95 < stdlib / rust < 1.05:
        return " the same"
    return f"{stdlib / rust:4.1f}x {better}" if rust < stdlib else f"{rust / stdlib:4.1f}x {worse}"


def session(names: dict[str, Any], *inputs: str) -> None:
    """Runs code as the interactive Python would, and prints what goes in and what comes out."""
    scope = {**globals(), **names}
    for code in inputs:
        print(">>> " + code.replace("\n", "\n... ").rstrip(" "))
        try:
            exec(compile(code, "<demo>", "single"), scope)
        except Exception as error:
            print(exception_text(error))


def exception_text(error: BaseException | None) -> str:
    """What the last lines of a traceback say."""
    return "".join(traceback.format_exception_only(type(error), error)).rstrip()


def indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def headline(text: str) -> None:
    print(f"\n\n{text}\n{'-' * len(text)}\n")


if __name__ == "__main__":
    main()
