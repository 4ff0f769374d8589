"""What ``keys``, ``values`` and ``items`` of a map's view return: the views of ``collections.abc``,
with what those of ``dict`` have besides."""

from collections.abc import ItemsView, KeysView, ValuesView
from types import MappingProxyType


class Part:
    """What all three have."""

    __slots__ = ()

    @property
    def mapping(self):
        """The map, which cannot be changed through this."""
        return MappingProxyType(self._mapping)

    def __repr__(self):
        return f"dict_{type(self).__name__.lower()}({list(self)})"


class Keys(Part, KeysView):
    """As ``dict.keys`` returns it."""

    __slots__ = ()

    def __reversed__(self):
        return reversed(self._mapping)


class Items(Part, ItemsView):
    """As ``dict.items`` returns it."""

    __slots__ = ()

    def __contains__(self, item):
        return isinstance(item, tuple) and len(item) == 2 and super().__contains__(item)

    def __iter__(self):
        return self._entries(iter(self._mapping))

    def __reversed__(self):
        return self._entries(reversed(self._mapping))

    def _entries(self, keys):
        for key in keys:
            try:
                value = self._mapping[key]
            except KeyError:
                raise RuntimeError("dictionary keys changed during iteration") from None
            yield key, value


class Values(Part, ValuesView):
    """As ``dict.values`` returns it."""

    __slots__ = ()

    def __iter__(self):
        return (value for _, value in self._mapping.items())

    def __reversed__(self):
        return (value for _, value in reversed(self._mapping.items()))
