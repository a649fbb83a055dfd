//! Every word the program says, in both languages, checked by the compiler: no key can be missing in one of them.

use serde::{Deserialize, Serialize};

/// The language of the interface and of exported figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Korean.
    Ko,
}

impl Lang {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::En, Self::Ko];

    /// Its name in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ko => "한국어",
        }
    }

    /// The tag for files: `en`, `ko`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ko => "ko",
        }
    }

    /// The other language.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::En => Self::Ko,
            Self::Ko => Self::En,
        }
    }
}

macro_rules! words {
    ($($word:ident: $en:literal, $ko:literal;)*) => {
        /// A phrase of the interface or of a figure. `{0}`, `{1}` are filled by [`Word::fill`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Word {
            $(#[doc = $en] $word,)*
        }

        impl Word {
            /// All phrases.
            pub const ALL: &'static [Self] = &[$(Self::$word,)*];

            /// The phrase in a language.
            pub fn text(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $((Self::$word, Lang::En) => $en, (Self::$word, Lang::Ko) => $ko,)*
                }
            }
        }
    };
}

impl Word {
    /// The phrase in a language, with `{0}`, `{1}` ... replaced. A value is never searched for further places.
    pub fn fill(self, lang: Lang, values: &[&dyn std::fmt::Display]) -> String {
        let mut filled = String::new();
        let mut rest = self.text(lang);
        while let Some(open) = rest.find('{') {
            let (before, after) = rest.split_at(open);
            filled.push_str(before);
            let Some(close) = after.find('}') else { break };
            let value = after[1..close].parse::<usize>().ok().and_then(|index| values.get(index));
            filled.push_str(&value.map_or_else(|| after[..=close].to_owned(), ToString::to_string));
            rest = &after[close + 1..];
        }
        filled.push_str(rest);
        filled
    }
}

/// A whole number with thousands separators, the same in both languages.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `one` for 1, `many` for every other number, filled with the number.
pub fn counted(lang: Lang, number: usize, one: Word, many: Word) -> String {
    if number == 1 { one } else { many }.fill(lang, &[&grouped(number)])
}

