//! The manual: `cmd/*.md` are pages to read, and each command in them is run and compared. A page's folder `NAME.in/`
//! is where it runs. `TRYCMD=overwrite cargo test -p weir --test cmd` writes outputs again; read the diff.

#[test]
fn the_manual_is_true() {
    trycmd::TestCases::new().case("tests/cmd/*.md");
}
