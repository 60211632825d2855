// The first file of Shell replaces this one.
