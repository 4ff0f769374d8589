//! serde's side of a data class: its fields as a map.

use std::fmt;
use std::marker::PhantomData;
use std::mem::MaybeUninit;

#[cfg(feature = "arrow")]
use arrow_schema::{DataType, Field};
use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Error as _, SerializeStruct};
use serde::{Deserializer, Serialize, Serializer};

use super::attribute::WireAttribute;
#[cfg(feature = "arrow")]
use super::column::{Column, Columns, NoColumn};
use super::depth::{Level, TOO_DEEP};
use super::serial::{HasWire, IntoSlot};
use super::values::Values;
use super::version::{VERSION, Version};
use crate::data_class::{ClassTable, DataClass, Layered, RootClass};

/// A data class with one of the options `json`, `msgpack`, `toml` and `yaml`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no form in JSON and its kin",
    label = "the class that it extends needs the same option: `#[dataclass(json)]`"
)]
pub trait WireClass: DataClass {
    /// The class that it extends.
    type Base: BaseFields;
    /// Its own fields, as in its table.
    type Fields: Fields;
}

/// The class that a class extends, if that is a data class.
pub struct WireBase<B, const IS_DATA_CLASS: bool>(PhantomData<B>);

/// The fields of the classes that a class extends.
pub trait BaseFields {
    /// How many layers they are.
    const LAYERS: usize;

    /// Writes them.
    ///
    /// # Errors
    ///
    /// Those of the format.
    ///
    /// # Safety
    ///
    /// As for [`Fields::write`], by layer.
    unsafe fn write<S: SerializeStruct>(
        attributes: &[WireAttribute],
        layers: &[*const u8],
        to: &mut S,
    ) -> Result<(), S::Error>;

    /// Reads the value of one of them.
    ///
    /// # Errors
    ///
    /// Those of the format.
    ///
    /// # Safety
    ///
    /// `slot` is room for the field's value.
    unsafe fn read<'de, A: MapAccess<'de>>(
        layer: usize,
        field: usize,
        map: &mut A,
        slot: *mut u8,
    ) -> Result<(), A::Error>;

    /// Appends their columns.
    ///
    /// # Errors
    ///
    /// If one has none.
    #[cfg(feature = "arrow")]
    fn columns(
        attributes: &[WireAttribute],
        columns: &mut Columns,
        to: &mut Vec<Field>,
    ) -> Result<(), NoColumn>;
}

impl<B> BaseFields for WireBase<B, false> {
    const LAYERS: usize = 0;

    unsafe fn write<S: SerializeStruct>(
        _: &[WireAttribute],
        _: &[*const u8],
        _: &mut S,
    ) -> Result<(), S::Error> {
        Ok(())
    }
    unsafe fn read<'de, A: MapAccess<'de>>(
        _: usize,
        _: usize,
        _: &mut A,
        _: *mut u8,
    ) -> Result<(), A::Error> {
        Err(A::Error::custom("there is no such field"))
    }
    #[cfg(feature = "arrow")]
    fn columns(_: &[WireAttribute], _: &mut Columns, _: &mut Vec<Field>) -> Result<(), NoColumn> {
        Ok(())
    }
}

impl<B: WireClass> BaseFields for WireBase<B, true> {
    const LAYERS: usize = B::Base::LAYERS + 1;

    unsafe fn write<S: SerializeStruct>(
        attributes: &[WireAttribute],
        layers: &[*const u8],
        to: &mut S,
    ) -> Result<(), S::Error> {
        // SAFETY: the caller's promise.
        unsafe { write_layers::<B, S>(attributes, layers, to) }
    }
    unsafe fn read<'de, A: MapAccess<'de>>(
        layer: usize,
        field: usize,
        map: &mut A,
        slot: *mut u8,
    ) -> Result<(), A::Error> {
        // SAFETY: the caller's promise.
        unsafe { read_field::<B, A>(layer, field, map, slot) }
    }
    #[cfg(feature = "arrow")]
    fn columns(
        attributes: &[WireAttribute],
        columns: &mut Columns,
        to: &mut Vec<Field>,
    ) -> Result<(), NoColumn> {
        append_columns::<B>(attributes, columns, to)
    }
}

/// The columns of all layers of a class.
#[cfg(feature = "arrow")]
fn append_columns<T: WireClass>(
    attributes: &[WireAttribute],
    columns: &mut Columns,
    to: &mut Vec<Field>,
) -> Result<(), NoColumn> {
    let own = attributes.partition_point(|attribute| attribute.layer < T::Base::LAYERS);
    let (of_base, of_own) = attributes.split_at(own);
    T::Base::columns(of_base, columns, to)?;
    T::Fields::columns(of_own, columns, to)
}

