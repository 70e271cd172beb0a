package checks

import "testing"

func TestGraded(t *testing.T) {
	for _, c := range []struct{ own, level, found, want Severity }{
		{Error, "", "", Error},
		{Error, Warning, "", Warning},
		{Error, "", Warning, Warning},
		{Error, Warning, Warning, Notice}, // lowered by one step, whatever the level
		{Error, Notice, Notice, Notice},   // there is nothing below a notice
		{Warning, Error, Notice, Warning},
		{Notice, Error, "", Error},
		{Notice, "", Error, Notice}, // a rule cannot raise itself
		{Ignore, Warning, "", Warning},
	} {
		if got := graded(c.own, c.level, c.found); got != c.want {
			t.Errorf("graded(%q, %q, %q) = %q, want %q", c.own, c.level, c.found, got, c.want)
		}
	}
}

func TestLower(t *testing.T) {
	for s, want := range map[Severity]Severity{Error: Warning, Warning: Notice, Notice: Notice} {
		if got := Lower(s); got != want {
			t.Errorf("Lower(%q) = %q, want %q", s, got, want)
		}
	}
}
