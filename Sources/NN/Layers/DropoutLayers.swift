import Arrays
import Autograd

/// Layers that forget by chance while training.
package struct DropoutLayers: Sendable {
    package let dropout: LayerEntry = DropoutLayers.entry(
        "Dropout", "Zeroes elements by chance and scales up the others, in training.", "dropout",
        example: "Dropout(0.5).eval()(torch.ones(3))")
    package let dropout1d: LayerEntry = DropoutLayers.entry(
        "Dropout1d", "Zeroes whole channels of signals by chance, in training.", "dropout1d",
        example: "Dropout1d(0.5).eval()(torch.ones(1, 2, 3)).shape")
    package let dropout2d: LayerEntry = DropoutLayers.entry(
        "Dropout2d", "Zeroes whole channels of images by chance, in training.", "dropout2d",
        example: "Dropout2d(0.5).eval()(torch.ones(1, 2, 3, 3)).shape")
    package let dropout3d: LayerEntry = DropoutLayers.entry(
        "Dropout3d", "Zeroes whole channels of volumes by chance, in training.", "dropout3d",
        example: "Dropout3d(0.5).eval()(torch.ones(1, 2, 3, 3, 3)).shape")

    @inline(never)
    private static func entry(_ name: String, _ summary: String, _ function: String, example: String) -> LayerEntry {
        LayerEntry(
            "\(name)(float p=0.5, bool inplace=False)", .dropout, summary, forward: "\(function)(Tensor input)",
            repr: .template("p={p}, inplace={inplace}"), example: example
        ) { entry, call in
            let p = try call.double(0)
            if p < 0 || p > 1 {
                throw ArrayError.value(
                    "dropout probability has to be between 0 and 1, but got \(PythonText.str(call[0]))")
            }
            return try FunctionalLayer(entry, call, function)
        }
    }
}
