/// Eight bytes: an operation and what it works on. `a`, `b`, `c` are registers of the frame unless the operation's
/// comment says otherwise; `K[…]` is a constant of the code, `N[…]` a name (a constant string).
struct Instruction {
    var op: Opcode
    var x: UInt8
    var a: UInt16
    var b: UInt16
    var c: UInt16

    init(_ op: Opcode, x: UInt8 = 0, a: UInt16 = 0, b: UInt16 = 0, c: UInt16 = 0) {
        self.op = op
        self.x = x
        self.a = a
        self.b = b
        self.c = c
    }

    /// `b` and `c` as one number: a jump's distance, a constant's index, a small integer.
    @inline(__always) var wide: Int32 {
        get { Int32(bitPattern: UInt32(b) | UInt32(c) << 16) }
        set {
            b = UInt16(truncatingIfNeeded: newValue)
            c = UInt16(truncatingIfNeeded: newValue >> 16)
        }
    }

    /// The word as raw storage: inline caches live in the words behind their instruction.
    @inline(__always) var raw: UInt64 {
        get { unsafeBitCast(self, to: UInt64.self) }
        set { self = unsafeBitCast(newValue, to: Instruction.self) }
    }
}

/// The instruction set. A jump's distance counts words from the word behind the instruction (or behind its last extra
/// word). Words after an instruction are marked `+n`.
enum Opcode: UInt8, CaseIterable {
    // Moving
    /// a = b
    case move
    /// a = K[wide]
    case loadConst
    /// a = wide, a small integer
    case loadInt
    /// Raises UnboundLocalError for N[wide] if a has no value.
    case checkBound
    /// a has no value; UnboundLocalError for N[wide] if it had none.
    case deleteLocal
    /// a has no value, silently.
    case clear
    /// a = global or built-in N[b]; +1 cache
    case loadGlobal
    /// global N[b] = a; +1 cache
    case storeGlobal
    /// del global N[b]
    case deleteGlobal
    /// a = N[b] of the frame's namespace, else global or built-in
    case loadName
    /// N[b] of the frame's namespace = a
    case storeName
    case deleteName
    /// a = a new cell that holds what a held
    case makeCell
    /// a = the function's captured cell number b
    case loadClosure
    /// a = value of cell b; NameError for N[c] if it has none
    case loadCell
    /// value of cell b = a
    case storeCell
    /// cell a loses its value; NameError for N[b]
    case deleteCell
    /// a = N[c] of the class namespace, else value of cell b
    case loadClassCell

    // Arithmetic: a = b op c; x != 0 for the in-place form
    case add, sub, mul, trueDiv, floorDiv, mod, pow, matmul, and, or, xor, lshift, rshift
    /// a = b op K[c]
    case addConst, subConst, mulConst, trueDivConst, floorDivConst, modConst, powConst, andConst
    /// a = op b
    case neg, pos, invert, not
    /// a = b op c
    case lt, le, eq, ne, gt, ge
    case isSame, isNotSame, contains, notContains

    // Jumping
    /// By wide.
    case jump
    /// By wide, backwards: a safe point.
    case loop
    /// If a is true (false), by wide.
    case jumpIfTrue, jumpIfFalse
    /// If a is (is not) None, by wide.
    case jumpIfNone, jumpIfNotNone
    /// If (a op b) == (x != 0), by the next word's wide; +1
    case jumpLt, jumpLe, jumpEq, jumpNe, jumpGt, jumpGe
    /// The same with K[b].
    case jumpLtConst, jumpLeConst, jumpEqConst, jumpNeConst, jumpGtConst, jumpGeConst
    /// a = iterator of b
    case getIter
    /// b = next of iterator a and jump by the next word's wide, backwards: a safe point. No jump at its end; +1
    case forIter

