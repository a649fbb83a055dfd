//! The real program in a real window on a virtual screen: it draws, a click narrows what it shows, and it closes.
//!
//! A binary of its own: it waits for a real window to be drawn, and the tests of `it` would keep every processor from it.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "all of it is a test")]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Cursor};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// A busy build server draws its first frame late; a healthy one never waits this long.
const PATIENCE: Duration = Duration::from_mins(1);
const PROGRAM: &str = env!("CARGO_BIN_EXE_city-diplomacy");

#[test]
fn a_click_on_a_city_narrows_the_window_to_what_the_command_line_counts() {
    click_a_city_and_close(true);
}

#[test]
fn where_opengl_is_missing_the_window_opens_all_the_same() {
    click_a_city_and_close(false);
}

fn click_a_city_and_close(has_opengl: bool) {
    for (tool, package) in [("Xvfb", "xvfb"), ("openbox", "openbox"), ("xdotool", "xdotool"), ("import", "imagemagick")]
    {
        assert!(is_on_path(tool), "this test needs {tool} (package {package}); scripts/test installs it");
    }
    let screen = Screen::start(has_opengl);
    let mut program = Program::start(&screen);

    let colours = wait("the window to be drawn", &program, || Some(screen.colours()).filter(|colours| *colours > 40));
    assert!(colours > 40, "the window is blank");

    let city = wait("the place of a city in the filter", &program, || program.target("city"));
    let expected = counted_activities(&city.id);
    assert_ne!(program.shown(), Some(expected), "the city holds every activity: a click on it would prove nothing");
    screen.click(program.window, city.x, city.y);
    wait(&format!("{expected} activities after a click on {}", city.id), &program, || {
        (program.shown() == Some(expected)).then_some(())
    });

    assert_eq!(program.has_opengl_driver(), has_opengl, "who draws the window");
    assert_eq!(program.internet_sockets(), Vec::<String>::new(), "the program talks to nobody but the display");

    // The window manager's own way to close the window that has the focus. It misses a key now and then while it is still
    // busy with the click; a person would press it again.
    let mut pressed: Option<Instant> = None;
    let status = wait_mut("the program to end", || {
        if pressed.is_none_or(|pressed| pressed.elapsed() > Duration::from_secs(2)) {
            screen.xdotool(&["key", "alt+F4"]);
            pressed = Some(Instant::now());
        }
        program.child.try_wait().unwrap()
    });
    assert!(status.success(), "the program ended with {status}; it said:\n{}", program.said());
}

/// A virtual screen with a window manager; both end with it.
struct Screen {
    display: String,
    has_opengl: bool,
    server: Child,
    manager: Child,
}

impl Screen {
    fn start(has_opengl: bool) -> Self {
        let sign = if has_opengl { "+extension" } else { "-extension" };
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1440x900x24", sign, "GLX", "-nolisten", "tcp"])
            // Else it starts anew, and turns programs away meanwhile, whenever the last one leaves it.
            .arg("-noreset")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // It picks a free number and prints it once it takes connections.
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        assert!(!number.trim().is_empty(), "Xvfb did not start");
        let display = format!(":{}", number.trim());
        let manager = on(&display, "openbox").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        Self { display, has_opengl, server, manager }
    }

    fn xdotool(&self, arguments: &[&str]) -> Output {
        on(&self.display, "xdotool").args(arguments).output().unwrap()
    }

    /// The visible window of a process, once it is there.
    fn window_of(&self, process: u32) -> Option<u32> {
        let found = self.xdotool(&["search", "--onlyvisible", "--pid", &process.to_string()]);
        String::from_utf8_lossy(&found.stdout).lines().last()?.trim().parse().ok()
    }

