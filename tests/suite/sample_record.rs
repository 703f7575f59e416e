//! One sealed record with every kind of outcome, written by hand for the tests of reports.
//!
//! The module that includes it names `domain` beside it, so that both crates can.

use super::domain::answer::{Answer, Evidence, Grade, Remedy, Stamp, Verdict};
use super::domain::checklist::{
    Checklist, Commitment, Frequency, Item, Method, Notice, Retired, Section,
};
use super::domain::finding::{Finding, FindingId, Review, Reviewed, Turn};
use super::domain::id::{ChecklistId, CommitmentId, ItemId, SectionId};
use super::domain::inspection::{Act, Change, Clock, Event, Ground, Inspection, Start};
use super::domain::past::{Past, PastAnswer};
use super::domain::period::{Cycle, Period};
use super::domain::record::{Record, Sealing};
use super::domain::society::{Auditor, People, Seat, Society};

/// Ten items: 適 cited and not, 不適 of two grades, 該当なし, 確認不能, 対象外 with and without a past.
/// Findings: a new one, one that goes on with a fault and is overdue, one extended, one closed.
pub(crate) fn sample() -> Record {
    let list = checklist();
    let mut work = Inspection::new(Start {
        period: period("FY2026-Q3"),
        stamp: stamp("山田 花子", "2026-12-18T09:30:00+09:00"),
        clock: Clock::Machine,
        program: "tenken 0.1.0".into(),
        society: "見本健康保険組合".into(),
        checklist: list.id.clone(),
        checklist_version: list.version.clone(),
        checklist_digest: DIGEST.into(),
        correction: None,
    });
    let (mut past, open) = (Past::default(), open());
    let earlier = Answer { verdict: Some(Verdict::Ok), ..Answer::default() };
    let earlier = PastAnswer { period: period("FY2026-Q1"), answer: earlier, stamp: None };
    past.add(ItemId::new("PUR-QUALIFY").unwrap(), earlier);
    for (seq, (id, answer)) in (2..).zip(answers()) {
        let item = ItemId::new(id).unwrap();
        let by = if id == "TEC-01" { "佐藤 次郎" } else { "山田 花子" };
        let at = format!("2027-01-0{}T10:{:02}:00+09:00", 4 + seq % 3, seq * 5);
        let seconds = seconds_of(id);
        let change = Change::Put { item, act: Act::Answer, answer, seconds };
        let ground = Ground { checklist: &list, past: &past, open: &open };
        assert_eq!(work.refusal(ground, &change, None), None);
        work.apply(Event { seq, stamp: stamp(by, &at), change });
    }
    for (seq, (finding, review)) in (10..).zip(open.iter().zip(reviews())) {
        let (finding, act) = (finding.id.clone(), Act::Review);
        let change = Change::Review { finding, act, review };
        let ground = Ground { checklist: &list, past: &past, open: &open };
        let stamp = stamp("山田 花子", "2027-01-06T11:00:00+09:00");
        assert_eq!(work.refusal(ground, &change, Some(stamp.at.date_naive())), None);
        work.apply(Event { seq, stamp, change });
    }
    let text = "TEC-01 は、棚卸しの直後で一覧が短い。".into();
    let (by, change) = (stamp("鈴木 一郎", "2027-01-08T16:00:00+09:00"), Change::Comment { text });
    work.apply(Event { seq: 13, stamp: by, change });
    let sealing = Sealing {
        seq: 3,
        at: stamp("", "2027-01-08T16:05:12+09:00").at,
        clock: Clock::Machine,
        confirmed_by: "鈴木 一郎".into(),
        program: "tenken 0.1.0".into(),
    };
    let ground = Ground { checklist: &list, past: &past, open: &open };
    Record::compose(&society(), ground, &work, sealing)
}

/// For how long each item was looked at; two were answered from the command line.
fn seconds_of(item: &str) -> Option<u32> {
    match item {
        "ORG-01" => Some(312),
        "ORG-04" => Some(1265),
        "HUM-02" => Some(95),
        "PHY-01" | "PHY-05" => Some(240),
        "TEC-01" => Some(1),
        _ => None,
    }
}

const DIGEST: &str = "7d1a54127b222502f5b79b5fb0803061152a44f92b37e23c6527baf665d4da9a";

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn stamp(by: &str, at: &str) -> Stamp {
    Stamp { by: by.into(), at: chrono::DateTime::parse_from_rfc3339(at).unwrap() }
}

