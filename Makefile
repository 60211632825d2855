# Gradus: `make run` opens the shell, `make test` runs every test. Both install what they miss.

SWIFT ?= swift
PREFIX ?= /usr/local
BUILD_FLAGS := -c release --static-swift-stdlib -Xlinker -s
UNAME := $(shell uname -s)
ifeq ($(UNAME),Darwin)
BUILD_FLAGS := -c release
endif
BINARY := .build/release/gradus

.PHONY: run build test test-stress test-asan fuzz install bench lint format help setup

## make run          build Gradus and open its shell; `make run < FILE` plays a file
run: build
	@exec $(BINARY)

## make build        build the release binary, .build/release/gradus
build: setup
	@$(SWIFT) build $(BUILD_FLAGS) --product gradus 1>&2

## make test         run every test
test: build
	@GRADUS="$(CURDIR)/$(BINARY)" $(SWIFT) test

# A debug build takes milliseconds for a collection: there they come at one in twenty safe points, at every one in the
# release build.
## make test-stress  run the tests of the language with many collections, its programs with one at every safe point
test-stress: build
	@GRADUS_COLLECT=20 GRADUS="$(CURDIR)/$(BINARY)" \
		$(SWIFT) test --filter 'InterpreterTests|StandardLibraryTests|TorchTests|ShellTests'
	@python3 Tests/GoldenPrograms/stressed.py $(BINARY)

# Its frames are several times as large, and the machine measures how deep the stack is by where locals are.
## make test-asan    run every test under the address sanitizer
test-asan: setup
	@ulimit -s 65520; ASAN_OPTIONS=detect_leaks=0:detect_stack_use_after_return=0 \
		$(SWIFT) test --sanitize=address --scratch-path .build-asan

## make fuzz         give the parser and the compiler random programs for a minute (FUZZ_SECONDS=N; FUZZ=run runs them)
FUZZ_SECONDS ?= 60
fuzz: setup
	@Tests/Fuzz/supported "$(SWIFT)"
	@GRADUS_FUZZER=1 $(SWIFT) build -c release --sanitize=fuzzer --scratch-path .build-fuzz --product Fuzzer 1>&2
	@python3 Tests/Fuzz/seeds.py .build-fuzz/seeds
	@mkdir -p .build-fuzz/corpus
	@GRADUS_FUZZ=$(FUZZ) .build-fuzz/release/Fuzzer -max_total_time=$(FUZZ_SECONDS) -dict=Tests/Fuzz/dictionary.txt \
		-max_len=256 -entropic=0 -timeout=5 -rss_limit_mb=2500 -artifact_prefix=.build-fuzz/ .build-fuzz/corpus \
		.build-fuzz/seeds

## make install      copy the binary and the lessons below PREFIX (/usr/local)
install: build
	@install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/gradus/lessons"
	@install -m 755 $(BINARY) "$(DESTDIR)$(PREFIX)/bin/gradus"
	@install -m 644 lessons/*.py "$(DESTDIR)$(PREFIX)/share/gradus/lessons"
	@echo "installed $(DESTDIR)$(PREFIX)/bin/gradus"

## make bench        measure Gradus beside CPython and, with PYTHON=…, PyTorch
bench: build
	@Benchmarks/run $(if $(PYTHON),--python "$(PYTHON)")

## make lint         check the format of the sources
lint:
	@$(SWIFT) format lint --strict -r Sources Tests Package.swift

## make format       format the sources
format:
	@$(SWIFT) format -i -r Sources Tests Package.swift

setup:
	@Scripts/setup 1>&2

## make help         this list
help:
	@sed -n 's/^## //p' Makefile
