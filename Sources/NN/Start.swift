// The first file of NN replaces this one.
