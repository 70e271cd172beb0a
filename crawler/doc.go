// Package crawler walks a site: which URL is next, what belongs to the site, who may be asked how often, and what the
// finished walk looks like as a graph of pages with their kinds and their hub, pillar and article contract. It judges nothing.
package crawler