/// The columns of a class in Arrow.
///
/// # Errors
///
/// If a field has none.
#[cfg(feature = "arrow")]
pub(super) fn columns<T: WireClass>(columns: &mut Columns) -> Result<Vec<Field>, NoColumn> {
    let table = T::table();
    columns.of_class(table, |columns| {
        let mut fields = Vec::new();
        if table.tells_version() {
            let version = match table.present_version() {
                Version::One(_) => Column::new(DataType::UInt32),
                Version::Layers(_) => Column::text(),
            };
            fields.push(version.into_field(VERSION));
        }
        append_columns::<T>(table.wire_attributes(), columns, &mut fields)?;
        Ok(fields)
    })
}

/// The column of values of a class, in those of another.
///
/// # Errors
///
/// If a field has none.
#[cfg(feature = "arrow")]
pub fn column<T: WireClass>(columns: &mut Columns) -> Result<Column, NoColumn> {
    self::columns::<T>(columns).map(|fields| Column::new(DataType::Struct(fields.into())))
}

/// # Safety
///
/// As for [`BaseFields::write`].
unsafe fn write_layers<T: WireClass, S: SerializeStruct>(
    attributes: &[WireAttribute],
    layers: &[*const u8],
    to: &mut S,
) -> Result<(), S::Error> {
    let Some((own, base)) = layers.split_last() else { return Ok(()) };
    let own_fields = attributes.partition_point(|attribute| attribute.layer < base.len());
    let (of_base, of_own) = attributes.split_at(own_fields);
    // SAFETY: the caller's promise; the derive pairs the list of fields with the table.
    unsafe {
        T::Base::write(of_base, base, to)?;
        T::Fields::write(of_own, *own, to)
    }
}

/// # Safety
///
/// As for [`BaseFields::read`].
#[inline]
pub(super) unsafe fn read_field<'de, T: WireClass, A: MapAccess<'de>>(
    layer: usize,
    field: usize,
    map: &mut A,
    slot: *mut u8,
) -> Result<(), A::Error> {
    // SAFETY: the caller's promise.
    unsafe {
        if layer == T::Base::LAYERS {
            T::Fields::read(field, map, slot)
        } else {
            T::Base::read(layer, field, map, slot)
        }
    }
}

/// Where the fields of a value are.
pub trait Place: Copy {
    /// A field.
    ///
    /// # Safety
    ///
    /// The field is one of the value's class.
    unsafe fn field(self, field: &WireAttribute) -> *const u8;
}

/// The value itself.
impl Place for *const u8 {
    #[inline]
    unsafe fn field(self, field: &WireAttribute) -> *const u8 {
        // SAFETY: the caller's promise.
        unsafe { field.attribute.of(self) }
    }
}

/// The fields of one class: pairs of the first and the others, ending with `()`.
pub trait Fields {
    /// Writes those that are not left out.
    ///
    /// # Errors
    ///
    /// Those of the format.
    ///
    /// # Safety
    ///
    /// `value` is a value of the class whose fields these are.
    unsafe fn write<P: Place, S: SerializeStruct>(
        attributes: &[WireAttribute],
        value: P,
        to: &mut S,
    ) -> Result<(), S::Error>;

    /// Reads the value of the field at an index.
    ///
    /// # Errors
    ///
    /// Those of the format.
    ///
    /// # Safety
    ///
    /// `slot` is room for the field's value.
    unsafe fn read<'de, A: MapAccess<'de>>(
        field: usize,
        map: &mut A,
        slot: *mut u8,
    ) -> Result<(), A::Error>;

    /// Appends their columns.
    ///
    /// # Errors
    ///
    /// If one has none.
    #[cfg(feature = "arrow")]
    fn columns(
        attributes: &[WireAttribute],
        columns: &mut Columns,
        to: &mut Vec<Field>,
    ) -> Result<(), NoColumn>;
}

impl Fields for () {
    #[inline]
    unsafe fn write<P: Place, S: SerializeStruct>(
        _: &[WireAttribute],
        _: P,
        _: &mut S,
    ) -> Result<(), S::Error> {
        Ok(())
    }
    #[inline]
    unsafe fn read<'de, A: MapAccess<'de>>(
        _: usize,
        _: &mut A,
        _: *mut u8,
    ) -> Result<(), A::Error> {
        Err(A::Error::custom("there is no such field"))
    }
    #[cfg(feature = "arrow")]
    fn columns(_: &[WireAttribute], _: &mut Columns, _: &mut Vec<Field>) -> Result<(), NoColumn> {
        Ok(())
    }
}

