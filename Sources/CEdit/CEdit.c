#define _GNU_SOURCE
#include "CEdit.h"

#include "signals.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>

enum { BUFFERED = 4096, SEQUENCES = 64, SEQUENCE_LENGTH = 16 };

struct ce_editor {
    EditLine *line;
    FILE *nowhere;
    int input, output;
    struct ce_hooks hooks;
    int outcome;
    /// The terminal as it was found.
    struct termios found;
    /// Bytes read and not yet used; the first `plain` of them are not searched for escape sequences.
    unsigned char bytes[BUFFERED];
    size_t start, end, plain;
    size_t history;
    char kept[SEQUENCES][SEQUENCE_LENGTH];
    int keptCount;
};

// MARK: - Waiting

static int readable(int descriptor, const struct timespec *limit, const sigset_t *mask) {
    fd_set set;
    FD_ZERO(&set);
    FD_SET(descriptor, &set);
    return pselect(descriptor + 1, &set, NULL, NULL, limit, mask);
}

int ce_input_pending(ce_editor *editor) {
    struct timespec now = {0, 0};
    return editor->start < editor->end || readable(editor->input, &now, NULL) > 0;
}

/// Leaves the terminal as it was found, stops, and takes it back when continued.
static void suspend(ce_editor *editor) {
    editor->hooks.event(editor->hooks.context, CE_SUSPENDING);
    el_set(editor->line, EL_PREP_TERM, 0);
    ce_signals_stop();
    el_set(editor->line, EL_PREP_TERM, 1);
    editor->hooks.event(editor->hooks.context, CE_CONTINUED);
}

/// Deals with what signal handlers have noted; answers whether the read is over.
static int attend(ce_editor *editor) {
    int noted = ce_signals_take();
    if (noted & CE_NOTED_INTERRUPT) {
        editor->start = editor->end = editor->plain = 0;
        editor->outcome = CE_INTERRUPTED;
        return 1;
    }
    if (noted & CE_NOTED_STOP) {
        suspend(editor);
    } else if (noted & CE_NOTED_CONTINUE) {
        el_set(editor->line, EL_PREP_TERM, 1);
        editor->hooks.event(editor->hooks.context, CE_CONTINUED);
    } else if (noted & CE_NOTED_RESIZE) {
        editor->hooks.event(editor->hooks.context, CE_RESIZED);
    }
    return 0;
}

/// Waits for input with the signals let through only while waiting, so that none is lost between look and wait.
static int wait_for_input(ce_editor *editor, int milliseconds) {
    struct timespec limit = {milliseconds / 1000, (milliseconds % 1000) * 1000000L};
    for (;;) {
        sigset_t before, during;
        ce_signals_hold(&before, &during);
        int noted = ce_signals_noted();
        int count = noted ? -1 : readable(editor->input, milliseconds < 0 ? NULL : &limit, &during);
        int error = errno;
        pthread_sigmask(SIG_SETMASK, &before, NULL);
        if (noted || ce_signals_noted()) {
            if (attend(editor)) return CE_STOPPED;
        } else if (count > 0) {
            return 1;
        } else if (count == 0) {
            return CE_TIMED_OUT;
        } else if (error != EINTR) {
            return CE_HUNG_UP;
        }
    }
}

int ce_next_byte(ce_editor *editor, int milliseconds) {
    while (editor->start >= editor->end) {
        if (milliseconds < 0 && !ce_input_pending(editor)) editor->hooks.paint(editor->hooks.context);
        int ready = wait_for_input(editor, milliseconds);
        if (ready < 0) return ready;
        ssize_t count = read(editor->input, editor->bytes, BUFFERED);
        if (count > 0) {
            editor->start = 0;
            editor->end = (size_t)count;
            editor->plain = 0;
        } else if (count == 0 || (errno != EINTR && errno != EAGAIN)) {
            return CE_HUNG_UP;
        }
    }
    if (editor->plain > 0) editor->plain--;
    return editor->bytes[editor->start++];
}

/// Puts bytes back in front of the unread ones, to be read without looking for escape sequences.
static void put_back(ce_editor *editor, const unsigned char *bytes, size_t count) {
    size_t unread = editor->end - editor->start;
    if (count > editor->start) {
        if (unread + count > BUFFERED) return;
        memmove(editor->bytes + count, editor->bytes + editor->start, unread);
        editor->start = count;
        editor->end = count + unread;
    }
    editor->start -= count;
    memcpy(editor->bytes + editor->start, bytes, count);
    editor->plain = count;
}

// MARK: - Keys

