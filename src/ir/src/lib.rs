//! What the analyzer knows of a pipeline, as plain data: no text, no files, no targets.
//!
//! [`Project`] holds what the source says (sources, topics, masks, …) with every name resolved, and the
//! [`Relation`]s with what was inferred of them. An [`Environment`] holds what differs by place: bindings, physical
//! names, who decrypts, where a mask acts, and the proof. Backends read both and add to an [`ArtifactSet`].

pub mod address;
mod artifact;
mod environment;
pub mod kept;
mod lineage;
mod placeholder;
pub mod plan;
pub mod product;
mod project;
mod proof;
mod protection;
mod relation;
mod renames;
mod settings;
pub mod sql;
mod test_case;
mod types;

pub use artifact::{Artifact, ArtifactSet, Owner, Resource};
pub use environment::{
    Binding, DeletedFilter, Environment, FlinkVersion, MaskPlace, Physical, PhysicalNames, Platform, Provision, Scan,
    SecretStore,
};
pub use lineage::{ColumnRef, Edge, EdgeKind, Flow};
pub use placeholder::{Piece, Placeholder, escape_literal, print_pieces, read_pieces};
pub use project::{
    Access, Allow, CelExpression, Classification, EncryptAlgorithm, Encryption, Expose, Kek, KekKind, Mask, MaskKind,
    Otherwise, Param, PolicyEffect, PolicyRule, PolicyTarget, Project, Reach, Rule, RuleBody, RuleMode, Service,
    ServiceKind, Sink, SinkInput, SinkKind, Source, SourceKind, Upstream,
};
pub use proof::{EndPoint, EndPointKind, Finding, Hold, Path, Proof, ReachedColumn, SecretFlow, Step};
pub use protection::{Class, Classes, Protection};
pub use relation::{
    Attributes, Changelog, Column, ColumnPath, Compatibility, NestedField, Relation, RelationFacts, RelationId,
    RelationKind, Relations, StateClass, StateTtl, TimeAttribute, TransformSettings,
};
pub use renames::Renames;
pub use settings::{Duration, EnvRef, SecretRef, Setting, Settings, TextPart, Value};
pub use test_case::{Cell, Expectation, TestCase, TestRows, TestStep};
pub use types::{DataType, DeclaredField, DeclaredType, RowField, Type};
