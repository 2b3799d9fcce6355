# The two commands are `make demo` and `make test`; each does all the set-up that it needs.
PREFIX ?= /usr/local
BUILD := build
export npm_config_update_notifier := false

.PHONY: all demo test bench page dist install clean

all: $(BUILD)/build.ninja
	ninja -C $(BUILD)

$(BUILD)/build.ninja:
	scripts/setup build test
	meson setup $(BUILD)

demo:
	@scripts/demo

test:
	@scripts/test

bench: all
	scripts/bench

page:
	scripts/setup build page
	scripts/page

# What a release holds, in build/dist: both pages, the source archive, their SHA-256.
dist:
	scripts/setup build page
	scripts/dist

# PREFIX is where it will be found, DESTDIR is put before it for packagers.
install: all
	meson configure $(BUILD) -Dprefix=$(PREFIX)
	ninja -C $(BUILD)
	DESTDIR=$(DESTDIR) meson install -C $(BUILD) --no-rebuild --quiet

clean:
	rm -rf $(BUILD) build-*
