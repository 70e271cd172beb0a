package hostile

// traps is how a site grows without end.
var traps []Case
