# Lyceum's commands. `make help` lists them.

.DEFAULT_GOAL := help
.PHONY: help build run test protos bench bench-rpc deps format clean

help: ## Lists these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

run: ## Installs what is missing, builds, and runs Lyceum until Ctrl-C
	@scripts/run.sh

build: ## Installs what is missing, and builds in release mode
	@scripts/install.sh run
	@scripts/build.sh

test: ## Installs what is missing, builds and runs the tests
	@scripts/test.sh

protos: ## Regenerates the code that is made from Protos/
	@scripts/install.sh protos
	@scripts/protos.sh

bench: ## Runs the benchmarks, beside FastAPI, nginx and bare NIO, and prints their figures
	@scripts/install.sh run
	@scripts/install.sh http
	@$(MAKE) --no-print-directory --directory Benchmarks

bench-rpc: ## Measures RPC beside grpc-swift-2, Go's ttrpc and gRPC, and bare NIO
	@scripts/install.sh run
	@scripts/install.sh bench
	@$(MAKE) --no-print-directory --directory Benchmarks rpc-peers

deps: ## Installs the Debian packages that building, testing and checking need
	@scripts/install.sh run
	@scripts/install.sh protos
	@scripts/install.sh check

format: ## Formats every Swift file
	@scripts/format.sh

clean: ## Removes what was built; the databases stay
	@rm -rf .build .build-* Fuzz/.build* Benchmarks/.build* Benchmarks/PeerLoad/.build* Benchmarks/peers/*/.build*
