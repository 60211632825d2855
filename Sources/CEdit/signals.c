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
static const int fatal[] = {SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGABRT, SIGILL, SIGBUS, SIGFPE, SIGTRAP};
static struct sigaction before[3];

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

static void leave(int number) {
    if (number == SIGQUIT && reading) return;
    restore_terminal();
    signal(number, SIG_DFL);
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
    for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) {
        struct sigaction now;
        if (sigaction(fatal[i], NULL, &now) == 0 && now.sa_handler == SIG_DFL) handle(fatal[i], leave, 0, NULL);
    }
}

void ce_signals_reading(int input, int output) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, guard_ends);
    readingInput = input;
    readingOutput = output;
    resized = stopping = continued = 0;
    reading = tcgetattr(input, &cooked) == 0;
    handle(SIGWINCH, note, 0, &before[0]);
    handle(SIGTSTP, note, 0, &before[1]);
    handle(SIGCONT, note, 0, &before[2]);
}

void ce_signals_read(void) {
    reading = 0;
    sigaction(SIGWINCH, &before[0], NULL);
    sigaction(SIGTSTP, &before[1], NULL);
    sigaction(SIGCONT, &before[2], NULL);
}

void ce_signals_hold(sigset_t *was, sigset_t *during) {
    sigset_t held;
    sigemptyset(&held);
    for (size_t i = 0; i < sizeof noted / sizeof *noted; i++) sigaddset(&held, noted[i]);
    pthread_sigmask(SIG_BLOCK, &held, was);
    *during = *was;
    for (size_t i = 0; i < sizeof noted / sizeof *noted; i++) sigdelset(during, noted[i]);
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
    sigaction(SIGTSTP, &before[1], NULL);
    pthread_sigmask(SIG_UNBLOCK, &stop, &was);
    raise(SIGTSTP);
    pthread_sigmask(SIG_SETMASK, &was, NULL);
    handle(SIGTSTP, note, 0, NULL);
    reading = tcgetattr(readingInput, &cooked) == 0;
    continued = 0;
}