fn society() -> Society {
    Society {
        name: "見本健康保険組合".into(),
        checklist: ChecklistId::new("mihon").unwrap(),
        cycle: Cycle::Quarterly,
        deadline_days: 15,
        indicators: true,
        people: People {
            inspector: "山田 花子".into(),
            officer: "鈴木 一郎".into(),
            auditors: vec![
                Auditor { name: "髙﨑 誠".into(), seat: Seat::Appointed },
                Auditor { name: "田中 実".into(), seat: Seat::Elected },
            ],
        },
    }
}

fn checklist() -> Checklist {
    let section = |(id, title, short): (&str, &str, &str)| Section {
        id: SectionId::new(id).unwrap(),
        title: title.into(),
        short: short.into(),
    };
    let commitment = |(id, section, text): (&str, &str, &str)| Commitment {
        id: CommitmentId::new(id).unwrap(),
        section: SectionId::new(section).unwrap(),
        text: text.into(),
    };
    Checklist {
        id: ChecklistId::new("mihon").unwrap(),
        extends: Some(ChecklistId::new("kenpo").unwrap()),
        title: "見本健康保険組合 個人情報安全管理措置 自己点検表".into(),
        version: "1.2.0".into(),
        basis_date: chrono::NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
        notice: Notice {
            society: "見本健康保険組合".into(),
            title: "個人情報保護法に基づく公表事項".into(),
            edition: "令和7年7月更新版".into(),
        },
        sections: [
            ("organizational", "組織的安全管理措置", "組織"),
            ("human", "人的安全管理措置", "人的"),
            ("physical", "物理的安全管理措置", "物理"),
            ("technical", "技術的安全管理措置", "技術"),
            ("purpose", "利用目的", "目的"),
            ("requests", "開示等", "開示等"),
        ]
        .map(section)
        .into(),
        commitments: [
            ("O1", "organizational", "個人情報取扱責任者を置いている"),
            (
                "O4",
                "organizational",
                "違反の事実・兆候をつかんだとき責任者へ緊急に連絡する体制がある",
            ),
            ("P1", "physical", "取扱区域への職員の入室を管理している"),
            ("T1", "technical", "アクセス制御により担当者と取り扱うデータベースの範囲を限っている"),
            ("U1", "purpose", "公表した利用目的の範囲で個人情報を取り扱っている"),
            ("D1", "requests", "開示等の請求に応じている"),
            ("C1", "requests", "苦情の申出先を公表している"),
        ]
        .map(commitment)
        .into(),
        items: items(),
        retired: vec![Retired {
            id: ItemId::new("ORG-02").unwrap(),
            version: "1.1.0".into(),
            reason: "ORG-01 に合わせた".into(),
        }],
        changes: Vec::new(),
    }
}

