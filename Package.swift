// swift-tools-version: 6.1
import PackageDescription

/// `make fuzz` sets this: the fuzzer is built with a sanitizer that nothing else is built with.
let hasFuzzer = Context.environment["GRADUS_FUZZER"] != nil

/// Whole-module speed settings: one root package, so cross-module inlining costs nobody anything.
let speed: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .unsafeFlags(["-cross-module-optimization", "-enforce-exclusivity=unchecked"], .when(configuration: .release)),
]

/// For the language: a machine belongs to one thread, and the program has one machine, so references are counted without
/// atomic operations. Not in debug builds, whose tests run machines side by side.
let single: [SwiftSetting] = [
    .unsafeFlags(["-Xfrontend", "-assume-single-threaded"], .when(configuration: .release))
]

/// C built as strictly as the Swift beside it.
let c: [CSetting] = [.unsafeFlags(["-Wall", "-Wextra", "-fno-math-errno", "-fno-trapping-math"])]

let bigInt = Target.Dependency.product(name: "BigInt", package: "BigInt")

/// A library target and, beside it, `Tests/NAMETests`, where `goldens` are folders of data that tests read.
/// Arrows point down this list only.
func layer(
    _ name: String, _ dependencies: [Target.Dependency], tests: [Target.Dependency] = [], goldens: [String] = [],
    settings: [SwiftSetting] = []
) -> [Target] {
    [
        .target(name: name, dependencies: dependencies, swiftSettings: speed + settings),
        .testTarget(
            name: "\(name)Tests", dependencies: [.target(name: name)] + dependencies + tests, exclude: goldens,
            swiftSettings: speed),
    ]
}

let package = Package(
    name: "Gradus",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "gradus", targets: ["gradus"])],
    dependencies: [.package(url: "https://github.com/attaswift/BigInt", from: "6.0.1")],
    targets: [
        .target(name: "CEdit", cSettings: c, linkerSettings: [.linkedLibrary("edit")]),
        .target(name: "CKernels", cSettings: c),
        .target(name: "PythonModules", exclude: ["Modules"], cSettings: c),
        .target(name: "LessonTexts", cSettings: c),
    ]
        + layer("Arrays", ["CKernels"], goldens: ["Goldens"])
        + layer("Autograd", ["Arrays"], goldens: ["Goldens"])
        + layer("NN", ["Autograd", "Arrays"], goldens: ["Goldens"])
        + layer("Pictures", [], goldens: ["Goldens"])
        + layer("Syntax", [], goldens: ["Goldens"])
        + layer("Lessons", [])
        + layer(
            "Interpreter", ["Syntax", bigInt], tests: ["GoldenPrograms"], goldens: ["Text/Goldens", "Goldens"],
            settings: single)
        + layer(
            "StandardLibrary", ["Interpreter", "Syntax", "PythonModules", bigInt], tests: ["GoldenPrograms"],
            goldens: ["Goldens"])
        + layer(
            "Torch", ["Interpreter", "NN", "Autograd", "Arrays"],
            tests: ["Syntax", "StandardLibrary", "GoldenPrograms"], goldens: ["Goldens"])
        + layer("Terminal", ["CEdit"], tests: ["PseudoTerminal"])
        + layer(
            "Shell",
            [
                "Terminal", "Torch", "StandardLibrary", "Pictures", "Lessons", "LessonTexts", "Interpreter", "Syntax",
                "NN", "Autograd", "Arrays",
            ],
            tests: ["PseudoTerminal", "gradus"])
        + [
            .executableTarget(
                name: "gradus", dependencies: ["Shell", "Terminal", "Pictures", "Lessons", "Interpreter", "Syntax"],
                swiftSettings: speed,
                // Objects come and go by the million: this allocator takes two thirds of the C library's time for them.
                linkerSettings: [.linkedLibrary("mimalloc", .when(platforms: [.linux]))]),
            // Programs with what CPython prints for them.
            .target(
                name: "GoldenPrograms", dependencies: ["Interpreter", "Syntax"], path: "Tests/GoldenPrograms",
                exclude: ["regenerate.py", "stressed.py"]),
            // Programs on a terminal of their own, and the smallest one around the line editor.
            .target(name: "PseudoTerminal", path: "Tests/PseudoTerminal"),
            .executableTarget(name: "EditorDemo", dependencies: ["Terminal"], path: "Tests/EditorDemo"),
        ]
        + (hasFuzzer
            ? [.executableTarget(name: "Fuzzer", dependencies: ["Interpreter", "Syntax"], path: "Tests/Fuzz/Fuzzer")]
            : []),
    swiftLanguageModes: [.v6]
)
