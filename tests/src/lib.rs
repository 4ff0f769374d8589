//! The extension module that the Python tests import: data classes, a module for each thing tested.

#![allow(
    clippy::needless_pass_by_value,
    clippy::trivially_copy_pass_by_ref,
    clippy::unnecessary_wraps,
    clippy::unused_self,
    reason = "functions have the signatures that the attributes ask for"
)]

mod arguments;
mod builder_types;
mod builders;
mod builders_more;
mod builders_parts;
#[cfg(not(feature = "abi3-py39"))]
mod builtins;
mod constraints;
mod enums;
#[cfg(not(feature = "abi3-py39"))]
mod exceptions;
mod fields;
mod foreign;
mod hooks;
mod inheritance;
mod names;
mod nested;
mod objects;
mod options;
mod records;
mod shapes;
mod shortcuts;
mod skipped;
mod stdlib;
mod strict;
mod texts;
mod variants;
mod versions;
mod views;
mod wire;
mod wire_arrow;
mod wire_enums;
mod wire_formats;
mod wire_rules;
mod wire_schema;
mod wire_speed;
mod wire_types;

use pyo3::pymodule;

/// Text that a function takes: the stable ABI of Python 3.9 lends none.
#[cfg(not(feature = "abi3-py39"))]
type Text<'a> = &'a str;
#[cfg(feature = "abi3-py39")]
type Text<'a> = std::borrow::Cow<'a, str>;

/// All of them, and functions that look into them.
#[pymodule]
pub mod pyo3_classes_fixture {
    #[pymodule_export]
    use pyo3_classes::{BuilderError, ValidationError};

    #[pymodule_export]
    use super::builder_types::{
        Ferry, FerryBuilder, Passage, PassageBuilder, Vessel, VesselBuilder,
    };
    #[pymodule_export]
    use super::builders::{
        Broad, BroadBuilder, Crate, CrateBuilder, Fleet, FleetBuilder, Login, LoginBuilder,
        Misconfigured, MisconfiguredBuilder, Server, ServerBuilder, cache_of,
    };
    #[cfg(not(feature = "abi3-py39"))]
    #[pymodule_export]
    use super::builders_more::{Breakdown, BreakdownBuilder, Register, RegisterBuilder};
    #[pymodule_export]
    use super::builders_more::{
        Drifter, DrifterBuilder, Figure, Plain, PlainBuilder, Shy, ShyBuilder, Still, StillBuilder,
        Trailer, TrailerBuilder, Truck, TruckBuilder, Van, Vehicle, VehicleBuilder,
    };
    #[pymodule_export]
    use super::builders_parts::{
        Authority, AuthorityBuilder, Gathered, GatheredBuilder, Lenient, LenientBuilder, Money,
        Ruled, RuledBuilder, Site, SiteBuilder, Spot, Tls, TlsBuilder, Widened,
    };

