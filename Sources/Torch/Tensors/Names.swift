import Interpreter

// Arrays and Interpreter both have operators; here the language's are meant.
package typealias BinaryOp = Interpreter.BinaryOp
package typealias UnaryOp = Interpreter.UnaryOp
