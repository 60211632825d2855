/// Signal handlers and their flags. Everything a handler touches lives in signals.c.
#ifndef CEDIT_SIGNALS_H
#define CEDIT_SIGNALS_H

#include <signal.h>

enum { CE_NOTED_INTERRUPT = 1, CE_NOTED_RESIZE = 2, CE_NOTED_STOP = 4, CE_NOTED_CONTINUE = 8 };

/// A read begins on this terminal: stop, continue and resize are noted from now on, and every way out restores it.
void ce_signals_reading(int input, int output);
/// The read is over.
void ce_signals_read(void);
/// Blocks the noted signals; `waiting` is the mask to wait with.
void ce_signals_hold(sigset_t *was, sigset_t *waiting);
/// What has been noted and not taken yet, as a set of the bits above.
int ce_signals_noted(void);
/// The same, and forgets it.
int ce_signals_take(void);
/// Stops the process as Ctrl-Z asked; returns when it is continued.
void ce_signals_stop(void);

#endif
