//! Tables of [Arrow], through the [PyCapsule interface]: columns of a class's fields, which polars,
//! pyarrow, pandas and duckdb take as they are.
//!
//! Writing is `serde_arrow`'s, into the columns that the field types have ([`super::super::column`]);
//! reading is ours, since `serde_arrow` makes texts of numbers and so on where a text is asked for.
//!
//! [Arrow]: https://arrow.apache.org/docs/format/Columnar.html
//! [PyCapsule interface]: https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html

mod capsules;
mod cells;
mod nulls;
mod records;

use std::marker::PhantomData;

use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_schema::{DataType, Field, Fields, Schema};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyList, PyType};
use serde::de::DeserializeSeed;
use serde_arrow::ArrayBuilder;
use serde_arrow::schema::SerdeArrowSchema;

use super::instances::{InstanceSeed, Object};
use crate::data_class::construct::check_makes;
use crate::data_class::items::{entries, only_argument};
use crate::data_class::{ClassTable, Layered};
use crate::pyo3_internals::{self, Method};
use crate::wire::column::{Columns, NoColumn};
use crate::wire::columnar::Columnar;
use crate::wire::reader::{Reader, Source};
use crate::wire::{WireClass, class, content, methods, plain};

use cells::{Cell, Cells};
use records::ArrowRecords;

/// A class whose fields are columns.
pub trait Record: WireClass + Layered {}
impl<T: WireClass + Layered> Record for T {}

entries! { for Record;
    To: cfunction_with_keywords = |py, _class, args, kwargs| {
        let objects = only_argument(py, "to_arrow", args, kwargs)?;
        write::<T>(&objects)?.into_bound_py_any(py).map(Bound::into_ptr)
    }
    From: cfunction_with_keywords = |py, class, args, kwargs| {
        let data = only_argument(py, "from_arrow", args, kwargs)?;
        let class = methods::class_of(py, class);
        read::<T>(&class, &data).map(Bound::into_ptr)
    }
}

/// `to_arrow`.
pub const fn to_arrow_method<T: Record>() -> Method {
    pyo3_internals::class_method_with_keywords::<To<T>>(
        c"to_arrow",
        c"to_arrow($type, objects, /)\n--\n\nReturn instances as a table of Arrow, which polars, pyarrow, pandas and duckdb take.",
    )
}

/// `from_arrow`.
pub const fn from_arrow_method<T: Record>() -> Method {
    pyo3_internals::class_method_with_keywords::<From<T>>(
        c"from_arrow",
        c"from_arrow($type, data, /)\n--\n\nMake a list of instances of a table: an object with `__arrow_c_stream__` or `__arrow_c_array__`.\n\nRaises ValidationError with all that is wrong.",
    )
}

/// The columns of a class.
fn fields<T: Record>() -> Result<Vec<Field>, NoColumn> {
    class::columns::<T>(&mut Columns::default())
}

fn write<T: Record>(objects: &Bound<'_, PyAny>) -> PyResult<ArrowRecords> {
    let table = T::table();
    let class = (table.type_object)(objects.py());
    let objects: Vec<_> = objects.try_iter()?.collect::<PyResult<_>>()?;
    for (index, object) in objects.iter().enumerate() {
        if !object.is_instance(&class)? {
            return Err(PyTypeError::new_err(format!(
                "{}.to_arrow: expected {}, got {} at index {index}",
                table.name,
                table.name,
                crate::error::type_name(object),
            )));
        }
    }
    let fields = fields::<T>()
        .map_err(|error| PyTypeError::new_err(format!("{}.to_arrow: {error}", table.name)))?;
    let _columnar = Columnar::enter();
    let batch = columns::<T>(&fields, &objects)
        .map_err(|message| PyValueError::new_err(format!("{}.to_arrow: {message}", table.name)))?;
    Ok(ArrowRecords::new(batch, table.name))
}

