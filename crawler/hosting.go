package crawler

import (
	"encoding/json"

	"github.com/healthusias/rounds/crawler/store"
)

// Hosting is what a directory tells the host that is going to serve it, as far as this crawl did not follow it. It is empty over HTTP.
type Hosting struct {
	Unread   []string // files with rules that may answer where no file stands, such as .htaccess
	Problems []string // lines of _redirects that have no effect, one sentence each
}

const keptHosting = "hosting"

// keepHosting notes what the directory tells its host.
func (c *crawl) keepHosting() error {
	if c.dir == nil {
		return nil
	}
	h := Hosting{c.dir.Unread(), c.dir.Problems()}
	if len(h.Unread)+len(h.Problems) == 0 {
		return nil
	}
	value, err := json.Marshal(h)
	if err != nil {
		return err
	}
	return c.store.Keep(c.run.Seq, keptHosting, value)
}

// readHosting reads what a stored run knows of its directory.
func readHosting(st *store.Store, run int64) (h Hosting, err error) {
	value, err := st.KeptAs(run, keptHosting)
	if err != nil || value == nil {
		return h, err
	}
	return h, json.Unmarshal(value, &h)
}
