"""The README's first example: the class is the fixture's, the session runs as printed."""

import doctest
import pathlib
import re

import pyo3_classes_fixture

ROOT = pathlib.Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def fields(text):
    """The lines between the braces of `struct Order`."""
    return re.search(r"struct Order \{\n(.*?)\n\}", text, re.DOTALL)[1]


def test_class_is_the_one_of_the_session():
    fixture = (ROOT / "tests/src/records.rs").read_text(encoding="utf-8")
    assert fields(README) == fields(fixture)


def test_session():
    (session,) = re.findall(r"^```python\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    session = re.sub(r"\bshop\b", pyo3_classes_fixture.__name__, session)
    example = doctest.DocTestParser().get_doctest(session, {}, "README.md", "README.md", 0)
    assert len(example.examples) > 10
    report = []
    doctest.DocTestRunner().run(example, out=report.append)
    assert "".join(report) == ""