static const struct {
    const char *sequence;
    int key;
} keys[] = {
    {"[A", CE_KEY_UP},           {"OA", CE_KEY_UP},           {"[B", CE_KEY_DOWN},         {"OB", CE_KEY_DOWN},
    {"[C", CE_KEY_RIGHT},        {"OC", CE_KEY_RIGHT},        {"[D", CE_KEY_LEFT},         {"OD", CE_KEY_LEFT},
    {"[H", CE_KEY_HOME},         {"OH", CE_KEY_HOME},         {"[1~", CE_KEY_HOME},        {"[7~", CE_KEY_HOME},
    {"[F", CE_KEY_END},          {"OF", CE_KEY_END},          {"[4~", CE_KEY_END},         {"[8~", CE_KEY_END},
    {"[3~", CE_KEY_DELETE},      {"[5~", CE_KEY_PAGE_UP},     {"[6~", CE_KEY_PAGE_DOWN},   {"[Z", CE_KEY_BACKTAB},
    {"[1;5D", CE_KEY_WORD_LEFT}, {"[1;3D", CE_KEY_WORD_LEFT}, {"[5D", CE_KEY_WORD_LEFT},   {"Od", CE_KEY_WORD_LEFT},
    {"[1;5C", CE_KEY_WORD_RIGHT}, {"[1;3C", CE_KEY_WORD_RIGHT}, {"[5C", CE_KEY_WORD_RIGHT}, {"Oc", CE_KEY_WORD_RIGHT},
    {"[3;5~", CE_KEY_KILL_WORD}, {"[3;3~", CE_KEY_KILL_WORD}, {"[200~", CE_KEY_PASTE},
};

static int key_for(const char *sequence) {
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(keys[i].sequence, sequence) == 0) return keys[i].key;
    return 0;
}

static int is_kept(const ce_editor *editor, const char *sequence) {
    for (int i = 0; i < editor->keptCount; i++)
        if (strcmp(editor->kept[i], sequence) == 0) return 1;
    return 0;
}

void ce_leave_sequence(ce_editor *editor, const char *bytes) {
    if (editor->keptCount == SEQUENCES || strlen(bytes) >= SEQUENCE_LENGTH) return;
    strcpy(editor->kept[editor->keptCount++], bytes);
}

enum { NO_KEY = 0, ESCAPE = 0x1b, ESCAPE_WAIT = 25, SEQUENCE_WAIT = 100 };

/// What follows an escape: a key, NO_KEY for a sequence nobody knows, or ESCAPE with the rest put back.
static int escape_key(ce_editor *editor) {
    int byte = ce_next_byte(editor, ESCAPE_WAIT);
    if (byte == CE_TIMED_OUT) return ESCAPE;
    if (byte < 0) return byte;
    if (byte == '\r' || byte == '\n') return CE_KEY_NEWLINE;
    unsigned char sequence[SEQUENCE_LENGTH * 2] = {(unsigned char)byte};
    size_t count = 1;
    int complete = 0;
    if (byte == '[' || byte == 'O') {
        while (!complete && count < sizeof sequence - 1) {
            int next = ce_next_byte(editor, SEQUENCE_WAIT);
            if (next == CE_TIMED_OUT) break;
            if (next < 0) return next;
            sequence[count++] = (unsigned char)next;
            complete = next >= 0x40 && next < 0x7f;
        }
    }
    int key = complete ? key_for((char *)sequence) : NO_KEY;
    if (!complete || is_kept(editor, (char *)sequence)) {
        put_back(editor, sequence, count);
        return ESCAPE;
    }
    return key;
}

/// Decodes the rest of a UTF-8 character; anything malformed becomes U+FFFD.
static int wide_key(ce_editor *editor, int lead) {
    int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    if (lead < 0xc2 || lead > 0xf4) return 0xfffd;
    int character = lead & (0x3f >> more);
    for (int i = 0; i < more; i++) {
        int byte = ce_next_byte(editor, SEQUENCE_WAIT);
        if (byte == CE_TIMED_OUT) return 0xfffd;
        if (byte < 0) return byte;
        if ((byte & 0xc0) != 0x80) {
            unsigned char stray = (unsigned char)byte;
            put_back(editor, &stray, 1);
            return 0xfffd;
        }
        character = character << 6 | (byte & 0x3f);
    }
    static const int least[] = {0, 0x80, 0x800, 0x10000};
    int bad = character < least[more] || character > 0x10ffff || (character >= 0xd800 && character < 0xe000);
    return bad ? 0xfffd : character;
}

