package hostile

// urls is what links and addresses are made of.
var urls []Case
