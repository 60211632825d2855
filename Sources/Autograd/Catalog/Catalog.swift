import Arrays

/// Every operation by the names it is called by: what a language binds, help lists and tests walk through.
///
/// Nothing is registered by hand: the stored properties of the families are the operations, found by reflection when
/// the catalog is first used.
package struct Catalog: Sendable {
    /// The one catalog.
    package static let shared = Catalog()

    /// All operations in the order of declaration.
    package let operations: [Operation]
    /// For each face, the overloads of each name.
    private let tables: [UInt16: [String: [Operation]]]
    /// What people try: spelling → name.
    package let spellings: [String: String]

    /// The faces one by one, with the prefix that `also` names them by.
    private static let faces: [(face: Faces, prefix: String)] = [
        (.function, ""), (.method, ""), (.functional, "functional."), (.special, "special."), (.linalg, "linalg."),
        (.property, ""), (.inPlace, ""), (.inPlaceFunction, ""),
    ]

    private init() {
        var operations: [Operation] = []
        for family in Ops.families {
            for child in Mirror(reflecting: family).children {
                if let operation = child.value as? Operation { operations.append(operation) }
            }
        }
        var tables: [UInt16: [String: [Operation]]] = [:]
        var spellings: [String: String] = [:]
        for operation in operations {
            for spelling in operation.spellings { spellings[spelling] = operation.name }
            for (face, prefix) in Catalog.faces {
                let suffix = face == .inPlace || face == .inPlaceFunction ? "_" : ""
                if operation.faces.contains(face) {
                    tables[face.rawValue, default: [:]][operation.name + suffix, default: []].append(operation)
                }
                for name in operation.also {
                    guard let plain = Catalog.name(name, under: prefix, operation, face) else { continue }
                    tables[face.rawValue, default: [:]][plain + suffix, default: []].append(operation)
                }
            }
        }
        self.operations = operations
        self.tables = tables
        self.spellings = spellings
    }

    /// An alias without its prefix, if it belongs to a face.
    private static func name(_ alias: String, under prefix: String, _ operation: Operation, _ face: Faces) -> String? {
        if !prefix.isEmpty, alias.hasPrefix(prefix) { return String(alias.dropFirst(prefix.count)) }
        return alias.contains(".") || !operation.faces.contains(face) ? nil : alias
    }

    /// The overloads of a name under one face, in the order in which a binder should try them; empty when there is
    /// no such name. In-place names end in an underscore.
    package func overloads(of name: String, _ face: Faces) -> [Operation] { tables[face.rawValue]?[name] ?? [] }

    /// All names under one face.
    package func names(_ face: Faces) -> [String] { tables[face.rawValue].map { $0.keys.sorted() } ?? [] }

    /// The operation of a name, whatever its face: for help.
    package func operations(named name: String) -> [Operation] {
        operations.filter { ($0.name == name || $0.also.contains(name)) && !$0.faces.isEmpty }
    }
}
