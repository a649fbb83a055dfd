//! What people write for coded values beside their names.

/// Vocabulary, id of the word, and the other ways to write it.
pub(super) const TERM_ALIASES: &[(&str, &str, &str)] = &[
    (
        "form",
        "sister-city",
        "자매,자매도시,자매결연도시,자매결연협정,자매교류,sister,sister city,sister cities,twin,twinning,twin town,twinned",
    ),
    (
        "form",
        "friendship-city",
        "우호,우호도시,우호교류,우호협력,우호협정,우호결연,우호교류도시,우호협력도시,friendship,friendship city,friendly city",
    ),
    ("form", "mou", "업무협약,협약,교류협약,mou,mou체결,업무협약체결,의향서,교류의향서,loi"),
    ("form", "delegation", "방문,방문단,대표단,상호방문,공무국외출장,visit,delegation"),
    ("form", "conference", "회의,총회,포럼,세미나,컨퍼런스,심포지엄,forum,seminar,meeting"),
    ("form", "training", "교육,연수프로그램,초청연수,workshop,course"),
    ("form", "secondment", "공무원교류,공무원파견,파견,교환근무,exchange of staff"),
    ("form", "oda", "oda,공적개발원조사업,개발협력"),
    ("form", "humanitarian", "구호,긴급구호,지원,relief,aid"),
    ("form", "trade-investment", "통상,투자유치,수출상담회,무역,trade,investment,trade mission"),
    ("form", "cultural", "문화,공연,축제,예술교류,culture,festival"),
    ("form", "people-exchange", "민간교류,청소년교류,학생교류,홈스테이,인적교류,youth exchange,student exchange"),
    ("form", "joint-project", "공동사업,협력사업,프로젝트,project"),
    ("role", "member", "정회원,회원도시,일반회원,가입,full member,ordinary member"),
    ("role", "chair", "의장도시,회장,회장도시,president,chairman"),
    ("role", "vice-chair", "부의장도시,부회장,vice president"),
    ("role", "board", "이사,이사도시,집행위원,집행위원도시,운영위원,executive committee,director"),
    ("role", "founder", "창립,창립도시,창설회원,founding"),
    ("status", "held", "완료,개최,시행,추진,추진중,교류중,진행,진행중,체결,done,completed,active"),
    ("status", "announced", "예정,계획,추진예정,발표,planned"),
    ("channel", "mou", "mou,업무협약,협약"),
    ("tie_status", "tie", "체결,유지,협력중,active"),
    ("level", "upper", "광역,시도,광역시도"),
    ("level", "basic", "기초,시군,시군구"),
];
