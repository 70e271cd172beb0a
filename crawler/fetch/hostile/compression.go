package hostile

// compression is what servers do to the coding of a body.
var compression []Case
