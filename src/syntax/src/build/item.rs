//! Items and their blocks.

use super::{Builder, Parts};
use crate::ast::{
    Allow, Bind, Block, Classification, Encrypt, Environment, Expose, Field, Item, ItemKind, Kek, Mask, Name, Param,
    Pipeline, PolicyKind, PolicyLine, PolicyTarget, Rule as RuleItem, Setting, Source, Table, Topic, Transform, Use,
};
use crate::ast::{Call, ValueKind};
use crate::grammar::Rule;
use pest::iterators::Pair;
use weir_diagnostics::Spanned;

/// `NAME @was(old)`.
struct Named {
    name: Name,
    was: Option<Name>,
}

type Built = Option<(Option<Name>, ItemKind)>;

impl Builder {
    /// The item of `one_item`. `None` cannot happen for pairs of the grammar; the caller reports it as broken.
    pub(crate) fn item(&mut self, pair: Pair<'_, Rule>) -> Option<Item> {
        let mut parts = Parts::of(pair);
        let doc = self.doc(&mut parts);
        let inner = parts.any()?;
        let span = self.span(&inner);
        let (was, kind) = self.item_kind(inner)?;
        Some(Item { doc, was, span, kind })
    }

    fn item_kind(&mut self, pair: Pair<'_, Rule>) -> Built {
        let rule = pair.as_rule();
        let mut parts = Parts::of(pair);
        match rule {
            Rule::pipeline => self.named(&mut parts, |name, settings| ItemKind::Pipeline(Pipeline { name, settings })),
            Rule::param => self.param(parts),
            Rule::include => Some((None, ItemKind::Include(self.string(&parts.next(Rule::string)?)))),
            Rule::naming => Some((None, ItemKind::Naming(self.optional_settings(&mut parts)))),
            Rule::source => self.source(parts),
            Rule::topic => self.topic(parts),
            Rule::mask => self.mask(parts),
            Rule::kek => {
                self.block(parts, |Block { name, kind, settings }| ItemKind::Kek(Kek { name, kind, settings }))
            }
            Rule::encrypt => self.encrypt(parts),
            Rule::rule_item => self.rule(parts),
            Rule::transform => self.transform(parts),
            Rule::sink => self.block(parts, ItemKind::Sink),
            Rule::service => self.block(parts, ItemKind::Service),
            Rule::expose => self.expose(parts),
            Rule::use_item => {
                let product = self.path(parts.next(Rule::path)?);
                Some((None, ItemKind::Use(Use { product, settings: self.optional_settings(&mut parts) })))
            }
            Rule::classification => {
                self.named(&mut parts, |name, settings| ItemKind::Classification(Classification { name, settings }))
            }
            Rule::policy => {
                let lines = Parts::of(parts.next(Rule::policy_block)?).all();
                let lines = lines.map(|line| self.policy_line(line)).collect::<Option<_>>()?;
                Some((None, ItemKind::Policy(lines)))
            }
            Rule::allow => self.allow(parts),
            Rule::environment => self.environment(parts),
            Rule::test => Some((None, ItemKind::Test(self.test(parts)?))),
            _ => None,
        }
    }

    fn doc(&mut self, parts: &mut Parts<'_>) -> Option<Spanned<String>> {
        let doc = parts.next(Rule::doc)?.into_inner().next()?;
        Some(self.string(&doc))
    }

    fn name_and_was(&self, parts: &mut Parts<'_>) -> Option<Named> {
        let name = self.name(&parts.next(Rule::name)?);
        let was = parts.next(Rule::was).and_then(|pair| Parts::of(pair).next(Rule::name)).map(|pair| self.name(&pair));
        Some(Named { name, was })
    }

    fn named(&mut self, parts: &mut Parts<'_>, make: fn(Name, Vec<Setting>) -> ItemKind) -> Built {
        let Named { name, was } = self.name_and_was(parts)?;
        let settings = self.optional_settings(parts);
        Some((was, make(name, settings)))
    }

    fn block(&mut self, mut parts: Parts<'_>, make: fn(Block) -> ItemKind) -> Built {
        let Named { name, was } = self.name_and_was(&mut parts)?;
        let kind = self.name(&parts.next(Rule::name)?);
        let settings = self.optional_settings(&mut parts);
        Some((was, make(Block { name, kind, settings })))
    }

