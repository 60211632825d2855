/// The built-in classes of one machine.
package final class Types {
    package let object, type, int, bool, float, complex, str, bytes, list, tuple, dict, set, frozenset: ClassObject
    package let range, slice, function, builtinFunction, method, module, generator, none, notImplemented: ClassObject
    package let ellipsis, cell, code, property, staticMethod, classMethod, getset, `super`: ClassObject
    package let iterator, listIterator, tupleIterator, rangeIterator, strIterator, bytesIterator: ClassObject
    package let longRangeIterator: ClassObject
    package let setIterator, dictKeyIterator, dictValueIterator, dictItemIterator: ClassObject
    package let dictKeys, dictValues, dictItems: ClassObject
    package let listReverseIterator, dictReverseKeyIterator, dictReverseValueIterator,
        dictReverseItemIterator: ClassObject
    package let strASCIIIterator, genericAlias, unionType, member, methodDescriptor, wrapperDescriptor: ClassObject
    package let enumerate, zip, map, filter, reversed, callableIterator: ClassObject
    package let byteArray, memoryView, byteArrayIterator, memoryIterator: ClassObject
    /// Exception classes by kind.
    private let exceptions: [ClassObject]

    init(_ heap: Heap) {
        // `type` is its own class and `object` its base, so these two are tied by hand.
        func make(_ name: String, _ bases: [ClassObject], _ metaclass: ClassObject?) -> ClassObject {
            do {
                return try ClassObject(
                    metaclass: metaclass, name: name, bases: bases, namespace: nil, heap: heap, isUserDefined: false)
            } catch {
                preconditionFailure("single bases have an order")
            }
        }
        let type = make("type", [], nil)
        let object = make("object", [], type)
        type.adoptBase(object)
        func plain(_ name: String, _ base: ClassObject? = nil) -> ClassObject { make(name, [base ?? object], type) }
        self.type = type
        self.object = object
        dict = plain("dict")
        int = plain("int")
        bool = plain("bool", int)
        float = plain("float")
        complex = plain("complex")
        str = plain("str")
        bytes = plain("bytes")
        list = plain("list")
        tuple = plain("tuple")
        set = plain("set")
        frozenset = plain("frozenset")
        range = plain("range")
        slice = plain("slice")
        function = plain("function")
        builtinFunction = plain("builtin_function_or_method")
        method = plain("method")
        module = plain("module")
        generator = plain("generator")
        none = plain("NoneType")
        notImplemented = plain("NotImplementedType")
        ellipsis = plain("ellipsis")
        cell = plain("cell")
        code = plain("code")
        property = plain("property")
        staticMethod = plain("staticmethod")
        classMethod = plain("classmethod")
        getset = plain("getset_descriptor")
        `super` = plain("super")
        iterator = plain("iterator")
        listIterator = plain("list_iterator")
        tupleIterator = plain("tuple_iterator")
        rangeIterator = plain("range_iterator")
        longRangeIterator = plain("longrange_iterator")
        strIterator = plain("str_iterator")
        bytesIterator = plain("bytes_iterator")
        setIterator = plain("set_iterator")
        dictKeyIterator = plain("dict_keyiterator")
        dictValueIterator = plain("dict_valueiterator")
        dictItemIterator = plain("dict_itemiterator")
        dictKeys = plain("dict_keys")
        dictValues = plain("dict_values")
        dictItems = plain("dict_items")
        listReverseIterator = plain("list_reverseiterator")
        dictReverseKeyIterator = plain("dict_reversekeyiterator")
        dictReverseValueIterator = plain("dict_reversevalueiterator")
        dictReverseItemIterator = plain("dict_reverseitemiterator")
        genericAlias = plain("GenericAlias")
        unionType = plain("UnionType")
        strASCIIIterator = plain("str_ascii_iterator")
        member = plain("member_descriptor")
        methodDescriptor = plain("method_descriptor", builtinFunction)
        wrapperDescriptor = plain("wrapper_descriptor", builtinFunction)
        enumerate = plain("enumerate")
        zip = plain("zip")
        map = plain("map")
        filter = plain("filter")
        reversed = plain("reversed")
        callableIterator = plain("callable_iterator")
        byteArray = plain("bytearray")
        memoryView = plain("memoryview")
        byteArrayIterator = plain("bytearray_iterator")
        memoryIterator = plain("memory_iterator")
        var exceptions: [ClassObject] = []
        for kind in ExceptionKind.allCases {
            let bases = [kind.base, kind.otherBase].compactMap { $0.map { exceptions[$0.rawValue] } }
            exceptions.append(make(kind.name, bases.isEmpty ? [object] : bases, type))
        }
        self.exceptions = exceptions
        for made in all { made.namespace.type = dict }
        for sealed in [
            bool, none, notImplemented, ellipsis, function, builtinFunction, method, generator, slice, range,
        ] {
            sealed.isFinal = true
        }
        for open in [module, function] + exceptions { open.allowsAttributes = true }
    }

    package subscript(kind: ExceptionKind) -> ClassObject { exceptions[kind.rawValue] }
    var keyError: ClassObject { self[.keyError] }
    var allExceptions: [ClassObject] { exceptions }

    private var all: [ClassObject] {
        [
            object, type, int, bool, float, complex, str, bytes, list, tuple, dict, set, frozenset, range, slice,
            function, builtinFunction, method, module, generator, none, notImplemented, ellipsis, cell, code, property,
            staticMethod, classMethod, getset, self.super, iterator, listIterator, tupleIterator, rangeIterator,
            longRangeIterator,
            strIterator, bytesIterator, setIterator, dictKeyIterator, dictValueIterator, dictItemIterator, dictKeys,
            dictValues, dictItems, listReverseIterator, dictReverseKeyIterator, dictReverseValueIterator,
            dictReverseItemIterator, strASCIIIterator, genericAlias, unionType, member, methodDescriptor,
            wrapperDescriptor,
            enumerate, zip, map, filter, reversed, callableIterator, byteArray, memoryView, byteArrayIterator,
            memoryIterator,
        ] + exceptions
    }

    /// Says how instances of the built-in classes are made.
    func finish(_ machine: Machine) {
        object.allocate = { _, type in Object(type) }
        object.isPlain = true
        list.allocate = { _, type in ListObject(type, []) }
        dict.allocate = { _, type in DictObject(type) }
        set.allocate = { machine, type in
            type === machine.types.set ? machine.set() : SetObject(type, frozen: false)
        }
        for sequence in [list, tuple, range, memoryView] { sequence.matching = .sequence }
        dict.matching = .mapping
        for exception in exceptions {
            exception.allocate = { machine, type in ExceptionObject(type, args: machine.tuple([])) }
        }
    }
}

