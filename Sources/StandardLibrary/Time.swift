import Interpreter

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// The module `time`: clocks and waiting.
extension StandardLibrary {
    static func fillTime(_ time: ModuleBuilder) {
        fillCalendar(time)
        clock(time, "time", CLOCK_REALTIME, "Seconds since 1970.")
        clock(time, "monotonic", CLOCK_MONOTONIC, "Seconds of a clock that never goes back.")
        clock(time, "perf_counter", CLOCK_MONOTONIC, "Seconds of the clock to measure with.")
        clock(time, "process_time", CLOCK_PROCESS_CPUTIME_ID, "Seconds that the processor has spent on this program.")
        clock(time, "thread_time", CLOCK_THREAD_CPUTIME_ID, "Seconds that the processor has spent on this thread.")
        time.define("sleep", "seconds, /", "Waits.") { machine, arguments in
            let seconds = try seconds(of: arguments[0], machine)
            guard seconds >= 0 else { throw machine.error(.valueError, "sleep length must be non-negative") }
            guard seconds < 9e9 else {
                throw machine.error(.overflowError, "timestamp too large to convert to C _PyTime_t")
            }
            try wait(seconds, machine)
            return .none
        }
    }

    private static func clock(_ time: ModuleBuilder, _ name: String, _ clock: clockid_t, _ summary: String) {
        time.define(name, "", summary) { _, _ in Value(Double(nanoseconds(clock)) / 1e9) }
        time.define(name + "_ns", "", summary + " In nanoseconds.") { machine, _ in machine.int(nanoseconds(clock)) }
    }

    private static func nanoseconds(_ clock: clockid_t) -> Int {
        var now = timespec()
        clock_gettime(clock, &now)
        return now.tv_sec * 1_000_000_000 + now.tv_nsec
    }

    /// In steps, so that an interruption that arrives between looking and sleeping is not slept through.
    private static func wait(_ seconds: Double, _ machine: Machine) throws {
        let end = nanoseconds(CLOCK_MONOTONIC) + Int(seconds * 1e9)
        while true {
            try machine.checkInterrupt()
            let left = end - nanoseconds(CLOCK_MONOTONIC)
            guard left > 0 else { return }
            var step = timespec(tv_sec: 0, tv_nsec: min(left, 50_000_000))
            nanosleep(&step, nil)
        }
    }
}
