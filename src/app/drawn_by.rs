//! What draws the window: it is chosen when the window opens, and told in the window about the program.

/// What draws the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrawnBy {
    /// The graphics card, or what stands for it.
    OpenGl,
    /// The processor alone: where OpenGL 2 is missing.
    Processor,
}

impl DrawnBy {
    /// Both.
    pub const ALL: [Self; 2] = [Self::OpenGl, Self::Processor];

    /// As it is chosen on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::OpenGl => "opengl",
            Self::Processor => "processor",
        }
    }
}
