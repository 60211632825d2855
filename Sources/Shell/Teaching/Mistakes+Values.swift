import Arrays
import Autograd
import Interpreter
import Syntax

// Indexes, unpacking, None, and values of the wrong type.
extension Mistakes {
    static let indexes: [Mistake] = [
        Mistake(.indexError, "Dimension out of range (expected to be in range of [*, *], but got *)", .dimensions) {
            failure, parts in
            let most = (Int(parts[1]) ?? 0) + 1
            let rank = Failure.count(most, "dimension")
            if let culprit = failure.culprit, let name = failure.layerName, let input = culprit.inputs.first {
                return [
                    "\(name): its input \(Failure.shape(input)) has \(rank), too few",
                    "a batch dimension may be missing: x.unsqueeze(0)",
                ]
            }
            let named = failure.tensor { $0.rank == most }
            let what = named.map { "\($0.text) \(Failure.shape($0.tensor))" } ?? "the tensor"
            return [
                "\(what) has \(rank): dim goes from 0 to \(parts[1])",
                "count from 0, or from the end: dim=-1 is the last",
            ]
        },
        Mistake(.indexError, "index * is out of bounds for dimension * with size *", .dimensions) { failure, parts in
            let last = (Int(parts[2]) ?? 1) - 1
            let named = failure.tensor()
            let what = named.map { "\($0.text) \(Failure.shape($0.tensor)): " } ?? ""
            return [
                "\(what)dimension \(parts[1]) has \(parts[2]) places, 0 to \(last)",
                parts[0] == parts[2]
                    ? "counting starts at 0: the last is [\(last)], or [-1]"
                    : "loop with  for i in range(len(x))  or over the rows themselves",
            ]
        },
        Mistake(.indexError, "too many indices for tensor of dimension *", .dimensions) { failure, parts in
            let named = failure.tensor()
            let what = named.map { "\($0.text) \(Failure.shape($0.tensor))" } ?? "the tensor"
            return [
                "\(what) takes \(parts[0] == "1" ? "1 index" : "\(parts[0]) indices")",
                "print its shape; unsqueeze adds a dimension",
            ]
        },
        Mistake(
            .indexError,
            "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices (got *)"
        ) { _, parts in
            parts[0] == "float"
                ? ["a place is a whole number, this is a float", "use // instead of /, or int(i)"]
                : [
                    "a place is a whole number, a slice or a tensor of them, not a \(parts[0])",
                    "look it up by number: x[0]",
                ]
        },
        Mistake(.typeError, "slice indices must be integers or None or have an __index__ method") { _, _ in
            ["the ends of a slice are whole numbers", "use // instead of /: x[: len(x) // 2]"]
        },
        Mistake(.typeError, "* indices must be integers or slices, not *") { failure, parts in
            switch parts[1] {
            case "tuple":
                return [
                    "a \(parts[0]) in a \(parts[0]) is reached step by step",
                    "x[0][1] for x[0, 1]; or make a tensor of it: torch.tensor(x)[0, 1]",
                ]
            case "float": return ["a place is a whole number, this is a float", "use // instead of /, or int(i)"]
            case "str":
                return [
                    "a \(parts[0]) is looked up by number, a dict by name",
                    "loop over the \(parts[0]) to find the dict: x[0]['name']",
                ]
            default:
                return [
                    "a place is a whole number, this is \(Failure.article(parts[1]))",
                    "take a number out of it first, such as i.item()",
                ]
            }
        },
        Mistake(.indexError, "* index out of range") { failure, parts in
            guard
                let (name, value) = failure.operands.first(where: { $0.value.asList != nil || $0.value.asTuple != nil }
                ),
                let count = value.asList?.items.count ?? value.asTuple?.items.count
            else { return ["counting starts at 0: the last of n is [n - 1], or [-1]"] }
            if count == 0 { return ["\(name) is empty"] }
            return [
                "\(name) has \(Failure.count(count, "element")): 0 to \(count - 1)",
                "the last is \(name)[-1]; range(len(\(name))) ends in time",
            ]
        },
        Mistake(.keyError, "*") { failure, parts in nearKey(failure, parts[0]) },
        Mistake(.valueError, "too many values to unpack (expected *)") { failure, parts in
            let wanted = parts[0]
            return [
                "\(wanted) names on the left, more values on the right\(lengthOnTheRight(failure))",
                "give every value a name, or take the rest together: a, *rest = …",
            ]
        },
        Mistake(.valueError, "not enough values to unpack (expected *, got *)") { _, parts in
            [
                "\(parts[0]) names on the left, \(Failure.count(Int(parts[1]) ?? 0, "value")) on the right",
                "leave names out, or see what is returned: print it",
            ]
        },
        Mistake(.typeError, "cannot unpack non-iterable * object") { failure, parts in
            if parts[0] == "NoneType" {
                return [
                    "the right side is None: a function without return gives None",
                    "end the function with  return a, b",
                ]
            }
            return ["one \(parts[0]) cannot be shared out among several names", "one name is enough: a = …"]
        },
    ]

