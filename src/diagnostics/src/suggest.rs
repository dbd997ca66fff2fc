/// The known name that a typing mistake most likely meant, or none when nothing is near. Ties go to the first.
pub fn suggest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = wrong.to_lowercase();
    let allowed = (wrong.chars().count() / 3).clamp(1, 3);
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&lower, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::suggest;

    #[test]
    fn near_names_are_suggested_and_far_ones_are_not() {
        assert_eq!(suggest("ordesr", ["products", "orders"]), Some("orders"));
        assert_eq!(suggest("Orders", ["orders"]), Some("orders"));
        assert_eq!(suggest("payments", ["orders", "products"]), None);
        assert_eq!(suggest("x", ["ab"]), None);
    }
}
