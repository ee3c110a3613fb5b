//! How the workbook's cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::model::Activity;

const INK: u32 = 0x1A_1A1A;
const GREY: u32 = 0x5F_5F5F;
const LINE: u32 = 0xD0_D0D0;
/// The report's colours: shortage, posts, work that can wait, meetings and training.
const CRIMSON: u32 = 0xA5_163F;
const AMBER: u32 = 0x8A_4A00;
const GREEN: u32 = 0x2C_6B57;
const VIOLET: u32 = 0x5A_4880;

/// The formats of the cells.
pub(super) struct Formats {
    pub(super) title: Format,
    pub(super) note: Format,
    pub(super) header: Format,
    /// A heading over figures.
    pub(super) figures: Format,
    pub(super) centred: Format,
    /// A heading over figures in a narrow column.
    pub(super) narrow: Format,
    pub(super) name: Format,
    pub(super) shift: Format,
    pub(super) reserve: Format,
    pub(super) clock: Format,
    detail: [Format; 4],
    pub(super) quiet: Format,
    pub(super) hours: Format,
    pub(super) sum: Format,
    pub(super) difference: Format,
    pub(super) share: Format,
    pub(super) time: Format,
    pub(super) count: Format,
    pub(super) people: Format,
    pub(super) margin: Format,
    pub(super) percent: Format,
    /// People are missing: laid over what the cell has.
    pub(super) short: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        let base = || Format::new().set_font_name("Arial").set_font_size(10).set_font_color(Color::RGB(INK));
        let cell = || base().set_border_bottom(FormatBorder::Thin).set_border_bottom_color(Color::RGB(LINE));
        let top = || cell().set_align(FormatAlign::Top);
        let grey = Color::RGB(GREY);
        let heading = || base().set_bold().set_text_wrap().set_border_bottom(FormatBorder::Medium);
        let small = |colour: u32| base().set_font_size(8).set_font_color(Color::RGB(colour));
        let narrow = || cell().set_font_size(9).set_align(FormatAlign::Center);
        let day = || narrow().set_border_left(FormatBorder::Thin).set_border_left_color(grey);
        Self {
            title: base().set_bold().set_font_size(14),
            note: base().set_font_size(9).set_font_color(grey).set_text_wrap().set_align(FormatAlign::Top),
            header: heading(),
            figures: heading().set_align(FormatAlign::Right),
            narrow: heading().set_font_size(8).set_align(FormatAlign::Center),
            centred: base().set_bold().set_align(FormatAlign::Center).set_border_left(FormatBorder::Thin),
            name: top().set_bold(),
            shift: top().set_text_wrap(),
            reserve: top().set_text_wrap().set_background_color(Color::RGB(0xF0_F0F0)),
            clock: base().set_bold(),
            detail: [small(GREY), small(AMBER), small(GREEN), small(VIOLET)],
            quiet: top().set_text_wrap().set_font_color(grey).set_italic(),
            hours: top().set_num_format("0.0#"),
            sum: top().set_bold().set_num_format("0.0#"),
            difference: top().set_num_format("+0.0#;\u{2212}0.0#;0.0"),
            share: top().set_num_format("0%").set_align(FormatAlign::Center),
            time: cell().set_font_size(9).set_num_format("hh:mm").set_align(FormatAlign::Left),
            count: day().set_num_format("0"),
            people: narrow().set_num_format("0.0"),
            margin: narrow().set_num_format("+0.0;\u{2212}0.0;0.0"),
            percent: narrow().set_num_format("0%").set_font_color(grey),
            short: Format::new()
                .set_bold()
                .set_font_color(Color::RGB(CRIMSON))
                .set_background_color(Color::RGB(0xFB_E9EE)),
        }
    }

    /// A line below the clock times; a colour tells what a word tells too.
    pub(super) fn detail(&self, activity: Activity) -> &Format {
        let [plain, post, letters, meeting] = &self.detail;
        match activity {
            Activity::Post(_) => post,
            Activity::Deferrable(_) => letters,
            Activity::Meeting | Activity::Training => meeting,
            Activity::Contacts | Activity::Lunch | Activity::Break | Activity::Reserve => plain,
        }
    }
}
