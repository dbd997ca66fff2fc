codes! {
    CEL_SYNTAX = "E0801" Error "cel-syntax" "a rule whose expression is not CEL";
    CEL_UNKNOWN = "E0802" Error "cel-unknown-name" "a rule that names a variable or field that is not there";
    CEL_TYPES = "E0803" Error "cel-types" "an operation of CEL over types that it does not take";
    CEL_FUNCTION = "E0804" Error "cel-function" "a function of CEL that is not there, or not everywhere";
    CEL_RESULT = "E0805" Error "cel-result" "a rule whose result has the wrong type";
    CEL_REGEX = "E0806" Error "cel-regex" "a regular expression that does not compile";
    CEL_OPAQUE = "E0807" Error "cel-no-such-values" "a rule that computes with a decimal or a time";
    CEL_CONSTANT = "E0808" Error "cel-constant" "a condition that is always true or always false";
    CEL_UNANCHORED = "W0809" Warning "unanchored-pattern" "a pattern that clients understand differently";
    CEL_NULLABLE = "W0810" Warning "null-in-rule" "a rule that fails where a field is null";
}
