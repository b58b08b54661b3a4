# The four commands of the project. Each installs what it needs.
.PHONY: run test lint bench
.DEFAULT_GOAL := run

run: # everything, served on http://127.0.0.1:8000 (PORT=… for another)
	@exec qpv_charter/bin/run

test: # the whole suite on SQLite, and again on PostgreSQL when one answers
	@exec qpv_charter/bin/test

lint: # formatting, style, types, architecture, settings
	@exec qpv_charter/bin/lint

bench: # speed and memory, as ratios within one run; the table is kept in build/bench.json
	@exec qpv_charter/bin/bench
