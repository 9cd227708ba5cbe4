# Kvinnofridslotsen. `make` alone lists the targets.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PY := .venv/bin/python
# Third-party warnings are silenced here, at the edge; our own code is checked by ruff, mypy, pytest.
export PYTHONWARNINGS ?= ignore
export PYTHONPATH := $(CURDIR)
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
export TF_CPP_MIN_LOG_LEVEL := 3
export OMP_NUM_THREADS := 1
export RASA_TELEMETRY_ENABLED := false
export TQDM_DISABLE := 1

.PHONY: help setup run chat train test unit lint dialogues evaluate bench facts purge lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/ready ## install what is locked and build the encoder
	@$(PY) -m bot.nlu.encoder.build

.venv/ready: requirements/dev.txt scripts/setup .python-version
	@bash scripts/setup

run: setup ## start everything on this machine and print the addresses
	@$(PY) -m bot.start

chat: .venv/ready ## talk with the running bot in the terminal
	@$(PY) -m bot.chat

train: setup ## train the model if its inputs have changed
	@$(PY) -m bot.training

test: lint unit train dialogues ## everything that must hold: what CI runs
	@$(PY) -m pytest -q tests/safety
	@$(PY) -m pytest -q tests/end_to_end
	@echo "make test: all passed"

unit: setup ## fast tests, without a trained model (installs the Debian packages they need)
	@bash scripts/system
	@$(PY) -m pytest -q tests --ignore tests/end_to_end --ignore tests/safety

lint: .venv/ready ## style and types
	@$(PY) -m ruff check .
	@$(PY) -m mypy

dialogues: train ## validate the data and run the dialogue stories
	@$(PY) -m bot.quiet rasa data validate
	@$(PY) scripts/dialogues

evaluate: train ## measure understanding and answers, write docs/evaluation.md
	@$(PY) -m bot.quiet bench.evaluate

bench: train ## measure speed and memory against the pipeline of `rasa init`
	@$(PY) -m bot.quiet bench.compare

facts: .venv/ready ## what a person must confirm, what is old, what conflicts
	@$(PY) -m bot.knowledge

purge: .venv/ready ## erase what is older than the retention time
	@$(PY) -m bot.conversations.purge

lock: ## renew the lock files from requirements/*.in (needs uv)
	@for name in bot dev; do uv pip compile --quiet --universal --python-version 3.10 --generate-hashes \
	  --no-emit-index-url --no-header requirements/$$name.in -o requirements/$$name.txt; done

clean: ## remove what was built
	rm -rf .venv .cache .rasa models results build
