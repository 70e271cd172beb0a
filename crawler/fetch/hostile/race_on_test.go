//go:build race

package hostile_test

// raced says that the race detector runs: outcomes are compared, heap and time are not.
const raced = true
