// How instances of classes are laid out, which says what classes may be bases together.
extension Machine {
    /// The base that says how instances are laid out. Raises TypeError where two of them do, each in its own way.
    func layout(of bases: [ClassObject]) throws -> ClassObject {
        var widest = types.object
        for base in bases {
            let layout = try layout(of: base)
            if widest.isSubclass(of: layout) { continue }
            guard layout.isSubclass(of: widest) else {
                throw error(.typeError, "multiple bases have instance lay-out conflict")
            }
            widest = layout
        }
        return widest
    }

    /// The class itself, or the nearest of its bases with something of its own in each instance.
    func layout(of type: ClassObject) throws -> ClassObject {
        if type.isUserDefined {
            let hasSlots = type.namespace.values.contains {
                guard let descriptor = $0.cast(.descriptor, to: DescriptorObject.self), case .member = descriptor.role
                else {
                    return false
                }
                return true
            }
            return hasSlots ? type : try layout(of: type.bases)
        }
        guard type.isSubclass(of: types[.baseException]) else { return type }
        let wide: [ExceptionKind] = [
            .osError, .syntaxError, .stopIteration, .systemExit, .importError, .unicodeDecodeError,
            .unicodeEncodeError, .unicodeTranslateError, .nameError, .attributeError, .baseException,
        ]
        return type.ancestors.first { ancestor in wide.contains { types[$0] === ancestor } } ?? type
    }

    /// The base that instances of a class are laid out like: `__base__`.
    func bestBase(of type: ClassObject) throws -> ClassObject? {
        var best: ClassObject?
        var widest: ClassObject?
        for base in type.bases {
            let layout = try layout(of: base)
            if let widest, widest.isSubclass(of: layout) { continue }
            (best, widest) = (base, layout)
        }
        return best
    }

    /// A name that a class may have: anything without a null character.
    func checkedClassName(_ name: String) throws -> String {
        guard !name.utf8.contains(0) else { throw error(.valueError, "type name must not contain null characters") }
        return name
    }

    /// Whether objects of one class may become those of another: the same base, slots and kinds of attributes.
    func hasSameLayout(_ type: ClassObject, _ other: ClassObject) -> Bool {
        func slots(_ type: ClassObject) -> [[String]] {
            type.ancestors.compactMap { ancestor in
                guard ancestor.isUserDefined else { return nil }
                let names = ancestor.namespace.values.compactMap { value -> String? in
                    guard let entry = value.cast(.descriptor, to: DescriptorObject.self),
                        case .member(let name) = entry.role
                    else { return nil }
                    return name.string
                }
                return names.isEmpty ? nil : names.sorted()
            }
        }
        func isWeak(_ type: ClassObject) -> Bool {
            let name = intern("__weakref__")
            return type.ancestors.contains { $0.isUserDefined && $0.namespace.get(name) != nil }
        }
        return type.builtInBase === other.builtInBase && type.allowsAttributes == other.allowsAttributes
            && isWeak(type) == isWeak(other) && slots(type) == slots(other)
    }
}
