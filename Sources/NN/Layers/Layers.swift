import Autograd

/// The families of layers, each made when first used: `Layers.linear.linear.build([.int(2), .int(3)])`.
package enum Layers {
    package static let linear: LinearLayers = LinearLayers()
    package static let shape: ShapeLayers = ShapeLayers()
    package static let containers: ContainerLayers = ContainerLayers()
    package static let activations: ActivationLayers = ActivationLayers()
    package static let softmax: SoftmaxLayers = SoftmaxLayers()
    package static let dropout: DropoutLayers = DropoutLayers()
    package static let normalization: NormalizationLayers = NormalizationLayers()
    package static let sparse: SparseLayers = SparseLayers()
    package static let losses: LossLayers = LossLayers()
    package static let distances: DistanceLayers = DistanceLayers()

    private static var families: [Any] {
        [linear, shape, containers, activations, softmax, dropout, normalization, sparse, losses, distances]
    }

    /// Every layer in the order of declaration, found by reflection when first asked for.
    package static let all: [LayerEntry] = families.flatMap { family in
        Mirror(reflecting: family).children.compactMap { $0.value as? LayerEntry }
    }

    private static let byName: [String: LayerEntry] = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }

    /// The layer of a name; nil where there is none.
    package static func named(_ name: String) -> LayerEntry? { byName[name] }

    /// What people try instead of a layer's name, and the name.
    package static let spellings: [String: String] = Dictionary(
        all.flatMap { entry in entry.spellings.map { ($0, entry.name) } }
    ) { first, _ in first }
}
