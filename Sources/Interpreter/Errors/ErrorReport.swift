import Syntax

// What is printed of an exception that nobody caught: CPython 3.11's text to the letter.
extension Machine {
    /// The report that CPython prints: the chain of exceptions, oldest first, each with its traceback. Ends in a newline.
    package func report(_ exception: ExceptionObject) -> String {
        var text = ""
        for link in chain(endingIn: exception).reversed() {
            text += link.introduction + describe(link.exception)
        }
        return text
    }

    /// The last lines of a report: the exception's type and message, with notes. Ends in a newline.
    package func conclusion(of exception: ExceptionObject) -> String {
        var text: String
        if let diagnostic = exception.syntax?.diagnostic {
            text = diagnostic.rendered + "\n"
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
    private func chain(endingIn last: ExceptionObject) -> [Link] {
        var links = [Link(exception: last)]
        var seen: Set<ObjectIdentifier> = [ObjectIdentifier(last)]
        while let exception = links.last?.exception {
            let cause = exception.cause.asException
            let context = exception.suppressesContext ? nil : exception.context.asException
            guard let earlier = cause ?? context, seen.insert(ObjectIdentifier(earlier)).inserted else { break }
            let sentence =
                cause != nil
                ? "The above exception was the direct cause of the following exception:"
                : "During handling of the above exception, another exception occurred:"
            links[links.count - 1].introduction = "\n\(sentence)\n\n"
            links.append(Link(exception: earlier))
        }
        return links
    }

    /// The report of one exception, without those before it.
    package func description(of exception: ExceptionObject) -> String { describe(exception) }

    private func describe(_ exception: ExceptionObject) -> String {
        let frames = traceback(of: exception)
        return (frames.isEmpty ? "" : "Traceback (most recent call last):\n" + frames) + conclusion(of: exception)
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
