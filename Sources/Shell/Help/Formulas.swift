/// Formulas and shapes of names whose sentence does not say them all.
enum Formulas {
    /// The lines that help shows for a name such as `sigmoid` or `nn.Linear`.
    static func lines(of name: String) -> [String] {
        let found = table[name] ?? others[name] ?? functions[name].flatMap { table[$0] ?? others[$0] }
        guard let (formula, shapes) = found else { return [] }
        return (formula.isEmpty ? [] : ["    formula  \(formula)"]) + (shapes.isEmpty ? [] : ["    shapes   \(shapes)"])
    }

    static let same = "any shape -> the same"
    static let twoSame = "two shapes that broadcast -> the common one"
    static let reduced = "any -> (), or without dim"
    static let truth = "any shape -> the same, of True and False"
    static let truths = "two shapes that broadcast -> the common one, of True and False"

    private static let table: [String: (formula: String, shapes: String)] = [
        "sigmoid": ("1 / (1 + exp(-x))", same), "tanh": ("(exp(x) - exp(-x)) / (exp(x) + exp(-x))", same),
        "relu": ("max(0, x)", same), "leaky_relu": ("x if x > 0 else negative_slope * x", same),
        "elu": ("x if x > 0 else alpha * (exp(x) - 1)", same), "gelu": ("x * P(Z <= x), Z normally distributed", same),
        "silu": ("x / (1 + exp(-x))", same), "softplus": ("log(1 + exp(beta * x)) / beta", same),
        "softmax": ("exp(x_i) / sum_j exp(x_j) along dim", same),
        "log_softmax": ("x_i - log sum_j exp(x_j) along dim", same),
        "logsumexp": ("log sum_j exp(x_j) along dim", "(…, n, …) -> without dim"),
        "exp": ("e ** x", same), "log": ("the natural logarithm", same), "sqrt": ("x ** 0.5", same),
        "rsqrt": ("1 / x ** 0.5", same), "square": ("x * x", same), "abs": ("x if x >= 0 else -x", same),
        "add": ("input + alpha * other", twoSame), "sub": ("input - alpha * other", twoSame),
        "mul": ("input * other", twoSame), "div": ("input / other", twoSame), "pow": ("input ** exponent", twoSame),
        "matmul": ("out_ij = sum_k a_ik * b_kj", "(…, n, k) @ (…, k, m) -> (…, n, m); (k,) @ (k,) -> ()"),
        "mm": ("out_ij = sum_k a_ik * b_kj", "(n, k), (k, m) -> (n, m)"),
        "bmm": ("out_bij = sum_k a_bik * b_bkj", "(b, n, k), (b, k, m) -> (b, n, m)"),
        "dot": ("sum_k a_k * b_k", "(n,), (n,) -> ()"),
        "linear": ("x @ weight.T + bias", "(…, in), (out, in), (out,) -> (…, out)"),
        "sum": ("x_1 + … + x_n", "any -> (), or without dim"),
        "mean": ("(x_1 + … + x_n) / n", "any -> (), or without dim"),
        "var": ("sum (x_i - mean)**2 / (n - correction)", "any -> (), or without dim"),
        "std": ("the square root of var", "any -> (), or without dim"),
        "norm": ("(sum |x_i|**p) ** (1/p)", "any -> (), or without dim"),
        "mse_loss": ("mean((input - target)**2)", "twice the same -> ()"),
        "l1_loss": ("mean(|input - target|)", "twice the same -> ()"),
        "smooth_l1_loss": (
            "0.5 d**2 / beta if |d| < beta else |d| - 0.5 beta, d = input - target", "twice the same -> ()"
        ),
        "huber_loss": ("0.5 d**2 if |d| < delta else delta (|d| - 0.5 delta)", "twice the same -> ()"),
        "cross_entropy": (
            "-log softmax(input)[target], averaged", "(N, C) scores without softmax, (N,) class numbers -> ()"
        ),
        "nll_loss": ("-input[target], averaged", "(N, C) log-probabilities, (N,) class numbers -> ()"),
        "binary_cross_entropy": (
            "-mean(t log p + (1 - t) log(1 - p))", "probabilities and targets of one shape -> ()"
        ),
        "binary_cross_entropy_with_logits": (
            "binary_cross_entropy(sigmoid(input), target)", "scores and targets of one shape -> ()"
        ),
        "kl_div": ("mean(t (log t - input))", "log-probabilities and probabilities of one shape -> ()"),
        "transpose": ("out[…, j, …, i, …] = in[…, i, …, j, …]", "dim0 and dim1 exchanged"),
        "reshape": ("", "any -> the shape asked for, -1 standing for what is left"),
        "view": ("", "any -> the shape asked for, over the same numbers"),
        "permute": ("", "the dimensions in the order asked for"),
        "cat": ("", "(…, n, …), (…, m, …) -> (…, n + m, …)"),
        "stack": ("", "k times the same -> a new dimension of size k"),
        "squeeze": ("", "(…, 1, …) -> without the dimensions of size 1"),
        "unsqueeze": ("", "(a, b) -> with a dimension of size 1 at dim"),
        "flatten": ("", "(a, b, c) -> (a * b * c,), or from start_dim to end_dim"),
        "layer_norm": ("(x - mean) / sqrt(var + eps) * weight + bias over the last dimensions", same),
        "batch_norm": ("(x - mean) / sqrt(var + eps) * weight + bias over all but the channels", same),
        "dropout": ("in training x / (1 - p) or, with probability p, 0", same),
        "embedding": ("weight[input]", "integers (…) and weight (n, d) -> (…, d)"),
        "nn.Linear": (
            "y = x @ weight.T + bias", "(…, in_features) -> (…, out_features); weight (out, in), bias (out,)"
        ),
        "nn.Bilinear": ("y_k = x1 @ A_k @ x2 + b_k", "(…, in1), (…, in2) -> (…, out)"),
        "nn.ReLU": ("max(0, x)", same), "nn.Sigmoid": ("1 / (1 + exp(-x))", same),
        "nn.Tanh": ("(exp(x) - exp(-x)) / (exp(x) + exp(-x))", same),
        "nn.LeakyReLU": ("x if x > 0 else negative_slope * x", same),
        "nn.GELU": ("x * P(Z <= x), Z normally distributed", same), "nn.SiLU": ("x / (1 + exp(-x))", same),
        "nn.Softplus": ("log(1 + exp(beta * x)) / beta", same), "nn.ELU": ("x if x > 0 else alpha (exp(x) - 1)", same),
        "nn.Softmax": ("exp(x_i) / sum_j exp(x_j) along dim", same),
        "nn.LogSoftmax": ("x_i - log sum_j exp(x_j) along dim", same),
        "nn.Dropout": ("in training x / (1 - p) or, with probability p, 0", same),
        "nn.LayerNorm": ("(x - mean) / sqrt(var + eps) * weight + bias over the last dimensions", same),
        "nn.BatchNorm1d": (
            "(x - mean) / sqrt(var + eps) * weight + bias for each channel", "(N, C) or (N, C, L) -> the same"
        ),
        "nn.RMSNorm": ("x / sqrt(mean(x**2) + eps) * weight", same),
        "nn.Embedding": ("weight[input]", "integers (…) -> (…, embedding_dim)"),
        "nn.Flatten": ("", "(N, a, b) -> (N, a * b)"), "nn.Sequential": ("f_n(… f_2(f_1(x)))", "those of its modules"),
        "nn.MSELoss": ("mean((input - target)**2)", "twice the same -> ()"),
        "nn.L1Loss": ("mean(|input - target|)", "twice the same -> ()"),
        "nn.CrossEntropyLoss": (
            "-log softmax(input)[target], averaged", "(N, C) scores without softmax, (N,) class numbers -> ()"
        ),
        "nn.NLLLoss": ("-input[target], averaged", "(N, C) log-probabilities, (N,) class numbers -> ()"),
        "nn.BCELoss": ("-mean(t log p + (1 - t) log(1 - p))", "probabilities and targets of one shape -> ()"),
        "nn.BCEWithLogitsLoss": ("BCELoss of sigmoid(input)", "scores and targets of one shape -> ()"),
        "optim.SGD": ("v = momentum v + (1 - dampening) g;  p = p - lr v", ""),
        "optim.Adam": ("m = b1 m + (1 - b1) g;  v = b2 v + (1 - b2) g**2;  p = p - lr m' / (sqrt(v') + eps)", ""),
        "optim.AdamW": ("p = p (1 - lr weight_decay), then as Adam", ""),
        "optim.RMSprop": ("v = alpha v + (1 - alpha) g**2;  p = p - lr g / (sqrt(v) + eps)", ""),
        "optim.Adagrad": ("v = v + g**2;  p = p - lr g / (sqrt(v) + eps)", ""),
    ]
}