    static let values: [Mistake] = [
        Mistake(.typeError, "'NoneType' object *", .nothing) { failure, parts in noneValue(failure) },
        Mistake(.attributeError, "'NoneType' object has no attribute '*'", .nothing) { failure, _ in noneValue(failure)
        },
        Mistake(.typeError, "unsupported operand type(s) for *: * and 'NoneType'", .nothing) { failure, _ in
            noneValue(failure)
        },
        Mistake(.typeError, "unsupported operand type(s) for *: 'NoneType' and *", .nothing) { failure, _ in
            noneValue(failure)
        },
        Mistake(.typeError, "can only concatenate str (not \"*\") to str", .text) { failure, parts in
            joinText(failure, parts[0])
        },
        Mistake(.typeError, "unsupported operand type(s) for *: '*' and 'str'", .text) { failure, parts in
            joinText(failure, parts[1])
        },
        Mistake(.typeError, "unsupported operand type(s) for *: 'str' and '*'", .text) { _, parts in
            [
                "text on the left, \(Failure.article(parts[1])) on the right",
                "make a number of the text: float(s) or int(s)",
            ]
        },
        Mistake(.typeError, "unsupported operand type(s) for *: 'list' and '*'") { failure, parts in
            [
                "a list does not compute with all its elements",
                "a tensor does: torch.tensor(\(failure.operands.first?.text ?? "x"))",
            ]
        },
        Mistake(.typeError, "can only concatenate list (not \"*\") to list") { failure, parts in
            [
                "+ joins a list to a list, not to \(Failure.article(parts[0]))",
                "add one element with append, or write [x]",
            ]
        },
        Mistake(.typeError, "'builtin_function_or_method' object is not subscriptable") { failure, _ in
            brackets(failure)
        },
        Mistake(.typeError, "'method' object is not subscriptable") { failure, _ in brackets(failure) },
        Mistake(.typeError, "'function' object is not subscriptable") { failure, _ in brackets(failure) },
        Mistake(.typeError, "'builtin_function_or_method' object is not iterable") { failure, _ in brackets(failure) },
        Mistake(.typeError, "'method' object is not iterable") { failure, _ in brackets(failure) },
        Mistake(.typeError, "'*' object is not callable") { failure, parts in notCallable(failure, parts[0]) },
        Mistake(.typeError, "object of type '*' has no len()") { failure, parts in
            ["\(Failure.article(parts[0])) is one thing, it has no length", "to count up to it: range(n)"]
        },
        Mistake(.typeError, "'int' object is not iterable") { failure, _ in
            let name = failure.operands.first?.text ?? "n"
            return ["\(name) is one number", "to count up to it: for i in range(\(name)):"]
        },
        Mistake(.typeError, "iteration over a 0-d tensor", .scalars) { failure, _ in
            ["\(failure.tensor()?.text ?? "x") is one number in a tensor", "take it out: .item()"]
        },
        Mistake(.valueError, "invalid literal for int() with base 10: '*'", .text) { _, parts in
            Double(parts[0]) != nil
                ? ["'\(parts[0])' has a fraction", "int(float('\(parts[0])')) cuts it off"]
                : ["'\(parts[0])' is no whole number", "check it first: s.isdigit()"]
        },
        Mistake(.valueError, "could not convert string to float: *", .text) { _, parts in
            ["\(parts[0]) is no number", "look at what stands around it: print(repr(s)); a comma is no decimal point"]
        },
        Mistake(.zeroDivisionError, "*") { _, _ in
            ["the divisor is 0: perhaps an empty list was counted", "guard it: x / max(n, 1)"]
        },
        Mistake(.recursionError, "maximum recursion depth exceeded*") { failure, _ in
            ["a function called itself without end", "give it a case that returns without calling itself"]
        },
    ]

    // MARK: What they say

