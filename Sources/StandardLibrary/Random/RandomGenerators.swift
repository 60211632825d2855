import BigInt
import Interpreter

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// The module `_random`: what the module `random`, written in Python, needs to be fast and exact.
extension StandardLibrary {
    @Sendable static func fillRandomGenerators(_ random: ModuleBuilder) {
        unowned(unsafe) let machine = random.machine
        let type = machine.makeType("Random", module: "_random", allowsAttributes: true) { machine, type in
            RandomObject(type, MersenneTwister(key: entropy(8)))
        }
        type.set(machine.names.doc, machine.string("A generator of random numbers."))
        machine.method(type, "random", "self, /", "A float in the interval [0, 1).") { _, arguments in
            Value(RandomObject.of(arguments[0]).generator.double())
        }
        machine.method(type, "seed", "self, n=None, /", "Starts anew from an integer, or from chance.") {
            machine, arguments in
            let generator = RandomObject.of(arguments[0])
            guard !arguments[1].isAbsentOrNone else {
                generator.generator = MersenneTwister(key: entropy(8))
                return .none
            }
            generator.generator = MersenneTwister(key: digits(try seed(machine, arguments[1])))
            return .none
        }
        fillBits(machine, type)
        fillState(machine, type)
        random.set("Random", Value(type))
        random.define("_sha512", "data, /", "The SHA-512 digest of bytes.") { machine, arguments in
            guard let bytes = arguments[0].asBytes else {
                throw machine.error(.typeError, "a bytes-like object is required")
            }
            return machine.bytes(SecureHash.sha512(bytes.bytes))
        }
        random.define("_urandom", "size, /", "Bytes from the operating system.") { machine, arguments in
            let count = try machine.intArgument(arguments[0])
            guard count >= 0 else { throw machine.error(.valueError, "negative argument not allowed") }
            guard count <= Machine.mostItems else { throw machine.error(.memoryError, "") }
            return machine.bytes(try machine.randomBytes(count))
        }
    }

    private static func fillBits(_ machine: Machine, _ type: ClassObject) {
        machine.method(type, "getrandbits", "self, k, /", "An integer with k random bits.") { machine, arguments in
            let count = try machine.intArgument(arguments[1])
            guard count >= 0 else {
                throw machine.error(.valueError, "number of bits must be non-negative")
            }
            let generator = RandomObject.of(arguments[0])
            if count < 48 { return Value(small: Int(generator.generator.bits(count))) }
            guard count <= Machine.mostItems else { throw machine.error(.memoryError, "") }
            return machine.int(BigInt(generator.bits(count)))
        }
        machine.method(type, "_randbelow", "self, n, /", "A random integer below n.") { machine, arguments in
            let generator = RandomObject.of(arguments[0])
            if arguments[1].isSmallInt, arguments[1].smallInt > 0 {
                let limit = UInt64(arguments[1].smallInt)
                let count = 64 - limit.leadingZeroBitCount
                var number = generator.generator.bits(count)
                while number >= limit { number = generator.generator.bits(count) }
                return Value(small: Int(number))
            }
            let limit = try integer(arguments[1], machine)
            guard limit > 0 else { return Value(small: 0) }
            let count = limit.magnitude.bitWidth
            var number = generator.bits(count)
            while number >= limit.magnitude { number = generator.bits(count) }
            return machine.int(BigInt(number))
        }
    }

    private static func fillState(_ machine: Machine, _ type: ClassObject) {
        machine.method(type, "getstate", "self, /", "The state, for setstate.") { machine, arguments in
            let generator = RandomObject.of(arguments[0]).generator
            var items = ContiguousArray(generator.words.map { machine.int(Int($0)) })
            items.append(machine.int(generator.position))
            return machine.tuple(items)
        }
        machine.method(type, "setstate", "self, state, /", "Goes on from a state.") { machine, arguments in
            guard let items = arguments[1].asTuple?.items else {
                throw machine.error(.typeError, "state vector must be a tuple")
            }
            guard items.count == MersenneTwister.size + 1 else {
                throw machine.error(.valueError, "state vector is the wrong size")
            }
            let words = try items.dropLast().map { item -> UInt32 in
                let word = try integer(item, machine)
                guard word >= 0 else {
                    throw machine.error(.overflowError, "can't convert negative value to unsigned int")
                }
                return UInt32(truncatingIfNeeded: word)
            }
            let position = try machine.intArgument(items[MersenneTwister.size])
            guard (0...MersenneTwister.size).contains(position) else {
                throw machine.error(.valueError, "invalid state")
            }
            RandomObject.of(arguments[0]).generator = MersenneTwister(words: words, position: position)
            return .none
        }
    }

    /// The number that a seed stands for: an int itself, anything else its hash.
    private static func seed(_ machine: Machine, _ value: Value) throws -> BigUInt {
        if let number = machine.plainNumber(value), !number.isDouble, let integer = try machine.bigInt(number) {
            return integer.magnitude
        }
        return BigUInt(UInt(bitPattern: try machine.hash(value)))
    }

    private static func digits(_ number: BigUInt) -> [UInt32] {
        number.words.flatMap { [UInt32(truncatingIfNeeded: $0), UInt32(truncatingIfNeeded: $0 >> 32)] }
            .reversed().drop { $0 == 0 }.reversed()
    }

    /// Words from the operating system.
    private static func entropy(_ count: Int) -> [UInt32] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt32(truncatingIfNeeded: generator.next()) }
    }
}

extension Machine {
    /// Bytes that nobody can guess. Hears Ctrl-C.
    func randomBytes(_ count: Int) throws -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        var bytes = [UInt8](repeating: 0, count: count)
        for start in stride(from: 0, to: count, by: 8) {
            if start & 0xF_FFF8 == 0xF_FFF8 { try checkInterrupt() }
            withUnsafeBytes(of: generator.next()) { word in
                for index in start..<min(start + 8, count) { bytes[index] = word[index - start] }
            }
        }
        return bytes
    }
}

/// `random.Random`: a Mersenne Twister of its own.
final class RandomObject: Object {
    var generator: MersenneTwister

    init(_ type: ClassObject, _ generator: MersenneTwister) {
        self.generator = generator
        super.init(type, kind: .instance, heap: type.heap)
    }

    override var payloadBytes: Int { 2500 }
    override func memento() -> (() -> Void)? {
        let rest = super.memento()
        let saved = generator
        return { [unowned(unsafe) self] in
            rest?()
            generator = saved
        }
    }

    /// - Precondition: a generator, as a method's receiver is.
    @inline(__always) static func of(_ value: Value) -> RandomObject {
        unsafeDowncast(value.object, to: RandomObject.self)
    }

    /// So many random bits, in words of 32 from the lowest.
    func bits(_ count: Int) -> BigUInt {
        var words: [UInt] = []
        var left = count
        while left > 0 {
            let low = UInt(generator.bits(min(32, left)))
            left -= 32
            let high = left > 0 ? UInt(generator.bits(min(32, left))) : 0
            left -= 32
            words.append(low | high << 32)
        }
        return BigUInt(words: words)
    }
}
