# 公开 gongkai. `make help` lists what can be made.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
PORT ?= 8000
RUNS ?= 200000
BIN := $(VENV)/bin
export PYTHONPATH := src

.PHONY: help fuzz run check-examples ocr names fresh test test-fast lint format docs translations bench lock clean

help: ## 列出可用的命令
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1	\2/' | expand -t 22

run: $(VENV)/web ## 启动平台和演示县，打印地址和演示账号；换端口：make run PORT=8080
	@exec $(BIN)/python manage.py serve --demo --fetch-reader --port $(PORT)

check-examples: $(VENV)/core ## 核对随附的示例年报，显示发现的问题
	@$(BIN)/python -m gongkai report check examples || test $$? -eq 1

ocr: $(VENV)/ocr ## 给平台加装扫描件识别

names: $(VENV)/names ## 给平台加装人名识别（30 MB，离线）

test: $(VENV)/dev ## 跑全部测试
	$(BIN)/python -m pytest -n auto --dist worksteal

test-fast: $(VENV)/dev ## 跑几秒内能完的测试
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow"

fuzz: $(VENV)/dev ## 给每个读取器喂随机变形的文件，到 RUNS 次为止：make fuzz RUNS=1000000
	@for reader in $$($(BIN)/python -c "from tests.documents.fuzz.harness import SEEDS; print(*SEEDS)"); do \
	  echo "== $$reader"; $(BIN)/python -m tests.documents.fuzz.harness $$reader $(RUNS) || exit 1; done

lint: $(VENV)/dev ## 检查写法、类型和楼层
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m tests.house.web_types
	$(BIN)/lint-imports --no-logo

format: $(VENV)/dev ## 整理写法
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/dev ## 重新生成 docs/reference
	$(BIN)/python -m docs.generate

fresh: $(VENV)/dev ## 迁移有变动后，重写新安装用的空数据库脚本
	@folder=$$(mktemp -d) && export GONGKAI_DATA=$$folder && $(BIN)/python manage.py migrate -v0 \
	  && $(BIN)/python manage.py write_fresh && rm -rf $$folder

translations: $(VENV)/dev ## 界面文字有变动后，重写翻译目录
	$(BIN)/python manage.py write_translations

bench: $(VENV)/bench ## 与同类软件同场测速，打印比值
	@for script in $(filter-out bench/timing.py bench/county.py bench/bare.py,$(wildcard bench/*.py)); do echo "== $$script"; $(BIN)/python $$script; done

lock: $(VENV)/dev ## 重新锁定依赖（requirements/*.txt）
	$(BIN)/python requirements/lock.py

clean: ## 删除虚拟环境和缓存
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache dist

$(VENV)/python:
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/core: $(VENV)/python requirements/core.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/core.txt
	@touch $@

$(VENV)/dev: $(VENV)/python requirements/dev.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@ $(VENV)/core $(VENV)/web $(VENV)/ocr $(VENV)/names

$(VENV)/web: $(VENV)/python requirements/web.txt
	@echo "第一次启动，正在安装，请稍候……"
	@$(BIN)/python -m pip install --quiet --no-compile --require-hashes -r requirements/web.txt
	@touch $@ $(VENV)/core

$(VENV)/ocr: $(VENV)/python requirements/ocr.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/ocr.txt
	@touch $@ $(VENV)/web $(VENV)/core

$(VENV)/names: $(VENV)/python requirements/names.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/names.txt
	@touch $@ $(VENV)/web $(VENV)/core

$(VENV)/bench: $(VENV)/python requirements/bench.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/bench.txt
	@touch $@
