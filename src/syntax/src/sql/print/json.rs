use super::Printer;
use crate::sql::ast::{
    Expr, JsonCall, JsonExistsOnError, JsonKind, JsonOnNull, JsonQueryBehavior, JsonValueBehavior, JsonWrapper,
    TypeName,
};

impl Printer {
    pub(super) fn json(&mut self, json: &JsonCall) {
        match &json.kind {
            JsonKind::Exists { input, path, on_error } => {
                self.input("JSON_EXISTS(", input, path);
                match on_error {
                    Some(JsonExistsOnError::True) => self.word(" TRUE ON ERROR"),
                    Some(JsonExistsOnError::False) => self.word(" FALSE ON ERROR"),
                    Some(JsonExistsOnError::Unknown) => self.word(" UNKNOWN ON ERROR"),
                    Some(JsonExistsOnError::Error) => self.word(" ERROR ON ERROR"),
                    None => {}
                }
            }
            JsonKind::Value { input, path, returning, on_empty, on_error } => {
                self.input("JSON_VALUE(", input, path);
                self.returning(returning.as_ref());
                self.value_behavior(on_empty.as_ref(), " ON EMPTY");
                self.value_behavior(on_error.as_ref(), " ON ERROR");
            }
            JsonKind::Query { input, path, returning, wrapper, on_empty, on_error } => {
                self.input("JSON_QUERY(", input, path);
                self.returning(returning.as_ref());
                match wrapper {
                    Some(JsonWrapper::Without) => self.word(" WITHOUT ARRAY WRAPPER"),
                    Some(JsonWrapper::Conditional) => self.word(" WITH CONDITIONAL ARRAY WRAPPER"),
                    Some(JsonWrapper::Unconditional) => self.word(" WITH UNCONDITIONAL ARRAY WRAPPER"),
                    None => {}
                }
                self.query_behavior(*on_empty, " ON EMPTY");
                self.query_behavior(*on_error, " ON ERROR");
            }
            JsonKind::Object { entries, on_null } => {
                self.word("JSON_OBJECT(");
                self.list(entries, ", ", |printer, (key, value)| printer.entry(key, value));
                self.on_null(*on_null, !entries.is_empty());
            }
            JsonKind::ObjectAgg { key, value, on_null } => {
                self.word("JSON_OBJECTAGG(");
                self.entry(key, value);
                self.on_null(*on_null, true);
            }
            JsonKind::Array { items, on_null } => {
                self.word("JSON_ARRAY(");
                self.exprs(items);
                self.on_null(*on_null, !items.is_empty());
            }
            JsonKind::ArrayAgg { item, order_by, on_null } => {
                self.word("JSON_ARRAYAGG(");
                self.expr(item);
                self.order_by(" ", order_by);
                self.on_null(*on_null, true);
            }
        }
        self.word(")");
    }

    fn input(&mut self, name: &str, input: &Expr, path: &Expr) {
        self.enclosed(name, input, ", ");
        self.expr(path);
    }

    fn entry(&mut self, key: &Expr, value: &Expr) {
        self.enclosed("KEY ", key, " VALUE ");
        self.expr(value);
    }

    fn returning(&mut self, ty: Option<&TypeName>) {
        if let Some(ty) = ty {
            self.word(" RETURNING ");
            self.type_(ty);
        }
    }

    fn value_behavior(&mut self, behavior: Option<&JsonValueBehavior>, on: &str) {
        match behavior {
            Some(JsonValueBehavior::Null) => self.word(" NULL"),
            Some(JsonValueBehavior::Error) => self.word(" ERROR"),
            Some(JsonValueBehavior::Default(value)) => self.enclosed(" DEFAULT ", value, ""),
            None => return,
        }
        self.word(on);
    }

    fn query_behavior(&mut self, behavior: Option<JsonQueryBehavior>, on: &str) {
        match behavior {
            Some(JsonQueryBehavior::Null) => self.word(" NULL"),
            Some(JsonQueryBehavior::Error) => self.word(" ERROR"),
            Some(JsonQueryBehavior::EmptyArray) => self.word(" EMPTY ARRAY"),
            Some(JsonQueryBehavior::EmptyObject) => self.word(" EMPTY OBJECT"),
            None => return,
        }
        self.word(on);
    }

    fn on_null(&mut self, on_null: Option<JsonOnNull>, space: bool) {
        let word = match on_null {
            Some(JsonOnNull::Null) => "NULL ON NULL",
            Some(JsonOnNull::Absent) => "ABSENT ON NULL",
            None => return,
        };
        self.word(if space { " " } else { "" });
        self.word(word);
    }
}