    fn param(&mut self, mut parts: Parts<'_>) -> Built {
        let Named { name, was } = self.name_and_was(&mut parts)?;
        let value = self.value(parts.next(Rule::value)?)?;
        Some((was, ItemKind::Param(Param { name, value })))
    }

    fn source(&mut self, mut parts: Parts<'_>) -> Built {
        let Named { name, was } = self.name_and_was(&mut parts)?;
        let kind = self.name(&parts.next(Rule::name)?);
        let (mut settings, mut tables) = (Vec::new(), Vec::new());
        for entry in Parts::of(parts.next(Rule::source_block)?).all() {
            match entry.as_rule() {
                Rule::table => tables.extend(self.table(entry)),
                _ => settings.push(self.setting(entry)?),
            }
        }
        Some((was, ItemKind::Source(Source { name, kind, settings, tables })))
    }

    /// `None` for a table whose name has more than two parts, which is reported here.
    fn table(&mut self, pair: Pair<'_, Rule>) -> Option<Table> {
        let whole = self.span(&pair);
        let keyword = pair.clone().into_inner().find(|part| part.as_rule() == Rule::kw_table);
        let start = keyword.map_or(whole, |keyword| self.span(&keyword));
        let mut parts = Parts::of(pair);
        let doc = self.doc(&mut parts);
        let path = self.path(parts.next(Rule::path)?);
        let was = parts.next(Rule::was).and_then(|was| Parts::of(was).next(Rule::name)).map(|was| self.name(&was));
        let (settings, fields) = self.fields_block(parts.next(Rule::fields_block)?)?;
        let mut names = path.parts.into_iter();
        let (schema, name) = match (names.next(), names.next(), names.next()) {
            (Some(name), None, _) => (None, name),
            (Some(schema), Some(name), None) => (Some(schema), name),
            _ => {
                self.diagnostics.push(crate::diagnostics::long_table_name(path.span));
                self.broken.extend(names.next());
                return None;
            }
        };
        Some(Table { doc, was, schema, name, settings, fields, span: start.to(whole_end(whole)) })
    }

    fn topic(&mut self, mut parts: Parts<'_>) -> Built {
        let Named { name, was } = self.name_and_was(&mut parts)?;
        let (settings, fields) = self.fields_block(parts.next(Rule::fields_block)?)?;
        Some((was, ItemKind::Topic(Topic { name, settings, fields })))
    }

    fn fields_block(&mut self, pair: Pair<'_, Rule>) -> Option<(Vec<Setting>, Vec<Field>)> {
        let (mut settings, mut fields) = (Vec::new(), Vec::new());
        let one_line = !pair.as_str().contains('\n');
        let mut before = pair.as_span().start();
        for entry in Parts::of(pair).all() {
            let start = entry.as_span().start();
            let begins_line =
                one_line || fields.is_empty() && settings.is_empty() || has_line_end(&entry, before..start);
            before = super::end(&entry);
            match entry.as_rule() {
                Rule::field if begins_line => fields.extend(self.line_field(entry, one_line)),
                Rule::field => self.second_on_line(&entry),
                _ => settings.push(self.setting(entry)?),
            }
        }
        Some((settings, fields))
    }

    /// A field, whose type stands on the line of its name unless the whole block is one line. Otherwise a forgotten
    /// type would take the next field's name for it.
    fn line_field(&mut self, pair: Pair<'_, Rule>, one_line: bool) -> Option<Field> {
        let input = pair.as_span();
        let field = self.field(pair)?;
        let between = field.name.span.end as usize - self.base..field.ty.span.start as usize - self.base;
        if !one_line && input.get_input().get(between).is_some_and(|text| text.contains('\n')) {
            self.diagnostics.push(crate::diagnostics::no_type(field.name.span, &field.name.value));
            self.broken.push(field.name);
            return None;
        }
        Some(field)
    }

