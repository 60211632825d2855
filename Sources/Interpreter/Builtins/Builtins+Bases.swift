// Changing what a class inherits from.
extension Machine {
    /// `C.__bases__ = value`.
    func setBases(of target: Value, _ value: Value) throws {
        guard let type = target.asClass, type.isUserDefined else {
            throw error(
                .typeError, "cannot set '__bases__' attribute of immutable type '\(target.asClass?.name ?? "type")'")
        }
        guard let given = value.asTuple else {
            throw error(.typeError, "can only assign tuple to \(type.name).__bases__, not \(typeName(value))")
        }
        guard given.count > 0 else {
            throw error(.typeError, "can only assign non-empty tuple to \(type.name).__bases__, not ()")
        }
        let bases = try given.items.map { item -> ClassObject in
            guard let base = item.asClass else {
                throw error(
                    .typeError, "\(type.name).__bases__ must be tuple of classes, not '\(typeName(item))'")
            }
            if base.isSubclass(of: type) {
                throw error(.typeError, "a __bases__ item causes an inheritance cycle")
            }
            return base
        }
        for (index, base) in bases.enumerated() {
            if base.isFinal { throw error(.typeError, "type '\(base.name)' is not an acceptable base type") }
            if bases[..<index].contains(where: { $0 === base }) {
                throw error(.typeError, "duplicate base class \(base.name)")
            }
        }
        try checkLayout(of: type, bases)
        do {
            try type.rebase(bases)
        } catch ClassError.inconsistentOrder(let names) {
            throw error(
                .typeError,
                "Cannot create a consistent method resolution\norder (MRO) for bases \(names.joined(separator: ", "))")
        }
    }

    /// Instances that exist have to go on as they are.
    private func checkLayout(of type: ClassObject, _ bases: [ClassObject]) throws {
        guard let old = type.bases.first(where: { $0 !== types.object }) ?? type.bases.first,
            let new = bases.first(where: { $0 !== types.object }) ?? bases.first
        else { return }
        if old.isUserDefined != new.isUserDefined {
            throw error(
                .typeError, "__bases__ assignment: '\(new.name)' object deallocator differs from '\(old.name)'")
        }
        let layouts = [type.builtInBase] + bases.map(\.builtInBase).filter { $0 !== types.object }
        if let other = layouts.last, other !== type.builtInBase {
            throw error(
                .typeError, "__bases__ assignment: '\(new.name)' object layout differs from '\(old.name)'")
        }
    }
}
