import Arrays
import Autograd

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Schedulers whose rates follow from the epoch by a formula, and from the rates before.
package struct PlainSchedulers: Sendable {
    package let lambda: SchedulerEntry = SchedulerEntry(
        "LambdaLR(any optimizer, any lr_lambda, int last_epoch=-1)",
        "The first rate times a function of the epoch.",
        rates: { s in try zip(s.functions, s.baseRates).map { try $1 * $0(s.lastEpoch) } })

    package let multiplicative: SchedulerEntry = SchedulerEntry(
        "MultiplicativeLR(any optimizer, any lr_lambda, int last_epoch=-1)",
        "The rate times a function of the epoch.",
        rates: { s in
            if s.isInitial { return s.unchanged }
            return try zip(s.functions, s.optimizer.groups).map { try $1.learningRate * $0(s.lastEpoch) }
        })

    package let step: SchedulerEntry = SchedulerEntry(
        "StepLR(any optimizer, int step_size, float gamma=0.1, int last_epoch=-1)",
        "The rate times gamma every step_size epochs.",
        closedForm: { s in
            let times = try PythonMath.floorDivide(s.lastEpoch, Call(s.options).int(1))
            return try s.baseRates.map { $0 * pow(try s.double(2), Double(times)) }
        },
        rates: { s in
            if s.lastEpoch == 0 { return s.unchanged }
            if try PythonMath.modulo(s.lastEpoch, Call(s.options).int(1)) != 0 { return s.unchanged }
            return try s.scaled(s.double(2))
        })

    package let multiStep: SchedulerEntry = SchedulerEntry(
        "MultiStepLR(any optimizer, ints milestones, float gamma=0.1, int last_epoch=-1)",
        "The rate times gamma at each milestone.",
        closedForm: { s in
            let passed = try Call(s.options).ints(1).filter { $0 <= s.lastEpoch }.count
            return try s.baseRates.map { $0 * pow(try s.double(2), Double(passed)) }
        },
        rates: { s in
            let here = try Call(s.options).ints(1).filter { $0 == s.lastEpoch }.count
            return here == 0 ? s.unchanged : try s.scaled(pow(s.double(2), Double(here)))
        })

    package let constant: SchedulerEntry = SchedulerEntry(
        "ConstantLR(any optimizer, float factor=0.3333333333333333, int total_iters=5, int last_epoch=-1)",
        "The rate times a factor for the first epochs.",
        check: { c in
            let factor = try c.double(1)
            if factor > 1 || factor < 0 {
                throw ArrayError.value("Constant multiplicative factor expected to be between 0 and 1.")
            }
        },
        closedForm: { s in
            let factor = try s.double(1)
            let over = Double(s.lastEpoch) >= (try s.double(2)) ? 1.0 : 0
            return s.baseRates.map { $0 * (factor + over * (1 - factor)) }
        },
        rates: { s in
            let factor = try s.double(1)
            if s.lastEpoch == 0 { return try s.scaled(factor) }
            if Double(s.lastEpoch) != (try s.double(2)) { return s.unchanged }
            return try s.scaled(PythonMath.divide(1, factor))
        })

    package let linear: SchedulerEntry = SchedulerEntry(
        "LinearLR(any optimizer, float start_factor=0.3333333333333333, float end_factor=1.0, int total_iters=5, "
            + "int last_epoch=-1)",
        "The rate times a factor that changes evenly over the first epochs.",
        check: { c in
            let (start, end) = (try c.double(1), try c.double(2))
            if start > 1 || start <= 0 {
                throw ArrayError.value(
                    "Starting multiplicative factor expected to be greater than 0 and less or equal to 1.")
            }
            if end > 1 || end < 0 {
                throw ArrayError.value("Ending multiplicative factor expected to be between 0 and 1.")
            }
        },
        closedForm: { s in
            let (start, end, total) = (try s.double(1), try s.double(2), try s.double(3))
            let part = try PythonMath.divide((end - start) * min(total, Double(s.lastEpoch)), total)
            return s.baseRates.map { $0 * (start + part) }
        },
        rates: { s in
            let (start, end, total) = (try s.double(1), try s.double(2), try s.double(3))
            if s.lastEpoch == 0 { return try s.scaled(start) }
            if s.isInitial || Double(s.lastEpoch) > total { return s.unchanged }
            let reached = total * start + Double(s.lastEpoch - 1) * (end - start)
            return try s.scaled(1 + PythonMath.divide(end - start, reached))
        })

    package let exponential: SchedulerEntry = SchedulerEntry(
        "ExponentialLR(any optimizer, float gamma, int last_epoch=-1)", "The rate times gamma every epoch.",
        closedForm: { s in try s.baseRates.map { $0 * pow(try s.double(1), Double(s.lastEpoch)) } },
        rates: { s in s.isInitial ? s.unchanged : try s.scaled(s.double(1)) })

    package let polynomial: SchedulerEntry = SchedulerEntry(
        "PolynomialLR(any optimizer, int total_iters=5, float power=1.0, int last_epoch=-1)",
        "The rate falls to zero by a power of the epochs left.",
        closedForm: { s in
            let (total, power) = (try s.double(1), try s.double(2))
            let left = try 1 - PythonMath.divide(min(total, Double(s.lastEpoch)), total)
            return s.baseRates.map { $0 * pow(left, power) }
        },
        rates: { s in
            let (total, power) = (try s.double(1), try s.double(2))
            if s.isInitial || Double(s.lastEpoch) > total { return s.unchanged }
            let left = 1 - Double(s.lastEpoch) / total
            let before = 1 - Double(s.lastEpoch - 1) / total
            return try s.scaled(pow(PythonMath.divide(left, before), power))
        })

    package let cosine: SchedulerEntry = SchedulerEntry(
        "CosineAnnealingLR(any optimizer, int T_max, float eta_min=0.0, int last_epoch=-1)",
        "The rate falls and rises again along a cosine.",
        closedForm: { s in
            let (period, least) = (try s.double(1), try s.double(2))
            let swing = try 1 + cos(PythonMath.divide(.pi * Double(s.lastEpoch), period))
            return s.baseRates.map { least + ($0 - least) * swing / 2 }
        }, rates: cosineRates)

    private static let cosineRates: SchedulerEntry.Rule = { s in
        let (period, least) = (try s.double(1), try s.double(2))
        let epoch = Double(s.lastEpoch)
        if s.isInitial { return s.unchanged }
        if s.stepCount == 1, s.lastEpoch > 0 {
            let swing = try 1 + cos(PythonMath.divide(epoch * .pi, period))
            return s.baseRates.map { least + ($0 - least) * swing / 2 }
        }
        if period == 0 { throw ArrayError(.zeroDivisionError, "integer modulo by zero") }
        if fmod(epoch - 1 - period, 2 * period) == 0 {
            let rise = 1 - cos(.pi / period)
            return try zip(s.optimizer.groups, s.baseRates).map { try $0.learningRate + ($1 - least) * rise / 2 }
        }
        let (now, before) = (1 + cos(.pi * epoch / period), 1 + cos(.pi * (epoch - 1) / period))
        let ratio = try PythonMath.divide(now, before)
        return try s.changed { ratio * ($0 - least) + least }
    }
}
