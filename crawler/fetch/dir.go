package fetch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path"
	"strconv"
	"strings"
)

// Dir answers from a directory of built HTML as a static host would, without a server: indexes, addresses without
// .html, 404.html, _redirects. Nothing outside the directory is read, whatever the path or a symbolic link says.
// Safe for concurrent use.
type Dir struct {
	root     *os.Root
	name     string // for errors
	origin   string
	prefix   string // path that the directory stands for; begins and ends with a slash
	rules    ruleBook
	problems []string
	clean    bool // the host that it is made for knows a.html under /a and leads from /a/ there
}

// NewDir opens dir as the site that base names, such as "https://health.example/". A base with a path stands for a site
// below that path: "https://health.example/blog/" makes /blog/a.html of a.html.
func NewDir(dir, base string) (*Dir, error) {
	t, err := parseTarget(base)
	if err != nil {
		return nil, fmt.Errorf("base %q: %w", withoutUserinfo(base), err)
	}
	root, err := os.OpenRoot(dir)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, fmt.Errorf("no directory %q: build the site first, or name the directory that the build writes", dir)
	case err != nil:
		return nil, fmt.Errorf("opening directory %q: %w", dir, err)
	}
	d := &Dir{root: root, name: dir, origin: t.origin(), prefix: strings.TrimSuffix(t.path, "/") + "/"}
	if err := d.readRedirects(); err != nil {
		root.Close()
		return nil, err
	}
	d.clean = d.isFile(redirectsFile) || d.isFile(headersFile)
	return d, nil
}

// Close releases the directory.
func (d *Dir) Close() error { return d.root.Close() }

// Problems are the lines of _redirects that have no effect, one sentence each.
func (d *Dir) Problems() []string { return d.problems }

// Fetch answers for an address under the base; any other fails as url.
func (d *Dir) Fetch(ctx context.Context, req Request) Answer {
	a := Answer{URL: req.URL, Method: cmp.Or(req.Method, http.MethodGet), Header: make(http.Header)}
	t, err := parseTarget(req.URL)
	if err != nil {
		a.URL = withoutUserinfo(req.URL)
		a.fail(Failure{Class: "url", Detail: err.Error(), Certain: true})
		return a
	}
	a.URL = t.String()
	switch {
	case ctx.Err() != nil:
		a.fail(Failure{Class: "canceled"})
	case t.origin() != d.origin || !strings.HasPrefix(t.path+"/", d.prefix):
		a.fail(Failure{Class: "url", Detail: "not below " + d.origin + d.prefix, Certain: true})
	default:
		d.answer(&a, t, &req)
	}
	return a
}

// answer applies, in this order: forced rules, files, other rules, 404.html.
func (d *Dir) answer(a *Answer, t target, req *Request) {
	hit := d.find(t.path)
	if status, to, ok := d.rules.match(t, hit.ok()); ok {
		d.follow(a, status, to, req)
		return
	}
	switch {
	case hit.redirect != "":
		d.redirect(a, http.StatusMovedPermanently, hit.redirect+t.query)
	case hit.file != "":
		d.serve(a, http.StatusOK, hit.file, req)
	default:
		d.missing(a, req)
	}
}

// follow carries out a rule: a redirect, or another file under this address.
func (d *Dir) follow(a *Answer, status int, to string, req *Request) {
	if isRedirect(status) {
		d.redirect(a, status, to)
		return
	}
	to, _, _ = strings.Cut(to, "?")
	hit := d.find(to)
	if hit.redirect != "" {
		hit = d.find(hit.redirect)
	}
	if hit.file == "" {
		d.missing(a, req)
		return
	}
	d.serve(a, status, hit.file, req)
}

func (d *Dir) redirect(a *Answer, status int, location string) {
	a.Status = status
	a.Header.Set("Location", location)
	var notice string
	if a.Location, notice = resolveLocation(a.URL, location); notice != "" {
		a.note(notice)
	}
}

func (d *Dir) missing(a *Answer, req *Request) {
	a.Status = http.StatusNotFound
	if d.isFile("404.html") {
		d.serve(a, http.StatusNotFound, "404.html", req)
	}
}

// serve reads a file. One that cannot be read is forbidden, as it is with a web server.
func (d *Dir) serve(a *Answer, status int, file string, req *Request) {
	f, err := d.root.Open(file)
	if err != nil {
		a.Status = http.StatusForbidden
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		a.Status = http.StatusForbidden
		return
	}
	a.Status, a.File = status, file
	a.Header.Set("Content-Type", mediaType(file))
	a.Header.Set("Content-Length", strconv.FormatInt(info.Size(), 10))
	if a.Method == http.MethodHead || req.MaxBody < 0 {
		return
	}
	limit := cmp.Or(req.MaxBody, defaultMaxBody)
	size := min(info.Size(), limit)
	if a.Body = req.Into[:0]; int64(cap(a.Body)) < size {
		a.Body = make([]byte, size)
	}
	n, err := io.ReadFull(f, a.Body[:size])
	a.Body, a.Wire = a.Body[:n], int64(n)
	if err != nil || info.Size() > limit {
		a.Partial = "truncated"
	}
}

// hit is what a path names: a file, or an address with a slash more. The zero hit is nothing.
type hit struct {
	file     string // relative, with slashes
	redirect string // path on the host
}

func (h hit) ok() bool { return h != hit{} }

// find resolves the path of an address: /a/ is a/index.html, /a is a, else a.html, else the way to /a/. Hosts that read _redirects and _headers also
// lead from /a/ to /a where that is a.html.
func (d *Dir) find(rawPath string) hit {
	rel, ok := strings.CutPrefix(rawPath, d.prefix)
	if !ok {
		if rawPath+"/" == d.prefix {
			return hit{redirect: d.prefix}
		}
		return hit{}
	}
	rel = unescape(rel)
	name := path.Clean("/" + rel)[1:]
	if isHidden(name) {
		return hit{}
	}
	if rel == "" || strings.HasSuffix(rel, "/") {
		if file := d.index(name); file != "" || !d.clean || !d.isFile(name+".html") {
			return hit{file: file}
		}
		return hit{redirect: strings.TrimRight(rawPath, "/")}
	}
	for _, file := range []string{name, name + ".html"} {
		if d.isFile(file) {
			return hit{file: file}
		}
	}
	if d.index(name) != "" {
		return hit{redirect: rawPath + "/"}
	}
	return hit{}
}

// index is the file that stands for a directory, "" without one.
func (d *Dir) index(dir string) string {
	for _, name := range []string{"index.html", "index.htm"} {
		if file := path.Join(dir, name); d.isFile(file) {
			return file
		}
	}
	return ""
}

// isFile follows symbolic links as long as they stay in the root. Devices and pipes are not files.
func (d *Dir) isFile(name string) bool {
	info, err := d.root.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// isHidden reports names that static hosts keep to themselves: dotfiles, /.well-known/ excepted, and their own rules.
func isHidden(name string) bool {
	for i, segment := range strings.Split(name, "/") {
		if strings.HasPrefix(segment, ".") && (i > 0 || segment != ".well-known") {
			return true
		}
	}
	return name == redirectsFile || name == headersFile
}

// unescape decodes a path. A percent sign that begins no escape stands for itself.
func unescape(s string) string {
	if decoded, err := url.PathUnescape(s); err == nil {
		return decoded
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if c, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				b.WriteByte(byte(c))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
