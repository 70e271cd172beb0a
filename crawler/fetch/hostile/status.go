package hostile

// status is what servers say with a status, and what they mean by it.
var status []Case
