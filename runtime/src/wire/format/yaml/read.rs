//! The Python values of a document.

use std::collections::HashMap;

use granit_parser::{Event, Parser, StrInput, Tag};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

use super::super::Fault;
use super::scalar::{scalar, tag_name, unknown};
use crate::wire::depth::{Level, TOO_DEEP};

/// The most values, and bytes of them, that all aliases of a document may stand for: a few lines can stand
/// for billions.
const MOST_ALIASED: usize = 1_000_000;

/// What ends the reading.
pub(super) enum Trouble {
    Yaml(String),
    Python(PyErr),
}

impl From<PyErr> for Trouble {
    fn from(error: PyErr) -> Self {
        Self::Python(error)
    }
}

type Loaded<T> = Result<T, Trouble>;

pub(super) fn load<'py>(py: Python<'py>, text: &str) -> PyResult<Result<Bound<'py, PyAny>, Fault>> {
    let mut loader = Loader {
        py,
        parser: Parser::new_from_str(text),
        anchors: HashMap::new(),
        place: (1, 1),
        weight: 0,
        aliased: 0,
    };
    match loader.document() {
        Ok(value) => Ok(Ok(value)),
        Err(Trouble::Python(error)) => Err(error),
        Err(Trouble::Yaml(message)) => {
            let (line, column) = loader.place;
            Ok(Err(Fault::Malformed(format!("{message} at line {line} column {column}"))))
        }
    }
}

struct Loader<'py, 'text> {
    py: Python<'py>,
    parser: Parser<'text, StrInput<'text>>,
    /// The values with an anchor, and how much they are; `None` until a value is complete.
    anchors: HashMap<usize, Option<(Bound<'py, PyAny>, usize)>>,
    /// Line and column of what was read last, counted from 1.
    place: (usize, usize),
    /// How much has been read, with aliases as what they stand for.
    weight: usize,
    aliased: usize,
}

impl<'py, 'text> Loader<'py, 'text> {
    fn document(&mut self) -> Loaded<Bound<'py, PyAny>> {
        let mut document = None;
        loop {
            match self.next()? {
                Event::StreamEnd => {
                    return Ok(document.unwrap_or_else(|| self.py.None().into_bound(self.py)));
                }
                Event::DocumentStart(..) if document.is_some() => {
                    return Err(Trouble::Yaml("there is more than one document".to_owned()));
                }
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                event => document = Some(self.node(event)?),
            }
        }
    }

    fn next(&mut self) -> Loaded<Event<'text>> {
        let (event, at) = match self.parser.next_event() {
            Some(Ok((event, span))) => (Ok(event), span.start),
            Some(Err(error)) => (Err(Trouble::Yaml(error.info())), *error.marker()),
            None => return Ok(Event::StreamEnd),
        };
        self.place = (at.line(), at.col() + 1);
        event
    }

    /// The value that starts with an event.
    fn node(&mut self, event: Event<'text>) -> Loaded<Bound<'py, PyAny>> {
        let (before, anchor) = (self.weight, event.anchor_id());
        self.weight += 1;
        if let Some(anchor) = anchor {
            self.anchors.insert(anchor, None);
        }
        let value = match event {
            Event::Alias(anchor) => return self.alias(anchor),
            Event::Scalar(text, style, _, tag) => {
                self.weight += text.len();
                scalar(self.py, &text, style, tag.as_deref())?
            }
            Event::SequenceStart(_, _, tag) => self.sequence(tag.as_deref())?,
            Event::MappingStart(_, _, tag) => self.mapping(tag.as_deref())?,
            _ => return Err(Trouble::Yaml("a value is missing".to_owned())),
        };
        if let Some(anchor) = anchor {
            self.anchors.insert(anchor, Some((value.clone(), self.weight - before)));
        }
        Ok(value)
    }

    fn alias(&mut self, anchor: usize) -> Loaded<Bound<'py, PyAny>> {
        let Some(Some((value, weight))) = self.anchors.get(&anchor) else {
            return Err(Trouble::Yaml("an alias stands for what it is in".to_owned()));
        };
        self.weight += weight;
        self.aliased += weight;
        if self.aliased > MOST_ALIASED {
            return Err(Trouble::Yaml(format!(
                "the aliases stand for more than {MOST_ALIASED} values or bytes"
            )));
        }
        Ok(value.clone())
    }

    fn sequence(&mut self, tag: Option<&Tag>) -> Loaded<Bound<'py, PyAny>> {
        expect_tag(tag, &["seq"])?;
        let (_level, items) = (level()?, PyList::empty(self.py));
        loop {
            match self.next()? {
                Event::SequenceEnd => return Ok(items.into_any()),
                event => items.append(self.node(event)?)?,
            }
        }
    }

    fn mapping(&mut self, tag: Option<&Tag>) -> Loaded<Bound<'py, PyAny>> {
        let is_set = expect_tag(tag, &["map", "set"])? == "set";
        let (_level, entries) = (level()?, PyDict::new(self.py));
        let mut merged = Vec::new();
        loop {
            let event = self.next()?;
            if event == Event::MappingEnd {
                break;
            }
            let merges = event.tag().is_none()
                && matches!(event.scalar(), Some(("<<", granit_parser::ScalarStyle::Plain)));
            let key = self.node(event)?;
            if key.hash().is_err() {
                return Err(Trouble::Yaml("a key is a collection".to_owned()));
            }
            if !merges && entries.contains(&key)? {
                return Err(Trouble::Yaml("a key appears twice".to_owned()));
            }
            let event = self.next()?;
            let value = self.node(event)?;
            if merges {
                merged.push(value);
            } else {
                entries.set_item(key, value)?;
            }
        }
        for value in merged {
            merge(&entries, &value)?;
        }
        if is_set { Ok(entries.keys().into_any()) } else { Ok(entries.into_any()) }
    }
}

/// `<<`: the entries of a mapping, or of several, whose keys are not there yet.
fn merge<'py>(entries: &Bound<'py, PyDict>, from: &Bound<'py, PyAny>) -> Loaded<()> {
    let several = match from.cast::<PyList>() {
        Ok(list) => list.clone(),
        Err(_) => PyList::new(entries.py(), [from])?,
    };
    for from in several {
        let from = from
            .cast::<PyDict>()
            .map_err(|_| Trouble::Yaml("`<<` takes a mapping, or a list of them".to_owned()))?;
        for (key, value) in from {
            if !entries.contains(&key)? {
                entries.set_item(key, value)?;
            }
        }
    }
    Ok(())
}

fn level() -> Loaded<Level> {
    Level::enter().ok_or_else(|| Trouble::Yaml(TOO_DEEP.to_owned()))
}

/// The name of the tag, which is one of these; the first where there is none.
fn expect_tag(tag: Option<&Tag>, names: &[&'static str]) -> Loaded<&'static str> {
    let Some(tag) = tag else { return Ok(names.first().copied().unwrap_or_default()) };
    let name = tag_name(tag)?;
    names.iter().copied().find(|known| *known == name).ok_or_else(|| unknown(tag))
}