/// The columns of instances of the class.
fn columns<T: Record>(
    fields: &[Field],
    objects: &[Bound<'_, PyAny>],
) -> Result<RecordBatch, String> {
    let schema = SerdeArrowSchema::try_from(fields).map_err(|error| error.message().to_owned())?;
    let mut builder = ArrayBuilder::new(schema).map_err(|error| error.message().to_owned())?;
    builder.reserve(objects.len());
    for (index, object) in objects.iter().enumerate() {
        // SAFETY: they are instances.
        let object = unsafe { Object::<T>::new(object) };
        let pushed = builder.push(&object);
        pushed.map_err(|error| format!("{} at index {index}", error.message()))?;
    }
    let arrays = builder.to_arrow().map_err(|error| error.message().to_owned())?;
    // The number of rows is told apart: a class may have no fields.
    let options = RecordBatchOptions::new().with_row_count(Some(objects.len()));
    RecordBatch::try_new_with_options(Schema::new(fields.to_vec()).into(), arrays, &options)
        .map_err(|error| error.to_string())
}

/// # Safety
///
/// `class` is the class of `T` or a subclass of it.
unsafe fn read<'py, T: Record>(
    class: &Bound<'py, PyType>,
    data: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let (py, table) = (class.py(), T::table());
    check_makes(table, class)?;
    let context = || format!("{}.from_arrow", table.name);
    // Where a column is of another type than it would be written as, it need not be read as that.
    let fields: Fields = fields::<T>().unwrap_or_default().into();
    let wanted = DataType::Struct(fields);
    let mut rows = Rows { table, class, reader: Reader::new(py, Source::Wire), read: 0 };
    let instances = PyList::empty(py);
    capsules::import(data, &context, &mut |chunk: &ArrayRef| {
        if !matches!(chunk.data_type(), DataType::Struct(_)) {
            return Err(PyTypeError::new_err(format!(
                "{}: expected a table, got one column of {}",
                context(),
                chunk.data_type(),
            )));
        }
        // SAFETY: the caller's promise.
        unsafe { rows.append::<T>(&Cells::new(chunk, Some(&wanted)), chunk.len(), &instances) }
    })?;
    rows.reader.report.finish(table.type_object)?;
    Ok(instances.into_any())
}

/// The rows of a table, as they are read.
struct Rows<'a, 'py> {
    table: &'static ClassTable,
    class: &'a Bound<'py, PyType>,
    reader: Reader<'py>,
    read: usize,
}

impl<'py> Rows<'_, 'py> {
    /// Reads the rows of a chunk.
    ///
    /// # Safety
    ///
    /// The class is that of `T` or a subclass of it.
    unsafe fn append<T: Record>(
        &mut self,
        cells: &Cells<'_>,
        len: usize,
        to: &Bound<'py, PyList>,
    ) -> PyResult<()> {
        for row in 0..len {
            let cell = Cell::new(cells, row);
            let seed = InstanceSeed::<T> { class: self.class, of: PhantomData };
            match seed.deserialize(cell) {
                Ok(instance) => to.append(instance)?,
                Err(_) => {
                    // SAFETY: the caller's promise.
                    let instance = unsafe { self.collect(cell)? };
                    instance.map_or(Ok(()), |instance| to.append(instance))?;
                }
            }
            self.read += 1;
        }
        Ok(())
    }

    /// Reads a row that did not read at once, through Python values.
    ///
    /// # Safety
    ///
    /// The class is that of the table or a subclass of it.
    unsafe fn collect(&mut self, cell: Cell<'_, '_>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let Self { table, class, reader, read } = self;
        let content = content::to_python(class.py(), cell).map_err(|error| {
            PyValueError::new_err(format!("{}.from_arrow: {error} at row {read}", table.name))
        })?;
        let mut made = Ok(None);
        reader.at(
            |py| read.into_bound_py_any(py),
            |reader| {
                // SAFETY: the caller's promise.
                made = unsafe { plain::read_instance(table, class, content.as_borrowed(), reader) };
                Some(())
            },
        );
        made
    }
}
