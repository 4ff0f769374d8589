"""Enums as fields, arguments, results and keys."""

import concurrent.futures
import copy
import dataclasses
import inspect
import pickle
import threading
import typing

import pyo3_classes_fixture as fixture
import pytest

import helpers
from pyo3_classes_fixture import Color, Level, Mixed, Paint, Perm, Rights, Setting, Side


@dataclasses.dataclass(frozen=True)
class PaintTwin:
    color: Color
    side: Side = Side.Sell
    maybe: typing.Optional[Color] = None
    all: typing.List[Color] = dataclasses.field(default_factory=list)
    counts: typing.Dict[Color, int] = dataclasses.field(default_factory=dict)
    sides: typing.Dict[str, Side] = dataclasses.field(default_factory=dict)
    pair: typing.Tuple[Color, Level] = (Color.Green, Level.High)


@dataclasses.dataclass(order=True)
class SettingTwin:
    level: Level = Level.Low
    color: Color = Color.Red
    perm: Perm = Perm.R
    rights: Rights = Rights.Read
    mixed: Mixed = Mixed.One


FULL = {
    "color": Color.Blue,
    "side": Side.Buy,
    "maybe": Color.Green,
    "all": [Color.Red, Color.Red],
    "counts": {Color.Red: 1, Color.Blue: 2},
    "sides": {"a": Side.Short, "b": Side.Buy},
    "pair": (Color.Blue, Level.Middle),
}


def test_fields_hold_the_members():
    paint = Paint(**FULL)
    for name, value in FULL.items():
        assert getattr(paint, name) == value
    assert paint.color is Color.Blue
    assert paint.all[0] is Color.Red
    assert next(iter(Paint(Color.Red, counts={Color.Blue: 1}).counts)) is Color.Blue
    assert paint.sides["a"] is Side.Sell


def test_repr():
    for values in [{"color": Color.Red}, {**FULL, "counts": {Color.Red: 1}}]:
        expected = repr(PaintTwin(**values)).replace("PaintTwin", "Paint")
        assert repr(Paint(**values)) == expected
    assert repr(Setting()) == repr(SettingTwin()).replace("SettingTwin", "Setting")


def test_equality_and_hash():
    assert Paint(**FULL) == Paint(**FULL)
    assert hash(Paint(**FULL)) == hash(Paint(**FULL))
    for name, other in [("color", Color.Red), ("side", Side.Sell), ("maybe", None), ("all", [])]:
        assert Paint(**FULL) != Paint(**{**FULL, name: other})
    assert Paint(Color.Red, side=Side.Sell) == Paint(Color.Red, side=Side.Short)
    assert len({Paint(Color.Red, side=Side.Sell), Paint(Color.Red, side=Side.Short)}) == 1
    assert Setting(mixed=Mixed.One) == Setting(mixed=Mixed.Uno)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ({"level": Level.Low}, {"level": Level.High}),
        ({"perm": Perm.X}, {"perm": Perm.W}),
        ({"color": Color.Red}, {"color": Color.Green}),
        ({"rights": Rights.Read}, {"rights": Rights.Run}),
        ({}, {}),
    ],
)
def test_order_is_that_of_the_members(a, b):
    for call in [lambda c: c(**a) < c(**b), lambda c: c(**b) <= c(**a), lambda c: c(**a) > c(**b)]:
        assert helpers.outcome(call, Setting) == helpers.outcome(call, SettingTwin)


@pytest.mark.parametrize("values", [{"color": Color.Red}, FULL])
def test_copies(values):
    paint = Paint(**values)
    copies = [copy.copy(paint), copy.deepcopy(paint), paint.__replace__()]
    copies += [pickle.loads(pickle.dumps(paint, p)) for p in helpers.PICKLE_PROTOCOLS]
    for other in copies:
        assert other == paint
        assert other.color is paint.color
    assert paint.__replace__(color=Color.Red).color is Color.Red


def test_hints():
    assert typing.get_type_hints(Setting) == {
        "level": Level,
        "color": Color,
        "perm": Perm,
        "rights": Rights,
        "mixed": Mixed,
    }
    hints = typing.get_type_hints(Paint)
    assert (hints["color"], hints["maybe"]) == (Color, typing.Optional[Color])
    assert str(hints["all"]).replace("typing.L", "l") == "list[pyo3_classes_fixture.Color]"


def test_one_class_for_all_fields():
    hints = typing.get_type_hints(Paint)
    assert hints["color"] is typing.get_type_hints(Setting)["color"] is Color
    setting = Setting(color=Paint(Color.Green).color)
    assert setting.color is Color.Green


