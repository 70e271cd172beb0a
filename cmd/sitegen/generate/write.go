package generate

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Base is the origin of a site written to a directory.
const Base = "https://generated.example"

// Config is a configuration that declares the kinds of a generated site and keeps its invented sources unchecked.
const Config = `version: 1

links:
  external: {check: never}

structure:
  types:
    hub:     {match: ["/*-[0-9]*/"]}
    pillar:  {match: ["/*-[0-9]*/*/"]}
    article: {match: ["/*-[0-9]*/*/*/"]}
    author:  {match: ["/authors/*/"]}
    legal:   {match: ["/about/", "/contact/", "/privacy/", "/editorial-policy/", "/medical-disclaimer/"]}
`

// WriteDir writes the site as static files below dir: pages as PATH/index.html, redirects in _redirects, and Config as
// .rounds.yaml with the address of the site.
func (s *Site) WriteDir(dir string) error {
	for i := range s.Len() {
		if err := put(dir, s.Path(i)+"index.html", s.Page(i, Base)); err != nil {
			return err
		}
	}
	for _, path := range s.filePaths() {
		if body, _, ok := s.file(path, Base); ok {
			if err := put(dir, path, body); err != nil {
				return err
			}
		}
	}
	if err := put(dir, "/404.html", []byte(notFound)); err != nil {
		return err
	}
	config := strings.Replace(Config, "\n\n", "\n\nsite:\n  url: "+Base+"/\n\n", 1)
	if err := put(dir, "/.rounds.yaml", []byte(config)); err != nil {
		return err
	}
	return s.writeRedirects(filepath.Join(dir, "_redirects"))
}

func put(dir, path string, body []byte) error {
	file := filepath.Join(dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, body, 0o644)
}

// filePaths are the paths of everything that is no page.
func (s *Site) filePaths() []string {
	list := []string{"/style.css", "/robots.txt", "/sitemap.xml"}
	for n := range images {
		list = append(list, fmt.Sprintf("/images/%d.svg", n))
	}
	if s.Len() > urlsPerSitemap {
		for n := range (s.Len() + urlsPerSitemap - 1) / urlsPerSitemap {
			list = append(list, sitemapPath(n))
		}
	}
	return list
}

// writeRedirects writes the redirects that some page links to, in the form of Netlify and Cloudflare.
func (s *Site) writeRedirects(file string) error {
	once, twice := make([]bool, s.Len()), make([]bool, s.Len())
	for i := range s.Len() {
		if locate(i).kind != kindArticle {
			continue
		}
		for _, l := range s.links(i) {
			once[l.target] = once[l.target] || l.route == moved || l.route == moved2
			twice[l.target] = twice[l.target] || l.route == moved2
		}
	}
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer f.Close()
	out := bufio.NewWriter(f)
	for i := range s.Len() {
		if once[i] {
			fmt.Fprintf(out, "%s %s 301\n", movedPath(i), s.Path(i))
		}
		if twice[i] {
			fmt.Fprintf(out, "%s %s 301\n", moved2Path(i), movedPath(i))
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return f.Close()
}
