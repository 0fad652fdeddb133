"""Documents (M01): the library of regulations and administrative normative documents, and how they relate."""
