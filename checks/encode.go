package checks

import (
	"encoding/json"
	"fmt"
)

// Encode turns findings into the bytes that the store keeps.
func Encode(findings []Finding) ([]byte, error) {
	data, err := json.Marshal(findings)
	if err != nil {
		return nil, fmt.Errorf("encoding findings: %w", err)
	}
	return data, nil
}

// Decode reads what Encode wrote.
func Decode(data []byte) ([]Finding, error) {
	var findings []Finding
	if err := json.Unmarshal(data, &findings); err != nil {
		return nil, fmt.Errorf("decoding findings: %w", err)
	}
	return findings, nil
}
