//! Japanese fonts that documents can be set in, the best first: made for reading, then licences
//! that ask nothing, then what each system brings.
//!
//! Only names; where they lie is not said here.

/// One family: the files it comes in, and what its font is called in a file that holds several.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) file: &'static str,
    pub(super) name: &'static str,
    pub(super) bold: Option<&'static str>,
    pub(super) bold_name: &'static str,
}

const fn family(
    (file, name): (&'static str, &'static str),
    (bold, bold_name): (&'static str, &'static str),
) -> Known {
    Known { file, name, bold: Some(bold), bold_name }
}

const fn single(file: &'static str, name: &'static str) -> Known {
    Known { file, name, bold: None, bold_name: "" }
}

pub(super) const KNOWN: [Known; 21] = [
    family(
        ("BIZUDPGothic-Regular.ttf", "BIZ UDPGothic"),
        ("BIZUDPGothic-Bold.ttf", "BIZ UDPGothic Bold"),
    ),
    family(("BIZ-UDGothicR.ttc", "BIZ UDPGothic"), ("BIZ-UDGothicB.ttc", "BIZ UDPGothic Bold")),
    family(
        ("BIZUDGothic-Regular.ttf", "BIZ UDGothic"),
        ("BIZUDGothic-Bold.ttf", "BIZ UDGothic Bold"),
    ),
    family(
        ("NotoSansCJK-Regular.ttc", "Noto Sans CJK JP"),
        ("NotoSansCJK-Bold.ttc", "Noto Sans CJK JP Bold"),
    ),
    family(
        ("NotoSansCJKjp-Regular.otf", "Noto Sans CJK JP"),
        ("NotoSansCJKjp-Bold.otf", "Noto Sans CJK JP Bold"),
    ),
    family(
        ("NotoSansJP-Regular.otf", "Noto Sans JP"),
        ("NotoSansJP-Bold.otf", "Noto Sans JP Bold"),
    ),
    family(
        ("NotoSansJP-Regular.ttf", "Noto Sans JP"),
        ("NotoSansJP-Bold.ttf", "Noto Sans JP Bold"),
    ),
    single("ipaexg.ttf", "IPAexGothic"),
    single("ipag.ttf", "IPAGothic"),
    single("ipagp.ttf", "IPAPGothic"),
    single("VL-PGothic-Regular.ttf", "VL PGothic"),
    single("VL-Gothic-Regular.ttf", "VL Gothic"),
    single("TakaoPGothic.ttf", "TakaoPGothic"),
    single("TakaoGothic.ttf", "TakaoGothic"),
    family(
        ("ヒラギノ角ゴシック W3.ttc", "Hiragino Sans W3"),
        ("ヒラギノ角ゴシック W6.ttc", "Hiragino Sans W6"),
    ),
    family(("YuGothR.ttc", "Yu Gothic"), ("YuGothB.ttc", "Yu Gothic Bold")),
    family(("meiryo.ttc", "Meiryo"), ("meiryob.ttc", "Meiryo Bold")),
    single("YuGothM.ttc", "Yu Gothic Medium"),
    single("msgothic.ttc", "MS PGothic"),
    single("ipaexm.ttf", "IPAexMincho"),
    single("NotoSerifCJK-Regular.ttc", "Noto Serif CJK JP"),
];
