"""What is to be reached: our time (or memory, or size) as a share of another's."""

from __future__ import annotations

from typing import NamedTuple


class Goal(NamedTuple):
    """Ours is to be at most `limit` times `against`'s."""

    against: str
    limit: float


def both(msgspec: float, hand: float) -> list[Goal]:
    return [Goal("msgspec", msgspec), Goal("hand", hand)]


# The operations whose goals are the same for three floats and for six fields.
COMMON: dict[str, list[Goal]] = {
    "read a float": [Goal("hand", 0.95)],
    "set a float": both(0.85, 0.85),
    "==": both(0.8, 0.75),
    "<": both(0.8, 0.75),
    "hash": both(0.8, 0.75),
    "repr": both(0.2, 0.5),
    "copy.copy": both(0.8, 0.8),
    "pickle round trip": both(1.1, 1.0),
}

THREE_FLOATS = {
    "construct, positional": both(0.75, 0.50),
    "construct, keyword": both(0.80, 0.30),
    "to_dict": both(1.5, 0.9),
    **COMMON,
}

SIX_FIELDS = {
    "construct, positional": both(1.5, 0.50),
    "construct, keyword": both(1.5, 0.30),
    **COMMON,
}

GOALS: dict[str, dict[str, list[Goal]]] = {
    "r1": THREE_FLOATS,
    "r1-frozen": THREE_FLOATS,
    "r2": SIX_FIELDS,
    "r2-frozen": SIX_FIELDS,
    "r2-text": {"read a text": both(1.0, 1.0)},
    "r2-checked": {
        "construct, positional": [Goal("pydantic", 0.15)],
        "construct, keyword": [Goal("pydantic", 0.15)],
    },
    "builder": {
        "set name": [Goal("empty", 1.3), Goal("hand", 1.0)],
        "set qty": [Goal("empty", 1.3), Goal("hand", 1.0)],
        "set price": [Goal("empty", 1.3), Goal("hand", 1.0)],
        "three setters, build()": [Goal("python", 1.0), Goal("setters", 2.0)],
        "builder(), three setters, build()": [Goal("python", 1.0), Goal("hand", 2.0)],
    },
    "json": {
        "write R2, 1,000": [Goal("msgspec", 0.9)],
        "read R2, 1,000": [Goal("msgspec", 0.85)],
        "read R2, 1,000, 1 % wrong": [Goal("adapter", 1.0)],
    },
    "memory": {
        "R1": both(0.45, 1.0),
        "R2": both(0.9, 1.0),
    },
    "compile": {
        "cargo check, CPU s": [Goal("hand", 0.5)],
        "release build, CPU s": [Goal("hand", 0.6)],
        "KB per class": [Goal("hand", 0.5)],
    },
}

# Shown where there is no goal.
USUAL = ("msgspec", "hand")


def of(section: str, row: str) -> list[Goal]:
    return GOALS.get(section, {}).get(row, [])
