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
    MASK_KIND = "E0820" Error "unknown-mask" "a kind of mask that does not exist";
    MASK_ARGUMENTS = "E0821" Error "mask-arguments" "a mask with other arguments than it takes";
    MASK_TARGET = "E0822" Error "mask-target" "a mask on something that is not captured";
    MASK_KEY = "E0823" Error "mask-on-key" "a mask on a key column";
    MASK_TYPE = "E0824" Error "mask-type" "a mask whose result does not fit the column";
    MASK_RAW = "E0825" Error "raw-topic" "a mask that acts only after the topic";
    ENCRYPT_TARGET = "E0826" Error "encrypt-target" "encryption of something that no client encrypts";
    ENCRYPT_KEY = "E0827" Error "encrypt-on-key" "encryption of a key field";
    ENCRYPT_TYPE = "E0828" Error "encrypt-type" "encryption of a field that is neither text nor bytes";
    PROTECTED_TWICE = "E0829" Error "protected-twice" "a column that is masked or encrypted twice";
    RULE_BODY = "E0830" Error "rule-body" "a rule without a check or transform, or with one that does not fit";
    RULE_TARGET = "E0831" Error "rule-target" "a rule on something that no client writes";
    DEAD_LETTER = "E0832" Error "dead-letter-name" "a dead letter topic whose name is taken";
}