    // Collections
    /// a = list (tuple, set) of c registers from b
    case buildList, buildTuple, buildSet
    /// a = dict of c pairs from b
    case buildDict
    /// a.append(b), a.add(b), a[b] = c
    case listAppend, setAdd, dictPut
    /// a.extend(b) for `*b`; x != 0 when it is all that function c is called with, for the message
    case listExtend
    case setUpdate
    /// a.update(b); for `**b` in a display
    case dictUpdate
    /// a.update(b) for `**b` in a call: repeated names are an error; c is the function
    case dictMerge
    /// a = tuple of list a
    case listToTuple
    /// a… = exactly c items of b
    case unpack
    /// a… = x items, a list of the middle, c items, of b
    case unpackStar
    /// a = b[c]; a[b] = c; del a[b]
    case getItem, setItem, deleteItem
    /// a = b[K[c]]
    case getItemConst
    /// a = slice(b, b+1, b+2)
    case buildSlice

    // Attributes
    /// a = b.N[c]; +2 cache
    case getAttr
    /// a.N[c] = b; +1 cache
    case setAttr
    /// del a.N[b]
    case deleteAttr
    /// a, a+1 = function and receiver of b.N[c], or unbound and the attribute; +2 cache
    case loadMethod
    /// a = the context manager b's __enter__ (x = 0) or __exit__ (x = 1), bound
    case loadSpecial
    /// a, a+1, a+2 = type, exception, traceback of the exception b: what __exit__ receives
    case exitArguments

    // Calling: the result lands in a
    /// a(a+1 … a+b)
    case call
    /// what loadMethod left in a, a+1, with b arguments from a+2
    case callMethod
    /// a(a+1 … a+b, names K[c] for the last of them)
    case callKeywords
    /// the same behind loadMethod
    case callMethodKeywords
    /// a(*a+1, **a+2); x != 0 if there is a dict in a+2
    case callSpread
    /// a = function of code K[b]; c is the first of the registers with, as the bits of x say: 1 defaults (tuple),
    /// 2 keyword defaults (dict), 4 annotations (dict), 8 closure (tuple of cells)
    case makeFunction
    /// a = the built-in that makes classes
    case loadBuildClass
    case `return`
    /// Hands out b; what is sent in lands in a.
    case yield
    /// a = result of sub-iterator a after handing out its items; b is what was sent in. Repeats itself until done.
    case yieldFrom

    // Exceptions
    /// raise a
    case raise
    /// raise a from b
    case raiseFrom
    /// raise again what is being handled
    case reraiseCurrent
    /// raise a as it is
    case reraise
    /// a = what was being handled before; the exception in a+1 is handled now
    case pushHandled
    /// What was being handled before is handled again.
    case popHandled
    /// a = whether exception b matches c
    case matchException
    /// a = the part of exception b that `except* c` takes, or None; b = the rest, or None
    case matchGroup
    /// a = what goes on after the `except*` clauses for exception b, of list c: what they raised and nobody took; or None
    case joinGroup
    /// raise AssertionError(a), or AssertionError() if x == 0
    case raiseAssertion

    // The rest
    /// a = str of b, converted as x says, by format spec c (c = 0xFFFF: none)
    case formatValue
    /// a = c strings from b joined
    case buildString
    /// Shows a as a prompt shows it.
    case display
    /// a = module N[b], level x; K[c] holds the names of a from-import or None
    case importName
    /// a = N[c] of module b
    case importFrom
    /// from a import *
    case importStar
    /// a = whether b is a sequence (x = 0) or mapping (x = 1) for match
    case matchKind
    /// a = len(b)
    case getLength
    /// a = tuple of values of mapping b for keys tuple c, or None
    case matchKeys
    /// a = tuple of attributes of b if it is an instance of class a (x positional patterns; names K[c]), or None
    case matchClass
    /// a = dict copy of b without the keys in tuple c
    case mappingRest
    /// Annotation N[b] of the module or class namespace = a
    case annotate
    /// Registers from a on hold nothing any more: what was deleted is not to stay alive in them
    case forget
    /// Storage behind another instruction; never executed.
    case extra
}
