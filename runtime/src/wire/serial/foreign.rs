//! Types of the standard library that are texts on the wire, and of other crates, behind their features.

use std::net::IpAddr;
use std::path::PathBuf;

use super::leaves::text_on_the_wire;

text_on_the_wire!(IpAddr, PathBuf);