    fn second_on_line(&mut self, pair: &Pair<'_, Rule>) {
        let name = pair.clone().into_inner().find(|part| part.as_rule() == Rule::name);
        let word = name.as_ref().map_or("", |name| name.as_str());
        self.broken.extend(name.as_ref().map(|name| self.name(name)));
        let at = self.span(pair);
        self.diagnostics.push(crate::diagnostics::second_field(at, word, crate::help::after_type(word)));
    }

    /// A field of a table, topic or row type.
    pub(super) fn field(&mut self, pair: Pair<'_, Rule>) -> Option<Field> {
        let mut parts = Parts::of(pair);
        let doc = self.doc(&mut parts);
        let name = self.name(&parts.next(Rule::name)?);
        let ty = self.type_expr(parts.next(Rule::type_expr)?)?;
        let mut span = name.span.to(ty.span);
        let mut attributes = Vec::new();
        for attribute in parts.all() {
            let attribute = self.attribute(attribute)?;
            span = span.to(attribute.span);
            attributes.push(attribute);
        }
        Some(Field { doc, name, ty, attributes, span })
    }

    fn mask(&mut self, mut parts: Parts<'_>) -> Built {
        let column = self.path(parts.next(Rule::path)?);
        let kind = parts.next(Rule::mask_kind)?.into_inner().next()?;
        let with = match kind.as_rule() {
            Rule::call => self.call(kind)?,
            _ => Call { name: self.name(&kind), arguments: Vec::new() },
        };
        let raw_allowed = parts.next(Rule::raw_allowed).and_then(|raw| Parts::of(raw).next(Rule::string));
        let raw_allowed = raw_allowed.map(|reason| self.string(&reason));
        Some((None, ItemKind::Mask(Mask { column, with, raw_allowed })))
    }

    fn encrypt(&mut self, mut parts: Parts<'_>) -> Built {
        let columns = std::iter::from_fn(|| parts.next(Rule::path)).map(|path| self.path(path)).collect();
        let kek = self.name(&parts.next(Rule::name)?);
        let deterministic = parts.next(Rule::kw_deterministic).map(|word| self.span(&word));
        Some((None, ItemKind::Encrypt(Encrypt { columns, kek, deterministic })))
    }

    fn rule(&mut self, mut parts: Parts<'_>) -> Built {
        let Named { name, was } = self.name_and_was(&mut parts)?;
        let on = self.path(parts.next(Rule::path)?);
        let settings = self.optional_settings(&mut parts);
        Some((was, ItemKind::Rule(RuleItem { name, on, settings })))
    }

    fn transform(&mut self, mut parts: Parts<'_>) -> Built {
        let Named { name, was } = self.name_and_was(&mut parts)?;
        let mut block = Parts::of(parts.next(Rule::transform_block)?);
        let mut settings = Vec::new();
        while let Some(setting) = block.next(Rule::transform_setting) {
            settings.push(self.setting(setting)?);
        }
        let sql = block.next(Rule::sql_body)?;
        let text = sql.as_str().trim_end();
        let start = sql.as_span().start();
        let body = Spanned::new(text.to_string(), self.range(start, start + text.len()));
        Some((was, ItemKind::Transform(Transform { name, settings, body })))
    }

    fn expose(&mut self, mut parts: Parts<'_>) -> Built {
        let relation = self.path(parts.next(Rule::path)?);
        let Named { name: product, was } = self.name_and_was(&mut parts)?;
        let settings = self.optional_settings(&mut parts);
        Some((was, ItemKind::Expose(Expose { relation, product, settings })))
    }

    fn allow(&mut self, mut parts: Parts<'_>) -> Built {
        let class = self.name(&parts.next(Rule::name)?);
        let column = self.path(parts.next(Rule::path)?);
        let target = self.target(parts.next(Rule::target)?)?;
        let because = self.string(&parts.next(Rule::string)?);
        let by = parts.next(Rule::string).map(|by| self.string(&by));
        let until = match parts.next(Rule::date) {
            Some(date) => match self.date(&date) {
                ValueKind::Date(day) => Some(Spanned::new(day, self.span(&date))),
                _ => None,
            },
            None => None,
        };
        Some((None, ItemKind::Allow(Allow { class, column, target, because, by, until })))
    }