    #[pymodule_export]
    use super::arguments::{
        TakesAlias, TakesFour, TakesKeywords, TakesNames, TakesNone, TakesOne, TakesOneOptional,
        TakesOnlyKeywords, TakesOptional, TakesSome,
    };
    #[cfg(not(feature = "abi3-py39"))]
    #[pymodule_export]
    use super::builtins::{DeepIndex, FrozenIndex, Group, Index};
    #[pymodule_export]
    use super::constraints::{Bounded, Checked, Lengths, Parts, Secretive};
    #[pymodule_export]
    use super::enums::{
        Color, Level, Mixed, Paint, Perm, RustRights, Setting, Side, Step, Undocumented,
        count_colors, level_of, mixed_position, opposite, perm_bits, rights_letter, sky,
    };
    #[cfg(not(feature = "abi3-py39"))]
    #[pymodule_export]
    use super::exceptions::{FrozenProblem, LastProblem, NetworkProblem, Problem};
    #[pymodule_export]
    use super::fields::{
        FieldAny, FieldArcStr, FieldArray, FieldBTreeMap, FieldBTreeSet, FieldBool, FieldBox,
        FieldBoxStr, FieldByteArray, FieldBytes, FieldChar, FieldCowStr, FieldDuration, FieldF32,
        FieldF64, FieldHashMap, FieldHashSet, FieldI8, FieldI16, FieldI32, FieldI64, FieldI128,
        FieldIds, FieldIntOrText, FieldIpAddr, FieldIsize, FieldMapAny, FieldMapOfOption,
        FieldMapPyStr, FieldMeters, FieldNonZeroI64, FieldNonZeroU8, FieldNonZeroU128, FieldOption,
        FieldOptionAny, FieldOptionPyStr, FieldOptionVec, FieldOrder, FieldOsString, FieldPath,
        FieldPoint, FieldPyDict, FieldPyInt, FieldPyList, FieldPyOrder, FieldPyStr, FieldSetPyStr,
        FieldString, FieldSystemTime, FieldTuple0, FieldTuple1, FieldTuple2, FieldTuple12,
        FieldTupleAny, FieldU8, FieldU16, FieldU32, FieldU64, FieldU128, FieldUsize, FieldVecAny,
        FieldVecF64, FieldVecI64, FieldVecOption, FieldVecOrder, FieldVecPath, FieldVecPyOrder,
        FieldVecPyStr, FieldVecString, FieldVecVec,
    };
    #[pymodule_export]
    use super::foreign::{
        ForeignBigDecimal, ForeignBigInt, ForeignBigRatio, ForeignBigUint, ForeignBounded,
        ForeignBytes, ForeignChronoDate, ForeignChronoDelta, ForeignChronoFixed,
        ForeignChronoNaive, ForeignChronoOffset, ForeignChronoTime, ForeignChronoUtc,
        ForeignChronoZone, ForeignChronoZoned, ForeignComplex, ForeignComplex32, ForeignDecimal,
        ForeignEither, ForeignHashMap, ForeignHashSet, ForeignIndexMap, ForeignJiffDate,
        ForeignJiffDateTime, ForeignJiffDuration, ForeignJiffOffset, ForeignJiffTime,
        ForeignJiffTimestamp, ForeignJiffZone, ForeignJiffZoned, ForeignMapUuid, ForeignNotNan,
        ForeignOptionDate, ForeignOrdered, ForeignOrdered32, ForeignRatio, ForeignSmallVec,
        ForeignTimeDate, ForeignTimeDuration, ForeignTimeOffset, ForeignTimePrimitive,
        ForeignTimeTime, ForeignTimeUtc, ForeignTimeUtcOffset, ForeignTuple, ForeignUuid,
        ForeignVecDecimal,
    };
    #[pymodule_export]
    use super::hooks::{Guarded, Interval, Refused, Square, completed_squares};
    #[pymodule_export]
    use super::inheritance::{
        Animal, Deep, Dog, Flat, Hooked, HookedChild, Inner, Named, Outer, Puppy, Same, taken_log,
    };
    #[pymodule_export]
    use super::names::{Accessors, GetAll, Homeless, PartlyFrozen, RustTicket, SetAll};
    #[pymodule_export]
    use super::nested::{Account, Bank, Canvas, Cart, Dot, Entry, Folder, Line, Records, Tree};
    #[pymodule_export]
    use super::objects::{Bare, Base, FrozenBase, FrozenHolder, FrozenOpen, Holder, Node, Open};
    #[pymodule_export]
    use super::options::{NoEq, Nothing, OwnCopy, OwnEq, OwnHash, OwnInit, OwnRepr};
    #[pymodule_export]
    use super::records::{
        Basket, Empty, FrozenRecord, HashedRecord, Order, OrderedRecord, Record, SoldOrder,
    };
    #[pymodule_export]
    use super::shapes::{Meters, Pair, Parsed, ParsedMore, Timed, Unit};
    #[pymodule_export]
    use super::shortcuts::{
        Early, Fields32, Fields33, Fragile, FrozenEarly, FrozenFragile, FrozenReferable,
        FrozenSwift, FrozenTethered, Highest, Kept, Loud, LoudChild, Lowest, Middle, Numbered,
        OwnTraverse, OwnTraverseOfField, Padded, PaddedBytes, Referable, Swift, SwiftTwin,
        Tethered, TetheredChild, Wide, made_by_pyo3, set_limit, set_next_number, shared_texts,
    };
    #[pymodule_export]
    use super::skipped::{Census, Hiding, SkipClone, SkipDefault, counted_alive};
    #[cfg(not(feature = "abi3-py39"))]
    #[pymodule_export]
    use super::stdlib::StdProblem;
    #[pymodule_export]
    use super::stdlib::{
        StdAliased, StdBase, StdChild, StdGrandchild, StdLive, StdMeters, StdNested, StdOptions,
        StdOwn, StdParams, StdPoint, StdRecord, StdShape, StdUndecorated,
    };
    #[pymodule_export]
    use super::strict::{
        StrictBool, StrictF32, StrictF64, StrictI64, StrictMap, StrictNonZero, StrictOption,
        StrictString, StrictTuple, StrictU8, StrictU128, StrictVec,
    };
    #[pymodule_export]
    use super::texts::{HandWrittenLabel, Label, Labels, LoudLabel, PricedLabel, ThreadLabel};
    #[pymodule_export]
    use super::variants::{Gallery, Mailbox, Parcel, Shape, double};
    #[pymodule_export]
    use super::versions::{
        Person, Refusing, Unliftable, VersionedBase, VersionedByBase, VersionedChild,
    };
    #[pymodule_export]
    use super::views::{CrateViews, RuledViews, ShyViews, StrictViews, ValidatedViews, Views};
    #[pymodule_export]
    use super::wire::{
        WireBase, WireChild, WireLine, WireNode, WireOrder, WireRange, WireSpan, WireVersioned,
    };
    #[pymodule_export]
    use super::wire_arrow::{
        ArrowBase, ArrowChild, ArrowColor, ArrowMaybe, ArrowNothing, ArrowPoint, ArrowRecord,
        ArrowShapes, ArrowTimes, ArrowTree, ArrowUnion, ArrowVersioned,
    };
    #[pymodule_export]
    use super::wire_enums::{
        WireColor, WireCommand, WireEvent, WireLevel, WireLog, WireMixed, WirePalette, WirePerm,
        WireRelease, WireReleases, WireShape, WireVersion,
    };
    #[pymodule_export]
    use super::wire_formats::{FormatsBase, FormatsChild, FormatsKinds, FormatsLine, FormatsNode};
    #[pymodule_export]
    use super::wire_rules::{
        RulesColumns, RulesCommand, RulesEvent, RulesFloats, RulesInner, RulesKept, RulesMaps,
        RulesMoments, RulesOmits, RulesShape,
    };
    #[pymodule_export]
    use super::wire_schema::{
        SchemaAnimal, SchemaColor, SchemaDefaults, SchemaDog, SchemaForest, SchemaKinds,
        SchemaLine, SchemaOrder, SchemaPaint, SchemaPair, SchemaTicket, SchemaTree, SchemaVersion,
    };
    #[pymodule_export]
    use super::wire_speed::{WireMaps, WireOmits, WireQuick, WireQuickChild, WireQuickObject};
    #[pymodule_export]
    use super::wire_types::{WireChildren, WireCycle, WireKeys, WireOwn, WireTypes};
}
