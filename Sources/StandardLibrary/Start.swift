// The first file of StandardLibrary replaces this one.
