"""The cells of the tables: what was measured, and ours as a share of it."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from harness import Case, Ratio


def of_cases(cases: dict[str, Case]) -> dict[str, Any]:
    """Of what was timed in many rounds, by style."""
    return {
        style: {
            "median": statistics.median(case.samples),
            "least": min(case.samples),
            **ratio(cases, style, lambda ours: Ratio.of(ours.samples, case.samples)),
        }
        for style, case in cases.items()
    }


def exact(values: dict[str, float]) -> dict[str, Any]:
    """Of what is measured once, by style."""
    return {
        style: {
            "median": value,
            "least": value,
            **ratio(values, style, lambda ours: Ratio.of([ours], [value])),
        }
        for style, value in values.items()
    }


def ratio(measured: dict[str, Any], style: str, of: Callable[[Any], Ratio]) -> dict[str, Any]:
    """What a cell says of the ratio to ours, if it is not ours and there is one."""
    if style == "ours" or "ours" not in measured:
        return {}
    return {"ratio": asdict(of(measured["ours"]))}
