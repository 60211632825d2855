// The first file of Torch replaces this one.
