import GoldenPrograms
import StandardLibrary
import Testing

private let programs = GoldenProgram.all(beside: #filePath)

@Suite("Programs that import modules print what CPython prints") struct GoldenTests {
    @Test(arguments: programs)
    func `a program prints the same`(program: GoldenProgram) {
        let printed = program.run { StandardLibrary.install(in: $0, surroundings: Surroundings()) }
        #expect(printed == program.expected)
    }

    @Test func `there are programs`() { #expect(programs.count > 2) }
}
