//! Copies of builders.

use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::class::Builder;
use super::draft::Draft;
use super::value::Value;

/// A builder with the same values, in which Python objects are shared.
pub(super) fn shallow<'py>(builder: &Bound<'py, Builder>) -> PyResult<Bound<'py, Builder>> {
    let (py, this) = (builder.py(), builder.get());
    let draft = this.draft(py)?.copied(py)?;
    Builder::new(this.class.bind(py), draft)
}

/// A builder with copies of the values.
pub(super) fn deep<'py>(
    builder: &Bound<'py, Builder>,
    memo: &Bound<'py, PyDict>,
) -> PyResult<Bound<'py, Builder>> {
    let (py, this) = (builder.py(), builder.get());
    let draft = this.draft(py)?.copied(py)?;
    let copy = Builder::new(this.class.bind(py), Draft::new(this.table))?;
    // A value may lead back to the builder.
    memo.set_item(builder.as_ptr().addr(), &copy)?;
    let draft = deepened(draft, memo)?;
    let empty = std::mem::replace(&mut *copy.get().draft(py)?, draft);
    drop(empty);
    Ok(copy)
}

/// The draft for an instance, which shares nothing mutable with those of other drafts.
pub(super) fn of_its_own(draft: Draft, py: Python<'_>) -> PyResult<Draft> {
    if draft.table().fields().iter().all(|field| field.table.traverse.is_none()) {
        return Ok(draft);
    }
    deepened(draft, &PyDict::new(py))
}

/// The draft with copies of the Python objects in it. What cannot be copied, such as a lock or a
/// connection, stays what it is.
pub(super) fn deepened(mut draft: Draft, memo: &Bound<'_, PyDict>) -> PyResult<Draft> {
    let py = memo.py();
    for (index, field) in draft.table().fields().iter().enumerate() {
        let (true, Some(value)) = (field.table.traverse.is_some(), draft.value(index)) else {
            continue;
        };
        // SAFETY: it is a value of the field's type.
        let object = unsafe { (field.table.to_py)(value, py)? };
        let Some(copy) = copied(&object, memo)? else { continue };
        let mode = field.owner.options.mode;
        // SAFETY: `from_py` writes a value of the type if it returns `Ok`.
        let new = unsafe {
            Value::make(field.table, |slot| (field.table.from_py)(copy.as_borrowed(), mode, slot))
        };
        let new = new.map_err(|error| {
            error.into_py_err(py, field.owner.name, field.name(), field.options.secret)
        })?;
        let mark = draft.mark(index);
        // SAFETY: as above.
        drop(unsafe { draft.put(index, new, mark) });
    }
    Ok(draft)
}

/// The copy of an object; `None` if it is the object itself, or there can be none.
fn copied<'py>(
    object: &Bound<'py, PyAny>,
    memo: &Bound<'py, PyDict>,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    let py = memo.py();
    let deepcopy = py.import(intern!(py, "copy"))?.getattr(intern!(py, "deepcopy"))?;
    let before = memo.copy()?;
    match deepcopy.call1((object, memo)) {
        Ok(copy) => Ok((!copy.is(object)).then_some(copy)),
        Err(error) if error.is_instance_of::<PyTypeError>(py) => {
            // What was copied until then is in the memo, half done.
            memo.clear();
            memo.update(before.as_mapping())?;
            Ok(None)
        }
        Err(error) => Err(error),
    }
}
