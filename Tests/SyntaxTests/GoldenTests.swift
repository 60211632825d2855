import Testing

@testable import Syntax

@Suite("As CPython") struct GoldenTests {
    @Test("right programs give ast's tree, positions included") func trees() throws {
        let entries = try Goldens.entries("trees")
        #expect(entries.count > 100)
        for (program, recorded) in entries {
            let got = outcome(Source(name: "<s>", text: program))
            #expect(got == recorded, "\(program)")
        }
    }

    private func outcome(_ source: Source) -> String {
        do {
            return Dump.text(of: try Parser.parseFile(source), positions: true)
        } catch {
            return error.rendered
        }
    }

    @Test("wrong programs give CPython's type, message and position") func mistakes() throws {
        let entries = try Goldens.entries("mistakes")
        #expect(entries.count > 1000)
        for (program, recorded) in entries {
            #expect(mistake(program) == JSON(recorded), "\(program)")
        }
    }

    private func mistake(_ program: String) -> JSON {
        do {
            _ = try Parser.parseFile(Source(name: "<s>", text: program))
            return .string("parses")
        } catch {
            let kind = JSON.string(error.kind.rawValue)
            guard let place = error.place else { return .array([kind, .string(error.message)]) }
            let text = place.text.split(separator: "\n", omittingEmptySubsequences: false).first ?? ""
            return .array([
                kind, .string(error.message), .int(place.line), .int(place.offset), .int(place.endLine),
                .int(place.endOffset), .string(String(text)),
            ])
        }
    }

    @Test("a wrong file prints what CPython prints") func uncaught() throws {
        let entries = try Goldens.entries("uncaught")
        #expect(entries.count > 100)
        for (program, recorded) in entries {
            let got = outcome(Source(name: "program.py", bytes: Array(program.utf8)))
            #expect(got + "\n" == JSON(recorded).string, "\(program)")
        }
    }

    @Test("tracebacks show CPython's line and carets") func carets() throws {
        let entries = try Goldens.entries("carets")
        #expect(entries.count > 40)
        for (program, recorded) in entries {
            let fields = JSON(recorded).array
            let source = Source(name: "program.py", text: program)
            let span = try Span(
                start: offset(source, fields[0], fields[2]), end: offset(source, fields[1], fields[3]))
            let excerpt = try #require(source.excerpt(of: span))
            let got = [excerpt.line] + (excerpt.marks.map { [$0] } ?? [])
            #expect(got == fields.dropFirst(4).map(\.string), "\(program)")
        }
    }

    private func offset(_ source: Source, _ line: JSON, _ column: JSON) throws -> UInt32 {
        source.lineStarts[try #require(line.int) - 1] + UInt32(try #require(column.int))
    }
}