/// libedit's `EL_GETCFN`: one character, 0 at the end, -1 when interrupted.
/// The vi commands leave the ends of libedit's own line outside its text now and then: puts them back.
static LineInfoW *mend(EditLine *edited) {
    LineInfoW *line = (LineInfoW *)(uintptr_t)el_wline(edited);
    if (line->lastchar < line->buffer) line->lastchar = line->buffer;
    if (line->cursor < line->buffer) line->cursor = line->buffer;
    if (line->cursor > line->lastchar) line->cursor = line->lastchar;
    return line;
}

static int read_key(EditLine *line, wchar_t *out) {
    ce_editor *editor = NULL;
    el_get(line, EL_CLIENTDATA, &editor);
    // The next command might be one of libedit's that writes at the cursor.
    mend(line);
    // Some commands of libedit leave its picture of the screen behind the text; the next insertion would write past it.
    el_set(line, EL_REFRESH);
    for (;;) {
        int plain = editor->start < editor->end && editor->plain > 0;
        int key = ce_next_byte(editor, -1);
        if (key == ESCAPE && !plain) key = escape_key(editor);
        else if (key >= 0x80) {
            key = wide_key(editor, key);
            if (key >= 0x80 && key < 0xa0) continue;
        }
        if (key == CE_HUNG_UP) return 0;
        if (key < 0) {
            errno = EINTR;
            return -1;
        }
        if (key == NO_KEY) continue;
        *out = key;
        return 1;
    }
}

// MARK: - Commands

static unsigned char run(EditLine *line, int command) {
    ce_editor *editor = NULL;
    el_get(line, EL_CLIENTDATA, &editor);
    return (unsigned char)editor->hooks.command(editor->hooks.context, command);
}

/// libedit calls a command without saying which: one entry point each.
#define COMMANDS(DO)                                                                                                   \
    DO(CE_ENTER, "gradus-enter")                                                                                       \
    DO(CE_NEWLINE, "gradus-newline")                                                                                   \
    DO(CE_TAB, "gradus-complete")                                                                                      \
    DO(CE_BACKTAB, "gradus-dedent")                                                                                    \
    DO(CE_BACKSPACE, "gradus-backspace")                                                                               \
    DO(CE_DELETE, "gradus-delete")                                                                                     \
    DO(CE_DELETE_OR_END, "gradus-delete-or-end")                                                                       \
    DO(CE_UP, "gradus-up")                                                                                             \
    DO(CE_DOWN, "gradus-down")                                                                                         \
    DO(CE_LEFT, "gradus-left")                                                                                         \
    DO(CE_RIGHT, "gradus-right")                                                                                       \
    DO(CE_HOME, "gradus-line-start")                                                                                   \
    DO(CE_LINE_END, "gradus-line-end")                                                                                 \
    DO(CE_WORD_LEFT, "gradus-word-left")                                                                               \
    DO(CE_WORD_RIGHT, "gradus-word-right")                                                                             \
    DO(CE_SPACE_LEFT, "gradus-space-left")                                                                             \
    DO(CE_HISTORY_FIRST, "gradus-history-first")                                                                       \
    DO(CE_HISTORY_LAST, "gradus-history-last")                                                                         \
    DO(CE_SEARCH, "gradus-search")                                                                                     \
    DO(CE_PASTE, "gradus-paste")                                                                                       \
    DO(CE_UNDO, "gradus-undo")                                                                                         \
    DO(CE_CLEAR, "gradus-clear")                                                                                       \
    DO(CE_KILL_TO_END, "gradus-kill-to-end")                                                                           \
    DO(CE_KILL_TO_START, "gradus-kill-to-start")                                                                       \
    DO(CE_KILL_WORD_LEFT, "gradus-kill-word-left")                                                                     \
    DO(CE_KILL_WORD_RIGHT, "gradus-kill-word-right")                                                                   \
    DO(CE_KILL_SPACE_LEFT, "gradus-kill-space-left")                                                                   \
    DO(CE_REPLACE, "gradus-replace")

#define ENTRY(command, name)                                                                                           \
    static unsigned char run_##command(EditLine *line, wint_t key) {                                                   \
        (void)key;                                                                                                     \
        return run(line, command);                                                                                     \
    }
COMMANDS(ENTRY)

typedef unsigned char (*entry_point)(EditLine *, wint_t);

#define ROW(command, name) {name, run_##command},
static const struct {
    const char *name;
    entry_point entry;
} commands[] = {COMMANDS(ROW)};

void ce_bind(ce_editor *editor, int alternate, const char *key, const char *command) {
    if (alternate) el_set(editor->line, EL_BIND, "-a", key, command, NULL);
    else el_set(editor->line, EL_BIND, key, command, NULL);
}

