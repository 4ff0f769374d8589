//! Columns of the type `Null` as polars hands them over: with a buffer, where the C data interface has
//! none and `arrow` takes none. Before `arrow` sees such an array, it is told that there is no buffer; who
//! made the array still owns it all, and releases it.

use std::ffi::{c_char, c_int, c_void};
use std::ptr;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_schema::{DataType, Field};

/// The first fields of a structure of the [C data interface], which are private in `arrow`.
///
/// [C data interface]: https://arrow.apache.org/docs/format/CDataInterface.html#the-arrowarray-structure
#[repr(C)]
struct Array {
    length: i64,
    null_count: i64,
    offset: i64,
    n_buffers: i64,
    n_children: i64,
    buffers: *mut *const c_void,
    children: *mut *mut Array,
    dictionary: *mut Array,
}

/// Mends an array that was not released.
pub(super) fn mend_array(array: &mut FFI_ArrowArray, schema: &FFI_ArrowSchema) {
    if let Ok(data_type) = DataType::try_from(schema) {
        // SAFETY: it is a whole structure, and ours.
        unsafe { mend((&raw mut *array).cast(), &data_type) }
    }
}

/// # Safety
///
/// The array is null or one of the C data interface, was not released, and nobody else uses it.
unsafe fn mend(array: *mut Array, data_type: &DataType) {
    // SAFETY: the caller's promise.
    let Some(array) = (unsafe { array.as_mut() }) else { return };
    let child = |index: usize, data_type: &DataType| {
        if i64::try_from(index).is_ok_and(|index| index < array.n_children)
            && !array.children.is_null()
        {
            // SAFETY: there are as many children as it says, each an array as this one is.
            unsafe { mend(*array.children.add(index), data_type) }
        }
    };
    match data_type {
        DataType::Null => array.n_buffers = 0,
        DataType::Struct(fields) => {
            for (index, field) in fields.iter().enumerate() {
                child(index, field.data_type());
            }
        }
        DataType::List(item)
        | DataType::LargeList(item)
        | DataType::FixedSizeList(item, _)
        | DataType::Map(item, _) => child(0, item.data_type()),
        // SAFETY: the values of a dictionary are an array as well.
        DataType::Dictionary(_, values) => unsafe { mend(array.dictionary, values) },
        _ => {}
    }
}

/// A stream whose arrays are mended.
struct Mended {
    stream: FFI_ArrowArrayStream,
    data_type: DataType,
}

/// The stream with its arrays mended. One that does not tell its type is as it was.
///
/// # Safety
///
/// The stream was not released.
pub(super) unsafe fn mend_stream(mut stream: FFI_ArrowArrayStream) -> FFI_ArrowArrayStream {
    let mut schema = FFI_ArrowSchema::empty();
    let Some(get_schema) = stream.get_schema() else { return stream };
    // SAFETY: it is the callback of this stream, which was not released, and writes a schema if it is right.
    if unsafe { get_schema(&raw mut stream, &raw mut schema) } != 0 {
        return stream;
    }
    let Ok(field) = Field::try_from(&schema) else { return stream };
    let mended = Box::new(Mended { stream, data_type: field.data_type().clone() });
    // SAFETY: the callbacks below are for private data of this kind.
    unsafe {
        FFI_ArrowArrayStream::new_unchecked(
            Some(get_schema_of),
            Some(get_next_of),
            Some(get_last_error_of),
            Some(release),
            Box::into_raw(mended).cast(),
        )
    }
}

/// # Safety
///
/// The stream is one of [`mend_stream`], and was not released.
unsafe fn inner<'a>(stream: *mut FFI_ArrowArrayStream) -> &'a mut Mended {
    // SAFETY: the caller's promise.
    unsafe { &mut *(*stream).private_data().cast::<Mended>() }
}

/// What a callback returns where the stream has no such callback.
const INVALID: c_int = 22;

unsafe extern "C" fn get_schema_of(
    stream: *mut FFI_ArrowArrayStream,
    out: *mut FFI_ArrowSchema,
) -> c_int {
    // SAFETY: called as the interface says, with a stream of ours; so for the other callbacks.
    unsafe {
        let Mended { stream, .. } = inner(stream);
        stream.get_schema().map_or(INVALID, |get_schema| get_schema(stream, out))
    }
}

unsafe extern "C" fn get_next_of(
    stream: *mut FFI_ArrowArrayStream,
    out: *mut FFI_ArrowArray,
) -> c_int {
    // SAFETY: as above; the array that was written is the caller's, unless it is the end of the stream.
    unsafe {
        let Mended { stream, data_type } = inner(stream);
        let code = stream.get_next().map_or(INVALID, |get_next| get_next(stream, out));
        if code == 0 && !(*out).is_released() {
            mend(out.cast(), data_type);
        }
        code
    }
}

unsafe extern "C" fn get_last_error_of(stream: *mut FFI_ArrowArrayStream) -> *const c_char {
    // SAFETY: as above.
    unsafe {
        let Mended { stream, .. } = inner(stream);
        stream.get_last_error().map_or(ptr::null(), |get_last_error| get_last_error(stream))
    }
}

unsafe extern "C" fn release(stream: *mut FFI_ArrowArrayStream) {
    // SAFETY: as above; whoever calls it does not use the stream any more, and what it owns is dropped
    // here, once.
    unsafe {
        drop(Box::from_raw((*stream).private_data().cast::<Mended>()));
        ptr::write(stream, FFI_ArrowArrayStream::empty());
    }
}
