#!/bin/sh
set -e
# Receipts are kept for a day.
mkdir -p ./receipts
exec node till.mjs
