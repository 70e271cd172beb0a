package crawler

import (
	"encoding/json"
	"maps"

	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/store"
)

// keptCertificate goes before the origin in what a run keeps.
const keptCertificate = "certificate "

// certify remembers the certificate that a host shows first.
func (c *crawl) certify(id ID, cert *fetch.Certificate) {
	origin := originOf(c.frontier.urls[id].Address)
	if cert == nil || c.certificates[origin] != nil {
		return
	}
	value, err := json.Marshal(cert)
	if err != nil {
		return // a date that JSON cannot write, which no certificate can either
	}
	c.certificates[origin] = cert
	if c.frontier.batch.Seen == nil {
		c.frontier.batch.Seen = map[string][]byte{}
	}
	c.frontier.batch.Seen[keptCertificate+origin] = value
}

func (c *crawl) recallCertificates() error {
	kept, err := readCertificates(c.store, c.run.Seq)
	maps.Copy(c.certificates, kept)
	return err
}

// readCertificates reads the certificates of a stored run, by origin.
func readCertificates(st *store.Store, run int64) (map[string]*fetch.Certificate, error) {
	return readKept[fetch.Certificate](st, run, keptCertificate)
}

// Certificate is what the host of an address showed of itself by TLS, nil where that is not known.
func (s *Site) Certificate(address string) *fetch.Certificate {
	return s.certificates[originOf(address)]
}
