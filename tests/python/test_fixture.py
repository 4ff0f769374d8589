"""The fixture itself: a class of the same name in two files would silently displace the other."""

import collections
import pathlib
import re

SOURCES = pathlib.Path(__file__).parents[1] / "src"
# The attributes between the derive and the item may hold anything but a blank line.
CLASS = re.compile(r"derive\([^)]*\bPyDataClass\b[^)]*\)\](?:\n.+)*?\n(?:pub.* )?(?:struct|enum) (\w+)")


def test_no_two_classes_have_one_name():
    names = collections.Counter()
    for source in SOURCES.glob("*.rs"):
        names.update(CLASS.findall(source.read_text(encoding="utf-8")))
    assert len(names) > 50
    assert [name for name, count in names.items() if count > 1] == []
