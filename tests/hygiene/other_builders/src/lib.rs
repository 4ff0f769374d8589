//! Builders for Python beside builders for Rust, whose types have the same names: what Rust code says
//! means the one for Rust. That it compiles, and that the tests pass, is the test.

/// `bon`.
pub mod beside_bon {
    use pyo3::pyclass;
    use pyo3_classes::{PyBuilder, PyDataClass};

    /// A class with both builders.
    #[derive(PyDataClass, PyBuilder, bon::Builder, Clone, Debug)]
    #[pybuilder(validate = Server::check)]
    #[pyclass(module = "hygiene", frozen, from_py_object)]
    pub struct Server {
        /// Where it is.
        #[field(min_length = 1)]
        pub host: String,
        /// The door.
        #[builder(default = 80)]
        #[field(default = 80)]
        pub port: u32,
    }

    impl Server {
        fn check(draft: &ServerDraft) -> Result<(), String> {
            match draft.host() {
                Some(host) if host.contains('/') => Err(format!("{host} is a path")),
                _ => Ok(()),
            }
        }
    }

    /// Rust's.
    pub fn at(host: &str) -> ServerBuilder<server_builder::SetHost> {
        Server::builder().host(host.to_owned())
    }
}

/// `typed-builder`.
pub mod beside_typed_builder {
    use pyo3::pyclass;
    use pyo3_classes::{PyBuilder, PyDataClass};

    /// A class with both builders.
    #[derive(PyDataClass, PyBuilder, typed_builder::TypedBuilder, Clone, Debug)]
    #[pyclass(module = "hygiene", frozen, from_py_object)]
    pub struct Server {
        /// Where it is.
        pub host: String,
        /// The door.
        #[builder(default = 80)]
        #[field(default = 80)]
        pub port: u32,
    }

    /// Rust's.
    pub fn at(host: &str) -> ServerBuilder<((String,), ())> {
        Server::builder().host(host.to_owned())
    }
}

/// `derive_builder`, without `PyDataClass`.
pub mod beside_derive_builder {
    use pyo3::pyclass;
    use pyo3_classes::PyBuilder;

    /// A class with both builders.
    #[derive(PyBuilder, derive_builder::Builder, Clone, Debug)]
    #[pyclass(module = "hygiene", frozen, from_py_object)]
    pub struct Server {
        /// Where it is.
        pub host: String,
        /// The door.
        #[builder(default = "80")]
        #[field(default = 80)]
        pub port: u32,
    }

    /// Rust's.
    #[must_use]
    pub fn at(host: &str) -> ServerBuilder {
        let mut builder = ServerBuilder::default();
        builder.host(host.to_owned());
        builder
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn rust_builds_with_its_own() {
        assert_eq!(super::beside_bon::at("a").build().port, 80);
        assert_eq!(super::beside_typed_builder::at("b").build().host, "b");
        assert_eq!(
            super::beside_derive_builder::at("c").build().map(|server| server.port).ok(),
            Some(80)
        );
    }
}
