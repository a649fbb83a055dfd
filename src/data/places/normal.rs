//! Written forms made alike: what a text looks like without its trimmings, and what it is looked up by.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Marks around a name that are no part of it: footnotes, bullets, quotation marks.
const TRIMMED: &[char] = &[
    '*', '※', '†', '‡', '§', '★', '☆', '●', '○', '◎', '■', '□', '▶', '▷', '◆', '◇', '△', '▲', '▪', '•', '·', 'ㆍ',
    '・', '"', '\'', '`', '“', '”', '‘', '’', '„', '‚', '«', '»', '「', '」', '『', '』', '《', '》', '〈', '〉', ',',
    '、', ';', ':', '/', '-', '–', '—', '_', '|', '~', '=', '>', '<', '+', '#', '!', '?',
];

/// A text without line ends, marks of direction, full-width letters, quotation marks, footnote marks and numbers of lists.
pub(crate) fn tidy(text: &str) -> String {
    // Most cells need nothing of this.
    let is_plain = text.chars().all(is_plain_letter) && !text.contains("  ");
    let spaced = if is_plain {
        Cow::Borrowed(text)
    } else {
        let plain: String = text.chars().filter_map(plain_blank).nfkc().collect();
        Cow::Owned(plain.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let mut tidied = spaced.as_ref();
    loop {
        let trimmed = trim_once(tidied);
        if trimmed.len() == tidied.len() {
            return trimmed.to_owned();
        }
        tidied = trimmed;
    }
}

/// ASCII, whole syllables of Hangul, and Latin letters with their marks that no form of writing changes.
fn is_plain_letter(char: char) -> bool {
    matches!(char, ' '..='~' | '가'..='힣' | 'À'..='ž')
}

/// A blank for every kind of blank and control; nothing for letters without width and for raised or ringed footnote numbers.
fn plain_blank(char: char) -> Option<char> {
    match char {
        '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}'
        | '\u{61C}' => None,
        '¹' | '²' | '³' | '⁰'..='⁹' | '⁽' | '⁾' | '①'..='⑳' | '\u{2474}'..='\u{249B}' | '❶'..='❿' | '➀'..='➓' => {
            Some(' ')
        }
        _ if char.is_control() || char.is_whitespace() => Some(' '),
        _ => Some(char),
    }
}

fn trim_once(text: &str) -> &str {
    let text = text.trim().trim_matches(TRIMMED).trim();
    let text = without_number_before(text);
    without_footnote_after(text).trim()
}

/// `1. 수원시`, `(3) 수원시`: without the number of the list.
fn without_number_before(text: &str) -> &str {
    let inside = text.strip_prefix(['(', '[']).unwrap_or(text);
    let rest = inside.trim_start_matches(|char: char| char.is_ascii_digit());
    let is_number = (1..=3).contains(&(inside.len() - rest.len()));
    match rest.strip_prefix(['.', ')', ']']) {
        Some(rest) if is_number && rest.starts_with(' ') => rest.trim_start(),
        _ => text,
    }
}

/// `수원시1)`, `수원시(주2)`, `Suwon[3]`: without the mark of the footnote.
fn without_footnote_after(text: &str) -> &str {
    let Some(inside) = text.strip_suffix([')', ']']) else { return text };
    let rest = inside.trim_end_matches(|char: char| char.is_ascii_digit());
    if !(1..=2).contains(&(inside.len() - rest.len())) {
        return text;
    }
    let rest = rest.trim_end();
    let rest = rest.strip_suffix('주').filter(|rest| rest.ends_with(['(', '[', ' '])).unwrap_or(rest).trim_end();
    rest.strip_suffix(['(', '[']).unwrap_or(rest).trim_end()
}

/// A text in small letters without marks over Latin, Greek and Cyrillic ones, and with each Han letter in its older form.
pub(crate) fn fold(text: &str) -> String {
    if text.chars().all(|char| char.is_ascii() || ('가'..='힣').contains(&char)) {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    let mut drops_marks = false;
    for char in text.nfkd() {
        if is_combining_mark(char) {
            if !drops_marks {
                folded.push(char);
            }
            continue;
        }
        for small in char.to_lowercase().filter(|&small| !is_combining_mark(small)) {
            match small {
                'ß' => folded.push_str("ss"),
                'æ' => folded.push_str("ae"),
                'œ' => folded.push_str("oe"),
                'þ' => folded.push_str("th"),
                'ø' => folded.push('o'),
                'ł' => folded.push('l'),
                'đ' | 'ð' => folded.push('d'),
                'ı' => folded.push('i'),
                'ħ' => folded.push('h'),
                '\u{2010}'..='\u{2015}' | '\u{2212}' => folded.push('-'),
                _ => folded.push(older_form(small)),
            }
            drops_marks = small.is_alphabetic() && small < '\u{0590}' || matches!(small, '\u{1E00}'..='\u{1FFF}');
        }
    }
    folded.nfc().collect()
}

/// What a text is looked up by: [`fold`], letters and digits only.
pub(crate) fn key(text: &str) -> String {
    key_of_folded(&fold(text))
}

/// The key of a text that [`fold`] has made.
pub(super) fn key_of_folded(folded: &str) -> String {
    let mut key = String::with_capacity(folded.len());
    // A mark belongs to the letter right before it; letters that come together may make a syllable.
    let (mut was_kept, mut is_rare) = (false, false);
    for char in folded.chars() {
        was_kept = match char {
            'a'..='z' | '0'..='9' | '가'..='힣' => true,
            _ if char.is_ascii() => false,
            _ if is_combining_mark(char) => was_kept,
            _ => char.is_alphanumeric(),
        };
        is_rare |= !char.is_ascii() && !('가'..='힣').contains(&char);
        key.extend(was_kept.then_some(char));
    }
    if is_rare { key.nfc().collect() } else { key }
}

/// Han letters that names of governments and countries are written with: the older form, then the newer ones.
const HAN_FORMS: &str = "宮宫 賀贺 鳥鸟 兒児儿 沖冲 張张 區区 廣広广 處处処 濟済济 淸清 尙尚 靈霊灵 巖岩 德徳 縣県县 總総总 國国 韓韩 臺台 灣湾 \
    獨独 鐵鉄铁 澤沢泽 麗丽 禮礼 龍竜龙 鎭鎮镇 龜亀龟 營営营 榮栄荣 壽寿 靑青 慶庆 東东 門门 \
    關関关 義义 議议 發発发 陽阳 陸陆 長长 馬马 興兴 羅罗 烏乌 鷄鶏鸡 寶宝 實実实 餘余 順顺 \
    華华 莊庄 與与 蘆芦 黃黄 橫横 團団团 圖図图 島岛 連连 達达 雲云 寧宁 驪骊 揚扬 楊杨 陰阴 \
    產产産 統统 陝陕 萬万 雙双 獻献 來来 兩両两 遼辽 蘇苏 內内 貴贵 肅肃 維维 壯壮 變変变 \
    濱浜滨 澁渋涩 靜静 岡冈 愛爱 繩縄绳 蘭兰 亞亜亚 爾尔 軍军 豐豊丰 會会 堯尧 參参 號号 學学 \
    樂楽乐 藝芸艺 轉転转 邊辺边 櫻桜樱 瀧滝泷 瀨瀬濑 鹽塩盐 佛仏 戶戸户 眞真 惠恵 銀银 錫锡 \
    鄭郑 廈厦 濰潍 煙烟 膠胶 萊莱 錦锦 撫抚 齊斉齐 鄧邓 嶺岭 魯鲁 喬乔 聖圣 葉叶 畢毕 紐纽 \
    約约 倫伦 鮮鲜 賓宾 緬缅 賴赖 錄録录 詠咏 無无 務务 奧奥 斷断 熱热 滿満满 溫温 灤滦 獅狮 \
    異异 盧卢 穩稳 窩窝 籠笼 紅红 絲丝 綠绿緑 緣缘 續続续 聯联 聲声 農农 進进 遠远 選选 \
    鄕郷乡 鋼钢 鑛鉱矿 閩闽 際际 隨随 雜雑杂 霧雾 頭头 風风 飛飞 驛駅驿 鳳凤 鶴鹤 麥麦 黑黒 \
    點点";

/// Each newer form with its older one.
static OLDER_FORMS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let mut older_forms = HashMap::new();
    for forms in HAN_FORMS.split_whitespace() {
        let mut forms = forms.chars();
        if let Some(older) = forms.next() {
            older_forms.extend(forms.map(|newer| (newer, older)));
        }
    }
    older_forms
});

/// The form that names are looked up in: 区 and 區 are one letter.
fn older_form(char: char) -> char {
    let is_han = ('\u{4E00}'..='\u{9FFF}').contains(&char);
    if is_han { OLDER_FORMS.get(&char).copied().unwrap_or(char) } else { char }
}
