#define _GNU_SOURCE
#include "signals.h"

#include "CEdit.h"
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static volatile int32_t interrupted;
static volatile sig_atomic_t resized, stopping, continued;

/// The thread that reads and computes: a signal that lands on a worker is passed on, so that it ends a wait here.
static pthread_t mainThread;
static volatile sig_atomic_t installed;

/// The terminal to restore if the process ends while a line is being read.
static struct termios cooked;
static volatile sig_atomic_t reading;
static int readingInput, readingOutput;

static const int noted[] = {SIGINT, SIGWINCH, SIGTSTP, SIGCONT};
/// Signals with a meaning of their own while a line is read, and what they meant before.
static const int during[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGQUIT};
enum { DURING = sizeof during / sizeof *during, STOP = 1 };
static struct sigaction before[DURING];

/// Signals that end the process, and who else wanted to know.
static const int fatal[] = {SIGTERM, SIGHUP, SIGSEGV, SIGABRT, SIGILL, SIGBUS, SIGFPE, SIGTRAP};
enum { FATAL = sizeof fatal / sizeof *fatal };
static struct sigaction others[FATAL];

/// Notes a signal; SIGQUIT, which nobody types on purpose at a prompt, is forgotten.
static void note(int number) {
    int error = errno;
    if (installed && !pthread_equal(pthread_self(), mainThread)) {
        pthread_kill(mainThread, number);
        errno = error;
        return;
    }
    switch (number) {
    case SIGINT: interrupted = 1; break;
    case SIGWINCH: resized = 1; break;
    case SIGTSTP: stopping = 1; break;
    case SIGCONT: continued = 1; break;
    }
    errno = error;
}

/// Bracketed paste off, plain colours, the terminal's own line editing back: only calls that a handler may make.
static void restore_terminal(void) {
    static const char sequence[] = "\033[?2004l\033[0m\r\n";
    if (!reading) return;
    reading = 0;
    ssize_t ignored = write(readingOutput, sequence, sizeof sequence - 1);
    (void)ignored;
    tcsetattr(readingInput, TCSANOW, &cooked);
}

/// Restores the terminal and passes the signal on to whoever had it before.
static void leave(int number) {
    restore_terminal();
    for (size_t i = 0; i < FATAL; i++)
        if (fatal[i] == number) sigaction(number, &others[i], NULL);
    raise(number);
}

static void handle(int number, void (*handler)(int), int flags, struct sigaction *old) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, old);
}

int32_t *ce_interrupt_flag(void) { return (int32_t *)&interrupted; }

void ce_install_interrupts(void) {
    mainThread = pthread_self();
    installed = 1;
    handle(SIGINT, note, 0, NULL);
    handle(SIGPIPE, SIG_IGN, SA_RESTART, NULL);
}

/// Once: ends by signal or `exit` in the middle of a line restore the terminal first.
static void guard_ends(void) {
    atexit(restore_terminal);
    for (size_t i = 0; i < FATAL; i++) {
        if (sigaction(fatal[i], NULL, &others[i]) == 0 && others[i].sa_handler != SIG_IGN)
            handle(fatal[i], leave, 0, NULL);
    }
}

void ce_signals_reading(int input, int output) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, guard_ends);
    readingInput = input;
    readingOutput = output;
    resized = stopping = continued = 0;
    reading = tcgetattr(input, &cooked) == 0;
    for (size_t i = 0; i < DURING; i++) handle(during[i], note, 0, &before[i]);
}

void ce_signals_read(void) {
    reading = 0;
    for (size_t i = 0; i < DURING; i++) sigaction(during[i], &before[i], NULL);
}

void ce_signals_hold(sigset_t *was, sigset_t *waiting) {
    sigset_t held;
    sigemptyset(&held);
    for (size_t i = 0; i < sizeof noted / sizeof *noted; i++) sigaddset(&held, noted[i]);
    pthread_sigmask(SIG_BLOCK, &held, was);
    *waiting = *was;
    for (size_t i = 0; i < sizeof noted / sizeof *noted; i++) sigdelset(waiting, noted[i]);
}

int ce_signals_noted(void) {
    return (interrupted ? CE_NOTED_INTERRUPT : 0) | (resized ? CE_NOTED_RESIZE : 0) |
           (stopping ? CE_NOTED_STOP : 0) | (continued ? CE_NOTED_CONTINUE : 0);
}

int ce_signals_take(void) {
    int all = ce_signals_noted();
    interrupted = 0;
    resized = stopping = continued = 0;
    return all;
}

void ce_signals_stop(void) {
    sigset_t stop, was;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    reading = 0;
    sigaction(SIGTSTP, &before[STOP], NULL);
    pthread_sigmask(SIG_UNBLOCK, &stop, &was);
    raise(SIGTSTP);
    pthread_sigmask(SIG_SETMASK, &was, NULL);
    handle(SIGTSTP, note, 0, NULL);
    reading = tcgetattr(readingInput, &cooked) == 0;
    continued = 0;
}
