use super::{Product, ProductMask, ProductProtection};

#[test]
fn a_document_of_another_format_is_refused_in_words() {
    for (text, said) in [
        ("{", "it is no JSON"),
        ("{}", "its `format` is none where this weir reads 1"),
        (r#"{"format": 2}"#, "its `format` is 2 where this weir reads 1"),
        (r#"{"format": 1, "pipeline": "p"}"#, "it is no product"),
    ] {
        let found = Product::parse(text).unwrap_err();
        assert!(found.starts_with(said), "{text}: {found}");
    }
}

#[test]
fn protection_reads_back() {
    for protection in [
        ProductProtection::Plain,
        ProductProtection::Masked { mask: ProductMask::Hash { salt: "salt".into() } },
        ProductProtection::Masked { mask: ProductMask::Nullify },
    ] {
        let text = serde_json::to_string(&protection).unwrap();
        assert_eq!(serde_json::from_str::<ProductProtection>(&text).unwrap(), protection, "{text}");
    }
}