static void bind_key(ce_editor *editor, int key, const char *command) {
    char name[8];
    snprintf(name, sizeof name, "\\%03o", key);
    ce_bind(editor, 0, name, command);
    if (ce_is_vi(editor)) ce_bind(editor, 1, name, command);
}

void ce_bind_essentials(ce_editor *editor) {
    static const struct {
        int key;
        const char *command;
    } made[] = {
        {CE_KEY_UP, "gradus-up"},
        {CE_KEY_DOWN, "gradus-down"},
        {CE_KEY_LEFT, "gradus-left"},
        {CE_KEY_RIGHT, "gradus-right"},
        {CE_KEY_HOME, "gradus-line-start"},
        {CE_KEY_END, "gradus-line-end"},
        {CE_KEY_DELETE, "gradus-delete"},
        {CE_KEY_WORD_LEFT, "gradus-word-left"},
        {CE_KEY_WORD_RIGHT, "gradus-word-right"},
        {CE_KEY_PAGE_UP, "gradus-history-first"},
        {CE_KEY_PAGE_DOWN, "gradus-history-last"},
        {CE_KEY_BACKTAB, "gradus-dedent"},
        {CE_KEY_PASTE, "gradus-paste"},
        {CE_KEY_NEWLINE, "gradus-newline"},
        {CE_KEY_KILL_WORD, "gradus-kill-word-right"},
        {CE_KEY_SPACE_LEFT, "gradus-space-left"},
        {CE_KEY_SET_MARK, "em-set-mark"},
        {CE_KEY_KILL_REGION, "em-kill-region"},
        {'\r', "gradus-enter"},
        {'\n', "gradus-enter"},
    };
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) bind_key(editor, made[i].key, made[i].command);
    ce_bind(editor, 0, "^I", "gradus-complete");
    // Commands of libedit that write or read outside their buffers: its own command line (an open quote is enough), its
    // vi searches, and overwriting at the end of a row. Its call of an editor leaves with a text nobody has looked at.
    if (ce_is_vi(editor)) {
        static const char *const replaced[][2] = {
            {":", "ed-unassigned"}, {"v", "ed-unassigned"}, {"n", "ed-unassigned"},  {"N", "ed-unassigned"},
            {"R", "ed-unassigned"}, {"r", "gradus-replace"}, {"/", "gradus-search"}, {"?", "gradus-search"},
        };
        for (size_t i = 0; i < sizeof replaced / sizeof *replaced; i++)
            ce_bind(editor, 1, replaced[i][0], replaced[i][1]);
    } else {
        ce_bind(editor, 0, "\\ex", "ed-unassigned");
        ce_bind(editor, 0, "\\eX", "ed-unassigned");
    }
}

void ce_bind_habits(ce_editor *editor) {
    static const char *const both[][2] = {
        {"^A", "gradus-line-start"},     {"^D", "gradus-delete-or-end"}, {"^E", "gradus-line-end"},
        {"^H", "gradus-backspace"},      {"^?", "gradus-backspace"},     {"^L", "gradus-clear"},
        {"^N", "gradus-down"},           {"^P", "gradus-up"},            {"^R", "gradus-search"},
        {"^U", "gradus-kill-to-start"},  {"^W", "gradus-kill-space-left"}, {"^_", "gradus-undo"},
    };
    static const char *const emacs[][2] = {
        {"^B", "gradus-left"},           {"^F", "gradus-right"},         {"^K", "gradus-kill-to-end"},
        {"^S", "gradus-search"},         {"\\eb", "gradus-word-left"},   {"\\ef", "gradus-word-right"},
        {"\\ed", "gradus-kill-word-right"}, {"\\e^?", "gradus-kill-word-left"}, {"\\e^H", "gradus-kill-word-left"},
        {"\\e<", "gradus-history-first"}, {"\\e>", "gradus-history-last"}, {"^X^U", "gradus-undo"},
    };
    for (size_t i = 0; i < sizeof both / sizeof *both; i++) ce_bind(editor, 0, both[i][0], both[i][1]);
    if (ce_is_vi(editor)) {
        ce_bind(editor, 1, "j", "gradus-down");
        ce_bind(editor, 1, "k", "gradus-up");
        ce_bind(editor, 1, "^R", "gradus-search");
        ce_bind(editor, 1, "^D", "gradus-delete-or-end");
        return;
    }
    for (size_t i = 0; i < sizeof emacs / sizeof *emacs; i++) ce_bind(editor, 0, emacs[i][0], emacs[i][1]);
}

void ce_configure(ce_editor *editor, const char *line) {
    Tokenizer *tokenizer = tok_init(NULL);
    int count = 0;
    const char **words = NULL;
    if (tok_str(tokenizer, line, &count, &words) == 0 && count > 0 && words[0][0] != '#')
        el_parse(editor->line, count, words);
    tok_end(tokenizer);
}

