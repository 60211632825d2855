/// The families of operations, each made when first used: `try Ops.functions.sigmoid(x)`.
package enum Ops {
    package static let arithmetic: Arithmetic = Arithmetic()
    package static let powers: Powers = Powers()
    package static let pointwise: Pointwise = Pointwise()
    package static let functions: Functions = Functions()
    package static let reductions: Reductions = Reductions()
    package static let statistics: Statistics = Statistics()
    package static let products: Products = Products()
    package static let views: Views = Views()
    package static let shape: Shape = Shape()
    package static let strided: Strided = Strided()
    package static let comparison: Comparison = Comparison()
    package static let activations: Activations = Activations()
    package static let softmax: Softmax = Softmax()
    package static let indexing: Indexing = Indexing()
    package static let gathering: Gathering = Gathering()
    package static let selection: Selection = Selection()
    package static let mutation: Mutation = Mutation()
    package static let creation: Creation = Creation()
    package static let random: Random = Random()
    package static let conversion: Conversion = Conversion()
    package static let losses: Losses = Losses()
    package static let normalization: Normalization = Normalization()
    package static let layerFunctions: LayerFunctions = LayerFunctions()
    package static let einsum: Einsum = Einsum()
    package static let properties: Properties = Properties()
    package static let arrangement: Arrangement = Arrangement()
    package static let sorting: Sorting = Sorting()
    package static let composedLosses: ComposedLosses = ComposedLosses()

    /// Every family, for the catalog: their stored properties are the operations.
    static var families: [Any] {
        [
            arithmetic, powers, pointwise, functions, reductions, statistics,
            products, views, shape, strided, comparison, activations, softmax, indexing, gathering,
            selection, mutation, creation, random, conversion, losses, composedLosses,
            properties, arrangement, sorting, normalization, layerFunctions, einsum,
        ]
    }
}
