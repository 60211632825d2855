import Arrays
import Autograd
import Interpreter

// Losses and what they compare; types of elements.
extension Mistakes {
    static let losses: [Mistake] = [
        Mistake(.indexError, "Target * is out of bounds.", .classification) { failure, parts in
            let classes = classCount(failure)
            let range = classes.map { "0 to \($0 - 1)" } ?? "0 to classes - 1"
            let clash = clash(failure, "target \(parts[0]), but the classes are \(range)")
            if let classes, Int(parts[0]) == classes {
                return [
                    clash, "labels that start at 1 become target - 1; or the last layer needs \(classes + 1) outputs",
                ]
            }
            return [clash, "give the last layer one output for each class, or renumber the labels from 0"]
        },
        Mistake(.runtimeError, "0D or 1D target tensor expected, multi-target not supported", .classification) {
            failure, _ in
            let target = target(failure)
            let name = target?.text ?? "target"
            if let target, target.tensor.rank == 2, target.tensor.shape[1] > 1 {
                return [
                    "\(name) \(Failure.shape(target.tensor)): a class index for each row is needed, shape (\(target.tensor.shape[0]),)",
                    "from one-hot rows: \(name).argmax(1)",
                ]
            }
            let shape = target.map { " \(Failure.shape($0.tensor))" } ?? ""
            return [
                "\(name)\(shape): a class index for each row is needed, shape (batch,)",
                "drop the extra dimension: \(name).squeeze(1)",
            ]
        },
        Mistake(
            .runtimeError, "Expected floating point type for target with class probabilities, got *", .classification
        ) {
            failure, parts in
            let name = target(failure)?.text ?? "target"
            return [
                "\(name) has the predictions' shape, so it is read as probabilities, which are no \(parts[0])",
                "class indices: \(name).argmax(1); probabilities: \(name).float()",
            ]
        },
        Mistake(.runtimeError, "expected target dtype to be Long or Byte, but got *", .elementTypes) { failure, parts in
            classIndices(failure, parts[0])
        },
        Mistake(.runtimeError, "expected scalar type Long but found *", .elementTypes) { failure, parts in
            classIndices(failure, parts[0])
        },
        Mistake(
            .valueError, "Using a target size (*) that is different to the input size (*) is deprecated*", .broadcasting
        ) { failure, sizes in sameSize(failure, sizes) },
        Mistake(.valueError, "Target size (*) must be the same as input size (*)", .broadcasting) { failure, sizes in
            sameSize(failure, sizes)
        },
        Mistake(.runtimeError, "all elements of input should be between 0 and 1", .classification) { failure, _ in
            let name = failure.tensor()?.text ?? "the predictions"
            return [
                "\(name): binary_cross_entropy takes probabilities, and some are below 0 or above 1",
                "keep the raw outputs and use F.binary_cross_entropy_with_logits, or apply torch.sigmoid first",
            ]
        },
        Mistake(.runtimeError, "Found dtype * but expected *", .elementTypes) { failure, parts in
            let name = failure.tensors.first { $0.tensor.dtype.scalarTypeName == parts[0] }?.text ?? "target"
            return [
                "\(name) is \(parts[0]), the other is \(parts[1]): a loss compares equal types",
                "convert it: \(name).\(method(parts[1]))",
            ]
        },
        Mistake(.valueError, "expected sequence of length * at dim * (got *)", .shapes) { _, parts in
            [
                "row lengths differ: \(parts[0]) and \(parts[2]); a tensor is a full block of numbers",
                "fill the short rows up, or keep a list of tensors",
            ]
        },
    ]

