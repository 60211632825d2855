import Autograd
import Interpreter

/// Calls that show what a name does.
enum Examples {
    /// A call of an operation from one of its samples, in which `n(2, 3)` stands for a tensor of that shape; nil for a
    /// sample that says nothing in Python.
    static func call(_ name: String, _ sample: String, _ face: Faces) -> String? {
        guard let arguments = expanded(sample) else { return nil }
        switch face {
        case .functional: return "F.\(name)(\(arguments))"
        case .special: return "torch.special.\(name)(\(arguments))"
        case .linalg: return "torch.linalg.\(name)(\(arguments))"
        case .function, .inPlaceFunction: return "torch.\(name)(\(arguments))"
        default: break
        }
        let parts = Signature.split(arguments)
        guard let first = parts.first else { return nil }
        let isName = first.hasPrefix("torch.") && first.hasSuffix(")")
        return "\(isName ? first : "(\(first))").\(name)(\(parts.dropFirst().joined(separator: ", ")))"
    }

    /// The sample with its stand-ins written out.
    private static func expanded(_ sample: String) -> String? {
        var text = ""
        var rest = Array(sample)[...]
        while let character = rest.first {
            let isStart = text.last.map { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") } ?? true
            if isStart, "npuibc".contains(character), rest.dropFirst().first == "(",
                let close = rest.firstIndex(of: ")")
            {
                let sizes = String(rest[(rest.startIndex + 2)..<close]).split(separator: ",").map {
                    Int($0.filter { $0 != " " })
                }
                guard !sizes.contains(nil) else { return nil }
                text += tensor(character, sizes.compactMap { $0 })
                rest = rest[(close + 1)...]
                continue
            }
            text.append(character)
            rest.removeFirst()
        }
        return text
    }

    private static func tensor(_ letter: Character, _ sizes: [Int]) -> String {
        let count = sizes.reduce(1) { $0 &* $1 }
        if count > 9 {
            let shape = sizes.map(String.init).joined(separator: ", ")
            let numbers =
                switch letter {
                case "i": "torch.arange(\(count))"
                case "b": "(torch.arange(\(count)) % 2 == 0)"
                case "n": "torch.linspace(-2, 2, \(count))"
                default: "torch.linspace(0.1, 0.9, \(count))"
                }
            return "\(numbers).reshape(\(shape))"
        }
        var next = 0
        func literal(_ sizes: ArraySlice<Int>) -> String {
            guard let size = sizes.first else {
                defer { next += 1 }
                return number(letter, next)
            }
            return "[" + (0..<size).map { _ in literal(sizes.dropFirst()) }.joined(separator: ", ") + "]"
        }
        return "torch.tensor(\(literal(sizes[...])))"
    }

    private static func number(_ letter: Character, _ place: Int) -> String {
        let tenths = [5, -10, 20, 15, -5, 30, -20, 10, 25][place % 9]
        switch letter {
        case "n": return text(tenths)
        case "p", "c": return text(abs(tenths))
        case "u": return text((place * 3 + 2) % 9 + 1)
        case "i": return String(place % 5)
        default: return place % 2 == 0 ? "True" : "False"
        }
    }

    private static func text(_ tenths: Int) -> String {
        "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10 == 0 ? "" : String(abs(tenths) % 10))"
    }

    /// Examples of names that have no samples.
    static let known: [String: String] = [
        "abs": "abs(-3)", "all": "all([True, 1, 'x'])", "any": "any([0, '', 3])", "ascii": "ascii('é')",
        "bin": "bin(10)", "bool": "bool([])", "bytearray": "bytearray(b'ab')", "bytes": "bytes([104, 105])",
        "callable": "callable(len)", "chr": "chr(960)", "complex": "complex(1, 2)", "dict": "dict(a=1, b=2)",
        "dir": "dir(1)[:3]", "divmod": "divmod(17, 5)", "enumerate": "list(enumerate('ab'))", "eval": "eval('1 + 2')",
        "filter": "list(filter(None, [0, 1, 2]))", "float": "float('1.5')", "format": "format(3.14159, '.2f')",
        "frozenset": "frozenset([1, 2, 2])", "getattr": "getattr('abc', 'upper')()", "hasattr": "hasattr([], 'append')",
        "hash": "hash(1) == hash(1.0)", "hex": "hex(255)", "id": "id(None) == id(None)", "int": "int('42')",
        "isinstance": "isinstance(3, int)", "issubclass": "issubclass(bool, int)", "iter": "next(iter('abc'))",
        "len": "len('abc')", "list": "list('abc')", "map": "list(map(abs, [-1, 2]))", "max": "max(3, 7, 5)",
        "min": "min(3, 7, 5)", "next": "next(iter([7, 8]))", "object": "isinstance(3, object)", "oct": "oct(8)",
        "ord": "ord('A')", "pow": "pow(2, 10)", "print": "print('a', 1, sep=', ')", "range": "list(range(0, 10, 3))",
        "repr": "repr('a')", "reversed": "list(reversed([1, 2, 3]))", "round": "round(2.675, 1)",
        "set": "set([3, 1, 3])", "slice": "[1, 2, 3, 4][slice(1, 3)]", "sorted": "sorted([3, 1, 2], reverse=True)",
        "str": "str(1.5)", "sum": "sum([1, 2, 3])", "tuple": "tuple('ab')", "type": "type(3)",
        "zip": "list(zip('ab', [1, 2]))", "vars": "sorted(vars()) == dir()",
        "tensor": "torch.tensor([[1., 2.], [3., 4.]])", "manual_seed": "torch.manual_seed(0)",
        "rand": "torch.rand(2, 3)", "randn": "torch.randn(2, 3)", "randint": "torch.randint(0, 10, (3,))",
        "zeros": "torch.zeros(2, 3)", "ones": "torch.ones(2, 3)", "eye": "torch.eye(2)", "full": "torch.full((2,), 7.)",
        "arange": "torch.arange(0, 10, 2)", "linspace": "torch.linspace(0, 1, 5)", "randperm": "torch.randperm(5)",
        "item": "torch.tensor(2.5).item()", "tolist": "torch.tensor([1, 2]).tolist()",
        "size": "torch.ones(2, 3).size()",
        "backward": "torch.tensor(2., requires_grad=True).square().backward()",
        "Parameter": "nn.Parameter(torch.ones(2))",
    ]
}
