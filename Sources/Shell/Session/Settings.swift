import Interpreter
import Terminal

/// Something that `set` changes, declared once.
package struct Setting: Sendable {
    let name: String
    /// The words that it takes, the first being how a session starts; empty where any text may stand.
    let choices: [String]
    /// What may be given where no choices are listed.
    let usage: String
    /// One sentence.
    let summary: String
    /// Does what the new value means at once; throws for a text that means nothing. nil: whoever it concerns asks.
    let apply: (@Sendable (Session, String) throws -> Void)?

    /// One of several words, the first at the start. Each of `shorthands` may be given to `set` alone.
    init(
        _ name: String, _ choices: [String], _ summary: String,
        apply: (@Sendable (Session, String) throws -> Void)? = nil
    ) {
        self.name = name
        self.choices = choices
        usage = choices.joined(separator: "|")
        self.summary = summary
        self.apply = apply
    }

    /// A text that `apply` understands.
    init(
        _ name: String, usage: String, _ summary: String, apply: @escaping @Sendable (Session, String) throws -> Void
    ) {
        self.name = name
        choices = []
        self.usage = usage
        self.summary = summary
        self.apply = apply
    }

    var isSwitch: Bool { choices == ["on", "off"] || choices == ["off", "on"] }
}

/// All settings: the stored properties, found by reflection. To add one, add a property; `settings[.name]` reads it.
package struct SettingsTable: Sendable {
    let precision = Setting(
        "precision", usage: "0..20|default", "How many digits tensors show behind the point, as torch.set_printoptions."
    ) { session, text in try session.setPrecision(text) }

    let pictures = Setting(
        "pictures", ["unicode", "ascii", "words"],
        "How drawings are made: from fine characters, from ASCII alone, or told in words.")

    let theme = Setting(
        "theme", Theme.allCases.map(\.rawValue),
        "Colours: for any background, for a dark or a light one, or none.")

    let hints = Setting("hints", ["on", "off"], "Dim text behind the cursor that Right accepts.")

    let coach = Setting("coach", ["on", "off"], "A line of advice when training looks wrong, once each.") {
        session, text in session.teacher.coachIsOn = text == "on"
    }

    let errors = Setting(
        "errors", ["full", "short"], "Whether a traceback and advice stand around the message of an error.")

    let time = Setting("time", ["on", "off"], "How long a statement took, where that was above a second.")

    static let table = SettingsTable()
    /// What may follow `set` and some words.
    static func words(after before: [String]) -> [(word: String, meaning: String)] {
        guard let name = before.first else { return all.map { ($0.name, $0.summary) } }
        guard before.count == 1, let setting = all.first(where: { $0.name == name }) else { return [] }
        return setting.choices.map { ($0, "") }
    }

    static let all: [Setting] = Mirror(reflecting: table).children.compactMap { $0.value as? Setting }
}

/// What a session's settings are at the moment.
package final class Settings {
    private var values: [String: String] = [:]

    /// The word that a setting has: `settings[\.pictures]`.
    package subscript(_ path: KeyPath<SettingsTable, Setting>) -> String {
        self[SettingsTable.table[keyPath: path]]
    }

    /// Whether a switch is on.
    package func isOn(_ path: KeyPath<SettingsTable, Setting>) -> Bool { self[path] == "on" }

    subscript(_ setting: Setting) -> String {
        get { values[setting.name] ?? setting.choices.first ?? "default" }
        set { values[setting.name] = newValue }
    }
}

/// `set`.
struct SettingCommands: CommandFamily {
    let title = "Settings"

    let set = Command(
        "set", usage: "[NAME VALUE]",
        "Changes how the session behaves: \(SettingsTable.all.map(\.name).joined(separator: ", ")).",
        completes: .words { _, before in SettingsTable.words(after: before) }
    ) { call in
        let words = call.words.flatMap { $0.split(separator: "=").map(String.init) }
        guard let first = words.first else { return call.session.listSettings() }
        try call.session.change(first, words.dropFirst().joined(separator: " "), call)
    }
}

extension Session {
    /// `set theme`.
    package var theme: Theme { Theme(rawValue: settings[\.theme]) ?? .color }

    fileprivate func listSettings() {
        for line in Table.lines(SettingsTable.all.map { ["set \($0.name)", settings[$0], $0.usage, $0.summary] }) {
            say(line)
        }
    }

    fileprivate func change(_ name: String, _ value: String, _ call: CommandCall) throws {
        guard let setting = SettingsTable.all.first(where: { $0.name == name }) else {
            // `set ascii`: a word that only one setting knows stands for itself.
            let owners = SettingsTable.all.filter { !$0.isSwitch && $0.choices.contains(name) }
            if value.isEmpty, owners.count == 1, let owner = owners.first { return try put(name, owner) }
            let names = SettingsTable.all.map(\.name).joined(separator: ", ")
            throw machine.error(.valueError, "there is no setting '\(name)': there are \(names)")
        }
        if value.isEmpty {
            guard setting.isSwitch || setting.choices.isEmpty else {
                return say("\(setting.name) is \(settings[setting]): \(setting.usage)")
            }
            return say("\(setting.name) is \(settings[setting])")
        }
        try put(value, setting)
    }

    private func put(_ value: String, _ setting: Setting) throws {
        let other = ["true": "on", "1": "on", "yes": "on", "false": "off", "0": "off", "no": "off"]
        let word = setting.isSwitch ? other[value.lowercased()] ?? value : value
        guard setting.choices.isEmpty || setting.choices.contains(word) else {
            throw machine.error(.valueError, "\(setting.name) is one of \(setting.usage), not '\(value)'")
        }
        try setting.apply?(self, word)
        settings[setting] = word
        say("\(setting.name) is now \(word)")
    }

    fileprivate func setPrecision(_ text: String) throws {
        guard text != "default" else {
            torch.runtime.printOptions.precision = 4
            return
        }
        guard let digits = Int(text), (0...20).contains(digits) else {
            throw machine.error(.valueError, "precision is a number from 0 to 20, or default, not '\(text)'")
        }
        torch.runtime.printOptions.precision = digits
    }
}
