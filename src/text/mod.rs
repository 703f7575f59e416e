//! stub replaced at merge
pub fn fold(s: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    s.nfkc().collect::<String>().to_lowercase()
}
pub fn contains(a: &str, b: &str) -> bool {
    fold(a).contains(&fold(b))
}