impl<First: HasWire, Others: Fields> Fields for (First, Others) {
    #[inline]
    unsafe fn write<P: Place, S: SerializeStruct>(
        attributes: &[WireAttribute],
        value: P,
        to: &mut S,
    ) -> Result<(), S::Error> {
        let Some((first, others)) = attributes.split_first() else { return Ok(()) };
        // SAFETY: the caller's promise.
        unsafe {
            if let Some(name) = first.name {
                let field = value.field(first);
                if first.is_omitted(field) {
                    to.skip_field(name)?;
                } else {
                    let field = &*field.cast::<First::Value>();
                    to.serialize_field(name, &AsField::<First>(field))?;
                }
            }
            Others::write(others, value, to)
        }
    }
    #[inline]
    unsafe fn read<'de, A: MapAccess<'de>>(
        field: usize,
        map: &mut A,
        slot: *mut u8,
    ) -> Result<(), A::Error> {
        match field.checked_sub(1) {
            // SAFETY: the caller's promise.
            None => map.next_value_seed(unsafe { IntoSlot::<First>::new(slot) }),
            // SAFETY: as above.
            Some(field) => unsafe { Others::read(field, map, slot) },
        }
    }
    #[cfg(feature = "arrow")]
    fn columns(
        attributes: &[WireAttribute],
        columns: &mut Columns,
        to: &mut Vec<Field>,
    ) -> Result<(), NoColumn> {
        let Some((first, others)) = attributes.split_first() else { return Ok(()) };
        if let Some(name) = first.name {
            let column = First::column(columns).map_err(|error| error.inside(name))?;
            to.push(column.into_field(name));
        }
        Others::columns(others, columns, to)
    }
}

struct AsField<'a, F: HasWire>(&'a F::Value);

impl<F: HasWire> Serialize for AsField<'_, F> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        F::write(self.0, serializer)
    }
}

/// Writes an instance, of whose layers these are the values.
///
/// # Safety
///
/// The pointers are to values of the class's layers.
pub(super) unsafe fn write<T: WireClass, S: Serializer>(
    layers: &[*const u8],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let Some(_level) = Level::enter() else { return Err(S::Error::custom(TOO_DEEP)) };
    let table = T::table();
    let attributes = table.wire_attributes();
    let tells_version = table.tells_version();
    let written = attributes.iter().filter(|attribute| {
        // SAFETY: the caller's promise.
        attribute.name.is_some()
            && !unsafe { attribute.is_omitted(attribute.attribute.of(layers[attribute.layer])) }
    });
    let len = written.count() + usize::from(tells_version);
    let mut to = serializer.serialize_struct(table.name, len)?;
    if tells_version {
        to.serialize_field(VERSION, &table.present_version())?;
    }
    // SAFETY: the caller's promise.
    unsafe { write_layers::<T, _>(attributes, layers, &mut to)? };
    to.end()
}

/// `Serialize` of a class without a base class.
///
/// # Errors
///
/// Those of the format, and if values are nested too deep.
pub fn serialize<T: WireClass + RootClass, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    // SAFETY: it is the value of the one layer.
    unsafe { write::<T, S>(&[(&raw const *value).cast()], serializer) }
}

/// `Deserialize` of a class without a base class.
///
/// # Errors
///
/// The first thing that is wrong.
pub fn deserialize<'de, T: WireClass + RootClass, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let mut slot = MaybeUninit::<T>::uninit();
    // SAFETY: the slot is room for the value of the one layer, which it has on success.
    unsafe {
        read::<T, D>(&[slot.as_mut_ptr().cast()], deserializer)?;
        Ok(slot.assume_init())
    }
}

/// Reads the values of all layers of an instance.
///
/// # Safety
///
/// Each slot is room for a value of the layer; on success it has one.
pub(super) unsafe fn read<'de, T: WireClass, D: Deserializer<'de>>(
    slots: &[*mut u8],
    deserializer: D,
) -> Result<(), D::Error> {
    let Some(_level) = Level::enter() else { return Err(D::Error::custom(TOO_DEEP)) };
    deserializer.deserialize_map(ClassVisitor::<T> { slots, tag: None, class: PhantomData })
}

/// Reads the values of the layers of an instance. Whoever makes one has room for them in the slots.
pub(super) struct ClassVisitor<'a, T> {
    pub(super) slots: &'a [*mut u8],
    /// The key of the tag, which has been read.
    pub(super) tag: Option<&'static str>,
    pub(super) class: PhantomData<T>,
}

