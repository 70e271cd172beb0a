-- One database holds the runs of one site. A URL has a row from the moment it is found; it is queued while it is not done.
-- A page's row and the rows of the URLs found on it are written in one transaction, so an interrupted run can go on.
CREATE TABLE run (
	seq       INTEGER PRIMARY KEY,
	id        TEXT NOT NULL UNIQUE, -- start, UTC: 2006-01-02T15-04-05Z, with a suffix where two runs began in one second
	target    TEXT NOT NULL,
	base      TEXT NOT NULL,
	started   TEXT NOT NULL,        -- RFC 3339
	finished  TEXT NOT NULL DEFAULT '',
	state     TEXT NOT NULL DEFAULT 'running', -- running, complete, incomplete, interrupted
	because   TEXT NOT NULL DEFAULT '[]',      -- JSON: why it is incomplete
	untrusted TEXT NOT NULL DEFAULT '[]',      -- JSON: of those, why it cannot be trusted
	settings  BLOB,                 -- the configuration it ran with, as the command wrote it; secrets left out
	report    BLOB,                 -- its JSON report, S2
	since     TEXT NOT NULL DEFAULT '', -- the run whose facts it took over where nothing had changed
	shape     TEXT NOT NULL DEFAULT ''  -- what shaped its facts besides the pages: only runs of one shape share them
);
CREATE TABLE url (              -- few columns and a plain key: most rows are those of URLs, and each is written twice
	key     INTEGER PRIMARY KEY, -- run << 32 | id
	address TEXT NOT NULL,
	marks   INTEGER NOT NULL,   -- from the lowest bit on: 8 bits of flags (internal, listed, page, flaky, mistyped, unchanged), 4 of role, 4 of
	                            -- state, 1 done, 8 redirects on the way here, 8 attempts, 16 status
	depth   INTEGER NOT NULL,   -- of discovery, in clicks
	reason  TEXT NOT NULL,
	target  INTEGER NOT NULL,   -- of a redirect, -1 without one
	media   TEXT NOT NULL
);
CREATE TABLE page (
	run    INTEGER NOT NULL,
	id     INTEGER NOT NULL,
	digest BLOB,                -- the little of the facts that the graph needs, as the crawler wrote it
	links  BLOB,                -- varints: the id + 1 of each link's target, 0 for a link without one
	ids    TEXT NOT NULL,       -- what a fragment can name, one a line
	facts  BLOB,                -- page.Facts as PackFacts has it; NULL for a target that was read for its fragments only
	PRIMARY KEY (run, id)
);
CREATE TABLE seen (
	run   INTEGER NOT NULL,
	name  TEXT NOT NULL,        -- what it is, such as "missing https://health.example"
	value BLOB NOT NULL,        -- as the crawler wrote it
	PRIMARY KEY (run, name)
) WITHOUT ROWID;
CREATE TABLE validator (        -- of pages: whether one has changed since it was read
	run      INTEGER NOT NULL,
	id       INTEGER NOT NULL,
	etag     TEXT NOT NULL,     -- of the answer (RFC 9110 8.8), as it came
	modified TEXT NOT NULL,
	print    INTEGER NOT NULL,  -- hash of all that the facts were taken from
	header   INTEGER NOT NULL,  -- of that, the fields that an answer without a body has too
	PRIMARY KEY (run, id)
) WITHOUT ROWID;
PRAGMA user_version = 3;
