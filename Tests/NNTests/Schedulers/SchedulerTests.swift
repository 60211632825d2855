import Arrays
import Autograd
import NN
import Testing

@Suite("Schedulers")
struct SchedulerTests {
    @Test("Rates and momenta follow PyTorch's to the last digit", arguments: Goldens.blocks("schedulers"))
    func matchesPyTorch(_ block: Goldens.Block) throws {
        try session {
            let optimizer = try pair()
            var title = block.title
            let isClosed = title.hasPrefix("closed ")
            if isClosed { title.removeFirst(7) }
            let scheduler = try make(title, optimizer)
            var lines = isClosed ? [] : [rates(optimizer)]
            if let plateau = scheduler as? PlateauScheduler {
                for metric in [1.0, 0.9, 0.95, 0.93, 0.89, 0.89, 0.89, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.1, 1.1] {
                    try plateau.step(metric: metric)
                    lines.append(rates(optimizer))
                }
            } else if isClosed {
                for epoch in [0, 4, 2, 9] {
                    try scheduler.step(epoch: epoch)
                    lines.append(rates(optimizer))
                }
            } else {
                for _ in 1..<block.lines.count {
                    try scheduler.step()
                    lines.append(rates(optimizer))
                }
            }
            #expect(lines == block.lines)
        }
    }

    private func pair() throws -> Optimizer {
        try Optimizers.descent.sgd.build(
            [
                .init([try parameter(.ones([2]))]),
                .init([try parameter(.ones([2]))], options: [("lr", .double(0.02))]),
            ], [.none, .double(0.1), .double(0.9)])
    }

    private func make(_ title: String, _ o: Optimizer) throws -> Scheduler {
        func entry(_ text: String, _ functions: [(Int) throws -> Double] = []) throws -> Scheduler {
            let expression = try Expression(text)
            let entry = try #require(Schedulers.named(expression.name))
            return try entry.build(o, try expression.operands(entry.signature, skipping: 1), functions: functions)
        }
        switch title {
        case "lambda":
            // Powers as Python computes them.
            return try entry("LambdaLR()", [{ (0..<$0).isEmpty ? 1 : power(0.9, $0) }, { 1 / Double($0 + 1) }])
        case "multiplicative":
            let factor: (Int) -> Double = { 0.9 + 0.01 * Double($0) }
            return try entry("MultiplicativeLR()", [factor, factor])
        case "sequential":
            return try SequentialScheduler(
                o, [entry("LinearLR(0.1, total_iters=3)"), entry("ExponentialLR(0.9)"), entry("StepLR(2)")],
                milestones: [3, 7])
        case "chained":
            return try ChainedScheduler([entry("ConstantLR(0.5, 4)"), entry("ExponentialLR(0.9)")])
        default: return try entry(title)
        }
    }

    private func rates(_ optimizer: Optimizer) -> String {
        optimizer.groups.map { group in
            ["lr", "momentum"].map { name in
                if case .number(.float(let value))? = group[name] { return "\(value)" }
                return "?"
            }.joined(separator: "/")
        }.joined(separator: " ").replacing("E", with: "e")
    }

    @Test("A scheduler that runs before its optimizer says so, once, and only then")
    func order() throws {
        try session {
            var warnings: [String] = []
            Engine.current.onWarning = { warnings.append($0) }
            let early = try Schedulers.plain.exponential.build(try pair(), [.none, .double(0.9)])
            try early.step()
            try early.step()
            #expect(warnings.count == 1)
            #expect(warnings.first?.hasPrefix("Detected call of `lr_scheduler.step()` before") == true)
            warnings = []
            let optimizer = try pair()
            let late = try Schedulers.plain.exponential.build(optimizer, [.none, .double(0.9)])
            try optimizer.step()
            try late.step()
            #expect(warnings.isEmpty)
        }
    }
}
