codes! {
    LEAK = "E0701" Error "classified-leak" "a classified column that reaches a sink or a product in plain text";
    DENIED = "E0702" Error "policy-denies" "a classified column that goes where a policy denies it";
    NOT_PROTECTED = "E0703" Error "protection-required" "a classified column without the protection that a policy requires";
    UNCLASSIFIED = "E0704" Error "unclassified-column" "a column without a class where a policy requires one";
    DECRYPTED = "E0705" Error "decrypted-on-the-way" "an encrypted column that a derived topic holds in plain text";
    USELESS_ALLOW = "W0706" Warning "useless-allow" "an `allow` that covers nothing";
    ENCRYPTED_USE = "E0707" Error "encrypted-use" "an operation over ciphertext that has no meaning";
    MASKED_KEY = "E0708" Error "masked-key" "a masked column as key or join column";
    ENCRYPTED_UNCLASSIFIED = "W0709" Warning "unclassified-encryption" "an encrypted field without a class";
}