/// The built-in exceptions, each after its base.
package enum ExceptionKind: Int, CaseIterable, Sendable {
    case baseException, exception, systemExit, keyboardInterrupt, generatorExit
    case stopIteration, stopAsyncIteration, arithmeticError, floatingPointError, overflowError, zeroDivisionError
    case assertionError, attributeError, bufferError, eofError, importError, moduleNotFoundError
    case lookupError, indexError, keyError, memoryError, nameError, unboundLocalError
    case osError, blockingIOError, childProcessError, connectionError, fileExistsError, fileNotFoundError
    case interruptedError, isADirectoryError, notADirectoryError, permissionError, processLookupError, timeoutError
    case referenceError, runtimeError, notImplementedError, recursionError
    case syntaxError, indentationError, tabError, systemError, typeError
    case valueError, unicodeError, unicodeDecodeError, unicodeEncodeError, unicodeTranslateError
    case warning, deprecationWarning, pendingDeprecationWarning, runtimeWarning, syntaxWarning, userWarning
    case futureWarning, importWarning, unicodeWarning, bytesWarning, resourceWarning, encodingWarning
    case baseExceptionGroup, exceptionGroup
    case brokenPipeError, connectionAbortedError, connectionRefusedError, connectionResetError

    package var name: String {
        switch self {
        case .eofError: "EOFError"
        case .osError: "OSError"
        case .blockingIOError: "BlockingIOError"
        case .isADirectoryError: "IsADirectoryError"
        case .notADirectoryError: "NotADirectoryError"
        default: "\(self)".prefix(1).uppercased() + "\(self)".dropFirst()
        }
    }

    var base: ExceptionKind? {
        switch self {
        case .baseException: nil
        case .exception, .systemExit, .keyboardInterrupt, .generatorExit, .baseExceptionGroup: .baseException
        case .exceptionGroup: .baseExceptionGroup
        case .brokenPipeError, .connectionAbortedError, .connectionRefusedError, .connectionResetError:
            .connectionError
        case .floatingPointError, .overflowError, .zeroDivisionError: .arithmeticError
        case .moduleNotFoundError: .importError
        case .indexError, .keyError: .lookupError
        case .unboundLocalError: .nameError
        case .blockingIOError, .childProcessError, .connectionError, .fileExistsError, .fileNotFoundError,
            .interruptedError, .isADirectoryError, .notADirectoryError, .permissionError, .processLookupError,
            .timeoutError:
            .osError
        case .notImplementedError, .recursionError: .runtimeError
        case .indentationError: .syntaxError
        case .tabError: .indentationError
        case .unicodeError: .valueError
        case .unicodeDecodeError, .unicodeEncodeError, .unicodeTranslateError: .unicodeError
        case .deprecationWarning, .pendingDeprecationWarning, .runtimeWarning, .syntaxWarning, .userWarning,
            .futureWarning, .importWarning, .unicodeWarning, .bytesWarning, .resourceWarning, .encodingWarning:
            .warning
        default: .exception
        }
    }

    /// The second base, which one class has.
    var otherBase: ExceptionKind? { self == .exceptionGroup ? .exception : nil }

    /// By Python's name.
    package init?(name: String) {
        guard let found = ExceptionKind.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }
}
