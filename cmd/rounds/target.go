package main

import (
	"bufio"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/healthusias/rounds/crawler/fetch"
)

// target is what the arguments name.
type target struct {
	Dir     string   // absolute, "" for a site
	URL     string   // without user name and password
	Start   []string // further addresses, or with --list all pages
	secrets []fetch.Secret
}

// parseTarget reads the arguments of a command that crawls. No argument at all is for the configuration to fill in.
func (a *app) parseTarget(args []string) (*target, error) {
	t := &target{}
	for i, arg := range args {
		kind, err := a.kindOf(arg)
		switch {
		case err != nil:
			return nil, err
		case kind == aDir && i > 0:
			return nil, fmt.Errorf("%s: one directory at a time; audit the others in runs of their own", arg)
		case kind == aDir:
			if t.Dir, err = filepath.Abs(arg); err != nil {
				return nil, err
			}
		case kind == aList:
			if err := a.readList(t, arg); err != nil {
				return nil, err
			}
		default:
			if err := t.add(arg); err != nil {
				return nil, err
			}
		}
	}
	if t.Dir != "" && !a.flags.list && len(t.Start) > 0 {
		return nil, fmt.Errorf("%s: a directory is walked whole; add --list to check only pages of it", t.Start[0])
	}
	if t.Dir == "" && !a.flags.list && len(t.Start) > 0 {
		t.URL = t.Start[0]
	}
	if a.flags.list && len(t.Start) == 0 {
		return nil, errors.New("--list needs pages: give addresses, a file of addresses, or - for stdin")
	}
	return t, nil
}

// What an argument is.
const (
	aPage = iota
	aDir
	aList
)

func (a *app) kindOf(arg string) (int, error) {
	if strings.Contains(arg, "://") {
		return aPage, nil
	}
	if arg == "-" {
		if !a.flags.list {
			return 0, errors.New("- reads a list of pages from stdin: add --list")
		}
		return aList, nil
	}
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		return aDir, nil
	case err == nil && a.flags.list:
		return aList, nil
	case err == nil:
		return 0, fmt.Errorf("%s is a file: give the directory of built pages, or add --list if it is a list of addresses", arg)
	case a.flags.list && strings.HasPrefix(arg, "/"):
		return aPage, nil
	case isHostLike(arg):
		return aPage, nil
	}
	return 0, fmt.Errorf("there is no directory %s; write an address as https://health.example/", arg)
}

// isHostLike reports whether an argument without scheme can be an address: health.example/heart/, localhost:8080.
func isHostLike(arg string) bool {
	host, _, _ := strings.Cut(arg, "/")
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	return name == "localhost" || strings.Contains(strings.Trim(name, "."), ".") && !strings.HasPrefix(name, ".")
}

// add appends an address, its user name and password moved into a secret.
func (t *target) add(address string) error {
	if strings.HasPrefix(address, "/") {
		t.Start = append(t.Start, address)
		return nil
	}
	if !strings.Contains(address, "://") {
		scheme := "https://"
		if isLocal(address) {
			scheme = "http://"
		}
		address = scheme + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("%q is not an address of a page; write it as https://health.example/", withoutUser(address))
	}
	if u.User != nil {
		password, _ := u.User.Password()
		credentials := base64.StdEncoding.EncodeToString([]byte(u.User.Username() + ":" + password))
		t.secrets = append(t.secrets, fetch.Secret{Origin: originOf(u), Name: "Authorization", Value: "Basic " + credentials})
		u.User = nil
	}
	t.Start = append(t.Start, u.String())
	return nil
}

// withoutUser removes what may be a password from an address that does not parse.
func withoutUser(address string) string {
	if at := strings.LastIndexByte(address, '@'); at >= 0 {
		return "…" + address[at:]
	}
	return address
}

// originOf is scheme, host and port of an address, the port only where it is not the scheme's own.
func originOf(u *url.URL) string {
	host := strings.ToLower(u.Host)
	if u.Scheme == "https" {
		host = strings.TrimSuffix(host, ":443")
	} else {
		host = strings.TrimSuffix(host, ":80")
	}
	return u.Scheme + "://" + host
}

// isLocal reports whether an address is on this machine or a private network, as far as its spelling says.
func isLocal(address string) bool {
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return u.Hostname() == "localhost" || ip != nil && (ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast())
}

// readList adds the pages that a file, or stdin, lists one a line. Empty lines and those that begin with # are left out.
func (a *app) readList(t *target, name string) error {
	var in io.Reader = a.stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return fmt.Errorf("reading the list of pages: %w", err)
		}
		defer f.Close()
		in = f
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := t.add(line); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("reading the list of pages from %s: %w", name, err)
	}
	return nil
}
