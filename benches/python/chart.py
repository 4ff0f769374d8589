"""A chart of the times: a panel for a record, a line for an operation, a dot for a style."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("svg")
# The same results give the same file.
matplotlib.rcParams["svg.hashsalt"] = "pyo3-classes"

from matplotlib import pyplot  # noqa: E402
from matplotlib.ticker import FuncFormatter  # noqa: E402

PANELS = ("r1", "r2", "r20", "nested")

MARKS = {
    "ours": ("#c0392b", "D"),
    "hand": ("#8e6c4a", "s"),
    "options": ("#b9a58a", "s"),
    "pyderive": ("#d9c9ae", "s"),
    "dataclass": ("#2e6f9e", "o"),
    "attrs": ("#6aa5cc", "o"),
    "msgspec": ("#2c8c5a", "^"),
    "namedtuple": ("#9aa0a6", "o"),
    "pydantic": ("#7b4fa3", "v"),
    "model": ("#b596d1", "v"),
}


def draw(result: dict[str, Any], path: Path) -> None:
    sections = [s for s in result["sections"] if s["key"] in PANELS] or result["sections"][:1]
    heights = [len(section["rows"]) + 2 for section in sections]
    figure, panels = pyplot.subplots(
        len(sections),
        figsize=(9, 0.3 * sum(heights) + 1),
        gridspec_kw={"height_ratios": heights},
        squeeze=False,
        layout="constrained",
    )
    titles: dict[str, Any] = {}
    for section, (panel,) in zip(sections, panels):
        rows = section["rows"]
        for style, title in reversed(section["styles"].items()):
            colour, marker = MARKS.get(style, ("#444444", "x"))
            points = [
                (row["cells"][style]["median"], place)
                for place, row in enumerate(rows)
                if style in row["cells"]
            ]
            if not points:
                continue
            size, front = (64, 3) if style == "ours" else (30, 2)
            x, y = zip(*points)
            titles[title] = panel.scatter(x, y, s=size, c=colour, marker=marker, zorder=front)
        panel.set_title(section["title"], loc="left", fontsize=10)
        panel.set_xscale("log")
        panel.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f} ns"))
        panel.set_yticks(range(len(rows)), [row["row"] for row in rows])
        panel.set_ylim(len(rows) - 0.5, -0.5)
        panel.grid(color="#dddddd", linewidth=0.6, which="major")
        panel.set_axisbelow(True)
        panel.spines[["top", "right"]].set_visible(False)
    handles = dict(reversed(titles.items()))
    figure.suptitle(f"{result['title']}: less is better", x=0.01, ha="left", fontsize=11)
    figure.legend(
        handles.values(), handles.keys(), loc="outside lower center", ncols=5, frameon=False
    )
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)
