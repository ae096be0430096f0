#!/bin/sh
set -e
node till.js |
	npx pino-pretty -c   # for people