words! {
    // ---- the four tables and their fields ----
    Activities: "activities", "활동";
    Memberships: "memberships", "가입";
    Partnerships: "ties", "협력관계";
    Institutions: "institutions", "제도";
    City: "City", "지자체";
    CityLevel: "Level of government", "지자체 단계";
    Agenda: "Agenda", "의제";
    Domain: "Domain", "분야";
    Form: "Form", "형태";
    Family: "Form family", "형태 유형";
    Mode: "Mode", "외교 양식";
    Structure: "Structure", "구조";
    Status: "Status", "상태";
    Country: "Country", "상대국";
    Network: "Network", "네트워크";
    Scope: "Network scope", "네트워크 범위";
    Role: "Role", "역할";
    Partner: "Partner", "파트너";
    Sector: "Partner sector", "파트너 부문";
    PartnerType: "Partner type", "파트너 유형";
    PartnerLevel: "Partner level", "파트너 수준";
    Channel: "Channel", "채널";
    TieStatus: "Tie status", "협력 상태";
    Kind: "Institution kind", "제도 종류";
    // ---- opening a file ----
    OtherValue: "other: {0}", "기타: {0}";
    UnknownValue: "unknown: {0}", "알 수 없음: {0}";
    StageLooking: "Looking at the file", "파일 확인 중";
    StageChecking: "Checking the file for damage", "파일 손상 검사 중";
    StageReading: "Reading the tables", "표 읽는 중";
    StageBuilding: "Building the columns", "자료 구성 중";
    NotOpened: "{0} cannot be opened.", "{0} 파일을 열 수 없습니다.";
    NotOpenedCancelled: "Opening was cancelled.", "열기를 취소했습니다.";
    CauseCancelled: "You asked to stop.", "사용자가 중단을 요청했습니다.";
    CauseNotFound: "There is no file with this name.", "이 이름의 파일이 없습니다.";
    CauseFolder: "It is a folder, not a file.", "파일이 아니라 폴더입니다.";
    CausePipe: "It is a pipe or socket, not a file.", "파일이 아니라 파이프 또는 소켓입니다.";
    CauseDevice: "It is a device, not a file.", "파일이 아니라 장치입니다.";
    CauseNoPermission: "This account may not read it.", "이 계정에는 읽기 권한이 없습니다.";
    CauseUnreadable: "The system could not read it ({0}).", "시스템이 파일을 읽지 못했습니다({0}).";
    CauseEmpty: "The file is empty (0 bytes).", "빈 파일입니다(0바이트).";
    CauseTooShort: "The file has only {0} bytes; the header alone of a database has 100.", "파일이 {0}바이트뿐입니다. 데이터베이스는 머리글만 100바이트입니다.";
    CauseCsv: "It is a text table (CSV), not a database, whatever its name says.", "이름과 달리 데이터베이스가 아니라 텍스트 표(CSV)입니다.";
    CauseText: "It is a text file, not a database.", "데이터베이스가 아니라 텍스트 파일입니다.";
    CauseXlsx: "It is an Excel workbook (XLSX), not a database.", "데이터베이스가 아니라 엑셀 통합 문서(XLSX)입니다.";
    CauseXls: "It is an older Office document (XLS, DOC, HWP), not a database.", "데이터베이스가 아니라 이전 형식의 문서(XLS, DOC, HWP)입니다.";
    CauseZip: "It is a ZIP archive, not a database.", "데이터베이스가 아니라 ZIP 압축 파일입니다.";
    CausePicture: "It is a picture, not a database.", "데이터베이스가 아니라 그림 파일입니다.";
    CausePdf: "It is a PDF document, not a database.", "데이터베이스가 아니라 PDF 문서입니다.";
    CauseNoDatabase: "It does not begin like an SQLite database: it is something else, or it is encrypted.", "SQLite 데이터베이스의 머리글이 아닙니다. 다른 형식이거나 암호화된 파일입니다.";
    CauseHeader: "Its header is damaged ({0}).", "파일 머리글이 손상되었습니다({0}).";
    CauseNewerFormat: "It was written in a newer SQLite file format that this program cannot read.", "이 프로그램이 읽을 수 없는 새 SQLite 파일 형식입니다.";
    CauseTruncated: "It is cut off: it should have {0} bytes and has {1}.", "파일이 잘렸습니다. {0}바이트여야 하는데 {1}바이트입니다.";
    CauseDamaged: "It is damaged ({0}).", "파일이 손상되었습니다({0}).";
    CauseLocked: "Another program is writing to it.", "다른 프로그램이 이 파일에 쓰고 있습니다.";
    CauseCopy: "It holds unfinished changes, and the private copy to read them from could not be made ({0}).", "완료되지 않은 변경이 있으나, 이를 읽기 위한 임시 사본을 만들지 못했습니다({0}).";
    CauseValueTooLarge: "It holds a value of more than {0} MB.", "{0}MB가 넘는 값이 들어 있습니다.";
    CauseMemory: "Reading it needs more memory than this program allows itself.", "이 파일을 읽으려면 프로그램의 한도보다 많은 메모리가 필요합니다.";
    CauseNoActivity: "It is a database, but it has no table activity. Its tables: {0}.", "데이터베이스이지만 activity 표가 없습니다. 들어 있는 표: {0}.";
    CauseNoTables: "It is a database without any table.", "표가 하나도 없는 데이터베이스입니다.";
    CauseActivityNotTable: "Its activity is a view or a virtual table; nothing inside a file is run, so only an ordinary table can be read.", "activity가 뷰 또는 가상 표입니다. 파일 안의 것은 실행하지 않으므로 일반 표만 읽을 수 있습니다.";
    CauseActivityColumn: "Its table activity has no column {0}.", "activity 표에 {0} 열이 없습니다.";
    CauseSqlite: "The database engine reports: {0}.", "데이터베이스 엔진의 보고: {0}.";
    NextCancelled: "Open it again when you like.", "원할 때 다시 여십시오.";
    NextCheckName: "Check the name and the folder, or choose the file in the open dialog.", "이름과 폴더를 확인하거나 열기 창에서 파일을 선택하십시오.";
    NextChooseFile: "Choose a database file.", "데이터베이스 파일을 선택하십시오.";
    NextPermission: "Ask the owner for read permission, or copy the file to a folder of your own.", "소유자에게 읽기 권한을 요청하거나 자신의 폴더로 복사하십시오.";
    NextCopyAgain: "Fetch the file again from where it came from, or open a backup.", "원본에서 파일을 다시 받거나 백업을 여십시오.";
    NextImportCsv: "Save the data as CSV files, one a table, and make a database of them: city-diplomacy import FOLDER --into NEW.db", "자료를 표마다 CSV 파일로 저장한 뒤 데이터베이스로 만드십시오: city-diplomacy import FOLDER --into NEW.db";
    NextUnpack: "Unpack it and open the database inside.", "압축을 풀고 안의 데이터베이스를 여십시오.";
    NextDecrypt: "Open it with the program that made it, and save it as an SQLite database without a password.", "파일을 만든 프로그램에서 열어 암호 없는 SQLite 데이터베이스로 저장하십시오.";
    NextNewerProgram: "Use a newer release of this program.", "이 프로그램의 새 판을 사용하십시오.";
    NextCloseOther: "Save and close it there, then try again.", "그 프로그램에서 저장하고 닫은 뒤 다시 시도하십시오.";
    NextFreeSpace: "Free some room in the temporary folder, or close the other program, and try again.", "임시 폴더의 공간을 확보하거나 다른 프로그램을 닫고 다시 시도하십시오.";
    NextShortenValue: "Shorten or remove that value with the program that made the file.", "파일을 만든 프로그램에서 그 값을 줄이거나 지우십시오.";
    NextRecover: "Open a backup, or recover it with: sqlite3 FILE .recover", "백업을 열거나 다음으로 복구하십시오: sqlite3 FILE .recover";
    NextSchema: "The user guide lists the tables; only the table activity is required, with an id and a title.", "사용 설명서에 표 목록이 있습니다. 필수는 id와 title_en 또는 title_ko가 있는 activity 표뿐입니다.";
    RowNotStated: "no date stated", "날짜 없음";
    RowDateForm: "date not in the form YYYY, YYYY-MM or YYYY-MM-DD: {0}", "날짜가 YYYY, YYYY-MM, YYYY-MM-DD 형식이 아님: {0}";
    RowNoSuchDay: "no such day in the calendar: {0}", "달력에 없는 날짜: {0}";
    RowNoId: "no id", "id 없음";
    RowNoTitle: "no title in either language", "두 언어 모두 제목 없음";
    RowDuplicateId: "an earlier row has the same id", "같은 id의 행이 앞에 있음";
    RowEmptyColumn: "{0} is empty", "{0} 열이 비어 있음";
    RowOrphan: "belongs to a row that is not shown: {0}", "표시되지 않는 행에 딸린 행: {0}";
    RowEndNotTaken: "shown, but its {0} is not a date: {1}", "표시하지만 {0} 값이 날짜가 아님: {1}";
    RowNumberNotTaken: "shown, but its {0} is not a usable number: {1}", "표시하지만 {0} 값이 쓸 수 있는 숫자가 아님: {1}";
    NoticeRecovered: "Unfinished changes by another program were included.", "다른 프로그램이 마치지 않은 변경 사항을 포함했습니다.";
    NoticeNewerVersion: "The file follows version {0} of the format; this program knows version {1}. What is new in it is not shown.", "파일은 형식 {0}판을 따르며 이 프로그램은 {1}판까지 압니다. 새로 생긴 내용은 표시되지 않습니다.";
    NoticeMissingTable: "There is no table {0}. Off: {1}.", "{0} 표가 없습니다. 표시하지 않음: {1}.";
    NoticeNotATable: "{0} is a view or a virtual table and is not read. Off: {1}.", "{0}은(는) 뷰 또는 가상 표라서 읽지 않습니다. 표시하지 않음: {1}.";
    NoticeMissingColumn: "Table {0} has no column {1}. Off: {2}.", "{0} 표에 {1} 열이 없습니다. 표시하지 않음: {2}.";
    NoticeUnknownReferences: "Not in the file, so shown as unknown: {2} of {0}.{1} ({3}).", "파일에 없는 대상을 가리켜 ‘알 수 없음’으로 표시: {0}.{1} {2} ({3}).";
    NoticeOtherWords: "Without a name in the file, so shown as other: {2} of {0}.{1} ({3}).", "파일에 이름이 정의되지 않아 ‘기타’로 표시: {0}.{1} {2} ({3}).";
    NoticeBytesReplaced: "Texts that are not valid UTF-8: {0}. Their unreadable bytes are shown as \u{FFFD}.", "올바른 UTF-8이 아닌 텍스트: {0}개. 읽을 수 없는 바이트는 \u{FFFD}로 표시합니다.";
    NoticeRulesBroken: "The file breaks its own rules ({0}); the rows are read as they stand.", "파일이 스스로 정한 규칙을 어깁니다({0}). 행은 있는 그대로 읽습니다.";
    NoticeDamaged: "The file is damaged ({0}). Only what could be read is shown: every number may be too small.", "파일이 손상되었습니다({0}). 읽을 수 있는 것만 표시하므로 모든 수치가 실제보다 작을 수 있습니다.";
    NoticeCutShort: "Table {0} is damaged and ends after {1}; the rest is lost.", "{0} 표가 손상되어 {1}까지만 읽었습니다. 나머지는 읽지 못했습니다.";
    NoticeDerived: "The file does not code the {0} of activities: it is derived from form, agendas, network and counterparts.", "파일에 활동의 {0} 코드가 없어 형태·의제·네트워크·상대로부터 도출했습니다.";
    OneRow: "{0} row", "{0}행";
    ManyRows: "{0} rows", "{0}행";
    OffActivities: "activities", "활동";
    OffTitles: "titles in this language", "이 언어의 제목";
    OffTime: "dates of these rows", "이 행들의 날짜";
    OffCities: "everything by city", "지자체별 보기";
    OffLevels: "levels of government", "지자체 단계";
    OffMap: "positions of cities", "지자체 위치";
    OffNames: "names of its own (built-in names are used)", "고유 명칭(내장 명칭 사용)";
    OffAgendas: "agendas and domains", "의제와 분야";
    OffForms: "forms of activity", "활동 형태";
    OffStructure: "structure", "구조";
    OffModes: "diplomacy modes", "외교 양식";
    OffStatus: "the difference of held and announced", "시행과 예정의 구분";
    OffCounterparts: "counterparts and countries", "상대와 상대국";
    OffNetworks: "networks and memberships", "네트워크와 가입";
    OffPartners: "partners and ties", "파트너와 협력관계";
    OffInstitutions: "institutions", "제도";
    OffSources: "sources", "출처";
    OffCoverage: "years of collection", "수집 기간";
    OffDetails: "this detail", "해당 세부 사항";
    // ---- importing files ----
    NotImported: "{0} cannot be imported.", "{0} 파일을 가져올 수 없습니다.";
    NothingWritten: "Nothing was written.", "아무것도 쓰지 않았습니다.";
    PlaceRow: "row {0}", "{0}행";
    PlaceColumn: "column {0}", "{0} 열";
    CauseTargetExists: "A file with this name exists already, and an import never replaces a file.", "같은 이름의 파일이 이미 있습니다. 가져오기는 파일을 덮어쓰지 않습니다.";
    CauseTargetFolder: "The new database cannot be written there ({0}).", "그 위치에 새 데이터베이스를 쓸 수 없습니다({0}).";
    CauseNoCsvFolder: "The folder cannot be read ({0}).", "폴더를 읽을 수 없습니다({0}).";
    CauseNoActivityCsv: "The folder has no activity.csv, the one table that is required.", "필수 표인 activity.csv가 폴더에 없습니다.";
    CauseUnknownCsv: "No table has this name. Tables: {0}.", "이 이름의 표가 없습니다. 표: {0}.";
    CauseNotUtf8: "The text is not UTF-8.", "텍스트가 UTF-8이 아닙니다.";
    CauseCsvForm: "The row is not well-formed: {0}.", "행의 형식이 올바르지 않습니다: {0}.";
    CauseUnknownColumn: "The table has no such column. Columns: {0}.", "표에 이런 열이 없습니다. 열: {0}.";
    CauseDoubledColumn: "The column occurs twice.", "열이 두 번 나옵니다.";
    CauseNoColumn: "The column is required and missing.", "필수 열이 없습니다.";
    CauseEmptyCell: "The cell is empty, but this column needs a value.", "값이 필요한 칸이 비어 있습니다.";
    CauseNotNumber: "{0} is not a number.", "{0}은(는) 숫자가 아닙니다.";
    CauseDateForm: "{0} is not in the form YYYY, YYYY-MM or YYYY-MM-DD.", "{0}은(는) YYYY, YYYY-MM, YYYY-MM-DD 형식이 아닙니다.";
    CauseNoSuchDay: "{0} is no day of the calendar.", "{0}은(는) 달력에 없는 날짜입니다.";
    CauseDoubledKey: "{0} occurs in an earlier row already.", "{0}이(가) 앞의 행에 이미 있습니다.";
    CauseNoSuchRow: "{0} is not an id of table {1}.", "{0}은(는) {1} 표의 id가 아닙니다.";
    NextOtherName: "Choose another name for the new database.", "새 데이터베이스에 다른 이름을 주십시오.";
    NextFolder: "Choose a folder that you may write to and that has room.", "쓰기 권한과 여유 공간이 있는 폴더를 선택하십시오.";
    NextCsvFolder: "Name the folder that holds the CSV files, one a table.", "표마다 하나씩 CSV 파일이 든 폴더를 지정하십시오.";
    NextSaveUtf8: "Save it as CSV UTF-8 (in Excel: Save as, CSV UTF-8).", "CSV UTF-8로 저장하십시오(엑셀: 다른 이름으로 저장, CSV UTF-8).";
    NextCorrectCell: "Correct the cell and import again.", "칸을 고친 뒤 다시 가져오십시오.";
    NextCorrectHeader: "Correct the first row of the file, or rename or remove the file, and import again.", "파일의 첫 행을 고치거나 파일의 이름을 바꾸거나 빼고 다시 가져오십시오.";
    NextAddRow: "Add the missing row there, or correct the id here, and import again.", "그 표에 행을 추가하거나 여기의 id를 고친 뒤 다시 가져오십시오.";
    // ---- counts and filters in words ----
    OneActivity: "{0} activity", "활동 {0}건";
    NActivities: "{0} activities", "활동 {0}건";
    OneMembership: "{0} membership", "가입 {0}건";
    NMemberships: "{0} memberships", "가입 {0}건";
    OneTie: "{0} tie", "협력관계 {0}건";
    NTies: "{0} ties", "협력관계 {0}건";
    OneInstitution: "{0} institution", "제도 {0}건";
    NInstitutions: "{0} institutions", "제도 {0}건";
    CountOfWhole: "{0} of {1}", "{0} / 전체 {1}";
    By: "by {0}", "{0}별";
    PlusUndated: "+{0} undated", "+날짜 미상 {0}건";
    NotNarrowedBy: "not narrowed by {0}", "{0}: 여기에는 적용되지 않음";
    AllWithin: "all governments in {0}", "{0} 안의 모든 지자체";
    AnyValue: "{0}, any", "{0} 전체";
    Without: "without {0}", "{0} 제외";
    And: "and", "그리고";
    Or: "or", "또는";
    AndMore: "and {0} more", "외 {0}";
    FileHasNone: "This file has no {0}.", "이 파일에는 {0} 자료가 없습니다.";
    EmptiedBy: "No {0} pass. Without {1} there are {2}.", "조건에 맞는 {0} 자료가 없습니다. ‘{1}’ 조건을 빼면 {2}건입니다.";
    EmptiedTogether: "No {0} pass these filters taken together. {1}", "다음 조건을 함께 적용하면 {0} 자료가 없습니다. {1}";
    NotStated: "Not stated", "미기재";
    OtherOrNotStated: "Others, not stated", "기타·미기재";
    Undated: "undated", "날짜 미상";
    ExistedIn: "existed in {0}", "{0} 당시 존재";
    Until: "until {0}", "{0}까지";
    Since: "since {0}", "{0}부터";
    National: "National", "국가";
    InAll: "{0} in all", "전체 {0}";
    NoActivityNamesIt: "no activity names it", "이 파트너를 언급한 활동 없음";
    AllCities: "no filter", "필터 없음";
    // ---- charts ----
    ActivitiesOverTime: "Activities over time", "시기별 활동";
    EachActivity: "Each activity", "개별 활동";
    NetworkMembership: "Network membership", "네트워크 가입";
    NetworksByCity: "Networks by city", "지자체별 네트워크";
    MembershipsOverTime: "Memberships over time", "가입 추이";
    GovernancePartners: "Governance partners", "거버넌스 파트너";
    NewTiesByYear: "New ties by year", "연도별 새 협력관계";
    NotOverYet: "year not over yet", "아직 끝나지 않은 기간";
    NationalLaw: "national law", "국가 법령";
    OtherInstitution: "other institution", "그 밖의 제도";
    ExistedByThen: "existed by then", "당시 이미 존재";
    InstitutionsLane: "Institutions", "제도";
    MoreLanes: "+{0} more", "외 {0}개";
    PeriodColumn: "Period", "기간";
    LaneColumn: "Lane", "구분";
    StartColumn: "Start", "시작";
    EndColumn: "End", "종료";
    TitleColumn: "Title", "제목";
    JoinedColumn: "Joined", "가입일";
    LeftColumn: "Left", "탈퇴일";
    NetworksColumn: "Networks", "네트워크 수";
    ActivitiesColumn: "Activities that name it", "언급한 활동";
    FirstYearColumn: "First year", "첫해";
    LastYearColumn: "Last year", "마지막 해";
    Joined: "joined", "가입";
    Active: "active", "활동 중";
    LeftNetwork: "left", "탈퇴";
    Leading: "leading role", "주도 역할";
    MemberOnly: "member", "일반 회원";
    YearUnknown: "year unknown", "연도 미상";
    FirstOfCities: "first {0} of {1} governments", "지자체 {1}곳 중 {0}곳";
    FirstOfNetworks: "first {0} of {1} networks", "네트워크 {1}개 중 {0}개";
    FirstOfPartners: "first {0} of {1} partners", "파트너 {1}곳 중 {0}곳";
    CitiesByNetworks: "{0} governments × {2} networks · {1}", "지자체 {0}곳 × 네트워크 {2}개 · {1}";
    WithKnownBeginning: "{0} with a known beginning", "시작 연도가 확인된 {0}건";
    PlusWithoutYear: "+{0} whose year is unknown", "+가입 연도 미상 {0}건";
    OnlyUndatedMemberships: "{0} memberships, none with a known year.", "가입 {0}건, 모두 연도 미상입니다.";
    Ties: "Ties", "협력";
    ActivitiesShort: "Act.", "활동";
    FirstLast: "Years", "연도";
    NoTieBegins: "No tie is known to begin in these years.", "이 기간에 시작된 것으로 확인된 협력관계가 없습니다.";
    SourceNote: "Source: {0} ({1} sources).", "출처: {0}(자료원 {1}건).";
    AsOf: "As of {0}.", "{0} 기준.";
    // ---- exports ----
    ExportNoName: "\"{0}\" names no file. Give the file a name, such as figure.svg.", "\"{0}\"에는 파일 이름이 없습니다. figure.svg처럼 이름을 지정하세요.";
    ExportReservedName: "{0} cannot be written: Windows cannot open a file of that name. Choose another name.", "{0} 파일을 쓸 수 없습니다. Windows에서 열 수 없는 이름입니다. 다른 이름을 고르세요.";
    ExportNotAFile: "{0} cannot be written: there is a folder or a device of that name. Choose another name.", "{0} 파일을 쓸 수 없습니다. 같은 이름의 폴더나 장치가 있습니다. 다른 이름을 고르세요.";
    ExportNoFolder: "{0} cannot be written: its folder does not exist. Make the folder first, or choose another one.", "{0} 파일을 쓸 수 없습니다. 폴더가 없습니다. 폴더를 먼저 만들거나 다른 폴더를 고르세요.";
    ExportNotAllowed: "{0} cannot be written: the file or its folder is write-protected. Choose another folder, such as your documents.", "{0} 파일을 쓸 수 없습니다. 파일이나 폴더가 쓰기 금지되어 있습니다. 내 문서처럼 쓸 수 있는 폴더를 고르세요.";
    ExportDiskFull: "{0} cannot be written: the disk is full. Free some space, or choose another disk.", "{0} 파일을 쓸 수 없습니다. 디스크가 가득 찼습니다. 공간을 비우거나 다른 디스크를 고르세요.";
    ExportWrite: "{0} cannot be written: {1}. Choose another folder and try again.", "{0} 파일을 쓸 수 없습니다: {1}. 다른 폴더를 골라 다시 시도하세요.";
    ExportUnknownFormat: "{0} is of no format this program writes. End the name in one of: {1}.", "{0}: 이 프로그램이 쓸 수 없는 형식입니다. 이름 끝을 다음 중 하나로 하세요: {1}.";
    ExportDraw: "The figure cannot be turned into pixels: {0}. Save it as SVG instead, or choose a smaller size.", "그림을 픽셀로 바꿀 수 없습니다: {0}. SVG로 저장하거나 더 작은 크기를 고르세요.";
    SizeUnreadable: "\"{0}\" is not a size. Write width, x, height and a unit: 12x5.5in, 170x107mm or 1920x1080px; or a name: full, content, half, third, 4:3, a4, square.", "\"{0}\"은(는) 크기가 아닙니다. 너비, x, 높이, 단위를 쓰세요: 12x5.5in, 170x107mm, 1920x1080px. 이름도 됩니다: full, content, half, third, 4:3, a4, square.";
    SizeOutOfBounds: "{0} is too small or too large for a figure: each side has 1 to {1} pixels (300 to the inch), the whole up to {2} million. Choose another size.", "{0}은(는) 그림 크기로 너무 작거나 큽니다. 한 변은 1~{1}픽셀(1인치에 300픽셀), 전체는 {2}백만 픽셀까지입니다. 다른 크기를 고르세요.";
    // ---- headless commands ----
    OptionUnusable: "--{0} {1} cannot be used.", "--{0} {1}을(를) 쓸 수 없습니다.";
    CauseNoSuchValue: "{0} has no such id or name.", "{0}에 그런 아이디나 이름이 없습니다.";
    CauseSeveralValues: "Several values in {0} have that name.", "{0}에 그 이름이 여럿 있습니다.";
    CauseNotYears: "That is no span of years.", "연도 범위가 아닙니다.";
    CauseYearsReversed: "The first year comes after the last.", "첫해가 마지막 해보다 뒤입니다.";
    CauseNoSuchField: "There is no such field.", "그런 항목이 없습니다.";
    CauseNothingChosen: "No value of {0} is chosen.", "{0} 항목에서 고른 값이 없습니다.";
    NextDidYouMean: "Did you mean {0}?", "혹시 다음을 뜻하셨습니까? {0}";
    NextListValues: "List the ids with: city-diplomacy counts {0}", "아이디 목록 보기: city-diplomacy counts {0}";
    NextGiveId: "Give one of these ids instead: {0}.", "다음 아이디 중 하나를 쓰십시오: {0}.";
    NextWriteYears: "Write 1995..2024, 1995.., ..2024 or 1995.", "1995..2024, 1995.., ..2024, 1995처럼 쓰십시오.";
    NextTurnYears: "Write --years {0}.", "--years {0}처럼 쓰십시오.";
    NextChooseOneOf: "Choose one of: {0}.", "다음 중에서 고르십시오: {0}.";
    NextChooseSeveral: "Add --{0} for each value that a fact must hold.", "자료가 모두 가져야 하는 값마다 --{0}을(를) 쓰십시오.";
    NothingDrawn: "The figure is empty. {0}", "그림이 비어 있습니다. {0}";
    OpenedWithWarnings: "{0} was opened with warnings; list them with: city-diplomacy check {0}", "{0} 파일을 열었으나 주의할 점이 있습니다. 목록 보기: city-diplomacy check {0}";
    // ---- the window ----
    FileMenu: "File", "파일";
    ViewMenu: "View", "보기";
    ChartMenu: "Chart", "차트";
    HelpMenu: "Help", "도움말";
    OpenFile: "Open…", "열기…";
    OpenByPath: "Open by path…", "경로로 열기…";
    OpenSample: "Open the sample", "예제 열기";
    OpenNow: "Open", "열기";
    OrDropFile: "or drop a database on this window", "또는 데이터베이스 파일을 이 창에 놓으십시오";
    NothingOpen: "No database is open.", "열린 데이터베이스가 없습니다.";
    DropToOpen: "Drop the database to open it", "데이터베이스를 놓으면 열립니다";
    PathHint: "Path of a database", "데이터베이스 경로";
    OpeningFile: "Opening {0}", "{0} 여는 중";
    Databases: "Databases", "데이터베이스";
    ExportFigure: "Export…", "내보내기…";
    FileReport: "Report on this file", "이 파일에 대한 보고";
    Quit: "Quit", "끝내기";
    Undo: "Undo", "실행 취소";
    Redo: "Redo", "다시 실행";
    ClearAll: "Clear all", "모두 지우기";
    ShowAllYears: "Show all years", "모든 연도 보기";
    ThreePanes: "Three panes", "세 창 나란히";
    FillWindow: "Fill the window", "창 채우기";
    PaneMenu: "More on {0}", "{0} 더 보기";
    StackBy: "Stack bars by", "막대 구분";
    BarLength: "A bar is", "막대 하나의 기간";
    LanesBy: "Lanes by", "줄 구분";
    GroupPartnersBy: "Group partners by", "파트너 묶음";
    SortPartnersBy: "Sort partners by", "파트너 정렬";
    GovernmentLevel: "Level of government", "지자체 단계";
    PeriodMonth: "a month", "한 달";
    PeriodQuarter: "a quarter", "분기";
    PeriodYear: "a year", "1년";
    PeriodFiveYears: "five years", "5년";
    PeriodTenYears: "ten years", "10년";
    MostTies: "most ties", "협력 많은 순";
    MostActivities: "most activities", "활동 많은 순";
    ByName: "name", "이름순";
    EarliestTie: "earliest tie", "오래된 순";
    LightTheme: "Light", "밝게";
    DarkTheme: "Dark", "어둡게";
    Search: "Search", "검색";
    SearchHint: "Search activities, cities, partners…", "활동·지자체·네트워크·파트너 검색";
    SearchHelp: "Every word must occur. Korean initial consonants work too (ㅅㅇ finds 서울).", "모든 낱말이 들어 있는 기록을 찾습니다. 초성도 됩니다(ㅅㅇ → 서울).";
    Zoomed: "zoomed to {0}", "{0} 확대";
    ExcludedValue: "excluded", "제외됨";
    CopyPicture: "Copy picture", "그림 복사";
    CopyTable: "Copy table", "표 복사";
    Copied: "Copied", "복사했습니다";
    Replace: "Replace it", "덮어쓰기";
    FileExists: "{0} exists already.", "{0} 파일이 이미 있습니다.";
    RemoveFilter: "Remove {0}", "{0} 조건 빼기";
    StartedIn: "started in", "이 기간에 시작";
    ActiveDuring: "active during", "이 기간에 진행";
    YearsMeanHelp: "What the years mean for activities and institutions. Memberships and ties count while they last.", "활동과 제도에 연도를 적용하는 방식입니다. 가입과 협력관계는 이어지는 동안 계산합니다.";
    UndatedLetIn: "undated let in", "날짜 미상 포함";
    UndatedHelp: "Records without a date never pass a filter on years in silence. Click to let them in.", "날짜가 없는 기록은 연도 조건에서 빠지며 따로 셉니다. 누르면 포함합니다.";
    ShowAll: "Show all…", "모두 보기…";
    ShowFewer: "Show fewer", "줄여 보기";
    ShowAllPartners: "Show all {0}…", "{0}곳 모두 보기…";
    SearchIn: "Search {0}", "{0} 검색";
    AnyOfThem: "any of them", "하나라도";
    AllOfThem: "all of them", "모두";
    FacetCounts: "Bars count {0}: what is left, in front of the total", "막대는 {0} 수: 남은 수와 전체";
    FacetValue: "{0} {1}, {2} of {3}", "{0} {1}, {3} 중 {2}";
    FacetHelp: "Click to choose, Ctrl+click to exclude, right click for more", "누르면 선택, Ctrl+클릭은 제외, 오른쪽 단추는 더 보기";
    OnlyThis: "Show only this", "이것만 보기";
    OnlyThisAgenda: "Only this agenda", "이 의제만";
    OnlyThisCity: "Only this city", "이 지자체만";
    OnlyThisNetwork: "Only this network", "이 네트워크만";
    OnlyThisPartner: "Only this partner", "이 파트너만";
    Exclude: "Exclude", "제외";
    NoLongerExclude: "No longer exclude", "제외 취소";
    WithAllGovernments: "With all governments in it", "안의 모든 지자체 포함";
    MatrixTab: "Matrix", "표";
    RankingTab: "Ranking", "순위";
    GrowthTab: "Growth", "추이";
    EachActivityBy: "Each activity, by {0}", "개별 활동, {0}별";
    NewTiesBy: "New ties a year, by {0}", "연도별 새 협력관계, {0}별";
    CloseDetails: "Close the details", "상세 닫기";
    NoLongerInFile: "This is no longer in the file.", "이 파일에 더 이상 없습니다.";
    SourceWord: "Source", "출처";
    NoSource: "no source", "출처 없음";
    OpenSource: "Open source ↗", "출처 열기 ↗";
    CopyDetails: "Copy", "복사";
    Website: "Website ↗", "누리집 ↗";
    FoundedIn: "founded {0}", "{0} 설립";
    NCities: "{0} cities", "지자체 {0}곳";
    NNetworks: "{0} networks", "네트워크 {0}개";
    NPartners: "{0} partners", "파트너 {0}곳";
    OnlyAnnounced: "{0} only announced", "예고만 된 활동 {0}건";
    UndatedRejected: "{0} undated, {1} rejected", "날짜 미상 {0}, 제외된 행 {1}";
    ReadOnly: "Read-only", "읽기 전용";
    EveryRecordSourced: "every record cites its source", "모든 기록에 출처 있음";
    TableColumn: "Table", "표";
    RowsColumn: "Rows", "행";
    ShownColumn: "Dated", "날짜 있음";
    UndatedColumn: "Undated", "날짜 미상";
    RejectedColumn: "Rejected", "제외";
    RowColumn: "Row", "행";
    IdColumn: "Id", "식별자";
    ReasonColumn: "Reason", "이유";
    NothingToReport: "Every row has a date and could be taken as it stands.", "모든 행에 날짜가 있고 그대로 읽었습니다.";
    ReportHelp: "Rows that stand outside the time charts or could not be taken as they are, each with its reason.", "시기별 차트에 놓을 수 없거나 그대로 읽지 못한 행과 그 이유입니다.";
    FilterRule: "How a filter crosses the tables", "필터가 표를 넘나드는 방식";
    FilterRuleText: "A filter narrows every table that has the field and leaves the others whole. A pane whose table lacks the field says so under its title.", "필터는 그 항목이 있는 표를 모두 좁히고, 없는 표는 그대로 둡니다. 항목이 없는 창은 제목 아래에 그 사실을 밝힙니다.";
    FilterRuleCities: "A city comes with its autonomous districts; “with all governments in it” takes in its cities and counties too. An activity of several chosen cities counts once.", "시를 고르면 자치구가 함께 들어갑니다. ‘안의 모든 지자체 포함’은 시·군까지 넣습니다. 여러 지자체가 함께한 활동은 한 번만 셉니다.";
    FilterRuleYears: "Activities and institutions follow the switch (started in, active during); memberships and ties count while they last. What has no date is counted beside the view and can be let in.", "활동과 제도는 선택한 방식(시작, 진행)을 따르고, 가입과 협력관계는 이어지는 동안 셉니다. 날짜가 없는 기록은 따로 세며 포함할 수 있습니다.";
    FilterRuleNational: "Institutions without a city are national: they hold for every city and stay.", "지자체가 없는 제도는 국가 제도이므로 모든 지자체에 해당하여 남습니다.";
    FilterRuleDefaults: "As long as nothing else is chosen, domestic networks and ties that are participation, plans or talks are left out.", "따로 고르지 않으면 국내 네트워크와, 참가·계획·협의 단계의 협력관계는 뺍니다.";
    YearsWord: "Years", "연도";
    TextWord: "Text", "글";
    Shortcuts: "Keys and gestures", "단축키와 조작";
    KeyFacets: "Move through the facets, choose", "왼쪽 목록에서 이동·선택";
    KeyExclude: "Exclude the value", "값 제외";
    KeyDrag: "Drag on the bars to choose years", "막대 위를 끌어 연도 선택";
    KeyWheel: "Wheel on the bars to zoom", "막대 위에서 휠로 확대·축소";
    About: "About", "정보";
    AboutText: "Open a local database of the international activities of cities and see when they acted, where they belong and with whom they work. The file is only read, nothing leaves this computer.", "지방자치단체의 국제 활동 데이터베이스를 열어 언제 활동했고, 어디에 속하며, 누구와 일하는지 봅니다. 파일은 읽기만 하며 어떤 자료도 밖으로 나가지 않습니다.";
    DatabaseWord: "Database", "데이터베이스";
    AsOfWord: "As of", "기준일";
    CompiledByWord: "Compiled by", "작성";
    LicenceWord: "Licence of the data", "자료 이용 조건";
    NoteWord: "Note", "알림";
    EngineWord: "Engine", "엔진";
    Dismiss: "Dismiss", "닫기";
    Cancel: "Cancel", "취소";
    ExportTitle: "Export a figure", "그림 내보내기";
    ExportPath: "File to write", "저장할 파일";
    ExportPathHint: "File to write, e.g. {0}; or leave empty and choose", "저장할 파일(예: {0}), 비워 두면 고를 수 있습니다";
    ChooseWhere: "Choose where…", "위치 고르기…";
    SaveNow: "Save", "저장";
    Saved: "Saved as {0}", "저장했습니다: {0}";
    NothingSaved: "Nothing was written.", "아무것도 저장하지 않았습니다.";
    ChartsWord: "Charts", "차트";
    LookWord: "Look", "모양";
    GreyTheme: "Grey for print", "인쇄용 회색";
    Transparent: "Transparent ground", "투명 배경";
    TextAsOutlines: "Text as outlines", "글자를 윤곽선으로";
    DeckWord: "Slides", "슬라이드";
    DeckNoCities: "One for each chart", "차트마다 한 장";
    DeckChosenCities: "A profile and the charts for each chosen city", "선택한 지자체마다 프로필과 차트";
    DeckUpperCities: "The same for every upper-level government", "모든 광역자치단체마다 프로필과 차트";
    TemplateWord: "Template", "서식";
    TemplateHint: "Path of a .pptx of your own, or empty", "사용할 .pptx 경로(비워 두어도 됨)";
    ChooseChart: "Choose a chart.", "차트를 고르십시오.";
    TitleWord: "Title", "제목";
    SubtitleWord: "Subtitle", "부제목";
    BylineWord: "Byline", "작성자";
    SizeFree: "Free", "직접 입력";
    SizeA4: "A4 text width", "A4 본문 너비";
    SizeSquare: "Square", "정사각형";
    SettingsDamaged: "The settings in {0} could not be read.", "{0}의 설정을 읽을 수 없습니다.";
    SettingsDamagedCause: "The file is damaged or of a later version.", "파일이 손상되었거나 더 새로운 버전입니다.";
    SettingsDamagedNext: "The program starts with its own settings and replaces them when you change one.", "기본 설정으로 시작하며, 설정을 바꾸면 새로 저장합니다.";
    SizeWord: "Size", "크기";
    FormatWord: "Format", "형식";
    SizeFull: "Full slide", "슬라이드 전체";
    SizeContent: "Content area", "본문 영역";
    SizeHalf: "Half slide", "슬라이드 절반";
    SizeThird: "Third of a slide", "슬라이드 1/3";
    SizeClassic: "Slide 4:3", "4:3 슬라이드";
    // ---- files of figures, slides and decks ----
    DataSheet: "Data", "자료";
    NoteSheet: "Notes", "설명";
    FilterWord: "Filter", "필터";
    Sources: "Sources", "자료원";
    SourcesOfPublishers: "{0} public pages and documents of {1} publishers", "{1}개 기관의 공개 문서·웹페이지 {0}건";
    CityProfile: "{0} · profile", "{0} · 프로필";
    FigureActivities: "activities", "활동";
    FigureNetworks: "networks", "네트워크";
    FigurePartners: "partners", "협력 파트너";
    FigureTies: "ties with partners", "파트너 협력관계";
    FigureInstitutions: "ordinances and bodies", "자체 제도·조직";
    MembershipKey: "Bold: a leading role. ····: year of joining unknown.", "굵은 글씨: 주도 역할. ····: 가입 연도 미상.";
    AltLine: "From {0} to {1}, at the end: {2}.", "{0}년부터 {1}년까지, 마지막 값: {2}.";
    AltColumns: "From {0} to {1}; the highest is {2} with {3}.", "{0}부터 {1}까지, 가장 높은 때는 {2}({3}건).";
    AltBars: "The highest is {0} with {1}.", "가장 많은 곳은 {0}({1}건).";
    FigureNotRead: "{0} could not be read: {1}", "{0} 파일을 읽을 수 없습니다: {1}";
    FigureHasNoView: "{0} carries no view. A view travels in PNG, SVG, PDF and PPTX files that this program exported; copies made by other programs may have lost it.", "{0} 파일에는 화면 상태가 들어 있지 않습니다. 이 프로그램이 내보낸 PNG, SVG, PDF, PPTX에만 들어 있으며 다른 프로그램에서 다시 저장하면 사라질 수 있습니다.";
    FigureViewUnreadable: "The view in {0} cannot be used: {1}. It may come from a later version of the program; export the figure anew.", "{0} 파일의 화면 상태를 쓸 수 없습니다: {1}. 더 새로운 버전에서 만든 것일 수 있으니 그림을 다시 내보내십시오.";
    ExportNoDeck: "A deck is a PPTX or PDF file, or a folder of figures, not {0}. Let --out end in .pptx, .pdf or /.", "발표 자료는 PPTX·PDF 파일이나 그림 폴더이며 {0} 형식으로는 만들 수 없습니다. --out을 .pptx, .pdf 또는 /로 끝내십시오.";
    ExportTemplate: "The template {0} cannot be used: {1}. Save it in PowerPoint as .pptx (not .potx, .ppt or protected by a password) and try again.", "서식 파일 {0}을(를) 쓸 수 없습니다: {1}. PowerPoint에서 암호 없이 .pptx로 저장한 뒤 다시 시도하십시오.";
    DeckWritten: "{0} slides written to {1}", "슬라이드 {0}장을 {1}에 저장했습니다";
    NoCityHasRecords: "No city has a record that passes the filter.", "필터를 통과하는 기록이 있는 지자체가 없습니다.";
    NoCityHasRecordsNext: "Take a filter back, or name the cities: --cities seoul,busan.", "필터를 줄이거나 --cities seoul,busan처럼 지자체를 지정하십시오.";
    NoWindow: "No window could be opened.", "창을 열 수 없습니다.";
    NoWindowNext: "Without a display, use the headless commands: city-diplomacy export DB --chart list, city-diplomacy counts DB, city-diplomacy check DB.", "화면이 없으면 명령줄을 쓰십시오: city-diplomacy export DB --chart list, city-diplomacy counts DB, city-diplomacy check DB.";
    NoPicture: "The window could not be drawn.", "창을 그리지 못했습니다.";
    NoPictureCause: "The database takes longer to open than two minutes.", "데이터베이스를 여는 데 2분이 넘게 걸립니다.";
    NoSample: "The sample could not be unpacked.", "예제를 풀 수 없습니다.";
    NoSampleNext: "Open a database of your own, or make room in the folder for temporary files.", "다른 데이터베이스를 열거나 임시 폴더에 여유 공간을 만드십시오.";
    OpeningBroke: "{0} was not opened.", "{0} 파일을 열지 못했습니다.";
    OpeningBrokeCause: "The program met a fault of its own while reading it. The file is unchanged.", "읽는 중 프로그램에 오류가 생겼습니다. 파일은 바뀌지 않았습니다.";
    OpeningBrokeNext: "Please report it with the version of the program; run city-diplomacy check on the file for more.", "프로그램 버전과 함께 알려 주십시오. city-diplomacy check 로 파일을 살펴볼 수 있습니다.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_has_the_same_places_in_both_languages() {
        for word in Word::ALL {
            for place in ["{0}", "{1}", "{2}", "{3}"] {
                assert_eq!(
                    word.text(Lang::En).contains(place),
                    word.text(Lang::Ko).contains(place),
                    "{word:?} {place}"
                );
            }
        }
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
