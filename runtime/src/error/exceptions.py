"""The exception classes that every extension built with pyo3-classes shares.

The first extension that needs them runs this source in a module of its own, registered in
``sys.modules``; all others find it there, so that ``except ValidationError`` works across
extensions and after a reload. A newer release may only add to what is here.
"""


class ValidationError(ValueError):
    """One or more values that broke a rule of the class they were meant for."""

    def __init__(self, owner, errors):
        super().__init__(owner, errors)
        self._owner = owner
        self._errors = errors

    @property
    def title(self):
        """The name of the class whose fields were wrong."""
        owner = self._owner
        return owner if isinstance(owner, str) else owner.__qualname__

    def error_count(self):
        """How many values were wrong."""
        return len(self._errors)

    def errors(self):
        """The problems, a dict each: ``type``, ``loc``, ``msg``, ``input`` and ``ctx``.

        ``type`` is pydantic's name where it has one, ``loc`` the path to the value.
        """
        return [dict(error, ctx=dict(error["ctx"])) for error in self._errors]

    def __str__(self):
        count = len(self._errors)
        lines = [f"{count} validation error{'' if count == 1 else 's'} for {self.title}"]
        lines.extend(map(_line, self._errors))
        return "\n".join(lines)

    # Found again through the class it speaks of, which a fresh process can import: this source
    # has a module there only once an extension has run it.
    def __reduce__(self):
        info = getattr(self._owner, "__pyo3_classes__", None)
        if info is None or type(self) is not ValidationError:
            return type(self), self.args
        errors = [dict(error, input=_portable(error["input"])) for error in self._errors]
        return info.restore_error, ("ValidationError", (self._owner, errors))


def _portable(value):
    """The value itself if it pickles, else its text: an error must reach the other process."""
    import pickle

    try:
        pickle.dumps(value)
    except Exception:
        return _shown(value)
    return value


def _line(error):
    path = ""
    for step in error["loc"]:
        path += step if not path and isinstance(step, str) else _step(step)
    if not path or error["type"] == "missing":
        return f"{path}: {error['msg']}" if path else error["msg"]
    return f"{path}: {error['msg']} (got {_shown(error['input'])})"


def _step(step):
    return f".{step}" if isinstance(step, str) and step.isidentifier() else f"[{step!r}]"


def _shown(value):
    try:
        text = repr(value)
    except Exception as error:
        return f"<{type(value).__qualname__} whose repr raised {type(error).__qualname__}>"
    return text if len(text) <= 80 else f"{text[:60]}...{text[-17:]}"


class _Factory:
    """What a signature shows where each call makes a new default, as in ``dataclasses``."""

    def __repr__(self):
        return "<factory>"


FACTORY = _Factory()
