// The first file of Arrays replaces this one.
