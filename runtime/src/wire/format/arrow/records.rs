//! What `to_arrow` returns.

use arrow_array::{RecordBatch, StructArray};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use super::capsules;

/// Records as columns of Arrow: what takes it asks for capsules, as often as it likes, and shares the
/// memory.
#[pyclass(frozen, module = "pyo3_classes")]
pub(super) struct ArrowRecords {
    batch: RecordBatch,
    class: &'static str,
}

impl ArrowRecords {
    pub(super) fn new(batch: RecordBatch, class: &'static str) -> Self {
        Self { batch, class }
    }
}

#[pymethods]
impl ArrowRecords {
    /// The names and types of the columns.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsules::schema(py, &self.batch.schema())
    }

    /// The columns, whatever schema is asked for: that is only a wish.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        let _ = requested_schema;
        let schema = capsules::schema(py, &self.batch.schema())?;
        Ok((schema, capsules::array(py, StructArray::from(self.batch.clone()))?))
    }

    /// The same as a stream of one batch.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        capsules::stream(py, self.batch.clone())
    }

    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }

    fn __repr__(&self) -> String {
        let (rows, columns) = (self.batch.num_rows(), self.batch.num_columns());
        format!("<ArrowRecords of {}: {rows} rows, {columns} columns>", self.class)
    }
}
