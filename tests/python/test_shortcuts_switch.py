"""Where the shortcuts past PyO3 are open, and where the module is not alone or has no memory."""

import copy
import gc
import os
import subprocess
import sys

import pyo3_classes_fixture as fixture
import pytest

from helpers import ABI3, GIL, OPEN, run


# The switch


def test_shortcuts_are_open_or_closed():
    # The first of all is made by PyO3.
    swift = fixture.Swift(fixture.Swift(1).x)
    assert gc.is_tracked(swift) is not OPEN
    assert gc.is_tracked(copy.copy(swift)) is not OPEN


@pytest.mark.parametrize("value, closed", [("1", True), ("0", False), ("", False), (None, False)])
def test_switch(value, closed):
    environment = {name: text for name, text in os.environ.items() if name != "PYO3_CLASSES_SAFE"}
    if value is not None:
        environment["PYO3_CLASSES_SAFE"] = value
    code = """
import copy, gc, pickle
import pyo3_classes_fixture as f
a = [f.Swift(1) for _ in range(3)]
a += [copy.copy(a[0]), pickle.loads(pickle.dumps(a[0])), a[0].__replace__(x=1), f.Swift(x=1, z=7)]
print({gc.is_tracked(each) for each in a[1:]}, all(each == a[0] for each in a))
"""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    tracked = closed or not GIL or ABI3
    assert done.stdout.decode().strip() == f"{{{tracked}}} True"


# The module


def test_module_loaded_twice():
    code = """
import importlib.util
from pyo3_classes_fixture import pyo3_classes_fixture as first
spec = importlib.util.find_spec("pyo3_classes_fixture.pyo3_classes_fixture")
before = first.Swift(1)
try:
    second = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(second)
except ImportError:
    second = first
del sys.modules["pyo3_classes_fixture.pyo3_classes_fixture"]
try:
    import pyo3_classes_fixture.pyo3_classes_fixture as third
except ImportError:
    third = first
for module in (first, second, third):
    swift = module.Swift(1)
    print(swift == before, type(swift) is first.Swift, copy.copy(swift) == swift, module.Early.CALLED.x)
    module.Swift(x=2, name="a"); module.FrozenSwift(1)
"""
    assert run(code) == ["True", "True", "True", "1"] * 3


def test_subinterpreter():
    code = """
f.Swift(1)
code = '''
try:
    import pyo3_classes_fixture as f
except ImportError as error:
    raise SystemExit
f.Swift(1)
'''
try:
    import _testcapi
except ImportError:
    print("0")
else:
    for _ in range(2):
        _testcapi.run_in_subinterp(code)
    print("0")
print(f.Swift(1) == f.Swift(x=1))
"""
    assert run(code) == ["0", "True"]


def test_no_memory():
    code = """
try:
    import _testcapi
    set_nomemory, remove = _testcapi.set_nomemory, _testcapi.remove_mem_hooks
except (ImportError, AttributeError):
    print("True")
    sys.exit()
swift, frozen = f.Swift(1, name="a" * 100), f.FrozenSwift(1)
hash(frozen), repr(swift), swift == swift, copy.copy(swift), swift.name
uses = [lambda: f.Swift(1, 2.5, "a"), lambda: f.Swift(x=1), lambda: copy.copy(swift),
        lambda: swift.name, lambda: swift.y, lambda: repr(frozen), lambda: swift == swift]
done = 0
for use in uses:
    for start in range(12):
        set_nomemory(start, start + 1)
        try:
            use()
        except MemoryError:
            pass
        except BaseException:
            pass
        finally:
            remove()
        done += 1
print(done == 84 and swift.name == "a" * 100)
"""
    assert run(code)[-1] == "True"
