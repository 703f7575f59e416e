//! The form in which two spellings of one word are equal, for search.
//!
//! Kana width, case, hiragana and katakana, old and new forms of common name kanji are the
//! same; readings, romaji and spelling mistakes are not. The result is never shown or stored.

use unicode_normalization::UnicodeNormalization;

use super::visible::{is_selector, is_shown};

/// The search form of a text.
pub fn fold(text: &str) -> String {
    // Lower case can leave what NFKC composes again (İ), so it stands between two of them.
    let lower: String =
        text.chars().filter(|c| seen(*c)).nfkc().flat_map(char::to_lowercase).collect();
    lower.nfkc().map(katakana).map(common).collect()
}

/// Whether `needle` is in `haystack`, however either is spelled; nothing is in everything.
pub fn contains(haystack: &str, needle: &str) -> bool {
    fold(haystack).contains(&fold(needle))
}

fn seen(c: char) -> bool {
    c.is_control() || (!is_selector(c) && is_shown(None, c))
}

fn katakana(c: char) -> char {
    match c {
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        '‐'..='―' | '−' => '-',
        '\n' | '\t' => ' ',
        c => c,
    }
}

/// Variants met in names and old documents, each before the form people type.
const VARIANTS: &str = "髙高 﨑崎 嵜崎 碕崎 德徳 濵浜 濱浜 邊辺 邉辺 齋斉 齊斉 斎斉 澤沢 廣広 \
    惠恵 眞真 瀨瀬 國国 黑黒 櫻桜 𠮷吉 栁柳 嶋島 嶌島 萬万 圓円 實実 學学 會会 條条 關関 龍竜 壽寿 \
    榮栄 彌弥 淵渕 舘館 檜桧 冨富 峯峰 藏蔵 縣県 區区 號号 證証 舊旧 體体 鷗鴎 埜野 堺境 \
    靜静 豐豊 靑青 淸清 緖緒 與与 假仮 價価 醫医 醬醤 辯弁 權権 勸勧 儉倹 寬寛 增増 橫横";

fn common(c: char) -> char {
    VARIANTS
        .split(' ')
        .find(|pair| pair.starts_with(c))
        .and_then(|pair| pair.chars().nth(1))
        .unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_word_find_each_other() {
        for (haystack, needle) in [
            ("シュレッダーの鍵", "しゅれっだー"),
            ("シュレッダーの鍵", "ｼｭﾚｯﾀﾞｰ"),
            ("ｼｬｯﾀｰ", "シャッター"),
            ("第１２条", "第12条"),
            ("①号機", "1号"),
            ("㈱富士", "(株)"),
            ("髙橋", "高橋"),
            ("山﨑", "山崎"),
            ("齋藤", "斎藤"),
            ("𠮷田", "吉田"),
            ("葛\u{e0100}城", "葛城"),
            ("ISMS", "ｉｓｍｓ"),
            ("か\u{3099}", "ガ"),
            ("利用\u{200b}目的", "利用目的"),
            ("03－1234", "03-1234"),
            ("何でも", ""),
        ] {
            assert!(contains(haystack, needle), "{haystack} {needle}");
            assert_eq!(contains(needle, haystack), fold(needle) == fold(haystack));
        }
        assert!(!contains("個人情報", "個人番号"));
    }

    #[test]
    fn the_table_of_variants_has_one_pair_per_letter() {
        let mut seen = std::collections::BTreeSet::new();
        for pair in VARIANTS.split_whitespace() {
            let letters: Vec<char> = pair.chars().collect();
            assert_eq!(letters.len(), 2, "{pair}");
            assert_ne!(letters[0], letters[1], "{pair}");
            assert!(seen.insert(letters[0]), "{pair}");
            assert_eq!(common(letters[1]), letters[1], "{pair}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
