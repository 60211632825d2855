import Interpreter

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// The module `time`: days and hours, and their text.
extension StandardLibrary {
    static func fillCalendar(_ time: ModuleBuilder) {
        unowned(unsafe) let machine = time.machine
        tzset()
        let type = StructSequence(
            machine, "struct_time", module: "time",
            fields: [
                "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst",
            ], hidden: ["tm_zone", "tm_gmtoff"])
        time.set("struct_time", Value(type.type))
        let zone = Zone()
        time.set("timezone", machine.int(zone.offset))
        time.set("altzone", machine.int(zone.summerOffset))
        time.set("daylight", machine.int(zone.hasSummer ? 1 : 0))
        time.set("tzname", machine.tuple([machine.string(zone.names.0), machine.string(zone.names.1)]))
        time.define("tzset", "", "Reads the time zone again.") { _, _ in
            tzset()
            return .none
        }
        for (name, isLocal) in [("localtime", true), ("gmtime", false)] {
            time.define(name, "seconds=None, /", "The date and time of a moment.") { machine, arguments in
                make(try broken(arguments[0], isLocal, machine), type, machine)
            }
        }
        time.define("mktime", "tuple, /", "The moment of a local date and time.") { machine, arguments in
            var parts = try fields(arguments[0], "mktime", machine)
            let isDaylight = parts.tm_isdst
            parts.tm_isdst = isDaylight > 0 ? 1 : isDaylight < 0 ? -1 : 0
            parts.tm_wday = -1
            let moment = mktime(&parts)
            if moment == -1, parts.tm_wday == -1 { throw machine.error(.overflowError, "mktime argument out of range") }
            return Value(Double(moment))
        }
        time.define("asctime", "tuple=None, /", "A date and time as Unix has always written it.") {
            machine, arguments in
            machine.string(plain(try given(arguments[0], "asctime", machine)))
        }
        time.define("ctime", "seconds=None, /", "A moment as Unix has always written it.") { machine, arguments in
            machine.string(plain(try broken(arguments[0], true, machine)))
        }
        time.define("strftime", "format, tuple=None, /", "A date and time by a format.") { machine, arguments in
            let format = try machine.stringArgument(arguments[0], "strftime() argument 1").string
            var parts = try given(arguments[1], "strftime", machine)
            return machine.string(try formatted(format, &parts, machine))
        }
        time.define("_make", "tuple, zone, offset, /", "A struct_time with its zone.") { machine, arguments in
            let items = try machine.items(of: arguments[0])
            return type.make(Array(items), [arguments[1], arguments[2]])
        }
        time.define("strptime", "string, format='%a %b %d %H:%M:%S %Y', /", "The date and time that a text is.") {
            machine, arguments in
            let module = try machine.importModule("_strptime")
            guard let parse = module.namespace.get(machine.intern("_strptime_time")) else { return .none }
            return try machine.call(parse, arguments[1].isUnbound ? [arguments[0]] : [arguments[0], arguments[1]])
        }
        for (name, clock) in [
            ("CLOCK_REALTIME", CLOCK_REALTIME), ("CLOCK_MONOTONIC", CLOCK_MONOTONIC),
            ("CLOCK_PROCESS_CPUTIME_ID", CLOCK_PROCESS_CPUTIME_ID),
        ] {
            time.set(name, machine.int(Int(truncatingIfNeeded: clock)))
        }
    }

    /// What the system knows of the time zone.
    private struct Zone {
        var offset = 0
        var summerOffset = 0
        var hasSummer = false
        var names = ("UTC", "UTC")

        init() {
            func state(_ month: Int32) -> tm {
                var moment = time(nil)
                var now = tm()
                localtime_r(&moment, &now)
                var parts = tm()
                parts.tm_year = now.tm_year
                parts.tm_mon = month
                parts.tm_mday = 1
                parts.tm_isdst = -1
                var start = mktime(&parts)
                localtime_r(&start, &parts)
                return parts
            }
            let january = state(0)
            let july = state(6)
            let (winter, summer) =
                january.tm_gmtoff <= july.tm_gmtoff ? (january, july) : (july, january)
            offset = -winter.tm_gmtoff
            summerOffset = -summer.tm_gmtoff
            hasSummer = winter.tm_gmtoff != summer.tm_gmtoff
            names = (Self.name(winter), Self.name(summer))
        }

        static func name(_ parts: tm) -> String { parts.tm_zone.map { String(cString: $0) } ?? "UTC" }
    }

    /// A float, or what can stand for an integer.
    static func seconds(of value: Value, _ machine: Machine) throws -> Double {
        if !value.isDouble, try machine.index(of: value) == nil {
            throw machine.error(
                .typeError, "'\(machine.typeName(value))' object cannot be interpreted as an integer")
        }
        return try machine.float(value)
    }