    static let elementTypes: [Mistake] = [
        Mistake(.runtimeError, "mat1 and mat2 must have the same dtype, but got * and *", .elementTypes) {
            failure, parts in
            let input = failure.culprit == nil ? failure.pair?.a.text : failure.tensor()?.text
            let name = input ?? "x"
            let wanted = parts[1]
            if let layer = failure.layerName {
                return [
                    "\(layer): its weights are \(wanted), the input is \(parts[0])",
                    "convert the input: \(name).\(method(wanted))",
                ]
            }
            if parts[1] != "Float", parts[0] == "Float", let other = failure.pair?.b.text {
                return ["\(parts[0]) on the left, \(wanted) on the right", "convert one: \(other).float()"]
            }
            return ["\(parts[0]) on the left, \(wanted) on the right", "convert one: \(name).\(method(wanted))"]
        },
        Mistake(.runtimeError, "expected m1 and m2 to have the same dtype, but got: * != *", .elementTypes) {
            _, parts in
            ["\(parts[0]) on the left, \(parts[1]) on the right", "convert the integers: x.float()"]
        },
        Mistake(.runtimeError, "only Tensors of floating point dtype can require gradients", .elementTypes) {
            failure, _ in
            floatsOnly(failure)
        },
        Mistake(.runtimeError, "Only Tensors of floating point and complex dtype can require gradients", .elementTypes)
        {
            failure, _ in floatsOnly(failure)
        },
        Mistake(
            .runtimeError, "Expected tensor for argument #1 'indices' to have one of the following scalar types*",
            .elementTypes
        ) { failure, _ in
            let name = failure.tensor()?.text ?? "x"
            return [
                "\(failure.layerName ?? "an embedding") looks rows up by number, so it takes whole numbers",
                "convert them: \(name).long()",
            ]
        },
        Mistake(.runtimeError, "result type * can't be cast to the desired output type *", .elementTypes) {
            failure, parts in
            [
                "an in-place change keeps the type: \(parts[0]) does not fit into \(parts[1])",
                "convert first, or make a new tensor: x = x.float() + …",
            ]
        },
        Mistake(
            .runtimeError, "mean(): could not infer output dtype. Input dtype must be either a floating point*",
            .elementTypes
        ) { failure, _ in
            [
                "the mean of whole numbers would be no whole number",
                "convert first: \(failure.tensor()?.text ?? "x").float().mean()",
            ]
        },
        Mistake(.assertionError, "Torch not compiled with CUDA enabled") { _, _ in
            [
                "Gradus computes on the CPU",
                "leave .cuda() out, or choose: device = 'cuda' if torch.cuda.is_available() else 'cpu'",
            ]
        },
    ]

    // MARK: What they say

    /// What is compared with, by the order in the call.
    private static func target(_ failure: Failure) -> (text: String, tensor: Tensor)? {
        let named = failure.tensors
        return named.count >= 2 ? named[1] : nil
    }

    private static func classCount(_ failure: Failure) -> Int? {
        let input = failure.culprit?.inputs.first ?? (failure.tensors.count >= 2 ? failure.tensors[0].tensor : nil)
        guard let input, input.rank > 0 else { return nil }
        return input.shape[input.rank == 1 ? 0 : 1]
    }

    private static func classIndices(_ failure: Failure, _ type: String) -> [String] {
        let name = target(failure)?.text ?? "target"
        return ["\(name) is \(type): class indices are whole numbers", "convert them: \(name).long()"]
    }

    private static func sameSize(_ failure: Failure, _ sizes: [String]) -> [String] {
        let (target, input) = (Failure.numbers(sizes[0]), Failure.numbers(sizes[1]))
        let named = failure.tensors
        let (prediction, wanted) = named.count >= 2 ? (named[0].text, named[1].text) : ("prediction", "target")
        let clash = "\(prediction) is \(Failure.shape(input)), \(wanted) is \(Failure.shape(target))"
        if input == target + [1] {
            return [clash, "make them equal: \(wanted).unsqueeze(1), or \(prediction).squeeze(1)"]
        }
        if target == input + [1] { return [clash, "make them equal: \(wanted).squeeze(1)"] }
        return [clash, "one target for each prediction: give both the same shape"]
    }

    private static func floatsOnly(_ failure: Failure) -> [String] {
        [
            "gradients are fractions, so whole numbers cannot have any",
            "write a decimal point, tensor([1., 2.]), or say dtype=torch.float32",
        ]
    }

    /// The conversion that gives a type: `Float` → `float()`.
    private static func method(_ type: String) -> String {
        let names = ["Double": "double()", "Long": "long()", "Int": "int()", "Half": "half()", "Bool": "bool()"]
        return names[type] ?? "float()"
    }
}
