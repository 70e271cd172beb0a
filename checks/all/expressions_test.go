package all_test

import (
	"testing"

	"github.com/healthusias/rounds/crawler/page/lazy"
)

// Expressions are compiled only when a text first needs them: all must be some.
func TestExpressions(t *testing.T) {
	if err := lazy.Check(); err != nil {
		t.Error(err)
	}
}
