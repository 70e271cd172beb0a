package config

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
)

// Limits of one request where nothing else is said.
const (
	totalTimeout = 30 * time.Second
	idleTimeout  = 10 * time.Second
)

// Duration is written as 30s, 5m or 1h30m.
type Duration time.Duration

// ParseDuration reads a positive duration with its unit.
func ParseDuration(text string) (Duration, error) {
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 {
		return 0, fmt.Errorf("%q is not a duration: write a number with its unit, such as 30s or 5m", text)
	}
	return Duration(d), nil
}

func (d Duration) String() string {
	if d == 0 {
		return ""
	}
	text := time.Duration(d).String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}

// MarshalText writes what UnmarshalText reads.
func (d Duration) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads 30s, 5m or 1h30m; nothing is the zero duration, as MarshalText writes it.
func (d *Duration) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*d = 0
		return nil
	}
	*d, err = ParseDuration(string(text))
	return err
}

// UnmarshalYAML reads 30s, 5m or 1h30m.
func (d *Duration) UnmarshalYAML(node ast.Node) error { return scalar(node, d.UnmarshalText) }

// Percent is a share in hundredths, from 0 to 100, written as 5%.
type Percent float64

// ParsePercent reads a share such as 5% or 0.5%.
func ParsePercent(text string) (Percent, error) {
	number, ok := strings.CutSuffix(text, "%")
	value, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if !ok || err != nil || !(value >= 0 && value <= 100) {
		return 0, fmt.Errorf("%q is not a percentage: write a number from 0 to 100 with its sign, such as 5%%", text)
	}
	return Percent(value), nil
}

func (p Percent) String() string {
	return strconv.FormatFloat(float64(p), 'f', -1, 64) + "%"
}

// MarshalText writes what UnmarshalText reads.
func (p Percent) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads 5%.
func (p *Percent) UnmarshalText(text []byte) (err error) {
	*p, err = ParsePercent(string(text))
	return err
}

// UnmarshalYAML reads 5%.
func (p *Percent) UnmarshalYAML(node ast.Node) error { return scalar(node, p.UnmarshalText) }

// Rate is requests a second, written as 5/s; 0 is no limit.
type Rate float64

// ParseRate reads 5/s, 30/m or 0.
func ParseRate(text string) (Rate, error) {
	number, unit, found := strings.Cut(text, "/")
	value, err := strconv.ParseFloat(number, 64)
	seconds := map[string]float64{"s": 1, "m": 60}[unit]
	if !found && value == 0 {
		seconds = 1
	}
	if err != nil || seconds == 0 || !(value >= 0 && value <= 1e6) {
		return 0, fmt.Errorf("%q is not a rate: write requests a second or minute, such as 5/s or 30/m, or 0 for no limit", text)
	}
	return Rate(value / seconds), nil
}

func (r Rate) String() string {
	if r == 0 {
		return "0"
	}
	return strconv.FormatFloat(float64(r), 'f', -1, 64) + "/s"
}

// MarshalText writes what UnmarshalText reads.
func (r Rate) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads 5/s.
func (r *Rate) UnmarshalText(text []byte) (err error) {
	*r, err = ParseRate(string(text))
	return err
}

// UnmarshalYAML reads 5/s.
func (r *Rate) UnmarshalYAML(node ast.Node) error { return scalar(node, r.UnmarshalText) }

// Phrase is a wording: plain text, or a regular expression as {regex: "…"}. Plain text is found in any case and with
// any white space between its words.
type Phrase struct {
	Text  string `json:"text,omitempty"`
	Regex string `json:"regex,omitempty"`
}

// Regexp matches the phrase.
func (p Phrase) Regexp() (*regexp.Regexp, error) {
	if p.Regex != "" {
		return regexp.Compile(p.Regex)
	}
	words := strings.Fields(p.Text)
	for i, word := range words {
		words[i] = regexp.QuoteMeta(word)
	}
	return regexp.Compile(`(?i)` + strings.Join(words, `\s+`))
}

func (p Phrase) String() string {
	if p.Regex != "" {
		return fmt.Sprintf("{regex: %q}", p.Regex)
	}
	return p.Text
}

// UnmarshalYAML reads a string or {regex: "…"}.
func (p *Phrase) UnmarshalYAML(node ast.Node) error {
	target := &p.Text
	if pairs, ok := mapping(node); ok {
		if len(pairs) != 1 || key(pairs[0]) != "regex" {
			return fault(node, "a wording is a string or {regex: \"…\"}")
		}
		node, target = pairs[0].Value, &p.Regex
	}
	err := scalar(node, func(text []byte) error {
		*target = string(text)
		return nil
	})
	if err != nil {
		return err
	}
	if strings.TrimSpace(*target) == "" {
		return fault(node, "a wording must not be empty")
	}
	if _, err := p.Regexp(); err != nil {
		return fault(node, "%v", err)
	}
	return nil
}