    fn click(&self, window: u32, x: f32, y: f32) {
        let [window, x, y] = [window.to_string(), x.round().to_string(), y.round().to_string()];
        let done = self.xdotool(&["mousemove", "--window", &window, &x, &y, "click", "1"]);
        assert!(done.status.success(), "xdotool: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// How many different colours are on the screen: a blank one has one or two.
    fn colours(&self) -> usize {
        let picture = on(&self.display, "import").args(["-window", "root", "-depth", "8", "png24:-"]).output().unwrap();
        let mut reader = png::Decoder::new(Cursor::new(picture.stdout)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        pixels.chunks_exact(frame.color_type.samples()).collect::<BTreeSet<_>>().len()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        end(&mut self.manager);
        end(&mut self.server);
    }
}

/// The program with the sample database, its window, and what it has said so far.
struct Program {
    child: Child,
    window: u32,
    lines: Arc<Mutex<Vec<String>>>,
    /// Settings of its own, so that those of the person who runs the test are neither read nor written.
    _home: tempfile::TempDir,
}

impl Program {
    fn start(screen: &Screen) -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut command = on(&screen.display, PROGRAM);
        if !screen.has_opengl {
            // The other way to OpenGL, which asks no display.
            command.env("__EGL_VENDOR_LIBRARY_FILENAMES", "/nonexistent");
        }
        let mut child = command
            .arg(sample())
            .env("CITY_DIPLOMACY_TRACE", "1")
            .env("HOME", home.path())
            .env("XDG_CONFIG_HOME", home.path())
            .env("XDG_DATA_HOME", home.path())
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = Arc::new(Mutex::new(Vec::new()));
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let heard = Arc::clone(&lines);
        let listen = move || {
            for line in stderr.lines().map_while(Result::ok) {
                heard.lock().unwrap_or_else(PoisonError::into_inner).push(line);
            }
        };
        thread::Builder::new().name("listener".to_owned()).spawn(listen).unwrap();
        let mut program = Self { child, window: 0, lines, _home: home };
        program.window = wait_mut("the window", || {
            let ended = program.child.try_wait().unwrap();
            assert!(ended.is_none(), "the program ended before a window came; it said:\n{}", program.said());
            screen.window_of(program.child.id())
        });
        program
    }

    fn said(&self) -> String {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).join("\n")
    }

    /// Whether a driver of OpenGL is at work in the program.
    fn has_opengl_driver(&self) -> bool {
        let maps = std::fs::read_to_string(format!("/proc/{}/maps", self.child.id())).unwrap();
        ["swrast", "gallium", "_dri.so"].iter().any(|driver| maps.contains(driver))
    }

    /// Its open sockets that the system lists under TCP, UDP or raw: those of the display are local ones.
    fn internet_sockets(&self) -> Vec<String> {
        let process = format!("/proc/{}", self.child.id());
        let sockets: Vec<String> = std::fs::read_dir(format!("{process}/fd"))
            .unwrap()
            .filter_map(|entry| std::fs::read_link(entry.unwrap().path()).ok())
            .filter_map(|target| Some(target.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?.to_owned()))
            .collect();
        assert!(!sockets.is_empty(), "the display is reached by a socket");
        let tables = ["tcp", "tcp6", "udp", "udp6", "raw", "raw6"];
        let listed: String =
            tables.iter().filter_map(|table| std::fs::read_to_string(format!("{process}/net/{table}")).ok()).collect();
        let inodes: BTreeSet<&str> = listed.lines().filter_map(|line| line.split_whitespace().nth(9)).collect();
        sockets.into_iter().filter(|inode| inodes.contains(inode.as_str())).collect()
    }

    /// What `trace: shown activities=N` said last.
    fn shown(&self) -> Option<u64> {
        let said = self.said();
        said.lines().rev().find_map(|line| line.strip_prefix("trace: shown activities="))?.trim().parse().ok()
    }

    /// The first row of a field that `trace: target FIELD ID X Y` named.
    fn target(&self, field: &str) -> Option<Target> {
        self.said().lines().find_map(|line| {
            let words: Vec<&str> = line.strip_prefix("trace: target ")?.split_whitespace().collect();
            let [of, id, x, y] = words[..] else { return None };
            let target = Target { id: id.to_owned(), x: x.parse().ok()?, y: y.parse().ok()? };
            (of == field).then_some(target)
        })
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

/// A row that can be clicked, its middle in pixels of the window.
struct Target {
    id: String,
    x: f32,
    y: f32,
}

/// How many activities the command line counts for a city.
fn counted_activities(city: &str) -> u64 {
    let arguments = ["counts".as_ref(), sample().as_os_str(), "--city".as_ref(), city.as_ref(), "--json".as_ref()];
    let output = Command::new(PROGRAM).args(arguments).output().unwrap();
    assert!(output.status.success(), "counts: {}", String::from_utf8_lossy(&output.stderr));
    let counts: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let shown = &counts["totals"]["activities"]["shown"];
    shown.as_u64().unwrap_or_else(|| panic!("no totals.activities.shown in {counts}"))
}

fn sample() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/sample.db"))
}

/// A command on a display, and on no other that may be around.
fn on(display: &str, program: &str) -> Command {
    let mut command = Command::new(program);
    command.env("DISPLAY", display).env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET").stdin(Stdio::null());
    command
}

fn is_on_path(tool: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(tool).is_file())
}

fn end(child: &mut Child) {
    // It may have ended by itself: then there is nothing to stop.
    let _ended_before = child.kill();
    let _reaped = child.wait();
}

/// Asks until there is an answer; fails with what the program said when patience is over.
fn wait<T>(what: &str, program: &Program, ask: impl Fn() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(start.elapsed() < PATIENCE, "waited in vain for {what}; the program said:\n{}", program.said());
        thread::sleep(Duration::from_millis(50));
    }
}

/// As [`wait`], for a question that changes what it asks.
fn wait_mut<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(start.elapsed() < PATIENCE, "waited in vain for {what}");
        thread::sleep(Duration::from_millis(50));
    }
}
