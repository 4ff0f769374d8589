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

    def __reduce__(self):
        return _reduced(self, self._owner, self._errors)


class BuilderError(ValueError):
    """What a builder lacks, and all that is wrong with what it has."""

    def __init__(self, owner, missing, errors):
        super().__init__(owner, missing, errors)
        self._owner = owner
        self._missing = tuple(missing)
        self._errors = errors

    @property
    def title(self):
        """The name of the class that was to be built."""
        owner = self._owner
        return owner if isinstance(owner, str) else owner.__qualname__

    @property
    def missing(self):
        """The names of the fields that have no value and no default."""
        return self._missing

    @property
    def errors(self):
        """What is wrong with the values, by path; ``""`` is the object as a whole."""
        errors = {}
        for error in self._errors:
            path, text = _path(error["loc"]), _text(error)
            errors[path] = f"{errors[path]}; {text}" if path in errors else text
        return errors

    def details(self):
        """The problems, a dict each: ``type``, ``loc``, ``msg``, ``input`` and ``ctx``."""
        return [dict(error, ctx=dict(error["ctx"])) for error in self._errors]

    def __str__(self):
        parts = [f"{name} is missing" for name in self._missing]
        parts += [_line(error) for error in self._errors]
        count = len(parts)
        return f"{count} problem{'' if count == 1 else 's'} for {self.title}: {'; '.join(parts)}"

    def __reduce__(self):
        return _reduced(self, self._owner, self._missing, self._errors)


def _reduced(error, owner, *findings):
    """A pickle finds the class again through the one it speaks of, which a fresh process can import:
    this source has a module there only once an extension has run it."""
    info = getattr(owner, "__pyo3_classes__", None)
    if info is None and hasattr(owner, "builder"):
        # No data class, but its builder is ours.
        info = getattr(owner.builder(), "__pyo3_classes__", None)
    if info is None or type(error) not in (ValidationError, BuilderError):
        return type(error), error.args
    *others, errors = findings
    errors = [dict(each, input=_portable(each["input"])) for each in errors]
    return info.restore_error, (type(error).__name__, (owner, *others, errors))


def _portable(value):
    """The value itself if it pickles, else its text: an error must reach the other process."""
    import pickle

    try:
        pickle.dumps(value)
    except Exception:
        return _shown(value)
    return value


def _line(error):
    path, text = _path(error["loc"]), _text(error)
    return f"{path}: {text}" if path else text


def _path(loc):
    path = ""
    for step in loc:
        path += step if not path and isinstance(step, str) else _step(step)
    return path


def _text(error):
    if not error["loc"] or error["type"] in ("missing", "set_once"):
        return error["msg"]
    return f"{error['msg']} (got {_shown(error['input'])})"


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