def test_set_and_validate():
    setting = Setting()
    setting.color = Color.Green
    setting.level = 10
    assert (setting.color, setting.level) == (Color.Green, Level.High)
    with pytest.raises(fixture.ValidationError, match="color: must not be blue"):
        setting.color = Color.Blue
    assert setting.color is Color.Green
    assert helpers.problems(Paint, Color.Red, all=[Color.Red] * 4)[0]["type"] == "too_long"


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (lambda: Paint("Red"), TypeError, "Paint.color: expected Color, got str"),
        (lambda: Paint(1), TypeError, "Paint.color: expected Color, got int"),
        (lambda: Paint(None), TypeError, "Paint.color: expected Color, got None"),
        (lambda: Paint(Level.Low), TypeError, "Paint.color: expected Color, got Level"),
        (
            lambda: Paint(Color),
            TypeError,
            f"Paint.color: expected Color, got {type(Color).__name__}",
        ),
        (
            lambda: Paint(Color.Red, maybe=1),
            TypeError,
            "Paint.maybe: expected Color | None, got int",
        ),
        (
            lambda: Paint(Color.Red, all=[Color.Red, 2]),
            TypeError,
            "Paint.all[1]: expected Color, got int",
        ),
        (
            lambda: Paint(Color.Red, counts={"Red": 2}),
            TypeError,
            "Paint.counts['Red']: expected Color, got str",
        ),
        (
            lambda: Paint(Color.Red, side="no"),
            ValueError,
            "Paint.side: 'no' is no variant of Side (got str)",
        ),
        (
            lambda: Setting(level=3),
            ValueError,
            "Setting.level: 3 is no variant of Level (got int)",
        ),
        (
            lambda: Setting(mixed=[1]),
            ValueError,
            "Setting.mixed: [1] is no variant of Mixed (got list)",
        ),
        (
            lambda: setattr(Setting(), "level", None),
            ValueError,
            "Setting.level: None is no variant of Level (got None)",
        ),
        (lambda: fixture.opposite(1), TypeError, "expected Color, got int"),
        (lambda: fixture.level_of({3: 1}, Side.Buy), ValueError, "3 is no variant of Level"),
    ],
)
def test_wrong_values(call, error, text):
    kind, message = helpers.outcome(call)
    assert kind is error
    # Before Python 3.11, which has notes, PyO3 puts the argument's name in front.
    assert message.replace("argument 'color': ", "") == text


def test_lax_takes_values_and_names():
    for value in [Side.Sell, "Sell", "s", "Short"]:
        assert Paint(Color.Red, side=value).side is Side.Sell
    for value in [Level.High, 10, "High", 10.0]:
        assert Setting(level=value).level is Level.High
    for value in [Mixed.One, 1, "One", "Uno"]:
        assert Setting(mixed=value).mixed is Mixed.One
    assert Setting(mixed="two").mixed is Mixed.Two
    assert Setting(mixed=(1.5, ["x"])).mixed is Mixed.Pair
    assert Setting(perm=4).perm is Perm.R
    assert fixture.perm_bits("W") == 2


@pytest.mark.parametrize("value", [Perm.R | Perm.W, Perm(0), 6, 0, 64])
def test_combinations_of_an_int_flag(value):
    text = f"{value!r} is no variant of Perm"
    got = type(value).__name__
    assert helpers.outcome(Setting, perm=value) == (
        ValueError,
        f"Setting.perm: {text} (got {got})",
    )
    assert helpers.outcome(fixture.perm_bits, value) == (ValueError, text)


@pytest.mark.parametrize("value", [Rights.Read | Rights.Run, Rights(0), ~Rights.Read])
def test_combinations_of_a_flag(value):
    text = f"{value!r} is no variant of Rights"
    assert helpers.outcome(Setting, rights=value) == (
        ValueError,
        f"Setting.rights: {text} (got Rights)",
    )
    assert helpers.outcome(fixture.rights_letter, value) == (ValueError, text)


def test_functions():
    assert fixture.opposite(Color.Red) is Color.Green
    assert helpers.outcome(fixture.opposite, Color.Blue) == (
        LookupError,
        "nothing is opposite to blue",
    )
    counts = {Color.Red: 2, Color.Blue: 1}
    assert fixture.count_colors([Color.Blue, Color.Red]) == (counts, None)
    assert fixture.count_colors([], extra=Color.Blue) == (
        {Color.Red: 1, Color.Blue: 1},
        Color.Blue,
    )
    assert fixture.level_of({Level.Low: 5, 10: 2}, "s") == -7
    assert [fixture.mixed_position(member) for member in Mixed.__members__.values()] == [
        0, 1, 2, 0, 4,
    ]  # fmt: skip


def test_members_in_the_signature():
    parameters = inspect.signature(Setting).parameters
    assert parameters["level"].default is Level.Low
    assert parameters["level"].annotation is Level


def test_eight_threads():
    barrier = threading.Barrier(8)

    def run(thread):
        barrier.wait()
        for index in range(200):
            color = list(Color)[(thread + index) % 3]
            paint = Paint(color, all=[color] * 3, counts={color: index})
            assert paint.color is paint.all[2] is next(iter(paint.counts)) is color
            assert color.label() == f"{color.name.lower()}!"
            assert fixture.count_colors([color] * 3)[0][color] >= 3

    with concurrent.futures.ThreadPoolExecutor(8) as executor:
        for future in [executor.submit(run, thread) for thread in range(8)]:
            future.result()


def test_first_use_by_eight_threads():
    code = """
import sys, threading
sys.setswitchinterval(1e-6)
import pyo3_classes_fixture as fixture
barrier = threading.Barrier(8)
results = []
def use():
    barrier.wait()
    color = fixture.opposite(fixture.Color.Red)
    results.append((id(color), id(fixture.Paint(color).side)))
threads = [threading.Thread(target=use) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(results), len(set(results)))
"""
    assert helpers.run_python(code) == "8 1\n"
