codes! {
    BROKEN_ITEM = "E0101" Error "broken-item" "an item that does not follow the grammar";
    UNKNOWN_ITEM = "E0102" Error "stray-text" "text that no item begins with";
    BROKEN_PART = "E0103" Error "broken-part" "a setting, field or line that does not follow the grammar";
    UNCLOSED_BRACE = "E0104" Error "unclosed-brace" "a brace that is never closed";
    UNCLOSED_QUOTE = "E0105" Error "unclosed-quote" "a quote or comment that is never closed";
    TOO_DEEP = "E0106" Error "too-deep" "brackets nested too deeply";
    BAD_VALUE = "E0107" Error "bad-value" "a value that means nothing";
    UNKNOWN_ESCAPE = "E0108" Error "unknown-escape" "a backslash before a character that needs none";
    BROKEN_ROW = "E0109" Error "broken-row" "a line of a test's table that cannot be read";
    TOO_MANY_ERRORS = "E0110" Error "too-many-syntax-errors" "a file with too many syntax errors to list";
}
