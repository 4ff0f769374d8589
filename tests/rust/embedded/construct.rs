//! Instances that Rust makes and reads.

use pyo3::prelude::*;
use pyo3_classes::{DataClass, PyDataClass};

use super::shown;

#[derive(PyDataClass, Clone, Debug, PartialEq)]
#[dataclass(order)]
#[pyclass(from_py_object)]
struct Point {
    x: i64,
    #[field(default = 2, ge = 0)]
    y: i64,
    #[field(skip, default = 9)]
    hits: u8,
}

#[derive(PyDataClass)]
#[pyclass(frozen)]
struct Line {
    start: Point,
    end: Py<Point>,
}

#[test]
fn a_value_of_rust_is_an_instance_in_python() {
    Python::attach(|py| {
        let point = Bound::new(py, Point { x: 1, y: 2, hits: 3 }).expect("an instance").into_any();
        assert_eq!(shown(py, "p", &[("p", &point)]), "Point(x=1, y=2)");
        assert_eq!(shown(py, "p == type(p)(1)", &[("p", &point)]), "True");
        assert_eq!(shown(py, "p < type(p)(1, 3)", &[("p", &point)]), "True");
        point.setattr("y", 5).expect("a valid value");
        assert_eq!(point.extract::<Point>().expect("a point"), Point { x: 1, y: 5, hits: 3 });
    });
}

#[test]
fn an_instance_of_python_is_a_value_in_rust() {
    Python::attach(|py| {
        let class = py.get_type::<Point>();
        let point =
            class.call1((7,)).expect("a default for y").cast_into::<Point>().expect("a point");
        assert_eq!(*point.borrow(), Point { x: 7, y: 2, hits: 9 });
        point.borrow_mut().x = 8;
        assert_eq!(point.getattr("x").expect("an attribute").extract::<i64>().expect("an int"), 8);
    });
}

/// Rust answers for its own values: constraints guard the door that Python uses.
#[test]
fn constraints_do_not_bind_rust() {
    Python::attach(|py| {
        let point = Bound::new(py, Point { x: 1, y: -1, hits: 0 }).expect("an instance");
        assert_eq!(shown(py, "p.y", &[("p", point.as_any())]), "-1");
        let replaced = shown(py, "p.__replace__(y=-1)", &[("p", point.as_any())]);
        assert!(replaced.contains("greater than or equal to 0"), "{replaced}");
    });
}

#[test]
fn classes_hold_classes() {
    Python::attach(|py| {
        let end = Py::new(py, Point { x: 3, y: 4, hits: 0 }).expect("an instance");
        let line = Line { start: Point { x: 1, y: 2, hits: 0 }, end: end.clone_ref(py) };
        let line = Bound::new(py, line).expect("an instance").into_any();
        assert_eq!(
            shown(py, "l", &[("l", &line)]),
            "Line(start=Point(x=1, y=2), end=Point(x=3, y=4))"
        );
        assert!(line.getattr("end").expect("an attribute").is(&end));
        assert_eq!(shown(py, "l == type(l)(l.start, l.end)", &[("l", &line)]), "True");
    });
}

/// A borrow in Rust while Python writes is an error there, and no harm.
#[test]
fn a_borrowed_value_cannot_be_set() {
    Python::attach(|py| {
        let point = Bound::new(py, Point { x: 1, y: 2, hits: 3 }).expect("an instance");
        let borrowed = point.borrow();
        let error = point.setattr("x", 5).expect_err("it is borrowed");
        assert!(error.to_string().contains("borrowed"), "{error}");
        assert_eq!(borrowed.x, 1);
    });
}

#[test]
fn the_trait_tells_data_classes_apart() {
    fn accepts<T: DataClass>() {}
    accepts::<Point>();
    accepts::<Line>();
}
