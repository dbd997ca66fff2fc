codes! {
    BROKEN_ITEM = "E0101" Error "broken-item" "an item that does not follow the grammar";
}
