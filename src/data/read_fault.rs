//! What the errors of the system mean to a person who wants to read or write a file: the one place that tells them apart.

use std::io;
use std::path::Path;

use super::windows_name::is_device_name;
use crate::words::{Lang, Word};

/// Why the system does not let a file be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadFault {
    /// There is no such file.
    NotFound,
    /// It is not a file but a device of Windows, which has this name in every folder.
    DeviceName,
    /// No right to read it.
    NotAllowed,
    /// Another program has it open and lets nobody else read it.
    OpenElsewhere,
    /// It lies in a cloud (OneDrive and the like) and cannot be fetched now.
    InCloud,
    /// Anything else; the words of the system.
    Other(String),
}

/// Whether a file cannot be read or written because another program has it open.
pub(crate) fn is_open_elsewhere(error: &io::Error) -> bool {
    says_open_elsewhere(cfg!(windows), error)
}

/// See [`is_open_elsewhere`]; numbers of errors mean something else on every other system.
fn says_open_elsewhere(is_windows: bool, error: &io::Error) -> bool {
    const SHARING_VIOLATION: i32 = 32;
    const LOCK_VIOLATION: i32 = 33;
    is_windows && matches!(error.raw_os_error(), Some(SHARING_VIOLATION | LOCK_VIOLATION))
}

/// What Windows says of a file that only its name is here of: nobody fetches it, sign in first, no network, no success,
/// given up, too late.
const CLOUD_ERRORS: [i32; 8] = [362, 386, 388, 389, 393, 398, 404, 426];

impl ReadFault {
    /// What an error means that came of reading a file.
    pub fn of(path: &Path, error: &io::Error) -> Self {
        Self::on(cfg!(windows), path, error)
    }

    fn on(is_windows: bool, path: &Path, error: &io::Error) -> Self {
        if says_open_elsewhere(is_windows, error) {
            return Self::OpenElsewhere;
        }
        if is_windows && error.raw_os_error().is_some_and(|number| CLOUD_ERRORS.contains(&number)) {
            return Self::InCloud;
        }
        let path = path.to_string_lossy();
        if is_windows && path.rsplit(['/', '\\']).next().is_some_and(is_device_name) {
            return Self::DeviceName;
        }
        match error.kind() {
            // No file can have a name that the system does not take.
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::InvalidFilename => Self::NotFound,
            io::ErrorKind::PermissionDenied => Self::NotAllowed,
            _ => Self::Other(error.to_string()),
        }
    }

    /// The cause, as a sentence.
    pub fn cause(&self, lang: Lang) -> String {
        let word = match self {
            Self::NotFound => Word::CAUSE_NOT_FOUND,
            Self::DeviceName => Word::CAUSE_DEVICE_NAME,
            Self::NotAllowed => Word::CAUSE_NO_PERMISSION,
            Self::OpenElsewhere => Word::CAUSE_NOT_SHARED,
            Self::InCloud => Word::CAUSE_IN_CLOUD,
            Self::Other(said) => return Word::cause_unreadable(lang, said),
        };
        word.text(lang).to_owned()
    }

    /// What to do about it.
    pub fn next_step(&self) -> Word {
        match self {
            Self::NotFound => Word::NEXT_CHECK_NAME,
            Self::DeviceName => Word::NEXT_NAME_FILE,
            Self::NotAllowed => Word::NEXT_PERMISSION,
            Self::OpenElsewhere => Word::NEXT_CLOSE_OR_COPY,
            Self::InCloud => Word::NEXT_FETCH_FROM_CLOUD,
            Self::Other(_) => Word::NEXT_COPY_AGAIN,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_another_program_holds_is_so_only_on_windows() {
        for number in [32, 33] {
            let error = io::Error::from_raw_os_error(number);
            assert!(says_open_elsewhere(true, &error));
            assert_eq!(ReadFault::on(true, Path::new("서울.db"), &error), ReadFault::OpenElsewhere);
            assert!(!says_open_elsewhere(false, &error), "32 is a broken pipe elsewhere");
        }
        assert!(!says_open_elsewhere(true, &io::Error::from_raw_os_error(5)));
        assert!(!says_open_elsewhere(true, &io::Error::from(io::ErrorKind::PermissionDenied)));
    }

    #[test]
    fn a_file_that_the_cloud_does_not_give_is_told_from_a_damaged_one() {
        let error = io::Error::from_raw_os_error(362);
        assert_eq!(ReadFault::on(true, Path::new("서울.db"), &error), ReadFault::InCloud);
        assert!(matches!(ReadFault::on(false, Path::new("서울.db"), &error), ReadFault::Other(_)));
    }

    #[test]
    fn a_device_of_windows_is_named_in_any_folder_and_only_there() {
        let error = io::Error::from(io::ErrorKind::NotFound);
        for path in ["NUL", r"C:\자료\con.db", r"\\.\COM1", "data/aux"] {
            assert_eq!(ReadFault::on(true, Path::new(path), &error), ReadFault::DeviceName, "{path}");
            assert_eq!(ReadFault::on(false, Path::new(path), &error), ReadFault::NotFound, "{path}");
        }
        assert_eq!(ReadFault::on(true, Path::new(r"C:\con\서울.db"), &error), ReadFault::NotFound);
    }

    #[test]
    fn each_fault_has_a_cause_and_a_next_step_of_its_own() {
        let said = ReadFault::Other("torn cable".to_owned());
        let faults = [
            ReadFault::NotFound,
            ReadFault::DeviceName,
            ReadFault::NotAllowed,
            ReadFault::OpenElsewhere,
            ReadFault::InCloud,
            said,
        ];
        for lang in Lang::ALL {
            let mut told: Vec<_> =
                faults.iter().map(|fault| (fault.cause(lang), fault.next_step().text(lang))).collect();
            told.sort();
            told.dedup_by(|one, other| one.0 == other.0 || one.1 == other.1);
            assert_eq!(told.len(), faults.len(), "{told:?}");
        }
        assert!(ReadFault::OpenElsewhere.cause(Lang::Ko).contains("다른 프로그램"));
    }
}
