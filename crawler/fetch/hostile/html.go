package hostile

// html is what pages do to those who read them.
var html []Case
