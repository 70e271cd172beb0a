# Each target shows what it runs. Tools that are Go programs are pinned in go.mod and run with "go tool".

.PHONY: build test lint generate bench setup

export GOFLAGS = -buildvcs=false

build:
	CGO_ENABLED=0 go build -trimpath -o bin/ ./cmd/rounds

test: setup
	CGO_ENABLED=1 go test -race -timeout 170s ./...
	CGO_ENABLED=0 go build -trimpath -o bin/ ./cmd/rounds
	go vet ./...

lint: setup
	test -z "$$(gofmt -l . | tee /dev/stderr)"
	go vet ./...
	go tool staticcheck ./...
	go mod verify

generate:
	go test ./checks/all ./cmd/rounds -run 'Docs|Usage' -update

bench: build
	go run ./cmd/sitegen bench -rounds bin/rounds

# The race detector needs a C compiler and the C library's headers.
setup:
	@sh .ci/setup
