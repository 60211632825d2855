import Syntax

// What is printed of an exception that nobody caught: CPython 3.11's text to the letter.
extension Machine {
    /// The report that CPython prints: the chain of exceptions, oldest first, each with its traceback, groups with
    /// their members in boxes. Ends in a newline.
    /// - Parameters:
    ///   - members: so many exceptions of a group are shown.
    ///   - levels: so many groups within groups are shown.
    package func report(
        _ exception: ExceptionObject, showsChains: Bool = true, members: Int = 15, levels: Int = 10
    ) -> String {
        var boxes = Boxes(mostMembers: max(0, members), mostLevels: levels, showsChains: showsChains)
        return report(exception, &boxes)
    }

    /// The report of one exception, without those before it.
    package func description(of exception: ExceptionObject) -> String {
        var boxes = Boxes(showsChains: false)
        return report(exception, &boxes)
    }

    /// The last lines of a report: the exception's type and message, with notes. Ends in a newline.
    package func conclusion(of exception: ExceptionObject) -> String {
        var text: String
        if let diagnostic = exception.syntax?.diagnostic, !exception.isChanged {
            text = diagnostic.rendered + "\n"
        } else if exception.type.isSubclass(of: types[.syntaxError]) {
            text = syntaxConclusion(exception, named: displayName(of: exception.type))
        } else {
            let message = (try? scope { try str(Value(exception)) }) ?? "<exception str() failed>"
            let suggestion = suggestion(for: exception).map { ". Did you mean: '\($0)'?" } ?? ""
            text = displayName(of: exception.type) + (message.isEmpty ? "" : ": \(message)") + suggestion + "\n"
        }
        return text + notes(of: exception)
    }

    // MARK: Chains

    /// An exception and the sentence between it and the one printed before it.
    private struct Link {
        let exception: ExceptionObject
        var introduction = ""
    }

    /// Newest first. A chain that comes back to itself ends there.
    private func chain(endingIn last: ExceptionObject, _ boxes: inout Boxes) -> [Link] {
        var links = [Link(exception: last)]
        boxes.seen.insert(ObjectIdentifier(last))
        while boxes.showsChains, let exception = links.last?.exception {
            let cause = exception.cause.asException
            let context = exception.suppressesContext ? nil : exception.context.asException
            guard let earlier = cause ?? context, boxes.seen.insert(ObjectIdentifier(earlier)).inserted else { break }
            let sentence =
                cause != nil
                ? "The above exception was the direct cause of the following exception:"
                : "During handling of the above exception, another exception occurred:"
            links[links.count - 1].introduction = "\n\(sentence)\n\n"
            links.append(Link(exception: earlier))
        }
        return links
    }

    private func report(_ exception: ExceptionObject, _ boxes: inout Boxes) -> String {
        var text = ""
        let isLast = boxes.isLast
        for link in chain(endingIn: exception, &boxes).reversed() {
            boxes.isLast = isLast
            text += boxes.indented(link.introduction) + describe(link.exception, &boxes)
        }
        return text
    }

    private func describe(_ exception: ExceptionObject, _ boxes: inout Boxes) -> String {
        if let group = exception.group { return describe(group, of: exception, &boxes) }
        let frames = traceback(of: exception)
        let heading = frames.isEmpty ? "" : "Traceback (most recent call last):\n"
        return boxes.indented(heading + frames + conclusion(of: exception))
    }

    // MARK: Groups

    /// How deep in groups a report is.
    private struct Boxes {
        /// So many members of a group are shown, and so many levels.
        var mostMembers = 15
        var mostLevels = 10

        let showsChains: Bool
        var depth = 0
        /// The box of the last member still needs its bottom.
        var isLast = false
        var seen: Set<ObjectIdentifier> = []

        var indent: String { String(repeating: " ", count: 2 * depth) }

        /// Every line behind the margin of its box.
        func indented(_ text: String, margin: String = "| ") -> String {
            guard depth > 0, !text.isEmpty else { return text }
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            return lines.dropLast(text.hasSuffix("\n") ? 1 : 0).map { indent + margin + $0 + "\n" }.joined()
        }
    }

    private func describe(
        _ group: ExceptionObject.Group, of exception: ExceptionObject, _ boxes: inout Boxes
    ) -> String {
        if boxes.depth > boxes.mostLevels { return boxes.indented("... (max_group_depth is \(boxes.mostLevels))\n") }
        let isOutermost = boxes.depth == 0
        if isOutermost { boxes.depth = 1 }
        defer { if isOutermost { boxes.depth = 0 } }
        var text = ""
        let frames = traceback(of: exception)
        if !frames.isEmpty {
            text += boxes.indented(
                "Exception Group Traceback (most recent call last):\n", margin: isOutermost ? "+ " : "| ")
            text += boxes.indented(frames)
        }
        text += boxes.indented(conclusion(of: exception))
        let shown = group.members.count > boxes.mostMembers ? boxes.mostMembers + 1 : group.members.count
        boxes.isLast = false
        for (index, member) in group.members.prefix(shown).enumerated() {
            if index == shown - 1 { boxes.isLast = true }
            let isCut = index == boxes.mostMembers
            let title = isCut ? "..." : "\(index + 1)"
            text += boxes.indent + (index == 0 ? "+-" : "  ") + "+---------------- \(title) ----------------\n"
            boxes.depth += 1
            if isCut {
                let more = group.members.count - boxes.mostMembers
                text += boxes.indented("and \(more) more exception\(more == 1 ? "" : "s")\n")
            } else if let member = member.asException {
                text += report(member, &boxes)
            }
            if index == shown - 1, boxes.isLast {
                text += boxes.indent + "+------------------------------------\n"
                boxes.isLast = false
            }
            boxes.depth -= 1
        }
        return text
    }

    // MARK: The conclusion

    /// With its module, unless it is built in or the program's own.
    private func displayName(of type: ClassObject) -> String {
        guard let module = type.lookup(names.module)?.asStr?.string, module != "builtins", module != "__main__" else {
            return type.qualifiedName
        }
        return "\(module).\(type.qualifiedName)"
    }

    /// What `add_note` has added, a line each.
    private func notes(of exception: ExceptionObject) -> String {
        guard let notes = exception.ownAttribute(intern("__notes__")) else { return "" }
        guard let items = notes.asList?.items ?? notes.asTuple?.items else {
            return ((try? repr(notes)) ?? "<__notes__ repr() failed>") + "\n"
        }
        return items.map { note in
            if let text = note.asStr?.string { return text + "\n" }
            return ((try? str(note)) ?? "<note str() failed>") + "\n"
        }.joined()
    }
}
