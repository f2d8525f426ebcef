# The two commands of the README are `make serve` and `make test`. Everything sets itself up.
RUN := .venv/bin/python -m archive
.DEFAULT_GOAL := help
# As they were given: neither Make nor the shell reads a sign in them.
GIVEN := BASE DIR EN ID KIND NEW OLD PAGES PORT WITH ZH
unexport $(GIVEN)
$(foreach name,$(GIVEN),$(eval export GIVEN_$(name) = $$(value $(name))))
# The language of messages, as archive/messages.py has it: what follows the bar is Chinese.
CHINESE := $(filter zh%,$(firstword $(LANGUAGE) $(LC_ALL) $(LC_MESSAGES) $(LANG)))
SAID := $(if $(CHINESE),s/\t.* \| /\t/,s/ \| .*//)

# Every command is one, whatever files there are.
.PHONY: $(shell sed -n 's/^\([a-z-]*\):.*\#\# .*/\1/p' Makefile)

help: ## List the commands | 列出命令
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/; $(SAID)' | expand -t 14

setup: .venv/.ready ## Install what the project needs into .venv | 把项目需要的都装进 .venv

.venv/.ready: pyproject.toml requirements/build.txt requirements/lock.txt tools/setup.sh
	@sh tools/setup.sh
	@touch $@

serve: setup ## Preview both languages at http://127.0.0.1:8000/ and reload on changes | 在 http://127.0.0.1:8000/ 预览两种语言，改动后自动刷新
	@$(RUN) serve --port "$${GIVEN_PORT:-8000}"

new: setup ## Write a new entry and its pages; asks, or: make new KIND=term ID=… WITH='name.zh=…' | 写一个新条目及其页面；逐项询问，或：make new KIND=term ID=… WITH='name.zh=…'
	@$(RUN) new $${GIVEN_KIND:+--kind "$$GIVEN_KIND"} $${GIVEN_ID:+--id "$$GIVEN_ID"} --with "$$GIVEN_WITH"

fields: setup ## Say what each field of a kind of entry holds and means: make fields KIND=source | 列出一类条目的每个字段可以写什么、是什么意思：make fields KIND=source
	@$(RUN) fields $${GIVEN_KIND:+"$$GIVEN_KIND"}

rename: setup ## Give an entry or a claim another id everywhere: make rename OLD=some-fund NEW=other-fund | 把条目或说法的编号处处改掉：make rename OLD=some-fund NEW=other-fund
	@$(RUN) rename $${GIVEN_OLD:+"$$GIVEN_OLD"} $${GIVEN_NEW:+"$$GIVEN_NEW"}

record: setup ## Start another organisation's record: make record DIR=../record ZH=… EN=… | 为别的机构另起一份档案：make record DIR=../record ZH=… EN=…
	@.venv/bin/python -m tools.new_record "$${GIVEN_DIR:?Which folder? make record DIR=../some-record}" $${GIVEN_ZH:+--zh "$$GIVEN_ZH"} $${GIVEN_EN:+--en "$$GIVEN_EN"}

clear: setup ## Take the example out of a new record | 从新档案中去掉示例
	@.venv/bin/python -m tools.clear_example

remove: setup ## Say what names a record, before taking it out: make remove ID=some-fund | 移除之前，列出提到一条记录的各处：make remove ID=some-fund
	@$(RUN) mentions $${GIVEN_ID:+"$$GIVEN_ID"}

reviewed: setup ## Note that both languages are in step: make reviewed PAGES=funds/index.md or data/funds.yml | 记下两种语言已经一致：make reviewed PAGES=funds/index.md 或 data/funds.yml
	@$(RUN) reviewed $$GIVEN_PAGES

compare: setup ## Say what readers will see changed against another state: make compare BASE=main | 列出与另一状态相比读者会看到的变化：make compare BASE=main
	@commit=$$(git rev-parse -q --verify --end-of-options "$${GIVEN_BASE:-main}^{commit}") || \
	{ echo "没有这个状态 · no such state: $${GIVEN_BASE:-main}" >&2; exit 1; }; \
	base=$$(mktemp -d) && trap 'rm -rf "$$base"' EXIT && \
	git archive "$$commit" data docs mkdocs.yml mkdocs.en.yml | tar -x -C "$$base" && \
	$(RUN) compare "$$base"

schema: setup ## Write data/schema/ anew after a change of archive/model/records.py | 改动 archive/model/records.py 之后，重写 data/schema/
	@$(RUN) schema

messages: setup ## Bring the catalogue of messages in step with the code, and name what lacks Chinese | 使消息目录与代码一致，并指出还缺哪些中文
	.venv/bin/python -m tools.messages

build: setup ## Write the whole site to site/ (PICTURES=1 draws each claim for link previews) | 把整个网站写到 site/（PICTURES=1 为每条说法画链接预览图）
	@$(RUN) build

check: setup ## Check data and pages without building | 只检查数据与页面，不生成网站
	@$(RUN) check

test-fast: setup ## What needs no browser and no whole site: content, lint and the quick tests | 不用浏览器、不生成整个网站的检查：内容、代码和较快的测试
	@$(RUN) check
	.venv/bin/ruff check .
	.venv/bin/pytest -n auto -m "not whole_site and not release" \
		--ignore=tests/pages/test_hostile_pages.py --ignore=tests/loading/test_hostile_data.py \
		tests/model tests/loading tests/rendering tests/pages tests/test_messages.py

test: setup ## What CI checks, too: lint, types, content, site, browser | 在线检查也查这些：代码、类型、内容、网站、浏览器
	@sh tools/browser.sh
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/zizmor --offline --quiet .
	.venv/bin/jactionlint --shellcheck .venv/bin/shellcheck --strict-exit
	.venv/bin/shellcheck tools/*.sh
	.venv/bin/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	.venv/bin/check-jsonschema --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/[!c]*.yml
	.venv/bin/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	.venv/bin/check-jsonschema --builtin-schema vendor.citation-file-format CITATION.cff
	.venv/bin/python -m tools.prose --certain
	.venv/bin/pytest -n auto

prose: setup ## Advise on spelling and punctuation in both languages | 对两种语言的拼写和标点提出建议
	@.venv/bin/python -m tools.prose

readers: setup ## Read the published data with pandas, DuckDB and others, as the page about it tells | 照“数据”页所说，用 pandas、DuckDB 等读取发布的数据
	@sh tools/readers.sh
	.venv/bin/pytest tests/publishing/test_readers.py --readers .readers/bin/python

fuzz: setup ## Read two thousand invented pages and data files; none may hang or crash | 读两千个编造的页面和数据文件；不得卡住或崩溃
	.venv/bin/python -m tools.fuzz

audit: setup ## Look for dead links in the record and for known holes in the locked packages | 查档案中的失效链接，以及锁定的包里已知的漏洞
	.venv/bin/python -m tools.audit

bench-search: setup ## Compare the search with the theme's own on the test queries | 用测试查询与主题自带的搜索作比较
	@sh tools/browser.sh
	.venv/bin/python -m bench.search

bench: setup ## Measure builds, preview and first views, and write bench/README.md anew | 测量生成、预览和首次打开，重写 bench/README.md
	@sh tools/browser.sh
	@command -v hugo >/dev/null 2>&1 || sh tools/install.sh hugo || true
	.venv/bin/python -m bench

.release/.ready: requirements/release.txt tools/release.sh
	@sh tools/release.sh
	@touch $@

release: setup .release/.ready ## Write a zip of the site, a PDF and an EPUB in each language to dist/ | 把网站压缩包及各语言的PDF与EPUB写到 dist/
	@SOURCE_DATE_EPOCH="$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct)}" $(RUN) release

test-release: setup .release/.ready ## Check what make release writes | 检查 make release 写出的文件
	@sh tools/browser.sh
	.venv/bin/pytest -m release

old-browsers: setup ## Walk through the site in a Chrome of 2020, the oldest that we promise | 用2020年的Chrome把网站走一遍，这是承诺支持的最旧版本
	@sh tools/browser.sh
	@command -v npm >/dev/null 2>&1 || sh tools/install.sh npm
	@npm ci --silent --ignore-scripts --prefix tools/old-browsers
	@$(RUN) build
	@node tools/old-browsers/journeys.mjs site

exits: setup ## Build with ProperDocs and Zensical and print what differs | 用 ProperDocs 和 Zensical 生成，列出不同之处
	@.venv/bin/python -m bench.exits

pictures: setup ## Draw again the pictures that link previews show | 重画链接预览用的图片
	@sh tools/browser.sh
	.venv/bin/python -m tools.share_picture

format: setup ## Put the code into the house form | 把代码整理成统一格式
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

lock: setup ## Bring the lock files in step with pyproject.toml (UPGRADE=--upgrade renews all) | 使锁定文件与 pyproject.toml 一致（UPGRADE=--upgrade 全部更新）
	echo setuptools | .venv/bin/uv pip compile -q $(UPGRADE) --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements/build.txt -
	.venv/bin/uv pip compile -q $(UPGRADE) --universal --python-version 3.11 --generate-hashes --no-header --group dev -o requirements/lock.txt pyproject.toml
	.venv/bin/uv pip compile -q $(UPGRADE) --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --group pyproject.toml:readers -o requirements/readers.txt
	.venv/bin/uv pip compile -q $(UPGRADE) --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --group pyproject.toml:release -o requirements/release.txt

clean: ## Remove everything that the commands made | 删去各命令产生的一切
	rm -rf .venv .exits .readers .preview .release dist site .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info
