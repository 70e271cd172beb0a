package hostile

// politeness is how servers ask for patience.
var politeness []Case
