/// What `why` explains: one concept in a few lines.
enum Topic: String, CaseIterable, Sendable {
    case shapes, broadcasting, views, dimensions, elementTypes, classification, scalars, graph, inPlace, modules
    case evaluation, arguments, nothing, text, scope, blocks

    /// The concept, a line each.
    var lines: [String] {
        switch self {
        case .shapes:
            [
                "A matrix product (n, k) @ (k, m) gives (n, m): the inner sizes must be equal.",
                "Linear(k, m) holds a weight (m, k) and turns (batch, k) into (batch, m).",
                "So what one layer gives, the next must expect. When in doubt print x.shape between them.",
            ]
        case .broadcasting:
            [
                "Tensors of different shapes are lined up at their last dimension.",
                "Sizes go together when they are equal or one of them is 1, which is then repeated.",
                "(64, 1) with (64,) gives (64, 64): right for Python, nearly always wrong for a loss.",
            ]
        case .views:
            [
                "view and reshape give the same numbers, in the same order, another shape.",
                "The product of the sizes stays the same; one size may be -1 and is worked out.",
                "view never copies, so it needs numbers that lie in order in memory; reshape copies where it must.",
            ]
        case .dimensions:
            [
                "A tensor of shape (2, 3) has dimension 0 with places 0 and 1, and dimension 1 with places 0 to 2.",
                "Negative numbers count from the end. Networks expect the batch as dimension 0: x.unsqueeze(0) adds it.",
            ]
        case .elementTypes:
            [
                "Every tensor has one type of element. tensor([1., 2.]) is float32, tensor([1, 2]) is int64 (Long).",
                "Weights are float32: inputs must be too (x.float()). Class indices are Long (y.long()).",
                "Only fractions have gradients.",
            ]
        case .classification:
            [
                "cross_entropy takes raw outputs (batch, classes) and one class index for each row, (batch,), counted from 0.",
                "It applies log_softmax itself: no softmax before it.",
                "For yes or no: binary_cross_entropy_with_logits, outputs and float targets of one shape.",
            ]
        case .scalars:
            [
                "item(), float() and if need one number; a tensor may hold many.",
                "Reduce it (sum, mean, all, any), pick one (x[0]), or take them all (tolist()).",
            ]
        case .graph:
            [
                "Each operation on a tensor with requires_grad=True is written into a graph, up to the loss.",
                "loss.backward() walks it back, adds to every w.grad, and gives the graph up.",
                "So compute the loss anew in each step. item(), detach() and no_grad() leave the graph.",
            ]
        case .inPlace:
            [
                "The graph keeps the values that backward will need. x += 1, x[0] = 1 and methods ending in _ change them.",
                "Write x = x + 1 for a new tensor. Updates of weights belong under  with torch.no_grad():  or to an optimizer.",
            ]
        case .modules:
            [
                "A network is a class made from nn.Module: __init__ calls super().__init__() and makes the layers, forward uses them.",
                "net = Net() makes one, net(x) calls its forward.",
                "Layers are found as attributes of self, in nn.Sequential and in nn.ModuleList; not in plain lists.",
            ]
        case .evaluation:
            [
                "In training, batch norm uses the spread of the batch and dropout leaves things out.",
                "net.eval() switches both to their settled behaviour, net.train() back.",
            ]
        case .arguments:
            [
                "def f(a, b=2): a must be given, b may be. f(1), f(1, 3) and f(a=1, b=3) are calls of it.",
                "Methods are given their object first: def forward(self, x) is called as net(x).",
            ]
        case .nothing:
            [
                "A function that ends without return gives None, and so do methods that change their object: sort, append, update.",
                "Torch marks those that change a tensor by a final _; these return the tensor.",
            ]
        case .text:
            [
                "'3' is text, 3 a number; + joins text or adds numbers, never both.",
                "f\"loss {loss:.3f}\" puts values into text; int('3') and float('3.5') make numbers of text.",
            ]
        case .scope:
            [
                "Names are looked up in the function first, then in the file, then among Python's own.",
                "A name that is assigned anywhere in a function is local to all of it.",
            ]
        case .blocks:
            [
                "A line that ends in : opens a block; the block is the lines indented further than it.",
                "if x == 3:  compares,  x = 3  assigns.",
            ]
        }
    }

    /// The lesson that treats it: its number and title.
    var lesson: (number: Int, title: String)? {
        switch self {
        case .broadcasting, .dimensions: (2, "Many neurons: shapes")
        case .shapes, .views, .elementTypes: (3, "Shape errors")
        case .graph, .scalars: (4, "Backward: who is to blame?")
        case .inPlace: (5, "Step: learning")
        case .modules, .arguments: (8, "Your own Module")
        case .classification: (11, "Classification: which one is it?")
        case .evaluation, .nothing, .text, .scope, .blocks: nil
        }
    }
}
