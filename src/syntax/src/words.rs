//! The words of messages: what a rule of the grammar is called by a user, and what stands at a place.
#![expect(clippy::wildcard_enum_match_arm, reason = "the grammar has many rules; most are never expected by name")]

use crate::grammar::Rule;
use crate::lex::{Token, TokenKind};

/// The word that a keyword's rule stands for.
pub(crate) fn keyword(rule: Rule) -> Option<&'static str> {
    match rule {
        Rule::kw_pipeline => Some("pipeline"),
        Rule::kw_param => Some("param"),
        Rule::kw_include => Some("include"),
        Rule::kw_naming => Some("naming"),
        Rule::kw_source => Some("source"),
        Rule::kw_table => Some("table"),
        Rule::kw_topic => Some("topic"),
        Rule::kw_mask => Some("mask"),
        Rule::kw_with => Some("with"),
        Rule::kw_raw => Some("raw"),
        Rule::kw_allowed => Some("allowed"),
        Rule::kw_kek => Some("kek"),
        Rule::kw_encrypt => Some("encrypt"),
        Rule::kw_deterministic => Some("deterministic"),
        Rule::kw_rule => Some("rule"),
        Rule::kw_on => Some("on"),
        Rule::kw_transform => Some("transform"),
        Rule::kw_sink => Some("sink"),
        Rule::kw_service => Some("service"),
        Rule::kw_expose => Some("expose"),
        Rule::kw_as => Some("as"),
        Rule::kw_use => Some("use"),
        Rule::kw_classification => Some("classification"),
        Rule::kw_policy => Some("policy"),
        Rule::kw_deny => Some("deny"),
        Rule::kw_permit => Some("permit"),
        Rule::kw_aggregate => Some("aggregate"),
        Rule::kw_having => Some("having"),
        Rule::kw_subjects => Some("subjects"),
        Rule::kw_require => Some("require"),
        Rule::kw_for => Some("for"),
        Rule::kw_in => Some("in"),
        Rule::kw_to => Some("to"),
        Rule::kw_kind => Some("kind"),
        Rule::kw_env => Some("env"),
        Rule::kw_everywhere => Some("everywhere"),
        Rule::kw_allow => Some("allow"),
        Rule::kw_because => Some("because"),
        Rule::kw_by => Some("by"),
        Rule::kw_until => Some("until"),
        Rule::kw_environment => Some("environment"),
        Rule::kw_from => Some("from"),
        Rule::kw_set => Some("set"),
        Rule::kw_bind => Some("bind"),
        Rule::kw_test => Some("test"),
        Rule::kw_given => Some("given"),
        Rule::kw_expect => Some("expect"),
        Rule::kw_error => Some("error"),
        Rule::kw_empty => Some("empty"),
        Rule::kw_contains => Some("contains"),
        Rule::kw_per => Some("per"),
        Rule::kw_array => Some("array"),
        Rule::kw_map => Some("map"),
        Rule::kw_row => Some("row"),
        Rule::kw_enum => Some("enum"),
        _ => None,
    }
}

/// What was expected, in a user's words; empty for rules that say nothing alone.
fn expected(rule: Rule) -> &'static str {
    match rule {
        Rule::name | Rule::tail => "a name",
        Rule::path => "a name",
        Rule::column => "a column name",
        Rule::key | Rule::setting | Rule::transform_setting => "a setting (`name = value`)",
        Rule::field => "a field (`name type`)",
        Rule::table => "a table (`table NAME { … }`)",
        Rule::value | Rule::list_item => "a value",
        Rule::string => "text in double quotes",
        Rule::sql_string => "text in single quotes",
        Rule::type_expr | Rule::simple_type => "a type",
        Rule::attribute | Rule::attribute_head => "an attribute (`@name`)",
        Rule::nullable => "`?`",
        Rule::integer => "a whole number",
        Rule::number | Rule::rate | Rule::quantity | Rule::percent => "a number",
        Rule::unit => "a unit of time (`second`, `minute`, `hour`, `day`)",
        Rule::date => "a date (`2027-06-30`)",
        Rule::list | Rule::open_bracket => "`[`",
        Rule::map | Rule::settings | Rule::open_brace => "`{`",
        Rule::fields_block | Rule::source_block | Rule::environment_block => "`{`",
        Rule::transform_block | Rule::policy_block | Rule::test_block => "`{`",
        Rule::call | Rule::call_head => "a function (`name(…)`)",
        Rule::argument => "an argument",
        Rule::mask_kind => "a mask (`redact(\"…\")`, `drop`, …)",
        Rule::sql_body => "a query",
        Rule::rows | Rule::header => "a table of rows (`| column |`, then a line a row)",
        Rule::row => "a row",
        Rule::cell => "a cell",
        Rule::step => "`given` or `expect`",
        Rule::policy_line => "a line that begins with `deny`, `permit` or `require`",
        Rule::target => "where to (a sink, `kafka`, `kind K`, `env E` or `everywhere`)",
        Rule::was | Rule::was_head => "`@was(…)`",
        Rule::platform | Rule::colon => "`:`",
        Rule::parent => "`from`",
        Rule::equals => "`=`",
        Rule::comma => "`,`",
        Rule::bar => "`|`",
        Rule::at_least => "`>=`",
        Rule::close_brace => "`}`",
        Rule::close_bracket => "`]`",
        Rule::open_paren => "`(`",
        Rule::close_paren => "`)`",
        Rule::open_angle => "`<`",
        Rule::close_angle => "`>`",
        Rule::item => "an item",
        _ => "",
    }
}

/// The expected rules as a phrase: "`=` or a type"; `None` where nothing but the end could follow.
pub(crate) fn phrase(rules: &[Rule]) -> Option<String> {
    let mut words: Vec<String> = Vec::new();
    for rule in rules {
        let word = keyword(*rule).map_or_else(|| expected(*rule).to_string(), |word| format!("`{word}`"));
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    // What may follow is only worth naming where nothing must.
    let optional = ["`@was(…)`", "`,`", "`?`", "`per`", "an attribute (`@name`)"];
    if words.iter().any(|word| !optional.contains(&word.as_str())) {
        words.retain(|word| !optional.contains(&word.as_str()));
    }
    match words.split_last() {
        None => None,
        Some((only, [])) => Some(only.clone()),
        Some((last, rest)) => Some(format!("{} or {last}", rest.join(", "))),
    }
}

/// A token as messages name it.
pub(crate) fn found(text: &str, token: &Token) -> String {
    let mut shown: String = token.text(text).chars().take(40).collect();
    if shown.len() < token.text(text).len() {
        shown.push('…');
    }
    match token.kind {
        TokenKind::String | TokenKind::SqlString => format!("the text {shown}"),
        TokenKind::OpenQuote => format!("{shown}, whose quote is not closed on its line"),
        TokenKind::Sql => "SQL".to_string(),
        TokenKind::Row => "a row".to_string(),
        TokenKind::Ticked => shown,
        TokenKind::Word | TokenKind::Number | TokenKind::Mark(_) | TokenKind::Stray | TokenKind::Comment => {
            format!("`{shown}`")
        }
    }
}
