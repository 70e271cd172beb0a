package trap

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// date stands in a folded address for what says when.
const date = "{date}"

// foldDates replaces the dates in path and query; ok is false where there are none. The order of parameters is without meaning.
func foldDates(address string) (folded string, ok bool) {
	origin, path, query := cut(address)
	segments := strings.Split(path, "/")
	year := false
	for i, s := range segments {
		stem, ext := splitExt(s)
		switch {
		case isDate(stem), isYear(stem), year && isDay(stem):
			year = year || isYear(stem)
			segments[i], ok = date+ext, true
		}
	}
	if query == "" && !ok {
		return "", false
	}
	path = strings.Join(segments, "/")
	if query == "" {
		return origin + path, true
	}
	params := strings.Split(query, "&")
	for i, p := range params {
		name, value, _ := strings.Cut(p, "=")
		if isDate(value) || dateNames[strings.ToLower(name)] && isNumber(value) {
			params[i], ok = name+"="+date, true
		}
	}
	slices.Sort(params)
	return origin + path + "?" + strings.Join(params, "&"), ok
}

// dateNames are parameters that say when by a number.
var dateNames = map[string]bool{
	"year": true, "y": true, "yr": true, "month": true, "m": true, "mo": true, "mon": true, "day": true, "d": true, "week": true, "w": true,
	"date": true, "from": true, "to": true, "start": true, "end": true, "start_date": true, "end_date": true, "cal_year": true, "cal_month": true,
}

// splitExt splits "2026-05.html" before its last dot.
func splitExt(s string) (stem, ext string) {
	if i := strings.LastIndexByte(s, '.'); i > 0 && !digit(s[len(s)-1]) {
		return s[:i], s[i:]
	}
	return s, ""
}

// isDate reports whether text is a date with a year and more: 2026-05, 2026-05-17, 17.5.2026, 20260517, may-2026, 2026-W20.
func isDate(text string) bool {
	if len(text) < 6 || len(text) > len("17-september-2026") {
		return false
	}
	at, end := digits(text, 0)
	for at < end && end-at < len("2026") {
		at, end = digits(text, end)
	}
	if at == end {
		return false
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '-' || r == '_' || r == '.' || r == '/' })
	if len(parts) == 1 {
		return len(text) == 8 && isYear(text[:4]) && isDay(text[4:6]) && isDay(text[6:])
	}
	years := 0
	for _, p := range parts {
		switch {
		case isYear(p):
			years++
		case !isDay(p) && !isMonth(p) && !isWeek(p):
			return false
		}
	}
	return years == 1 && len(parts) <= 3
}

func isYear(s string) bool {
	return len(s) == 4 && isNumber(s) && "1900" <= s && s < "2200"
}

// isDay reports whether s can number a day or a month.
func isDay(s string) bool {
	if len(s) > 2 {
		return false
	}
	n, err := strconv.Atoi(s)
	return err == nil && n >= 1 && n <= 31
}

func isWeek(s string) bool {
	return len(s) == 3 && (s[0] == 'W' || s[0] == 'w') && digit(s[1]) && digit(s[2])
}

func isNumber(s string) bool {
	s = strings.TrimPrefix(s, "-")
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// names lists the English names of months and weekdays, and their first three letters. The few names of another language make a calendar
// bring as many pages that look new, no more.
func names() (months, weekdays map[string]bool) {
	months, weekdays = map[string]bool{}, map[string]bool{}
	for month := time.January; month <= time.December; month++ {
		name := strings.ToLower(month.String())
		months[name], months[name[:3]] = true, true
	}
	for day := time.Sunday; day <= time.Saturday; day++ {
		name := strings.ToLower(day.String())
		weekdays[name], weekdays[name[:3]] = true, true
	}
	return months, weekdays
}

var months, weekdays = names()

func isMonth(s string) bool { return months[strings.ToLower(s)] }

// saysWhen reports whether a word of a text, in lower case, is part of a date: a year, a day, a name of a month or weekday.
func saysWhen(word string) bool {
	if !digit(word[0]) {
		return weekdays[word] || isMonth(word)
	}
	for _, suffix := range [...]string{"st", "nd", "rd", "th"} {
		word = strings.TrimSuffix(word, suffix)
	}
	return isDay(word) || isYear(word) || isDate(word)
}
