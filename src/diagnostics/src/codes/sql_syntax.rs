codes! {
    SYNTAX = "E0201" Error "sql-syntax" "a query that does not follow the grammar of Flink SQL";
    RESERVED_WORD = "E0202" Error "reserved-word" "a reserved word of SQL used as a name";
    DOUBLE_QUOTED = "E0203" Error "double-quoted-name" "double quotes in SQL";
    NOT_EQUAL = "E0204" Error "not-equal-operator" "`!=` in SQL";
    UNTERMINATED = "E0205" Error "unterminated-sql-text" "a string, name or comment in SQL that does not end";
    NOT_A_QUERY = "E0206" Error "not-a-query" "a transform that holds something other than one query";
    TOO_DEEP = "E0207" Error "query-too-deep" "a query that nests too deep";
    UNSUPPORTED = "E0208" Error "unsupported-sql" "a form of SQL that Flink does not have";
    ALIAS_BEFORE_TIME = "E0209" Error "alias-before-system-time" "an alias before FOR SYSTEM_TIME AS OF";
    BAD_LITERAL = "E0210" Error "bad-sql-literal" "a number, string or unit that SQL cannot read";
    BAD_TYPE = "E0211" Error "bad-sql-type" "a type that Flink does not have";
}
