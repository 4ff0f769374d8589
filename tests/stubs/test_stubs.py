"""Stub files: what they say, and whether type checkers and the module itself agree with it.

`cargo xtask test` builds and installs the modules first. `UPDATE_STUBS=1 cargo xtask test` writes
`golden/typed.pyi` anew. It lies in a folder of its own, lest pyright take it for the installed stub.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SNIPPETS = HERE / "snippets"
EXAMPLES = sorted(path.parent for path in HERE.glob("../../examples/*/pyproject.toml"))
MODULES = [
    re.search(r'^name = "(.+)"', (project / "pyproject.toml").read_text("utf-8"), re.M)[1].replace(
        "-", "_"
    )
    for project in [HERE, HERE.parent, *EXAMPLES]
]


def stub(module):
    """The installed stub file."""
    package = __import__(module)
    return Path(package.__file__).with_name("__init__.pyi")


def copied(module, folder):
    """A copy of the stub, with arguments for generic base classes: PyO3 writes `class A(dict):` itself,
    and what the derive adds cannot change that line."""
    generic = {"dict": "dict[Any, Any]", "set": "set[Any]"}
    text = re.sub(
        r"^( *class \w+)\((dict|set)\):$",
        lambda found: f"{found[1]}({generic[found[2]]}):",
        stub(module).read_text(encoding="utf-8"),
        flags=re.M,
    )
    copy = folder / f"{module}.pyi"
    copy.write_text(text, encoding="utf-8")
    return copy


def run(*command):
    """The output of a tool of this environment."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=SNIPPETS, text=True, capture_output=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def mypy_errors(path):
    code, output = run("mypy", "--strict", "--no-error-summary", "--show-error-codes", str(path))
    assert code in (0, 1), output
    lines = [line for line in output.splitlines() if ": error:" in line]
    return {int(line.split(".py:", 1)[1].split(":")[0]): line for line in lines}


def pyright_errors(path):
    code, output = run("pyright", "--outputjson", "--pythonpath", sys.executable, str(path))
    if code not in (0, 1):
        pytest.skip(f"pyright does not run here: {output[-500:]}")
    problems = json.loads(output[output.index("{") :])["generalDiagnostics"]
    return {
        problem["range"]["start"]["line"] + 1: problem["message"]
        for problem in problems
        if problem["severity"] == "error"
    }


def ty_errors(path):
    code, output = run("ty", "check", "--python", sys.prefix, "--output-format", "concise", str(path))
    assert code in (0, 1), output
    lines = [line for line in output.splitlines() if ": error[" in line]
    return {int(line.split(".py:", 1)[1].split(":")[0]): line for line in lines}


CHECKERS = pytest.mark.parametrize("errors", [mypy_errors, pyright_errors])


STATE_CHECKERS = pytest.mark.parametrize("errors", [mypy_errors, pyright_errors, ty_errors])


def snippets(pattern):
    paths = sorted(SNIPPETS.glob(pattern))
    return pytest.mark.parametrize("path", paths, ids=[path.stem for path in paths])


@CHECKERS
@snippets("good*.py")
def test_good_code_is_accepted(errors, path):
    assert errors(path) == {}


@CHECKERS
@snippets("bad*.py")
def test_each_mistake_is_found(errors, path):
    marked = {
        number
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search("# error(: .*)?$", line)
    }
    assert set(errors(path)) == marked


@STATE_CHECKERS
def test_builders_with_states_are_accepted(errors):
    assert errors(SNIPPETS / "good_typestate.py") == {}


@STATE_CHECKERS
def test_what_a_builder_misses_is_named(errors):
    path = SNIPPETS / "bad_typestate.py"
    found = errors(path)
    named = {
        number: set(re.findall(r"(\w+) is missing", message)) for number, message in found.items()
    }
    marked = {
        number: set(mark[1].split(", ")) if mark[1] else set()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (mark := re.search(r"# error(?:: (.*))?$", line))
    }
    assert named == marked


@pytest.mark.parametrize("module", MODULES)
def test_mypy_accepts_the_stub(module, tmp_path):
    code, output = run("mypy", "--strict", str(copied(module, tmp_path)))
    assert code == 0, output


@pytest.mark.parametrize("module", MODULES)
def test_pyright_accepts_the_stub(module, tmp_path):
    (tmp_path / "pyrightconfig.json").write_text('{"strict": ["**"]}', encoding="utf-8")
    copied(module, tmp_path)
    code, output = run("pyright", "--pythonpath", sys.executable, "-p", str(tmp_path))
    if code not in (0, 1):
        pytest.skip(f"pyright does not run here: {output[-500:]}")
    assert code == 0, output


@pytest.mark.parametrize("module", MODULES)
def test_stub_agrees_with_the_module(module):
    allowed = str(HERE / "allowlist.txt")
    code, output = run(
        "mypy.stubtest", module, "--allowlist", allowed, "--ignore-unused-allowlist"
    )
    assert code == 0, output


def test_golden():
    written = stub("typed").read_text(encoding="utf-8")
    golden = HERE / "golden" / "typed.pyi"
    if os.environ.get("UPDATE_STUBS"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")
