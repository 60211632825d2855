import Arrays
import Autograd

/// Losses: how far an output is from a target.
package struct LossLayers: Sendable {
    package let mse: LayerEntry = LossLayers.entry(
        "MSELoss(bool? size_average=None, bool? reduce=None, str reduction='mean')",
        "The mean of the squared differences.", "mse_loss", spellings: ["MeanSquaredError"],
        example: "MSELoss()(torch.zeros(2), torch.ones(2))")

    package let l1: LayerEntry = LossLayers.entry(
        "L1Loss(bool? size_average=None, bool? reduce=None, str reduction='mean')",
        "The mean size of the differences.", "l1_loss", spellings: ["MAELoss"],
        example: "L1Loss()(torch.zeros(2), torch.ones(2))")

    package let smoothL1: LayerEntry = LossLayers.entry(
        "SmoothL1Loss(bool? size_average=None, bool? reduce=None, str reduction='mean', float beta=1.0)",
        "Squared for small differences, their size for large ones.", "smooth_l1_loss",
        example: "SmoothL1Loss()(torch.zeros(2), torch.ones(2))")

    package let huber: LayerEntry = LossLayers.entry(
        "HuberLoss(str reduction='mean', float delta=1.0)",
        "Squared for small differences, delta times their size for large ones.", "huber_loss",
        example: "HuberLoss()(torch.zeros(2), torch.ones(2))")

    package let bce: LayerEntry = LossLayers.entry(
        "BCELoss(Tensor? weight=None, bool? size_average=None, bool? reduce=None, str reduction='mean')",
        "The cross entropy of probabilities between 0 and 1.", "binary_cross_entropy", buffers: ["weight"],
        spellings: ["BinaryCrossEntropy"], example: "BCELoss()(torch.tensor([0.9]), torch.tensor([1.]))")

    package let bceWithLogits: LayerEntry = LossLayers.entry(
        "BCEWithLogitsLoss(Tensor? weight=None, bool? size_average=None, bool? reduce=None, str reduction='mean', "
            + "Tensor? pos_weight=None)",
        "A sigmoid and the cross entropy in one.", "binary_cross_entropy_with_logits",
        buffers: ["weight", "pos_weight"], example: "BCEWithLogitsLoss()(torch.tensor([2.]), torch.tensor([1.]))")

    package let crossEntropy: LayerEntry = LossLayers.entry(
        "CrossEntropyLoss(Tensor? weight=None, bool? size_average=None, int ignore_index=-100, bool? reduce=None, "
            + "str reduction='mean', float label_smoothing=0.0)",
        "A softmax and minus the log-probability of the right class in one.", "cross_entropy", buffers: ["weight"],
        spellings: ["SoftmaxCrossEntropy", "CrossEntropy"],
        example: "CrossEntropyLoss()(torch.tensor([[2., 1.]]), torch.tensor([0]))")

    package let nll: LayerEntry = LossLayers.entry(
        "NLLLoss(Tensor? weight=None, bool? size_average=None, int ignore_index=-100, bool? reduce=None, "
            + "str reduction='mean')",
        "Minus the log-probability of the right class.", "nll_loss", buffers: ["weight"],
        example: "NLLLoss()(torch.tensor([[-0.3, -1.3]]), torch.tensor([0]))")

    package let klDiv: LayerEntry = LossLayers.entry(
        "KLDivLoss(bool? size_average=None, bool? reduce=None, str reduction='mean', bool log_target=False)",
        "How much one distribution says about another.", "kl_div",
        example: "KLDivLoss(reduction='sum')(torch.tensor([-0.7, -0.7]), torch.tensor([0.5, 0.5]))")

    package let poissonNLL: LayerEntry = LossLayers.entry(
        "PoissonNLLLoss(bool log_input=True, bool full=False, bool? size_average=None, float eps=1e-08, "
            + "bool? reduce=None, str reduction='mean')",
        "Minus the log-probability of counts.", "poisson_nll_loss", inputs: "Tensor log_input, Tensor target",
        example: "PoissonNLLLoss()(torch.zeros(2), torch.ones(2))")

    package let gaussianNLL: LayerEntry = LossLayers.entry(
        "GaussianNLLLoss(*, bool full=False, float eps=1e-06, str reduction='mean')",
        "Minus the log-probability under normal distributions.", "gaussian_nll_loss",
        inputs: "Tensor input, Tensor target, Operand var",
        example: "GaussianNLLLoss()(torch.zeros(2), torch.ones(2), torch.ones(2))")

    package let hingeEmbedding: LayerEntry = LossLayers.entry(
        "HingeEmbeddingLoss(float margin=1.0, bool? size_average=None, bool? reduce=None, str reduction='mean')",
        "Whether distances are small for alike and large for unlike pairs.", "hinge_embedding_loss",
        example: "HingeEmbeddingLoss()(torch.tensor([0.5]), torch.tensor([1.]))")

    package let marginRanking: LayerEntry = LossLayers.entry(
        "MarginRankingLoss(float margin=0.0, bool? size_average=None, bool? reduce=None, str reduction='mean')",
        "Whether the first input ranks above the second.", "margin_ranking_loss",
        inputs: "Tensor input1, Tensor input2, Tensor target",
        example: "MarginRankingLoss()(torch.tensor([1.]), torch.tensor([2.]), torch.tensor([1.]))")

    package let softMargin: LayerEntry = LossLayers.entry(
        "SoftMarginLoss(bool? size_average=None, bool? reduce=None, str reduction='mean')",
        "The logistic loss for targets 1 and -1.", "soft_margin_loss",
        example: "SoftMarginLoss()(torch.tensor([0.5]), torch.tensor([1.]))")

    /// A loss: what it is called with, and the buffers it may have.
    @inline(never)
    private static func entry(
        _ signature: String, _ summary: String, _ function: String, inputs: String = "Tensor input, Tensor target",
        buffers: [String] = [], spellings: [String] = [], example: String
    ) -> LayerEntry {
        LayerEntry(
            signature, .loss, summary, forward: "forward(\(inputs))", hidden: ["size_average", "reduce"] + buffers,
            spellings: spellings, example: example
        ) { entry, call in
            let loss = try FunctionalLayer(entry, call, function, parts: buffers)
            for name in buffers {
                let i = entry.signature.parameters.firstIndex { $0.name == name }
                try loss.registerBuffer(name, try i.flatMap { try call.optionalTensor($0) })
            }
            try adoptLegacyReduction(loss, entry, call)
            return loss
        }
    }

    /// The arguments of long ago, `size_average` and `reduce`, as today's `reduction`.
    private static func adoptLegacyReduction(_ loss: Module, _ entry: LayerEntry, _ call: Call) throws {
        func flag(_ name: String) throws -> Bool? {
            guard let i = entry.signature.parameters.firstIndex(where: { $0.name == name }), !call[i].isNone else {
                return nil
            }
            return try call.bool(i)
        }
        let (average, reduce) = (try flag("size_average"), try flag("reduce"))
        if average == nil, reduce == nil { return }
        let reduction = reduce == false ? "none" : average == false ? "sum" : "mean"
        _ = loss.setAttribute("reduction", .string(reduction))
        Engine.current.onWarning?(
            "size_average and reduce args will be deprecated, please use reduction='\(reduction)' instead.")
    }
}

/// Measures of likeness.
package struct DistanceLayers: Sendable {
    package let cosineSimilarity: LayerEntry = LayerEntry(
        "CosineSimilarity(int dim=1, float eps=1e-08)", .distance, "The cosine of the angle between vectors.",
        forward: "cosine_similarity(Tensor x1, Tensor x2)",
        example: "CosineSimilarity(dim=0)(torch.ones(2), torch.tensor([1., 0.]))"
    ) { entry, call in try FunctionalLayer(entry, call, "cosine_similarity") }

    package let pairwiseDistance: LayerEntry = LayerEntry(
        "PairwiseDistance(float p=2.0, float eps=1e-06, bool keepdim=False)", .distance,
        "The distance between vectors.", forward: "pairwise_distance(Tensor x1, Tensor x2)",
        example: "PairwiseDistance()(torch.ones(1, 2), torch.zeros(1, 2))"
    ) { entry, call in try FunctionalLayer(entry, call, "pairwise_distance") }
}
