#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

let launcher = Launcher(Array(CommandLine.arguments.dropFirst()))
exit(launcher.launch())
