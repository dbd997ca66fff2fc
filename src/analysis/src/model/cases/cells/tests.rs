use super::{decimal, is_date, is_time, is_timestamp};

#[test]
fn days_exist_or_not() {
    for (text, right) in [
        ("2024-02-29", true),
        ("2023-02-29", false),
        ("1900-02-29", false),
        ("2000-02-29", true),
        ("2026-13-01", false),
        ("2026-00-10", false),
        ("2026-04-31", false),
        ("26-01-01", false),
        ("", false),
    ] {
        assert_eq!(is_date(text), right, "{text}");
    }
}

#[test]
fn times_have_at_most_the_digits_of_their_type() {
    for (text, precision, right) in [
        ("23:59:59", 0, true),
        ("23:59:59.123", 3, true),
        ("23:59:59.1234", 3, false),
        ("24:00:00", 3, false),
        ("1:00:00", 3, false),
        ("12:00:00.", 3, false),
    ] {
        assert_eq!(is_time(text, precision), right, "{text}");
    }
    assert!(is_timestamp("2026-01-01 00:00:01", 3));
    assert!(!is_timestamp("2026-01-01", 3));
}

#[test]
fn decimals_fit_or_not() {
    for (text, right) in
        [("1.25", true), ("-999.99", true), ("1", true), ("1000.00", false), ("1.255", false), ("1e3", false)]
    {
        assert_eq!(decimal(text, 5, 2).is_ok(), right, "{text}");
    }
}
