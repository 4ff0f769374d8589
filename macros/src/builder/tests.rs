//! What the derive writes, and what it makes of attributes.
