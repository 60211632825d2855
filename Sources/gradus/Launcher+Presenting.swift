import Shell
extension Launcher {
    func present(_ options: PresentationOptions) -> Int32 { refuse("lessons cannot be presented yet") }
}
