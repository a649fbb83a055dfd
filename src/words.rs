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
    CityLevel: "Level of government", "지자체 계층";
    Agenda: "Agenda", "의제";
    Domain: "Domain", "분야";
    Form: "Form", "형태";
    Family: "Form family", "형태 분류";
    Mode: "Mode", "외교 유형";
    Structure: "Structure", "구조";
    Status: "Status", "상태";
    Country: "Country", "상대국";
    Network: "Network", "네트워크";
    Scope: "Network scope", "네트워크 범위";
    Role: "Role", "역할";
    Partner: "Partner", "파트너";
    Sector: "Partner sector", "파트너 부문";
    PartnerType: "Partner type", "파트너 유형";
    PartnerLevel: "Partner level", "파트너 층위";
    Channel: "Channel", "협력 방식";
    TieStatus: "Tie status", "협력 상태";
    Kind: "Institution kind", "제도 종류";
    // ---- opening a file ----
    OtherValue: "other: {0}", "기타: {0}";
    UnknownValue: "unknown: {0}", "알 수 없음: {0}";
    StageLooking: "Looking at the file", "파일 확인 중";
    StageChecking: "Checking the file for damage", "파일 손상 검사 중";
    StageReading: "Reading the tables", "표 읽는 중";
    StageBuilding: "Building the columns", "자료 구성 중";
    Working: "Working…", "계산 중…";
    StageIndexing: "Preparing the filters", "필터 준비 중";
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
    NextImportCsv: "Import it: in the window with Import…, or with: city-diplomacy import FILE --into NEW.db", "가져오기로 데이터베이스를 만드십시오. 창에서는 가져오기…, 명령줄에서는 city-diplomacy import FILE --into NEW.db";
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
    OffTitles: "titles in this language", "이 언어의 제목";
    OffTime: "dates of these rows", "이 행들의 날짜";
    OffCities: "everything by city", "지자체별 보기";
    OffLevels: "levels of government", "지자체 계층";
    OffMap: "positions of cities", "지자체 위치";
    OffNames: "names of its own (built-in names are used)", "고유 명칭(내장 명칭 사용)";
    OffAgendas: "agendas and domains", "의제와 분야";
    OffForms: "forms of activity", "활동 형태";
    OffStructure: "structure", "구조";
    OffModes: "diplomacy modes", "외교 유형";
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
    // ---- reading sheets ----
    CauseNotASheet: "It is neither a text table (CSV, TSV) nor a workbook (XLSX, XLS, ODS) nor an SQLite database.", "텍스트 표(CSV, TSV)도, 통합 문서(XLSX, XLS, ODS)도, SQLite 데이터베이스도 아닙니다.";
    CauseDamagedSheet: "It is damaged or of a kind that cannot be read ({0}).", "손상되었거나 읽을 수 없는 형식입니다({0}).";
    CausePassword: "It is protected by a password.", "암호로 보호되어 있습니다.";
    CauseSheetTooLarge: "Unpacked, it would need more memory than this program allows itself.", "압축을 풀면 프로그램의 한도보다 많은 메모리가 필요합니다.";
    CauseCellTooLong: "It holds a cell of more than 4 MB.", "4MB가 넘는 칸이 들어 있습니다.";
    CauseTooWide: "It has more than {0} columns.", "열이 {0}개를 넘습니다.";
    CauseOpenQuote: "A quotation mark opens in row {0} and never closes.", "{0}행에서 열린 따옴표가 닫히지 않습니다.";
    CauseEmptySheet: "There is nothing in it.", "내용이 없습니다.";
    CauseNoSuchSheet: "It has no sheet of this name. Sheets: {0}.", "이 이름의 시트가 없습니다. 시트: {0}.";
    CauseBadMapping: "The mapping cannot be used ({0}).", "열 연결 설정을 쓸 수 없습니다({0}).";
    CauseForeignMapping: "None of the columns of this mapping is in the sheet. Columns of the mapping: {0}. Columns of the sheet: {1}.", "이 설정의 열이 표에 하나도 없습니다. 설정의 열: {0}. 표의 열: {1}.";
    CauseNotMapped: "No column is known to be: {0}. Columns: {1}.", "다음에 해당하는 열을 찾지 못했습니다: {0}. 열: {1}.";
    NextChooseSheet: "Choose a CSV, TSV, XLSX, XLS or ODS file, or an SQLite database.", "CSV, TSV, XLSX, XLS, ODS 파일이나 SQLite 데이터베이스를 선택하십시오.";
    NextSaveSheetAgain: "Open it with the program that made it, save it anew, and try again.", "파일을 만든 프로그램에서 열어 다시 저장한 뒤 시도하십시오.";
    NextPassword: "Save it without a password and try again.", "암호 없이 저장한 뒤 다시 시도하십시오.";
    NextSaveAsCsv: "Save the table as CSV (UTF-8) without what is not part of it, and import that.", "필요한 표만 CSV(UTF-8)로 저장해 가져오십시오.";
    NextCloseQuote: "Close the quotation mark in that row, or choose another delimiter.", "그 행의 따옴표를 닫거나 다른 구분 기호를 고르십시오.";
    NextOtherSheet: "Choose another sheet or file.", "다른 시트나 파일을 고르십시오.";
    NextNameSheet: "Name one of its sheets with --sheet.", "--sheet로 시트 이름을 지정하십시오.";
    NextMapAgain: "Choose another mapping, or make it anew: Save the mapping in the import window, --save-map on the command line.", "다른 설정 파일을 고르거나, 가져오기 창의 ‘열 연결 저장’ 또는 명령줄의 --save-map으로 다시 만드십시오.";
    NextOtherMapping: "Choose the mapping that was saved for sheets of this kind, or connect the columns by hand.", "이런 표에서 저장한 설정을 고르거나 열을 직접 연결하십시오.";
    NextMapColumns: "Say which column is which: --save-map writes a mapping to correct; --map uses it.", "어느 열이 무엇인지 지정하십시오. --save-map으로 연결 설정을 저장해 고친 뒤 --map으로 쓰십시오.";
    NextOtherBase: "Choose a database of this program, or begin a new one.", "이 프로그램의 데이터베이스를 고르거나 새로 만드십시오.";
    NextImportAgain: "Import again when you like.", "원할 때 다시 가져오십시오.";
    // ---- what an import did ----
    OutcomeNew: "new", "신규";
    OutcomeChanged: "changed", "변경";
    OutcomeAlreadyThere: "already there", "기존과 같음";
    OutcomeRejected: "rejected", "제외";
    OutcomeLeftOut: "left out", "자료 아님";
    DidYouMean: "Did you mean {0}?", "{0}을(를) 뜻합니까?";
    NoteNoCity: "no local government", "지자체 없음";
    NoteNoTitle: "no title, and no counterpart to make one of", "제목이 없고 제목을 만들 상대도 없음";
    NoteEmpty: "empty, but the row needs it", "이 행에 필요한 값이 비어 있음";
    NoteUnknownName: "not known.", "등록되지 않은 이름.";
    NoteAmbiguous: "has several meanings: {0}", "해당하는 이름이 여럿임: {0}";
    NoteNotADate: "not taken: no date", "날짜가 아니어서 빼고 가져옴";
    NoteNotANumber: "not taken: no number", "숫자가 아니어서 빼고 가져옴";
    NoteNotAWord: "not taken: no word of this list.", "목록에 없는 낱말이어서 빼고 가져옴.";
    NoteNotACountry: "not taken: no country", "국가 이름이 아니어서 빼고 가져옴";
    NoteNotAnId: "not taken: an id has no blanks and at most 200 characters", "식별자로 쓸 수 없어(공백 없이 200자까지) 빼고 가져옴";
    NoteFootnote: "left out: a note, not a fact", "주석이므로 자료로 보지 않음";
    NoteSum: "left out: a sum, not a fact", "합계이므로 자료로 보지 않음";
    TitlesMade: "Titles made of city, counterpart and form: {0}", "지자체·상대·형태로 만든 제목: {0}건";
    StructuresDerived: "Structures derived from the number of counterparts or the network: {0}", "상대 수나 네트워크로 도출한 구조: {0}건";
    TextsUnreadable: "Texts with characters that this encoding does not have: {0}. Choose another encoding.", "이 인코딩으로 읽을 수 없는 글자가 든 텍스트: {0}개. 다른 인코딩을 고르십시오.";
    ColumnsLeftOut: "Columns not imported: {0}", "가져오지 않은 열: {0}";
    RowsMade: "Cities, networks, partners and sources that were not in the database before: {0}", "데이터베이스에 없어 새로 만든 지자체·네트워크·파트너·출처: {0}건";
    NotesHead: "Rows and values not taken as they stand: {0}", "그대로 가져오지 않은 행과 값: {0}건";
    ChangesHead: "Values of the database that change: {0}", "데이터베이스에서 바뀌는 값: {0}건";
    ReadingsHead: "How names and dates were read: {0}", "이름과 날짜를 읽은 방식: {0}건";
    ReportWritten: "Report: {0}", "보고서: {0}";
    RejectedWritten: "Rejected rows: {0}", "제외된 행: {0}";
    DatabaseWritten: "Database: {0}", "데이터베이스: {0}";
    MappingWritten: "Mapping: {0}", "열 연결 설정: {0}";
    PreviewOnly: "Nothing was written: this is what an import would do.", "미리 보기이므로 아무것도 쓰지 않았습니다.";
    ImportNeedsTarget: "Nothing was imported.", "아무것도 가져오지 않았습니다.";
    ImportNeedsTargetCause: "No place was named for the database.", "데이터베이스를 저장할 곳이 없습니다.";
    ImportNeedsTargetNext: "Name it with --into NEW.db, or look only with --preview or --save-map MAP.json.", "--into NEW.db로 지정하거나, --preview나 --save-map MAP.json으로 살펴보기만 하십시오.";
    TemplatesWritten: "Templates: {0}", "서식: {0}";
    WorkbookTooLong: "No workbook was made: a table is longer than a workbook holds. The CSV files hold everything.", "표가 통합 문서에 담기에 너무 길어 통합 문서는 만들지 않았습니다. CSV 파일에 모두 들어 있습니다.";
    // ---- the import window ----
    ImportMenu: "Import…", "가져오기…";
    ImportTitle: "Import a sheet", "표 가져오기";
    SheetFiles: "Sheets and databases", "표와 데이터베이스";
    SheetPath: "Path of a sheet (CSV, TSV, XLSX, XLS, ODS) or database", "표(CSV, TSV, XLSX, XLS, ODS) 또는 데이터베이스 경로";
    ReadSheet: "Read", "읽기";
    ChooseSheet: "Choose a file…", "파일 고르기…";
    EncodingWord: "Encoding", "인코딩";
    DelimiterWord: "Delimiter", "구분 기호";
    DelimiterComma: "comma", "쉼표";
    DelimiterTab: "tab", "탭";
    DelimiterSemicolon: "semicolon", "쌍반점(;)";
    DelimiterBar: "bar", "세로줄(|)";
    SheetWord: "Sheet", "시트";
    HeaderRowWord: "Headings in row", "제목 행";
    RowsAre: "Rows are", "행의 종류";
    MapHelp: "Choose for each column what it is. What is not imported stays in the sheet.", "열마다 무엇인지 고르십시오. 가져오지 않는 열은 표에 그대로 남습니다.";
    NotImportedColumn: "not imported", "가져오지 않음";
    ForAllRows: "For all rows", "모든 행에 적용";
    UnknownNames: "Unknown cities and networks", "등록되지 않은 지자체·네트워크";
    UnknownAsk: "make, but ask about slips", "새로 만들되 오타는 확인";
    UnknownMake: "make all", "모두 새로 만들기";
    UnknownReject: "reject their rows", "그 행을 제외";
    IntoNew: "New database", "새 데이터베이스";
    IntoCopy: "Copy of the open one, with these rows", "열린 데이터베이스의 사본에 추가";
    DatabaseToWrite: "Write to", "저장 위치";
    TryOut: "Preview", "미리 보기";
    KeepImport: "Write and open", "저장하고 열기";
    SaveMapping: "Save the mapping", "열 연결 저장";
    LoadMapping: "Load a mapping…", "열 연결 불러오기…";
    MappingFiles: "Mappings", "열 연결 설정";
    MappingAbsent: "In the mapping, not in this sheet: {0}", "설정에는 있으나 이 표에 없는 열: {0}";
    StillLacking: "Still lacking: {0}", "아직 없는 항목: {0}";
    FirstRowsHead: "The first rows", "처음 행들";
    ImportWritten: "Written to {0} and opened", "{0}에 저장하고 열었습니다";
    TargetNetworks: "networks", "네트워크";
    TargetPartners: "partners", "파트너";
    TargetCities: "local governments", "지자체";
    // ---- damaged and changed files, faults ----
    ReadWhatCanBe: "Read what can be read", "읽을 수 있는 만큼 읽기";
    DamagedBanner: "This file is damaged. Only what could be read is shown: every number may be too small.", "손상된 파일입니다. 읽을 수 있는 것만 표시하므로 모든 수치가 실제보다 작을 수 있습니다.";
    DamagedStamp: "Read from a damaged file: incomplete.", "손상된 파일에서 읽은 불완전한 자료입니다.";
    FileChanged: "The file has changed since it was opened.", "연 뒤에 파일이 바뀌었습니다.";
    Reload: "Reload", "다시 읽기";
    FaultTitle: "City Diplomacy Explorer met a fault", "프로그램 오류";
    FaultText: "The program met a fault of its own and has to end. Your files are unchanged. A report without any of your data was written to {0}; please send it with a word on what you did.", "프로그램에 오류가 생겨 끝내야 합니다. 파일은 바뀌지 않았습니다. 자료가 들어 있지 않은 보고서를 {0}에 저장했습니다. 무엇을 하셨는지와 함께 보내 주십시오.";
    // ---- counts and filters in words ----
    OneActivity: "{0} activity", "활동 {0}건";
    NActivities: "{0} activities", "활동 {0}건";
    OneMembership: "{0} membership", "가입 {0}건";
    NMemberships: "{0} memberships", "가입 {0}건";
    OneTie: "{0} tie", "협력관계 {0}건";
    NTies: "{0} ties", "협력관계 {0}건";
    OneInstitution: "{0} institution", "제도 {0}건";
    NInstitutions: "{0} institutions", "제도 {0}건";
    CountOfWhole: "{0} of {1}", "전체 {1}건 중 {0}";
    By: "by {0}", "{0}별";
    PlusUndated: "+{0} undated", "날짜 미상 {0}건 별도";
    UndatedAmongThem: "{0} of them undated", "그중 날짜 미상 {0}건";
    TooCoarseForMonths: "{0} of them too coarse for months", "그중 월을 알 수 없는 {0}건";
    TooCoarseForQuarters: "{0} of them too coarse for quarters", "그중 분기를 알 수 없는 {0}건";
    PlusWithoutLevel: "+{0} without a level", "계층 미상 {0}곳 별도";
    OneGovernment: "{0} government", "지자체 {0}곳";
    NGovernments: "{0} governments", "지자체 {0}곳";
    OneNetwork: "{0} network", "네트워크 {0}개";
    NotNarrowedBy: "not narrowed by {0}", "‘{0}’ 조건은 적용되지 않음";
    AllWithin: "all governments in {0}", "{0} 관할 시·군·구 모두";
    AnyValue: "{0}, any", "{0} 전체";
    Without: "without {0}", "{0} 제외";
    And: "and", "그리고";
    Or: "or", "또는";
    AndMore: "and {0} more", "외 {0}";
    FileHasNone: "This file has no {0}.", "이 파일에는 {0} 자료가 없습니다.";
    EmptiedBy: "No {0} pass. Without {1} there are {2}.", "조건에 맞는 {0} 자료가 없습니다. {1} 조건을 빼면 {2}건입니다.";
    AtAnotherLevel: "{0} pass, all at another level of government.", "조건에 맞는 {0}은 모두 다른 지자체 계층에 속합니다.";
    PassWithoutDate: "{0} pass, but without a date precise enough to be drawn.", "조건에 맞는 {0}이 있으나 차트에 놓을 만큼 정확한 날짜가 없습니다.";
    OnlyUndatedPass: "No {0} of these years pass; {1} without a date would.", "이 기간의 {0} 자료는 없습니다. 날짜 미상 {1}건이 있습니다.";
    EmptiedByDefault: "No {0} pass: as long as nothing else is chosen, {1} are left out. With them there are {2}.", "조건에 맞는 {0} 자료가 없습니다. 따로 고르지 않으면 {1}은(는) 제외합니다. 포함하면 {2}건입니다.";
    DomesticNetworks: "domestic networks", "국내 네트워크";
    WeakTies: "participation, plans and talks", "참가·계획·협의 단계의 협력관계";
    EmptiedTogether: "No {0} pass these filters taken together. {1}", "다음 조건을 함께 적용하면 {0} 자료가 없습니다. {1}";
    NotStated: "Not stated", "미기재";
    OtherOrNotStated: "Others, not stated", "기타·미기재";
    Undated: "undated", "날짜 미상";
    ExistedIn: "existed in {0}", "{0} 당시 존재";
    Until: "until {0}", "{0}까지";
    Since: "since {0}", "{0}부터";
    National: "National", "국가";
    BeganThen: "{0} began then", "이때 시작한 {0}";
    PlusDatedLessPrecisely: "+{0} whose date is known less precisely", "+날짜가 이보다 넓게만 알려진 {0}건";
    InAll: "{0} in all", "전체 {0}";
    NoActivityNamesIt: "no activity names it", "이 파트너를 언급한 활동 없음";
    AllCities: "no filter", "필터 없음";
    // ---- charts ----
    ActivitiesOverTime: "Activities over time", "시기별 활동";
    EachActivity: "Each activity", "개별 활동";
    NetworkMembership: "Network membership", "네트워크 가입";
    OverlapOfNetworks: "Overlap of networks", "네트워크 중복 가입";
    GraphOfNetworks: "Cities and networks as a graph", "도시·네트워크 그래프";
    OutsideFilter: "outside the filter", "필터 밖";
    NetworksByCity: "Networks by city", "지자체별 네트워크";
    MembershipsOverTime: "Memberships over time", "가입 추이";
    GovernancePartners: "Governance partners", "거버넌스 파트너";
    NewTiesByYear: "New ties by year", "연도별 새 협력관계";
    NotOverYet: "year not over yet", "진행 중인 기간";
    NationalLaw: "national law", "국가 법령";
    OtherInstitution: "other institution", "그 밖의 제도";
    ExistedByThen: "existed by then", "시작일 미상(당시 존재 확인)";
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
    Joined: "joined", "누적 가입";
    JoinedFrom: "joined {0}", "가입 {0}";
    Active: "active", "가입 유지";
    LeftNetwork: "left", "탈퇴";
    Leading: "leading role", "주도 역할";
    MemberOnly: "member", "일반 회원";
    YearUnknown: "year unknown", "연도 미상";
    FirstOfCities: "first {0} of {1} governments", "지자체 {1}곳 중 {0}곳";
    FirstOfCombinations: "first {0} of {1} combinations", "조합 {1}개 중 {0}개";
    GovernmentsInAll: "Governments in exactly these of the networks shown", "표시된 네트워크 중 해당 조합에만 가입한 지자체 수";
    InNoneOfThese: "{2} governments in none of these", "표시된 네트워크에 없는 지자체 {2}곳";
    NetworksOfCombination: "Member of", "가입 네트워크";
    GovernmentsColumn: "Governments", "지자체 수";
    WhichGovernments: "Which", "지자체";
    FirstOfNetworks: "first {0} of {1} networks", "네트워크 {1}개 중 {0}개";
    FirstOfPartners: "first {0} of {1} partners", "파트너 {1}곳 중 {0}곳";
    CitiesByNetworks: "{0} × {2} · {1}", "{0} × {2} · {1}";
    WithKnownBeginning: "{0} with a known beginning", "시작 연도가 확인된 {0}건";
    PlusWithoutYear: "+{0} whose year is unknown", "가입 연도 미상 {0}건 별도";
    OnlyUndatedMemberships: "{0} memberships, none with a known year.", "가입 {0}건, 모두 연도 미상입니다.";
    Ties: "Ties", "협력";
    ActivitiesShort: "Act.", "활동";
    FirstLast: "Years", "연도";
    NoTieBegins: "No tie is known to begin in these years.", "이 기간에 시작된 것으로 확인된 협력관계가 없습니다.";
    SourceNote: "Source: {0} ({1} sources).", "출처: {0}(자료원 {1}건).";
    AsOf: "As of {0}.", "{0} 기준.";
    // ---- exports ----
    // ---- indicators ----
    IndicatorI1: "Multilateral share", "다자 활동 비율";
    IndicatorI1Is: "Activities of minilateral, network or global-forum structure, divided by all whose structure is known. Wilson 95% interval. Bilateral ties are dated more often than meetings, so the early share is too low.", "소다자·네트워크·국제포럼 구조의 활동을 구조가 알려진 모든 활동으로 나눈 값. 윌슨 95% 신뢰구간. 자매결연은 날짜가 남지만 회의는 그렇지 않은 경우가 많아 초기 비율이 낮게 나옵니다.";
    IndicatorI1From: "Lee 2023 (first trend); van der Pluijm & Melissen 2007 (two-sided and multiple-sided processes); interval: Wilson 1927", "Lee 2023(첫째 추세); van der Pluijm & Melissen 2007(양자·다자 과정); 신뢰구간: Wilson 1927";
    IndicatorI2: "Network memberships", "네트워크 가입";
    IndicatorI2Is: "Pairs of a government and a network that had joined by the end of a year, and those of them that had not left. Member lists of today omit who left, so the past looks fuller than it was; pairs without a date of joining are counted beside.", "해당 연도 말까지의 가입(지자체와 네트워크의 조합)과 그중 탈퇴하지 않은 가입의 수. 오늘의 회원 명단에는 탈퇴한 곳이 없어 과거가 실제보다 많게 보입니다. 가입일을 모르는 가입은 따로 셉니다.";
    IndicatorI2From: "Acuto & Leffel 2021 (concurrent memberships of city networks)", "Acuto & Leffel 2021(도시 네트워크의 동시 가입)";
    IndicatorI3: "Network portfolio", "지자체별 네트워크 수";
    IndicatorI3Is: "Different networks a government is in now (one without a date of joining counts until it is known to have left), on average over the compared governments, zeros included. Lead share: pairs with a seat beyond plain membership (founder, chair, vice-chair, board, host), divided by all pairs.", "지자체가 지금 속한 서로 다른 네트워크 수(가입일을 몰라도 탈퇴가 확인되기 전까지 포함)의 평균. 가입이 없는 지자체도 넣습니다. 주도 비율은 일반 회원을 넘는 역할(창립·의장·부의장·이사·유치)이 있는 가입을 모든 가입으로 나눈 값입니다.";
    IndicatorI3From: "Acuto & Leffel 2021 (portfolios of memberships); Kosovac, Acuto et al. (membership as capacity)", "Acuto & Leffel 2021(가입 구성); Kosovac, Acuto 외(역량으로서의 가입)";
    IndicatorI4: "Network centralisation", "네트워크 집중도";
    IndicatorI4Is: "Sum of the distances of every government from the one with most networks, divided by the largest sum possible, (n − 1) times the networks in use; n includes governments without any. 0 = all alike, 1 = one government is in all and the others in none. Beside it the Gini coefficient.", "네트워크가 가장 많은 지자체와 각 지자체의 차이를 모두 더해 가능한 최댓값, 곧 (n − 1)×사용 중인 네트워크 수로 나눈 값. n에는 가입이 없는 지자체도 들어갑니다. 0은 모두 같음, 1은 한 곳이 모든 네트워크에 속하고 나머지는 없음. 지니 계수를 함께 보입니다.";
    IndicatorI4From: "Borgatti & Everett 1997 (two-mode centralisation); Gini 1912", "Borgatti & Everett 1997(이원 네트워크 집중도); Gini 1912";
    IndicatorI5: "Share on non-traditional threats", "비전통 안보 위협 비율";
    IndicatorI5Is: "Activities with at least one agenda that is a non-traditional security threat in the strict sense, divided by all with an agenda; the broad sense beside it. Later records carry more agendas, which raises the share: see agendas per activity.", "좁은 의미의 비전통 안보 위협 의제가 하나라도 있는 활동을 의제가 있는 모든 활동으로 나눈 값. 넓은 의미의 값을 함께 보입니다. 최근 기록일수록 의제가 많이 붙어 비율이 올라가므로 활동당 의제 수를 함께 보십시오.";
    IndicatorI5From: "Lee 2023 (first trend); UNDP 1994 (human security); RSIS NTS-Asia (non-traditional security)", "Lee 2023(첫째 추세); UNDP 1994(인간안보); RSIS NTS-Asia(비전통 안보)";
    IndicatorI6: "Share of policy sharing", "정책 공유 비율";
    IndicatorI6Is: "Activities whose form is policy sharing, training, exchange of officials or joint project, divided by all. Lift: that share among multilateral activities, divided by that among bilateral ones. Conferences may hide sharing; sharing may also be the easy form rather than the solving of problems.", "형태가 정책 공유·연수·공무원 교류·공동사업인 활동을 모든 활동으로 나눈 값. 배율은 다자 활동에서의 비율을 양자 활동에서의 비율로 나눈 값. 회의 속의 정책 공유는 보이지 않으며, 공유가 문제 해결이 아니라 쉬운 형태일 수도 있습니다.";
    IndicatorI6From: "Lee 2023 (policy sharing and problem solving); Yi & Song 2019 (the critical reading)", "Lee 2023(정책 공유와 문제 해결); Yi & Song 2019(비판적 해석)";
    IndicatorI7: "Threats in multilateral activities", "다자 활동의 위협 의제";
    IndicatorI7Is: "Odds that a multilateral activity is on a non-traditional threat (strict), divided by the odds of a bilateral one; half a case is added to each of the four cells. 1 = no difference. Only activities with an agenda of their own; unilateral and unknown structures are left out.", "다자 활동이 비전통 위협(좁은 의미) 의제일 오즈를 양자 활동의 오즈로 나눈 값. 네 칸에 0.5씩 더합니다. 1은 차이 없음. 활동 자체에 의제가 있는 것만 세며 단독·구조 미상은 뺍니다.";
    IndicatorI7From: "Lee 2023 (first trend); odds ratio: Woolf 1955, Haldane 1956", "Lee 2023(첫째 추세); 오즈비: Woolf 1955, Haldane 1956";
    IndicatorI8: "Agenda breadth", "의제의 폭";
    IndicatorI8Is: "Effective number of agendas: how many there would be if all were named equally often (D1, exp of the Shannon entropy); beside it all that occur (D0) and the frequent ones (D2). It grows with n: compare only years of similar n.", "의제의 유효 수. 모든 의제가 같은 빈도로 쓰였다고 볼 때의 수(D1, 섀넌 엔트로피의 지수)이며, 나타난 의제 수(D0)와 자주 쓰인 의제 수(D2)를 함께 보입니다. n이 클수록 커지므로 n이 비슷한 해끼리만 비교하십시오.";
    IndicatorI8From: "Hill 1973; Jost 2006 (effective numbers)", "Hill 1973; Jost 2006(유효 수)";
    IndicatorI9: "Institutions by kind", "종류별 제도";
    IndicatorI9Is: "Institutions of each kind that began by the end of a year. An amendment counts as new; what was repealed stays in the sum and is left out of those in force. What is only attested has no beginning: it counts from the date on which it is known to have existed, and is drawn hollow.", "해당 연도 말까지 시작된 종류별 제도의 수. 개정은 새것으로 세고, 폐지된 것은 누적에는 남고 시행 중인 수에서는 빠집니다. 존재만 확인된 것은 시작을 모르므로 확인된 날부터 세며 속이 빈 표시로 그립니다.";
    IndicatorI9From: "Lee 2023 (second trend: amended laws, task forces); Lee & Park 2021 (kinds of institution)", "Lee 2023(둘째 추세: 법 개정, 전담조직); Lee & Park 2021(제도의 종류)";
    IndicatorI10: "Spread of ordinances", "조례의 확산";
    IndicatorI10Is: "Governments with a first ordinance by the end of a year, divided by all that are compared. Hazard: those that adopt in a year, divided by those still without at its beginning. After a law: 1 minus the Kaplan-Meier curve over whole years, for governments without an ordinance in the year of the law, those still without at the date of the data being censored. A government whose ordinance has no date stays in n and out of that curve. Not found is not “not adopted”.", "해당 연도 말까지 첫 조례를 둔 지자체를 비교 대상 지자체 전체로 나눈 값. 위험률은 그해 채택한 지자체를 연초까지 조례가 없던 지자체로 나눈 값. 법 이후 곡선은 법이 생긴 해에 조례가 없던 지자체에 대한 1 − 카플란·마이어 곡선(햇수)이며 자료 기준일까지 조례가 없으면 중도절단합니다. 조례 날짜를 모르는 지자체는 n에 넣고 이 곡선에서는 뺍니다. 찾지 못한 것이 채택하지 않은 것은 아닙니다.";
    IndicatorI10From: "Park & Eom 2019 (event history of Korean internationalisation ordinances); Kaplan & Meier 1958; hazard as in the netdiffuseR library", "Park & Eom 2019(국제화 조례의 사건사 분석); Kaplan & Meier 1958; 위험률: netdiffuseR";
    IndicatorI11: "Institutional depth", "제도화의 깊이";
    IndicatorI11Is: "Different kinds in force among ordinance, plan, organisation, task force, position, council, fund and overseas office (0 to 8), on average over the compared governments, zeros included. An institution on paper need not act.", "조례·계획·조직·전담팀·직위·위원회·기금·해외사무소 가운데 시행 중인 종류의 수(0~8)의 평균. 아무것도 없는 지자체도 넣습니다. 문서상의 제도가 반드시 활동하는 것은 아닙니다.";
    IndicatorI11From: "Kosovac, Acuto et al. (capacity for city diplomacy: office, strategy, budget, staff)", "Kosovac, Acuto 외(도시외교 역량: 조직·전략·예산·인력)";
    IndicatorI12: "Practice before rule", "제도보다 앞선 활동";
    IndicatorI12Is: "Year of the first institution of a government minus the year of its first dated activity or membership; the median, the quartiles, and the share in which the institution came first (negative). The first recorded activity need not be the first.", "지자체의 첫 제도 연도에서 날짜가 있는 첫 활동 또는 가입 연도를 뺀 값의 중앙값과 사분위수, 제도가 먼저인(음수) 비율. 기록된 첫 활동이 실제 처음은 아닐 수 있습니다.";
    IndicatorI12From: "This program's own measure, for the second trend of Lee 2023; early ordinances: Park & Eom 2019", "Lee 2023의 둘째 추세를 위해 이 프로그램이 만든 지표; 이른 조례: Park & Eom 2019";
    IndicatorI13: "Diversity of partner sectors", "파트너 부문의 다양성";
    IndicatorI13Is: "Effective number of sectors (state, international, market, knowledge, civil, media) over the ties active now (D1); beside it D0, D2 and evenness, ln D1 divided by ln D0. A tie without a beginning counts as active until it is known to have ended. By year: the ties with a known beginning.", "지금 유효한 협력관계의 부문(공공 부문·국제기구·기업·경제계·학계·연구·시민사회·언론) 유효 수(D1). D0, D2와 균등도(ln D1÷ln D0)를 함께 보입니다. 시작을 모르는 협력관계는 끝난 것이 확인되기 전까지 유효로 봅니다. 연도별 값은 시작이 알려진 협력관계만 셉니다.";
    IndicatorI13From: "Lee 2023 (third trend); Hill 1973; Jost 2006", "Lee 2023(셋째 추세); Hill 1973; Jost 2006";
    IndicatorI14: "Share of public-private partnership", "민관협력 비율";
    IndicatorI14Is: "Strict: with a partner from the market or civil society. Broad: with any partner that is not of the state. Divided by what names a partner of known sector; the rest is counted beside, for an absent partner is mostly one that was not recorded.", "좁은 의미: 기업·경제계 또는 시민사회 파트너가 있음. 넓은 의미: 공공 부문이 아닌 파트너가 있음. 부문이 알려진 파트너가 있는 기록으로 나눕니다. 파트너가 없는 기록은 대개 적지 않은 것이므로 따로 셉니다.";
    IndicatorI14From: "Lee 2023 (third trend: public-private partnership)", "Lee 2023(셋째 추세: 민관협력)";
    IndicatorI15: "Channels in use", "협력 방식의 수";
    IndicatorI15Is: "Different channels of the ties active now, on average over the compared governments that have a tie; beside it the effective number of channels. A secretariat and a membership may describe one tie twice.", "지금 유효한 협력관계의 서로 다른 협력 방식 수를 협력관계가 있는 지자체끼리 평균한 값. 협력 방식의 유효 수를 함께 보입니다. 사무국과 회원 가입은 한 관계를 두 번 나타낼 수 있습니다.";
    IndicatorI15From: "Lee 2023 (third trend: multiple channels)", "Lee 2023(셋째 추세: 다중 채널)";
    IndicatorI16: "Levels engaged", "참여 층위의 수";
    IndicatorI16Is: "Different levels (local, national, supranational region, global) of the partners of an activity on average, and the share that brings together two or more; the same for the ties of a government. The government itself counts as no level; a foreign city is local.", "활동에 참여한 파트너의 서로 다른 층위(지방·국가·초국가 지역·세계) 수의 평균과 두 층위 이상이 함께한 비율. 지자체의 협력관계도 같은 방법으로 셉니다. 지자체 자신은 세지 않으며 외국 도시는 지방으로 봅니다.";
    IndicatorI16From: "Hooghe & Marks 2003 (multilevel governance); Lee 2023 (third trend)", "Hooghe & Marks 2003(다층 거버넌스); Lee 2023(셋째 추세)";
    IndicatorI17: "Mix of diplomacy modes", "외교 유형의 구성";
    IndicatorI17Is: "Share of each mode; an activity of several modes is shared equally between them. The value shown first is that of public diplomacy. Activities without a mode are left out of the shares and counted as uncoded.", "외교 유형별 비율. 여러 외교 유형인 활동은 똑같이 나눕니다. 맨 앞의 값은 공공외교입니다. 외교 유형이 없는 활동은 비율에서 빼고 미분류로 셉니다.";
    IndicatorI17From: "van der Pluijm & Melissen 2007 (dimensions of city diplomacy); Public Diplomacy Act of Korea, article 2", "van der Pluijm & Melissen 2007(도시외교의 차원); 공공외교법 제2조";
    IndicatorI18: "Beyond public diplomacy", "공공외교를 넘어선 비율";
    IndicatorI18Is: "Activities with a mode but not that of public diplomacy, divided by all with a mode. Also without those whose only mode is representation, and by the wide definition, which takes economic activities and representation for public diplomacy too. It depends wholly on the definition.", "외교 유형이 있으나 공공외교가 아닌 활동을 외교 유형이 있는 모든 활동으로 나눈 값. 대표·의전만인 활동을 뺀 값과, 경제외교·대표까지 공공외교로 보는 넓은 정의의 값을 함께 보입니다. 정의에 전적으로 달려 있습니다.";
    IndicatorI18From: "Lee 2023 (first aim); Public Diplomacy Act of Korea, article 2; wide definition: typology of city public diplomacy, Austral Comunicación", "Lee 2023(첫째 목적); 공공외교법 제2조; 넓은 정의: 도시 공공외교 유형론(Austral Comunicación)";
    IndicatorI19: "Integration of modes", "외교 유형의 결합";
    IndicatorI19Is: "Activities of public diplomacy that have another mode too, divided by all of public diplomacy. Beside it the same share of all activities with a mode, and both for modes that a person coded. Longer descriptions and overlapping rules make more combinations.", "다른 외교 유형도 함께 가진 공공외교 활동을 모든 공공외교 활동으로 나눈 값. 외교 유형이 있는 모든 활동의 같은 비율과, 사람이 분류한 외교 유형만의 값을 함께 보입니다. 설명이 길거나 규칙이 겹치면 결합이 많아집니다.";
    IndicatorI19From: "Lee 2023 (second aim); Amiri 2022 (overlap of functions); Jaccard 1901", "Lee 2023(둘째 목적); Amiri 2022(기능의 중첩); Jaccard 1901";
    IndicatorI20: "Liveliness of ties", "자매·우호 관계의 활동성";
    IndicatorI20Is: "Sister and friendship agreements after which, within five years, a dated activity of the same government with the same counterpart is recorded anywhere in the file, divided by all such agreements that name a counterpart and are at least five years old. No record is not “dormant”.", "자매·우호 협정 뒤 5년 안에 같은 지자체가 같은 상대와 한 날짜 있는 활동이 파일 어디든 기록된 협정을, 상대가 적혀 있고 5년이 지난 모든 협정으로 나눈 값. 기록이 없다고 교류가 끊긴 것은 아닙니다.";
    IndicatorI20From: "This program's own measure; Korean press on sister ties without exchange (Hankyung 2000; Segye 2024)", "이 프로그램이 만든 지표; 교류 없는 자매결연에 관한 보도(한국경제 2000; 세계일보 2024)";
    IndicatorQ1: "Completeness of records", "기록의 완전성";
    IndicatorQ1Is: "Activities with a date (to the year, month or day), a counterpart, a partner, a mode coded by a person, an agenda, each divided by all; and the dated share of the other tables.", "날짜(연·월·일), 상대, 파트너, 사람이 분류한 외교 유형, 의제가 각각 있는 활동을 모든 활동으로 나눈 값과 다른 표에서 날짜가 있는 비율.";
    IndicatorQ1From: "Cook et al. 2017, Political Analysis (what event data miss)", "Cook 외 2017, Political Analysis(사건 자료가 놓치는 것)";
    IndicatorQ2: "Source base", "출처 기반";
    IndicatorQ2Is: "Different sources of all records; the share with two or more sources; the share with a source of the publisher that most records rest on; the share without a source. One press office can make a trend.", "모든 기록의 서로 다른 출처 수, 출처가 둘 이상인 비율, 가장 많은 기록의 출처인 발행처의 비율, 출처가 없는 비율. 보도자료를 내는 한 곳이 추세를 만들 수 있습니다.";
    IndicatorQ2From: "Cook et al. 2017, Political Analysis (correction by overlapping sources)", "Cook 외 2017, Political Analysis(겹치는 출처에 의한 보정)";
    AllLevels: "all levels", "모든 단계";
    CountedHeld: "Activities that were held; {0} announced or of unknown status left out.", "실시된 활동 기준. 예정이거나 상태 미상인 {0}건은 제외.";
    CountedAnnounced: "Activities held, announced and of unknown status.", "실시·예정·상태 미상을 모두 포함한 활동.";
    CountedInternational: "Each government once in each international network, whatever its roles and spells.", "국제 네트워크마다 지자체를 한 번씩(역할·기간이 여럿이어도).";
    CountedDomesticToo: "Each government once in each network, domestic ones too.", "국내 네트워크까지 네트워크마다 지자체를 한 번씩.";
    CountedGovernments: "Governments compared: {0} ({1}).", "비교 대상 지자체 {0}곳({1}).";
    CountedNoBills: "Institutions of all kinds but bills.", "법률안을 뺀 모든 제도.";
    CountedBillsToo: "Institutions of all kinds, bills too.", "법률안까지 모든 제도.";
    CountedAttested: "What is only attested counts from that date.", "존재만 확인된 것은 확인된 날부터 셉니다.";
    CountedNotAttested: "What is only attested has no date.", "존재만 확인된 것은 날짜가 없는 것으로 봅니다.";
    CountedTies: "Ties that stand; participation, plans and talks left out.", "성립한 협력관계. 참가·계획·협의는 제외.";
    CountedAllTies: "Ties, participation, plans and talks.", "협력관계·참가·계획·협의 모두.";
    CountedAttestedTies: "A tie that is only attested counts from that date.", "존재만 확인된 협력관계는 확인된 날부터 셉니다.";
    CountedTiesNotAttested: "A tie that is only attested has no date.", "존재만 확인된 협력관계는 날짜가 없는 것으로 봅니다.";
    CountedCodedModes: "Modes as coded in the file.", "파일에 분류된 외교 유형 그대로.";
    CountedDerivedModes: "Modes of {0} activities were derived by rule.", "활동 {0}건의 외교 유형은 규칙으로 도출했습니다.";
    CountedEveryRow: "Every row that passes the filter.", "필터를 통과한 모든 행.";
    ActivitiesFirst: "Activities that name partners stand first ({0}, at least {1} are needed).", "파트너가 적힌 활동을 앞에 둡니다({0}건, {1}건 이상 필요).";
    TiesFirst: "Ties stand first: only {0} activities name partners (at least {1} are needed).", "협력관계를 앞에 둡니다. 파트너가 적힌 활동이 {0}건뿐입니다({1}건 이상 필요).";
    StructureUnknown: "structure unknown", "구조 미상";
    JoinedInAll: "joined in all", "누적 가입";
    LeadShare: "lead share", "주도 비율";
    Gini: "Gini coefficient", "지니 계수";
    NetworksInUse: "networks in use", "사용 중인 네트워크";
    QualityNote: "Of {0}, {1} have a date and {2} two or more sources.", "{0} 중 날짜 있음 {1}, 출처 둘 이상 {2}.";
    LiteratureWord: "Literature", "문헌";
    // pages of the window
    KeyPages: "Explore, Trends, Institutions, Cities, Records", "탐색, 추세, 제도, 지자체, 기록";
    PageExplore: "Explore", "탐색";
    PageTrends: "Trends", "추세";
    PageInstitutions: "Institutions", "제도";
    PageCities: "Cities", "지자체";
    TrendOne: "1  Cities meet threats together, through networks", "1  네트워크를 통해 위협에 함께 대응한다";
    TrendOneClaim: "Local governments take part in multilateral diplomacy through city networks, against non-traditional threats that cross borders, as policy sharing and problem solving.", "지방정부는 도시 네트워크를 통해 다자외교에 참여하며, 국경을 넘는 비전통 안보 위협에 정책 공유와 문제 해결로 대응한다.";
    TrendTwo: "2  City diplomacy is institutionalised", "2  도시외교를 제도화한다";
    TrendTwoClaim: "They institutionalise it: amended laws and ordinances, plans, task forces, offices.", "법률과 조례를 개정하고 계획, 전담조직, 해외사무소를 두어 제도화한다.";
    TrendThree: "3  Several channels and levels, public and private", "3  여러 채널과 층위에서 민관이 함께한다";
    TrendThreeClaim: "They build multiple channels and multilevel governance as public-private partnerships, to gain expertise in policy and serve diverse agendas.", "정책 전문성을 확보하고 다양한 의제에 대응하기 위해 민관협력으로 다중 채널과 다층 거버넌스를 구축한다.";
    TrendFour: "4  Wider than public diplomacy, and integrated with it", "4  공공외교보다 넓고, 공공외교와 결합한다";
    TrendFourClaim: "City diplomacy is more than public diplomacy; inside it, public diplomacy comes together with the other forms.", "도시외교는 공공외교를 넘어서며, 그 안에서 공공외교는 다른 형태와 결합한다.";
    TrendRecords: "What these figures rest on", "이 수치의 근거";
    TrendRecordsClaim: "Shares before counts: counts grow with what sources put on the web. Silence means not collected.", "건수보다 비율을 보십시오. 건수는 출처의 디지털화와 함께 늘어납니다. 기록이 없다는 것은 수집되지 않았다는 뜻입니다.";
    TrendsAfter: "After Lee 2023. The figures are of this database and what the filter lets pass.", "이민규(2023)의 논지. 수치는 이 데이터베이스에서 필터를 통과한 기록에 한합니다.";
    WhoIsCounted: "Who is counted", "집계 대상";
    SwitchStrict: "Strict", "좁은 의미";
    SwitchBroad: "Broad", "넓은 의미";
    SwitchSenseHelp: "Non-traditional threats and private partners in the strict or in the broad sense", "비전통 안보 위협과 민간 파트너를 좁은 의미로 볼지 넓은 의미로 볼지";
    SwitchDerived: "Codes derived by rule", "규칙으로 도출한 분류";
    SwitchDerivedHelp: "Counts structure and modes that a rule derived beside those that a person coded", "사람이 분류한 구조·외교 유형과 함께 규칙으로 도출한 것도 셉니다";
    SwitchNothingDerived: "In this file structure and modes were coded by a person.", "이 파일의 구조와 외교 유형은 모두 사람이 분류했습니다.";
    CountAnnounced: "Announced activities too", "예정 활동 포함";
    CountDomestic: "Domestic networks too", "국내 네트워크 포함";
    CountBills: "Bills too", "법률안 포함";
    CountAttestedInstitutions: "Institutions only known to have existed", "존재만 확인된 제도";
    CountAttestedTies: "Ties only known to have existed", "존재만 확인된 협력관계";
    CountOtherTies: "Participation, plans and talks", "참가·계획·협의 포함";
    AllLevelsPooled: "All levels together", "모든 계층 함께";
    FollowedLaw: "Law to follow: {0}", "기준 법률: {0}";
    FollowedLawAuto: "chosen by the program", "자동 선택";
    TakeTogether: "Years a period", "기간 단위(년)";
    VerdictShortSupports: "supports", "주장 뒷받침";
    VerdictShortAgainst: "speaks against", "주장과 어긋남";
    VerdictShortOpen: "cannot tell", "판단 어려움";
    VerdictShortFew: "too few records", "기록 부족";
    CardMenu: "More for {0}", "{0} 더 보기";
    NOf: "n = {0}", "n = {0}";
    ProfileTitle: "City profile", "지자체 프로필";
    ComparisonTitle: "Cities compared", "지자체 비교";
    ChooseACity: "Choose a city to see its profile.", "프로필을 볼 지자체를 고르십시오.";
    ChooseCities: "Choose two to five cities to compare them.", "비교할 지자체를 2~5곳 고르십시오.";
    NewestActivities: "Newest activities", "최근 활동";
    OwnInstitutions: "Ordinances, plans, bodies", "자체 조례·계획·조직";
    CounterpartCountries: "Counterpart countries", "상대국";
    CoverageNotStated: "The file does not say which years were collected.", "수집한 기간이 파일에 적혀 있지 않습니다.";
    CoverageNone: "No year was collected for this city.", "이 지자체는 수집한 기간이 없습니다.";
    CoverageYears: "Collected: {0}", "수집 기간: {0}";
    SectionColumn: "Section", "구분";
    ValueOnlyColumn: "Value", "값";
    DifferenceColumn: "Highest less lowest", "최고와 최저의 차";
    PointsApart: "{0} points", "{0}%p";
    NotToldApart: "not told apart", "구별되지 않음";
    RanksAmongThese: "ranks are among these", "순위는 이들 사이의 순위";
    AddCity: "Add a city", "지자체 추가";
    SearchCity: "Search cities", "지자체 찾기";
    OpenProfile: "Open profile", "프로필 열기";
    CompareHelp: "Up to five cities side by side. A difference that the 95% intervals do not tell apart is marked so; #1 is the highest among these.", "최대 5곳을 나란히 봅니다. 95% 신뢰구간으로 구별되지 않는 차이는 따로 표시하며, #1은 이들 가운데 가장 높은 값입니다.";
    RemoveCity: "Remove {0}", "{0} 빼기";
    MoreSwitches: "More", "더 보기";
    KindColumn: "Kind", "종류";
    SortBy: "Sort by {0}", "{0} 순으로 정렬";
    InstitutionList: "Acts, ordinances, plans, offices", "법률·조례·계획·조직";
    NoLineage: "The file names no institution that another follows.", "이 파일에는 제도 사이의 연원이 적혀 있지 않습니다.";
    NationalWord: "national", "국가";
    DefinedAs: "How it is computed", "계산 방법";
    // ---- the page of records ----
    PageRecords: "Records", "기록";
    CounterpartsColumn: "Counterparts", "상대";
    RoleTextColumn: "Role of the city", "지자체의 역할";
    FollowsColumn: "Follows from", "근거 제도";
    SourcePages: "Source pages", "출처";
    RecordsOf: "Records of {0}", "기록: {0}";
    SortedByDate: "by date", "날짜순";
    SortedBy: "sorted by {0}", "{0} 순";
    SortedByReversed: "sorted by {0}, from the end", "{0} 역순";
    SelectedRows: "{0} selected", "{0}건 선택";
    CopySelected: "Copy the rows", "행 복사";
    SelectAll: "Select all", "모두 선택";
    ExportRecords: "Export records…", "기록 내보내기…";
    ExportRecordsTitle: "Export records", "기록 내보내기";
    RecordsAllShown: "All {0} shown", "표시된 {0} 모두";
    RecordsSelected: "The {0} selected", "선택한 {0}";
    ColumnWidth: "Width of {0}", "{0} 열 너비";
    KeyRecords: "Rows of the records; with Shift several", "기록의 행 이동, Shift와 함께 여러 행 선택";
    CauseTooManyForSheet: "A workbook takes up to {0} records here, and these are {1}.", "통합 문서에는 {0}건까지 담을 수 있는데 {1}건입니다.";
    NextAsCsv: "Save them as CSV, which holds any number, or narrow the filter.", "건수 제한이 없는 CSV로 저장하거나 필터를 좁히십시오.";
    CauseNotATable: "The end of its name is of no format that records are written in.", "기록을 저장할 수 있는 형식의 이름이 아닙니다.";
    NextEndInTable: "End the name in .csv, .tsv or .xlsx.", "이름을 .csv, .tsv, .xlsx 중 하나로 끝내십시오.";
    NoSuchColumn: "The records of {0} have no column {1}.", "{0} 기록에 {1} 열이 없습니다.";
    ColumnsAre: "Their columns: {0}.", "열: {0}.";
    RecordsWritten: "{0} written to {1}", "{0}을(를) {1}에 저장했습니다";
    // what a headline counts
    HeadlineGrowth: "{0} memberships that last", "유지 중인 가입 {0}건";
    HeadlinePortfolio: "{0} networks a government", "지자체당 네트워크 {0}개";
    HeadlineCentralisation: "{0} on a scale of 0 to 1", "0~1 척도에서 {0}";
    HeadlineOdds: "odds ratio {0}", "오즈비 {0}";
    HeadlineBreadth: "{0} effective agendas", "유효 의제 {0}개";
    HeadlineDiffusion: "{0} of governments", "지자체의 {0}";
    HeadlineDepth: "{0} of 8 kinds a government", "지자체당 8종류 중 {0}종류";
    HeadlinePractice: "{0} years at the median", "중앙값 {0}년";
    HeadlineDiversity: "{0} effective sectors", "유효 부문 {0}개";
    HeadlinePublicPrivate: "{0} of activities", "활동의 {0}";
    HeadlinePublicPrivateTies: "{0} of ties", "협력관계의 {0}";
    HeadlineChannels: "{0} channels a government", "지자체당 협력 방식 {0}개";
    HeadlineLevels: "{0} levels an activity", "활동당 층위 {0}개";
    HeadlineLevelsTies: "{0} levels a government", "지자체당 층위 {0}개";
    HeadlineModes: "public diplomacy {0}", "공공외교 {0}";
    HeadlineDated: "{0} dated", "날짜 있음 {0}";
    HeadlineSources: "{0} sources", "출처 {0}개";
    ActivitiesAYear: "activities a year", "연간 활동 수";
    // the list of charts in the export window
    SearchCharts: "Search charts", "차트 찾기";
    NoChartFound: "No chart has this name.", "이 이름의 차트가 없습니다.";
    ChosenCharts: "{0} chosen", "{0}개 선택";
    // pictures of the indicators
    HitsOfN: "({0} of {1})", "({1}건 중 {0}건)";
    Interval95: "95%: {0} to {1}", "95%: {0}~{1}";
    IntervalKey: "95% interval", "95% 신뢰구간";
    FlagFew: "fewer than five records", "기록 5건 미만";
    FlagFewShort: "n < 5", "n < 5";
    NotCollected: "not collected", "수집하지 않음";
    HatchedNotCollected: "hatched: not collected", "빗금: 수집하지 않은 기간";
    NoLongerInForce: "no longer in force", "폐지·종료";
    StrictSense: "strict", "좁은 의미";
    BroadSense: "broad", "넓은 의미";
    EffectiveNumber: "effective number (D1)", "유효 수(D1)";
    AsDefined: "as defined", "정의대로";
    OtherKinds: "other kinds", "그 밖의 종류";
    WithLaterActivity: "activity recorded within five years", "5년 안에 활동 기록 있음";
    WithoutLaterRecord: "no record", "기록 없음";
    TimesAsOften: "{0} times the share among bilateral ones", "다자의 비율이 양자의 {0}배";
    EffectiveOf: "{0} effective sectors of {1}", "{1}개 부문, 유효 수 {0}";
    InEachCell: "In each cell: {0}", "칸의 값: {0}";
    GovernmentsWithout: "without any: {0}", "없는 곳: {0}";
    RowsAndColumnsShown: "{0} of {1} rows, {2} of {3} columns", "행 {1}개 중 {0}개, 열 {3}개 중 {2}개";
    LorenzAxis: "From the least connected; share of memberships held", "가입이 적은 지자체부터 누적, 이들이 가진 가입의 비율";
    CentralisationShort: "centralisation", "집중도";
    HeldTogether: "the {0} least connected hold {1}", "가입이 적은 {0}곳의 합계 {1}";
    OddsRatioHead: "Odds ratio {0} (95%: {1} to {2})", "오즈비 {0}(95%: {1}~{2})";
    FirstPractice: "first recorded practice", "첫 활동 기록";
    FirstInstitution: "first institution", "첫 제도";
    YearsPracticeFirst: "practice {0} years earlier", "활동이 {0}년 먼저";
    YearsRuleFirst: "institution {0} years earlier", "제도가 {0}년 먼저";
    AllGovernmentsN: "all compared governments ({0})", "비교 대상 지자체 전체({0}곳)";
    WithoutAtLaw: "those without one at the law ({0}), Kaplan-Meier", "법 제정 당시 없던 곳({0}곳), 카플란-마이어";
    FigureColumn: "Figure", "항목";
    ValueColumn: "Value (shares in %)", "값(비율은 %)";
    HitsColumn: "Hits", "해당";
    NColumn: "n", "n";
    LowColumn: "Low (95%)", "하한(95%)";
    HighColumn: "High (95%)", "상한(95%)";
    ThreatsBroad: "broad sense", "넓은 의미";
    ThreatsStrict: "strict sense", "좁은 의미";
    CountedDerivedStructure: "The file codes no structure: it was derived by rule.", "파일에 구조 분류가 없어 규칙으로 도출했습니다.";
    CountedDerivedStructureOut: "The file codes no structure; what a rule derived is left out.", "파일에 구조 분류가 없으며 규칙으로 도출한 구조는 제외.";
    DerivedByRule: "modes derived by rule", "규칙으로 도출한 외교 유형 포함";
    CountedDerivedOut: "Modes that a person coded; those of {0} activities that a rule derived are left out.", "사람이 분류한 외교 유형만. 규칙으로 도출한 활동 {0}건의 외교 유형은 제외.";
    TagsPerActivity: "agendas per activity", "활동당 의제 수";
    AgendaUnknown: "no agenda stated", "의제 없음";
    AmongMany: "multilateral", "다자";
    BetweenTwo: "bilateral", "양자";
    Lift: "lift, multilateral to bilateral", "배율(다자÷양자)";
    OnThreat: "on a threat", "위협 의제";
    OnNoThreat: "on other agendas", "다른 의제";
    Richness: "all that occur (D0)", "나타난 수(D0)";
    Dominant: "the frequent ones (D2)", "자주 나온 수(D2)";
    Evenness: "evenness", "균등도";
    InForce: "in force", "시행 중";
    Hazard: "adopting in the year, of those without", "그해 채택(미채택 중)";
    BeforeLaw: "with one in the year of the law", "법이 생긴 해까지 채택";
    YearsAfterLaw: "{0} years after the law", "법 이후 {0}년";
    FirstYear: "first year", "첫해";
    LowerQuartile: "lower quartile", "하위 사분위수";
    UpperQuartile: "upper quartile", "상위 사분위수";
    RuleFirst: "institution before practice", "제도가 먼저";
    TiesStrict: "ties, strict", "협력관계(좁은 의미)";
    TiesBroad: "ties, broad", "협력관계(넓은 의미)";
    ActivitiesStrict: "activities, strict", "활동(좁은 의미)";
    ActivitiesBroad: "activities, broad", "활동(넓은 의미)";
    PartnerUnknown: "no partner recorded", "파트너 기록 없음";
    CommonChannels: "effective channels (D1)", "협력 방식 유효 수(D1)";
    LevelsOfActivities: "levels per activity", "활동당 층위 수";
    SeveralLevelsOfActivities: "activities with two levels or more", "두 층위 이상인 활동";
    LevelsOfGovernments: "levels per government, ties", "지자체당 층위 수(협력관계)";
    SeveralLevelsOfGovernments: "governments with two levels or more", "두 층위 이상인 지자체";
    Uncoded: "uncoded", "미분류";
    WithoutRepresentation: "without those that are representation only", "대표·의전만인 활동 제외";
    WidePublic: "wide definition of public diplomacy", "공공외교의 넓은 정의";
    IntegrationOfAll: "all activities with a mode", "외교 유형이 있는 모든 활동";
    IntegrationCodedPublic: "public diplomacy, coded modes only", "공공외교(사람이 분류한 외교 유형만)";
    IntegrationCodedAll: "all, coded modes only", "전체(사람이 분류한 외교 유형만)";
    ModesTogether: "together, of the activities with either", "둘 중 하나라도 있는 활동 가운데 함께";
    TooYoung: "younger than five years", "5년이 안 됨";
    NoCounterpart: "no counterpart named", "상대가 적히지 않음";
    KnownToYear: "known to the year", "연도까지";
    KnownToMonth: "known to the month", "월까지";
    KnownToDay: "known to the day", "일까지";
    WithoutDate: "without a date", "날짜 없음";
    WithCounterpart: "with counterpart", "상대 있음";
    WithPartner: "with partner", "파트너 있음";
    WithCodedMode: "with coded mode", "분류된 외교 유형 있음";
    WithAgenda: "with agenda", "의제 있음";
    DatedMemberships: "memberships with a date", "날짜 있는 가입";
    DatedTies: "ties with a date", "날짜 있는 협력관계";
    DatedInstitutions: "institutions with a date", "날짜 있는 제도";
    SeveralSources: "two sources or more", "출처 둘 이상";
    LargestPublisher: "largest publisher: {0}", "가장 큰 발행처: {0}";
    ClaimGrew: "Claim: the share grew.", "주장: 비율이 늘었다.";
    ClaimShared: "Claim: multilateral activities share policy more often than bilateral ones.", "주장: 정책 공유는 양자보다 다자에서 더 잦다.";
    ClaimThreats: "Claim: multilateral activities are on threats more often than bilateral ones.", "주장: 다자 활동이 양자 활동보다 위협 의제를 더 자주 다룬다.";
    ClaimPracticeFirst: "Claim: in more than half of the governments practice came first.", "주장: 절반이 넘는 지자체에서 활동이 먼저다.";
    ClaimBeyond: "Claim: more than half of the activities are no public diplomacy.", "주장: 활동의 절반 이상이 공공외교가 아니다.";
    ClaimIntegrated: "Claim: more than half of public diplomacy is combined with another mode.", "주장: 공공외교의 절반 이상이 다른 외교 유형과 결합한다.";
    ReadingIntegration: "{0} of {1} activities of public diplomacy have another mode too (95%: {2} to {3}).", "공공외교 활동 {1}건 가운데 {0}가 다른 외교 유형과 결합(95%: {2}~{3}).";
    VerdictDefinitions: "These records do not distinguish: it depends on whether mere representation counts.", "이 자료로는 판단하기 어렵습니다. 대표·의전만인 활동을 넣는지에 따라 달라집니다.";
    ReadingOfTies: "Among ties: strict {0}, broad {1} (n = {2}).", "협력관계: 좁은 의미 {0}, 넓은 의미 {1}(n = {2}).";
    VerdictSupports: "These records support it.", "이 자료는 주장을 뒷받침합니다.";
    VerdictSpeaksAgainst: "These records speak against it.", "이 자료는 주장과 어긋납니다.";
    VerdictDoesNotDistinguish: "These records do not distinguish: the interval includes no difference.", "이 자료로는 판단하기 어렵습니다. 신뢰구간이 ‘차이 없음’을 포함합니다.";
    VerdictNotFromOne: "These records do not distinguish: the ratio is not distinguishable from 1.", "이 자료로는 판단하기 어렵습니다. 1과 구별되지 않습니다.";
    VerdictTooFew: "Too few records to say.", "기록이 너무 적어 말할 수 없습니다.";
    VerdictDescribes: "This describes and claims nothing.", "서술일 뿐 주장이 아닙니다.";
    ReadingTooFew: "Too few records to say (n = {0}).", "기록이 너무 적어 말할 수 없습니다(n = {0}).";
    ReadingTooFewOfBoth: "Too few records to say ({0}: n = {1}; {2}: n = {3}).", "기록이 너무 적어 말할 수 없습니다({0}: n = {1}, {2}: n = {3}).";
    ReadingDifference: "{0}: {1} (n = {2}); {3}: {4} (n = {5}). Difference {6} points (95%: {7} to {8}).", "{0}: {1}(n = {2}), {3}: {4}(n = {5}). 차이 {6}%p(95%: {7}~{8}).";
    ReadingGrowth: "{2} memberships are known to have begun from {0} to {1}; {3} of them last. Without a date of joining: {4}.", "{0}~{1}년에 확인된 가입 {2}건, 그중 {3}건 유지. 가입일 미상 {4}건.";
    ReadingPortfolio: "{0} of {1} governments are in a network now, the one with most in {2}. A seat beyond plain membership: {3} of {4} memberships.", "지자체 {1}곳 가운데 {0}곳이 현재 네트워크에 가입, 가장 많은 곳은 {2}개. 일반 회원을 넘는 역할: 가입 {4}건의 {3}.";
    ReadingCentralisation: "{0} governments and {1} networks: centralisation {2} (0 = all alike, 1 = one holds all), Gini {3}.", "지자체 {0}곳, 네트워크 {1}개: 집중도 {2}(0 = 모두 같음, 1 = 한 곳이 독점), 지니 {3}.";
    ReadingOdds: "Odds ratio {0} (95%: {1} to {2}, n = {3}).", "오즈비 {0}(95%: {1}~{2}, n = {3}).";
    ReadingBreadth: "{0} agendas occur; used as unevenly as they are, they count as {1} (n = {2} mentions).", "의제 {0}개가 나타나며 쓰임의 치우침을 감안하면 {1}개에 해당(언급 n = {2}).";
    ReadingInstitutions: "{0} institutions began from {1} to {2}. Without a date: {3}.", "{1}~{2}년에 시작된 제도 {0}건. 날짜 미상 {3}건.";
    ReadingNoLaw: "{0} of {1} governments have a dated ordinance; the file has no dated national act to follow.", "지자체 {1}곳 가운데 {0}곳에 날짜가 확인된 조례가 있습니다. 기준으로 삼을 국가 법률이 파일에 없습니다.";
    ReadingDiffusion: "{0} of {1} governments have an ordinance by {2}; {3} had one by {4}, the year of: {5}.", "지자체 {1}곳 가운데 {2}년까지 {0}곳, 기준 법률의 해인 {4}년까지 {3}곳이 조례를 제정했습니다. 기준 법률: {5}.";
    ReadingDepth: "{0} of {1} governments have at least one of {2} kinds in force, the one with most {3}.", "지자체 {1}곳 가운데 {0}곳에서 {2}종류 중 하나 이상 시행, 가장 많은 곳은 {3}종류.";
    ReadingPractice: "Practice came first in {0} of {1} governments (95%: {2} to {3}); median lag {4} years.", "지자체 {1}곳 가운데 {0}곳에서 활동이 제도보다 먼저(95%: {2}~{3}). 시차의 중앙값 {4}년.";
    ReadingDiversity: "{0} ties with partners of {1} sectors, which count as {2} equally frequent ones.", "협력관계 {0}건, {1}개 부문. 같은 빈도로 보면 {2}개에 해당.";
    ReadingChannels: "{0} of {1} governments have a tie now, over {2} channels on average and {3} at most.", "지자체 {1}곳 가운데 {0}곳에 협력관계가 있으며 협력 방식은 평균 {2}개, 최대 {3}개.";
    ReadingLevelsOfActivities: "{0} of {1} activities that name partners bring together two levels or more.", "파트너가 적힌 활동 {1}건 가운데 {0}건에 두 층위 이상이 함께.";
    ReadingLevelsOfGovernments: "{0} of {1} governments have ties with partners of two levels or more.", "지자체 {1}곳 가운데 {0}곳이 두 층위 이상의 파트너와 협력.";
    ReadingModes: "{0} of {1} activities with a mode; {2} are uncoded.", "{0} (외교 유형이 있는 활동 {1}건, 미분류 {2}건).";
    ReadingBeyond: "{0} of {1} activities are no public diplomacy (95%: {2} to {3}); without those that are representation only {4}, by the wide definition {5}.", "활동 {1}건 가운데 {0}가 공공외교가 아님(95%: {2}~{3}). 대표·의전만인 활동을 빼면 {4}, 넓은 정의로는 {5}.";
    ReadingLiveliness: "After {0} of {1} agreements an activity is recorded within five years; for {2} there is no record, which is not the same as no exchange.", "협정 {1}건 가운데 {0}건 뒤 5년 안에 활동 기록이 있음. {2}건은 기록이 없으나 교류가 없다는 뜻은 아닙니다.";
    ReadingCompleteness: "Of {0} activities {1} have a date, {2} a counterpart, {3} a partner, {4} a coded mode, {5} an agenda.", "활동 {0}건 가운데 날짜 {1}, 상대 {2}, 파트너 {3}, 분류된 외교 유형 {4}, 의제 {5}.";
    ReadingSources: "{0} records rest on {1} sources; {2} have two or more. Largest publisher: {3} ({4}).", "기록 {0}건, 출처 {1}개. 둘 이상 {2}. 가장 큰 발행처: {3}({4}).";
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
    NotPrinted: "The result could not be printed.", "결과를 출력할 수 없습니다.";
    CauseUnwritable: "The system could not write it ({0}).", "시스템이 쓰지 못했습니다({0}).";
    NotPrintedNext: "Make room, or send the output somewhere else.", "여유 공간을 확보하거나 다른 곳으로 출력하십시오.";
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
    OrDropFile: "or drop a database or a sheet on this window", "또는 데이터베이스나 표 파일을 이 창에 놓으십시오";
    NothingOpen: "No database is open.", "열린 데이터베이스가 없습니다.";
    DropToOpen: "Drop a database to open it, a sheet to import it", "데이터베이스를 놓으면 열고, 표를 놓으면 가져옵니다";
    PathHint: "Path of a database", "데이터베이스 경로";
    OpeningFile: "Opening {0}", "{0} 여는 중";
    Databases: "Databases", "데이터베이스";
    ExportFigure: "Export…", "내보내기…";
    FileReport: "Report on this file", "파일 점검 결과";
    Quit: "Quit", "끝내기";
    Undo: "Undo", "실행 취소";
    Redo: "Redo", "다시 실행";
    ClearAll: "Clear all", "모두 지우기";
    SavedViews: "Saved views", "저장한 보기";
    SavedViewsEntry: "Saved views…", "저장한 보기…";
    NameOfView: "Name for the view you see now", "지금 보기의 이름";
    NoSavedViews: "No view has been saved yet.", "저장한 보기가 없습니다.";
    ForgetView: "Delete the view “{0}”", "보기 “{0}” 삭제";
    ShowAllYears: "Show all years", "모든 연도 보기";
    ThreePanes: "Three panes", "세 영역 나란히";
    FillWindow: "Fill the window", "이 영역만 크게";
    PaneMenu: "More on {0}", "{0} 더 보기";
    StackBy: "Stack bars by", "막대 색 기준";
    BarLength: "A bar is", "막대 단위";
    LanesBy: "Lanes by", "줄 기준";
    GroupPartnersBy: "Group partners by", "파트너 묶는 기준";
    SortPartnersBy: "Sort partners by", "파트너 정렬";
    GovernmentLevel: "Level of government", "지자체 계층";
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
    YearsSliderHelp: "Drag, or press the arrow keys; Page Up and Page Down move ten years.", "끌거나 화살표 키를 누르십시오. Page Up과 Page Down은 10년씩 움직입니다.";
    YearsMeanHelp: "What the years mean for activities and institutions. Memberships and ties count while they last.", "활동과 제도에 연도를 적용하는 방식입니다. 가입과 협력관계는 이어지는 동안 계산합니다.";
    UndatedLetIn: "undated let in", "날짜 미상 포함";
    UndatedHelp: "Records without a date never pass a filter on years in silence. Click to let them in. Those known to have ended earlier stay out.", "날짜가 없는 기록은 연도 조건에서 빠지며 따로 셉니다. 누르면 포함합니다. 그 전에 끝난 것이 확실한 기록은 제외합니다.";
    ShowAll: "Show all…", "모두 보기…";
    ShowFewer: "Show fewer", "줄여 보기";
    ShowAllPartners: "Show all {0}…", "{0}곳 모두 보기…";
    SearchIn: "Search {0}", "{0} 검색";
    AnyOfThem: "any of them", "하나라도 해당";
    AllOfThem: "all of them", "모두 해당";
    FacetCounts: "Bars count {0}: what is left, in front of the total", "막대는 {0} 수: 남은 수와 전체";
    FacetValue: "{0} {1}, {2} of {3}", "{0} {1}, {3} 중 {2}";
    FacetHelp: "Click to choose, Ctrl+click to exclude, right click for more", "누르면 선택, Ctrl+클릭은 제외, 오른쪽 단추는 더 보기";
    OnlyThis: "Show only this", "이것만 보기";
    ShowDetails: "Show details", "자세히 보기";
    OnlyNamed: "Only {0}", "{0}만 보기";
    ExcludeNamed: "Leave {0} out", "{0} 제외";
    OnlyThisAgenda: "Only this agenda", "이 의제만";
    OnlyThisCity: "Only this city", "이 지자체만";
    OnlyThisNetwork: "Only this network", "이 네트워크만";
    OnlyThisPartner: "Only this partner", "이 파트너만";
    Exclude: "Exclude", "제외";
    NoLongerExclude: "No longer exclude", "제외 취소";
    WithAllGovernments: "With all governments in it", "관할 시·군·구 모두 포함";
    MatrixTab: "Matrix", "매트릭스";
    RankingTab: "Ranking", "순위";
    OverlapTab: "Overlap", "중복";
    GraphTab: "Graph", "그래프";
    GrowthTab: "Growth", "추이";
    EachActivityBy: "Each activity, by {0}", "개별 활동, {0}별";
    NewTiesBy: "New ties a year, by {0}", "연도별 새 협력관계, {0}별";
    CloseDetails: "Close the details", "상세 정보 닫기";
    NoLongerInFile: "This is no longer in the file.", "이 파일에 더 이상 없습니다.";
    SourceWord: "Source", "출처";
    NoSource: "no source", "출처 없음";
    OpenSource: "Open source ↗", "출처 열기 ↗";
    CopyDetails: "Copy", "복사";
    Website: "Website ↗", "누리집 ↗";
    FoundedIn: "founded {0}", "{0} 설립";
    OneCity: "{0} city", "지자체 {0}곳";
    OnePartner: "{0} partner", "파트너 {0}곳";
    NCities: "{0} cities", "지자체 {0}곳";
    NNetworks: "{0} networks", "네트워크 {0}개";
    NPartners: "{0} partners", "파트너 {0}곳";
    OnlyAnnounced: "{0} only announced", "발표만 된 활동 {0}건";
    UndatedRejected: "{0} undated, {1} rejected", "날짜 미상 {0}건 · 읽지 못한 행 {1}건";
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
    FilterRule: "How a filter crosses the tables", "필터가 표마다 적용되는 방식";
    FilterRuleText: "A filter narrows every table that has the field and leaves the others whole. A pane whose table lacks the field says so under its title.", "필터는 그 항목이 있는 표를 모두 걸러 내고, 없는 표는 그대로 둡니다. 항목이 없는 영역은 제목 아래에 그 사실을 밝힙니다.";
    FilterRuleCities: "A city comes with its autonomous districts; “with all governments in it” takes in its cities and counties too. An activity of several chosen cities counts once.", "시를 고르면 자치구가 함께 들어갑니다. ‘관할 시·군·구 모두 포함’은 시·군까지 넣습니다. 여러 지자체가 함께한 활동은 한 번만 셉니다.";
    FilterRuleYears: "Activities and institutions follow the switch (started in, active during); memberships and ties count while they last. What has no date is counted beside the view and can be let in.", "활동과 제도는 선택한 방식(시작, 진행)을 따르고, 가입과 협력관계는 이어지는 동안 셉니다. 날짜가 없는 기록은 따로 세며 포함할 수 있습니다.";
    FilterRuleNational: "Institutions without a city are national: they hold for every city and stay.", "지자체가 없는 제도는 국가 제도이므로 모든 지자체에 해당하여 남습니다.";
    FilterRuleDefaults: "As long as nothing else is chosen, domestic networks and ties that are participation, plans or talks are left out.", "따로 고르지 않으면 국내 네트워크와, 참가·계획·협의 단계의 협력관계는 뺍니다.";
    YearsWord: "Years", "연도";
    TextWord: "Text", "검색어";
    Shortcuts: "Keys and gestures", "단축키와 조작";
    KeyFacets: "Move through the facets, choose", "왼쪽 목록에서 이동·선택";
    KeyExclude: "Exclude the value", "값 제외";
    KeyDrag: "Drag on the bars to choose years", "막대 위를 끌어 연도 선택";
    KeyWheel: "Wheel on the bars to zoom", "막대 위에서 휠로 확대·축소";
    About: "About", "프로그램 정보";
    AboutText: "Open a local database of the international activities of cities and see when they acted, where they belong and with whom they work. The file is only read, nothing leaves this computer.", "지방자치단체의 국제 활동 데이터베이스를 열어 언제 활동했고, 어디에 속하며, 누구와 일하는지 봅니다. 파일은 읽기만 하며 어떤 자료도 밖으로 나가지 않습니다.";
    DatabaseWord: "Database", "데이터베이스";
    AsOfWord: "As of", "기준일";
    CompiledByWord: "Compiled by", "작성";
    LicenceWord: "Licence of the data", "자료 이용 조건";
    NoteWord: "Note", "유의 사항";
    EngineWord: "Engine", "엔진";
    Dismiss: "Dismiss", "닫기";
    Cancel: "Cancel", "취소";
    ExportTitle: "Export a figure", "차트 내보내기";
    ExportPath: "File to write", "저장할 파일";
    ExportPathHint: "File to write, e.g. {0}; or leave empty and choose", "저장할 파일(예: {0}), 비워 두면 고를 수 있습니다";
    ChooseWhere: "Choose where…", "위치 고르기…";
    SaveNow: "Save", "저장";
    Saved: "Saved as {0}", "저장했습니다: {0}";
    NothingSaved: "Nothing was written.", "아무것도 저장하지 않았습니다.";
    LookWord: "Look", "모양";
    GreyTheme: "Grey for print", "인쇄용 회색";
    Transparent: "Transparent ground", "투명 배경";
    TextAsOutlines: "Text as outlines", "글자를 윤곽선으로";
    DeckWord: "Slides", "슬라이드";
    DeckNoCities: "One for each chart", "차트마다 한 장";
    DeckChosenCities: "Profile and charts of each chosen city", "선택한 지자체마다 프로필과 차트";
    DeckUpperCities: "The same for all upper-level ones", "모든 광역자치단체마다 프로필과 차트";
    TemplateWord: "Template", "서식";
    TemplateHint: "Path of a .pptx or .potx, or empty", "사용할 .pptx·.potx 경로(비워 두어도 됨)";
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
    // ---- what cannot be exported: what, why, what next ----
    NotWritten: "{0} cannot be written.", "{0} 파일을 쓸 수 없습니다.";
    CauseNoName: "It names no file.", "파일 이름이 없습니다.";
    NextGiveName: "Give the file a name, such as figure.svg.", "figure.svg처럼 이름을 지정하십시오.";
    CauseReservedName: "Windows cannot open a file of that name.", "Windows에서 열 수 없는 이름입니다.";
    CauseIsDatabase: "It is the database that is open, and that is only ever read.", "지금 연 데이터베이스이며, 데이터베이스는 읽기만 합니다.";
    NextAnotherName: "Choose another name.", "다른 이름을 고르십시오.";
    CauseNotPng: "A picture of the window is a PNG.", "창의 그림은 PNG입니다.";
    NextEndInPng: "Let the name end in .png.", "이름을 .png로 끝내십시오.";
    CauseNotAFile: "There is a folder or a device of that name.", "같은 이름의 폴더나 장치가 있습니다.";
    CauseNoFolder: "Its folder does not exist.", "폴더가 없습니다.";
    NextMakeFolder: "Make the folder first, or choose another one.", "폴더를 먼저 만들거나 다른 폴더를 고르십시오.";
    CauseWriteProtected: "The file or its folder is write-protected.", "파일이나 폴더가 쓰기 금지되어 있습니다.";
    NextOtherFolder: "Choose another folder, such as your documents.", "내 문서처럼 쓸 수 있는 폴더를 고르십시오.";
    CauseDiskFull: "The disk is full. What was there before is unchanged.", "디스크가 가득 찼습니다. 원래 있던 파일은 그대로입니다.";
    NextFreeDisk: "Free some space, or choose another disk.", "공간을 비우거나 다른 디스크를 고르십시오.";
    NextTryElsewhere: "Choose another folder and try again.", "다른 폴더를 골라 다시 시도하십시오.";
    CauseUnknownFormat: "The end of its name is of no format this program writes.", "이 프로그램이 쓸 수 없는 형식의 이름입니다.";
    NextEndIn: "End the name in one of: {0}.", "이름 끝을 다음 중 하나로 하십시오: {0}.";
    NotDrawn: "The figure cannot be turned into a file.", "그림을 파일로 만들 수 없습니다.";
    CauseNotDrawn: "Drawing it failed ({0}).", "그리는 데 실패했습니다({0}).";
    NextSmaller: "Save it as SVG instead, or choose a smaller size.", "SVG로 저장하거나 더 작은 크기를 고르십시오.";
    NextExportAgain: "Export it again when you like.", "원할 때 다시 내보내십시오.";
    SizeUnusable: "“{0}” cannot be the size of a figure.", "“{0}”은(는) 그림 크기로 쓸 수 없습니다.";
    CauseNoSize: "It is no width and height with a unit, and no name of a size.", "단위를 붙인 너비와 높이도, 크기의 이름도 아닙니다.";
    NextWriteSize: "Write width, x, height and a unit: 12x5.5in, 170x107mm or 1920x1080px; or a name: full, content, half, third, 4:3, a4, square.", "너비, x, 높이, 단위를 쓰십시오: 12x5.5in, 170x107mm, 1920x1080px. 이름도 됩니다: full, content, half, third, 4:3, a4, square.";
    CauseSizeOutOfBounds: "Each side may have 1 to {0} pixels (300 to the inch), the whole up to {1} million.", "한 변은 1~{0}픽셀(1인치에 300픽셀), 전체는 {1}백만 픽셀까지입니다.";
    NextOtherSize: "Choose another size.", "다른 크기를 고르십시오.";
    NoDeckOf: "No deck can be made as {0}.", "{0} 형식으로는 발표 자료를 만들 수 없습니다.";
    CauseNoDeck: "A deck is a PPTX or PDF file, or a folder of figures.", "발표 자료는 PPTX·PDF 파일이나 그림 폴더입니다.";
    NextEndAsDeck: "Let --out end in .pptx, .pdf or /.", "--out을 .pptx, .pdf 또는 /로 끝내십시오.";
    TemplateUnusable: "The template {0} cannot be used.", "서식 파일 {0}을(를) 쓸 수 없습니다.";
    CauseTemplate: "It cannot be read as a presentation ({0}).", "프레젠테이션으로 읽을 수 없습니다({0}).";
    NextTemplate: "Save it in PowerPoint as .pptx or .potx (not .ppt, not protected by a password) and try again.", "PowerPoint에서 암호 없이 .pptx나 .potx로 저장한 뒤 다시 시도하십시오.";
    CauseMacros: "It holds macros (.pptm, .potm), and a file that goes to others should run nothing.", "매크로가 들어 있는 파일(.pptm, .potm)입니다. 남에게 보낼 파일에는 실행되는 것이 없어야 합니다.";
    NextTemplateWithoutMacros: "Save it in PowerPoint as .pptx or .potx, which leaves the macros out.", "PowerPoint에서 .pptx나 .potx로 저장하면 매크로가 빠집니다.";
    LogoUnusable: "The logo {0} cannot be used.", "로고 {0}을(를) 쓸 수 없습니다.";
    CauseLogoBytes: "The file is larger than 16 MB.", "16MB보다 큰 파일입니다.";
    CauseLogoPixels: "It has {0} x {1} pixels; a side may have 8,000.", "{0} x {1}픽셀입니다. 한 변은 8,000픽셀까지입니다.";
    CauseLogoUnknown: "It is neither a PNG nor an SVG.", "PNG도 SVG도 아닙니다.";
    NextLogo: "Choose a PNG or SVG of up to 16 MB and 8,000 pixels a side.", "16MB, 한 변 8,000픽셀 이하의 PNG나 SVG를 고르십시오.";
    FigureNotRead: "{0} could not be read.", "{0} 파일을 읽을 수 없습니다.";
    FigureHasNoView: "{0} carries no view.", "{0} 파일에는 화면 상태가 들어 있지 않습니다.";
    CauseNoView: "A view travels in PNG, SVG, PDF and PPTX files that this program exported; copies made by other programs may have lost it.", "이 프로그램이 내보낸 PNG, SVG, PDF, PPTX에만 들어 있으며 다른 프로그램에서 다시 저장하면 사라질 수 있습니다.";
    FigureViewUnreadable: "The view in {0} cannot be used.", "{0} 파일의 화면 상태를 쓸 수 없습니다.";
    CauseViewUnreadable: "It may come from a later version of the program ({0}).", "더 새로운 버전에서 만든 것일 수 있습니다({0}).";
    NextOriginalFigure: "Take the file as it was exported.", "내보낸 원래 파일을 쓰십시오.";
    NextFigureAnew: "Export the figure anew.", "그림을 다시 내보내십시오.";
    // ---- files of figures, slides and decks ----
    LogoWord: "Logo", "로고";
    LogoHint: "Path of a PNG or SVG, or empty", "PNG·SVG 경로(비워 두어도 됨)";
    LogoAlt: "Logo: {0}", "로고: {0}";
    AltWord: "Alternative text", "대체 텍스트";
    AtThisSize: "At this size: {0}.", "이 크기에서는 다음만 보입니다: {0}.";
    TypeBelow: "At this size type is {0} pt, below the 12 pt that can be read on a slide.", "이 크기에서는 글자가 {0}pt로, 슬라이드에서 읽을 수 있는 12pt보다 작습니다.";
    FilesExist: "{0} files exist already in {1}: {2}.", "{1}에 이미 있는 파일 {0}개: {2}.";
    ReplaceThem: "Replace them", "모두 덮어쓰기";
    ChangeTimes: "×{0}", "{0}배";
    ChangeAYear: "{0} % a year", "연평균 {0}%";
    ChangeLeftOut: "{0} is not over and left out", "진행 중인 {0} 제외";
    ChangePoints: "{0} points", "{0}%p";
    SharesBy: "shares by {0}", "{0}별 비중";
    InFiveYears: "five-year periods", "5년 단위";
    InTenYears: "ten-year periods", "10년 단위";
    AltCutNames: "Names cut short in the picture: {0}.", "그림에서 줄인 이름: {0}.";
    AltShares: "{0} from {1} to {2}", "{0} {1}에서 {2}(으)로";
    AltSharesBetween: "Between {0} and {1}: {2}.", "{0}과(와) {1} 사이: {2}.";
    FirstOfLanes: "first {0} of {1} lanes", "줄 {1}개 중 {0}개";
    FirstOfKey: "{0} of {1} names in the key", "범례 {1}개 중 {0}개";
    MarksWord: "Marks", "표시";
    MarkValues: "Values", "값";
    MarkShares: "Shares", "비중";
    MarkChange: "First, last, growth", "처음·마지막·증가율";
    MarksHelp: "Values over the bars; every bar as 100 % with its shares and n; the first and the last whole period with difference and growth.", "막대 위 값, 막대마다 100%로 본 비중과 n, 처음과 마지막 온전한 기간의 값·차이·증가율을 적습니다.";
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
    AltLine: "From {0} to {1}, at the end: {2}.", "{0}년부터 {1}년까지, 마지막 값: {2}.";
    AltColumns: "From {0} to {1}; the highest is {2} with {3}.", "{0}부터 {1}까지, 가장 높은 때는 {2}({3}건).";
    AltBars: "The highest is {0} with {1}.", "가장 많은 곳은 {0}({1}건).";
    DeckWritten: "{0} slides written to {1}", "슬라이드 {0}장을 {1}에 저장했습니다";
    NoCityHasRecords: "No city has a record that passes the filter.", "필터를 통과하는 기록이 있는 지자체가 없습니다.";
    NoCityHasRecordsCause: "Activities, memberships and ties of upper-level governments were looked at.", "광역자치단체의 활동, 가입, 협력관계를 살펴보았습니다.";
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
            for place in (0..9).map(|place| format!("{{{place}}}")) {
                assert_eq!(
                    word.text(Lang::En).contains(&place),
                    word.text(Lang::Ko).contains(&place),
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
