//! What constraints add to the schema of a value.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyFloat, PyList};

use crate::constraint::{Constraint, Relation};
use crate::wire::float;

/// The schemas that a value may have: those of `anyOf`, or the one.
fn branches<'py>(schema: &Bound<'py, PyDict>) -> PyResult<Vec<Bound<'py, PyDict>>> {
    match schema.get_item("anyOf")? {
        Some(members) => members.try_iter()?.map(|member| Ok(member?.cast_into()?)).collect(),
        None => Ok(vec![schema.clone()]),
    }
}

/// Those of a type.
fn of_type<'py>(
    schema: &Bound<'py, PyDict>,
    is: impl Fn(&str) -> bool,
) -> PyResult<Vec<Bound<'py, PyDict>>> {
    let mut branches = branches(schema)?;
    let mut failed = Ok(());
    branches.retain(|branch| match type_of(branch) {
        Ok(kind) => kind.is_some_and(|kind| is(&kind)),
        Err(error) => {
            failed = Err(error);
            false
        }
    });
    failed.map(|()| branches)
}

fn type_of(schema: &Bound<'_, PyDict>) -> PyResult<Option<String>> {
    schema.get_item("type")?.map(|kind| kind.extract()).transpose()
}

/// `ge` and its kin. Limits of what is a text on the wire have no keyword.
pub(crate) fn limit(
    schema: &Bound<'_, PyDict>,
    relation: Relation,
    limit: &Bound<'_, PyAny>,
) -> PyResult<()> {
    let (inclusive, exclusive, is_lower) = match relation {
        Relation::GreaterOrEqual | Relation::Greater => ("minimum", "exclusiveMinimum", true),
        Relation::LessOrEqual | Relation::Less => ("maximum", "exclusiveMaximum", false),
    };
    let is_strict = matches!(relation, Relation::Greater | Relation::Less);
    let numbers = of_type(schema, |kind| kind == "integer" || kind == "number")?;
    if numbers.is_empty() {
        return Ok(());
    }
    keep_names(schema, |name| match relation {
        Relation::GreaterOrEqual => name.ge(limit),
        Relation::Greater => name.gt(limit),
        Relation::LessOrEqual => name.le(limit),
        Relation::Less => name.lt(limit),
    })?;
    if limit.cast::<PyFloat>().is_ok_and(|limit| !limit.value().is_finite()) {
        return Ok(());
    }
    // The names may have gone, and `anyOf` with them.
    'numbers: for number in of_type(schema, |kind| kind == "integer" || kind == "number")? {
        for key in [inclusive, exclusive] {
            let Some(present) = number.get_item(key)? else { continue };
            let tighter = if is_lower { present.gt(limit)? } else { present.lt(limit)? };
            if tighter || (key == exclusive && present.eq(limit)?) {
                continue 'numbers;
            }
            number.del_item(key)?;
        }
        number.set_item(if is_strict { exclusive } else { inclusive }, limit)?;
    }
    Ok(())
}

/// `multiple_of`.
pub(crate) fn multiple_of(schema: &Bound<'_, PyDict>, step: &Bound<'_, PyAny>) -> PyResult<()> {
    keep_names(schema, |_| Ok(false))?;
    for number in of_type(schema, |kind| kind == "integer" || kind == "number")? {
        // The keyword is for what is greater than 0 alone.
        if step.gt(0)? {
            number.set_item("multipleOf", step)?;
        }
    }
    Ok(())
}

/// Leaves out the names of floats that a rule forbids.
fn keep_names<'py>(
    schema: &Bound<'py, PyDict>,
    keep: impl Fn(Bound<'py, PyFloat>) -> PyResult<bool>,
) -> PyResult<()> {
    let Some(members) = schema.get_item("anyOf")? else { return Ok(()) };
    let members = members.cast_into::<PyList>()?;
    let kept = PyList::empty(schema.py());
    for member in &members {
        let member = member.cast_into::<PyDict>()?;
        if let Some(names) = member.get_item("enum")? {
            let names = names.extract::<Vec<String>>()?;
            let mut left = Vec::new();
            for name in names {
                let float = float::named(&name).unwrap_or(f64::NAN);
                if keep(PyFloat::new(schema.py(), float))? {
                    left.push(name);
                }
            }
            if left.is_empty() {
                continue;
            }
            member.set_item("enum", left)?;
        }
        kept.append(member)?;
    }
    if kept.len() == 1 {
        schema.del_item("anyOf")?;
        schema.update(kept.get_item(0)?.cast_into::<PyDict>()?.as_mapping())
    } else {
        schema.set_item("anyOf", kept)
    }
}

/// `min_length` and `max_length`, by `min` and `max`.
pub(crate) fn length(schema: &Bound<'_, PyDict>, side: &str, length: usize) -> PyResult<()> {
    for branch in branches(schema)? {
        let (unit, length) = match type_of(&branch)?.as_deref() {
            // Four characters stand for three bytes, and for the rest.
            Some("string") if branch.contains("contentEncoding")? => {
                ("Length", length.div_ceil(3).saturating_mul(4))
            }
            Some("string") => ("Length", length),
            Some("array") => ("Items", length),
            Some("object") => ("Properties", length),
            _ => continue,
        };
        branch.set_item(format!("{side}{unit}"), length)?;
    }
    Ok(())
}

/// `pattern`.
#[cfg(feature = "pattern")]
pub(crate) fn pattern(schema: &Bound<'_, PyDict>, pattern: &str) -> PyResult<()> {
    for text in of_type(schema, |kind| kind == "string")? {
        text.set_item("pattern", pattern)?;
    }
    Ok(())
}

/// `each`, `key` and `value`: by the keyword for what they are about.
pub(crate) fn parts(
    schema: &Bound<'_, PyDict>,
    keyword: &str,
    rules: &[&dyn Constraint],
) -> PyResult<()> {
    for branch in of_type(schema, |kind| kind == "array" || kind == "object")? {
        let part = match branch.get_item(keyword)? {
            Some(part) => part,
            // Keys are texts where nothing is said of them.
            None if keyword == "propertyNames" => {
                let names = PyDict::new(schema.py());
                names.set_item("type", "string")?;
                branch.set_item(keyword, &names)?;
                names.into_any()
            }
            None => continue,
        };
        let Ok(part) = part.cast_into::<PyDict>() else { continue };
        for rule in rules {
            rule.schema(&part)?;
        }
    }
    Ok(())
}
