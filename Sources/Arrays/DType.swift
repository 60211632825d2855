import CKernels

/// The type of a tensor's elements, numbered as the C kernels number them.
@frozen
package enum DType: UInt8, CaseIterable, Sendable {
    case bool, uint8, int8, int16, int32, int64, float16, bfloat16, float32, float64

    /// What kind of number a type holds; promotion prefers the later kind.
    @frozen
    package enum Category: UInt8, Comparable, Sendable {
        case bool, integral, floating

        @inlinable
        package static func < (a: Category, b: Category) -> Bool { a.rawValue < b.rawValue }
    }

    /// Bytes of one element.
    @inlinable
    package var itemSize: Int {
        switch self {
        case .bool, .uint8, .int8: 1
        case .int16, .float16, .bfloat16: 2
        case .int32, .float32: 4
        case .int64, .float64: 8
        }
    }

    /// True for the four floating types.
    @inlinable
    package var isFloatingPoint: Bool { rawValue >= DType.float16.rawValue }

    /// True for the integer types; bool is not one.
    @inlinable
    package var isInteger: Bool { self != .bool && !isFloatingPoint }

    /// True for the types that can be negative.
    @inlinable
    package var isSigned: Bool { self != .bool && self != .uint8 }

    /// The kind of number this type holds.
    @inlinable
    package var category: Category { self == .bool ? .bool : isFloatingPoint ? .floating : .integral }

    /// The name without its module: `float32`.
    package var name: String {
        switch self {
        case .bool: "bool"
        case .uint8: "uint8"
        case .int8: "int8"
        case .int16: "int16"
        case .int32: "int32"
        case .int64: "int64"
        case .float16: "float16"
        case .bfloat16: "bfloat16"
        case .float32: "float32"
        case .float64: "float64"
        }
    }

    /// The name error messages of the C++ library use: `Float`, `Long`, …
    package var scalarTypeName: String {
        switch self {
        case .bool: "Bool"
        case .uint8: "Byte"
        case .int8: "Char"
        case .int16: "Short"
        case .int32: "Int"
        case .int64: "Long"
        case .float16: "Half"
        case .bfloat16: "BFloat16"
        case .float32: "Float"
        case .float64: "Double"
        }
    }

    /// The name C++ gives the type in overflow messages: `uint8_t`.
    package var cppName: String {
        switch self {
        case .bool: "bool"
        case .uint8: "uint8_t"
        case .int8: "int8_t"
        case .int16: "int16_t"
        case .int32: "int"
        case .int64: "int64_t"
        case .float16: "at::Half"
        case .bfloat16: "at::BFloat16"
        case .float32: "float"
        case .float64: "double"
        }
    }
}

extension DType: CustomStringConvertible {
    /// As Python prints it: `torch.float32`.
    package var description: String { "torch." + name }
}
