# The two commands are `make demo` and `make test`; each does all the set-up it needs.
PREFIX ?= /usr/local
BUILD := build
export npm_config_update_notifier := false

.PHONY: all demo test bench page install clean sanitize

all: $(BUILD)/build.ninja
	ninja -C $(BUILD)

$(BUILD)/build.ninja: meson.build packaging/packages.txt
	scripts/setup build test
	[ -f $@ ] || meson setup $(BUILD)
	touch $@

demo:
	scripts/demo

test:
	scripts/test

bench: all
	scripts/bench

page:
	scripts/setup build page
	scripts/page

install: all
	meson configure $(BUILD) -Dprefix=$(PREFIX)
	DESTDIR=$(DESTDIR) meson install -C $(BUILD) --no-rebuild

clean:
	rm -rf $(BUILD) build-*
