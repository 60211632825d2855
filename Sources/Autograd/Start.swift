// The first file of Autograd replaces this one.
