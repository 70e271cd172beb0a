// Package lazy has regular expressions that are compiled when a text first needs them: the program has a hundred, and most runs need few.
package lazy

import (
	"fmt"
	"regexp"
	"sync"
)

// Regexp is a regular expression. It is safe for concurrent use.
type Regexp struct {
	source string
	once   sync.Once
	re     *regexp.Regexp
}

var all []*Regexp

// MustCompile is for package-level variables. It panics at the first use of an expression that is none; Check finds it before.
func MustCompile(expression string) *Regexp {
	r := &Regexp{source: expression}
	all = append(all, r)
	return r
}

// Check reports the first expression of the program that is none.
func Check() error {
	for _, r := range all {
		if _, err := regexp.Compile(r.source); err != nil {
			return fmt.Errorf("expression %q: %w", r.source, err)
		}
	}
	return nil
}

func (r *Regexp) compiled() *regexp.Regexp {
	r.once.Do(func() { r.re = regexp.MustCompile(r.source) })
	return r.re
}

// The methods are those of regexp.Regexp.

func (r *Regexp) MatchString(s string) bool { return r.compiled().MatchString(s) }

func (r *Regexp) FindString(s string) string { return r.compiled().FindString(s) }

func (r *Regexp) FindStringIndex(s string) []int { return r.compiled().FindStringIndex(s) }

func (r *Regexp) FindStringSubmatch(s string) []string { return r.compiled().FindStringSubmatch(s) }

func (r *Regexp) FindAllString(s string, n int) []string { return r.compiled().FindAllString(s, n) }

func (r *Regexp) FindAllStringSubmatch(s string, n int) [][]string {
	return r.compiled().FindAllStringSubmatch(s, n)
}

func (r *Regexp) FindAllStringIndex(s string, n int) [][]int {
	return r.compiled().FindAllStringIndex(s, n)
}
