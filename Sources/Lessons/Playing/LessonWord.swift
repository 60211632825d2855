/// What a learner can say while a lesson is open.
package enum LessonWord: String, CaseIterable, Sendable {
    case check, next, back, hint, solution, skip, reset, restart, menu, quit

    package var summary: String {
        switch self {
        case .check: "says what is missing in an exercise; so does Enter on an empty line"
        case .next: "goes on; in a step of code, runs it first"
        case .back: "goes back one step: everything is as it was when it began"
        case .hint: "gives a hint, then the next one"
        case .solution: "shows a solution; Enter then runs it"
        case .skip: "goes on without doing an exercise"
        case .reset: "begins this step anew: everything is as it was"
        case .restart: "begins the lesson anew"
        case .menu: "lists the lessons"
        case .quit: "leaves the lesson; lesson comes back to this place"
        }
    }
}
