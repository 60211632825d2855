/// What Swift cannot do with libedit itself: variadic calls, a key reader that waits for a key and for signals at once,
/// and the signal handlers that may touch nothing but flags and the terminal.
#ifndef CEDIT_H
#define CEDIT_H

#include <histedit.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

/// The editor's own commands, numbered as `hooks.command` receives them.
enum {
    CE_ENTER,
    CE_NEWLINE,
    CE_TAB,
    CE_BACKTAB,
    CE_BACKSPACE,
    CE_DELETE,
    CE_DELETE_OR_END,
    CE_UP,
    CE_DOWN,
    CE_LEFT,
    CE_RIGHT,
    CE_HOME,
    CE_LINE_END,
    CE_WORD_LEFT,
    CE_WORD_RIGHT,
    CE_SPACE_LEFT,
    CE_HISTORY_FIRST,
    CE_HISTORY_LAST,
    CE_SEARCH,
    CE_PASTE,
    CE_UNDO,
    CE_CLEAR,
    CE_KILL_TO_END,
    CE_KILL_TO_START,
    CE_KILL_WORD_LEFT,
    CE_KILL_WORD_RIGHT,
    CE_KILL_SPACE_LEFT,
    CE_REPLACE,
    CE_COMMANDS
};

/// Keys that the reader makes out of escape sequences. They lie in the C1 range, which no keyboard sends in UTF-8.
enum {
    CE_KEY_UP = 0x81,
    CE_KEY_DOWN,
    CE_KEY_LEFT,
    CE_KEY_RIGHT,
    CE_KEY_HOME,
    CE_KEY_END,
    CE_KEY_DELETE,
    CE_KEY_WORD_LEFT,
    CE_KEY_WORD_RIGHT,
    CE_KEY_PAGE_UP,
    CE_KEY_PAGE_DOWN,
    CE_KEY_BACKTAB,
    CE_KEY_PASTE,
    CE_KEY_NEWLINE,
    CE_KEY_KILL_WORD,
    CE_KEY_SPACE_LEFT,
    CE_KEY_SET_MARK,
    CE_KEY_KILL_REGION
};

/// How a read ended.
enum { CE_ENDED, CE_INTERRUPTED, CE_ACCEPTED };

/// What `hooks.event` is told.
enum { CE_RESIZED, CE_SUSPENDING, CE_CONTINUED };

/// What `ce_next_byte` answers instead of a byte.
enum { CE_STOPPED = -1, CE_TIMED_OUT = -2, CE_HUNG_UP = -3 };

/// The editor's way back into Swift; `context` is handed to each of them.
struct ce_hooks {
    void *context;
    /// The reader is about to block and nothing is pending: bring the screen up to date.
    void (*paint)(void *context);
    void (*event)(void *context, int event);
    /// Runs one of the commands above; answers a libedit `CC_` code.
    int (*command)(void *context, int command);
    /// The history entry `back` places before the newest, or NULL.
    const wchar_t *(*entry)(void *context, size_t back);
};

typedef struct ce_editor ce_editor;

/// An editor on two terminal descriptors, or NULL. libedit's own drawing goes nowhere: the caller paints.
ce_editor *ce_open(const char *program, int input, int output, struct ce_hooks hooks);
void ce_close(ce_editor *editor);

/// Binds `key` in the main map (or the vi command map) to a command by name.
void ce_bind(ce_editor *editor, int alternate, const char *key, const char *command);
/// Binds the keys made by the reader and the commands that editing cannot do without.
void ce_bind_essentials(ce_editor *editor);
/// Binds what people expect and `.editrc` may change.
void ce_bind_habits(ce_editor *editor);
/// Executes one line of an `.editrc` file.
void ce_configure(ce_editor *editor, const char *line);
/// Says that the user has bound this escape sequence: it reaches libedit unchanged.
void ce_leave_sequence(ce_editor *editor, const char *bytes);
int ce_is_vi(ce_editor *editor);

/// Reads until a command ends the line; answers how.
int ce_read(ce_editor *editor);
/// From within a command: the line is accepted.
int ce_accept(ce_editor *editor);
/// From within a command: nothing more comes.
int ce_end(ce_editor *editor);

/// The line being edited; valid until it changes.
const wchar_t *ce_text(ce_editor *editor, size_t *count, size_t *cursor);
/// Replaces `count` characters at `start` and leaves the cursor behind the insertion.
void ce_replace(ce_editor *editor, size_t start, size_t count, const wchar_t *text);
void ce_move(ce_editor *editor, size_t cursor);
/// Feeds keys to libedit before the keyboard's.
void ce_push(ce_editor *editor, const wchar_t *keys);
/// Puts bytes before what will be typed; does nothing where they are too many.
void ce_type_ahead(ce_editor *editor, const char *bytes, size_t count);
/// The next key, from within a command; 1, or 0 when the read has ended.
int ce_next_key(ce_editor *editor, wchar_t *key);
/// The next byte as typed, waiting at most `milliseconds` (-1: for ever).
int ce_next_byte(ce_editor *editor, int milliseconds);
/// Whether input is waiting already.
int ce_input_pending(ce_editor *editor);

/// The flag that SIGINT raises.
int32_t *ce_interrupt_flag(void);
/// Makes SIGINT raise the flag, SIGPIPE an error of `write`, and remembers the calling thread as the one to wake.
void ce_install_interrupts(void);

/// Gives the process a UTF-8 character type if its environment names none.
void ce_prepare_locale(void);
/// Columns that a character takes, -1 for control characters.
int ce_width(uint32_t character);

#endif