/// Id, section, title, question, commitments.
type Asked = (&'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

const ITEMS: [Asked; 10] = [
    (
        "ORG-01",
        "organizational",
        "個人情報取扱責任者の任命",
        "個人情報取扱責任者が任命され、その氏名が職員に知らされているか。",
        &["O1"],
    ),
    (
        "ORG-04",
        "organizational",
        "緊急連絡の体制",
        "漏えい等の事実又は兆候をつかんだ職員が、夜間及び休日を含めて直ちに責任者へ連絡できる連絡網が、点検日現在の職員と一致しているか。",
        &["O1", "O4"],
    ),
    ("ORG-09", "organizational", "規程の見直し", "規程の見直しが行われたか。", &[]),
    (
        "HUM-02",
        "human",
        "研修の受講",
        "全ての職員が研修を受け、未受講者への補講が済んでいるか。",
        &[],
    ),
    ("PHY-01", "physical", "入室者の一覧", "入室を許可した者の一覧が最新か。", &["P1"]),
    ("PHY-05", "physical", "書庫の鍵", "書庫の鍵の本数が管理簿と一致しているか。", &["P1"]),
    ("TEC-01", "technical", "利用者IDの棚卸し", "退職者のIDが全て停止されているか。", &["T1"]),
    (
        "TEC-03",
        "technical",
        "外部からの接続",
        "外部からの接続が許可した端末に限られているか。",
        &["T1"],
    ),
    (
        "PUR-QUALIFY",
        "purpose",
        "適用・資格の情報の利用目的",
        "台帳の利用目的が公表の範囲内か。",
        &["U1"],
    ),
    ("REQ-02", "requests", "請求への回答の期限", "請求に期限内に回答しているか。", &["D1"]),
];

fn items() -> Vec<Item> {
    let item = |(id, section, title, question, commitments): Asked| Item {
        id: ItemId::new(id).unwrap(),
        section: SectionId::new(section).unwrap(),
        title: title.into(),
        question: question.into(),
        how: format!("{title}に関する書類を閲覧し、担当者に質問して、実際の運用と突き合わせる。"),
        methods: vec![Method::Read, Method::Match],
        evidence: vec!["決裁文書".into(), "管理簿".into()],
        not_applicable: matches!(id, "TEC-03" | "REQ-02").then(|| "期間中に0件の場合".into()),
        basis: vec!["法23条".into(), "GL 10-3(2)".into()],
        commitments: commitments.iter().map(|c| CommitmentId::new(c).unwrap()).collect(),
        frequency: match id {
            "ORG-09" => Frequency::Annual { due_quarter: 2 },
            "PUR-QUALIFY" => Frequency::Rotating { turn: 1 },
            _ => Frequency::Quarterly,
        },
        escalate: id == "ORG-04",
    };
    ITEMS.map(item).into()
}

fn seen(text: &str) -> Evidence {
    Evidence::new(text)
}

fn cited(text: &str) -> Evidence {
    Evidence { carried: Some(period("FY2026-Q2")), ..Evidence::new(text) }
}

fn of(verdict: Verdict, evidence: &[Evidence], methods: &[Method]) -> Answer {
    Answer {
        verdict: Some(verdict),
        evidence: evidence.into(),
        methods: methods.into(),
        ..Answer::default()
    }
}

fn answers() -> Vec<(&'static str, Answer)> {
    let names = "職員名簿 令和9年1月1日現在";
    let id_list = seen("利用者ID一覧 2027-01-05 出力");
    let admitted = [seen("入室許可者一覧 令和9年1月"), seen(names)];
    vec![
        ("ORG-01", officer_named()),
        ("ORG-04", contacts_stale(names)),
        ("HUM-02", training_missed()),
        (
            "PHY-01",
            Answer {
                note: "母数18件の全件を照合し、相違なし。".into(),
                ..of(Verdict::Ok, &admitted, &[Method::Match, Method::Sample])
            },
        ),
        (
            "PHY-05",
            Answer {
                reason: "鍵の管理者が休暇中で、金庫内の予備鍵の本数を数えられなかった。\
                         1月20日に再度確かめる。"
                    .into(),
                note: "管理簿の記載は6本。手元の鍵は5本まで確かめた。".into(),
                ..of(Verdict::Unverified, &[], &[Method::Visit])
            },
        ),
        ("TEC-01", of(Verdict::Ok, &[id_list, seen(names)], &[Method::Match])),
        (
            "TEC-03",
            Answer {
                reason: "外部からの接続の仕組みを設けていない（ネットワーク構成図 第4版で確認）。"
                    .into(),
                ..of(Verdict::Na, &[], &[])
            },
        ),
        (
            "REQ-02",
            Answer {
                reason: "受付簿により、期間中の請求が0件であることを令和9年1月5日に確かめた。"
                    .into(),
                ..of(Verdict::Na, &[cited("開示等請求受付簿")], &[])
            },
        ),
    ]
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

/// What earlier periods left open.
fn open() -> Vec<Finding> {
    let finding =
        |(of, item, section, title): (&str, &str, &str, &str), grade, due: &str| Finding {
            id: FindingId::of(period(of), ItemId::new(item).unwrap()),
            items: vec![ItemId::new(item).unwrap()],
            title: title.into(),
            section: SectionId::new(section).unwrap(),
            grade,
            what: String::new(),
            cause: String::new(),
            action: String::new(),
            owner: "総務課長 佐藤 次郎".into(),
            first_due: day(due),
            opened: stamp("山田 花子", "2026-06-24T14:10:00+09:00"),
            history: Vec::new(),
        };
    let ids = ("FY2026-Q1", "TEC-01", "technical", "利用者IDの棚卸し");
    let ids = Finding {
        what: "退職者1名のIDが停止されていない。".into(),
        cause: "退職の届がシステム係に回らない。".into(),
        action: "退職届の回付先にシステム係を加え、全IDを棚卸しする。".into(),
        history: vec![Reviewed {
            period: period("FY2026-Q2"),
            stamp: stamp("山田 花子", "2026-09-18T15:30:00+09:00"),
            review: Review {
                turn: Some(Turn::Progress),
                text: "当該IDは停止した。回付先の変更は決裁待ち。".into(),
                due: Some(day("2026-12-25")),
                due_reason: "文書規程の改正が12月の理事会にかかる。".into(),
                ..Review::default()
            },
        }],
        ..finding(ids, Grade::Major, "2026-09-30")
    };
    let training = Finding {
        what: "7月の研修を欠席した1名の補講が行われていない。".into(),
        action: "補講を行う。".into(),
        owner: "山田 花子".into(),
        opened: stamp("山田 花子", "2026-09-18T15:00:00+09:00"),
        ..finding(("FY2026-Q2", "HUM-02", "human", "研修の受講"), Grade::Minor, "2026-11-30")
    };
    let keys = Finding {
        what: "鍵の管理簿に払出しの記載漏れがある。".into(),
        cause: "記入欄が足りない。".into(),
        action: "管理簿の様式を改める。".into(),
        opened: stamp("山田 花子", "2026-09-18T15:10:00+09:00"),
        ..finding(("FY2026-Q2", "PHY-05", "physical", "書庫の鍵"), Grade::Watch, "2027-01-31")
    };
    vec![ids, training, keys]
}

/// What this period says of them.
fn reviews() -> [Review; 3] {
    let moved = |text: &str, due: &str, reason: &str| Review {
        turn: Some(Turn::Progress),
        text: text.into(),
        due: Some(day(due)),
        due_reason: reason.into(),
        ..Review::default()
    };
    let closed = Review {
        turn: Some(Turn::Close),
        text: "10月以後の退職者3名のIDが退職日に停止されたことを、出力した一覧で確かめた。".into(),
        closed_on: Some(day("2026-12-21")),
        evidence: vec!["文書規程 別表2（令和8年12月改正）".into(), "ID停止申請書 3件".into()],
        confirmed_by: "鈴木 一郎".into(),
        ..Review::default()
    };
    let training = moved("11月の研修にも欠席した。", "2026-12-28", "本人の休暇が明けてから行う。");
    let keys = moved("新しい様式の案ができた。", "2027-03-31", "印刷が2月になる。");
    let keys = Review { evidence: vec!["鍵管理簿 様式案".into()], ..keys };
    [closed, training, keys]
}

fn officer_named() -> Answer {
    let evidence = [cited("任命書（総務第12号、総務課書庫A-3）"), seen("掲示板の写真 2027-01-04")];
    Answer {
        note: "令和8年4月1日付けの任命書により任命され、事務局の掲示板に氏名が掲示されていた。"
            .into(),
        note_carried: Some(period("FY2026-Q2")),
        ..of(Verdict::Ok, &evidence, &[Method::Read, Method::Visit])
    }
}

fn contacts_stale(names: &str) -> Answer {
    let evidence = [seen("緊急連絡網 令和8年4月版"), seen(names)];
    Answer {
        note: "連絡網に退職者2名が残り、10月に着任した職員1名が載っていない。休日の連絡先\
               （常務理事の携帯電話）は、番号の変更後の更新がされておらず、試しに架けたところ\
               つながらなかった。\n他の連絡先は全てつながった。"
            .into(),
        remedy: Remedy {
            grade: Some(Grade::Major),
            cause: "人事異動の通知が連絡網の担当者に届く手順がない。".into(),
            action: "連絡網を当日中に改め、全員に配り直す。\
                     異動の決裁の合議先に連絡網の担当者を加える。"
                .into(),
            owner: "総務課長 佐藤 次郎".into(),
            due: chrono::NaiveDate::from_ymd_opt(2027, 1, 29),
        },
        ..of(Verdict::Ng, &evidence, &[Method::Match, Method::Repeat])
    }
}

fn training_missed() -> Answer {
    Answer {
        note: "11月の研修を欠席した嘱託職員1名の補講が行われていない。".into(),
        remedy: Remedy {
            grade: Some(Grade::Minor),
            cause: String::new(),
            action: "補講を行う。".into(),
            owner: "山田 花子".into(),
            due: chrono::NaiveDate::from_ymd_opt(2026, 12, 28),
        },
        ..of(Verdict::Ng, &[seen("研修受講簿 令和8年度")], &[Method::Read])
    }
}
