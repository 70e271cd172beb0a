package generate

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

var topics = []string{
	"migraine", "asthma", "eczema", "back-pain", "sleep", "digestion", "diabetes", "allergy", "arthritis", "anxiety",
	"thyroid", "kidneys", "skin", "heart", "hearing", "vision", "nutrition", "pregnancy", "knees", "shoulders",
}

var aspects = []string{"causes", "symptoms", "tests", "treatment", "medicines", "exercise", "daily-life", "family"}

var subjects = []string{
	"morning", "evening", "work", "travel", "school", "sport", "food", "drink", "stress", "weather", "age", "weight",
	"rest", "pain", "fatigue", "swelling", "diary", "questions", "visit", "relapse", "setback", "progress", "cost", "support",
}

var givenNames = []string{"Amara", "Bruno", "Celia", "Dmitri", "Elena", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Keiko", "Laszlo"}

var familyNames = []string{"Okonkwo", "Ferrante", "Lindgren", "Petrov", "Moreau", "Haddad", "Vogel", "Santos", "Duarte", "Keller", "Tanaka", "Szabo"}

var (
	starts = []string{
		"In the first weeks", "For many people", "On a bad day", "After a short rest", "At the clinic", "Before breakfast",
		"With a little practice", "In most families", "Later in the year", "When the season changes", "Without much effort", "Over time",
	}
	nouns = []string{
		"a steady routine", "the nurse on duty", "a short walk", "the written plan", "a warm bath", "the second visit", "a quiet room",
		"the family doctor", "a change of diet", "the evening dose", "a simple diary", "the breathing exercise", "an open conversation",
	}
	verbs = []string{
		"makes it easier to judge", "often says more about", "takes some of the pressure off", "helps people to understand",
		"leaves more room for", "shortens the way to", "is a fair measure of", "brings back an interest in", "changes the view of",
	}
	objects = []string{
		"what the body can do", "the next few days", "a complaint that comes and goes", "the things that matter at home",
		"a night without interruption", "the small steps in between", "an honest answer", "the number on the scale", "work and leisure alike",
	}
	ends = []string{
		"even if progress is slow", "and nobody has to do it alone", "as long as expectations stay modest", "which surprises many readers",
		"although it is seldom mentioned", "and that is worth a note in the diary", "because habits change one at a time", "whatever the weather",
	}
)

func choose(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }

// numbered is a word of the list and a number that makes it one of a kind: "asthma-21".
func numbered(list []string, n int) string { return list[n%len(list)] + "-" + strconv.Itoa(n) }

func slug(name string) string { return strings.ReplaceAll(strings.ToLower(name), " ", "-") }

func spaced(slug string) string { return strings.ReplaceAll(slug, "-", " ") }

// authorName names the author whose profile is page i.
func authorName(i int) string {
	n := i - authorsIndex - 1
	return givenNames[n] + " " + familyNames[n]
}

// Title names a page in its own heading and in every link to it.
func (s *Site) Title(i int) string {
	if i <= authorsIndex {
		return [...]string{"Generated Health", "About us", "Contact", "Privacy policy", "Editorial policy", "Medical disclaimer", "Authors"}[i]
	}
	p := locate(i)
	if p.kind == kindAuthor {
		return authorName(i)
	}
	topic := spaced(topics[p.hub%len(topics)])
	switch p.kind {
	case kindHub:
		return "Guide " + strconv.Itoa(p.hub+1) + " to " + topic
	case kindPillar:
		return upper(spaced(aspects[p.pillar])) + " in guide " + strconv.Itoa(p.hub+1) + " to " + topic
	}
	return upper(subjects[p.article]) + " and " + topic + ", part " + strconv.Itoa(i)
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
