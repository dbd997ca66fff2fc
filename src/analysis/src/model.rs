//! Items to a [`Project`]: names, settings, declared relations, contracts, delivery, environments, tests.

mod cases;
mod columns;
mod contracts;
mod delivery;
pub(crate) mod diagnostics;
mod environments;
mod horizon;
mod idle;
mod index;
mod params;
mod policy;
mod products;
mod relations;
mod renames;
mod resolve;
mod settings;
mod template;
mod transforms;
mod types;
mod unused;
mod written_back;

pub(crate) use settings::dotted;

use crate::{Cache, Used};
use index::Index;
use settings::{Checker, Position};
use std::collections::BTreeMap;
use weir_diagnostics::{Diagnostics, FileId, Span};
use weir_ir::{Class, Classes, Classification, Project, RelationId, Settings, Value};
use weir_platforms::kinds::{BUILT_IN_CLASSES, CLASSIFICATION, PIPELINE, Spec};
use weir_syntax::ast::{self, File};

/// The project of these files. What is wrong is said in `diagnostics` and left out, or stands as a poison type.
pub(crate) fn build(files: &[File], (used, cache): (&Used, &mut Cache), diagnostics: &mut Diagnostics) -> Project {
    let index = Index::of(files, used, diagnostics);
    let params = params::declared(&index, diagnostics);
    let mut build = Build {
        index: &index,
        params: params.iter().map(|(name, param)| (name.clone(), param.value.clone())).collect(),
        project: empty_project(files),
        diagnostics,
    };
    build.project.params = params;
    build.pipeline(files);
    products::classes(&mut build, used);
    build.classifications();
    products::build(&mut build, used);
    relations::build(&mut build);
    contracts::build(&mut build);
    transforms::build(&mut build, cache);
    delivery::build(&mut build);
    policy::build(&mut build);
    environments::build(&mut build);
    cases::build(&mut build);
    renames::build(&mut build);
    unused::build(&mut build);
    written_back::build(&mut build);
    horizon::build(&mut build);
    let mut project = build.project;
    crate::query::check_targets(&project, diagnostics);
    transforms::prove(&mut project, diagnostics);
    project.silences.apply(diagnostics);
    project
}

fn empty_project(files: &[File]) -> Project {
    let file = files.first().map_or(FileId(0), |file| file.id);
    Project::empty("", Span::new(file, 0, 0))
}

/// What the parts of the model share while a project is built.
struct Build<'a> {
    index: &'a Index<'a>,
    /// The values that hold where no environment sets others.
    params: BTreeMap<String, Value>,
    project: Project,
    diagnostics: &'a mut Diagnostics,
}

