# The two commands of the README are `make serve` and `make test`. Everything sets itself up.
RUN := .venv/bin/python -m archive
.DEFAULT_GOAL := help

# Every command is one, whatever files there are.
.PHONY: $(shell sed -n 's/^\([a-z-]*\):.*\#\# .*/\1/p' Makefile)

help: ## List the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

setup: .venv/.ready ## Install what the project needs into .venv

.venv/.ready: pyproject.toml requirements/build.txt requirements/lock.txt tools/setup.sh
	@sh tools/setup.sh
	@touch $@

serve: setup ## Preview both languages at http://127.0.0.1:8000/ and reload on changes
	@$(RUN) serve --port $(or $(PORT),8000)

new: setup ## Write a new entry and its pages; asks, or: make new KIND=theme ID=… WITH='name.zh=…'
	@$(RUN) new $(if $(KIND),--kind $(KIND)) $(if $(ID),--id $(ID)) $(WITH)

fields: setup ## Say what each field of a kind of entry may hold: make fields KIND=source
	@$(RUN) fields $(KIND)

rename: setup ## Give an entry or a claim another id everywhere: make rename OLD=some-fund NEW=other-fund
	@$(RUN) rename $(OLD) $(NEW)

record: setup ## Start another organisation's record: make record DIR=../record ZH=某某档案 EN="Some Record"
	@.venv/bin/python -m tools.new_record "$(or $(DIR),$(error Which folder? make record DIR=../some-record))" $(if $(ZH),--zh "$(ZH)") $(if $(EN),--en "$(EN)")

clear: setup ## Take the example out of a new record
	@.venv/bin/python -m tools.clear_example

remove: setup ## Say what names a record, before taking it out: make remove ID=some-fund
	@$(RUN) mentions $(ID)

confirm: setup ## Note that both languages are in step: make confirm PAGES=funds/index.md or data/funds.yml
	@$(RUN) confirm $(PAGES)

compare: setup ## Say what readers will see changed against another state: make compare BASE=main
	@base=$$(mktemp -d) && trap 'rm -rf "$$base"' EXIT && \
	git archive "$(or $(BASE),main)" data docs mkdocs.yml mkdocs.en.yml | tar -x -C "$$base" && \
	$(RUN) compare "$$base"

schema: setup ## Write data/schema/ anew after a change of archive/model/records.py
	@$(RUN) schema

messages: setup ## Bring the catalogue of messages in step with the code, and name what lacks Chinese
	.venv/bin/python -m tools.messages

build: setup ## Write the whole site to site/ (PICTURES=1 draws each claim for link previews)
	@$(RUN) build

check: setup ## Check data and pages without building
	@$(RUN) check

test: setup ## Everything that CI checks: lint, types, content, site, browser
	@sh tools/browser.sh
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	@# actionlint is not among these: its package fetches a program that no hash in the lock covers.
	@# On GitHub it runs all the same, see check.yml
	.venv/bin/zizmor --offline --quiet .
	.venv/bin/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	.venv/bin/check-jsonschema --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/[!c]*.yml
	.venv/bin/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	.venv/bin/python -m tools.prose --certain
	.venv/bin/pytest -n auto

prose: setup ## Advise on spelling and punctuation in both languages
	@.venv/bin/python -m tools.prose

readers: setup ## Read the published data with pandas, DuckDB and others, as the page about it tells
	@sh tools/readers.sh
	.venv/bin/pytest tests/publishing/test_readers.py --readers .readers/bin/python

fuzz: setup ## Read two thousand invented pages and data files; none may hang or crash
	.venv/bin/python -m tools.fuzz

audit: setup ## Look for dead links in the record and for known holes in the locked packages
	.venv/bin/python -m tools.audit

bench-search: setup ## Compare the search with the theme's own on the test queries
	@sh tools/browser.sh
	.venv/bin/python -m tools.bench_search

bench: setup ## Measure builds, preview and first views, and write bench/README.md anew
	@sh tools/browser.sh
	@command -v hugo >/dev/null 2>&1 || sh tools/install.sh hugo || true
	.venv/bin/python -m bench

.release/.ready: requirements/release.txt tools/release.sh
	@sh tools/release.sh
	@touch $@

release: setup .release/.ready ## Write a zip of the site, a PDF and an EPUB in each language to dist/
	@SOURCE_DATE_EPOCH="$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct)}" $(RUN) release

test-release: setup .release/.ready ## Check what make release writes
	@sh tools/browser.sh
	.venv/bin/pytest -m release

old-browsers: setup ## Walk through the site in a Chrome of 2020, the oldest that we promise
	@sh tools/browser.sh
	@command -v npm >/dev/null 2>&1 || sh tools/install.sh npm
	@npm ci --silent --ignore-scripts --prefix tools/old-browsers
	@$(RUN) build
	@node tools/old-browsers/journeys.mjs site

exits: setup ## Build with ProperDocs and Zensical and print what differs
	@.venv/bin/python -m bench.exits

pictures: setup ## Draw again the pictures that link previews show
	@sh tools/browser.sh
	.venv/bin/python -m tools.share_picture

format: setup ## Put the code into the house form
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

lock: setup ## Bring the lock files in step with pyproject.toml (UPGRADE=--upgrade renews all)
	echo setuptools | .venv/bin/uv pip compile -q $(UPGRADE) --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements/build.txt -
	.venv/bin/uv pip compile -q $(UPGRADE) --universal --python-version 3.11 --generate-hashes --no-header --group dev -o requirements/lock.txt pyproject.toml
	.venv/bin/uv pip compile -q $(UPGRADE) --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --group pyproject.toml:readers -o requirements/readers.txt
	.venv/bin/uv pip compile -q $(UPGRADE) --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --group pyproject.toml:release -o requirements/release.txt

clean: ## Remove everything that the commands made
	rm -rf .venv .exits .readers .cache .preview .release dist site .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info
