//! A window drawn on the processor, where there is no OpenGL: Remote Desktop, virtual machines, plain display drivers.
//! It does what eframe does for the same panels, and hands finished pixels to the system.

use std::num::{NonZeroU32, NonZeroUsize};
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::UserEvent;
use egui::{Context, ViewportBuilder, ViewportCommand, ViewportEvent, ViewportId, ViewportInfo};
use egui_winit::accesskit_winit;
use winit::application::ApplicationHandler;
use winit::dpi::PhysicalSize;
use winit::event::{StartCause, WindowEvent};
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoop, EventLoopProxy};
use winit::platform::run_on_demand::EventLoopExtRunOnDemand;
use winit::window::{Window, WindowId};

use super::App;
use super::raster::Canvas;

/// What moves by itself moves so often: no display shows more, and the processor has other things to do.
const FRAME: Duration = Duration::from_millis(16);

/// Opens the window and stays until it is closed.
///
/// # Errors
/// Where the system gives no window, or takes no pixels.
pub fn run(
    events: &mut EventLoop<UserEvent>,
    window: ViewportBuilder,
    make: impl FnOnce(&Context) -> App,
) -> Result<(), String> {
    let proxy = events.create_proxy();
    let mut handler = Handler { proxy, start: Some((window, make)), shown: None, failure: None };
    events.run_app_on_demand(&mut handler).map_err(|error| error.to_string())?;
    handler.failure.map_or(Ok(()), Err)
}

/// Takes the events of the system.
struct Handler<F> {
    proxy: EventLoopProxy<UserEvent>,
    /// What opens the window, until it is there.
    start: Option<(ViewportBuilder, F)>,
    shown: Option<Shown>,
    failure: Option<String>,
}

/// The window and what it shows.
struct Shown {
    app: App,
    ctx: Context,
    state: egui_winit::State,
    info: ViewportInfo,
    canvas: Canvas,
    surface: softbuffer::Surface<Arc<Window>, Arc<Window>>,
    window: Arc<Window>,
    /// When the last frame was begun, and when the next is wanted.
    last: Instant,
    next: Option<Instant>,
    /// Whether the window was shown: it is kept back until there is something in it.
    is_visible: bool,
    is_closing: bool,
}

impl<F: FnOnce(&Context) -> App> Handler<F> {
    fn open(&mut self, events: &ActiveEventLoop) -> Result<(), String> {
        let Some((builder, make)) = self.start.take() else { return Ok(()) };
        let ctx = Context::default();
        ctx.set_embed_viewports(true);
        // A frame whose sizes have not settled is drawn again before anyone sees it.
        ctx.options_mut(|options| options.max_passes = NonZeroUsize::MIN.saturating_add(1));
        ctx.add_font_provider(Arc::new(egui_system_font_provider::SystemFontProvider::new()));
        let proxy = self.proxy.clone();
        ctx.set_request_repaint_callback(move |request| {
            let Some(when) = Instant::now().checked_add(request.delay) else { return };
            let (viewport_id, cumulative_pass_nr) = (request.viewport_id, request.current_cumulative_pass_nr);
            // The loop has ended where nobody takes the event: then there is nothing to draw.
            let _ = proxy.send_event(UserEvent::RequestRepaint { viewport_id, when, cumulative_pass_nr });
        });
        let window = egui_winit::create_window(&ctx, events, &builder.with_visible(false));
        let window = Arc::new(window.map_err(|error| error.to_string())?);
        let to_text = |error: softbuffer::SoftBufferError| error.to_string();
        let display = softbuffer::Context::new(Arc::clone(&window)).map_err(to_text)?;
        let surface = softbuffer::Surface::new(&display, Arc::clone(&window)).map_err(to_text)?;
        let scale = Some(window.scale_factor() as f32);
        let mut state = egui_winit::State::new(ctx.clone(), ViewportId::ROOT, events, scale, window.theme(), None);
        state.init_accesskit(events, &window, self.proxy.clone());
        let mut info = ViewportInfo::default();
        egui_winit::update_viewport_info(&mut info, &ctx, &window, true);
        let mut app = make(&ctx);
        app.dialogs.belong_to(rfd::FileDialog::new().set_parent(&window));
        let mut shown = Shown {
            app,
            ctx,
            state,
            info,
            canvas: Canvas::default(),
            surface,
            window,
            last: Instant::now(),
            next: None,
            is_visible: false,
            is_closing: false,
        };
        shown.frame(events)?;
        self.shown = Some(shown);
        Ok(())
    }

    /// Ends the loop where something failed or the window was closed.
    fn settle(&mut self, events: &ActiveEventLoop, done: Result<(), String>) {
        if let Err(failure) = done {
            self.failure = Some(failure);
            events.exit();
        } else if self.shown.as_ref().is_some_and(|shown| shown.is_closing) {
            // The window goes while the loop still runs, so that the system can clean up.
            self.shown = None;
            events.exit();
        }
    }
}

impl<F: FnOnce(&Context) -> App> ApplicationHandler<UserEvent> for Handler<F> {
    fn resumed(&mut self, events: &ActiveEventLoop) {
        let opened = self.open(events);
        self.settle(events, opened);
    }

    fn new_events(&mut self, _events: &ActiveEventLoop, _cause: StartCause) {
        if let Some(shown) = &mut self.shown {
            shown.ask_for_due_frame();
        }
    }

