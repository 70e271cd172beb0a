package hostile

// redirects is where servers send those who ask.
var redirects []Case
