"""The report in Markdown, from the results of one or more Pythons."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import goals

Results = dict[str, Any]

INTRODUCTION = """\
# Results

Written by `cargo xtask bench`; [README.md](README.md) says what is measured and how.

The first table of each Python holds the goals to what was measured: our time divided by the
other's, within each round of measurements. The median of these ratios is what counts; the least of
them and the middle half show how much the machine was disturbed. The other tables have the medians
in nanoseconds, and in brackets again our time as a share of that one's (less than 1: we are
faster).
"""

OF_SCALE = """\
# Many records, many classes

Written by `cargo xtask bench --scale`; [README.md](README.md) says what is measured and how.

msgspec stands beside us as a control: what both pay more for with the number of records is the
price of memory that no cache holds, and of pickle's and sorted's own work.
"""


def write(results: list[Results], path: Path) -> None:
    """Writes the report, and the charts beside it; prints the goals."""
    of_scale = all(result.get("scale") for result in results)
    introduction = OF_SCALE if of_scale else INTRODUCTION
    import chart

    path.parent.mkdir(parents=True, exist_ok=True)
    parts = [introduction]
    for result in results:
        picture = None
        if result.get("rounds") and any(s["unit"] == "ns" for s in result["sections"]):
            picture = path.with_name(f"{path.stem.lower()}-{result['short']}.svg")
            chart.draw(result, picture)
        parts.append("\n".join(of_one(result, picture)))
    path.write_text("\n\n".join(part.strip() for part in parts) + "\n")
    for result in results:
        blocks = [[result["title"]], goal_table(result, short=True), notes(result)]
        print("", *("\n".join(block) for block in blocks if block), sep="\n\n")


def of_one(result: Results, picture: Path | None) -> Iterator[str]:
    yield f"## {result['title']}"
    yield ""
    yield from facts(result)
    yield ""
    if picture:
        yield f"![Nanoseconds for each operation]({picture.name})"
        yield ""
    yield from goal_table(result)
    for section in result["sections"]:
        yield ""
        yield f"### {section['title']}"
        yield ""
        yield from table(section)


def facts(result: Results) -> Iterator[str]:
    """On what, and with what."""
    yield f"{result['machine']}."
    yield ", ".join(f"{name} {version}" for name, version in result["versions"].items()) + "."
    if result.get("rounds"):
        yield (
            f"{result['rounds']} rounds, samples of {result['milliseconds']:g} ms; an empty loop "
            f"takes {result['empty_loop']:.1f} ns, and is included."
        )


HEADER = ["", "operation", "against", "ours", "theirs", "ratio", "least", "middle half", "goal", ""]
LEFT = (0, 1, 2, 9)


# A table of more lines than this is cut down to the goals where it is to be short.
MANY = 40


def goal_table(result: Results, short: bool = False) -> list[str]:
    lines = [
        line
        for section in result["sections"]
        for row in section["rows"]
        for line in goal_lines(section, row)
    ]
    if short and len(lines) > MANY:
        lines = [line for line in lines if line[HEADER.index("goal")]]
    return aligned(HEADER, LEFT, lines) if lines else []


def notes(result: Results) -> list[str]:
    """What stands below the tables."""
    return [note for section in result["sections"] for note in section.get("notes", [])]


def goal_lines(section: dict[str, Any], row: dict[str, Any]) -> Iterator[list[str]]:
    key, name, cells = section["key"], row["row"], row["cells"]
    wanted = goals.of(key, name)
    shown = wanted or [goals.Goal(style, 0) for style in goals.USUAL]
    for against, limit in shown:
        title = section["styles"].get(against)
        if title is None:
            continue
        if "ours" not in cells:
            why = row["absent"].get("ours", "is not measured")
            goal = f"≤ {limit:g}" if limit else ""
            yield [key, name, title, "–", "–", "", "", "", goal, f"ours {why}"]
            return
        if against not in cells:
            continue
        ratio = cells[against]["ratio"]
        verdict = ""
        if limit:
            # As it is shown: memory is counted in pages, and never the same to the byte.
            verdict = "met" if round(ratio["median"], 2) <= limit else "**missed**"
        yield [
            key,
            name,
            title,
            number(cells["ours"]["median"]),
            number(cells[against]["median"]),
            f"{ratio['median']:.2f}",
            f"{ratio['least']:.2f}",
            f"{ratio['low']:.2f}–{ratio['high']:.2f}",
            f"≤ {limit:g}" if limit else "",
            verdict,
        ]


def table(section: dict[str, Any]) -> Iterator[str]:
    styles = section["styles"]
    lines = [
        [row["row"], *(cell(style, row["cells"].get(style)) for style in styles)]
        for row in section["rows"]
    ]
    yield from aligned([section["unit"], *styles.values()], (0,), lines)
    for row in section["rows"]:
        if "ours" in row["absent"]:
            yield ""
            yield f"{row['row']}: ours {row['absent']['ours']}."
    for note in section.get("notes", []):
        yield ""
        yield note


def aligned(header: list[str], left: tuple[int, ...], lines: list[list[str]]) -> list[str]:
    """A table in Markdown that reads well as it is, too."""
    widths = [max(3, *map(len, column)) for column in zip(header, *lines)]

    def row(cells: list[str]) -> str:
        padded = (
            text.ljust(width) if i in left else text.rjust(width)
            for i, (text, width) in enumerate(zip(cells, widths))
        )
        return f"| {' | '.join(padded)} |"

    rule = ["-" * width if i in left else "-" * (width - 1) + ":" for i, width in enumerate(widths)]
    return [row(header), row(rule), *map(row, lines)]


def cell(style: str, values: dict[str, Any] | None) -> str:
    if values is None:
        return "–"
    text = number(values["median"])
    if "ratio" in values:
        return f"{text} ({values['ratio']['median']:.2f})"
    return f"**{text}**" if style == "ours" else text


def number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"