    fn user_event(&mut self, _events: &ActiveEventLoop, event: UserEvent) {
        let Some(shown) = &mut self.shown else { return };
        match event {
            UserEvent::RequestRepaint { when, .. } => shown.want(when),
            UserEvent::AccessKitActionRequest(event) => shown.hear(event.window_event),
        }
    }

    fn window_event(&mut self, events: &ActiveEventLoop, _id: WindowId, event: WindowEvent) {
        let Some(shown) = &mut self.shown else { return };
        let done = match event {
            WindowEvent::RedrawRequested => shown.frame(events),
            event => shown.take(&event, events),
        };
        self.settle(events, done);
    }

    fn about_to_wait(&mut self, events: &ActiveEventLoop) {
        if let Some(shown) = &mut self.shown {
            shown.ask_for_due_frame();
            events.set_control_flow(shown.next.map_or(ControlFlow::Wait, ControlFlow::WaitUntil));
        }
    }
}

impl Shown {
    /// Wants a frame at a time, or as soon after as the pace allows.
    fn want(&mut self, when: Instant) {
        let when = when.max(self.last + FRAME);
        self.next = Some(self.next.map_or(when, |next| next.min(when)));
    }

    fn ask_for_due_frame(&mut self) {
        if self.next.is_some_and(|next| next <= Instant::now()) {
            self.next = None;
            self.window.request_redraw();
        }
    }

    /// Takes what a person or the system did to the window.
    fn take(&mut self, event: &WindowEvent, events: &ActiveEventLoop) -> Result<(), String> {
        match event {
            WindowEvent::CloseRequested => {
                self.info.events.push(ViewportEvent::Close);
                return self.frame(events);
            }
            WindowEvent::Occluded(is_occluded) => self.info.occluded = Some(*is_occluded),
            _ => {}
        }
        let needs_frame = self.state.on_window_event(&self.window, event).repaint;
        if matches!(event, WindowEvent::Resized(_)) {
            // At once: a window that lags behind its border flickers.
            return self.frame(events);
        }
        if needs_frame {
            self.window.request_redraw();
        }
        Ok(())
    }

    /// Takes what a screen reader wants.
    fn hear(&mut self, event: accesskit_winit::WindowEvent) {
        match event {
            accesskit_winit::WindowEvent::InitialTreeRequested => self.ctx.enable_accesskit(),
            accesskit_winit::WindowEvent::ActionRequested(request) => self.state.on_accesskit_action_request(request),
            accesskit_winit::WindowEvent::AccessibilityDeactivated => return self.ctx.disable_accesskit(),
        }
        self.window.request_redraw();
    }

    /// Runs the panels, draws them and shows the picture.
    fn frame(&mut self, events: &ActiveEventLoop) -> Result<(), String> {
        let size = self.window.inner_size();
        let is_hidden = size.width == 0 || size.height == 0 || self.window.is_minimized() == Some(true);
        (self.last, self.next) = (Instant::now(), None);
        egui_winit::update_viewport_info(&mut self.info, &self.ctx, &self.window, false);
        let mut input = self.state.take_egui_input(&self.window);
        let is_close_asked = self.info.close_requested();
        input.viewports = std::iter::once((ViewportId::ROOT, self.info.clone())).collect();
        self.info.events.clear();
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| {
            app.follow(ui.ctx());
            app.show(ui);
        });
        self.state.handle_platform_output_with_event_loop(&self.window, events, output.platform_output);
        self.canvas.take_textures(&mut output.textures_delta);
        if !is_hidden {
            let primitives = self.ctx.tessellate(output.shapes, output.pixels_per_point);
            let ground = self.app.look.theme.page;
            let pixels = [size.width as usize, size.height as usize];
            let changes = self.canvas.draw(&primitives, pixels, output.pixels_per_point, ground);
            self.present(size, changes)?;
        }
        self.canvas.free_textures(&mut output.textures_delta);
        let commands = output.viewport_output.into_values().flat_map(|viewport| viewport.commands);
        self.obey(commands.collect(), is_close_asked);
        if is_hidden {
            // No frame is shown, so none needs to come soon.
            self.next = self.next.map(|next| next.max(self.last + 10 * FRAME));
        }
        Ok(())
    }

    fn obey(&mut self, commands: Vec<ViewportCommand>, is_close_asked: bool) {
        let stays = commands.contains(&ViewportCommand::CancelClose);
        self.is_closing |= is_close_asked && !stays;
        // Cut, copy, paste and pictures of itself are asked for by nothing in these panels.
        let mut asked = Vec::new();
        egui_winit::process_viewport_commands(&self.ctx, &mut self.info, commands, &self.window, &mut asked);
        if self.info.close_requested() {
            self.window.request_redraw();
        }
    }

    /// Hands the picture to the system. It may have lost the last one, so it is handed over even where nothing changed.
    fn present(&mut self, size: PhysicalSize<u32>, changes: bool) -> Result<(), String> {
        let to_text = |error: softbuffer::SoftBufferError| error.to_string();
        let (Some(width), Some(height)) = (NonZeroU32::new(size.width), NonZeroU32::new(size.height)) else {
            return Ok(());
        };
        self.surface.resize(width, height).map_err(to_text)?;
        let mut pixels = self.surface.buffer_mut().map_err(to_text)?;
        if changes || pixels.age() != 1 {
            pixels.copy_from_slice(self.canvas.pixels());
        }
        self.window.pre_present_notify();
        pixels.present().map_err(to_text)?;
        if !std::mem::replace(&mut self.is_visible, true) {
            self.window.set_visible(true);
        }
        Ok(())
    }
}
