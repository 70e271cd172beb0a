package crawler

import "strings"

// shared keeps one copy of texts that come again and again: media types, languages, reasons, lists of types. What comes when it is full is
// not kept.
type shared struct {
	texts map[string]string
	lists map[string][]string
}

// sharedMost is how many texts are kept: those of a site are few, and one that says something new on each page must not fill the memory.
const sharedMost = 4096

func (s *shared) text(t string) string {
	if one, ok := s.texts[t]; ok {
		return one
	}
	if s.texts == nil {
		s.texts = map[string]string{}
	}
	if len(s.texts) < sharedMost {
		s.texts[t] = t
	}
	return t
}

// list shares a list whose memory is going to be used again.
func (s *shared) list(list []string) []string {
	if len(list) == 0 {
		return nil
	}
	key := strings.Join(list, "\x00")
	if one, ok := s.lists[key]; ok {
		return one
	}
	one := make([]string, len(list))
	for i, t := range list {
		one[i] = s.text(t)
	}
	if s.lists == nil {
		s.lists = map[string][]string{}
	}
	if len(s.lists) < sharedMost {
		s.lists[key] = one
	}
	return one
}
