//! Tables on the clipboard of the system as HTML beside text, which egui cannot put there: Word and Hangul paste a table.

use std::sync::mpsc::{Sender, channel};
use std::thread::{Builder, JoinHandle};

use arboard::Clipboard;
use egui::Context;

/// A table to be pasted.
pub struct Copied {
    /// Lines with tabs, for spreadsheets and editors.
    pub text: String,
    /// The same for word processors; `None` where it is too long for any.
    pub html: Option<String>,
}

/// Puts tables on the clipboard. The text goes by egui; where the system lets us, text and HTML follow a frame later and
/// take its place. Where it does not (Wayland without data control), the text stays.
#[derive(Default)]
pub struct Tables {
    /// Off where there is no window: tests leave the clipboard of the system alone.
    is_native: bool,
    /// A table whose text egui puts there at the end of this frame.
    following: Option<Following>,
    owner: Option<Owner>,
}

struct Following {
    text: String,
    html: String,
    /// The frame in which the text was given to egui.
    frame: u64,
}

/// The thread that owns the clipboard: on X11 the one who copied serves whoever pastes, as long as the program lives.
/// It also keeps the window from waiting for another program.
struct Owner {
    tables: Option<Sender<(String, String)>>,
    thread: Option<JoinHandle<()>>,
}

impl Tables {
    /// Tables that reach the clipboard of the system.
    pub fn native() -> Self {
        Self { is_native: true, ..Self::default() }
    }

    /// Copies a table.
    pub fn copy(&mut self, ctx: &Context, copied: Copied) {
        let Copied { text, html } = copied;
        let frame = ctx.cumulative_frame_nr();
        let following = |html| Following { text: text.clone(), html, frame };
        self.following = html.filter(|_| self.is_native).map(following);
        ctx.copy_text(text);
        ctx.request_repaint();
    }

    /// Whatever else is copied is not to be overtaken by a table.
    pub fn forget(&mut self) {
        self.following = None;
    }

    /// Sends the HTML after its text; once a frame.
    pub fn follow(&mut self, ctx: &Context) {
        let frame = ctx.cumulative_frame_nr();
        if let Some(Following { text, html, .. }) = self.following.take_if(|following| following.frame < frame) {
            self.owner.get_or_insert_with(Owner::start).put(text, html);
        }
    }
}

impl Owner {
    fn start() -> Self {
        let (sender, tables) = channel::<(String, String)>();
        let serve = move || {
            let mut clipboard = None;
            for (text, html) in tables {
                clipboard = clipboard.or_else(|| Clipboard::new().ok());
                if let Some(clipboard) = &mut clipboard {
                    // Where it is refused, the text that egui put there stays.
                    let _text_stays = clipboard.set().html(html, Some(text));
                }
            }
        };
        // Where the system gives no thread, the text stays.
        let thread = Builder::new().name("clipboard".to_owned()).spawn(serve).ok();
        Self { tables: Some(sender), thread }
    }

    fn put(&self, text: String, html: String) {
        if let Some(tables) = &self.tables {
            let _nobody_listens = tables.send((text, html));
        }
    }
}

impl Drop for Owner {
    /// What was copied last is handed to the system's clipboard manager before the program ends.
    fn drop(&mut self) {
        self.tables = None;
        if let Some(thread) = self.thread.take() {
            let _broke_off = thread.join();
        }
    }
}
