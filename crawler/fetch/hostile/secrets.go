package hostile

// secrets is what servers do to learn what is not theirs.
var secrets []Case
