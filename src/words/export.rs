//! What files of figures, slides and decks say.

use super::words;

words! {
    // ---- the page of records ----
    fn cause_too_many_for_sheet(most, count): "A workbook takes up to {most} records here, and these are {count}.", "통합 문서에는 {most}건까지 담을 수 있는데 {count}건입니다.";
    const NEXT_AS_CSV: "Save them as CSV, which holds any number, or narrow the filter.", "건수 제한이 없는 CSV로 저장하거나 필터를 좁히십시오.";
    const CAUSE_NOT_A_TABLE: "The end of its name is of no format that records are written in.", "기록을 저장할 수 있는 형식의 이름이 아닙니다.";
    const NEXT_END_IN_TABLE: "End the name in .csv, .tsv or .xlsx.", "이름을 .csv, .tsv, .xlsx 중 하나로 끝내십시오.";
    // ---- what cannot be exported: what, why, what next ----
    fn not_written(path): "{path} cannot be written.", "{path} 파일을 쓸 수 없습니다.";
    const CAUSE_NO_NAME: "It names no file.", "파일 이름이 없습니다.";
    const NEXT_GIVE_NAME: "Give the file a name, such as figure.svg.", "figure.svg처럼 이름을 지정하십시오.";
    const CAUSE_RESERVED_NAME: "Windows cannot open a file of that name.", "Windows에서 열 수 없는 이름입니다.";
    const CAUSE_IS_DATABASE: "It is the database that is open, and that is only ever read.", "지금 연 데이터베이스이며, 데이터베이스는 읽기만 합니다.";
    const NEXT_ANOTHER_NAME: "Choose another name.", "다른 이름을 고르십시오.";
    const CAUSE_NOT_PNG: "A picture of the window is a PNG.", "창의 그림은 PNG입니다.";
    const NEXT_END_IN_PNG: "Let the name end in .png.", "이름을 .png로 끝내십시오.";
    const CAUSE_NOT_A_FILE: "There is a folder or a device of that name.", "같은 이름의 폴더나 장치가 있습니다.";
    const CAUSE_NO_FOLDER: "Its folder does not exist.", "폴더가 없습니다.";
    const NEXT_MAKE_FOLDER: "Make the folder first, or choose another one.", "폴더를 먼저 만들거나 다른 폴더를 고르십시오.";
    const CAUSE_WRITE_PROTECTED: "The file or its folder is write-protected.", "파일이나 폴더가 쓰기 금지되어 있습니다.";
    const NEXT_OTHER_FOLDER: "Choose another folder, such as your documents.", "내 문서처럼 쓸 수 있는 폴더를 고르십시오.";
    const CAUSE_DISK_FULL: "The disk is full. What was there before is unchanged.", "디스크가 가득 찼습니다. 원래 있던 파일은 그대로입니다.";
    const NEXT_FREE_DISK: "Free some space, or choose another disk.", "공간을 비우거나 다른 디스크를 고르십시오.";
    const NEXT_TRY_ELSEWHERE: "Choose another folder and try again.", "다른 폴더를 골라 다시 시도하십시오.";
    const CAUSE_UNKNOWN_FORMAT: "The end of its name is of no format this program writes.", "이 프로그램이 쓸 수 없는 형식의 이름입니다.";
    fn next_end_in(endings): "End the name in one of: {endings}.", "이름 끝을 다음 중 하나로 하십시오: {endings}.";
    const NOT_DRAWN: "The figure cannot be turned into a file.", "그림을 파일로 만들 수 없습니다.";
    fn cause_not_drawn(cause): "Drawing it failed ({cause}).", "그리는 데 실패했습니다({cause}).";
    const SIZE_TOO_LARGE: "the size is too large", "크기가 너무 큼";
    const WORK_BROKE_OFF: "the worker broke off", "작업이 중단됨";
    const NEXT_SMALLER: "Save it as SVG instead, or choose a smaller size.", "SVG로 저장하거나 더 작은 크기를 고르십시오.";
    const NEXT_EXPORT_AGAIN: "Export it again when you like.", "원할 때 다시 내보내십시오.";
    fn size_unusable(size): "“{size}” cannot be the size of a figure.", "“{size}”은(는) 그림 크기로 쓸 수 없습니다.";
    const CAUSE_NO_SIZE: "It is no width and height with a unit, and no name of a size.", "단위를 붙인 너비와 높이도, 크기의 이름도 아닙니다.";
    const NEXT_WRITE_SIZE: "Write width, x, height and a unit: 12x5.5in, 170x107mm or 1920x1080px; or a name: full, content, half, third, 4:3, a4, square.", "너비, x, 높이, 단위를 쓰십시오: 12x5.5in, 170x107mm, 1920x1080px. 이름도 됩니다: full, content, half, third, 4:3, a4, square.";
    fn cause_size_out_of_bounds(pixels, megapixels): "Each side may have 1 to {pixels} pixels (300 to the inch), the whole up to {megapixels} million.", "한 변은 1~{pixels}픽셀(1인치에 300픽셀), 전체는 {megapixels}백만 픽셀까지입니다.";
    const NEXT_OTHER_SIZE: "Choose another size.", "다른 크기를 고르십시오.";
    fn no_deck_of(format): "No deck can be made as {format}.", "{format} 형식으로는 발표 자료를 만들 수 없습니다.";
    const CAUSE_NO_DECK: "A deck is a PPTX or PDF file, or a folder of figures.", "발표 자료는 PPTX·PDF 파일이나 그림 폴더입니다.";
    const NEXT_END_AS_DECK: "Let --out end in .pptx, .pdf or /.", "--out을 .pptx, .pdf 또는 /로 끝내십시오.";
    fn template_unusable(path): "The template {path} cannot be used.", "서식 파일 {path}을(를) 쓸 수 없습니다.";
    fn cause_template(cause): "It cannot be read as a presentation ({cause}).", "프레젠테이션으로 읽을 수 없습니다({cause}).";
    const NEXT_TEMPLATE: "Save it in PowerPoint as .pptx or .potx (not .ppt, not protected by a password) and try again.", "PowerPoint에서 암호 없이 .pptx나 .potx로 저장한 뒤 다시 시도하십시오.";
    const HOLDS_MACROS: "it holds macros", "매크로 포함";
    const NOT_PPTX: "no .pptx", ".pptx가 아님";
    const NO_SLIDE_LAYOUT: "no slide layout", "슬라이드 레이아웃 없음";
    const LIMITS_AND_SOURCES: "Limits and sources", "한계와 출처";
    fn too_few_for(indicators): "Too few records to say, or none: {indicators}.", "기록이 너무 적거나 없어 말할 수 없는 지표: {indicators}.";
    const STRICT_OPEN_XML: "saved as Strict Open XML", "엄격한 Open XML 형식으로 저장됨";
    fn layout_unusable(wanted): "The template has no layout “{wanted}”.", "서식에 “{wanted}” 레이아웃이 없습니다.";
    fn cause_no_such_layout(names): "Its layouts are: {names}.", "서식에 있는 레이아웃: {names}.";
    const NEXT_NAME_LAYOUT: "Give one of these names, or its number.", "이 이름 가운데 하나 또는 그 번호를 지정하십시오.";
    const NO_SLIDE_SIZE: "no slide size", "슬라이드 크기 없음";
    fn part_missing(part): "{part}: missing", "{part}: 없음";
    fn part_missing_of_kind(kind): "no {kind}", "{kind} 없음";
    fn part_too_large(part, bytes): "{part} > {bytes} bytes", "{part} > {bytes}바이트";
    fn part_unexpected(part): "{part}: not as expected", "{part}: 예상과 다른 구성";
    const CAUSE_MACROS: "It holds macros (.pptm, .potm), and a file that goes to others should run nothing.", "매크로가 들어 있는 파일(.pptm, .potm)입니다. 남에게 보낼 파일에는 실행되는 것이 없어야 합니다.";
    const NEXT_TEMPLATE_WITHOUT_MACROS: "Save it in PowerPoint as .pptx or .potx, which leaves the macros out.", "PowerPoint에서 .pptx나 .potx로 저장하면 매크로가 빠집니다.";
    fn logo_unusable(path): "The logo {path} cannot be used.", "로고 {path}을(를) 쓸 수 없습니다.";
    const CAUSE_LOGO_BYTES: "The file is larger than 16 MB.", "16MB보다 큰 파일입니다.";
    fn cause_logo_pixels(width, height): "It has {width} x {height} pixels; a side may have 8,000.", "{width} x {height}픽셀입니다. 한 변은 8,000픽셀까지입니다.";
    const CAUSE_LOGO_UNKNOWN: "It is neither a PNG nor an SVG.", "PNG도 SVG도 아닙니다.";
    const NEXT_LOGO: "Choose a PNG or SVG of up to 16 MB and 8,000 pixels a side.", "16MB, 한 변 8,000픽셀 이하의 PNG나 SVG를 고르십시오.";
    fn figure_not_read(path): "{path} could not be read.", "{path} 파일을 읽을 수 없습니다.";
    fn figure_has_no_view(path): "{path} carries no view.", "{path} 파일에는 화면 상태가 들어 있지 않습니다.";
    fn cause_no_view(others, last): "A view travels in {others} and {last} files that this program exported; copies made by other programs may have lost it.", "이 프로그램이 내보낸 {others}, {last}에만 들어 있으며 다른 프로그램에서 다시 저장하면 사라질 수 있습니다.";
    fn figure_view_unreadable(path): "The view in {path} cannot be used.", "{path} 파일의 화면 상태를 쓸 수 없습니다.";
    fn cause_view_unreadable(cause): "It may come from a later version of the program ({cause}).", "더 새로운 버전에서 만든 것일 수 있습니다({cause}).";
    const NEXT_ORIGINAL_FIGURE: "Take the file as it was exported.", "내보낸 원래 파일을 쓰십시오.";
    const NEXT_FIGURE_ANEW: "Export the figure anew.", "그림을 다시 내보내십시오.";
    // ---- files of figures, slides and decks ----
    fn logo_alt(name): "Logo: {name}", "로고: {name}";
    fn type_below(size): "At this size type is {size} pt, below the 12 pt that can be read on a slide.", "이 크기에서는 글자가 {size}pt로, 슬라이드에서 읽을 수 있는 12pt보다 작습니다.";
    fn alt_cut_names(names): "Names cut short in the picture: {names}.", "그림에서 줄인 이름: {names}.";
    const DATA_SHEET: "Data", "자료";
    const NOTE_SHEET: "Notes", "설명";
    const FILTER_WORD: "Filter", "필터";
    fn sources_of_publishers(sources, publishers): "{sources} public pages and documents of {publishers} publishers", "{publishers}개 기관의 공개 문서·웹페이지 {sources}건";
    fn city_profile(city): "{city} · profile", "{city} · 프로필";
    fn alt_line(first, last, ends): "From {first} to {last}, at the end: {ends}.", "{first}년부터 {last}년까지, 마지막 값: {ends}.";
    fn alt_columns(first, last, name, most): "From {first} to {last}; the highest is {name} with {most}.", "{first}부터 {last}까지, 가장 높은 때는 {name}({most}건).";
    fn alt_bars(name, most): "The highest is {name} with {most}.", "가장 많은 곳은 {name}({most}건).";
}
