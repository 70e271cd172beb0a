package hostile

// robots is what robots.txt and sitemaps do to those who read them.
var robots []Case
