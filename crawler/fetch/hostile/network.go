package hostile

// network is what names, addresses and certificates lead to.
var network []Case
