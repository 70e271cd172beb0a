package config

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/andybalholm/cascadia"
	"github.com/bmatcuk/doublestar/v4"
	"golang.org/x/text/language"

	"github.com/healthusias/rounds/crawler/page"

	"github.com/healthusias/rounds/crawler/fetch"
)

// formats are the checks of text that the tag format names.
var formats = map[string]func(text string) error{
	"css":       checkCSS,
	"date":      checkDay,
	"glob":      checkGlob,
	"hostport":  checkHostPort,
	"language":  checkLanguage,
	"origin":    checkOrigin,
	"port":      checkPort,
	"re2":       checkExpression,
	"rules":     checkRules,
	"statement": checkStatement,
	"url":       CheckURL,
	"visible":   checkVisible,
}

func checkCSS(text string) error {
	if _, err := cascadia.ParseGroup(text); err != nil {
		return fmt.Errorf("%q is not a CSS selector: %w", text, err)
	}
	return nil
}

func checkDay(text string) error {
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		return fmt.Errorf("%q is not a day; write YYYY-MM-DD", text)
	}
	return nil
}

func checkGlob(text string) error {
	if text == "" || !doublestar.ValidatePattern(text) {
		return fmt.Errorf("%q is not a glob; write a path such as /heart/** and close its brackets", text)
	}
	return nil
}

func checkLanguage(text string) error {
	if _, err := language.Parse(text); err != nil {
		return fmt.Errorf("%q is not a language; write its tag, such as en, de or pt-BR", text)
	}
	return nil
}

func checkExpression(text string) error {
	if _, err := regexp.Compile(text); err != nil {
		return fmt.Errorf("%q is no regular expression: %w", text, err)
	}
	return nil
}

func checkStatement(text string) error {
	known := make([]string, len(page.StatementKinds))
	for i, kind := range page.StatementKinds {
		if known[i] = string(kind); known[i] == text {
			return nil
		}
	}
	if near := Nearest(text, known); near != "" {
		return fmt.Errorf("unknown kind %q; did you mean %q?", text, near)
	}
	return fmt.Errorf("unknown kind %q; it must be one of %s", text, strings.Join(known, ", "))
}

func checkVisible(text string) error {
	if strings.EqualFold(text, "false") {
		return errors.New("a hidden disclaimer never counts, because nobody reads it; leave the key out or say true")
	}
	return nil
}

// checkRules demands a glob of rule ids that leaves some rules in force.
func checkRules(text string) error {
	if err := checkGlob(text); err != nil {
		return err
	}
	if doublestar.MatchUnvalidated(text, "a/b") && doublestar.MatchUnvalidated(text, "y/z") {
		return fmt.Errorf("%q is every rule; name one, or a family such as links/*", text)
	}
	return nil
}

// CheckURL says what is wrong with the address of a site.
func CheckURL(text string) error {
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("%q is not an address; write it with its scheme, such as https://health.example/", text)
	case u.User != nil:
		return errors.New("an address in the configuration must not hold a password; use network.headers with ${env:NAME}")
	}
	return nil
}

func checkOrigin(text string) error {
	if err := CheckURL(text); err != nil {
		return err
	}
	if u, _ := url.Parse(text); u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("%q is more than an origin; write scheme and host only, such as %s://%s", text, u.Scheme, u.Host)
	}
	return nil
}

// checkHostPort demands a host with a port: what is reachable on one port must not open the others.
func checkHostPort(text string) error {
	host, port, err := net.SplitHostPort(text)
	if err != nil || host == "" || checkPort(port) != nil || fetch.HostPort("http://"+text) == "" {
		return fmt.Errorf("%q is not a host with its port; write it as intranet.example:8080 or [fd00::1]:443", text)
	}
	return nil
}

func checkPort(text string) error {
	if n, err := strconv.ParseUint(text, 10, 16); err != nil || n == 0 {
		return fmt.Errorf("%q is not a port; write a number from 1 to 65535", text)
	}
	return nil
}
