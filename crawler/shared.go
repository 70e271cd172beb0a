package crawler

// shared keeps one copy of texts that come again and again: media types, kinds, reasons. What comes when it is full is
// not kept.
type shared struct {
	texts map[string]string
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