    private static func broken(_ value: Value, _ isLocal: Bool, _ machine: Machine) throws -> tm {
        var moment = time(nil)
        if !value.isAbsentOrNone {
            let seconds = try seconds(of: value, machine)
            if seconds.isNaN { throw machine.error(.valueError, "Invalid value NaN (not a number)") }
            guard abs(seconds) < 9e18 else {
                throw machine.error(.overflowError, "timestamp out of range for platform time_t")
            }
            moment = Int(seconds.rounded(.down))
        }
        var parts = tm()
        guard (isLocal ? localtime_r(&moment, &parts) : gmtime_r(&moment, &parts)) != nil else {
            throw machine.systemError(errno)
        }
        return parts
    }

    private static func make(_ parts: tm, _ type: StructSequence, _ machine: Machine) -> Value {
        let numbers = [
            Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday), Int(parts.tm_hour),
            Int(parts.tm_min), Int(parts.tm_sec), (Int(parts.tm_wday) + 6) % 7, Int(parts.tm_yday) + 1,
            Int(parts.tm_isdst),
        ]
        return type.make(
            numbers.map { machine.int($0) }, [machine.string(Zone.name(parts)), machine.int(parts.tm_gmtoff)])
    }

    /// What `strftime` and `asctime` were given, or now.
    private static func given(_ value: Value, _ function: String, _ machine: Machine) throws -> tm {
        value.isAbsentOrNone ? try broken(.none, true, machine) : try fields(value, function, machine)
    }

    private static func fields(_ value: Value, _ function: String, _ machine: Machine) throws -> tm {
        guard let items = value.asTuple?.items else {
            throw machine.error(.typeError, "Tuple or struct_time argument required")
        }
        guard items.count == 9 else { throw machine.error(.typeError, "\(function)(): illegal time tuple argument") }
        let numbers = try items.map { item in
            let number = try machine.intArgument(item, "signed integer is greater than maximum")
            guard let fitting = Int32(exactly: number) else {
                throw machine.error(.overflowError, "signed integer is greater than maximum")
            }
            return fitting
        }
        guard numbers[0] >= Int32.min + 1900 else { throw machine.error(.overflowError, "year out of range") }
        var parts = tm()
        parts.tm_year = numbers[0] - 1900
        parts.tm_mon = numbers[1] &- 1
        parts.tm_mday = numbers[2]
        parts.tm_hour = numbers[3]
        parts.tm_min = numbers[4]
        parts.tm_sec = numbers[5]
        parts.tm_wday = (numbers[6] % 7 + 8) % 7
        parts.tm_yday = numbers[7] &- 1
        parts.tm_isdst = numbers[8]
        if function != "mktime" { try check(&parts, numbers[6], machine) }
        return parts
    }

    private static func check(_ parts: inout tm, _ weekday: Int32, _ machine: Machine) throws {
        if parts.tm_mon == -1 { parts.tm_mon = 0 }
        if parts.tm_mday == 0 { parts.tm_mday = 1 }
        if parts.tm_yday == -1 { parts.tm_yday = 0 }
        for (part, range, message) in [
            (parts.tm_mon, 0...11, "month out of range"), (parts.tm_mday, 1...31, "day of month out of range"),
            (parts.tm_hour, 0...23, "hour out of range"), (parts.tm_min, 0...59, "minute out of range"),
            (parts.tm_sec, 0...61, "seconds out of range"), (parts.tm_yday, 0...365, "day of year out of range"),
        ] as [(Int32, ClosedRange<Int32>, String)] where !range.contains(part) {
            throw machine.error(.valueError, message)
        }
        if weekday < 0 { throw machine.error(.valueError, "day of week out of range") }
    }

    private static func plain(_ parts: tm) -> String {
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int32, _ fill: String = "0") -> String {
            number < 10 ? fill + String(number) : String(number)
        }
        let day = days[Int(min(max(parts.tm_wday, 0), 6))]
        let month = months[Int(min(max(parts.tm_mon, 0), 11))]
        return "\(day) \(month) \(two(parts.tm_mday, " ")) \(two(parts.tm_hour)):\(two(parts.tm_min)):"
            + "\(two(parts.tm_sec)) \(Int(parts.tm_year) + 1900)"
    }

    private static func formatted(_ format: String, _ parts: inout tm, _ machine: Machine) throws -> String {
        if format.isEmpty { return "" }
        guard !format.utf8.contains(0) else { throw machine.error(.valueError, "embedded null character") }
        guard format.utf8.count < 1 << 20 else { throw machine.error(.memoryError, "") }
        var size = max(256, format.utf8.count * 4)
        while size <= 1 << 26 {
            var buffer = [CChar](repeating: 0, count: size)
            let count = strftime(&buffer, size, format, &parts)
            if count > 0 { return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self) }
            // Nothing is what some formats give, such as `%p` in some languages.
            if size > 256 * format.utf8.count { return "" }
            size *= 4
        }
        return ""
    }
}
