// The first file of Interpreter replaces this one.