impl Build<'_> {
    fn checker(&mut self, position: Position) -> Checker<'_> {
        Checker { params: &self.params, position, diagnostics: self.diagnostics }
    }

    fn check(&mut self, spec: &Spec, what: &str, written: &[ast::Setting], position: Position) -> Settings {
        self.checker(position).check(spec, what, written)
    }

    fn require(&mut self, spec: &Spec, what: &str, at: Span, written: &[ast::Setting]) {
        self.checker(Position::Item).require(spec, what, at, written);
    }

    /// The row of a kind; says so where there is none.
    fn kind(&mut self, specs: &'static [Spec], kind: &ast::Name, what: &str) -> Option<&'static Spec> {
        let found = specs.iter().find(|spec| spec.name == kind.value);
        if found.is_none() {
            self.diagnostics.push(diagnostics::unknown_kind(kind, what, specs));
        }
        found
    }

    /// Remembers an item's `silence`.
    fn silence(&mut self, settings: &Settings, item: Span) {
        let names = settings.list("silence").unwrap_or_default();
        for name in names {
            self.project.silences.of_item(params::text(name), item);
        }
    }

    fn relation(&self, name: &str) -> Option<RelationId> {
        self.project.relations.find(name)
    }

    fn relation_names(&self) -> Vec<String> {
        self.project.relations.iter().map(|(_, relation)| relation.name.clone()).collect()
    }

    fn pipeline(&mut self, files: &[File]) {
        let index = self.index;
        let Some((item, pipeline)) = index.pipelines.first() else {
            // A pipeline item that is broken has been reported where it stands.
            if files.iter().all(|file| file.broken.is_empty()) {
                let at = files.first().map(|file| Span::new(file.id, 0, 0));
                self.diagnostics.push(diagnostics::no_pipeline(at));
            }
            return;
        };
        for (_, second) in index.pipelines.iter().skip(1) {
            self.diagnostics.push(diagnostics::two_pipelines(&second.name, &pipeline.name));
        }
        let what = format!("pipeline `{}`", pipeline.name.value);
        let settings = self.check(&PIPELINE, &what, &pipeline.settings, Position::Item);
        for name in settings.list("silence").unwrap_or_default() {
            self.project.silences.of_pipeline(params::text(name));
        }
        self.project.name.clone_from(&pipeline.name.value);
        self.project.doc = doc(item).or_else(|| settings.text("description").map(str::to_string));
        self.project.owner = settings.text("owner").map(str::to_string);
        self.project.span = pipeline.name.span;
    }

    fn classifications(&mut self) {
        for (name, doc) in BUILT_IN_CLASSES {
            let class = Classification { implies: Classes::new(), doc: Some((*doc).to_string()), span: None };
            self.project.classifications.insert(Class((*name).to_string()), class);
        }
        let index = self.index;
        for (item, class) in &index.classifications {
            let name = Class(class.name.value.clone());
            if BUILT_IN_CLASSES.iter().any(|(built_in, _)| *built_in == name.0) {
                self.diagnostics.push(diagnostics::built_in_class(&class.name));
                continue;
            }
            // What a product says that the class implies holds here too.
            let implies = self.project.classifications.remove(&name).map(|of_product| of_product.implies);
            let implies = implies.unwrap_or_default();
            let entry = Classification { implies, doc: doc(item), span: Some(class.name.span) };
            self.project.classifications.insert(name, entry);
        }
        for (item, class) in &index.classifications {
            let what = format!("classification `{}`", class.name.value);
            let settings = self.check(&CLASSIFICATION, &what, &class.settings, Position::Item);
            self.silence(&settings, item.span);
            let implied = settings::written(&class.settings, "implies").map(settings::names).unwrap_or_default();
            let implied: Classes = implied.into_iter().filter_map(|path| self.class(path)).collect();
            if let Some(entry) = self.project.classifications.get_mut(&Class(class.name.value.clone())) {
                entry.implies.extend(implied);
            }
        }
        close_implications(&mut self.project.classifications);
    }

    /// A class by a path of one part.
    fn class(&mut self, path: &ast::Path) -> Option<Class> {
        let name = ast::Name::new(settings::dotted(path), path.span);
        self.class_named(&name)
    }

    fn class_named(&mut self, name: &ast::Name) -> Option<Class> {
        let class = Class(name.value.clone());
        if self.project.classifications.contains_key(&class) {
            return Some(class);
        }
        if !self.index.broken.contains(name.value.as_str()) {
            let known: Vec<&str> = self.project.classifications.keys().map(|class| class.0.as_str()).collect();
            let problem = diagnostics::unknown_item(name, "class", &known);
            self.diagnostics.push(problem);
        }
        None
    }
}

/// Makes `implies` hold everything that what it implies implies.
fn close_implications(classes: &mut BTreeMap<Class, Classification>) {
    loop {
        let direct: BTreeMap<Class, Classes> =
            classes.iter().map(|(name, class)| (name.clone(), class.implies.clone())).collect();
        let mut grew = false;
        for class in classes.values_mut() {
            let more: Classes = class.implies.iter().filter_map(|name| direct.get(name)).flatten().cloned().collect();
            let before = class.implies.len();
            class.implies.extend(more);
            grew |= class.implies.len() > before;
        }
        if !grew {
            return;
        }
    }
}

fn doc(item: &ast::Item) -> Option<String> {
    item.doc.as_ref().map(|doc| doc.value.clone())
}

#[cfg(test)]
mod tests;