    private static func nearKey(_ failure: Failure, _ key: String) -> [String] {
        for (name, value) in failure.operands {
            guard let dict = value.asDict else { continue }
            let names = dict.keys.compactMap { $0.asStr?.string }
            let wanted = key.hasPrefix("'") ? String(key.dropFirst().dropLast()) : key
            if let near = Failure.nearest(to: wanted, in: names) {
                return ["\(name) has '\(near)'", "did you mean \(name)['\(near)']?"]
            }
            if dict.keys.contains(where: { $0.isSmallInt && String($0.smallInt) == wanted }) {
                return [
                    "\(name) has the number \(wanted), not the text \(key)", "leave the quotes out: \(name)[\(wanted)]",
                ]
            }
            if names.isEmpty { return ["\(name) has no such key", "\(name).get(key, 0) gives 0 instead of an error"] }
            return [
                "\(name) has \(names.prefix(6).map { "'\($0)'" }.joined(separator: ", "))\(names.count > 6 ? ", …" : "")",
                "\(name).get(\(key), 0) gives 0 instead of an error",
            ]
        }
        return []
    }

    private static func lengthOnTheRight(_ failure: Failure) -> String {
        guard let (name, value) = failure.operands.last,
            let count = value.asList?.items.count ?? value.asTuple?.items.count
        else { return "" }
        return ": \(name) has \(count)"
    }

    /// Why a name may be None: it was given the result of a method that changes its object and returns nothing.
    private static func noneValue(_ failure: Failure) -> [String] {
        guard let (name, _) = failure.operands.first(where: { $0.value.isNone }) else {
            return ["a value here is None: a function without return gives None", "end the function with  return …"]
        }
        let methods = [
            "sort", "append", "extend", "reverse", "insert", "update", "add", "clear", "remove", "shuffle",
            "manual_seed_all",
        ]
        for text in failure.texts.reversed() {
            for line in text.split(separator: "\n") {
                let plain = line.filter { $0 != " " }
                guard plain.hasPrefix("\(name)=") else { continue }
                if let method = methods.first(where: { plain.contains(".\($0)(") }) {
                    let list = plain.dropFirst(name.count + 1).prefix { $0 != "." && $0 != "(" }
                    return [
                        "\(name) is None: \(method)() changes its object and returns nothing",
                        method == "sort"
                            ? "for a new list: \(name) = sorted(\(list.isEmpty ? "…" : list))"
                            : "call it on a line of its own: \(list.isEmpty ? "x" : list).\(method)(…)",
                    ]
                }
                if plain.contains("print(") {
                    return ["\(name) is None: print shows and returns nothing", "assign first, print afterwards"]
                }
                return ["\(name) is None: what it was assigned returned nothing", "end that function with  return …"]
            }
        }
        return ["\(name) is None", "see where it is assigned: a function without return gives None"]
    }

    private static func joinText(_ failure: Failure, _ type: String) -> [String] {
        let name = failure.operands.first { $0.value.asStr == nil }?.text ?? "x"
        return [
            "+ joins text to text; this is \(Failure.article(type))",
            "f\"… {\(name)}\", or str(\(name)); print(a, b) takes anything",
        ]
    }

    private static func brackets(_ failure: Failure) -> [String] {
        let open = failure.expression.firstIndex { $0 == "[" } ?? failure.expression.endIndex
        let path = failure.expression[..<open]
        return ["\(path) is a method, not its result", "call it: \(path)()"]
    }

    private static func notCallable(_ failure: Failure, _ type: String) -> [String] {
        let open = failure.expression.firstIndex { $0 == "(" } ?? failure.expression.endIndex
        let path = String(failure.expression[..<open])
        if type == "Size" {
            return [
                "shape is a value, not a method",
                "leave the brackets out: \(path); or call \(path.replacingSuffix("shape", "size"))()",
            ]
        }
        if Classifier.builtins.contains(path), failure.machine.globals.get(failure.machine.intern(path)) != nil {
            return [
                "\(path) is now \(Failure.article(type)) of yours, which hides Python's \(path)",
                "forget yours: del \(path)",
            ]
        }
        if type == "Tensor" || type == "Parameter" {
            return ["\(path) is a tensor: round brackets call, square ones look up", "\(path)[…], or \(path) * …"]
        }
        if type == "list" || type == "tuple" || type == "dict" {
            return [
                "\(path.isEmpty ? "this" : path) is a \(type): round brackets call, square ones look up",
                "\(path)[…]; or a comma is missing before the bracket",
            ]
        }
        return [
            "\(path.isEmpty ? "this" : path) is \(Failure.article(type)), and only functions and classes can be called",
            "a * may be missing before the bracket, or the name stands for something else now",
        ]
    }
}

extension String {
    /// The text with another end, if it has this one.
    fileprivate func replacingSuffix(_ end: String, _ other: String) -> String {
        hasSuffix(end) ? String(dropLast(end.count)) + other : self
    }
}
