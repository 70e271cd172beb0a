# Each target shows what it runs. Tools that are Go programs are pinned in go.mod and run with "go tool".

.PHONY: build test hostile fuzz crash lint generate bench bench-peers scale accuracy setup

export GOFLAGS = -buildvcs=false
# A process with the race detector sleeps a second at its end otherwise.
export GORACE = atexit_sleep_ms=0

build:
	CGO_ENABLED=0 go build -trimpath -o bin/ ./cmd/rounds

# Everything, vetted and with the race detector, which needs a C compiler; what hostile servers cost in memory, which it would distort; and
# some fuzzing of each parser of what servers send.
test: setup
	CGO_ENABLED=1 go test -race -vet=all -timeout 5m ./...
	CGO_ENABLED=0 go test -trimpath ./crawler/fetch/hostile -run Together
	CGO_ENABLED=0 sh .ci/fuzz 2000x FuzzResolve FuzzDecide FuzzRead FuzzSourceSet FuzzCharset FuzzExtract FuzzSound
	CGO_ENABLED=0 go build -trimpath -o bin/ ./cmd/rounds

# The catalog of hostile servers with the limits of real life: some minutes. Writes docs/hostile.md.
hostile:
	go test ./crawler/fetch/hostile -count=1 -timeout 30m -v -args -real -update

# Every fuzz test for three minutes.
fuzz:
	sh .ci/fuzz 3m

# A crawl is killed fifty times over at random moments, and must come to what an undisturbed one comes to.
crash:
	go test ./cmd/rounds -count=1 -timeout 30m -run TestKillAndResume -v -args -crashes 50

lint:
	test -z "$$(gofmt -l . | tee /dev/stderr)"
	go vet ./...
	go tool staticcheck ./...
	go mod tidy -diff
	go mod verify

# The codecs of what is stored, the rule reference, and what the README shows of the command.
generate:
	go generate ./...
	go test ./checks/all -run TestReference -update
	go test ./cmd/rounds -run Readme -update

# CPU and memory of an audit of 2,000 generated pages; fails above the limits.
bench: build
	go run ./cmd/sitegen/bench -rounds bin/rounds

# Beside other link checkers, at 300, 2,000 and 10,000 pages. MUFFET names a muffet binary; takes half an hour.
bench-peers: build
	go run ./cmd/sitegen/bench -rounds bin/rounds -peers

# Memory, time and size of the store, stage by stage: a site of PAGES tiny pages of 100 links is crawled, the crawl killed half-way, resumed, and
# judged; with REAL=1 pages of 40 KB as they are on the web. How far it is stands in a line every 30 seconds. Takes a quarter of an hour for a million
# tiny pages on two quiet processors and 12 GB in TMPDIR, or in the directory STATE, where the run then stays. It gives up after three hours, at
# 3 GB of memory, and when the disk has less than 5 GB left.
PAGES = 1000000
scale: build
	go run ./cmd/sitegen/bench -rounds bin/rounds -scale -pages $(PAGES) $(if $(REAL),-real) $(if $(STATE),-state $(STATE))

# Precision and recall of the detectors; BYLINES names a folder of labeled pages whose authors and dates are measured instead of the project's own.
accuracy:
	go test ./crawler/page -count=1 -run Accuracy -v $(if $(BYLINES),-args -bylines $(BYLINES))

setup:
	@sh .ci/setup
