import Autograd
import GoldenPrograms
import StandardLibrary
import Testing
import Torch

private let programs = GoldenProgram.all(beside: #filePath)

@Suite("Programs that train networks print what PyTorch prints") struct GoldenTests {
    @Test(arguments: programs)
    func `a program prints the same`(program: GoldenProgram) {
        let printed = Engine().run {
            program.run { machine in
                StandardLibrary.install(in: machine, surroundings: Surroundings())
                TorchRuntime.install(in: machine, bareNames: false)
            }
        }
        #expect(printed == program.expected)
    }

    @Test func `there are programs`() { #expect(programs.count > 10) }
}
