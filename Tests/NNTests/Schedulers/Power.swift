#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `base ** exponent` as Python computes it.
func power(_ base: Double, _ exponent: Int) -> Double { pow(base, Double(exponent)) }
