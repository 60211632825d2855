/// The smallest pieces of a program.
struct Token {
    var kind: Kind
    /// Brackets open around it (after it, for the brackets themselves).
    var level: UInt8
    var start: UInt32
    var end: UInt32

    var span: Span { Span(start: start, end: end) }

    enum Kind: UInt8, CaseIterable {
        case name, number, string
        /// End of a logical line; from its comment, if any, to the line end.
        case newline
        case indent, dedent
        case endMarker
        /// What the lexer could not read: the parser stops here with the lexer's diagnostic.
        case error
        /// A character that no grammar rule mentions, such as `$`.
        case stray

        case `false`, none, `true`, and, `as`, assert, async, await, `break`, `class`, `continue`, def, del, elif,
            `else`
        case except, finally, `for`, from, global, `if`, `import`, `in`, `is`, lambda, nonlocal, not, or, pass, raise
        case `return`, `try`, `while`, with, yield

        case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
        case colon, comma, semicolon, dot, ellipsis, at, arrow, walrus, assign
        case plus, minus, star, slash, doubleSlash, percent, doubleStar, leftShift, rightShift
        case ampersand, bar, caret, tilde
        case equal, notEqual, less, lessEqual, greater, greaterEqual
        case plusAssign, minusAssign, starAssign, slashAssign, doubleSlashAssign, percentAssign, atAssign
        case ampersandAssign, barAssign, caretAssign, leftShiftAssign, rightShiftAssign, doubleStarAssign
    }
}

extension Token.Kind {
    /// Whether it is spelled like a name: a keyword.
    var isKeyword: Bool { rawValue >= Token.Kind.false.rawValue && rawValue <= Token.Kind.yield.rawValue }

    /// Keywords, `None`, `True` and `False` among them, as spelled.
    static let keywords: [(String, Token.Kind)] = [
        ("False", .false), ("None", .none), ("True", .true), ("and", .and), ("as", .as), ("assert", .assert),
        ("async", .async), ("await", .await), ("break", .break), ("class", .class), ("continue", .continue),
        ("def", .def), ("del", .del), ("elif", .elif), ("else", .else), ("except", .except), ("finally", .finally),
        ("for", .for), ("from", .from), ("global", .global), ("if", .if), ("import", .import), ("in", .in),
        ("is", .is), ("lambda", .lambda), ("nonlocal", .nonlocal), ("not", .not), ("or", .or), ("pass", .pass),
        ("raise", .raise), ("return", .return), ("try", .try), ("while", .while), ("with", .with), ("yield", .yield),
    ]

    /// Operators and punctuation as spelled.
    static let operators: [(String, Token.Kind)] = [
        ("(", .leftParenthesis), (")", .rightParenthesis), ("[", .leftBracket), ("]", .rightBracket),
        ("{", .leftBrace), ("}", .rightBrace), (":", .colon), (",", .comma), (";", .semicolon), (".", .dot),
        ("...", .ellipsis), ("@", .at), ("->", .arrow), (":=", .walrus), ("=", .assign), ("+", .plus), ("-", .minus),
        ("*", .star), ("/", .slash), ("//", .doubleSlash), ("%", .percent), ("**", .doubleStar), ("<<", .leftShift),
        (">>", .rightShift), ("&", .ampersand), ("|", .bar), ("^", .caret), ("~", .tilde), ("==", .equal),
        ("!=", .notEqual), ("<", .less), ("<=", .lessEqual), (">", .greater), (">=", .greaterEqual),
        ("+=", .plusAssign), ("-=", .minusAssign), ("*=", .starAssign), ("/=", .slashAssign),
        ("//=", .doubleSlashAssign), ("%=", .percentAssign), ("@=", .atAssign), ("&=", .ampersandAssign),
        ("|=", .barAssign), ("^=", .caretAssign), ("<<=", .leftShiftAssign), (">>=", .rightShiftAssign),
        ("**=", .doubleStarAssign),
    ]

    /// The keyword of the given bytes packed big-endian, or nil. Keywords are 2 to 8 bytes long, so they fit a word.
    static func keyword(packed: UInt64) -> Token.Kind? {
        switch packed {
        case 0x46616C7365: .false  // False
        case 0x4E6F6E65: Token.Kind.none  // None
        case 0x54727565: .true  // True
        case 0x616E64: .and  // and
        case 0x6173: .as  // as
        case 0x617373657274: .assert  // assert
        case 0x6173796E63: .async  // async
        case 0x6177616974: .await  // await
        case 0x627265616B: .break  // break
        case 0x636C617373: .class  // class
        case 0x636F6E74696E7565: .continue  // continue
        case 0x646566: .def  // def
        case 0x64656C: .del  // del
        case 0x656C6966: .elif  // elif
        case 0x656C7365: .else  // else
        case 0x657863657074: .except  // except
        case 0x66696E616C6C79: .finally  // finally
        case 0x666F72: .for  // for
        case 0x66726F6D: .from  // from
        case 0x676C6F62616C: .global  // global
        case 0x6966: .if  // if
        case 0x696D706F7274: .import  // import
        case 0x696E: .in  // in
        case 0x6973: .is  // is
        case 0x6C616D626461: .lambda  // lambda
        case 0x6E6F6E6C6F63616C: .nonlocal  // nonlocal
        case 0x6E6F74: .not  // not
        case 0x6F72: .or  // or
        case 0x70617373: .pass  // pass
        case 0x7261697365: .raise  // raise
        case 0x72657475726E: .return  // return
        case 0x747279: .try  // try
        case 0x7768696C65: .while  // while
        case 0x77697468: .with  // with
        case 0x7969656C64: .yield  // yield
        default: nil
        }
    }
}
