package hostile

// charsets is what servers say about the type and the characters of a body.
var charsets []Case