    fn environment(&mut self, mut parts: Parts<'_>) -> Built {
        let Named { name, was } = self.name_and_was(&mut parts)?;
        let platform = parts.next(Rule::platform).and_then(|pair| Parts::of(pair).next(Rule::name));
        let parent = parts.next(Rule::parent).and_then(|pair| Parts::of(pair).next(Rule::name));
        let mut environment = Environment {
            name,
            platform: platform.map(|pair| self.name(&pair)),
            parent: parent.map(|pair| self.name(&pair)),
            settings: Vec::new(),
            sets: Vec::new(),
            binds: Vec::new(),
        };
        if let Some(block) = parts.next(Rule::environment_block) {
            for entry in Parts::of(block).all() {
                match entry.as_rule() {
                    Rule::set => environment.sets.push(self.setting(Parts::of(entry).next(Rule::setting)?)?),
                    Rule::bind => environment.binds.push(self.bind(entry)?),
                    _ => environment.settings.push(self.setting(entry)?),
                }
            }
        }
        Some((was, ItemKind::Environment(environment)))
    }

    fn bind(&mut self, pair: Pair<'_, Rule>) -> Option<Bind> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let name = self.name(&parts.next(Rule::name)?);
        let kind = parts.next(Rule::platform).and_then(|kind| Parts::of(kind).next(Rule::name));
        let kind = kind.map(|kind| self.name(&kind));
        let settings = self.optional_settings(&mut parts);
        Some(Bind { name, kind, settings, span })
    }

    fn policy_line(&mut self, pair: Pair<'_, Rule>) -> Option<PolicyLine> {
        let span = self.span(&pair);
        let line = pair.into_inner().next()?;
        let rule = line.as_rule();
        let mut parts = Parts::of(line);
        let kind = match rule {
            Rule::aggregate => {
                parts.next(Rule::kw_permit)?;
                let class = self.name(&parts.next(Rule::name)?);
                let target = self.target(parts.next(Rule::target)?)?;
                let subjects = self.integer(&parts.next(Rule::integer)?);
                PolicyKind::Aggregate { class, target, subjects }
            }
            Rule::reach => {
                let permit = parts.any()?.as_rule() == Rule::kw_permit;
                let class = self.name(&parts.next(Rule::name)?);
                let level = parts.next(Rule::name).map(|level| self.name(&level));
                let target = self.target(parts.next(Rule::target)?)?;
                PolicyKind::Reach { permit, class, level, target }
            }
            Rule::classified => PolicyKind::Classification { source: self.path(parts.next(Rule::path)?) },
            _ => {
                let what = self.name(&parts.next(Rule::name)?);
                let class = self.name(&parts.next(Rule::name)?);
                let target = match parts.next(Rule::target) {
                    Some(target) => Some(self.target(target)?),
                    None => None,
                };
                PolicyKind::Require { what, class, target }
            }
        };
        Some(PolicyLine { span, kind })
    }

    fn target(&self, pair: Pair<'_, Rule>) -> Option<PolicyTarget> {
        let inner = pair.into_inner().next()?;
        let span = self.span(&inner);
        match inner.as_rule() {
            Rule::target_kind => Some(PolicyTarget::Kind(self.name(&Parts::of(inner).next(Rule::name)?))),
            Rule::target_env => Some(PolicyTarget::Env(self.name(&Parts::of(inner).next(Rule::name)?))),
            Rule::everywhere => Some(PolicyTarget::Everywhere(span)),
            _ => Some(PolicyTarget::Named(self.path(inner))),
        }
    }

    fn optional_settings(&mut self, parts: &mut Parts<'_>) -> Vec<Setting> {
        let Some(block) = parts.next(Rule::settings) else { return Vec::new() };
        Parts::of(block).all().filter_map(|setting| self.setting(setting)).collect()
    }
}

fn whole_end(span: weir_diagnostics::Span) -> weir_diagnostics::Span {
    weir_diagnostics::Span { start: span.end, ..span }
}

fn has_line_end(pair: &Pair<'_, Rule>, range: std::ops::Range<usize>) -> bool {
    pair.as_span().get_input().get(range).is_some_and(|text| text.contains('\n'))
}