impl<'de, T: WireClass> Visitor<'de> for ClassVisitor<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the fields of {}", T::table().name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let table = T::table();
        // SAFETY: the promise of `read`.
        let mut values = unsafe { Values::new(table, self.slots) };
        let attributes = values.attributes();
        let mut expected = 0;
        // Who tells none is of the first version.
        let mut is_now = table.is_of_first_version();
        while let Some(key) = map.next_key_seed(KeySeed { attributes, expected, tag: self.tag })? {
            match key {
                Key::Field(index) => {
                    let WireAttribute { layer, field, attribute, .. } = &attributes[index];
                    if values.has(index) {
                        let name = attribute.name();
                        return Err(A::Error::custom(format_args!("duplicate field `{name}`")));
                    }
                    // SAFETY: the slot is room for the field's value.
                    unsafe { read_field::<T, A>(*layer, *field, &mut map, values.slot(index))? };
                    values.accept(index);
                    expected = index + 1;
                }
                Key::Tag => return Err(A::Error::custom("duplicate field of the tag")),
                Key::Version => {
                    check_version(table, &mut map)?;
                    is_now = true;
                }
                Key::Unknown if table.wire.is_some_and(|wire| wire.deny_unknown_fields) => {
                    return Err(A::Error::custom("unknown field"));
                }
                Key::Unknown => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if !is_now {
            return Err(A::Error::custom(OTHER_VERSION));
        }
        values.complete().map_err(A::Error::custom)
    }
}

/// What is read then by the other way.
const OTHER_VERSION: &str = "another version";

/// Anything but the present version is for the other way, which migrates.
fn check_version<'de, A: MapAccess<'de>>(
    table: &'static ClassTable,
    map: &mut A,
) -> Result<(), A::Error> {
    let is_now = match table.present_version() {
        Version::One(version) => map.next_value::<u32>()? == version,
        Version::Layers(versions) => map.next_value::<String>()? == versions,
    };
    if is_now { Ok(()) } else { Err(A::Error::custom(OTHER_VERSION)) }
}

enum Key {
    Field(usize),
    Tag,
    Version,
    Unknown,
}

/// Reads a key. Fields mostly come in their order.
struct KeySeed {
    attributes: &'static [WireAttribute],
    expected: usize,
    tag: Option<&'static str>,
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    #[inline]
    fn visit_str<E>(self, key: &str) -> Result<Key, E> {
        let is = |attribute: &WireAttribute| attribute.name == Some(key);
        if self.attributes.get(self.expected).is_some_and(is) {
            return Ok(Key::Field(self.expected));
        }
        Ok(match self.attributes.iter().position(is) {
            Some(index) => Key::Field(index),
            None if self.tag == Some(key) => Key::Tag,
            None if key == VERSION => Key::Version,
            None => Key::Unknown,
        })
    }

    fn visit_bytes<E: serde::de::Error>(self, key: &[u8]) -> Result<Key, E> {
        match std::str::from_utf8(key) {
            Ok(key) => self.visit_str(key),
            Err(_) => Ok(Key::Unknown),
        }
    }
}

/// The values of an instance's layers, borrowed while `with` runs.
///
/// # Safety
///
/// `object` is an instance of `T`.
pub(super) unsafe fn with_layers<T: Layered, R>(
    object: &pyo3::Bound<'_, pyo3::PyAny>,
    with: impl FnOnce(&[*const u8]) -> R,
) -> pyo3::PyResult<R> {
    /// # Safety
    ///
    /// As above.
    unsafe fn further(
        object: &pyo3::Bound<'_, pyo3::PyAny>,
        layers: &[&'static ClassTable],
        values: &mut Vec<*const u8>,
        with: &mut dyn FnMut(&[*const u8]),
    ) -> pyo3::PyResult<()> {
        let Some((layer, others)) = layers.split_first() else {
            with(values);
            return Ok(());
        };
        let mut result = Ok(());
        // SAFETY: the caller's promise.
        unsafe {
            (layer.access.read)(object, &mut |value| {
                values.push(value);
                result = further(object, others, values, with);
            })?;
        }
        result
    }
    let layers = T::table().layers();
    let (mut with, mut returned) = (Some(with), None);
    let mut once = |values: &[*const u8]| {
        if let Some(with) = with.take() {
            returned = Some(with(values));
        }
    };
    // SAFETY: the caller's promise.
    unsafe {
        match layers {
            [layer] => (layer.access.read)(object, &mut |value| once(&[value]))?,
            layers => further(object, layers, &mut Vec::new(), &mut once)?,
        }
    }
    returned.ok_or_else(|| pyo3::exceptions::PySystemError::new_err("an instance was not read"))
}
