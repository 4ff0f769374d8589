//! Reads what a variant has, without its tag.

use std::fmt;
use std::marker::PhantomData;
use std::mem::MaybeUninit;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::own_level;
use crate::wire::attribute::WireAttribute;
use crate::wire::class::{WireClass, read, read_field};
use crate::wire::depth::TOO_DEEP;
use crate::wire::values::Values;
use crate::wire::variants::{Style, VariantRow, slots};

/// Makes a value of its fields.
pub(super) fn of_fields<C: WireClass, E: serde::de::Error>(
    fill: impl FnOnce(&mut Values<'_>) -> Result<(), E>,
) -> Result<C, E> {
    let mut slot = MaybeUninit::<C>::uninit();
    let slots = slots(slot.as_mut_ptr().cast());
    // SAFETY: the slots are room for the layers of the class.
    let mut values = unsafe { Values::new(C::table(), &slots) };
    fill(&mut values)?;
    values.complete().map_err(E::custom)?;
    // SAFETY: every field has its value.
    Ok(unsafe { slot.assume_init() })
}

/// Reads the value of the field at an index, the next of what `map` has.
fn read_part<'de, C: WireClass, A: MapAccess<'de>>(
    index: usize,
    map: &mut A,
    values: &mut Values<'_>,
) -> Result<(), A::Error> {
    let WireAttribute { layer, field, .. } = C::table().wire_attributes()[index];
    // SAFETY: the slot is room for the field's value.
    unsafe { read_field::<C, A>(layer, field, map, values.slot(index))? };
    values.accept(index);
    Ok(())
}

/// The content of a variant of a row.
pub(super) struct ContentSeed<C> {
    pub(super) row: &'static VariantRow,
    pub(super) class: PhantomData<C>,
}

impl<'de, C: WireClass> DeserializeSeed<'de> for ContentSeed<C> {
    type Value = C;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<C, D::Error> {
        match self.row.style() {
            Style::Unit => {
                <() as serde::Deserialize>::deserialize(deserializer)?;
                of_fields(|_| Ok(()))
            }
            Style::Newtype => alone(self.row, deserializer),
            Style::Tuple => {
                let Ok(_level) = own_level(Style::Tuple) else {
                    return Err(D::Error::custom(TOO_DEEP));
                };
                deserializer.deserialize_tuple(self.row.fields().count(), TupleVisitor(self))
            }
            Style::Struct => {
                let mut slot = MaybeUninit::<C>::uninit();
                // SAFETY: the slots are room for the layers, and have their values on success.
                unsafe {
                    read::<C, D>(&slots(slot.as_mut_ptr().cast()), deserializer)?;
                    Ok(slot.assume_init())
                }
            }
        }
    }
}

/// The value of the one field.
pub(super) fn alone<'de, C: WireClass, D: Deserializer<'de>>(
    row: &VariantRow,
    deserializer: D,
) -> Result<C, D::Error> {
    of_fields(|values| {
        let mut one = One(Some(deserializer));
        row.fields().try_for_each(|(index, _)| read_part::<C, _>(index, &mut one, values))
    })
}

struct TupleVisitor<C>(ContentSeed<C>);

impl<'de, C: WireClass> Visitor<'de> for TupleVisitor<C> {
    type Value = C;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of {} items", self.0.row.fields().count())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<C, A::Error> {
        of_fields(|values| {
            let mut list = List { list, read: 0 };
            let fields = self.0.row.fields();
            for (index, _) in fields {
                read_part::<C, _>(index, &mut list, values)?;
            }
            if list.list.next_element::<IgnoredAny>()?.is_some() {
                return Err(A::Error::invalid_length(list.read + 1, &self));
            }
            Ok(())
        })
    }
}

/// One value as that of the next key.
struct One<D>(Option<D>);

impl<'de, D: Deserializer<'de>> MapAccess<'de> for One<D> {
    type Error = D::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        _: K,
    ) -> Result<Option<K::Value>, D::Error> {
        Ok(None)
    }
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, D::Error> {
        match self.0.take() {
            Some(deserializer) => seed.deserialize(deserializer),
            None => Err(D::Error::custom("there is one value only")),
        }
    }
}

/// The items of a list as the values of keys.
struct List<A> {
    list: A,
    read: usize,
}

impl<'de, A: SeqAccess<'de>> MapAccess<'de> for List<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        _: K,
    ) -> Result<Option<K::Value>, A::Error> {
        Ok(None)
    }
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        let value = self.list.next_element_seed(seed)?;
        let read = self.read;
        self.read += 1;
        value.ok_or_else(|| A::Error::invalid_length(read, &"more items"))
    }
}