int ce_is_vi(ce_editor *editor) {
    const char *mode = NULL;
    return el_get(editor->line, EL_EDITOR, &mode) == 0 && mode != NULL && strcmp(mode, "vi") == 0;
}

// MARK: - History, for the commands of libedit that search it themselves

static int history_entry(void *context, HistEventW *event, int operation, ...) {
    ce_editor *editor = context;
    size_t place = editor->history;
    switch (operation) {
    case H_FIRST: place = 0; break;
    case H_NEXT: place++; break;
    case H_PREV:
        if (place == 0) return -1;
        place--;
        break;
    case H_CURR: break;
    default: return -1;
    }
    const wchar_t *text = editor->hooks.entry(editor->hooks.context, place);
    if (text == NULL) return -1;
    editor->history = place;
    event->num = (int)place + 1;
    event->str = text;
    return 0;
}

// MARK: - The editor

ce_editor *ce_open(const char *program, int input, int output, struct ce_hooks hooks) {
    ce_prepare_locale();
    ce_editor *editor = calloc(1, sizeof *editor);
    if (editor == NULL) return NULL;
    editor->input = input;
    editor->output = output;
    editor->hooks = hooks;
    if (tcgetattr(input, &editor->found) != 0) {
        free(editor);
        return NULL;
    }
    editor->nowhere = fopen("/dev/null", "r+e");
    if (editor->nowhere != NULL)
        editor->line = el_init_fd(program, editor->nowhere, editor->nowhere, editor->nowhere, input, output, output);
    if (editor->line == NULL) {
        ce_close(editor);
        return NULL;
    }
    el_set(editor->line, EL_CLIENTDATA, editor);
    el_set(editor->line, EL_SIGNAL, 0);
    el_set(editor->line, EL_EDITOR, "emacs");
    el_set(editor->line, EL_GETCFN, read_key);
    el_wset(editor->line, EL_HIST, history_entry, editor);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        el_set(editor->line, EL_ADDFN, commands[i].name, commands[i].name, commands[i].entry);
    return editor;
}

void ce_close(ce_editor *editor) {
    if (editor->line != NULL) {
        // Without this libedit flushes what has been typed ahead for the next program.
        el_set(editor->line, EL_EDITMODE, 0);
        el_end(editor->line);
        tcsetattr(editor->input, TCSADRAIN, &editor->found);
    }
    if (editor->nowhere != NULL) fclose(editor->nowhere);
    free(editor);
}

int ce_read(ce_editor *editor) {
    int count = 0;
    editor->outcome = CE_ENDED;
    ce_signals_reading(editor->input, editor->output);
    const wchar_t *line = el_wgets(editor->line, &count);
    ce_signals_read();
    if (line != NULL && count > 0 && editor->outcome == CE_ENDED) editor->outcome = CE_ACCEPTED;
    return editor->outcome;
}

int ce_accept(ce_editor *editor) {
    editor->outcome = CE_ACCEPTED;
    return CC_NEWLINE;
}

int ce_end(ce_editor *editor) {
    (void)editor;
    return CC_EOF;
}

const wchar_t *ce_text(ce_editor *editor, size_t *count, size_t *cursor) {
    const LineInfoW *line = mend(editor->line);
    *count = (size_t)(line->lastchar - line->buffer);
    *cursor = (size_t)(line->cursor - line->buffer);
    return line->buffer;
}

void ce_move(ce_editor *editor, size_t cursor) {
    size_t count, now;
    ce_text(editor, &count, &now);
    if (cursor > count) cursor = count;
    if (cursor != now) el_cursor(editor->line, (int)cursor - (int)now);
}

void ce_replace(ce_editor *editor, size_t start, size_t count, const wchar_t *text) {
    ce_move(editor, start + count);
    if (count > 0) el_deletestr(editor->line, (int)count);
    if (text[0] != L'\0') el_winsertstr(editor->line, text);
}

void ce_push(ce_editor *editor, const wchar_t *pushed) { el_wpush(editor->line, pushed); }

void ce_type_ahead(ce_editor *editor, const char *bytes, size_t count) {
    size_t held = editor->end - editor->start;
    if (count + held > BUFFERED) return;
    memmove(editor->bytes + count, editor->bytes + editor->start, held);
    memcpy(editor->bytes, bytes, count);
    editor->start = 0;
    editor->end = count + held;
    editor->plain = 0;
}

int ce_next_key(ce_editor *editor, wchar_t *key) { return el_wgetc(editor->line, key) == 1; }
