import GoldenPrograms
import Testing

private let programs = GoldenProgram.all(beside: #filePath)

@Suite("Programs print what CPython prints") struct GoldenTests {
    @Test(arguments: programs)
    func `a program prints the same`(program: GoldenProgram) {
        #expect(program.run() == program.expected)
    }

    @Test func `there are programs`() { #expect(programs.count > 150) }
}
